#include "site/theme.h"

#include "site/account_page.h"
#include "site/changes.h"
#include "site/commands.h"
#include "site/erase_member.h"
#include "site/groups.h"
#include "site/home.h"
#include "site/jobs.h"
#include "site/let_in.h"
#include "site/people.h"
#include "site/sign_in.h"

static const struct route home_routes[] = {
	/* method path                     handler                 who may          what it does       title */
	{ GET, "/", SHOW(show_home), MAY_ANYONE, READS, "Home" },
	{ GET, "/changes", SHOW(show_changes), MAY_READ, READS, "What changed" },
	{ GET, "/sign-in", SHOW(show_sign_in), MAY_ANYONE, READS, "Sign in" },
	{ POST, "/sign-in", SAVE_THEN(sign_in), MAY_ANYONE, CHANGES | SLOW, "Sign in" },
	{ POST, "/sign-out", SAVE_THEN(sign_out), MAY_SIGNED_IN, CHANGES, "Sign out" },
	{ GET, "/invitation/:token", SHOW(show_invitation), MAY_WITH_LINK, READS, "Join" },
	{ POST, "/invitation/:token", SAVE_THEN(invitation), MAY_WITH_LINK, CHANGES | SLOW, "Join" },
	{ GET, "/reset/:token", SHOW(show_reset), MAY_WITH_LINK, READS, "Choose a new password" },
	{ POST, "/reset/:token", SAVE_THEN(reset), MAY_WITH_LINK, CHANGES | SLOW, "Choose a new password" },
	{ GET, "/account", SHOW(show_account), MAY_SIGNED_IN, READS, "Your account" },
	{ POST, "/account", SAVE(own_name), MAY_SIGNED_IN, CHANGES, "Your account" },
	{ GET, "/account/kept", SHOW(show_account_kept), MAY_SIGNED_IN, READS, "What is kept of you" },
	{ GET, "/account/password", SHOW(show_account), MAY_SIGNED_IN, READS, "Your account" },
	{ POST, "/account/password", SAVE_THEN(password), MAY_SIGNED_IN, CHANGES | SLOW, "Change your password" },
	{ POST, "/account/sessions/:number/end", SAVE(end_session), MAY_SIGNED_IN, CHANGES, "End a session" },
	{ POST, "/account/partnerships/:id", SAVE(switch), MAY_SIGNED_IN, CHANGES, "Go to a partnership" },
	{ 0 }
};

const struct theme site_theme = { "Home", "/", MAY_SIGNED_IN, home_routes, site_commands, NULL };

static const struct route people_routes[] = {
	{ GET, "/people", SHOW(show_people), MAY_ADMINISTER, READS, "People" },
	{ GET, "/people/invite", SHOW(show_invite), MAY_ADMINISTER, READS, "Invite somebody" },
	{ POST, "/people/invite", SAVE_THEN(invite), MAY_ADMINISTER, CHANGES, "Invite somebody" },
	{ POST, "/people/invitations/:id/withdraw", SAVE(withdraw), MAY_ADMINISTER, CHANGES, "Withdraw an invitation" },
	{ GET, "/people/:id", SHOW(show_member), MAY_ADMINISTER, READS, "A person" },
	{ POST, "/people/:id", SAVE(member), MAY_ADMINISTER, CHANGES, "Change a role" },
	{ POST, "/people/:id/password", SAVE_THEN(password_link), MAY_ADMINISTER, CHANGES, "Make a password link" },
	{ GET, "/people/:id/remove", SHOW(show_remove), MAY_ADMINISTER, READS, "Remove a person" },
	{ POST, "/people/:id/remove", SAVE(remove), MAY_ADMINISTER, CHANGES, "Remove a person" },
	{ GET, "/people/:id/erase", SHOW(show_erase_member), MAY_ADMINISTER, READS, "Erase a person" },
	{ POST, "/people/:id/erase", SAVE(erase_member), MAY_ADMINISTER, CHANGES | JOBS, "Erase a person" },
	{ GET, "/checks", SHOW(show_checks), MAY_ADMINISTER, READS, "Is everything whole?" },
	{ POST, "/checks", SAVE(check), MAY_ADMINISTER, CHANGES | JOBS, "Check now" },
	{ POST, "/checks/:id/cancel", SAVE(cancel), MAY_ADMINISTER, CHANGES | JOBS, "Stop a check" },
	{ 0 }
};

const struct theme people_theme = { "People", "/people", MAY_ADMINISTER, people_routes, NULL, NULL };

static const struct route groups_routes[] = {
	{ GET, "/groups", SHOW(show_groups), MAY_READ, READS, "Groups and voices" },
	{ GET, "/groups/new", SHOW(show_new_group), MAY_PLAN, READS, "Add a group" },
	{ POST, "/groups/new", SAVE(group), MAY_PLAN, CHANGES, "Add a group" },
	{ GET, "/groups/:id", SHOW(show_group), MAY_PLAN, READS, "A group" },
	{ POST, "/groups/:id", SAVE(group), MAY_PLAN, CHANGES, "Change a group" },
	{ GET, "/voices/new", SHOW(show_new_voice), MAY_PLAN, READS, "Add a voice" },
	{ POST, "/voices/new", SAVE(voice), MAY_PLAN, CHANGES, "Add a voice" },
	{ GET, "/voices/:id", SHOW(show_voice), MAY_PLAN, READS, "A voice" },
	{ POST, "/voices/:id", SAVE(voice), MAY_PLAN, CHANGES, "Change a voice" },
	{ 0 }
};

const struct theme groups_theme = { "Groups", "/groups", MAY_READ, groups_routes, NULL, NULL };
