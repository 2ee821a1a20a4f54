/* What the results say in a sentence: when, what is so, and what to do next. See culture/results_parts.h. */
#include "base/text.h"
#include "culture/results_parts.h"

static const char *number_of_people(struct arena *arena, const struct released *released)
{
	const char *counted = figure_text(arena, released->answered);

	if (released->answered.state != FIGURE_SHOWN || released->answered.value < 1)
		return "Too few people of any one voice answered to show figures; they answered";
	return text_format(arena, "%s people answered%s", counted,
	                   released->has_a_few_more ? ", and a few more in voices too small to show" : "");
}

void results_say_when(struct work *w, struct results_page *page, const struct released *released)
{
	const char *from = date_text(w->arena, date_at(page->round->opened_at));
	const char *to = date_text(w->arena, date_at(page->round->closed_at));

	if (page->is_empty) {
		page->say = text_format(
			w->arena,
			"There is nothing to show: between %s and %s nobody answered, or fewer than %d people "
			"of any one voice did.",
			from, to, released->threshold);
		return;
	}
	page->say =
		text_format(w->arena,
	                    "%s between %s and %s. Strengths come first; disagreement is shown, never averaged away.",
	                    number_of_people(w->arena, released), from, to);
}

void results_say_what_is_so(struct work *w, struct results_page *page, const struct findings *findings)
{
	const char *strong = page->strengths.len == 0 ? NULL : page->strengths.at[0].name;
	const char *apart =
		findings->apart_is_chance || page->disagreements.len == 0 ? NULL : page->disagreements.at[0].name;

	if (text_equal(page->round->depth, "conversation") && !page->is_empty)
		page->heading = text_format(w->arena, "What people said: %s", page->round->title);
	else if (strong != NULL && apart != NULL)
		page->heading =
			text_format(w->arena, "Our strength is “%s”. We are furthest apart on “%s”.", strong, apart);
	else if (strong != NULL)
		page->heading = text_format(w->arena, "Our strength is “%s”. No voices are clearly apart.", strong);
	else if (apart != NULL)
		page->heading = text_format(w->arena, "We are furthest apart on “%s”.", apart);
	else
		page->heading = text_format(w->arena, "Results of %s", page->round->title);
}

void results_say_next(struct work *w, struct results_page *page, const struct findings *findings)
{
	const struct finding *talk = page->disagreements.len > 0 ? &page->disagreements.at[0] : NULL;

	if (talk == NULL)
		return;
	page->has_next = true;
	page->next = (struct next_block){
		.heading = text_format(w->arena, "Next: talk about “%s”", talk->name),
		.why = findings->apart_is_chance
		               ? "It is where the voices differ most, though a gap this size could be chance."
		               : "It is the criterion on which voices are furthest apart. Begin with what works, then "
		                 "hear one "
		                 "person from each end of the picture.",
		.button = "See it up close",
		.url = { text_format(w->arena, "%s%s", page->base, url_to(w->arena, "/:key", talk->criterion).at) }
	};
}
