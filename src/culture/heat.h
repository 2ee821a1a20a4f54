/*
 * The heat map: every criterion by every voice, with the number, the median and the middle half in each cell.
 *
 * Made from the release alone. The same cells, one a line and statements included, are the round's CSV and JSON.
 */
#ifndef CAIRN_CULTURE_HEAT_H
#define CAIRN_CULTURE_HEAT_H

#include "base/field.h"
#include "base/work.h"
#include "store/pack.h"
#include "store/release.h"

/* One cell as a line of a table. */
#define RESULT_FIELDS(F, S)                                                                        \
	F(S, TEXT, theme, .label = "Theme")                                                        \
	F(S, TEXT, level, .label = "Criterion or statement")                                       \
	F(S, TEXT, item, .label = "Its key")                                                       \
	F(S, TEXT, name, .label = "In words")                                                      \
	F(S, TEXT, voice, .label = "Voice")                                                        \
	F(S, TEXT, unit, .label = "Groups within the voice")                                       \
	F(S, TEXT, state, .label = "Shown, withheld, nobody or not asked")                         \
	F(S, FIGURE, people, .label = "People who placed themselves")                              \
	F(S, FIGURE, median, .label = "Median")                                                    \
	F(S, FIGURE, lower, .label = "Lower quartile")                                             \
	F(S, FIGURE, upper, .label = "Upper quartile")                                             \
	F(S, FIGURE, not_yet, .label = "At position 1")                                            \
	F(S, FIGURE, early_days, .label = "At position 2")                                         \
	F(S, FIGURE, in_places, .label = "At position 3")                                          \
	F(S, FIGURE, mostly, .label = "At position 4")                                             \
	F(S, FIGURE, embedded, .label = "At position 5")                                           \
	F(S, FIGURE, dont_know, .label = "Did not know")                                           \
	F(S, FIGURE, does_not_apply, .label = "Does not apply")

ROW(result, RESULT_FIELDS);

struct results {
	size_t len, cap;
	struct result *at;
};

/* What stands for the groups of a line that is about a voice as a whole. */
#define WHOLE_VOICE "whole voice"

/* All cells that the release holds, in the order of the pack and of the voices; those withheld say so. */
struct results results_of(struct arena *arena, const struct pack *pack, const struct released *released);

/* A row for a file of commas: what is withheld is an empty cell there, and the row's state says why. */
void blank_withheld(const struct record_type *type, void *row);
/* All of them so. */
struct results results_as_csv(struct arena *arena, const struct results *results);

/* Those of one criterion and its statements. */
struct results results_of_criterion(struct arena *arena, const struct pack_criterion *criterion,
                                    const struct released *released);

struct heat_cell {
	const char *level; /* "cn_h3": the shade; "cn_h0" when nothing is shown */
	const char *says;  /* "under 5", "not shown", "nobody", "not asked"; "" when there are figures */
	struct figure median, lower, upper;
	int64_t people;
	bool is_shown, is_wide;
};

struct heat_row {
	const char *theme, *colour; /* of the first criterion of a theme; "" otherwise */
	const char *name;
	struct url url;               /* the criterion up close */
	LIST(struct heat_cell) cells; /* one a column */
};

struct heat {
	LIST(const char *) columns; /* voices, then "All shown" */
	LIST(struct heat_row) rows;
	int64_t width; /* columns and the criterion's own */
	bool has_withheld, has_wide;
	bool has_shown; /* at least one cell holds figures */
};

/* `base` is the address of the round ("/culture/rounds/2/results" or a participant's), to which "/KEY" is added. */
struct heat heat_of(struct arena *arena, const struct pack *pack, const struct released *released, const char *base);

#endif
