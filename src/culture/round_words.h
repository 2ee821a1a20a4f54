/*
 * The words people read for a round's states and depths, and the addresses of its pages: said once for all of them.
 */
#ifndef CAIRN_CULTURE_ROUND_WORDS_H
#define CAIRN_CULTURE_ROUND_WORDS_H

#include "base/url.h"
#include "store/round.h"
#include "web/parts/parts.h"

/* For view_state: a shape and a word. */
struct state_words {
	enum state state;
	const char *words;
};

struct state_words round_state_words(const char *state, struct date closes_on, struct moment now);

/* "Conversation"; for a depth nobody knows, the word itself. */
const char *depth_words(const char *depth);
/* "Conversation: words only", where it is chosen. */
const char *depth_choice(const char *depth);
/* One sentence on what people are asked to do. */
const char *depth_says(const char *depth);
/* "1 question", "5 questions". */
const char *count_words(struct arena *arena, int64_t count, const char *one, const char *many);
/* "Nobody has answered yet", "1 person has answered", "12 people have answered". */
const char *answered_words(struct arena *arena, int64_t count);
/* "about 10 minutes". */
const char *minutes_words(struct arena *arena, int64_t minutes);

/* Of a page about one round, and of one about a group in it. */
struct url round_url(struct arena *arena, int64_t round);
struct url round_part_url(struct arena *arena, int64_t round, const char *part);
struct url round_group_url(struct arena *arena, int64_t round, const char *part, int64_t group);

/* Of a file about a round, "autumn-2026-report.pdf": a name that every file system takes. */
const char *round_file_name(struct arena *arena, const struct round *round, const char *what, const char *ending);

/* Above a page about a round; null: about all of them. */
void round_crumbs(struct work *w, struct request *rq, const struct round *round);

#endif
