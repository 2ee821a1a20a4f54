#include "store/words_tag.h"

#include "base/text.h"
#include "store/event.h"

RECORD_TYPE(words_tag, WORDS_TAG_FIELDS);

bool words_tags(struct work *w, int64_t round, struct list_any *list)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(WORDS_TAG_FIELDS) " FROM words_tag "
	                                                           "WHERE partnership = $1 AND round = $2 "
	                                                           "ORDER BY name_folded, id",
	                       V(w->partnership), V(round)),
	                &words_tag_record, list);
}

const struct words_tag *words_tag_by_id(struct work *w, int64_t round, int64_t id)
{
	return rows_one(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(WORDS_TAG_FIELDS) " FROM words_tag "
	                                                           "WHERE partnership = $1 AND round = $2 AND id = $3",
	                       V(w->partnership), V(round), V(id)),
	                &words_tag_record, FAULT_NOT_FOUND, "This round has no such tag.");
}

bool words_ties(struct work *w, int64_t round, struct words_ties *ties)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT tag, position FROM words_tagged "
	                                 "WHERE partnership = $1 AND round = $2 ORDER BY tag, position",
	                                 V(w->partnership), V(round));

	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		list_add(w->arena, ties, ((struct words_tie){ row_int(rows, i, 0), row_int(rows, i, 1) }));
	return rows != NULL;
}

bool words_tag_counts(struct work *w, int64_t round, struct words_tag_counts *counts)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT t.tag, r.label, COUNT(*) FROM words_tagged t JOIN released_words r "
	               "ON r.partnership = t.partnership AND r.round = t.round AND r.position = t.position "
	               "WHERE t.partnership = $1 AND t.round = $2 GROUP BY t.tag, r.label ORDER BY t.tag, r.label",
	               V(w->partnership), V(round));

	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		list_add(w->arena, counts,
		         ((struct words_tag_count){ row_int(rows, i, 0), row_text(rows, i, 1), row_int(rows, i, 2) }));
	return rows != NULL;
}

/* ------------------------------------------------------------------ inside a change */

/* What was taken out meanwhile is left out. */
static bool tie(struct work *w, const struct words_tag *tag, const struct places *places)
{
	const int64_t *place;

	for EACH(place, places) {
		if (db_run(w,
		           "INSERT INTO words_tagged (partnership, round, tag, position) "
		           "SELECT r.partnership, r.round, $3, r.position FROM released_words r "
		           "WHERE r.partnership = $1 AND r.round = $2 AND r.position = $4 AND r.words <> ''",
		           V(w->partnership), V(tag->round), V(tag->id), V(*place)) < 0)
			return false;
	}
	return true;
}

static bool untie(struct work *w, const struct words_tag *tag)
{
	return db_run(w, "DELETE FROM words_tagged WHERE partnership = $1 AND round = $2 AND tag = $3",
	              V(w->partnership), V(tag->round), V(tag->id)) >= 0;
}

static bool is_taken(struct work *w, const struct words_tag *tag)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT COUNT(*) FROM words_tag WHERE partnership = $1 AND round = $2 "
	               "AND name_folded = $3 AND id <> $4",
	               V(w->partnership), V(tag->round), V(text_fold(w->arena, tag->name)), V(tag->id));

	if (rows == NULL)
		return true;
	return row_int(rows, 0, 0) > 0 &&
	       !fault(w, FAULT_CONFLICT, "This round has a tag of that name already: add to that one.");
}

static bool has_room(struct work *w, int64_t round)
{
	const struct rows *rows = db_ask(w, "SELECT COUNT(*) FROM words_tag WHERE partnership = $1 AND round = $2",
	                                 V(w->partnership), V(round));

	return rows != NULL &&
	       (row_int(rows, 0, 0) < WORDS_TAGS_MOST ||
	        fault(w, FAULT_CONFLICT, "A round has at most %d tags. Take one away, or join some.", WORDS_TAGS_MOST));
}

static bool insert(struct work *w, const struct words_tag *tag)
{
	return db_run(w,
	              "INSERT INTO words_tag (partnership, id, round, name, name_folded, made_by, made_at) "
	              "VALUES ($1, $2, $3, $4, $5, $6, $7)",
	              V(w->partnership), V(tag->id), V(tag->round), V(tag->name), V(text_fold(w->arena, tag->name)),
	              V(w->person == NULL ? "" : w->person), V(w->now)) == 1;
}

bool words_tag_add(struct work *w, struct words_tag *tag, const struct places *places)
{
	tag->id = 0;
	if (is_taken(w, tag) || !has_room(w, tag->round))
		return false;
	tag->id = db_new_id(w, "words_tag");
	return tag->id > 0 && insert(w, tag) && tie(w, tag, places) &&
	       event_record(w, "tagged words of", "round", tag->round, NULL);
}

static bool is_stale(struct work *w, int64_t changed)
{
	if (changed == 0)
		fault(w, FAULT_CONFLICT,
		      "Somebody else changed this tag while you were working on it. Look at it again.");
	return changed != 1;
}

bool words_tag_change(struct work *w, const struct words_tag *tag, const struct places *places)
{
	int64_t changed;

	if (is_taken(w, tag))
		return false;
	changed = db_run(w,
	                 "UPDATE words_tag SET name = $5, name_folded = $6, version = version + 1 "
	                 "WHERE partnership = $1 AND round = $2 AND id = $3 AND version = $4",
	                 V(w->partnership), V(tag->round), V(tag->id), V(tag->version), V(tag->name),
	                 V(text_fold(w->arena, tag->name)));
	return !is_stale(w, changed) && untie(w, tag) && tie(w, tag, places) &&
	       event_record(w, "tagged words of", "round", tag->round, NULL);
}

bool words_tag_remove(struct work *w, const struct words_tag *tag)
{
	int64_t held = db_run(w,
	                      "UPDATE words_tag SET version = version + 1 "
	                      "WHERE partnership = $1 AND round = $2 AND id = $3 AND version = $4",
	                      V(w->partnership), V(tag->round), V(tag->id), V(tag->version));

	return !is_stale(w, held) && untie(w, tag) &&
	       db_run(w, "DELETE FROM words_tag WHERE partnership = $1 AND id = $2", V(w->partnership), V(tag->id)) ==
	               1 &&
	       event_record(w, "took a tag away from the words of", "round", tag->round, NULL);
}
