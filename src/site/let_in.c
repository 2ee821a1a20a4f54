#include "site/let_in.h"

#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "site/sign_in.h"
#include "site/tries.h"
#include "store/account.h"
#include "store/event.h"
#include "store/partnership.h"
#include "store/session.h"
#include "web/answer.h"

ROW_TYPE(let_in_form, LET_IN_FIELDS);
PAGE_TYPE(let_in, LET_IN_PAGE);

struct let_in_plan {
	const struct invitation *invitation;
	const struct account *account; /* who has that address already, or null */
	struct let_in_form form;
	const char *hash; /* of the new password; null when an account signs in with the one it has */
	const char *agent, *address, *token;
	bool proved; /* an account that exists has given its password */
};

static bool show_let_in(struct work *w, struct request *rq, const char *kind)
{
	struct let_in_page page = { .invitation = invitation_by_token(w, kind, path_part(rq, "token")) };
	const struct partnership *partnership;
	struct let_in_form *form = NEW(w->arena, struct let_in_form);

	rq->frame.kind = FRAME_PLAIN;
	if (page.invitation == NULL || (partnership = partnership_by_id(w, w->partnership)) == NULL)
		return answer_fault(w, rq);
	page.place = rq->frame.place = partnership->name;
	page.role = role_name(page.invitation->role);
	page.has_account = account_by_email(w, page.invitation->email) != NULL;
	form->name = page.invitation->name;
	page.form = form_of(w, rq, &let_in_form_record, form);
	return answer(w, rq, VIEW(let_in, &page));
}

bool show_invitation(struct work *w, struct request *rq)
{
	return show_let_in(w, rq, "invitation");
}

bool show_reset(struct work *w, struct request *rq)
{
	return show_let_in(w, rq, "reset");
}

static bool read_new_password(struct work *w, struct request *rq, struct let_in_plan *plan)
{
	const char *wrong;

	if (text_equal(plan->invitation->kind, "reset"))
		plan->form.name = plan->invitation->name;
	wrong = password_mistake(w->arena, plan->form.password, plan->invitation->email, plan->form.name);
	if (wrong != NULL)
		return form_mistake(w, rq, "password", "%s", wrong);
	plan->hash = password_hash(w->arena, plan->form.password);
	return plan->hash != NULL || fault(w, FAULT_UNAVAILABLE, "The machine is too busy just now. Please try again.");
}

static bool prepare_let_in(struct work *w, struct request *rq, const char *kind)
{
	struct let_in_plan *plan = NEW(w->arena, struct let_in_plan);
	bool is_reset = text_equal(kind, "reset");

	rq->plan = plan;
	rq->then = url_to(w->arena, "/");
	plan->agent = text_copy_bytes(w->arena, rq->agent, strnlen(rq->agent, 200));
	plan->address = rq->address;
	plan->invitation = invitation_by_token(w, kind, path_part(rq, "token"));
	if (plan->invitation == NULL)
		return false;
	plan->account = account_by_email(w, plan->invitation->email);
	if (!form_read_whole(w, rq, &let_in_form_record, &plan->form) &&
	    !((is_reset || plan->account != NULL) && rq->mistakes.len == 1 && *form_mistake_of(rq, "name") != '\0'))
		return false;
	rq->mistakes.len = 0;
	plan->form.password = request_form(rq, "password");
	if (is_reset || plan->account == NULL)
		return read_new_password(w, rq, plan);
	plan->proved = !tries_are_over(w, plan->invitation->email, plan->address) &&
	               password_matches(plan->account->password_hash, plan->form.password);
	return true;
}

bool prepare_invitation(struct work *w, struct request *rq)
{
	return prepare_let_in(w, rq, "invitation");
}

bool prepare_reset(struct work *w, struct request *rq)
{
	return prepare_let_in(w, rq, "reset");
}

static enum outcome let_in_now(struct work *w, struct let_in_plan *plan, int64_t account)
{
	w->account = account;
	plan->token = session_begin(w, account, w->partnership, plan->agent);
	return plan->token != NULL && event_record_installation(w, "signed in", "account", account, NULL) ? CHANGED
	                                                                                                  : REFUSED;
}

enum outcome change_invitation(struct work *w, void *made)
{
	struct let_in_plan *plan = made;
	int64_t account = plan->account == NULL ? 0 : plan->account->id;

	plan->token = NULL; /* of an earlier try */
	if (!may_try_password(w, plan->invitation->email, plan->address))
		return REFUSED_KEEP;
	if (plan->account != NULL && !(plan->proved && account_has_password(w, account, plan->account->password_hash)))
		return REFUSED_KEEP;
	if (!invitation_use(w, plan->invitation))
		return REFUSED;
	if (account == 0)
		account = account_add(w, plan->invitation->email, plan->form.name, plan->hash);
	w->account = account;
	if (account == 0 || !membership_give(w, account, plan->invitation->role))
		return REFUSED;
	return let_in_now(w, plan, account);
}

/* Whoever administers one partnership must not take over an account that has joined another since the link was made. One that whoever runs
 * Cairn made (nobody's, so to say) stays good. */
static bool may_reset(struct work *w, const struct invitation *invitation)
{
	bool elsewhere = false;

	if (invitation->made_by == 0)
		return true;
	if (!account_belongs_elsewhere(w, invitation->account, &elsewhere))
		return false;
	return !elsewhere || fault(w, FAULT_GONE,
	                           "This link no longer works, because you now belong to another partnership too. "
	                           "Ask whoever runs Cairn for a new password.");
}

/* A new password ends every session that was open with the old one. */
enum outcome change_reset(struct work *w, void *made)
{
	struct let_in_plan *plan = made;
	int64_t account = plan->invitation->account;

	w->account = account;
	plan->token = NULL;
	if (!may_reset(w, plan->invitation) || !invitation_use(w, plan->invitation) ||
	    !account_set_password(w, account, plan->hash) || !sessions_end_all(w, account, NULL))
		return REFUSED;
	return let_in_now(w, plan, account);
}

bool after_let_in(struct work *w, struct request *rq)
{
	const struct let_in_plan *plan = rq->plan;

	if (plan->token != NULL && w->fault.kind == FAULT_NONE) {
		let_in(w, rq, plan->token);
		return answer_redirect(w, rq, rq->then);
	}
	if (w->fault.kind != FAULT_NONE)
		return answer_fault(w, rq);
	form_mistake(w, rq, "password", "That is not the password of %s.", plan->invitation->email);
	rq->answer.status = 422;
	return show_let_in(w, rq, plan->invitation->kind);
}
