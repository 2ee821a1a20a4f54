/*
 * cairn get: any page without a server.
 */
#include <stdio.h>

#include "main/commands.h"
#include "main/dispatch.h"
#include "main/open.h"
#include "store/account.h"
#include "store/partnership.h"
#include "web/reading.h"

/* As whom: the person with that address, in the partnership they belong to. */
static bool act_as(struct work *w, const char *email, struct session_who *who)
{
	const struct account *account = account_by_email(w, email);
	const struct partnership *partnership;
	const struct member *member;

	if (account == NULL)
		return fault(w, FAULT_NOT_FOUND, "Nobody here has the address %s.", email);
	w->account = account->id;
	w->person = account->name;
	w->partnership = membership_first(w, account->id);
	*who = (struct session_who){ .account = account->id, .person = account->name };
	if (w->partnership <= 0) {
		w->partnership = 0;
		return w->fault.kind == FAULT_NONE;
	}
	partnership = partnership_by_id(w, w->partnership);
	member = partnership == NULL ? NULL : member_by_id(w, account->id);
	if (member == NULL)
		return false;
	w->role = member->role;
	who->partnership = w->partnership;
	who->role = member->role;
	who->partnership_name = partnership->name;
	who->is_demonstration = partnership->is_demonstration;
	return true;
}

static bool get_one(struct work *w, struct program *program, const struct session_who *who, struct request *rq,
                    const char *target)
{
	dispatch_start(w, rq, program);
	request_read_target(w, rq, target);
	return dispatch_now(w, rq, who);
}

static bool has_parts(const char *path)
{
	for (; *path != '\0'; path++) {
		if (*path == ':')
			return true;
	}
	return false;
}

/* One line a page: status, bytes, address. True when none of them broke. */
static bool get_all(struct work *w, struct program *program, const struct session_who *who, bool only_list)
{
	int broken = 0;

	for (size_t i = 0; program->tables[i] != NULL; i++) {
		for (const struct route *route = program->tables[i]; route->path != NULL; route++) {
			struct work one = *w; /* each page its own fault */
			struct request rq = { 0 };

			if (route->method != GET || has_parts(route->path))
				continue;
			if (only_list) {
				printf("%s\n", route->path);
				continue;
			}
			get_one(&one, program, who, &rq, route->path);
			printf("%d %8zu %s\n", rq.answer.status, rq.answer.body.len, route->path);
			broken += rq.answer.status >= 500;
		}
	}
	return broken == 0 || fault(w, FAULT_BROKEN, "%d of the pages could not be shown.", broken);
}

static const char *may_word(enum may may)
{
	static const char *const words[] = {
		[MAY_NOT_SAID] = "nobody",       [MAY_ANYONE] = "anyone", [MAY_WITH_LINK] = "with-link",
		[MAY_SIGNED_IN] = "signed-in",   [MAY_READ] = "read",     [MAY_CONTRIBUTE] = "contribute",
		[MAY_ANALYSE] = "analyse",       [MAY_PLAN] = "plan",     [MAY_APPROVE] = "approve",
		[MAY_ADMINISTER] = "administer",
	};

	return words[may];
}

/* METHOD PATH MAY EFFECT, a line each: for the tests that visit every address there is. */
static bool print_routes(const struct program *program)
{
	for (size_t i = 0; program->tables[i] != NULL; i++) {
		for (const struct route *route = program->tables[i]; route->path != NULL; route++)
			printf("%s %s %s %s%s%s%s%s\n", route->method == GET ? "GET" : "POST", route->path,
			       may_word(route->may), (route->effect & CHANGES) != 0 ? "changes" : "reads",
			       (route->effect & SLOW) != 0 ? ",slow" : "", (route->effect & BIG) != 0 ? ",big" : "",
			       (route->effect & ALONE) != 0 ? ",alone" : "",
			       (route->effect & JOBS) != 0 ? ",jobs" : "");
	}
	return true;
}

static bool print_one(struct work *w, struct program *program, const struct session_who *who, int count, char **words)
{
	const char *target = command_word(count, words, 0);
	struct request rq = { 0 };
	bool got;

	if (target == NULL || *target != '/')
		return fault(w, FAULT_BAD_INPUT, "Give the page to get, for example: cairn get / --as you@example.org");
	if (command_flag(count, words, "json"))
		rq.wants = WANTS_JSON;
	if (command_flag(count, words, "csv"))
		rq.wants = WANTS_CSV;
	got = get_one(w, program, who, &rq, target);
	if (rq.answer.status == 303)
		printf("%s\n", rq.answer.location.at);
	else if (fwrite(rq.answer.body.at, 1, rq.answer.body.len, stdout) != rq.answer.body.len)
		return fault(w, FAULT_UNAVAILABLE, "The page could not be written to where it should go.");
	if (fflush(stdout) != 0)
		return fault(w, FAULT_UNAVAILABLE, "The page could not be written to where it should go.");
	return got;
}

bool run_get(struct work *w, int count, char **words)
{
	struct program program = { 0 };
	struct session_who who = { 0 };
	const char *email = command_option(count, words, "as");

	if (!program_start(w, &program))
		return false;
	if (command_flag(count, words, "routes")) /* not in the help: nobody needs it but the tests */
		return print_routes(&program);
	program.secret = installation_secret(w);
	if (program.secret == NULL || (email != NULL && !act_as(w, email, &who)))
		return false;
	if (command_flag(count, words, "all"))
		return get_all(w, &program, &who, command_flag(count, words, "list"));
	return print_one(w, &program, &who, count, words);
}
