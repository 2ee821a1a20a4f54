/*
 * One criterion of a closed round up close: the dots by voice, its statements, the figures, and what people said.
 */
#ifndef CAIRN_CULTURE_CRITERION_H
#define CAIRN_CULTURE_CRITERION_H

#include "culture/results.h"

#define CRITERION_PAGE(P, S)                                                                       \
	P(S, FIELD, TEXT, key, .label = "Criterion")                                               \
	P(S, FIELD, TEXT, name, .label = "In words")                                               \
	P(S, MANY, struct result, results, &result_record)                                         \
	P(S, MANY, struct words_row, words, &words_row_record)                                     \
	P(S, HIDDEN, const struct pack_criterion *, criterion, 0)                                  \
	P(S, HIDDEN, const char *, round_title, 0)                                                 \
	P(S, HIDDEN, struct html, dots, 0)                                                         \
	P(S, HIDDEN, struct html, statements, 0)                                                   \
	P(S, HIDDEN, struct words_list, strengths, 0)                                              \
	P(S, HIDDEN, struct words_list, developments, 0)                                           \
	P(S, HIDDEN, struct words_list, reasons, 0)                                                \
	P(S, HIDDEN, struct url, back, 0)                                                          \
	P(S, HIDDEN, struct url, before, 0)                                                        \
	P(S, HIDDEN, const char *, before_name, 0)                                                 \
	P(S, HIDDEN, struct url, after, 0)                                                         \
	P(S, HIDDEN, const char *, after_name, 0)                                                  \
	P(S, HIDDEN, bool, is_example, 0)                                                          \
	P(S, HIDDEN, const char *, credit, 0)

PAGE(criterion, CRITERION_PAGE);

#define ROUND_WORDS_PAGE(P, S)                                                                     \
	P(S, MANY, struct words_row, words, &words_row_record)                                     \
	P(S, HIDDEN, const char *, round_title, 0)                                                 \
	P(S, HIDDEN, struct choices, criteria, 0)                                                  \
	P(S, HIDDEN, struct choices, kinds, 0)                                                     \
	P(S, HIDDEN, struct url, back, 0)                                                          \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, bool, is_example, 0)

PAGE(round_words, ROUND_WORDS_PAGE);

/* The figures of results as a table, for a person: a heading each item, a line each column. */
#define FIGURES_PAGE(P, S)                                                                         \
	P(S, HIDDEN, struct results, results, 0)                                                   \
	P(S, HIDDEN, const struct pack *, pack, 0)                                                 \
	P(S, HIDDEN, bool, has_items, 0)

PAGE(figures, FIGURES_PAGE);

#endif
