/* Keeping what a participant says: one save of one criterion, finishing, and beginning by a group's link. */
#include "base/hash.h"
#include "base/text.h"
#include "db/db.h"
#include "store/answer.h"
#include "store/answer_copies.h"
#include "store/answer_parts.h"
#include "store/event.h"

/* Another device may save between our reading and our writing: look again so many times. */
#define TRIES 4

bool answer_record(struct work *w, const char *kind, const char *record, int64_t id)
{
	int64_t account = w->account;
	bool recorded;

	w->account = 0;
	recorded = event_record(w, kind, record, id, NULL);
	w->account = account;
	return recorded;
}

/* ------------------------------------------------------------------ writing */

enum wrote { WROTE, TOO_LATE, FAILED };

static enum wrote wrote_of(int64_t touched)
{
	return touched == 1 ? WROTE : touched == 0 ? TOO_LATE : FAILED;
}

static struct value value_placed(int placed)
{
	return (struct value){ .kind = VALUE_INT, .is_null = placed == PLACED_NOT_SAID, .integer = placed };
}

static enum wrote insert_response(struct work *w, const struct answerer *who, const char *criterion,
                                  struct response *said)
{
	said->id = db_new_id(w, "response");
	said->version = 1;
	if (said->id == 0)
		return FAILED;
	return wrote_of(
		db_run(w,
	               "INSERT INTO response (partnership, id, round, participant, criterion, strength, placed, "
	               "reason, development, saved_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1) "
	               "ON CONFLICT (partnership, participant, criterion) DO NOTHING",
	               V(w->partnership), V(said->id), V(who->round), V(who->id), V(criterion), V(said->strength),
	               value_placed(said->placed), V(said->reason), V(said->development), V(w->now)));
}

static enum wrote update_response(struct work *w, const struct response *stored, struct response *said)
{
	said->id = stored->id;
	said->version = stored->version + 1;
	return wrote_of(db_run(w,
	                       "UPDATE response SET strength = $4, placed = $5, reason = $6, development = $7, "
	                       "saved_at = $8, version = version + 1 "
	                       "WHERE partnership = $1 AND id = $2 AND version = $3",
	                       V(w->partnership), V(stored->id), V(stored->version), V(said->strength),
	                       value_placed(said->placed), V(said->reason), V(said->development), V(w->now)));
}

static bool write_ratings(struct work *w, const struct answerer *who, const struct response *stored,
                          const struct response *said)
{
	for (size_t i = 0; i < said->ratings.len; i++) {
		const struct rating *rating = &said->ratings.at[i];

		if (rating_of(stored, rating->statement) != rating->placed &&
		    db_run(w,
		           "INSERT INTO statement_rating (partnership, round, participant, statement, placed, "
		           "saved_at) "
		           "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (partnership, participant, statement) "
		           "DO UPDATE SET placed = excluded.placed, saved_at = excluded.saved_at",
		           V(w->partnership), V(who->round), V(who->id), V(rating->statement), V(rating->placed),
		           V(w->now)) != 1)
			return false;
	}
	return true;
}

static enum wrote became(struct answer_save *save, enum answer_became what, const struct response *stored)
{
	save->became = what;
	save->version = stored->version;
	save->saved_at = stored->saved_at;
	return WROTE;
}

/* Writes the page over what is stored, and says where it went. *id is nought when nothing had to be written. */
static enum wrote write_over(struct work *w, const struct answerer *who, struct answer_save *save,
                             const struct response *stored, int64_t *id)
{
	struct response said = save->said;
	enum wrote wrote;

	if (stored->version == 0 && !response_says_something(&said))
		return became(save, ANSWER_EMPTY, stored);
	if (stored->version != said.version && !copies_join(stored, &said))
		return became(save, ANSWER_TWO_COPIES, stored);
	if (stored->version != 0 && copies_are_same(stored, &said))
		return became(save, ANSWER_SAVED, stored);
	wrote = stored->version == 0 ? insert_response(w, who, save->criterion, &said)
	                             : update_response(w, stored, &said);
	if (wrote != WROTE)
		return wrote;
	if (!write_ratings(w, who, stored, &said))
		return FAILED;
	said.saved_at = w->now;
	*id = said.id;
	return became(save, ANSWER_SAVED, &said);
}

static bool keep(struct work *w, const struct answerer *who, struct answer_save *save, int64_t *id)
{
	for (int i = 0; i < TRIES; i++) {
		struct response stored;
		enum wrote wrote;

		if (!response_of(w, who, save->criterion, &stored))
			return false;
		wrote = write_over(w, who, save, &stored, id);
		if (wrote != TOO_LATE)
			return wrote == WROTE;
	}
	return fault(w, FAULT_CONFLICT, "Another device is saving the same answer. Wait a moment, then save again.");
}

/* ------------------------------------------------------------------ one save */

static bool mark(struct work *w, const struct answerer *who, bool finished)
{
	if (who->begun_at.ms != 0 && (!finished || who->finished_at.ms != 0))
		return true;
	return db_run(w,
	              "UPDATE participant SET begun_at = COALESCE(begun_at, $3), "
	              "finished_at = CASE WHEN $4 = 1 THEN COALESCE(finished_at, $3) ELSE finished_at END, "
	              "version = version + 1 WHERE partnership = $1 AND id = $2",
	              V(w->partnership), V(who->id), V(w->now), V(finished)) == 1;
}

/*
 * A closing takes the head of the chain of events before it counts (store/release.c), as we did with our event: so who is told
 * "saved" is counted, and who comes after the count sees here that the round has closed and is told that instead.
 */
bool answer_is_still_open(struct work *w, const struct answerer *who)
{
	const struct rows *rows = db_ask(w, "SELECT state FROM round WHERE partnership = $1 AND id = $2",
	                                 V(w->partnership), V(who->round));

	if (rows == NULL || text_equal(row_text(rows, 0, 0), "open"))
		return rows != NULL;
	return fault(w, FAULT_CONFLICT, "This round closed at the same moment, so this was not saved.");
}

static bool is_answered(const struct answer_save *save, const struct asked *asked)
{
	return asked->is_answered || (save->became == ANSWER_SAVED && response_says_something(&save->said));
}

/* The page itself counts as answered by now when something was said. */
static bool look_ahead(struct answer_save *save, struct asked_list *asked, size_t place)
{
	asked->at[place].is_answered = is_answered(save, &asked->at[place]);
	save->next = asked_next(asked, place + 1);
	return asked_answered(asked) == asked->len;
}

/* What stored nothing is no beginning and no act. */
static bool save_page(struct work *w, const struct answerer *who, struct answer_save *save, struct asked_list *asked,
                      size_t place)
{
	int64_t id = 0;
	bool finished;

	if (!keep(w, who, save, &id))
		return false;
	finished = look_ahead(save, asked, place);
	return id == 0 ||
	       (mark(w, who, finished) && answer_record(w, "answered", "response", id) && answer_is_still_open(w, who));
}

/* A conversation places nobody, and only the deepest kind of round rates statements: what a form says beyond that is not asked. */
static void keep_to_depth(const struct answerer *who, struct response *said)
{
	if (text_equal(who->depth, "conversation")) {
		said->placed = PLACED_NOT_SAID;
		said->reason = "";
	}
	if (!text_equal(who->depth, "statements"))
		said->ratings.len = 0;
}

bool answer_save(struct work *w, struct answer_save *save)
{
	struct asked_list asked;
	struct answerer who;
	size_t place;

	save->next = NULL;
	if (!participant_by_token(w, save->token, &who) || !asked_of(w, &who, &asked))
		return false;
	if (!answerer_may_answer(w, &who)) {
		save->became = ANSWER_CLOSED;
		return true;
	}
	place = asked_place(&asked, save->criterion);
	if (place == asked.len)
		return fault(w, FAULT_NOT_FOUND, "Your group is not asked this question.");
	keep_to_depth(&who, &save->said);
	return save_page(w, &who, save, &asked, place);
}

/* ------------------------------------------------------------------ finishing, beginning */

bool answer_finish(struct work *w, const char *token, bool *closed)
{
	struct answerer who;

	*closed = false;
	if (!participant_by_token(w, token, &who))
		return false;
	*closed = !answerer_may_answer(w, &who);
	if (*closed || who.begun_at.ms == 0 || who.finished_at.ms != 0)
		return true;
	return mark(w, &who, true) && answer_record(w, "finished", "participant", who.id);
}

static bool not_open(struct work *w, const struct answerer *group)
{
	if (text_equal(group->state, "draft"))
		return fault(w, FAULT_GONE, "These questions are not open yet. Please come back later.");
	return fault(w, FAULT_GONE, "This round closed on %s. Thank you for wanting to take part.",
	             date_text(w->arena, answerer_ended_on(group)));
}

bool answer_join(struct work *w, const struct answerer *group, const char *new_token)
{
	int64_t id;

	if (!answerer_may_answer(w, group))
		return not_open(w, group);
	id = db_new_id(w, "participant");
	return id != 0 &&
	       db_run(w,
	              "INSERT INTO participant (partnership, id, round, round_group, token_hash, label, came_by, "
	              "made_at, "
	              "version) VALUES ($1, $2, $3, $4, $5, '', 'group', $6, 1)",
	              V(w->partnership), V(id), V(group->round), V(group->round_group),
	              V(hash_text(w->arena, new_token)), V(w->now)) == 1 &&
	       answer_record(w, "joined", "participant", id);
}
