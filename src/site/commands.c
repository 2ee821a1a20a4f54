#include "site/commands.h"

#include <stdio.h>

#include "base/hash.h"
#include "base/text.h"
#include "db/db.h"
#include "store/account.h"
#include "store/command_work.h"
#include "store/event.h"
#include "store/framework.h"
#include "store/invitation.h"
#include "store/outcome.h"
#include "store/partnership.h"
#include "store/session.h"

/* What the two steps of a changing command share. */
struct doing {
	const char *name, *email, *role, *hash, *token;
	int64_t id;
};

static enum outcome add_partnership(struct work *w, void *plan)
{
	struct doing *doing = plan;

	doing->id = partnership_add(w, doing->name, false);
	return doing->id != 0 && framework_ship(w) && outcomes_ship(w) ? CHANGED : REFUSED;
}

static bool run_partnership_add(struct work *w, int count, char **words)
{
	struct doing doing = { .name = text_trim(w->arena, command_word(count, words, 0)) };

	if (text_is_empty(doing.name) || text_characters(doing.name) > 120)
		return fault(w, FAULT_BAD_INPUT,
		             "Give the name of the partnership, for example: cairn partnership add \"Health and "
		             "Social Care Moray\"");
	if (!command_change(w, add_partnership, &doing))
		return false;
	printf("Partnership %lld, %s, is there. Next: cairn person add EMAIL --role administrator\n",
	       (long long)doing.id, doing.name);
	return true;
}

static bool run_partnership_list(struct work *w, int count, char **words)
{
	LIST(struct partnership) all = { 0 };

	(void)count;
	(void)words;
	if (!partnerships_all(w, (struct list_any *)(void *)&all))
		return false;
	for (size_t i = 0; i < all.len; i++)
		printf("%lld\t%s%s\n", (long long)all.at[i].id, all.at[i].name,
		       all.at[i].is_demonstration ? "\tdemonstration" : "");
	return true;
}

static bool is_role(const char *role)
{
	for (int i = 0; roles[i] != NULL; i++) {
		if (text_equal(roles[i], role))
			return true;
	}
	return false;
}

static enum outcome add_person(struct work *w, void *plan)
{
	struct doing *doing = plan;
	struct invitation invitation = {
		.kind = "invitation", .email = doing->email, .name = doing->name, .role = doing->role
	};

	doing->token = invitation_make(w, &invitation);
	return doing->token == NULL ? REFUSED : CHANGED;
}

static bool run_person_add(struct work *w, int count, char **words)
{
	const char *role = command_option(count, words, "role");
	const char *name = command_option(count, words, "name");
	const char *address = command_option(count, words, "address");
	struct doing doing = { .email = command_word(count, words, 0), .role = role == NULL ? "viewer" : role };
	const char *wrong = email_mistake(doing.email == NULL ? "" : doing.email);

	doing.name = name == NULL ? doing.email : name;
	if (wrong != NULL)
		return fault(w, FAULT_BAD_INPUT, "%s", wrong);
	if (!is_role(doing.role))
		return fault(
			w, FAULT_BAD_INPUT,
			"There is no role %s. Choose administrator, planner, analyst, approver, contributor or viewer.",
			doing.role);
	if (!command_enter(w, count, words) || !command_change(w, add_person, &doing))
		return false;
	printf("Open this link to choose a password. It works once, within 14 days:\n%s/invitation/%s\n",
	       address == NULL ? "http://127.0.0.1:8080" : address, doing.token);
	return true;
}

static bool run_person_list(struct work *w, int count, char **words)
{
	LIST(struct member) members = { 0 };

	if (!command_enter(w, count, words) || !members_all(w, (struct list_any *)(void *)&members))
		return false;
	for (size_t i = 0; i < members.len; i++)
		printf("%s\t%s\t%s\n", members.at[i].email, members.at[i].name, members.at[i].role);
	return true;
}

static enum outcome make_password_link(struct work *w, void *plan)
{
	struct doing *doing = plan;
	struct invitation invitation = {
		.kind = "reset", .email = doing->email, .name = doing->name, .role = "", .account = doing->id
	};

	doing->token = invitation_make(w, &invitation);
	return doing->token == NULL ? REFUSED : CHANGED;
}

/* The account, by the e-mail address that was typed. */
static const struct account *typed_account(struct work *w, int count, char **words)
{
	const char *email = command_word(count, words, 0);
	const struct account *account = email == NULL ? NULL : account_by_email(w, email);

	if (account == NULL)
		fault(w, FAULT_NOT_FOUND, "There is no account with the address %s.",
		      email == NULL ? "(none given)" : email);
	return account;
}

static bool run_person_password(struct work *w, int count, char **words)
{
	const struct account *account = typed_account(w, count, words);
	const char *address = command_option(count, words, "address");
	struct doing doing = { 0 };

	if (account == NULL)
		return false;
	w->partnership = membership_first(w, account->id);
	if (w->partnership <= 0)
		return fault(w, FAULT_NOT_FOUND, "%s belongs to no partnership.", account->email);
	doing = (struct doing){ .id = account->id, .email = account->email, .name = account->name };
	if (!command_change(w, make_password_link, &doing))
		return false;
	printf("Open this link to choose a new password. It works once, within a day:\n%s/reset/%s\n",
	       address == NULL ? "http://127.0.0.1:8080" : address, doing.token);
	return true;
}

static enum outcome remove_person(struct work *w, void *plan)
{
	return membership_end(w, ((const struct doing *)plan)->id) ? CHANGED : REFUSED;
}

static bool run_person_remove(struct work *w, int count, char **words)
{
	const struct account *account = typed_account(w, count, words);
	struct doing doing = { 0 };

	if (account == NULL || !command_enter(w, count, words))
		return false;
	doing.id = account->id;
	if (!command_change(w, remove_person, &doing))
		return false;
	printf("%s can no longer sign in here.\n", account->email);
	return true;
}

static bool verify_chain(struct work *w, int64_t partnership, const char *name, const char *expected, bool *met)
{
	struct event_chain chain = { 0 };

	if (!event_verify(w, partnership, expected, NULL, &chain))
		return false;
	printf("%s: %s events, every one follows from the one before", name, text_of_count(w->arena, chain.events));
	if (chain.erased > 0)
		printf("; the content of %s was erased", text_of_count(w->arena, chain.erased));
	if (chain.erased_at.ms != 0)
		printf("; something was last erased on %s", moment_text(w->arena, chain.erased_at));
	printf(".\n  head %s\n", chain.head);
	*met = *met || chain.has_expected;
	return true;
}

static bool run_audit_verify(struct work *w, int count, char **words)
{
	const char *expected = command_option(count, words, "expect");
	LIST(struct partnership) all = { 0 };
	bool met = expected == NULL;

	if (!partnerships_all(w, (struct list_any *)(void *)&all) ||
	    !verify_chain(w, 0, "The installation", expected, &met))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		if (!verify_chain(w, all.at[i].id, all.at[i].name, expected, &met))
			return false;
	}
	return met || fault(w, FAULT_BROKEN,
	                    "No chain has an event with the digest %s: the log was cut or made anew since it was "
	                    "noted.",
	                    expected);
}

const struct command site_commands[] = {
	{ "partnership add", "NAME", "Make a partnership",
	  "Makes a partnership with the groups, voices and frameworks every one starts with.", NEEDS_DATABASE,
	  run_partnership_add },
	{ "partnership list", "", "List the partnerships", "One line each: number, name.", NEEDS_DATABASE,
	  run_partnership_list },
	{ "person add", "EMAIL [--name NAME] [--role ROLE] [--partnership NAME] [--address URL]", "Invite a person",
	  "Prints a link with which the person chooses a password. Roles: administrator, planner, analyst, approver, "
	  "contributor, viewer (when none is said).",
	  NEEDS_DATABASE, run_person_add },
	{ "person list", "[--partnership NAME]", "List the people of a partnership",
	  "One line each: address, name, role.", NEEDS_DATABASE, run_person_list },
	{ "person password", "EMAIL [--address URL]", "Make a link to a new password",
	  "Prints a link that works once, within a day. The old password works until the new one is chosen.",
	  NEEDS_DATABASE, run_person_password },
	{ "person remove", "EMAIL [--partnership NAME]", "Take a person out of a partnership",
	  "Ends their sessions there. What they did stays in the record.", NEEDS_DATABASE, run_person_remove },
	{ "audit verify", "[--expect DIGEST]", "Check that the log of events is whole",
	  "Walks every chain of events from its first link to its head, prints the head, and fails with the event's "
	  "number when "
	  "one was altered, dropped or put in. Somebody who can write to the database could still make a whole chain "
	  "anew: "
	  "keep a printed head somewhere else, and give it with --expect to see that it is still there.",
	  NEEDS_DATABASE, run_audit_verify },
	{ 0 },
};
