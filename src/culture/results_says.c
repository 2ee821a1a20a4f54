/* What the results say in a sentence: when, what is so, and what to do next. See culture/results_parts.h. */
#include "base/text.h"
#include "culture/results_parts.h"
#include "culture/round_words.h"

#define TOO_FEW_TO_TELL "Too few people are in these voices for any gap to be told from chance."

/* "between 3 November 2026 and 20 November 2026"; "on 3 November 2026" when it opened and closed on one day. */
static const char *when_open(struct arena *arena, const struct round *round)
{
	struct date opened = date_at(round->opened_at), closed = date_at(round->closed_at);

	if (opened.days == closed.days)
		return text_format(arena, "on %s", date_text(arena, opened));
	return text_format(arena, "between %s and %s", date_text(arena, opened), date_text(arena, closed));
}

static const char *who_answered(struct arena *arena, const struct released *released, const char *when)
{
	if (released->answered.state != FIGURE_SHOWN || released->answered.value < 1)
		return text_format(arena, "Too few people of any one voice answered to show figures; they answered %s",
		                   when);
	return text_format(arena, "%s people answered %s%s", figure_text(arena, released->answered), when,
	                   released->has_a_few_more ? ", and a few more in voices too small to show" : "");
}

void results_say_when(struct work *w, struct results_page *page, const struct released *released)
{
	const char *when = when_open(w->arena, page->round);

	if (page->is_empty)
		page->say = text_format(w->arena,
		                        "There is nothing to show: nobody answered %s, or too few people of any one "
		                        "voice placed themselves or wrote.",
		                        when);
	else
		page->say =
			text_format(w->arena, "%s. Strengths come first; disagreement is shown, never averaged away.",
		                    who_answered(w->arena, released, when));
}

/* ------------------------------------------------------------------ the heading */

/* Those that are first but by name are not set before each other. */
static const char *strongest(struct arena *arena, const struct findings *findings)
{
	const struct finding_list *strengths = &findings->strengths;

	if (strengths->len == 0)
		return NULL;
	if (findings->alike == 1)
		return text_format(arena, "Our strength is “%s”.", strengths->at[0].name);
	if (findings->alike == 2)
		return text_format(arena, "Our strengths are “%s” and “%s”.", strengths->at[0].name,
		                   strengths->at[1].name);
	return text_format(arena, "Our strengths are “%s” and %zu others.", strengths->at[0].name, findings->alike - 1);
}

/* What comparing the voices came to, in one sentence. */
static const char *compared(struct arena *arena, const struct findings *findings)
{
	switch (findings->found) {
	case COMPARED_NOTHING:
		return "No two voices can be compared.";
	case COMPARED_TOO_FEW:
		return TOO_FEW_TO_TELL;
	case COMPARED_ALIKE:
		return "The voices shown have the same median on every criterion.";
	case COMPARED_CHANCE:
		return "No gap is wide enough to rule out chance.";
	case COMPARED_APART:
		break;
	}
	if (findings->beyond_chance == 1)
		return text_format(arena, "Voices are clearly apart on “%s”.", findings->apart->name);
	return text_format(arena, "Voices are clearly apart on “%s” and %s.", findings->apart->name,
	                   count_words(arena, (int64_t)findings->beyond_chance - 1, "other", "others"));
}

void results_say_what_is_so(struct work *w, struct results_page *page, const struct findings *findings)
{
	const char *strong = strongest(w->arena, findings);

	if (text_equal(page->round->depth, "conversation") && !page->is_empty)
		page->heading = text_format(w->arena, "What people said: %s", page->round->title);
	else if (strong != NULL)
		page->heading = text_format(w->arena, "%s %s", strong, compared(w->arena, findings));
	else if (findings->found != COMPARED_NOTHING)
		page->heading = compared(w->arena, findings);
	else
		page->heading = text_format(w->arena, "Results of %s", page->round->title);
}

/* ------------------------------------------------------------------ beside the lists */

/* "And 2 more that people agree on."; "" when all are listed. */
static const char *more(struct arena *arena, const struct finding_list *list, const char *of_them)
{
	if (list->in_all == list->len)
		return "";
	return text_format(arena, "And %zu more %s.", list->in_all - list->len, of_them);
}

/* Where no gap is listed: there may be small ones on criteria that stand among the strengths. */
static const char *no_gaps(struct arena *arena, const struct findings *findings)
{
	if (findings->found == COMPARED_NOTHING)
		return "No two voices are shown on the same criterion, so nothing can be compared.";
	return text_format(arena, "%s%s",
	                   findings->disagreements.in_all > 0
	                           ? "The voices shown differ only on strengths, by a step at most, and that could be "
	                             "chance."
	                           : "The voices shown have the same median on every criterion.",
	                   findings->found == COMPARED_TOO_FEW ? " " TOO_FEW_TO_TELL : "");
}

void results_say_beside(struct work *w, struct results_page *page, const struct findings *findings)
{
	page->strengths_note = findings->strengths.len == 0
	                               ? "People do not agree on any criterion at “In places” or higher."
	                               : more(w->arena, &findings->strengths, "that people agree on");
	page->lowest_note = findings->lowest.len == 0 ? "No criterion shown is placed below “In places”."
	                                              : more(w->arena, &findings->lowest, "below “In places”");
	if (findings->disagreements.len == 0)
		page->apart_note = no_gaps(w->arena, findings);
	else
		page->apart_note = findings->found == COMPARED_TOO_FEW ? TOO_FEW_TO_TELL : "";
}

/* ------------------------------------------------------------------ what to do next */

void results_say_next(struct work *w, struct results_page *page, const struct findings *findings)
{
	const struct finding *talk = findings->apart;

	if (talk == NULL && findings->disagreements.len > 0)
		talk = &findings->disagreements.at[0];
	if (talk == NULL)
		return;
	page->has_next = true;
	page->next = (struct next_block){
		.heading = text_format(w->arena, "Next: talk about “%s”", talk->name),
		.why = findings->apart == NULL ? "The voices differ on it, though a gap this size could be chance."
		                               : "Of the gaps that are unlikely to be chance none is wider. Begin with "
		                                 "what works, then "
		                                 "hear one person from each end of the picture.",
		.button = "See it up close",
		.url = { text_format(w->arena, "%s%s", page->base, url_to(w->arena, "/:key", talk->criterion).at) }
	};
}
