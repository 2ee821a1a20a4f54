/*
 * One criterion on the projector: what people said, four moves for the talk, and what is agreed.
 *
 * While nothing is agreed the form is there; afterwards the position is, large, so that the room can see that it says what they meant, and the way on.
 * Changing it asks why. Somebody who sees it differently has an entry of their own, which is never changed: it can be withdrawn, and stays in
 * the history.
 */
#ifndef CAIRN_CULTURE_TALK_CRITERION_H
#define CAIRN_CULTURE_TALK_CRITERION_H

#include "culture/talk.h"

enum dissent_entries {
	DISSENTS_SHOWN = 2,   /* empty entries on the form */
	DISSENTS_AT_ONCE = 6, /* those that open besides included */
};

extern const char *const talk_choices[]; /* 1 to 5, agreed, differ */

/* What the form holds. choice: a place on the line, or one of two words. people: a number as text, so that nobody counted is not nought. */
#define TALK_FORM_FIELDS(F, S)                                                                                         \
	F(S, TEXT, choice, .label = "Position", .choices = talk_choices, .required = true, .typed = true)              \
	F(S, TEXT, reason, .label = "Reason (because)", .max = 1000, .required = true, .typed = true, .lines = true)          \
	F(S, TEXT, why, .label = "Reason for the change", .max = 500, .required = true, .typed = true, .lines = true,     \
	  .hint = "What it was before stays in its history, with this sentence.")                                      \
	F(S, DATE, agreed_on, .label = "Day it was agreed", .typed = true, .hint = "Left empty: today.")               \
	F(S, TEXT, people, .label = "People in the room", .typed = true, .max = 20,                                    \
	  .hint = "A number, if somebody counted.")

ROW(talk_form, TALK_FORM_FIELDS);

/* Somebody's words, which a position may rest on. */
struct talk_words {
	const char *id, *kind, *words, *label;
	int64_t place;
	bool is_ticked;
};

struct talk_words_list {
	size_t len, cap;
	struct talk_words *at;
};

/* An entry for somebody who sees it differently. */
struct dissent_entry {
	const char *number;
	const char *who_name, *who, *who_mistake;
	const char *words_name, *words, *words_mistake;
};

struct dissent_entries_shown {
	size_t len, cap;
	struct dissent_entry *at;
};

/* One that stands, which may be withdrawn. */
struct dissent_standing {
	const struct dissent *dissent;
	const char *who, *id;
	bool is_ticked;
};

struct dissents_standing {
	size_t len, cap;
	struct dissent_standing *at;
};

#define TALK_CRITERION_PAGE(P, S)                                                                                      \
	P(S, FIELD, TEXT, criterion, .label = "Criterion")                                                             \
	P(S, FIELD, TEXT, name, .label = "In words")                                                                   \
	P(S, FIELD, TEXT, question, .label = "Question")                                                               \
	P(S, FIELD, INT, version, .label = "Version of the position")                                                  \
	P(S, MANY, struct agreed, agreed, &agreed_record)                                                              \
	P(S, MANY, struct dissent_row, dissents, &dissent_row_record)                                                  \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, const char *, where, 0)                                                                           \
	P(S, HIDDEN, const char *, picture_title, 0)                                                                   \
	P(S, HIDDEN, struct html, picture, 0)                                                                          \
	P(S, HIDDEN, struct html, records, 0)                                                                          \
	P(S, HIDDEN, struct url, results, 0)                                                                           \
	P(S, HIDDEN, bool, words_wait, 0)                                                                              \
	P(S, HIDDEN, struct talk_words_list, first, 0)                                                                 \
	P(S, HIDDEN, struct talk_words_list, rest, 0)                                                                  \
	P(S, HIDDEN, const char *, all, 0)                                                                             \
	P(S, HIDDEN, bool, has_form, 0)                                                                                \
	P(S, HIDDEN, bool, has_position, 0)                                                                            \
	P(S, HIDDEN, const char *, agreed_by, 0)                                                                       \
	P(S, HIDDEN, struct form, form, 0)                                                                             \
	P(S, HIDDEN, struct choices, line, 0)                                                                          \
	P(S, HIDDEN, const char *, choice_mistake, 0)                                                                  \
	P(S, HIDDEN, struct dissent_entries_shown, entries, 0)                                                         \
	P(S, HIDDEN, struct dissent_entries_shown, more_entries, 0)                                                    \
	P(S, HIDDEN, bool, more_is_open, 0)                                                                            \
	P(S, HIDDEN, bool, when_is_open, 0)                                                                            \
	P(S, HIDDEN, struct dissents_standing, standing, 0)                                                            \
	P(S, HIDDEN, const char *, rests_mistake, 0)                                                                   \
	P(S, HIDDEN, const char *, actions, 0)                                                                         \
	P(S, HIDDEN, struct url, action, 0)                                                                            \
	P(S, HIDDEN, struct url, change, 0)                                                                            \
	P(S, HIDDEN, struct url, turn, 0)                                                                              \
	P(S, HIDDEN, struct url, skip, 0)                                                                              \
	P(S, HIDDEN, bool, may_skip, 0)                                                                                \
	P(S, HIDDEN, struct url, back, 0)                                                                              \
	P(S, HIDDEN, const char *, back_name, 0)                                                                       \
	P(S, HIDDEN, struct url, after, 0)                                                                             \
	P(S, HIDDEN, const char *, after_name, 0)                                                                      \
	P(S, HIDDEN, struct url, finish, 0)                                                                            \
	P(S, HIDDEN, struct url, leave, 0)

PAGE(talk_criterion, TALK_CRITERION_PAGE);

bool show_talk_criterion(struct work *w, struct request *rq);
bool prepare_talk_position(struct work *w, struct request *rq);
enum outcome change_talk_position(struct work *w, void *plan);

/* What the form holds: what was typed, else what is recorded (null: nothing yet), else what is likely. In talk_form.c. */
void talk_form_fill(struct work *w, struct talk_criterion_page *page, const struct talk_room *room,
                    const struct pack_criterion *criterion, const struct position *position);

/* The names of an entry's fields, from 1. */
const char *dissent_field(struct arena *arena, const char *what, int number);

/* The dots of every voice asked, large; empty where nothing was placed. In talk_picture.c. */
struct html talk_picture(struct arena *arena, const struct pack *pack, const struct pack_criterion *criterion,
                         const struct released *released, const char **title);

#endif
