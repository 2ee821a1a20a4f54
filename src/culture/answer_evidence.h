/*
 * Bringing evidence beside an answer: behind a participant's link, on a page of its own, so that nothing typed in the answer is lost by it.
 */
#ifndef CAIRN_CULTURE_ANSWER_EVIDENCE_H
#define CAIRN_CULTURE_ANSWER_EVIDENCE_H

#include "culture/answer.h"
#include "culture/evidence_part.h"

#define EVIDENCE_FORM_FIELDS(F, S)                                                                                     \
	F(S, TEXT, words, .label = "What it shows, or where to find it", .max = EVIDENCE_WORDS, .lines = true,         \
	  .typed = true, .hint = "A sentence or two. Do not name people or write about anybody’s care.")               \
	F(S, TEXT, link, .label = "A link", .max = EVIDENCE_LINK, .typed = true,                                       \
	  .hint = "To a page on the web, beginning with https://")

ROW(evidence_form, EVIDENCE_FORM_FIELDS);

/* One that is there, and how to take it away again. */
struct own_evidence {
	struct evidence_piece piece;
	struct url remove;
	const char *nth; /* "1 of 2" */
};

struct own_evidence_list {
	size_t len, cap;
	struct own_evidence *at;
};

#define ANSWER_EVIDENCE_PAGE(P, S)                                                                 \
	P(S, FIELD, TEXT, question, .label = "Question")                                           \
	P(S, MANY, struct evidence, pieces, &evidence_record)                                      \
	P(S, HIDDEN, struct own_evidence_list, own, 0)                                             \
	P(S, HIDDEN, const struct request *, rq, 0)                                                \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, const char *, theme, 0)                                                       \
	P(S, HIDDEN, const char *, colour, 0)                                                      \
	P(S, HIDDEN, bool, has_room, 0)                                                            \
	P(S, HIDDEN, int64_t, threshold, 0)                                                        \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, struct url, back, 0)                                                          \
	P(S, HIDDEN, struct url, next, 0)

PAGE(answer_evidence, ANSWER_EVIDENCE_PAGE);

/* Of a criterion: the page, and one piece on it. */
struct url answer_evidence_url(struct arena *arena, const struct answer_visit *visit, const char *criterion);
struct url answer_evidence_file_url(struct arena *arena, const struct answer_visit *visit,
                                    const struct evidence *piece);

bool show_answer_evidence(struct work *w, struct request *rq);
bool prepare_answer_evidence(struct work *w, struct request *rq);
enum outcome change_answer_evidence(struct work *w, void *plan);
bool after_answer_evidence(struct work *w, struct request *rq);

/* Their own file, back. */
bool show_answer_evidence_file(struct work *w, struct request *rq);

bool prepare_answer_evidence_remove(struct work *w, struct request *rq);
enum outcome change_answer_evidence_remove(struct work *w, void *plan);

#endif
