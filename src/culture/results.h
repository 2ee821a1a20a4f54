/*
 * The results of a closed round: strengths first, then where voices are furthest apart, every criterion by every voice, and the words.
 *
 * Everything comes from the release (store/release.h); nothing here reads an answer. Members see it at /culture/rounds/:id/results; those
 * who answered, when the round was set up so, at /answer/:token/results, in the same words.
 */
#ifndef CAIRN_CULTURE_RESULTS_H
#define CAIRN_CULTURE_RESULTS_H

#include "base/field.h"
#include "culture/again.h"
#include "culture/agreed.h"
#include "culture/heat.h"
#include "culture/said_picture.h"
#include "culture/words_part.h"
#include "store/round.h"
#include "web/answer.h"
#include "web/parts/parts.h"
#include "web/request.h"
#include "web/route.h"

/* Somebody's words, as released. */
#define WORDS_FIELDS(F, S)                                                                         \
	F(S, TEXT, criterion, .label = "Criterion")                                                \
	F(S, TEXT, name, .label = "In words")                                                      \
	F(S, TEXT, kind, .label = "Kind")                                                          \
	F(S, TEXT, label, .label = "Voice, where enough people stand behind it")                   \
	F(S, TEXT, words, .label = "Words")

ROW(words_row, WORDS_FIELDS);

struct words_list {
	size_t len, cap;
	struct words_row *at;
};

/* A strength or a disagreement, ready to be read. */
#define FINDING_FIELDS(F, S)                                                                       \
	F(S, TEXT, criterion, .label = "Criterion")                                                \
	F(S, TEXT, name, .label = "In words")                                                      \
	F(S, TEXT, sentence, .label = "What is so")                                                \
	F(S, TEXT, quote, .label = "What somebody said")

ROW(finding, FINDING_FIELDS);

/* A column of the results, and what was joined in it. */
#define COLUMN_FIELDS(F, S)                                                                        \
	F(S, TEXT, voice, .label = "Voice")                                                        \
	F(S, TEXT, unit, .label = "Shown apart")                                                   \
	F(S, TEXT, groups, .label = "Groups in it")                                                \
	F(S, FIGURE, people, .label = "People who answered")

ROW(column_row, COLUMN_FIELDS);

/* Where a page's figures or words are as files. Null inside: none. */
struct take_out {
	const char *what; /* "These figures" */
	struct url csv, json;
};
void view_take_out(struct out *o, const struct take_out *files);

#define RESULTS_PAGE(P, S)                                                                         \
	P(S, FIELD, TEXT, heading, .label = "Heading")                                             \
	P(S, FIELD, TEXT, say, .label = "In a sentence")                                           \
	P(S, FIELD, FLAG, words_wait, .label = "Words are being checked")                          \
	P(S, ONE, struct round, round, &round_record)                                              \
	P(S, MANY, struct result, results, &result_record)                                         \
	P(S, MANY, struct finding, strengths, &finding_record)                                     \
	P(S, MANY, struct finding, lowest, &finding_record)                                        \
	P(S, MANY, struct finding, disagreements, &finding_record)                                 \
	P(S, MANY, struct words_row, words, &words_row_record)                                     \
	P(S, MANY, struct column_row, columns, &column_row_record)                                 \
	P(S, MANY, struct agreed, agreed, &agreed_record)                                          \
	P(S, MANY, struct dissent_row, dissents, &dissent_row_record)                              \
	P(S, HIDDEN, struct html, agreed_section, 0)                                               \
	P(S, MANY, struct wrote_row, wrote, &wrote_row_record)                                     \
	P(S, HIDDEN, struct heat, heat, 0)                                                         \
	P(S, HIDDEN, struct html, picture, 0)                                                      \
	P(S, HIDDEN, const char *, strengths_note, 0)                                              \
	P(S, HIDDEN, const char *, apart_note, 0)                                                  \
	P(S, HIDDEN, const char *, lowest_note, 0)                                                 \
	P(S, HIDDEN, struct next_block, next, 0)                                                   \
	P(S, HIDDEN, bool, has_next, 0)                                                            \
	P(S, HIDDEN, int64_t, words_in_all, 0)                                                     \
	P(S, HIDDEN, struct words_list, picked, 0)                                                 \
	P(S, HIDDEN, struct words_list, works, 0)                                                  \
	P(S, HIDDEN, struct words_list, wishes, 0)                                                 \
	P(S, HIDDEN, const char *, place, 0)                                                       \
	P(S, HIDDEN, const struct pack *, pack, 0)                                                 \
	P(S, HIDDEN, const char *, base, 0)                                                        \
	P(S, HIDDEN, struct take_out, take_out, 0)                                                 \
	P(S, HIDDEN, struct url, records, 0)                                                       \
	P(S, HIDDEN, struct url, report, 0)                                                        \
	P(S, HIDDEN, struct url, all_words, 0)                                                     \
	P(S, HIDDEN, const char *, read_all, 0)                                                    \
	P(S, HIDDEN, struct url, compare, 0)                                                       \
	P(S, HIDDEN, struct words_note, words_note, 0)                                             \
	P(S, HIDDEN, struct tag_lines, tags, 0)                                                    \
	P(S, HIDDEN, bool, is_empty, 0)                                                            \
	P(S, HIDDEN, bool, has_a_few_more, 0)

PAGE(results, RESULTS_PAGE);

/* A closed round's results. `base` is this page's own address: links to criteria and words are made from it. */
bool answer_results(struct work *w, struct request *rq, const struct round *round, const char *base);
/* One criterion of it up close; and all words. */
bool answer_criterion(struct work *w, struct request *rq, const struct round *round, const char *base, const char *key);
/* `address` is the page's own, `base` that of the results. */
bool answer_words(struct work *w, struct request *rq, const struct round *round, const char *base, const char *address);

/* As answer(), with a name for the file of commas that says the round: "autumn-2026-self-assessment-results.csv". */
bool answer_of_round(struct work *w, struct request *rq, const struct round *round, const char *what,
                     view_function *view, const struct page_type *type, const void *page);

/* What a released voice or unit is called, with its voice before a unit whose name does not say it. */
const char *column_name(struct arena *arena, const struct released *released, int64_t voice, int64_t unit);
/* Released words as rows; `key` null for all. */
struct words_list words_of(struct arena *arena, const struct pack *pack, const struct released *released,
                           const char *key);

extern const struct route results_routes[];

#endif
