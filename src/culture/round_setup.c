#include "culture/round_setup.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "store/framework.h"
#include "web/answer.h"

static const struct {
	const char *part, *name, *heading, *says;
} steps[] = {
	[STEP_PURPOSE] = { "purpose", "purpose", "Why do you ask?",
	                   "People answer well when they know what their answers are for." },
	[STEP_SCOPE] = { "scope", "scope", "What do you ask?",
	                 "How deep to go, and which questions. Fewer questions get fuller answers." },
	[STEP_PEOPLE] = { "people", "people", "Who do you ask?",
	                  "Each group is asked only what it can know. A group is a kind of people, not a list of "
	                  "names." },
	[STEP_DATES] = { "dates", "dates", "When does it end, and who sees the results?",
	                 "People see this before they answer, so that they know what will become of their words." },
};

bool setup_load(struct work *w, struct request *rq, struct setup *setup)
{
	setup->round = round_by_id(w, path_id(rq, "id"));
	if (setup->round == NULL)
		return false;
	if (!text_equal(setup->round->state, "draft"))
		return fault(w, FAULT_CONFLICT, "This round is %s, so its set-up can no longer change.",
		             setup->round->state);
	round_crumbs(w, rq, setup->round);
	setup->pack = pack_of_version(w, setup->round->framework_version);
	return setup->pack != NULL && round_setup_read(w, setup->round->id, &setup->asked);
}

struct setup_plan *setup_plan(struct work *w, const struct request *rq, const struct setup *setup, const char *step)
{
	struct setup_plan *plan = NEW(w->arena, struct setup_plan);

	plan->round = *setup->round;
	plan->step = step;
	/* A form without a version, or with nonsense for one, is as stale as can be. */
	if (!text_to_int(request_form(rq, "version"), &plan->round.version))
		plan->round.version = 0;
	return plan;
}

struct url setup_then(struct work *w, const struct request *rq, int64_t round, enum setup_step step)
{
	if (step == STEPS || text_equal(request_form(rq, "then"), "round"))
		return url_with(w->arena, round_url(w->arena, round), "done", "saved");
	return round_part_url(w->arena, round, steps[step + 1].part);
}

enum outcome change_setup(struct work *w, void *plan_given)
{
	const struct setup_plan *plan = plan_given;

	return round_change(w, &plan->round, plan->asked, plan->step) ? CHANGED : REFUSED;
}

bool setup_has_conflict(const struct request *rq)
{
	return rq->method == POST && rq->mistakes.len == 0;
}

struct setup_frame setup_frame(struct work *w, struct request *rq, const struct round *round, enum setup_step step)
{
	struct setup_frame frame = { .rq = rq,
		                     .step = step,
		                     .heading = steps[step].heading,
		                     .says = steps[step].says,
		                     .is_last = step == STEPS,
		                     .version = round == NULL ? 0 : form_version(rq, round->version) };

	if (round == NULL)
		frame.action = url_to(w->arena, "/culture/rounds/new");
	else
		frame.action = round_part_url(w->arena, round->id, steps[step].part);
	if (step > STEP_PURPOSE && round != NULL) {
		frame.back = round_part_url(w->arena, round->id, steps[step - 1].part);
		frame.back_name = steps[step - 1].name;
	}
	rq->frame.title = frame.heading;
	return frame;
}

void setup_saved(struct work *w, struct setup_frame *frame, const char *name, const char *value)
{
	struct summary_row line = { .key = name, .value = value };

	if (setup_has_conflict(frame->rq))
		list_add(w->arena, &frame->saved, line);
}

/* ------------------------------------------------------------------ criteria to tick */

static bool is_ticked(const struct request *rq, const struct pack_texts *ticked, const char *key)
{
	/* A box that is not ticked sends nothing: that the form came at all is told by its version. */
	return form_has(rq, "version") ? form_ticked(rq, "criterion", key) : texts_hold(ticked, key);
}

static struct criterion_check check_of(struct work *w, const struct request *rq, const struct pack_criterion *criterion,
                                       const struct pack_texts *ticked)
{
	return (struct criterion_check){ .id = text_format(w->arena, "criterion-%s", criterion->key),
		                         .key = criterion->key,
		                         .name = criterion->name,
		                         .question = criterion->question,
		                         .note = "",
		                         .is_ticked = is_ticked(rq, ticked, criterion->key) };
}

struct criterion_themes criterion_themes_of(struct work *w, const struct request *rq, const struct pack *pack,
                                            const struct pack_texts *offered, const struct pack_texts *ticked,
                                            const struct pack_texts *noted, const char *note)
{
	struct criterion_themes themes = { 0 };

	for (size_t t = 0; t < pack->themes.len; t++) {
		struct criterion_theme theme = { .name = pack->themes.at[t].name };

		for (size_t c = 0; c < pack->themes.at[t].criteria.len; c++) {
			const struct pack_criterion *criterion = &pack->themes.at[t].criteria.at[c];
			struct criterion_check check = check_of(w, rq, criterion, ticked);

			if (!texts_hold(offered, criterion->key))
				continue;
			if (noted != NULL && texts_hold(noted, criterion->key))
				check.note = note;
			list_add(w->arena, &theme.checks, check);
		}
		if (theme.checks.len > 0)
			list_add(w->arena, &themes, theme);
	}
	return themes;
}

struct pack_texts criteria_ticked(struct work *w, const struct request *rq, const struct pack_texts *offered)
{
	struct pack_texts ticked = { 0 };

	for (size_t i = 0; i < offered->len; i++) {
		if (form_ticked(rq, "criterion", offered->at[i]))
			list_add(w->arena, &ticked, offered->at[i]);
	}
	return ticked;
}
