/*
 * One criterion of a closed round up close: the dots by voice, its statements, the figures, and what people said.
 */
#ifndef CAIRN_CULTURE_CRITERION_H
#define CAIRN_CULTURE_CRITERION_H

#include "culture/evidence_part.h"
#include "culture/results.h"

/* Quotes of one kind: the first few, and the rest behind a summary that opens. */
struct quotes {
	struct words_list first, rest;
	const char *all; /* "Show all 12"; "" when the first are all */
};

/* Names of voices that are not shown in parts on this criterion, though they are elsewhere. */
struct whole_voices {
	size_t len, cap;
	const char **at;
};

/* A statement's official sentence under the label that people answered by. */
struct official {
	const char *label, *said;
};

struct official_list {
	size_t len, cap;
	struct official *at;
};

#define CRITERION_PAGE(P, S)                                                                       \
	P(S, FIELD, TEXT, key, .label = "Criterion")                                               \
	P(S, FIELD, TEXT, name, .label = "In words")                                               \
	P(S, FIELD, FLAG, words_wait, .label = "Words are being checked")                          \
	P(S, MANY, struct result, results, &result_record)                                         \
	P(S, MANY, struct words_row, words, &words_row_record)                                     \
	P(S, MANY, struct evidence, evidence, &evidence_record)                                    \
	P(S, MANY, struct agreed, agreed, &agreed_record)                                          \
	P(S, MANY, struct dissent_row, dissents, &dissent_row_record)                              \
	P(S, HIDDEN, struct html, agreed_section, 0)                                               \
	P(S, HIDDEN, struct evidence_pieces, pieces, 0)                                            \
	P(S, HIDDEN, struct html, records, 0)                                                      \
	P(S, HIDDEN, const struct pack_criterion *, criterion, 0)                                  \
	P(S, HIDDEN, const char *, round_title, 0)                                                 \
	P(S, HIDDEN, struct html, dots, 0)                                                         \
	P(S, HIDDEN, struct html, statements, 0)                                                   \
	P(S, HIDDEN, struct quotes, strengths, 0)                                                  \
	P(S, HIDDEN, struct quotes, developments, 0)                                               \
	P(S, HIDDEN, struct quotes, reasons, 0)                                                    \
	P(S, HIDDEN, struct whole_voices, whole, 0)                                                \
	P(S, HIDDEN, struct official_list, official, 0)                                            \
	P(S, HIDDEN, const char *, place, 0)                                                       \
	P(S, HIDDEN, struct words_note, words_note, 0)                                             \
	P(S, HIDDEN, struct take_out, take_out, 0)                                                 \
	P(S, HIDDEN, struct url, back, 0)                                                          \
	P(S, HIDDEN, struct url, before, 0)                                                        \
	P(S, HIDDEN, const char *, before_name, 0)                                                 \
	P(S, HIDDEN, struct url, after, 0)                                                         \
	P(S, HIDDEN, const char *, after_name, 0)                                                  \
	P(S, HIDDEN, bool, is_example, 0)                                                          \
	P(S, HIDDEN, const char *, credit, 0)

PAGE(criterion, CRITERION_PAGE);

/* The figures of results as a table, for a person: a heading each item, a line each column. */
#define FIGURES_PAGE(P, S)                                                                         \
	P(S, HIDDEN, struct results, results, 0)                                                   \
	P(S, HIDDEN, const struct pack *, pack, 0)                                                 \
	P(S, HIDDEN, struct html, widths, 0)                                                       \
	P(S, HIDDEN, bool, has_items, 0)

PAGE(figures, FIGURES_PAGE);

#endif
