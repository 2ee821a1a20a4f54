#include "culture/action_words.h"

#include "base/text.h"

const char *action_kind_words(const char *kind)
{
	return text_equal(kind, "strength") ? "Builds on a strength" : "Answers an area for development";
}

static const struct {
	const char *status, *words, *label;
	enum state state;
} statuses[] = {
	{ "todo", "to do", "To do", STATE_PLAIN },
	{ "underway", "under way", "Under way", STATE_NOW },
	{ "done", "done", "Done", STATE_DONE },
	{ "letgo", "let go", "Let go", STATE_ASIDE },
};

#define STATUSES (sizeof statuses / sizeof statuses[0])

struct state_words action_state(const char *status, bool lapsed)
{
	if (lapsed)
		return (struct state_words){ STATE_LATE, "lapsed" };
	for (size_t i = 0; i < STATUSES; i++) {
		if (text_equal(statuses[i].status, status))
			return (struct state_words){ statuses[i].state, statuses[i].words };
	}
	return (struct state_words){ STATE_PLAIN, status };
}

struct state_words action_state_of(const struct action_line *line)
{
	return action_state(line->status, line->lapsed);
}

const char *action_status_label(const char *status)
{
	for (size_t i = 0; i < STATUSES; i++) {
		if (text_equal(statuses[i].status, status))
			return statuses[i].label;
	}
	return status;
}

struct url action_new_url(struct arena *arena, int64_t round, const char *criterion, bool from_talk)
{
	struct url url = url_with(arena, url_to(arena, "/culture/actions/new"), "round",
	                          text_format(arena, "%lld", (long long)round));

	url = url_with(arena, url, "criterion", criterion);
	return from_talk ? url_with(arena, url, "from", "talk") : url;
}
