/* Saving one criterion. The common case asks the database only inside the change: nothing is read twice. */
#include "base/json.h"
#include "base/text.h"
#include "culture/answer_evidence.h"
#include "culture/answer_question.h"
#include "web/answer.h"

#define TWO_COPIES                                                                                 \
	"This answer was also changed on another device or in another tab, so it was not saved over. Nothing is lost: what you " \
	"just wrote is in the boxes, and the saved copy stands beside it. Change the boxes as you like, then save."

/* Statements are checked against the pack, which takes a millisecond to read: only when some are rated. */
static bool read_form(struct work *w, struct request *rq, struct response *said)
{
	const struct pack_criterion *criterion = NULL;
	struct answer_visit visit;

	if (answer_form_rates(rq)) {
		if (!answer_visit(w, rq, &visit) || !answer_pack(w, &visit))
			return false;
		criterion = pack_criterion(visit.pack, path_part(rq, "criterion"));
		if (criterion == NULL)
			return fault(w, FAULT_NOT_FOUND, "There is no such question.");
	}
	return answer_form_read(w, rq, criterion, said);
}

bool prepare_answer_question(struct work *w, struct request *rq)
{
	struct answer_save *save = NEW(w->arena, struct answer_save);

	w->account = 0; /* the log must not tie an account to an answer */
	rq->frame.kind = FRAME_PLAIN;
	save->token = path_part(rq, "token");
	save->criterion = path_part(rq, "criterion");
	rq->plan = save;
	return read_form(w, rq, &save->said);
}

enum outcome change_answer_question(struct work *w, void *plan)
{
	return answer_save(w, plan) ? CHANGED : REFUSED;
}

/* {"saved":"20:14","version":2}: what the page's script needs to go on. */
static bool answer_as_json(struct work *w, struct request *rq, const struct answer_save *save)
{
	struct moment saved_at = save->saved_at.ms == 0 ? w->now : save->saved_at;
	struct out out = { .arena = w->arena };
	struct html json;

	json_open(&out, '{');
	json_name(&out, "saved");
	json_text(&out, moment_clock(w->arena, saved_at));
	json_name(&out, "version");
	json_int(&out, save->version);
	json_close(&out, '}');
	json = out_html(&out);
	return answer_bytes(w, rq, "application/json", NULL, (struct blob){ (const unsigned char *)json.at, json.len });
}

static bool saved(struct work *w, struct request *rq, const struct answer_save *save)
{
	const struct answer_visit visit = { .token = save->token };

	if (rq->wants != WANTS_HTML)
		return answer_as_json(w, rq, save);
	if (text_equal(request_form(rq, "then"), "evidence"))
		return answer_redirect(w, rq, answer_evidence_url(w->arena, &visit, save->criterion));
	if (*request_form(rq, "stay") != '\0')
		return answer_redirect(w, rq, answer_question_url(w->arena, &visit, save->criterion));
	if (save->next == NULL)
		return answer_redirect(w, rq, answer_end_url(w->arena, &visit));
	return answer_redirect(w, rq, answer_question_url(w->arena, &visit, save->next));
}

static bool not_saved(struct work *w, struct request *rq, enum fault_kind kind, const char *sentence)
{
	if (rq->wants == WANTS_HTML)
		return show_answer_question(w, rq);
	fault(w, kind, "%s", sentence);
	return answer_fault(w, rq);
}

bool after_answer_question(struct work *w, struct request *rq)
{
	const struct answer_save *save = rq->plan;

	switch (save->became) {
	case ANSWER_SAVED:
	case ANSWER_EMPTY:
		break;
	case ANSWER_CLOSED:
		return not_saved(w, rq, FAULT_GONE, "This round takes no more answers.");
	case ANSWER_TWO_COPIES:
		rq->answer.status = 409;
		rq->frame.notice = TWO_COPIES;
		rq->frame.notice_is_error = true;
		return not_saved(
			w, rq, FAULT_CONFLICT,
			"This answer was also changed on another device. Press Save and continue to see both copies.");
	}
	return saved(w, rq, save);
}
