/* Paper forms as they change: made, entered once, taken back. See store/paper.h. */
#include "base/json.h"
#include "base/text.h"
#include "store/answer_parts.h"
#include "store/event.h"
#include "store/paper.h"
#include "store/round_parts.h"

/* The round, held until the COMMIT and open for answers; else null with the fault set. */
static const struct round *open_round(struct work *w, int64_t id)
{
	const struct round *round = round_held(w, id);

	if (round == NULL || round_takes_answers(round, w->now))
		return round;
	fault(w, FAULT_CONFLICT, "%s",
	      text_equal(round->state, "draft") ? "Papers can be made once the round is open."
	                                        : "This round takes no more answers, on paper neither.");
	return NULL;
}

/* A null of the column's own type when nobody is signed in (a command). */
static struct value value_account(int64_t account)
{
	return (struct value){ .kind = VALUE_INT, .is_null = account == 0, .integer = account };
}

/* ------------------------------------------------------------------ making */

static bool next_number(struct work *w, int64_t round, int64_t *next)
{
	const struct rows *rows =
		db_ask(w, "SELECT COALESCE(MAX(number), 0) + 1 FROM paper WHERE partnership = $1 AND round = $2",
	               V(w->partnership), V(round));

	if (rows == NULL)
		return false;
	*next = row_int(rows, 0, 0);
	return true;
}

static bool insert_paper(struct work *w, const struct round_group *group, int64_t number)
{
	int64_t id = db_new_id(w, "paper");

	return id != 0 && db_run(w,
	                         "INSERT INTO paper (partnership, id, round, round_group, number, made_by, made_at) "
	                         "VALUES ($1, $2, $3, $4, $5, $6, $7)",
	                         V(w->partnership), V(id), V(group->round), V(group->id), V(number),
	                         value_account(w->account), V(w->now)) == 1;
}

/* {"people_group":3,"papers":20,"first":41} */
static const char *made_as_json(struct work *w, int64_t people_group, int64_t papers, int64_t first)
{
	struct out out = { .arena = w->arena };

	json_open(&out, '{');
	json_name(&out, "people_group");
	json_int(&out, people_group);
	json_name(&out, "papers");
	json_int(&out, papers);
	json_name(&out, "first");
	json_int(&out, first);
	json_close(&out, '}');
	return out_html(&out).at;
}

bool papers_make(struct work *w, int64_t round_id, int64_t people_group, int64_t count, int64_t *first)
{
	const struct round *round = open_round(w, round_id);
	const struct round_group *group = round == NULL ? NULL : round_group_by(w, round->id, people_group);

	if (group == NULL || !next_number(w, round->id, first))
		return false;
	if (*first + count - 1 > PAPERS_A_ROUND)
		return fault(w, FAULT_CONFLICT, "A round can have %d papers at most. Copy some on a copier instead.",
		             PAPERS_A_ROUND);
	for (int64_t i = 0; i < count; i++) {
		if (!insert_paper(w, group, *first + i))
			return false;
	}
	return event_record(w, "made papers for", "round", round->id, made_as_json(w, people_group, count, *first));
}

/* ------------------------------------------------------------------ entering */

/* The group as whoever opens its link has it. */
static bool group_of_paper(struct work *w, int64_t round, const struct paper *paper, struct answerer *group)
{
	const struct round_group *asked = round_group_by(w, round, paper->people_group);

	return asked != NULL && answerer_by_group_link(w, asked->link_token, group);
}

static bool save_one(struct work *w, const struct paper_entry *entry, const struct paper_said *one, bool *says)
{
	struct answer_save save = { .token = entry->token, .criterion = one->criterion, .said = one->said };

	if (!answer_save(w, &save))
		return false;
	*says = *says || save.became == ANSWER_SAVED;
	return save.became != ANSWER_CLOSED || fault(w, FAULT_CONFLICT, "This round takes no more answers.");
}

static bool save_all(struct work *w, const struct paper_entry *entry)
{
	bool says = false, closed;

	for (size_t i = 0; i < entry->said.len; i++) {
		if (!save_one(w, entry, &entry->said.at[i], &says))
			return false;
	}
	if (!says)
		return fault(w, FAULT_CONFLICT, "Nothing is filled in. An empty paper is no answer: leave it out.");
	return answer_finish(w, entry->token, &closed);
}

static bool mark_entered(struct work *w, const struct paper_entry *entry, const struct paper *paper)
{
	struct answerer who;

	return participant_by_token(w, entry->token, &who) &&
	       db_run(w,
	              "UPDATE paper SET participant = $3, entered_by = $4, entered_at = $5 "
	              "WHERE partnership = $1 AND id = $2 AND entered_at IS NULL",
	              V(w->partnership), V(paper->id), V(who.id), value_account(w->account), V(w->now)) == 1 &&
	       event_record(w, "entered", "paper", paper->id, NULL);
}

bool paper_enter(struct work *w, const struct paper_entry *entry)
{
	const struct round *round = open_round(w, entry->round);
	const struct paper *paper = round == NULL ? NULL : paper_by_number(w, round->id, entry->number);
	struct answerer group;

	if (paper == NULL)
		return false;
	if (paper->entered_at.ms != 0)
		return fault(w, FAULT_CONFLICT, "%s A paper is counted once.", paper_was_entered(w->arena, paper));
	return group_of_paper(w, round->id, paper, &group) && answer_join(w, &group, entry->token) &&
	       save_all(w, entry) && mark_entered(w, entry, paper);
}

/* ------------------------------------------------------------------ taking back */

/* What was entered from a paper, and by whom. */
struct entered {
	int64_t participant, by;
};

static bool read_entered(struct work *w, const struct paper *paper, struct entered *entered)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT participant, COALESCE(entered_by, 0) FROM paper "
	                                 "WHERE partnership = $1 AND id = $2 AND participant IS NOT NULL",
	                                 V(w->partnership), V(paper->id));

	if (rows == NULL)
		return false;
	if (rows->len == 0)
		return fault(w, FAULT_BROKEN, "It is not known what was entered from this paper.");
	*entered = (struct entered){ row_int(rows, 0, 0), row_int(rows, 0, 1) };
	return true;
}

static bool keep_taken_back(struct work *w, const struct paper *paper, const struct entered *entered,
                            const char *reason)
{
	int64_t id = db_new_id(w, "paper_taken_back");

	return id != 0 &&
	       db_run(w,
	              "INSERT INTO paper_taken_back (partnership, id, paper, reason, entered_by, entered_at, "
	              "removed_by, removed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	              V(w->partnership), V(id), V(paper->id), V(reason), value_account(entered->by),
	              V(paper->entered_at), value_account(w->account), V(w->now)) == 1;
}

static bool free_number(struct work *w, const struct paper *paper)
{
	return db_run(w,
	              "UPDATE paper SET participant = NULL, entered_by = NULL, entered_at = NULL "
	              "WHERE partnership = $1 AND id = $2",
	              V(w->partnership), V(paper->id)) == 1;
}

/* Nobody holds a link to it, so that the participant goes with what they said. */
static bool drop_participant(struct work *w, int64_t participant)
{
	int64_t dropped;

	return answer_drop_all(w, participant, &dropped) &&
	       db_run(w, "DELETE FROM participant WHERE partnership = $1 AND id = $2", V(w->partnership),
	              V(participant)) == 1;
}

bool paper_take_back(struct work *w, int64_t round_id, int64_t number, const char *reason)
{
	const struct round *round = open_round(w, round_id);
	const struct paper *paper = round == NULL ? NULL : paper_by_number(w, round->id, number);
	struct entered entered = { 0 };

	if (paper == NULL)
		return false;
	if (paper->entered_at.ms == 0)
		return fault(w, FAULT_CONFLICT, "Paper %lld is not entered, so there is nothing to take back.",
		             (long long)number);
	return read_entered(w, paper, &entered) && keep_taken_back(w, paper, &entered, reason) &&
	       free_number(w, paper) && drop_participant(w, entered.participant) &&
	       event_record(w, "took back", "paper", paper->id, NULL);
}

bool papers_forget(struct work *w, int64_t round)
{
	return db_run(w, "UPDATE paper SET participant = NULL WHERE partnership = $1 AND round = $2", V(w->partnership),
	              V(round)) >= 0;
}
