/* Two rounds of which one at least was a conversation: who spoke, and how much was said. See culture/compare_pages.h. */
#include "base/text.h"
#include "culture/compare_pages.h"
#include "culture/round_words.h"
#include "web/answer.h"

PAGE_TYPE(compare_words, COMPARE_WORDS_PAGE);
ROW_TYPE(compare_said, SAID_ROW_FIELDS);

static int64_t words_in(const char *text)
{
	int64_t words = 0;
	bool inside = false;

	for (const char *c = text; *c != '\0'; c++) {
		bool is_space = *c == ' ' || *c == '\n' || *c == '\t' || *c == '\r';

		words += !is_space && !inside;
		inside = !is_space;
	}
	return words;
}

static int64_t words_of_all(const struct released *released)
{
	int64_t words = 0;

	for (size_t i = 0; i < released->words.len; i++)
		words += words_in(released->words.at[i].words);
	return words;
}

static int64_t count_in(struct figure figure)
{
	return figure.state == FIGURE_SHOWN ? (int64_t)figure.value : 0;
}

/* Comments of a kind that may be shown, with a name or without: counted when the round closed, whatever a facilitator took out since. */
static struct figure comments(const struct compare_side *side, const char *criterion, bool strengths)
{
	const struct released *released = side->released;
	int64_t count = 0;

	for (size_t i = 0; i < released->said.len; i++) {
		const struct released_said *said = &released->said.at[i];

		if (said->shown && text_equal(said->criterion, criterion))
			count += count_in(strengths ? said->strengths : said->developments);
	}
	return figure_of_count(count);
}

static bool has_criterion(const struct compare_side *side, const char *criterion)
{
	for (size_t i = 0; i < side->released->said.len; i++) {
		if (text_equal(side->released->said.at[i].criterion, criterion))
			return true;
	}
	return false;
}

static void add_voice(const struct comparison *c, struct compare_words_page *page,
                      const struct pack_criterion *criterion, const struct compare_voice *voice)
{
	const struct released_said *before = released_said_of(c->before.released, criterion->key, voice->voice);
	const struct released_said *after = released_said_of(c->after.released, criterion->key, voice->voice);
	bool then = before != NULL && before->shown, now = after != NULL && after->shown;
	struct compare_said row = { .criterion = criterion->key, .name = criterion->name, .voice = voice->name };

	if (!then && !now)
		return;
	row.state = then && now ? "compared" : "not shown in the other";
	if (then && now)
		row = (struct compare_said){ row.criterion,
			                     row.name,
			                     row.voice,
			                     row.state,
			                     before->strengths,
			                     after->strengths,
			                     before->developments,
			                     after->developments };
	list_add(c->arena, &page->said, row);
}

static void add_criterion(const struct comparison *c, struct compare_words_page *page,
                          const struct pack_criterion *criterion)
{
	struct compare_said all = { .criterion = criterion->key,
		                    .name = criterion->name,
		                    .voice = "All comments",
		                    .state = "compared",
		                    .strengths_before = comments(&c->before, criterion->key, true),
		                    .strengths_after = comments(&c->after, criterion->key, true),
		                    .developments_before = comments(&c->before, criterion->key, false),
		                    .developments_after = comments(&c->after, criterion->key, false) };

	if (!has_criterion(&c->before, criterion->key) || !has_criterion(&c->after, criterion->key))
		return;
	list_add(c->arena, &page->said, all);
	list_add(c->arena, &page->all, all);
	for (size_t i = 0; i < c->voices.len; i++)
		add_voice(c, page, criterion, &c->voices.at[i]);
}

static void add_criteria(const struct comparison *c, struct compare_words_page *page)
{
	const struct pack *pack = c->after.pack;

	if (!c->is_one_framework)
		return;
	for (size_t t = 0; t < pack->themes.len; t++) {
		for (size_t i = 0; i < pack->themes.at[t].criteria.len; i++)
			add_criterion(c, page, &pack->themes.at[t].criteria.at[i]);
	}
}

/* ------------------------------------------------------------------ in words */

static const char *heading_of(const struct comparison *c)
{
	struct figure then = c->before.released->answered, now = c->after.released->answered;

	if (then.value < 1 || now.value < 1)
		return text_format(c->arena, "What was said in %s and in %s", c->before.round->title,
		                   c->after.round->title);
	return text_format(c->arena, "%s people took part in %s, %s in %s", figure_text(c->arena, then),
	                   c->before.round->title, figure_text(c->arena, now), c->after.round->title);
}

static const char *say_of(const struct comparison *c, const struct compare_words_page *page)
{
	if (c->before.released->words_wait || c->after.released->words_wait)
		return "One of the two was a conversation, so there are no ratings to compare: only who spoke and how "
		       "much was said. Words are being checked by a facilitator and will be here soon.";
	return text_format(
		c->arena,
		"One of the two was a conversation, so there are no ratings to compare: only who spoke and how much "
		"was said. %s of %s words then; %s of %s words now. More words are neither better nor worse.",
		count_words(c->arena, page->comments_before, "comment", "comments"),
		text_of_count(c->arena, page->words_before),
		count_words(c->arena, page->comments_after, "comment", "comments"),
		text_of_count(c->arena, page->words_after));
}

static struct pack_texts cautions_of(const struct comparison *c)
{
	struct pack_texts cautions = { 0 };

	list_add(c->arena, &cautions, "Who answered both times: answers are not tied to people.");
	list_add(c->arena, &cautions,
	         "Comments of too few people to be shown are counted nowhere here, so a round of small groups seems "
	         "quieter than it was.");
	list_add(c->arena, &cautions, "Whether the same things were said. Read the words of both rounds for that.");
	return cautions;
}

static struct next_block next_of(const struct comparison *c)
{
	return (struct next_block){
		.heading = "Next: read the words of both rounds",
		.why = "Counting says how much was said, not what.",
		.button = text_format(c->arena, "Words of %s", c->after.round->title),
		.url = { text_format(c->arena, "%s/words",
		                     round_part_url(c->arena, c->after.round->id, "results").at) },
		.other = text_format(c->arena, "Words of %s", c->before.round->title),
		.other_url = { text_format(c->arena, "%s/words",
		                           round_part_url(c->arena, c->before.round->id, "results").at) },
	};
}

static bool add_tags(struct work *w, const struct comparison *c, struct compare_words_page *page)
{
	struct compare_tags tags = { 0 };

	if (!compare_tags(w, c, &tags))
		return false;
	list_share(&page->tags, &tags);
	page->tags_before = url_id(w->arena, "/culture/rounds/:id/words/tags", c->before.round->id);
	page->tags_after = url_id(w->arena, "/culture/rounds/:id/words/tags", c->after.round->id);
	return true;
}

bool answer_compare_words(struct work *w, struct request *rq, const struct comparison *c)
{
	struct compare_words_page page = { .before = c->before.round, .after = c->after.round };

	if (!compare_head(w, rq, c, &page.head) || !comparison_make_up(w, c, &page.make_ups) || !add_tags(w, c, &page))
		return false;
	list_share(&page.make_up, &page.make_ups.lines);
	page.comments_before = count_of(c->before.released->words.len);
	page.comments_after = count_of(c->after.released->words.len);
	page.words_before = words_of_all(c->before.released);
	page.words_after = words_of_all(c->after.released);
	add_criteria(c, &page);
	page.heading = page.head.heading = heading_of(c);
	page.say = page.head.say = say_of(c, &page);
	page.head.cautions = cautions_of(c);
	page.head.next = next_of(c);
	page.head.has_next = true;
	compare_take_out(c, &page.take_out, comparison_url(w->arena, c->before.round->id, c->after.round->id));
	return answer_of_round(w, rq, c->after.round, "compared", VIEW(compare_words, &page));
}
