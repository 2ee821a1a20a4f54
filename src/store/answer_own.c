#include "store/answer_own.h"

#include "base/text.h"
#include "db/db.h"
#include "store/answer_parts.h"
#include "store/evidence.h"

ROW_TYPE(own_answer, OWN_ANSWER_FIELDS);

bool answer_drop_all(struct work *w, int64_t participant, int64_t *dropped)
{
	int64_t ratings = db_run(w, "DELETE FROM statement_rating WHERE partnership = $1 AND participant = $2",
	                         V(w->partnership), V(participant));
	int64_t responses = ratings < 0 ? -1
	                                : db_run(w, "DELETE FROM response WHERE partnership = $1 AND participant = $2",
	                                         V(w->partnership), V(participant));

	*dropped = ratings + responses;
	return ratings >= 0 && responses >= 0 && evidence_drop_of(w, participant, dropped);
}

static bool begin_anew(struct work *w, const struct answerer *who)
{
	return db_run(w,
	              "UPDATE participant SET begun_at = NULL, finished_at = NULL, version = version + 1 "
	              "WHERE partnership = $1 AND id = $2",
	              V(w->partnership), V(who->id)) == 1;
}

/* Begins anew as well: for whoever erases what somebody said. */
bool answers_drop(struct work *w, int64_t participant, int64_t *dropped)
{
	const struct answerer who = { .id = participant };

	return answer_drop_all(w, participant, dropped) && (*dropped == 0 || begin_anew(w, &who));
}

bool answer_withdraw(struct work *w, const char *token, bool *closed)
{
	struct answerer who;
	int64_t dropped;

	*closed = false;
	if (!participant_by_token(w, token, &who))
		return false;
	*closed = !answerer_may_answer(w, &who);
	if (*closed)
		return true;
	return answer_drop_all(w, who.id, &dropped) &&
	       (dropped == 0 || (begin_anew(w, &who) && answer_record(w, "withdrew", "participant", who.id) &&
	                         answer_is_still_open(w, &who)));
}
