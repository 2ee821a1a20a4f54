/* What records and changes a position: see store/position.h. Every act ends with one event, written last. */
#include "base/json.h"
#include "base/text.h"
#include "store/event.h"
#include "store/position.h"
#include "store/search_records.h"

static bool stale(struct work *w)
{
	return fault(w, FAULT_CONFLICT,
	             "Somebody else recorded a position on this criterion while you were working on it. Theirs is "
	             "shown, and what you typed is below: compare, then record again.");
}

static bool is_released(struct work *w, int64_t round)
{
	const struct rows *rows =
		db_ask(w, "SELECT 1 FROM released WHERE partnership = $1 AND round = $2", V(w->partnership), V(round));

	if (rows == NULL)
		return false;
	return rows->len == 1 ||
	       fault(w, FAULT_CONFLICT, "Positions are agreed when the round is closed, and not before.");
}

/* ------------------------------------------------------------------ the position itself */

static bool insert_position(struct work *w, struct position *p)
{
	int64_t added;

	p->id = db_new_id(w, "position");
	p->version = 1;
	if (p->id == 0)
		return false;
	added = db_run(w,
	               "INSERT INTO position (partnership, id, round, criterion, outcome, placed, reason, agreed_on, "
	               "people, why, recorded_by, recorded_at, version) "
	               "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, $11, 1) "
	               "ON CONFLICT (partnership, round, criterion) DO NOTHING",
	               V(w->partnership), V(p->id), V(p->round), V(p->criterion), V(p->outcome), V(p->placed),
	               V(p->reason), V(p->agreed_on), V(p->people), V(p->recorded_by), V(w->now));
	return added == 0 ? stale(w) : added == 1;
}

/* The version that was seen goes into the history; when it is not the newest any more, nothing is touched. */
static bool keep_before(struct work *w, const struct position *p)
{
	int64_t kept = db_run(w,
	                      "INSERT INTO position_before (partnership, position, version, outcome, placed, reason, "
	                      "agreed_on, people, why, recorded_by, recorded_at) "
	                      "SELECT o.partnership, o.id, o.version, o.outcome, o.placed, o.reason, o.agreed_on, "
	                      "o.people, o.why, o.recorded_by, o.recorded_at FROM position o "
	                      "WHERE o.partnership = $1 AND o.id = $2 AND o.version = $3 ON CONFLICT DO NOTHING",
	                      V(w->partnership), V(p->id), V(p->version));

	return kept == 0 ? stale(w) : kept == 1;
}

static bool update_position(struct work *w, struct position *p)
{
	int64_t changed;

	if (!keep_before(w, p))
		return false;
	changed = db_run(w,
	                 "UPDATE position SET outcome = $4, placed = $5, reason = $6, agreed_on = $7, people = $8, "
	                 "why = $9, recorded_by = $10, recorded_at = $11, version = version + 1 "
	                 "WHERE partnership = $1 AND id = $2 AND version = $3",
	                 V(w->partnership), V(p->id), V(p->version), V(p->outcome), V(p->placed), V(p->reason),
	                 V(p->agreed_on), V(p->people), V(p->why), V(p->recorded_by), V(w->now));
	p->version++;
	return changed == 0 ? stale(w) : changed == 1;
}

/* ------------------------------------------------------------------ what belongs to it */

static bool add_dissents(struct work *w, const struct position *p, const struct dissent_list *dissents)
{
	for (size_t i = 0; i < dissents->len; i++) {
		int64_t id = db_new_id(w, "dissent");

		if (id == 0 ||
		    db_run(w,
		           "INSERT INTO dissent (partnership, id, position, who, words, since_version, recorded_by, "
		           "recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		           V(w->partnership), V(id), V(p->id), V(dissents->at[i].who), V(dissents->at[i].words),
		           V(p->version), V(p->recorded_by), V(w->now)) != 1)
			return false;
	}
	return true;
}

static bool withdraw(struct work *w, const struct position *p, int64_t dissent)
{
	int64_t ended = db_run(w,
	                       "UPDATE dissent SET until_version = $4 WHERE partnership = $1 AND position = $2 "
	                       "AND id = $3 AND until_version IS NULL",
	                       V(w->partnership), V(p->id), V(dissent), V(p->version));

	return ended == 0 ? stale(w) : ended == 1;
}

static bool holds(const struct word_places *words, int64_t place)
{
	for (size_t i = 0; i < words->len; i++) {
		if (words->at[i] == place)
			return true;
	}
	return false;
}

static bool end_words(struct work *w, const struct position *p, int64_t place)
{
	return db_run(w,
	              "UPDATE position_words SET until_version = $4 WHERE partnership = $1 AND position = $2 "
	              "AND words = $3 AND until_version IS NULL",
	              V(w->partnership), V(p->id), V(place), V(p->version)) == 1;
}

static bool add_words(struct work *w, const struct position *p, int64_t place)
{
	return db_run(w,
	              "INSERT INTO position_words (partnership, position, words, since_version) "
	              "VALUES ($1, $2, $3, $4)",
	              V(w->partnership), V(p->id), V(place), V(p->version)) == 1;
}

/* What it rested on and rests on no more ends; what is new begins; what stays is not touched. */
static bool rest_on(struct work *w, const struct position *p, const struct word_places *words)
{
	struct word_places before = { 0 };

	if (!position_words(w, p->id, &before))
		return false;
	for (size_t i = 0; i < before.len; i++) {
		if (!holds(words, before.at[i]) && !end_words(w, p, before.at[i]))
			return false;
	}
	for (size_t i = 0; i < words->len; i++) {
		if (!holds(&before, words->at[i]) && !add_words(w, p, words->at[i]))
			return false;
	}
	return true;
}

static bool skip_no_more(struct work *w, const struct position *p)
{
	return db_run(w, "UPDATE talk_item SET skipped = 0 WHERE partnership = $1 AND round = $2 AND criterion = $3",
	              V(w->partnership), V(p->round), V(p->criterion)) >= 0;
}

/* ------------------------------------------------------------------ the act */

static void json_dissents(struct out *out, const struct dissent_list *dissents)
{
	json_open(out, '[');
	for (size_t i = 0; i < dissents->len; i++) {
		json_open(out, '{');
		json_name(out, "who");
		json_text(out, dissents->at[i].who);
		json_name(out, "words");
		json_text(out, dissents->at[i].words);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void json_numbers(struct out *out, const int64_t *at, size_t len)
{
	json_open(out, '[');
	for (size_t i = 0; i < len; i++)
		json_int(out, at[i]);
	json_close(out, ']');
}

/* {"position":{...},"dissents":[{"who":...,"words":...}],"withdrawn":[7],"words":[3,9]} */
static const char *act_as_json(struct work *w, const struct position *p, const struct position_act *act)
{
	struct out out = { .arena = w->arena };

	json_open(&out, '{');
	json_name(&out, "position");
	json_record(&out, &position_record, p);
	json_name(&out, "dissents");
	json_dissents(&out, &act->dissents);
	json_name(&out, "withdrawn");
	json_numbers(&out, act->withdrawn.at, act->withdrawn.len);
	json_name(&out, "words");
	json_numbers(&out, act->words.at, act->words.len);
	json_close(&out, '}');
	return out_html(&out).at;
}

static bool withdraw_all(struct work *w, const struct position *p, const struct position_act *act)
{
	for (size_t i = 0; i < act->withdrawn.len; i++) {
		if (!withdraw(w, p, act->withdrawn.at[i]))
			return false;
	}
	return true;
}

bool position_save(struct work *w, const struct position_act *act)
{
	struct position p = act->position; /* a copy: the change may be run again */
	bool is_new = p.version == 0;

	p.recorded_by = w->person == NULL ? "" : w->person;
	p.recorded_at = w->now;
	return is_released(w, p.round) && (is_new ? insert_position(w, &p) : update_position(w, &p)) &&
	       withdraw_all(w, &p, act) && add_dissents(w, &p, &act->dissents) && rest_on(w, &p, &act->words) &&
	       skip_no_more(w, &p) && search_position(w, p.id) &&
	       event_record(w, is_new ? "recorded" : "changed", "position", p.id, act_as_json(w, &p, act));
}
