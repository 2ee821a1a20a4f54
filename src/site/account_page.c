#include "site/account_page.h"

#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "store/attempt.h"
#include "store/event.h"
#include "web/answer.h"

ROW_TYPE(own_form, OWN_FIELDS);
ROW_TYPE(password_form, PASSWORD_FIELDS);
ROW_TYPE(place, PLACE_FIELDS);
PAGE_TYPE(account, ACCOUNT_PAGE);
PAGE_TYPE(account_kept, ACCOUNT_KEPT_PAGE);

/* The first that is found: browsers also name those they wish to be taken for. */
static const char *first_named(const char *agent, const char *const (*names)[2], size_t count, const char *otherwise)
{
	for (size_t i = 0; i < count; i++) {
		if (strstr(agent, names[i][0]) != NULL)
			return names[i][1];
	}
	return otherwise;
}

const char *browser_in_words(struct arena *arena, const char *agent)
{
	static const char *const browsers[][2] = { { "Edg", "Edge" },
		                                   { "OPR/", "Opera" },
		                                   { "Firefox/", "Firefox" },
		                                   { "Chrome/", "Chrome" },
		                                   { "Safari/", "Safari" } };
	static const char *const machines[][2] = { { "iPhone", "an iPhone" }, { "iPad", "an iPad" },
		                                   { "Android", "Android" },  { "Windows", "Windows" },
		                                   { "Mac OS", "a Mac" },     { "Linux", "Linux" } };
	const char *browser = first_named(agent, browsers, sizeof browsers / sizeof browsers[0], "A browser");
	const char *machine = first_named(agent, machines, sizeof machines / sizeof machines[0], NULL);

	return machine == NULL ? browser : text_format(arena, "%s on %s", browser, machine);
}

static bool places_of(struct work *w, struct list_any *places)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT p.id, p.name, m.role, CASE WHEN p.id = $2 THEN 1 ELSE 0 END FROM membership m "
	                       "JOIN partnership p ON p.id = m.partnership "
	                       "WHERE m.account = $1 AND m.ended_at IS NULL ORDER BY p.name, p.id",
	                       V(w->account), V(w->partnership)),
	                &place_record, places);
}

bool show_account(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "saved", "Saved." },
		                               { "password", "Your password is changed. Everywhere else you were "
		                                             "signed in has been signed out." },
		                               { "ended", "That session is ended." },
		                               { NULL, NULL } };
	struct account_page page = { .account = account_by_id(w, w->account) };
	const char *hash = hash_text(w->arena, request_cookie(rq, SESSION_COOKIE));
	struct own_form *own = NEW(w->arena, struct own_form);

	if (page.account == NULL || !sessions_of(w, w->account, hash, (struct list_any *)(void *)&page.sessions) ||
	    !places_of(w, (struct list_any *)(void *)&page.places))
		return answer_fault(w, rq);
	for (size_t i = 0; i < page.places.len; i++)
		page.places.at[i].role = role_name(page.places.at[i].role);
	own->name = page.account->name;
	page.own = form_of(w, rq, &own_form_record, own);
	page.password = form_of(w, rq, &password_form_record, NULL);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(account, &page));
}

bool show_account_kept(struct work *w, struct request *rq)
{
	struct account_kept_page page = { .account = account_by_id(w, w->account) };
	const char *hash = hash_text(w->arena, request_cookie(rq, SESSION_COOKIE));
	struct person_kept_list kept = { 0 };

	if (page.account == NULL || !sessions_of(w, w->account, hash, (struct list_any *)(void *)&page.sessions) ||
	    !places_of(w, (struct list_any *)(void *)&page.places) ||
	    !person_kept(w, w->account, page.account->name, &kept) ||
	    !person_acts(w, w->account, (struct list_any *)(void *)&page.acts))
		return answer_fault(w, rq);
	for (size_t i = 0; i < page.places.len; i++)
		page.places.at[i].role = role_name(page.places.at[i].role);
	list_share(&page.kept, &kept);
	page.is_cut = page.acts.len == PERSON_ACTS_MOST;
	frame_crumb(w, rq, "Your account", url_to(w->arena, "/account"));
	return answer(w, rq, VIEW(account_kept, &page));
}

bool prepare_own_name(struct work *w, struct request *rq)
{
	struct own_form *form = NEW(w->arena, struct own_form);

	rq->plan = form;
	rq->then = url_with(w->arena, url_to(w->arena, "/account"), "done", "saved");
	return form_read_whole(w, rq, &own_form_record, form);
}

enum outcome change_own_name(struct work *w, void *plan)
{
	const struct own_form *form = plan;

	return account_set_name(w, w->account, form->name) ? CHANGED : REFUSED;
}

struct password_plan {
	struct password_form form;
	const char *hash, *session_hash;
	bool proved;
};

bool prepare_password(struct work *w, struct request *rq)
{
	struct password_plan *plan = NEW(w->arena, struct password_plan);
	const struct account *account = account_by_id(w, w->account);
	const char *wrong;

	rq->plan = plan;
	rq->then = url_with(w->arena, url_to(w->arena, "/account"), "done", "password");
	if (account == NULL || !form_read_whole(w, rq, &password_form_record, &plan->form))
		return false;
	plan->form.current = request_form(rq, "current");
	plan->form.password = request_form(rq, "password");
	wrong = password_mistake(w->arena, plan->form.password, account->email, account->name);
	if (wrong != NULL)
		return form_mistake(w, rq, "password", "%s", wrong);
	plan->proved = password_matches(account->password_hash, plan->form.current);
	plan->hash = password_hash(w->arena, plan->form.password);
	plan->session_hash = hash_text(w->arena, request_cookie(rq, SESSION_COOKIE));
	return plan->hash != NULL || fault(w, FAULT_UNAVAILABLE, "The machine is too busy just now. Please try again.");
}

/* Ten tries at the present password an hour: whoever sits at an unlocked screen must not be able to guess it. */
enum outcome change_password(struct work *w, void *made)
{
	const struct password_plan *plan = made;
	const char *who = text_format(w->arena, "%lld", (long long)w->account);

	if (!attempt_allowed(w, "change password", who, 10, HOUR_MS) || !plan->proved)
		return REFUSED_KEEP;
	return account_set_password(w, w->account, plan->hash) && sessions_end_all(w, w->account, plan->session_hash)
	               ? CHANGED
	               : REFUSED;
}

bool after_password(struct work *w, struct request *rq)
{
	const struct password_plan *plan = rq->plan;

	if (w->fault.kind == FAULT_NONE && plan->proved)
		return answer_redirect(w, rq, rq->then);
	if (w->fault.kind != FAULT_NONE)
		return answer_fault(w, rq);
	form_mistake(w, rq, "current", "That is not the password you have now.");
	rq->answer.status = 422;
	return show_account(w, rq);
}

bool prepare_end_session(struct work *w, struct request *rq)
{
	int64_t *number = NEW(w->arena, int64_t);

	*number = path_id(rq, "number");
	rq->plan = number;
	rq->then = url_with(w->arena, url_to(w->arena, "/account"), "done", "ended");
	return true;
}

enum outcome change_end_session(struct work *w, void *plan)
{
	return session_end_number(w, w->account, *(const int64_t *)plan) ? CHANGED : REFUSED;
}

struct switch_plan {
	int64_t partnership;
	const char *session_hash;
};

bool prepare_switch(struct work *w, struct request *rq)
{
	struct switch_plan *plan = NEW(w->arena, struct switch_plan);

	plan->partnership = path_id(rq, "id");
	plan->session_hash = hash_text(w->arena, request_cookie(rq, SESSION_COOKIE));
	rq->plan = plan;
	rq->then = url_to(w->arena, "/");
	return true;
}

/* Only to a partnership one belongs to. */
enum outcome change_switch(struct work *w, void *made)
{
	const struct switch_plan *plan = made;
	int64_t moved =
		db_run(w,
	               "UPDATE session SET partnership = $3 WHERE token_hash = $1 AND account = $2 AND EXISTS "
	               "(SELECT 1 FROM membership WHERE partnership = $3 AND account = $2 AND ended_at IS NULL)",
	               V(plan->session_hash), V(w->account), V(plan->partnership));

	if (moved == 0)
		fault(w, FAULT_NOT_FOUND, "You do not belong to that partnership.");
	return moved == 1 ? CHANGED : REFUSED;
}
