/*
 * Answering on paper: forms with a number each are made for a group and printed; whoever has a filled-in one types it in, once.
 *
 * Whoever types one in sees that sheet alone and only while typing: nothing that was entered is shown again. How many were entered is told of the
 * whole round only. All of it is for planners, and only while the round takes answers.
 */
#ifndef CAIRN_CULTURE_PAPER_H
#define CAIRN_CULTURE_PAPER_H

#include "base/field.h"
#include "culture/again.h"
#include "culture/round_words.h"
#include "store/paper.h"
#include "web/parts/parts.h"
#include "web/route.h"

/* Ended by a null path. */
extern const struct route paper_routes[];

/* ------------------------------------------------------------------ making */

#define PAPERS_FORM_FIELDS(F, S)                                                                                       \
	F(S, TEXT, group, .label = "Group", .required = true, .typed = true,                                           \
	  .hint = "Whoever fills one in answers as one of this group.")                                                \
	F(S, INT, count, .label = "How many papers", .least = 1, .most = PAPERS_AT_ONCE, .required = true,             \
	  .typed = true, .hint = "From 1 to 50 at once. You can make more at any time.")

ROW(papers_form, PAPERS_FORM_FIELDS);

struct paper_group_shown {
	const struct paper_group *group;
	const char *numbers; /* "3 to 22" */
	struct url print;
};

struct paper_groups_shown {
	size_t len, cap;
	struct paper_group_shown *at;
};

#define PAPER_PAGE(P, S)                                                                                               \
	P(S, FIELD, INT, made, .label = "Papers made")                                                                 \
	P(S, FIELD, INT, entered, .label = "Papers entered, of the whole round")                                       \
	P(S, MANY, struct paper_group, groups, &paper_group_record)                                                    \
	P(S, MANY, struct paper_taken_back, taken_back, &paper_taken_back_record)                                      \
	P(S, HIDDEN, struct paper_groups_shown, shown, 0)                                                              \
	P(S, HIDDEN, struct form, form, 0)                                                                             \
	P(S, HIDDEN, struct choices, choices, 0)                                                                       \
	P(S, HIDDEN, const char *, until, 0)                                                                           \
	P(S, HIDDEN, struct url, action, 0)                                                                            \
	P(S, HIDDEN, struct url, enter, 0)                                                                             \
	P(S, HIDDEN, struct url, back, 0)

PAGE(paper, PAPER_PAGE);

/* ------------------------------------------------------------------ printing */

/* A box to tick: what is typed for it, and what it means. */
struct paper_place {
	const char *code, *name, *says;
};

struct paper_rated {
	const char *label, *official;
};

struct paper_asked {
	const char *number, *theme, *question, *think;
	LIST(struct paper_place) places;
	LIST(struct paper_rated) statements;
};

struct paper_asked_list {
	size_t len, cap;
	struct paper_asked *at;
};

#define PAPER_PRINT_PAGE(P, S)                                                                                         \
	P(S, FIELD, TEXT, group, .label = "Group")                                                                     \
	P(S, MANY, struct paper, papers, &paper_record)                                                                \
	P(S, HIDDEN, const struct round *, round, 0)                                                                   \
	P(S, HIDDEN, struct paper_asked_list, asked, 0)                                                                \
	P(S, HIDDEN, const char *, asker, 0)                                                                           \
	P(S, HIDDEN, const char *, heading, 0)                                                                         \
	P(S, HIDDEN, const char *, takes, 0)                                                                           \
	P(S, HIDDEN, const char *, until, 0)                                                                           \
	P(S, HIDDEN, const char *, credit, 0)                                                                          \
	P(S, HIDDEN, struct copied_mark, copied, 0)                                                                    \
	P(S, HIDDEN, bool, is_placed, 0)                                                                               \
	P(S, HIDDEN, const char *, typed_at, 0)                                                                        \
	P(S, HIDDEN, const char *, typed_code, 0)                                                                      \
	P(S, HIDDEN, struct url, more, 0)                                                                              \
	P(S, HIDDEN, struct url, back, 0)

PAGE(paper_print, PAPER_PRINT_PAGE);

/* ------------------------------------------------------------------ entering */

/* A box of the form: of one line when rows is nought. */
struct paper_box {
	const char *name, *label, *hint, *hint_id, *value, *mistake, *mistake_id, *described_by;
	int rows;
	bool is_first;
};

struct paper_question {
	const char *id, *number, *theme, *question;
	LIST(struct paper_box) boxes;
};

struct paper_questions {
	size_t len, cap;
	struct paper_question *at;
};

/* First the number... */
#define PAPER_NUMBER_PAGE(P, S)                                                                                        \
	P(S, FIELD, INT, made, .label = "Papers made")                                                                 \
	P(S, FIELD, INT, entered, .label = "Papers entered, of the whole round")                                       \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, const char *, typed, 0)                                                                           \
	P(S, HIDDEN, const char *, mistake, 0)                                                                         \
	P(S, HIDDEN, struct url, action, 0)                                                                            \
	P(S, HIDDEN, struct url, papers, 0)

PAGE(paper_number, PAPER_NUMBER_PAGE);

/* ... then the sheet; or, when it was entered, by whom and when. */
#define PAPER_ENTER_PAGE(P, S)                                                                                         \
	P(S, ONE, struct paper, paper, &paper_record)                                                                  \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, const char *, was_entered, 0)                                                                     \
	P(S, HIDDEN, struct paper_questions, questions, 0)                                                             \
	P(S, HIDDEN, bool, is_placed, 0)                                                                               \
	P(S, HIDDEN, struct url, action, 0)                                                                            \
	P(S, HIDDEN, struct url, another, 0)                                                                           \
	P(S, HIDDEN, struct url, take_back, 0)

PAGE(paper_enter, PAPER_ENTER_PAGE);

#define TAKE_BACK_FIELDS(F, S)                                                                                         \
	F(S, TEXT, reason, .label = "Why it is taken back", .max = PAPER_REASON, .required = true, .typed = true,      \
	  .lines = true, .hint = "For example: typed in under the wrong number. Please name nobody: it is kept.")

ROW(take_back_form, TAKE_BACK_FIELDS);

#define PAPER_TAKE_BACK_PAGE(P, S)                                                                                     \
	P(S, ONE, struct paper, paper, &paper_record)                                                                  \
	P(S, HIDDEN, struct form, form, 0)                                                                             \
	P(S, HIDDEN, const char *, was_entered, 0)                                                                     \
	P(S, HIDDEN, struct url, action, 0)                                                                            \
	P(S, HIDDEN, struct url, back, 0)

PAGE(paper_take_back, PAPER_TAKE_BACK_PAGE);

/* ------------------------------------------------------------------ what the pages share */

/* The round of the address, open for answers, with the crumbs above; else null with the fault set. */
const struct round *paper_round(struct work *w, struct request *rq);
/* /culture/rounds/3/paper/enter/7 */
struct url paper_url(struct arena *arena, int64_t round, int64_t number);

/* A sheet as it is asked: the round, its group, its questions in the paper's order. */
struct paper_sheet {
	const struct round *round;
	const struct round_group *group;
	const struct pack *pack;
	struct pack_texts criteria;
	bool is_placed, is_rated; /* people place themselves; they rate statements */
};

bool paper_sheet(struct work *w, const struct round *round, int64_t people_group, struct paper_sheet *sheet);

/* "1" to "5", "D", "N": what stands beside a box on paper and is typed for it. */
const char *paper_code(struct arena *arena, int placed);

/* The form of a sheet: its boxes with what was typed in them, and what it says (false with mistakes). */
bool paper_boxes(struct work *w, const struct request *rq, const struct paper_sheet *sheet,
                 struct paper_questions *questions);
bool paper_form_read(struct work *w, struct request *rq, const struct paper_sheet *sheet, struct paper_entry *entry);

bool show_paper(struct work *w, struct request *rq);
bool prepare_papers(struct work *w, struct request *rq);
enum outcome change_papers(struct work *w, void *plan);
bool after_papers(struct work *w, struct request *rq);

bool show_paper_print(struct work *w, struct request *rq);

bool show_paper_number(struct work *w, struct request *rq);
bool show_paper_enter(struct work *w, struct request *rq);
bool prepare_paper_enter(struct work *w, struct request *rq);
enum outcome change_paper_enter(struct work *w, void *plan);

bool show_paper_take_back(struct work *w, struct request *rq);
bool prepare_paper_take_back(struct work *w, struct request *rq);
enum outcome change_paper_take_back(struct work *w, void *plan);

#endif
