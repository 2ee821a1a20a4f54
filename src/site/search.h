/*
 * Search: a few words typed, and the records of the partnership that hold them.
 */
#ifndef CAIRN_SITE_SEARCH_H
#define CAIRN_SITE_SEARCH_H

#include "base/field.h"
#include "site/search_marks.h"
#include "store/search.h"
#include "web/request.h"
#include "web/route.h"

#define SEARCH_ROW_FIELDS(F, S)                                                                                        \
	F(S, TEXT, kind, .label = "Kind")                                                                              \
	F(S, TEXT, title, .label = "Title")                                                                            \
	F(S, TEXT, place, .label = "Where")                                                                            \
	F(S, TEXT, said, .label = "Excerpt")                                                                           \
	F(S, TEXT, address, .label = "Address")                                                                        \
	F(S, MOMENT, at, .label = "When")                                                                              \
	F(S, TEXT, credit, .label = "Credit")

ROW(search_row, SEARCH_ROW_FIELDS);

/* A row as it is drawn, with the words that were looked for marked. */
struct search_line {
	const char *kind, *place;
	struct url url;
	struct text_pieces title, said;
};

struct search_lines {
	size_t len, cap;
	struct search_line *at;
};

/* Sentences for a person: advice, credits, what is not there yet. */
struct sentences {
	size_t len, cap;
	const char **at;
};

#define SEARCH_PAGE(P, S)                                                                                              \
	P(S, FIELD, TEXT, typed, .label = "Looked for")                                                                \
	P(S, FIELD, INT, found, .label = "Found")                                                                      \
	P(S, FIELD, INT, more, .label = "More than are listed")                                                        \
	P(S, MANY, struct search_row, rows, &search_row_record)                                                        \
	P(S, HIDDEN, struct search_lines, lines, 0)                                                                    \
	P(S, HIDDEN, const char *, heading, 0)                                                                         \
	P(S, HIDDEN, bool, was_asked, 0)                                                                               \
	P(S, HIDDEN, struct sentences, advice, 0)                                                                      \
	P(S, HIDDEN, struct sentences, coming, 0)                                                                      \
	P(S, HIDDEN, struct sentences, credits, 0)                                                                     \
	P(S, HIDDEN, struct url, csv, 0)                                                                               \
	P(S, HIDDEN, struct url, json, 0)

PAGE(search, SEARCH_PAGE);

bool show_search(struct work *w, struct request *rq);

/* What a record is called, and the page of it that this role may open. False: of no kind that this program knows. In search_kinds.c. */
bool search_kind_of(struct work *w, const struct search_hit *hit, const char **kind, struct url *url);

extern const struct theme search_theme;

#endif
