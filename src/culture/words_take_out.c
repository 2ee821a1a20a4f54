#include "culture/words_take_out.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "culture/theme.h"
#include "culture/words_part.h"
#include "culture/words_reason.h"
#include "store/framework.h"
#include "store/words.h"
#include "web/answer.h"

ROW_TYPE(taking_out, TAKE_OUT_FIELDS);
PAGE_TYPE(words_take_out, WORDS_TAKE_OUT_PAGE);

/* The comment of the address, which must still be there to read. */
static const struct released_words *words_asked(struct work *w, const struct request *rq, const struct round *round)
{
	const struct released *released = round == NULL ? NULL : release_by_round(w, round->id, RELEASE_WORDS);
	const struct released_words *words;

	if (released == NULL)
		return NULL;
	for EACH(words, &released->words) {
		if (words->position == path_id(rq, "place"))
			return words;
	}
	fault(w, FAULT_NOT_FOUND, "There is no such comment. It may have been taken out already.");
	return NULL;
}

static const char *about(struct work *w, const struct round *round, const struct released_words *words)
{
	const struct pack *pack = pack_of_version(w, round->framework_version);
	const struct pack_criterion *criterion = pack == NULL ? NULL : pack_criterion(pack, words->criterion);

	return text_format(w->arena, "%s: %s", criterion == NULL ? words->criterion : criterion->name,
	                   kind_words(words->kind));
}

static struct url all_words(struct work *w, const struct round *round)
{
	return round_part_url(w->arena, round->id, "words");
}

static struct choices hows(struct arena *arena)
{
	struct choices choices = { 0 };

	list_add(arena, &choices, ((struct choice){ .value = "some", .label = "Some words" }));
	list_add(arena, &choices, ((struct choice){ .value = "all", .label = "All of it" }));
	return choices;
}

bool show_words_take_out(struct work *w, struct request *rq)
{
	struct words_take_out_page page = { .round = round_by_id(w, path_id(rq, "id")) };
	struct taking_out *fresh = NEW(w->arena, struct taking_out);

	page.words = words_asked(w, rq, page.round);
	if (page.words == NULL)
		return answer_fault(w, rq);
	*fresh = (struct taking_out){ .how = "", .left = page.words->words, .reason = "", .why = "" };
	page.form = form_of(w, rq, &taking_out_record, fresh);
	page.seen = rq->mistakes.len > 0 ? request_form(rq, "seen") : page.words->words;
	page.hows = hows(w->arena);
	page.reasons = words_reason_choices(w->arena, "");
	page.about = about(w, page.round, page.words);
	page.action = url_to(w->arena, "/culture/rounds/:id/words/:place/take-out",
	                     text_format(w->arena, "%lld", (long long)page.round->id), path_part(rq, "place"));
	page.back = all_words(w, page.round);
	rq->frame.section = rounds_theme.name;
	round_crumbs(w, rq, page.round);
	frame_crumb(w, rq, "What people said", page.back);
	return answer(w, rq, VIEW(words_take_out, &page));
}

static bool read_left(struct work *w, struct request *rq, const struct released_words *words, const char *reason,
                      struct words_taking_out *taking)
{
	const struct words_reason *why = words_reason_by(reason);
	struct shortened shortened;

	taking->left = "";
	if (text_equal(request_form(rq, "how"), "all"))
		return true;
	if (!text_equal(request_form(rq, "how"), "some"))
		return form_mistake(w, rq, "how", "Choose whether to take out some words or all of it.");
	shortened = shorten(w->arena, words->words, request_form(rq, "left"), why == NULL ? MARK_SOMETHING : why->mark);
	taking->left = shortened.left;
	return words_left_is_right(w, rq, "left", &shortened);
}

bool prepare_words_take_out(struct work *w, struct request *rq)
{
	struct words_taking_out *taking = NEW(w->arena, struct words_taking_out);
	const struct round *round = round_by_id(w, path_id(rq, "id"));
	const struct released_words *words = words_asked(w, rq, round);
	struct words_why why = { .reason_field = "reason", .why_field = "why" };
	bool is_why, is_left;

	if (words == NULL)
		return false;
	is_left = read_left(w, rq, words, request_form(rq, "reason"), taking);
	is_why = words_why_read(w, rq, &why);
	if (!is_why || !is_left)
		return false;
	taking->round = round->id;
	taking->place = words->position;
	taking->seen = request_form(rq, "seen");
	taking->reason = why.reason;
	taking->reason_words = why.reason_words;
	rq->plan = taking;
	rq->then = url_with(w->arena, all_words(w, round), "done", "taken-out");
	return true;
}

enum outcome change_words_take_out(struct work *w, void *plan)
{
	return words_take_out(w, plan) ? CHANGED : REFUSED;
}
