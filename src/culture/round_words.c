#include "culture/round_words.h"

#include <string.h>

#include "base/text.h"
#include "web/answer.h"

struct state_words round_state_words(const char *state, struct date closes_on, struct moment now)
{
	if (text_equal(state, "draft"))
		return (struct state_words){ STATE_ASIDE, "being set up" };
	if (text_equal(state, "closed"))
		return (struct state_words){ STATE_DONE, "closed" };
	if (closes_on.days != 0 && closes_on.days < date_at(now).days)
		return (struct state_words){ STATE_LATE, "last day passed" };
	return (struct state_words){ STATE_NOW, "open" };
}

static const struct {
	const char *depth, *words, *choice, *says;
} depths[] = {
	{ "conversation", "Conversation", "Conversation: words only",
	  "People say what works and what would make it better, in their own words. Nothing is rated." },
	{ "criteria", "Criteria", "Criteria: words and one rating a question",
	  "As a conversation, and for each question people choose which of five descriptions comes nearest." },
	{ "statements", "Statements", "Statements: words and every statement rated",
	  "As criteria, and each statement under a question is rated too. For people who know the work well." },
};

#define DEPTHS (sizeof depths / sizeof depths[0])

const char *depth_words(const char *depth)
{
	for (size_t i = 0; i < DEPTHS; i++) {
		if (text_equal(depths[i].depth, depth))
			return depths[i].words;
	}
	return depth;
}

const char *depth_choice(const char *depth)
{
	for (size_t i = 0; i < DEPTHS; i++) {
		if (text_equal(depths[i].depth, depth))
			return depths[i].choice;
	}
	return depth;
}

const char *depth_says(const char *depth)
{
	for (size_t i = 0; i < DEPTHS; i++) {
		if (text_equal(depths[i].depth, depth))
			return depths[i].says;
	}
	return "";
}

const char *count_words(struct arena *arena, int64_t count, const char *one, const char *many)
{
	return text_format(arena, "%s %s", text_of_count(arena, count), count == 1 ? one : many);
}

const char *answered_words(struct arena *arena, int64_t count)
{
	if (count == 0)
		return "Nobody has answered yet";
	return count_words(arena, count, "person has answered", "people have answered");
}

const char *minutes_words(struct arena *arena, int64_t minutes)
{
	return text_format(arena, "about %s", count_words(arena, minutes, "minute", "minutes"));
}

struct url round_url(struct arena *arena, int64_t round)
{
	return url_id(arena, "/culture/rounds/:id", round);
}

struct url round_part_url(struct arena *arena, int64_t round, const char *part)
{
	return url_to(arena, "/culture/rounds/:id/:part", text_format(arena, "%lld", (long long)round), part);
}

struct url round_group_url(struct arena *arena, int64_t round, const char *part, int64_t group)
{
	return url_to(arena, "/culture/rounds/:id/:part/:group", text_format(arena, "%lld", (long long)round), part,
	              text_format(arena, "%lld", (long long)group));
}

void round_crumbs(struct work *w, struct request *rq, const struct round *round)
{
	frame_crumb(w, rq, "Self-assessment", url_to(w->arena, "/culture/rounds"));
	if (round != NULL)
		frame_crumb(w, rq, round->title, round_url(w->arena, round->id));
}

#define FILE_NAME_MOST 80 /* characters of the round's own name */

/* Letters and digits, what stands between them a hyphen. */
const char *round_file_name(struct arena *arena, const struct round *round, const char *what, const char *ending)
{
	char *name = text_fold(arena, round->title);
	size_t len = 0;

	for (const char *from = name; *from != '\0' && len < FILE_NAME_MOST; from++) {
		bool is_plain = (*from >= 'a' && *from <= 'z') || (*from >= '0' && *from <= '9');

		if (is_plain)
			name[len++] = *from;
		else if (len > 0 && name[len - 1] != '-')
			name[len++] = '-';
	}
	while (len > 0 && name[len - 1] == '-')
		len--;
	name[len] = '\0';
	return text_format(arena, "%s-%s.%s", len == 0 ? "round" : name, what, ending);
}
