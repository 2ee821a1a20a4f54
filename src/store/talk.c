#include "store/talk.h"

#include "base/json.h"
#include "base/text.h"
#include "store/event.h"

#define MINUTES_USUAL 15

ROW_TYPE(talk_item, TALK_ITEM_FIELDS);

static bool read_items(struct work *w, int64_t round, struct talk_items *items)
{
	return ROWS_ALL(w,
	                db_ask(w,
	                       "SELECT criterion, place, minutes, skipped FROM talk_item "
	                       "WHERE partnership = $1 AND round = $2 ORDER BY place",
	                       V(w->partnership), V(round)),
	                &talk_item_record, items);
}

bool talk_of_round(struct work *w, int64_t round, struct talk *talk)
{
	const struct rows *rows = db_ask(w, "SELECT version FROM talk WHERE partnership = $1 AND round = $2",
	                                 V(w->partnership), V(round));

	*talk = (struct talk){ 0 };
	if (rows == NULL || rows->len == 0)
		return rows != NULL;
	talk->version = row_int(rows, 0, 0);
	return read_items(w, round, &talk->items);
}

bool talk_left(struct work *w, int64_t round, bool *saved, int64_t *left)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT COUNT(i.criterion), COUNT(CASE WHEN i.skipped = 0 AND p.id IS NULL THEN 1 END) "
	               "FROM talk_item i LEFT JOIN position p ON p.partnership = i.partnership "
	               "AND p.round = i.round AND p.criterion = i.criterion "
	               "WHERE i.partnership = $1 AND i.round = $2",
	               V(w->partnership), V(round));

	if (rows == NULL)
		return false;
	*saved = row_int(rows, 0, 0) > 0;
	*left = row_int(rows, 0, 1);
	return true;
}

/* ------------------------------------------------------------------ inside a change */

/* ["culture.vision", ...] in the order of the talk. */
static const char *items_as_json(struct work *w, const struct talk_items *items)
{
	struct out out = { .arena = w->arena };

	json_open(&out, '[');
	for (size_t i = 0; i < items->len; i++)
		json_text(&out, items->at[i].criterion);
	json_close(&out, ']');
	return out_html(&out).at;
}

static bool is_asked(struct work *w, int64_t round, const char *criterion)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT 1 FROM round_criterion "
	                                 "WHERE partnership = $1 AND round = $2 AND criterion = $3",
	                                 V(w->partnership), V(round), V(criterion));

	if (rows == NULL)
		return false;
	return rows->len == 1 || fault(w, FAULT_BAD_INPUT, "This round did not ask about one of these criteria.");
}

static bool insert_item(struct work *w, int64_t round, const struct talk_item *item, int64_t place)
{
	return is_asked(w, round, item->criterion) &&
	       db_run(w,
	              "INSERT INTO talk_item (partnership, round, criterion, place, minutes, skipped) "
	              "VALUES ($1, $2, $3, $4, $5, $6)",
	              V(w->partnership), V(round), V(item->criterion), V(place), V(item->minutes),
	              V(item->skipped)) == 1;
}

static bool was_skipped(const struct talk_items *before, const char *criterion)
{
	for (size_t i = 0; i < before->len; i++) {
		if (text_equal(before->at[i].criterion, criterion))
			return before->at[i].skipped;
	}
	return false;
}

static bool replace_items(struct work *w, int64_t round, const struct talk_items *items)
{
	struct talk_items before = { 0 };

	if (!read_items(w, round, &before) ||
	    db_run(w, "DELETE FROM talk_item WHERE partnership = $1 AND round = $2", V(w->partnership), V(round)) < 0)
		return false;
	for (size_t i = 0; i < items->len; i++) {
		struct talk_item item = items->at[i];

		item.skipped = was_skipped(&before, item.criterion);
		if (!insert_item(w, round, &item, (int64_t)i + 1))
			return false;
	}
	return true;
}

/* Rows touched: 1, or 0 when somebody was quicker. */
static int64_t hold_talk(struct work *w, int64_t round, int64_t version)
{
	const char *by = w->person == NULL ? "" : w->person;

	if (version == 0)
		return db_run(w,
		              "INSERT INTO talk (partnership, round, saved_by, saved_at, version) "
		              "VALUES ($1, $2, $3, $4, 1) ON CONFLICT DO NOTHING",
		              V(w->partnership), V(round), V(by), V(w->now));
	return db_run(w,
	              "UPDATE talk SET saved_by = $4, saved_at = $5, version = version + 1 "
	              "WHERE partnership = $1 AND round = $2 AND version = $3",
	              V(w->partnership), V(round), V(version), V(by), V(w->now));
}

bool talk_save(struct work *w, int64_t round, int64_t version, const struct talk_items *items)
{
	int64_t held = hold_talk(w, round, version);

	if (held == 0)
		return fault(w, FAULT_CONFLICT,
		             "Somebody else saved the agenda while you were working on it. What you chose is below; "
		             "compare, then save again.");
	return held == 1 && replace_items(w, round, items) &&
	       event_record(w, version == 0 ? "saved" : "changed", "agenda", round, items_as_json(w, items));
}

static bool add_last(struct work *w, int64_t round, const char *criterion)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT COALESCE(MAX(place), 0) + 1 FROM talk_item "
	                                 "WHERE partnership = $1 AND round = $2",
	                                 V(w->partnership), V(round));
	struct talk_item item = { .criterion = criterion, .minutes = MINUTES_USUAL, .skipped = true };

	return rows != NULL && insert_item(w, round, &item, row_int(rows, 0, 0));
}

bool talk_begin(struct work *w, int64_t round, const struct talk_items *proposed)
{
	struct talk talk;

	if (!talk_of_round(w, round, &talk))
		return false;
	return talk.version != 0 || (hold_talk(w, round, 0) >= 0 && replace_items(w, round, proposed));
}

bool talk_skip(struct work *w, int64_t round, const char *criterion, const struct talk_items *proposed)
{
	int64_t skipped;

	if (!talk_begin(w, round, proposed))
		return false;
	skipped = db_run(w,
	                 "UPDATE talk_item SET skipped = 1 "
	                 "WHERE partnership = $1 AND round = $2 AND criterion = $3",
	                 V(w->partnership), V(round), V(criterion));
	if (skipped < 0 || (skipped == 0 && !add_last(w, round, criterion)))
		return false;
	return event_record(w, "skipped", "criterion", round, criterion);
}
