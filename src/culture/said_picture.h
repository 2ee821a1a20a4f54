/*
 * What a round that asked for words is summed up by: how many people of each voice answered and wrote, by criterion, as a picture and as rows.
 */
#ifndef CAIRN_CULTURE_SAID_PICTURE_H
#define CAIRN_CULTURE_SAID_PICTURE_H

#include "base/field.h"
#include "store/pack.h"
#include "store/release.h"

/* One criterion and one voice; or those whose words stand without a name, together: nobody counts who is behind these. */
#define WROTE_ROW_FIELDS(F, S)                                                                     \
	F(S, TEXT, criterion, .label = "Criterion")                                                \
	F(S, TEXT, name, .label = "In words")                                                      \
	F(S, TEXT, voice, .label = "Voice")                                                        \
	F(S, TEXT, state, .label = "Shown, withheld, nobody or not asked")                         \
	F(S, FIGURE, people, .label = "People of it who took part in the round")                   \
	F(S, FIGURE, responded, .label = "Of them, answered this")                                 \
	F(S, FIGURE, strengths, .label = "Wrote what already works")                               \
	F(S, FIGURE, developments, .label = "Wrote what would make it better")

ROW(wrote_row, WROTE_ROW_FIELDS);

struct wrote_rows {
	size_t len, cap;
	struct wrote_row *at;
};

struct wrote_rows wrote_rows(struct arena *arena, const struct pack *pack, const struct released *released);

/* The rows as a table for people and as a file of commas. */
#define WROTE_FIGURES_PAGE(P, S) P(S, MANY, struct wrote_row, wrote, &wrote_row_record)

PAGE(wrote_figures, WROTE_FIGURES_PAGE);

/* Framed, with its figures. */
struct html said_picture(struct arena *arena, const struct pack *pack, const struct released *released,
                         const struct wrote_rows *rows);

#endif
