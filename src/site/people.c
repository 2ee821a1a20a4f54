#include "site/people.h"

#include "base/text.h"
#include "site/link.h"
#include "store/role.h"
#include "web/answer.h"

PAGE_TYPE(people, PEOPLE_PAGE);
PAGE_TYPE(member, MEMBER_PAGE);
PAGE_TYPE(invite, INVITE_PAGE);
PAGE_TYPE(remove, REMOVE_PAGE);

static struct url people_done(struct work *w, const char *what)
{
	return url_with(w->arena, url_to(w->arena, "/people"), "done", what);
}

bool show_people(struct work *w, struct request *rq)
{
	static const struct pair notices[] = {
		{ "role", "The role is changed." },
		{ "removed", "That person can no longer sign in here. What they did "
		             "stays in the record." },
		{ "withdrawn", "The invitation is withdrawn. Its link no longer works." },
		{ "erased", "That person is erased. Their name and address are in no record of "
		            "this partnership any more. Backups made before still hold "
		            "them." },
		{ NULL, NULL }
	};
	struct people_page page = { .rq = rq };

	if (!members_all(w, (struct list_any *)(void *)&page.members) ||
	    !invitations_open(w, (struct list_any *)(void *)&page.invitations) ||
	    !members_left(w, (struct list_any *)(void *)&page.left))
		return answer_fault(w, rq);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(people, &page));
}

static struct choices role_choices(struct work *w, const char *chosen)
{
	struct choices choices = { 0 };

	for (int i = 0; roles[i] != NULL; i++)
		list_add(w->arena, &choices,
		         ((struct choice){ .value = roles[i],
		                           .label = role_name(roles[i]),
		                           .hint = roles_in_words[i],
		                           .chosen = text_equal(roles[i], chosen) }));
	return choices;
}

bool show_invite(struct work *w, struct request *rq)
{
	struct invite_page page = { .form = form_of(w, rq, &invitation_record, NULL) };

	page.roles = role_choices(w, form_value(w->arena, rq, &invitation_record, NULL, "role"));
	frame_crumb(w, rq, "People", url_to(w->arena, "/people"));
	return answer(w, rq, VIEW(invite, &page));
}

struct invite_plan {
	struct invitation invitation;
	const char *token;
};

bool prepare_invite(struct work *w, struct request *rq)
{
	struct invite_plan *plan = NEW(w->arena, struct invite_plan);
	const char *wrong;

	rq->plan = plan;
	plan->invitation.kind = "invitation";
	if (!form_read_whole(w, rq, &invitation_record, &plan->invitation))
		return false;
	wrong = email_mistake(plan->invitation.email);
	return wrong == NULL || form_mistake(w, rq, "email", "%s", wrong);
}

enum outcome change_invite(struct work *w, void *made)
{
	struct invite_plan *plan = made;

	plan->token = invitation_make(w, &plan->invitation);
	return plan->token == NULL ? REFUSED : CHANGED;
}

bool after_invite(struct work *w, struct request *rq)
{
	const struct invite_plan *plan = rq->plan;

	if (w->fault.kind != FAULT_NONE || plan->token == NULL)
		return answer_fault(w, rq);
	return answer_link(w, rq, text_format(w->arena, "Send %s this link", plan->invitation.name),
	                   text_format(w->arena,
	                               "It works once, until %s. It is shown only now, so copy it before you "
	                               "leave this page.",
	                               moment_text(w->arena, plan->invitation.ends_at)),
	                   url_to(w->arena, "/invitation/:token", plan->token));
}

bool show_member(struct work *w, struct request *rq)
{
	struct member_page page = { .member = member_by_id(w, path_id(rq, "id")) };

	if (page.member == NULL)
		return answer_fault(w, rq);
	page.form = form_of(w, rq, &member_record, page.member);
	page.roles = role_choices(w, form_value(w->arena, rq, &member_record, page.member, "role"));
	page.is_self = page.member->id == w->account;
	rq->frame.title = page.member->name;
	frame_crumb(w, rq, "People", url_to(w->arena, "/people"));
	return answer(w, rq, VIEW(member, &page));
}

bool prepare_member(struct work *w, struct request *rq)
{
	struct member *member = NEW(w->arena, struct member);

	rq->plan = member;
	rq->then = people_done(w, "role");
	member->id = path_id(rq, "id");
	if (!text_to_int(request_form(rq, "version"), &member->version))
		return fault(w, FAULT_BAD_INPUT, "The form came without its version. Open the page again.");
	return form_read_whole(w, rq, &member_record, member);
}

enum outcome change_member(struct work *w, void *plan)
{
	return membership_change(w, plan) ? CHANGED : REFUSED;
}

bool prepare_password_link(struct work *w, struct request *rq)
{
	struct invite_plan *plan = NEW(w->arena, struct invite_plan);
	const struct member *member = member_by_id(w, path_id(rq, "id"));

	if (member == NULL)
		return false;
	plan->invitation = (struct invitation){
		.kind = "reset", .email = member->email, .name = member->name, .role = "", .account = member->id
	};
	rq->plan = plan;
	return true;
}

/* Whoever administers one partnership must not be able to take over an account that belongs to others too. */
enum outcome change_password_link(struct work *w, void *made)
{
	struct invite_plan *plan = made;
	bool elsewhere;

	if (!account_belongs_elsewhere(w, plan->invitation.account, &elsewhere))
		return REFUSED;
	if (elsewhere) {
		fault(w, FAULT_NOT_ALLOWED,
		      "This person belongs to another partnership too, so only whoever runs Cairn can make a new "
		      "password: "
		      "cairn person password %s",
		      plan->invitation.email);
		return REFUSED;
	}
	plan->token = invitation_make(w, &plan->invitation);
	return plan->token == NULL ? REFUSED : CHANGED;
}

bool after_password_link(struct work *w, struct request *rq)
{
	const struct invite_plan *plan = rq->plan;

	if (w->fault.kind != FAULT_NONE || plan->token == NULL)
		return answer_fault(w, rq);
	return answer_link(
		w, rq, text_format(w->arena, "Give %s this link", plan->invitation.name),
		"It lets them choose a new password. It works once, for one day. It is shown only now, so copy it "
		"before you leave this page, and hand it over in a way you trust.",
		url_to(w->arena, "/reset/:token", plan->token));
}

static bool prepare_number(struct work *w, struct request *rq, const char *done)
{
	int64_t *id = NEW(w->arena, int64_t);

	*id = path_id(rq, "id");
	rq->plan = id;
	rq->then = people_done(w, done);
	return true;
}

/* Asked once more: it ends somebody's sessions at once. */
bool show_remove(struct work *w, struct request *rq)
{
	struct remove_page page = { .member = member_by_id(w, path_id(rq, "id")), .rq = rq };

	if (page.member == NULL)
		return answer_fault(w, rq);
	frame_crumb(w, rq, "People", url_to(w->arena, "/people"));
	frame_crumb(w, rq, page.member->name, url_id(w->arena, "/people/:id", page.member->id));
	return answer(w, rq, VIEW(remove, &page));
}

bool prepare_remove(struct work *w, struct request *rq)
{
	return prepare_number(w, rq, "removed");
}

enum outcome change_remove(struct work *w, void *plan)
{
	return membership_end(w, *(const int64_t *)plan) ? CHANGED : REFUSED;
}

bool prepare_withdraw(struct work *w, struct request *rq)
{
	return prepare_number(w, rq, "withdrawn");
}

enum outcome change_withdraw(struct work *w, void *plan)
{
	return invitation_withdraw(w, *(const int64_t *)plan) ? CHANGED : REFUSED;
}
