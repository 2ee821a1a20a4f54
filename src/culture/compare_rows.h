/*
 * Two rounds compared, as lines for JSON, CSV and tables. A line that one of the rounds does not show has no figure of any difference.
 */
#ifndef CAIRN_CULTURE_COMPARE_ROWS_H
#define CAIRN_CULTURE_COMPARE_ROWS_H

#include "culture/compare.h"

/* One item and one voice, or all voices that are compared. */
#define COMPARE_ROW_FIELDS(F, S)                                                                   \
	F(S, TEXT, theme, .label = "Theme")                                                        \
	F(S, TEXT, level, .label = "Criterion or statement")                                       \
	F(S, TEXT, item, .label = "Its key")                                                       \
	F(S, TEXT, name, .label = "In words")                                                      \
	F(S, TEXT, voice, .label = "Voice")                                                        \
	F(S, TEXT, state, .label = "Compared, or not shown in the other round")                    \
	F(S, TEXT, movement, .label = "What became of it")                                         \
	F(S, FIGURE, people_before, .label = "People then")                                        \
	F(S, FIGURE, people_after, .label = "People now")                                          \
	F(S, FIGURE, median_before, .label = "Median then")                                        \
	F(S, FIGURE, median_after, .label = "Median now")                                          \
	F(S, FIGURE, lower_before, .label = "Lower quartile then")                                 \
	F(S, FIGURE, lower_after, .label = "Lower quartile now")                                   \
	F(S, FIGURE, upper_before, .label = "Upper quartile then")                                 \
	F(S, FIGURE, upper_after, .label = "Upper quartile now")                                   \
	F(S, FIGURE, not_yet_before, .label = "At position 1 then")                                \
	F(S, FIGURE, not_yet_after, .label = "At position 1 now")                                  \
	F(S, FIGURE, early_days_before, .label = "At position 2 then")                             \
	F(S, FIGURE, early_days_after, .label = "At position 2 now")                               \
	F(S, FIGURE, in_places_before, .label = "At position 3 then")                              \
	F(S, FIGURE, in_places_after, .label = "At position 3 now")                                \
	F(S, FIGURE, mostly_before, .label = "At position 4 then")                                 \
	F(S, FIGURE, mostly_after, .label = "At position 4 now")                                   \
	F(S, FIGURE, embedded_before, .label = "At position 5 then")                               \
	F(S, FIGURE, embedded_after, .label = "At position 5 now")                                 \
	F(S, FIGURE, high_before, .label = "Per cent at position 4 or 5 then")                     \
	F(S, FIGURE, high_after, .label = "Per cent at position 4 or 5 now")                       \
	F(S, FIGURE, high_mix, .label = "Per cent at position 4 or 5 now, with the mix of voices as it was then") \
	F(S, FIGURE, median_mix, .label = "Median now, with the mix of voices as it was then")     \
	F(S, FIGURE, chance, .label = "Chance of so large a difference, by the rank-sum test")     \
	F(S, FIGURE, chance_within, .label = "The same voice by voice, put together")              \
	F(S, FIGURE, chance_of_all, .label = "The larger, after Holm's method over all compared")

ROW(compare_row, COMPARE_ROW_FIELDS);

struct compare_rows {
	size_t len, cap;
	struct compare_row *at;
};

/* Of each item all compared voices together, then every voice that at least one of the rounds shows on it. */
struct compare_rows compare_rows(const struct comparison *c, const struct compare_items *items,
                                 const struct item_shift *shifts);
/* And those of the criteria in which no voice is shown in both. */
void compare_rows_add_left_out(const struct comparison *c, struct compare_rows *rows);
/* For a file of commas: what is withheld is an empty cell. */
struct compare_rows compare_rows_as_csv(struct arena *arena, const struct compare_rows *rows);

/* Who took part, then and now. */
#define MAKE_UP_FIELDS(F, S)                                                                       \
	F(S, TEXT, voice, .label = "Voice")                                                        \
	F(S, FIGURE, people_before, .label = "People then")                                        \
	F(S, FIGURE, share_before, .label = "Per cent of those in the voices shown then")          \
	F(S, FIGURE, people_after, .label = "People now")                                          \
	F(S, FIGURE, share_after, .label = "Per cent of those in the voices shown now")            \
	F(S, TEXT, asked_before, .label = "Groups asked only then")                                \
	F(S, TEXT, asked_after, .label = "Groups asked only now")

ROW(make_up, MAKE_UP_FIELDS);

struct make_ups {
	LIST(struct make_up) lines;
	bool groups_differ; /* a group was asked in one of the two only */
};

bool comparison_make_up(struct work *w, const struct comparison *c, struct make_ups *make_ups);

/* How many comments were made: all of them, and by the voices named in both rounds. */
#define SAID_ROW_FIELDS(F, S)                                                                      \
	F(S, TEXT, criterion, .label = "Criterion")                                                \
	F(S, TEXT, name, .label = "In words")                                                      \
	F(S, TEXT, voice, .label = "Voice")                                                        \
	F(S, TEXT, state, .label = "Compared, or not shown in the other round")                    \
	F(S, FIGURE, strengths_before, .label = "Comments on what works, then")                    \
	F(S, FIGURE, strengths_after, .label = "Comments on what works, now")                      \
	F(S, FIGURE, developments_before, .label = "Comments on what to develop, then")            \
	F(S, FIGURE, developments_after, .label = "Comments on what to develop, now")

ROW(compare_said, SAID_ROW_FIELDS);

struct compare_saids {
	size_t len, cap;
	struct compare_said *at;
};

/* How many of the released comments stand under a tag of that name. */
#define TAGGED_ROW_FIELDS(F, S)                                                                    \
	F(S, TEXT, name, .label = "Tag")                                                           \
	F(S, FIGURE, comments_before, .label = "Comments under it, then")                          \
	F(S, FIGURE, comments_after, .label = "Comments under it, now")

ROW(compare_tagged, TAGGED_ROW_FIELDS);

struct compare_tags {
	size_t len, cap;
	struct compare_tagged *at;
};

/* Empty unless both rounds have tags. Where one has no tag of that name its count is missing; a count under the round's smallest group is not given. */
bool compare_tags(struct work *w, const struct comparison *c, struct compare_tags *tags);

#endif
