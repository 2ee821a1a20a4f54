#include "store/evidence.h"

#include "base/random.h"
#include "db/db.h"
#include "store/answer_parts.h"

ROW_TYPE(evidence, EVIDENCE_FIELDS);

/* ------------------------------------------------------------------ whoever gave it */

bool evidence_own(struct work *w, const struct answerer *who, const char *criterion, struct evidence_list *list)
{
	return ROWS_ALL(w,
	                db_ask(w,
	                       "SELECT e.id, e.criterion, e.words, e.link, COALESCE(e.file, 0), COALESCE(f.name, ''), "
	                       "COALESCE(f.type, ''), COALESCE(f.bytes, 0) FROM evidence e "
	                       "LEFT JOIN file f ON f.partnership = e.partnership AND f.id = e.file "
	                       "WHERE e.partnership = $1 AND e.participant = $2 AND ($3 = '' OR e.criterion = $3) "
	                       "ORDER BY e.given_at, e.id",
	                       V(w->partnership), V(who->id), V(criterion)),
	                &evidence_record, list);
}

/* How much there is already: pieces about the criterion, bytes of the participant, bytes of the round. */
static bool fits(struct work *w, const struct answerer *who, struct evidence_giving *giving)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT (SELECT COUNT(*) FROM evidence WHERE partnership = $1 AND participant = $2 AND "
	               "criterion = $3), "
	               "(SELECT COALESCE(SUM(f.bytes), 0) FROM evidence e, file f WHERE e.partnership = $1 "
	               "AND e.participant = $2 AND f.partnership = e.partnership AND f.id = e.file), "
	               "(SELECT COALESCE(SUM(f.bytes), 0) FROM evidence e, file f WHERE e.partnership = $1 "
	               "AND e.round = $4 AND f.partnership = e.partnership AND f.id = e.file)",
	               V(w->partnership), V(who->id), V(giving->criterion), V(who->round));
	int64_t more = (int64_t)giving->content.len;

	if (rows == NULL)
		return false;
	if (row_int(rows, 0, 0) >= EVIDENCE_PIECES)
		giving->became = EVIDENCE_TOO_MANY;
	else if (more > 0 &&
	         (row_int(rows, 0, 1) + more > EVIDENCE_OF_ONE || row_int(rows, 0, 2) + more > EVIDENCE_OF_A_ROUND))
		giving->became = EVIDENCE_TOO_MUCH;
	return true;
}

/* Numbers in a row would tell which piece came before which, and with the record of acts when: so a number is drawn. */
static int64_t draw_number(void)
{
	uint64_t drawn;

	random_secret(&drawn, sizeof drawn);
	return (int64_t)(drawn >> 24) + 1;
}

static bool keep(struct work *w, const struct answerer *who, const struct evidence_giving *giving)
{
	bool has_file = giving->content.len > 0;
	struct value file = value_int(has_file ? file_add(w, giving->name, giving->type, giving->content) : 0);

	file.is_null = !has_file;
	return w->fault.kind == FAULT_NONE &&
	       db_run(w,
	              "INSERT INTO evidence (partnership, id, round, participant, criterion, words, link, file, "
	              "given_at) "
	              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
	              V(w->partnership), V(draw_number()), V(who->round), V(who->id), V(giving->criterion),
	              V(giving->words), V(giving->link), file, V(w->now)) == 1;
}

/* The act names who gave, not what: no piece can be put beside a time. */
bool evidence_give(struct work *w, struct evidence_giving *giving)
{
	struct asked_list asked;
	struct answerer who;

	giving->became = EVIDENCE_KEPT;
	if (!participant_by_token(w, giving->token, &who) || !asked_of(w, &who, &asked))
		return false;
	if (asked_place(&asked, giving->criterion) == asked.len)
		return fault(w, FAULT_NOT_FOUND, "Your group is not asked this question.");
	if (!answerer_may_answer(w, &who)) {
		giving->became = EVIDENCE_CLOSED;
		return true;
	}
	if (!fits(w, &who, giving) || giving->became != EVIDENCE_KEPT)
		return w->fault.kind == FAULT_NONE;
	return keep(w, &who, giving) && answer_record(w, "brought evidence", "participant", who.id) &&
	       answer_is_still_open(w, &who);
}

/* ------------------------------------------------------------------ taking away */

/* The row first: it points at the file. */
static bool drop(struct work *w, int64_t id, int64_t file)
{
	return db_run(w, "DELETE FROM evidence WHERE partnership = $1 AND id = $2", V(w->partnership), V(id)) == 1 &&
	       (file == 0 || file_drop(w, file));
}

bool evidence_take_back(struct work *w, const char *token, int64_t id, bool *closed)
{
	const struct rows *rows;
	struct answerer who;

	*closed = false;
	if (!participant_by_token(w, token, &who))
		return false;
	*closed = !answerer_may_answer(w, &who);
	if (*closed)
		return true;
	rows = db_ask(w,
	              "SELECT COALESCE(file, 0) FROM evidence WHERE partnership = $1 AND id = $2 AND participant = $3",
	              V(w->partnership), V(id), V(who.id));
	if (rows == NULL)
		return false;
	if (rows->len == 0)
		return fault(w, FAULT_NOT_FOUND, "This piece of evidence is gone already.");
	return drop(w, id, row_int(rows, 0, 0)) && answer_record(w, "took back evidence", "participant", who.id) &&
	       answer_is_still_open(w, &who);
}

bool evidence_drop_of(struct work *w, int64_t participant, int64_t *dropped)
{
	const struct rows *rows =
		db_ask(w, "SELECT id, COALESCE(file, 0) FROM evidence WHERE partnership = $1 AND participant = $2",
	               V(w->partnership), V(participant));

	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		if (!drop(w, row_int(rows, i, 0), row_int(rows, i, 1)))
			return false;
		*dropped += 1;
	}
	return rows != NULL;
}

/* ------------------------------------------------------------------ the close, and readers */

bool evidence_settle(struct work *w, int64_t round, const char *criterion)
{
	return db_run(w,
	              "UPDATE evidence SET may_show = 1, version = version + 1 "
	              "WHERE partnership = $1 AND round = $2 AND criterion = $3 AND may_show = 0",
	              V(w->partnership), V(round), V(criterion)) >= 0;
}

bool evidence_shown(struct work *w, int64_t round, const char *criterion, struct evidence_list *list)
{
	return ROWS_ALL(w,
	                db_ask(w,
	                       "SELECT e.id, e.criterion, e.words, e.link, COALESCE(e.file, 0), COALESCE(f.name, ''), "
	                       "COALESCE(f.type, ''), COALESCE(f.bytes, 0) FROM evidence e "
	                       "LEFT JOIN file f ON f.partnership = e.partnership AND f.id = e.file "
	                       "WHERE e.partnership = $1 AND e.round = $2 AND e.may_show = 1 AND e.decision = 'shown' "
	                       "AND ($3 = '' OR e.criterion = $3) "
	                       "ORDER BY e.criterion, e.words, e.link, COALESCE(f.name, ''), e.id",
	                       V(w->partnership), V(round), V(criterion)),
	                &evidence_record, list);
}

const struct file *evidence_file_shown(struct work *w, int64_t round, const char *criterion, int64_t id)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT file FROM evidence WHERE partnership = $1 AND round = $2 AND criterion = $3 "
	               "AND id = $4 AND may_show = 1 AND decision = 'shown' AND file IS NOT NULL",
	               V(w->partnership), V(round), V(criterion), V(id));

	if (rows == NULL)
		return NULL;
	if (rows->len == 1)
		return file_by_id(w, row_int(rows, 0, 0));
	fault(w, FAULT_NOT_FOUND, "This file is not shown, or not any more.");
	return NULL;
}

static int64_t *counted_as(struct evidence_counts *counts, bool may_show, const char *decision)
{
	if (!may_show)
		return &counts->too_few;
	if (*decision == '\0')
		return &counts->waiting;
	return text_equal(decision, "shown") ? &counts->shown : &counts->held;
}

bool evidence_counts(struct work *w, int64_t round, struct evidence_counts *counts)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT may_show, decision, COUNT(*) FROM evidence "
	                                 "WHERE partnership = $1 AND round = $2 GROUP BY may_show, decision",
	                                 V(w->partnership), V(round));

	*counts = (struct evidence_counts){ 0 };
	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		*counted_as(counts, row_flag(rows, i, 0), row_text(rows, i, 1)) += row_int(rows, i, 2);
	return rows != NULL;
}

bool evidence_waiting(struct work *w, struct evidence_waiting_list *list)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT e.round, r.title, COUNT(*) FROM evidence e, round r "
	               "WHERE e.partnership = $1 AND r.partnership = e.partnership AND r.id = e.round "
	               "AND e.may_show = 1 AND e.decision = '' AND r.state = 'closed' "
	               "GROUP BY e.round, r.title ORDER BY e.round DESC",
	               V(w->partnership));

	*list = (struct evidence_waiting_list){ 0 };
	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		list_add(w->arena, list,
		         ((struct evidence_waiting){ .round = row_int(rows, i, 0),
		                                     .title = row_text(rows, i, 1),
		                                     .pieces = row_int(rows, i, 2) }));
	return rows != NULL;
}
