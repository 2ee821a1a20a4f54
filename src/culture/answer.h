/*
 * Answering: the pages behind a participant's link. No account, one criterion a page, saved as one goes, with and without a script.
 *
 * Every page reads the link first (answer_visit): it says which partnership and round we are in. Looking changes nothing, so a mail
 * scanner that follows a link uses nothing up. Once the round has ended each of these addresses says so, and gives back what was typed.
 */
#ifndef CAIRN_CULTURE_ANSWER_H
#define CAIRN_CULTURE_ANSWER_H

#include "base/field.h"
#include "culture/again.h"
#include "store/answer.h"
#include "store/pack.h"
#include "web/parts/parts.h"
#include "web/route.h"

/* Ended by a null path. */
extern const struct route answer_routes[];

/* The same pages before anybody has a link: a planner goes through them at addresses of the round, and nothing can be sent. */
struct answer_preview {
	const char *base, *group; /* "/culture/rounds/3/preview/5", "Unpaid carers" */
	struct url round, choose; /* choose: where it is changed what they are asked; null inside: no longer */
};
void view_preview_bar(struct out *o, const struct answer_preview *preview);

struct answer_visit {
	const char *token;
	const struct answer_preview *preview; /* null: somebody's own visit */
	struct answerer who;
	struct asked_list asked;
	bool may_answer;
	const struct pack *pack; /* after answer_pack */
};

/* The link of the address; false with the fault NOT_FOUND when it is nobody's. Sets the frame, and forgets who may be signed in. */
bool answer_visit(struct work *w, struct request *rq, struct answer_visit *visit);
bool answer_pack(struct work *w, struct answer_visit *visit);

struct url answer_url(struct arena *arena, const struct answer_visit *visit);
struct url answer_question_url(struct arena *arena, const struct answer_visit *visit, const char *criterion);
struct url answer_end_url(struct arena *arena, const struct answer_visit *visit);

/* A page's title; a preview's says that it is one. */
const char *answer_title(struct arena *arena, const struct answer_visit *visit, const char *title);
/* "until 20 November 2026", or "until the round is closed". */
const char *answer_until(struct arena *arena, const struct answerer *who);
/* The questions as tasks, each done or to do; only those not yet answered when `left` is true. Needs the pack. */
struct task_list answer_tasks(struct work *w, const struct answer_visit *visit, bool left);
/* Minutes for what is left, rounded up; nought when nobody said how long it takes. */
int64_t answer_minutes_left(const struct answer_visit *visit);

/* A text split where a person began a new line, empty lines left out. */
struct answer_paragraphs {
	size_t len, cap;
	const char **at;
};
struct answer_paragraphs answer_paragraphs(struct arena *arena, const char *text);

/* ------------------------------------------------------------------ what several pages show */

/* A participant's own link, to come back with. The code for a camera is drawn only when it is asked for: most people have the link where
 * they need it. */
struct own_link {
	const char *address, *until;
	struct url qr_url;
	struct html qr;
	bool is_personal; /* somebody made it and sent it */
};

/* `page` is the page it stands on: with ?show=qr that page also has the code. */
struct own_link own_link(struct work *w, const struct request *rq, const struct answer_visit *visit, struct url page);
void view_own_link(struct out *o, const struct own_link *link);
/* "This device remembers your link", which a script brings out where it is so. */
void view_remembered(struct out *o);
/* What happens with the answers: said once, before the first question. */
void view_promise(struct out *o, int64_t threshold, bool shows_results, struct url privacy);

/* Who asks whom, why, and how long it takes: what stands first on the page of a group's link and of one's own. */
struct answer_asking {
	const char *place, *title, *group, *takes, *until;
	struct answer_paragraphs purpose;
	struct copied_mark copied; /* of the purpose: set by whoever shows the page */
	int64_t questions;
	int64_t threshold;
	bool shows_results;
	struct url privacy; /* of the notice; null inside: none, in a preview. Set by whoever shows the page */
};
struct answer_asking answer_asking(struct work *w, const struct answer_visit *visit);
void view_asking(struct out *o, const struct answer_asking *asking);

/* ------------------------------------------------------------------ the pages */

/* A question as JSON has it: keys and states, never the link. */
#define ASKED_FIELDS(F, S)                                                                         \
	F(S, TEXT, criterion, .label = "Key")                                                      \
	F(S, TEXT, question, .label = "Question")                                                  \
	F(S, FLAG, answered, .label = "Answered")

ROW(asked_question, ASKED_FIELDS);

#define ANSWER_WELCOME_PAGE(P, S)                                                                  \
	P(S, FIELD, TEXT, title, .label = "Round")                                                 \
	P(S, FIELD, TEXT, place, .label = "Partnership")                                           \
	P(S, FIELD, TEXT, group, .label = "You answer as")                                         \
	P(S, FIELD, INT, minutes, .label = "Minutes")                                              \
	P(S, FIELD, DATE, closes_on, .label = "Last day to answer")                                \
	P(S, FIELD, INT, answered, .label = "Answered")                                            \
	P(S, MANY, struct asked_question, questions, &asked_question_record)                       \
	P(S, HIDDEN, struct answer_asking, asking, 0)                                              \
	P(S, HIDDEN, struct next_block, next, 0)                                                   \
	P(S, HIDDEN, struct task_list, tasks, 0)                                                   \
	P(S, HIDDEN, bool, has_just_joined, 0)                                                     \
	P(S, HIDDEN, const struct answer_preview *, preview, 0)                                    \
	P(S, HIDDEN, struct own_link, own_link, 0)

PAGE(answer_welcome, ANSWER_WELCOME_PAGE);

/* Something that was typed, given back to be copied. */
struct answer_typed {
	const char *id, *label, *value;
};

struct answer_typed_list {
	size_t len, cap;
	struct answer_typed *at;
};

#define ANSWER_CLOSED_PAGE(P, S)                                                                   \
	P(S, FIELD, TEXT, title, .label = "Round")                                                 \
	P(S, FIELD, TEXT, sentence, .label = "What became of it")                                  \
	P(S, FIELD, DATE, ended_on, .label = "Closed on")                                          \
	P(S, HIDDEN, bool, is_draft, 0)                                                            \
	P(S, HIDDEN, bool, is_closed, 0)                                                           \
	P(S, HIDDEN, bool, shows_results, 0)                                                       \
	P(S, HIDDEN, struct url, results, 0)                                                       \
	P(S, HIDDEN, struct url, own, 0)                                                           \
	P(S, HIDDEN, struct answer_typed_list, typed, 0)

PAGE(answer_closed, ANSWER_CLOSED_PAGE);

#define ANSWER_END_PAGE(P, S)                                                                      \
	P(S, FIELD, TEXT, title, .label = "Round")                                                 \
	P(S, FIELD, INT, answered, .label = "Answered")                                            \
	P(S, FIELD, INT, asked, .label = "Asked")                                                  \
	P(S, FIELD, FLAG, is_finished, .label = "Finished")                                        \
	P(S, HIDDEN, const char *, score, 0)                                                       \
	P(S, HIDDEN, const char *, until, 0)                                                       \
	P(S, HIDDEN, int64_t, threshold, 0)                                                        \
	P(S, HIDDEN, bool, shows_results, 0)                                                       \
	P(S, HIDDEN, struct task_list, left, 0)                                                    \
	P(S, HIDDEN, struct url, first, 0)                                                         \
	P(S, HIDDEN, struct url, back, 0)                                                          \
	P(S, HIDDEN, struct own_link, own_link, 0)                                                 \
	P(S, HIDDEN, struct url, own, 0)                                                           \
	P(S, HIDDEN, struct url, action, 0)

PAGE(answer_end, ANSWER_END_PAGE);

bool show_answer_welcome(struct work *w, struct request *rq);
/* Of a visit that is known; the same of one question, by the key in the address. */
bool answer_welcome_of(struct work *w, struct request *rq, struct answer_visit *visit);
bool answer_question_of(struct work *w, struct request *rq, const struct answer_visit *visit);
bool show_answer_end(struct work *w, struct request *rq);
bool prepare_answer_end(struct work *w, struct request *rq);
enum outcome change_answer_end(struct work *w, void *plan);
/* For a round that takes no answers: status 410 when something was posted. */
bool show_answer_closed(struct work *w, struct request *rq, const struct answer_visit *visit);

/* One text of an answer, as a form has it; false with a mistake when it is too long. */
bool answer_text_read(struct work *w, struct request *rq, const char *name, const char **text);

/* The ratings of a criterion's statements, each read from the field of the statement's id; false with mistakes. */
typedef bool answer_place_reader(struct work *w, struct request *rq, const char *name, int *placed);
bool answer_ratings_read(struct work *w, struct request *rq, const struct pack_criterion *criterion,
                         answer_place_reader *read, struct response *said);

#endif
