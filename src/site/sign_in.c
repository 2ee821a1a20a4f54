#include "site/sign_in.h"

#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "site/tries.h"
#include "store/account.h"
#include "store/event.h"
#include "store/session.h"
#include "web/answer.h"

ROW_TYPE(sign_in_form, SIGN_IN_FIELDS);
PAGE_TYPE(sign_in, SIGN_IN_PAGE);

struct sign_in_plan {
	struct sign_in_form form;
	const char *agent, *address;
	const struct account *account; /* null: the address or the password was wrong */
	const char *token;
};

bool show_sign_in(struct work *w, struct request *rq)
{
	struct sign_in_page page = { .form = form_of(w, rq, &sign_in_form_record, NULL),
		                     .then = request_query(rq, "then") };
	static const struct pair notices[] = { { "out", "You are signed out." }, { NULL, NULL } };

	rq->frame.kind = FRAME_PLAIN;
	frame_notice(rq, notices);
	if (rq->method == POST)
		page.then = request_form(rq, "then");
	return answer(w, rq, VIEW(sign_in, &page));
}

/* A path of our own site, and nothing that a browser might take for another's; plain, as ours are, for it goes into a header. */
static bool is_our_path(const char *path)
{
	if (path[0] != '/' || path[1] == '/')
		return false;
	for (; *path != '\0'; path++) {
		if (*path <= ' ' || *path > '~' || *path == '\\')
			return false;
	}
	return true;
}

/* The hash of a password nobody has: an unknown address then takes as long to refuse as a known one. */
static const char *const nobodys_hash =
	"$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ibw$mJq2Xl9P0pA7S5oQeYdQdQm1b1xKQ0w0Zf3c2nJ8r5E";

bool prepare_sign_in(struct work *w, struct request *rq)
{
	struct sign_in_plan *plan = NEW(w->arena, struct sign_in_plan);
	const struct account *account;

	rq->plan = plan;
	if (!form_read_whole(w, rq, &sign_in_form_record, &plan->form))
		return false;
	plan->form.password = request_form(rq, "password"); /* as typed: spaces at its ends count */
	plan->agent = text_copy_bytes(w->arena, rq->agent, strnlen(rq->agent, 200));
	plan->address = rq->address;
	account = account_by_email(w, plan->form.email);
	if (account == NULL && w->fault.kind != FAULT_NONE)
		return false;
	if (tries_are_over(w, plan->form.email, plan->address))
		return true; /* change says so; a hash would be dear work for nothing */
	if (password_matches(account == NULL ? nobodys_hash : account->password_hash, plan->form.password) &&
	    account != NULL)
		plan->account = account;
	rq->then = (struct url){ is_our_path(request_form(rq, "then")) ? request_form(rq, "then") : "/" };
	return true;
}

enum outcome change_sign_in(struct work *w, void *plan)
{
	struct sign_in_plan *in = plan;
	int64_t partnership;

	in->token = NULL; /* of an earlier try */
	if (!may_try_password(w, in->form.email, in->address))
		return REFUSED_KEEP;
	if (in->account == NULL || !account_has_password(w, in->account->id, in->account->password_hash))
		return REFUSED_KEEP;
	partnership = membership_first(w, in->account->id);
	w->account = in->account->id;
	in->token = partnership < 0 ? NULL : session_begin(w, in->account->id, partnership, in->agent);
	if (in->token == NULL || !forget_tries(w, in->form.email, in->address) ||
	    !event_record_installation(w, "signed in", "account", in->account->id, NULL))
		return REFUSED;
	return CHANGED;
}

void let_in(struct work *w, struct request *rq, const char *token)
{
	answer_cookie(w, rq, SESSION_COOKIE, token, SESSION_DAYS * DAY_MS / SECOND_MS);
}

bool after_sign_in(struct work *w, struct request *rq)
{
	const struct sign_in_plan *plan = rq->plan;

	if (plan->token != NULL) {
		let_in(w, rq, plan->token);
		return answer_redirect(w, rq, rq->then);
	}
	if (w->fault.kind != FAULT_NONE && w->fault.kind != FAULT_TOO_MANY)
		return answer_fault(w, rq);
	if (w->fault.kind == FAULT_TOO_MANY) {
		form_mistake(w, rq, "email", "%s", w->fault.sentence);
		rq->answer.status = 429;
	} else {
		form_mistake(w, rq, "email",
		             "That address and password do not belong together. Check both, or ask your "
		             "administrator for a new password.");
		rq->answer.status = 422;
	}
	w->fault = (struct fault){ 0 };
	return show_sign_in(w, rq);
}

bool prepare_sign_out(struct work *w, struct request *rq)
{
	const char *token = request_cookie(rq, SESSION_COOKIE);

	rq->plan = hash_text(w->arena, token);
	rq->then = url_to(w->arena, "/sign-in");
	return true;
}

enum outcome change_sign_out(struct work *w, void *plan)
{
	return session_end(w, plan) ? CHANGED : REFUSED;
}

bool after_sign_out(struct work *w, struct request *rq)
{
	answer_cookie(w, rq, SESSION_COOKIE, "", 0);
	return answer_redirect(w, rq, url_with(w->arena, rq->then, "done", "out"));
}
