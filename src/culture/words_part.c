#include "culture/words_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "culture/evidence_part.h"
#include "culture/round_words.h"
#include "store/role.h"
#include "store/words_tag.h"

const char *kind_words(const char *kind)
{
	if (text_equal(kind, "strength"))
		return "What already works";
	return text_equal(kind, "development") ? "What would make it better" : "Why it does not apply";
}

struct url words_address(struct work *w, const struct round *round, const char *base)
{
	return text_starts(base, "/culture/") ? round_part_url(w->arena, round->id, "words")
	                                      : (struct url){ text_format(w->arena, "%s/words", base) };
}

/* ------------------------------------------------------------------ what was taken out */

/* "3 (a person is named: 2; it is about somebody's care: 1)", or "" for none. */
static const char *counted(struct arena *arena, const int64_t counts[WORDS_REASONS])
{
	const char *why = "";
	int64_t all = 0;

	for (size_t i = 0; i < WORDS_REASONS; i++) {
		if (counts[i] > 0)
			why = text_format(arena, "%s%s%s: %s", why, all == 0 ? "" : "; ", words_reasons[i].told,
			                  text_of_count(arena, counts[i]));
		all += counts[i];
	}
	return all == 0 ? "" : text_format(arena, "%s (%s)", text_of_count(arena, all), why);
}

static const char *add_sentence(struct arena *arena, const char *said, const char *what,
                                const int64_t counts[WORDS_REASONS])
{
	const char *how_many = counted(arena, counts);

	if (*how_many == '\0')
		return said;
	return text_format(arena, "%s%s%s: %s.", said, *said == '\0' ? "" : " ", what, how_many);
}

const char *words_account_says(struct arena *arena, const struct words_account *account)
{
	const char *said = add_sentence(arena, "", "Held back", account->held);

	said = add_sentence(arena, said, "Shown with something taken out", account->shortened);
	said = add_sentence(arena, said, "Taken out after they had been shown", account->later_out);
	return add_sentence(arena, said, "Something taken out after they had been shown", account->later_shortened);
}

/* ------------------------------------------------------------------ for whoever plans */

static const char *check_says(struct arena *arena, const struct words_progress *progress)
{
	return text_format(arena, "Check the words (%s, %s)", text_of_count(arena, progress->open),
	                   minutes_words(arena, words_minutes(progress->open)));
}

bool words_note(struct work *w, const struct request *rq, const struct round *round, struct words_note *note)
{
	bool anything = false, open = false;
	struct words_account account;

	note->may_plan = role_may(w->role, MAY_PLAN) && text_starts(rq->path, "/culture/");
	if (!words_account(w, round->id, &account) || (note->may_plan && !words_still(w, round->id, &anything, &open)))
		return false;
	note->said = words_account_says(w->arena, &account);
	if (!evidence_says(w, round->id, &note->evidence))
		return false;
	if (note->may_plan)
		note->look = round_part_url(w->arena, round->id, "evidence");
	if (note->may_plan)
		note->acts = url_id(w->arena, "/culture/rounds/:id/words/check", round->id);
	if (!anything)
		return true;
	note->check = note->acts;
	note->check_says = open ? "Check the words" : "Release the words";
	return true;
}

bool words_next_step(struct work *w, int64_t round, struct next_block *next)
{
	struct words_progress progress;

	if (!words_progress(w, round, &progress) || progress.in_all == 0)
		return false;
	*next = (struct next_block){
		.heading = "Next: check the words",
		.why = "The figures can be seen. Nobody else reads what people wrote before somebody has looked for "
		       "what "
		       "could show who a person is.",
		.button = check_says(w->arena, &progress),
		.url = url_id(w->arena, "/culture/rounds/:id/words/check", round),
		.other = "See the results so far",
		.other_url = round_part_url(w->arena, round, "results"),
	};
	if (progress.open > 0)
		return true;
	next->heading = "Next: release the words";
	next->why =
		"All comments have been looked at. Once they are released, everybody who sees the results reads them.";
	next->button = "Release the words";
	next->url = url_id(w->arena, "/culture/rounds/:id/words/release", round);
	return true;
}

/* ------------------------------------------------------------------ tags */

static int by_comments(const void *one, const void *other)
{
	const struct tag_line *a = one, *b = other;

	if (a->comments != b->comments)
		return a->comments > b->comments ? -1 : 1;
	return strcmp(a->name, b->name);
}

static struct tag_line line_of(struct arena *arena, const struct words_tag *tag, const struct words_tag_counts *counts)
{
	struct tag_line line = { .tag = tag->id, .name = tag->name, .voices = "" };
	const char *unnamed = "";

	for (size_t i = 0; i < counts->len; i++) {
		const struct words_tag_count *count = &counts->at[i];
		const char *comments = text_of_count(arena, count->comments);

		if (count->tag != tag->id)
			continue;
		line.comments += count->comments;
		if (*count->label == '\0')
			unnamed = text_format(arena, "without a name %s", comments);
		else
			line.voices = text_format(arena, "%s%s%s %s", line.voices, *line.voices == '\0' ? "" : ", ",
			                          count->label, comments);
	}
	if (*unnamed != '\0')
		line.voices = *line.voices == '\0' ? unnamed : text_format(arena, "%s, %s", line.voices, unnamed);
	return line;
}

bool tag_lines(struct work *w, const struct round *round, struct url words, struct tag_lines *lines)
{
	LIST(struct words_tag) tags = { 0 };
	struct words_tag_counts counts = { 0 };

	if (!words_tags(w, round->id, (struct list_any *)(void *)&tags) || !words_tag_counts(w, round->id, &counts))
		return false;
	for (size_t i = 0; i < tags.len; i++) {
		struct tag_line line = line_of(w->arena, &tags.at[i], &counts);

		line.url = url_with(w->arena, words, "tag", text_format(w->arena, "%lld", (long long)tags.at[i].id));
		list_add(w->arena, lines, line);
	}
	if (lines->len > 1)
		qsort(lines->at, lines->len, sizeof *lines->at, by_comments);
	return true;
}
