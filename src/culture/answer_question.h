/*
 * One criterion on a page: what already works, where we are, what would make it better. And saving it.
 *
 * A form that came back shows what was typed. When another device saved the same criterion meanwhile it also shows, beside each box that
 * differs, the copy that is stored: the person makes one of the two, and the form then carries the version of the stored one.
 */
#ifndef CAIRN_CULTURE_ANSWER_QUESTION_H
#define CAIRN_CULTURE_ANSWER_QUESTION_H

#include "culture/answer.h"
#include "store/framework.h"
#include "web/request.h"

/* A box to write in. `saved` is the stored copy where it differs from what was typed, else "". */
struct question_text {
	const char *name, *label, *hint, *value, *mistake, *saved;
	const char *hint_id, *mistake_id, *described_by;
	bool is_optional;
	int rows;
};

/* One place on the line. */
struct question_choice {
	const char *id, *value, *label, *hint, *hint_id;
	bool is_chosen, is_apart;
};

/* The line to place oneself on: for the criterion with its descriptions, for a statement without. */
struct question_line {
	const char *name, *legend, *hint, *mistake, *saved;
	const char *official; /* a statement's sentence as published, beneath its label; "" when none is loaded */
	struct {
		size_t len, cap;
		struct question_choice *at;
	} choices;
};

struct question_lines {
	size_t len, cap;
	struct question_line *at;
};

/* What the details at the foot say. */
struct question_source {
	struct pack_texts look_for;
	struct pack_texts official; /* the sentences as published; empty when none are loaded */
	const char *stem, *says, *credit;
};

#define ANSWER_QUESTION_PAGE(P, S)                                                                 \
	P(S, FIELD, TEXT, question, .label = "Question")                                           \
	P(S, FIELD, TEXT, theme, .label = "Theme")                                                 \
	P(S, FIELD, INT, number, .label = "Number")                                                \
	P(S, FIELD, INT, of, .label = "Of")                                                        \
	P(S, FIELD, INT, version, .label = "Version")                                              \
	P(S, HIDDEN, const struct request *, rq, 0)                                                \
	P(S, HIDDEN, const char *, think, 0)                                                       \
	P(S, HIDDEN, const char *, colour, 0)                                                      \
	P(S, HIDDEN, const char *, progress, 0)                                                    \
	P(S, HIDDEN, const char *, saved, 0)                                                       \
	P(S, HIDDEN, const char *, copy_says, 0)                                                   \
	P(S, HIDDEN, int64_t, answered, 0)                                                         \
	P(S, HIDDEN, bool, is_placed, 0)                                                           \
	P(S, HIDDEN, bool, has_two_copies, 0)                                                      \
	P(S, HIDDEN, const struct answer_preview *, preview, 0)                                    \
	P(S, HIDDEN, bool, is_last, 0)                                                             \
	P(S, HIDDEN, struct question_text, strength, 0)                                            \
	P(S, HIDDEN, struct question_text, reason, 0)                                              \
	P(S, HIDDEN, struct question_text, development, 0)                                         \
	P(S, HIDDEN, struct question_line, line, 0)                                                \
	P(S, HIDDEN, struct question_lines, statements, 0)                                         \
	P(S, HIDDEN, struct question_source, source, 0)                                            \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, struct url, previous, 0)                                                      \
	P(S, HIDDEN, struct url, skip, 0)                                                          \
	P(S, HIDDEN, struct url, welcome, 0)                                                       \
	P(S, HIDDEN, const char *, evidence, 0)                                                    \
	P(S, HIDDEN, const char *, group, 0)                                                       \
	P(S, HIDDEN, const char *, until, 0)                                                       \
	P(S, HIDDEN, int64_t, threshold, 0)

PAGE(answer_question, ANSWER_QUESTION_PAGE);

/* What a page is made from. `shown` is what the boxes hold: what is stored, or what was typed when the form came back. */
struct question_making {
	struct work *w;
	struct request *rq;
	struct answer_visit visit;
	const struct pack_criterion *criterion;
	struct framework_wording wording;
	struct response stored, shown;
	bool has_two_copies;
};

/* The boxes, the line and the statements. */
void answer_boxes(struct question_making *m, struct answer_question_page *page);

bool show_answer_question(struct work *w, struct request *rq);
bool prepare_answer_question(struct work *w, struct request *rq);
enum outcome change_answer_question(struct work *w, void *plan);
bool after_answer_question(struct work *w, struct request *rq);

/* What the form says, mistakes and all; statements only where `criterion` (null: none) has them. True when there is no mistake. */
bool answer_form_read(struct work *w, struct request *rq, const struct pack_criterion *criterion,
                      struct response *said);
/* Whether the form rates any statement of the criterion of the address: only then is the pack needed to check it. */
bool answer_form_rates(const struct request *rq);

/* "dk" and "na" stand for the two that are no place on the line; "" for not said. */
const char *placed_value(struct arena *arena, int placed);

#endif
