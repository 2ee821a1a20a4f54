#include "culture/round_scope.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "store/people_group.h"
#include "web/answer.h"

PAGE_TYPE(round_scope, ROUND_SCOPE_PAGE);

struct voices {
	size_t len, cap;
	struct voice *at;
};

/*
 * "Users and carers about 10 minutes, Professionals about 28 minutes": what each voice would be suggested out of the
 * questions in scope, as saved.
 */
static const char *voices_minutes(struct work *w, const struct setup *setup, const struct voices *voices,
                                  const char *depth)
{
	struct out out = { .arena = w->arena };

	for (size_t i = 0; i < voices->len; i++) {
		const struct voice *voice = &voices->at[i];
		struct pack_texts asked =
			round_suggested(w->arena, setup->pack, depth, &setup->asked.criteria, voice->key);

		if (asked.len > 0)
			out_format(&out, "%s%s %s", out.len > 0 ? ", " : "", voice->name,
			           minutes_words(w->arena, round_minutes(setup->pack, depth, &asked)));
	}
	return out_html(&out).at;
}

static struct choices depth_choices(struct work *w, const struct request *rq, const struct setup *setup,
                                    const struct voices *voices)
{
	const char *chosen = form_value(w->arena, rq, &round_record, setup->round, "depth");
	struct choices choices = { 0 };

	for (const char *const *depth = round_depths; *depth != NULL; depth++) {
		const char *minutes = voices_minutes(w, setup, voices, *depth);
		struct choice choice = {
			.value = *depth,
			.label = depth_choice(*depth),
			.hint = text_is_empty(minutes) ? depth_says(*depth)
			                               : text_format(w->arena, "%s %s.", depth_says(*depth), minutes),
			.chosen = text_equal(*depth, chosen),
		};

		list_add(w->arena, &choices, choice);
	}
	return choices;
}

bool show_round_scope(struct work *w, struct request *rq)
{
	struct round_scope_page page = { 0 };
	struct setup setup;
	struct voices voices = { 0 };
	struct pack_texts all;

	if (!setup_load(w, rq, &setup) || !voices_all(w, (struct list_any *)(void *)&voices))
		return false;
	all = pack_criteria(w->arena, setup.pack);
	page.round = setup.round;
	page.frame = setup_frame(w, rq, setup.round, STEP_SCOPE);
	page.form = form_of(w, rq, &round_record, setup.round);
	page.depths = depth_choices(w, rq, &setup, &voices);
	page.all = text_format(w->arena, "The framework has %s.",
	                       count_words(w->arena, setup.pack->criteria, "question", "questions"));
	page.themes = criterion_themes_of(w, rq, setup.pack, &all, &setup.asked.criteria, NULL, NULL);
	setup_saved(w, &page.frame, "Depth", depth_words(setup.round->depth));
	setup_saved(w, &page.frame, "Questions",
	            text_format(w->arena, "%zu of %zu", setup.asked.criteria.len, all.len));
	return answer(w, rq, VIEW(round_scope, &page));
}

bool prepare_round_scope(struct work *w, struct request *rq)
{
	struct round_setup *fitted = NEW(w->arena, struct round_setup);
	struct setup_plan *plan;
	struct pack_texts all, scope;
	struct setup setup;

	if (!setup_load(w, rq, &setup))
		return false;
	plan = setup_plan(w, rq, &setup, "scope");
	all = pack_criteria(w->arena, setup.pack);
	scope = criteria_ticked(w, rq, &all);
	if (!form_has(rq, "depth"))
		form_mistake(w, rq, "depth", "Choose how deep to go.");
	form_read(w, rq, &round_record, &plan->round);
	if (scope.len == 0)
		form_mistake(w, rq, "criterion", "Tick at least one question.");
	if (rq->mistakes.len > 0)
		return false;
	*fitted = round_refitted(w->arena, &setup.asked, setup.pack, setup.round->depth, setup.pack, plan->round.depth,
	                         &scope);
	plan->asked = fitted;
	rq->plan = plan;
	rq->then = setup_then(w, rq, setup.round->id, STEP_SCOPE);
	return true;
}
