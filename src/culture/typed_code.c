#include "culture/typed_code.h"

#include <string.h>

#include "base/text.h"
#include "store/attempt.h"
#include "store/typed_code.h"
#include "web/answer.h"

#define WRONG_FROM      "wrong code from"
#define WRONG_FROM_MOST 20 /* an hour: a room full of people, each of whom may slip */
#define WRONG           "wrong code"
#define WRONG_MOST      2000

ROW_TYPE(typed_code_form, TYPED_CODE_FIELDS);
PAGE_TYPE(typed_code, TYPED_CODE_PAGE);

const char *typed_code_address(struct work *w, const struct request *rq)
{
	const char *address = full_address(w->arena, rq, url_to(w->arena, "/join"));

	return strstr(address, "://") + strlen("://");
}

bool show_typed_code(struct work *w, struct request *rq)
{
	struct typed_code_page page = { .form = form_of(w, rq, &typed_code_form_record, NULL) };

	w->account = 0; /* the log must not tie an account to an answer */
	rq->frame.kind = FRAME_PLAIN;
	rq->frame.title = "Take part with a code";
	return answer(w, rq, VIEW(typed_code, &page));
}

struct typed_plan {
	const char *code, *place;
	const char *link; /* the secret of the group's link; null: the code is wrong */
};

bool prepare_typed_code(struct work *w, struct request *rq)
{
	struct typed_plan *plan = NEW(w->arena, struct typed_plan);
	struct typed_code_form form = { .code = "" };

	w->account = 0;
	rq->frame.kind = FRAME_PLAIN;
	if (!form_read(w, rq, &typed_code_form_record, &form))
		return false;
	*plan = (struct typed_plan){ .code = typed_code_read(w->arena, form.code),
		                     .place = attempt_place(w->arena, rq->address) };
	rq->plan = plan;
	return plan->code != NULL ||
	       form_mistake(w, rq, "code",
	                    "A code has eight letters and digits, for example KTRX-29MF, and no vowels. Look at the "
	                    "poster again.");
}

static bool may_try(struct work *w, const char *place)
{
	return !attempt_is_over(w, WRONG_FROM, place, WRONG_FROM_MOST, HOUR_MS) &&
	       !attempt_is_over(w, WRONG, "", WRONG_MOST, HOUR_MS);
}

/* The place first: what is refused for it must not count against everybody. */
static bool count_wrong(struct work *w, const char *place)
{
	return attempt_allowed(w, WRONG_FROM, place, WRONG_FROM_MOST, HOUR_MS) &&
	       attempt_allowed(w, WRONG, "", WRONG_MOST, HOUR_MS);
}

enum outcome change_typed_code(struct work *w, void *given)
{
	struct typed_plan *plan = given;

	plan->link = NULL; /* of an earlier try */
	if (may_try(w, plan->place) && !group_link_by_code(w, plan->code, &plan->link))
		return REFUSED;
	if (plan->link != NULL)
		return CHANGED;
	count_wrong(w, plan->place);
	return w->fault.kind == FAULT_NONE || w->fault.kind == FAULT_TOO_MANY ? REFUSED_KEEP : REFUSED;
}

bool after_typed_code(struct work *w, struct request *rq)
{
	const struct typed_plan *plan = rq->plan;

	if (plan->link != NULL)
		return answer_redirect(w, rq, url_to(w->arena, "/join/:token", plan->link));
	if (w->fault.kind == FAULT_TOO_MANY) {
		form_mistake(w, rq, "code", "%s", w->fault.sentence);
		rq->answer.status = 429;
	} else {
		form_mistake(
			w, rq, "code",
			"No questions are open under this code. Compare it with the poster, letter by letter. If it "
			"is the same, they have closed.");
		rq->answer.status = 422;
	}
	w->fault = (struct fault){ 0 };
	if (rq->wants != WANTS_HTML)
		return answer_mistakes(w, rq);
	return show_typed_code(w, rq);
}
