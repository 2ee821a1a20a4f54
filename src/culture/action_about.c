/* What a new action is about: a criterion of a closed round, or nothing in particular. See culture/action_form.h. */
#include <string.h>

#include "base/text.h"
#include "culture/action_form.h"
#include "store/framework.h"
#include "store/round_setup.h"

const char *action_about_asked(struct work *w, const struct request *rq)
{
	const char *round = request_query(rq, "round"), *criterion = request_query(rq, "criterion");

	return *round == '\0' || *criterion == '\0' ? "" : text_format(w->arena, "%s/%s", round, criterion);
}

/* A round that is not there is no fault of the program here: what was typed is then about nothing. */
static bool closed_round(struct work *w, int64_t id, const struct round **round)
{
	*round = round_by_id(w, id);
	if (*round == NULL && w->fault.kind == FAULT_NOT_FOUND)
		w->fault = (struct fault){ 0 };
	if (*round != NULL && !text_equal((*round)->state, "closed"))
		*round = NULL;
	return w->fault.kind == FAULT_NONE;
}

bool action_about(struct work *w, const char *typed, struct action_about *about)
{
	const char *slash = strchr(typed, '/');
	struct pack_texts asked = { 0 };
	const struct pack *pack;
	const struct round *round;
	int64_t id = 0;

	*about = (struct action_about){ .criterion = "", .name = "" };
	if (slash == NULL || !text_to_int(text_copy_bytes(w->arena, typed, (size_t)(slash - typed)), &id))
		return true;
	if (!closed_round(w, id, &round))
		return false;
	if (round == NULL)
		return true;
	pack = pack_of_version(w, round->framework_version);
	if (pack == NULL || !round_criteria(w, id, &asked))
		return false;
	if (texts_hold(&asked, slash + 1) && pack_criterion(pack, slash + 1) != NULL)
		*about = (struct action_about){ round, slash + 1, pack_criterion(pack, slash + 1)->name };
	return true;
}

static bool newest_closed(struct work *w, const struct round **round)
{
	LIST(struct round_line) rounds = { 0 };

	*round = NULL;
	if (!rounds_list(w, (struct list_any *)(void *)&rounds))
		return false;
	for (size_t i = 0; i < rounds.len && *round == NULL; i++) {
		if (text_equal(rounds.at[i].state, "closed"))
			*round = round_by_id(w, rounds.at[i].id);
	}
	return w->fault.kind == FAULT_NONE;
}

bool action_about_choices(struct work *w, struct choices *choices)
{
	struct pack_texts criteria = { 0 };
	const struct round *round;
	const struct pack *pack;

	list_add(w->arena, choices, ((struct choice){ .value = "", .label = "No criterion in particular" }));
	if (!newest_closed(w, &round) || round == NULL)
		return w->fault.kind == FAULT_NONE;
	pack = pack_of_version(w, round->framework_version);
	if (pack == NULL || !round_criteria(w, round->id, &criteria))
		return false;
	for (size_t i = 0; i < criteria.len; i++) {
		const struct pack_criterion *criterion = pack_criterion(pack, criteria.at[i]);
		const char *value = text_format(w->arena, "%lld/%s", (long long)round->id, criteria.at[i]);

		if (criterion != NULL)
			list_add(w->arena, choices,
			         ((struct choice){
					 .value = value,
					 .label = text_format(w->arena, "%s (%s)", criterion->name, round->title) }));
	}
	return true;
}
