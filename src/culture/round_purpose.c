#include "culture/round_purpose.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "store/framework.h"
#include "web/answer.h"

PAGE_TYPE(round_purpose, ROUND_PURPOSE_PAGE);

struct frameworks {
	size_t len, cap;
	struct framework *at;
};

/* The framework that a version belongs to, whichever version of it that is. 0: none. */
static int64_t framework_of(struct work *w, int64_t version)
{
	const struct framework_version *found = version == 0 ? NULL : framework_version_by_id(w, version);

	return found == NULL ? 0 : found->framework;
}

/* Frameworks to choose from. The value is the framework: saving takes its newest version. */
static bool framework_choices(struct work *w, const struct request *rq, int64_t chosen, struct choices *choices)
{
	struct frameworks all = { 0 };

	if (!frameworks_all(w, (struct list_any *)(void *)&all))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		const char *value = text_format(w->arena, "%lld", (long long)all.at[i].id);
		struct choice choice = { .value = value, .label = all.at[i].title };

		choice.chosen = form_has(rq, "framework") ? form_ticked(rq, "framework", value)
		                                          : all.at[i].id == chosen || (chosen == 0 && i == 0);
		list_add(w->arena, choices, choice);
	}
	return true;
}

static bool show_purpose(struct work *w, struct request *rq, const struct round *round)
{
	struct round_purpose_page page = { .round = round };

	page.frame = setup_frame(w, rq, round, STEP_PURPOSE);
	page.form = form_of(w, rq, &round_record, round);
	if (!framework_choices(w, rq, round == NULL ? 0 : framework_of(w, round->framework_version), &page.frameworks))
		return false;
	if (round == NULL ? !earlier_rounds(w, &page.earlier) : !purpose_mark(w, round->id, &page.copied))
		return false;
	if (round != NULL) {
		setup_saved(w, &page.frame, "Name of the round", round->title);
		setup_saved(w, &page.frame, "Purpose", round->purpose);
	}
	return answer(w, rq, VIEW(round_purpose, &page));
}

bool show_round_purpose(struct work *w, struct request *rq)
{
	struct setup setup;

	return setup_load(w, rq, &setup) && show_purpose(w, rq, setup.round);
}

bool show_round_new(struct work *w, struct request *rq)
{
	round_crumbs(w, rq, NULL);
	return show_purpose(w, rq, NULL);
}

/*
 * The newest version of the framework that was chosen; with none chosen that of `otherwise`, or of the first there
 * is. 0 with the fault set.
 */
static int64_t version_chosen(struct work *w, const struct request *rq, int64_t otherwise)
{
	struct frameworks all = { 0 };
	int64_t wanted = otherwise;

	if (!frameworks_all(w, (struct list_any *)(void *)&all))
		return 0;
	if (form_has(rq, "framework") && !text_to_int(request_form(rq, "framework"), &wanted))
		wanted = -1;
	for (size_t i = 0; i < all.len; i++) {
		if ((wanted == 0 || all.at[i].id == wanted) && all.at[i].current != 0)
			return all.at[i].current;
	}
	fault(w, FAULT_BAD_INPUT, "%s",
	      all.len == 0 ? "There is no framework yet to ask by. Load one first, under Frameworks."
	                   : "Choose one of the frameworks in the list.");
	return 0;
}

/* Both are needed, also of a form that was not made by our page. */
static bool read_purpose(struct work *w, struct request *rq, struct round *round)
{
	round->title = form_has(rq, "title") ? round->title : "";
	round->purpose = form_has(rq, "purpose") ? round->purpose : "";
	form_read(w, rq, &round_record, round);
	if (!form_has(rq, "title"))
		form_mistake(w, rq, "title", "Fill in the name of the round.");
	if (!form_has(rq, "purpose"))
		form_mistake(w, rq, "purpose", "Fill in the purpose.");
	return rq->mistakes.len == 0;
}

/* ------------------------------------------------------------------ a new round */

struct new_round {
	struct round round;
	struct round_setup setup;
	struct request *rq;
};

bool prepare_round_new(struct work *w, struct request *rq)
{
	struct new_round *plan = NEW(w->arena, struct new_round);
	const struct pack *pack;

	if (!read_purpose(w, rq, &plan->round))
		return false;
	plan->round.framework_version = version_chosen(w, rq, 0);
	if (plan->round.framework_version == 0)
		return false;
	pack = pack_of_version(w, plan->round.framework_version);
	if (pack == NULL)
		return false;
	plan->setup.criteria = pack_criteria(w->arena, pack);
	plan->rq = rq;
	rq->plan = plan;
	return true;
}

enum outcome change_round_new(struct work *w, void *plan_given)
{
	struct new_round *plan = plan_given;

	if (!round_add(w, &plan->round, &plan->setup))
		return REFUSED;
	/* Only now is the number of the round known, so only now where to go on. */
	plan->rq->then = setup_then(w, plan->rq, plan->round.id, STEP_PURPOSE);
	return CHANGED;
}

/* ------------------------------------------------------------------ a draft */

/*
 * Another framework, or another version of it, has other criteria: those that it still has are kept, or all are
 * taken.
 */
static const struct round_setup *refit(struct work *w, const struct setup *setup, const struct round *round)
{
	struct round_setup *fitted = NEW(w->arena, struct round_setup);
	const struct pack *pack = pack_of_version(w, round->framework_version);
	struct pack_texts scope;

	if (pack == NULL)
		return NULL;
	scope = pack_criteria_of(w->arena, pack, &setup->asked.criteria);
	if (scope.len == 0)
		scope = pack_criteria(w->arena, pack);
	*fitted = round_refitted(w->arena, &setup->asked, setup->pack, round->depth, pack, round->depth, &scope);
	return fitted;
}

bool prepare_round_purpose(struct work *w, struct request *rq)
{
	struct setup_plan *plan;
	struct setup setup;

	if (!setup_load(w, rq, &setup))
		return false;
	plan = setup_plan(w, rq, &setup, "purpose");
	if (!read_purpose(w, rq, &plan->round))
		return false;
	plan->round.framework_version = version_chosen(w, rq, framework_of(w, setup.round->framework_version));
	if (plan->round.framework_version == 0)
		return false;
	if (plan->round.framework_version != setup.round->framework_version) {
		plan->asked = refit(w, &setup, &plan->round);
		if (plan->asked == NULL)
			return false;
	}
	rq->plan = plan;
	rq->then = setup_then(w, rq, setup.round->id, STEP_PURPOSE);
	return true;
}
