/*
 * Getting better at planning, and not only judging it: a guide for who leads a conversation, a workshop for each theme of a framework, and the
 * notebook of what teams practised and what they will try.
 */
#ifndef CAIRN_CULTURE_DEVELOP_H
#define CAIRN_CULTURE_DEVELOP_H

#include "base/field.h"
#include "base/outcome.h"
#include "store/framework.h"
#include "store/practice.h"
#include "web/parts/parts.h"
#include "web/request.h"
#include "web/route.h"

/* A workshop one can hold. */
#define WORKSHOP_LINE_FIELDS(F, S)                                                                 \
	F(S, TEXT, framework, .label = "Framework")                                                \
	F(S, TEXT, framework_key, .label = "Framework's key")                                      \
	F(S, TEXT, theme, .label = "Theme's key")                                                  \
	F(S, TEXT, name, .label = "Theme")                                                         \
	F(S, TEXT, aim, .label = "Aim")                                                            \
	F(S, INT, minutes, .label = "Minutes")                                                     \
	F(S, INT, practised, .label = "Times practised")

ROW(workshop_line, WORKSHOP_LINE_FIELDS);

/* A practice as it is listed: with names in place of keys. */
#define PRACTICE_LINE_FIELDS(F, S)                                                                 \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, DATE, practised_on, .label = "Day")                                                   \
	F(S, TEXT, team, .label = "Team")                                                          \
	F(S, TEXT, theme, .label = "Theme")                                                        \
	F(S, TEXT, practised, .label = "What was practised")                                       \
	F(S, TEXT, learned, .label = "What was learned")                                           \
	F(S, TEXT, will_try, .label = "What will be tried")                                        \
	F(S, DATE, try_by, .label = "To be looked at again")                                       \
	F(S, TEXT, came_of_it, .label = "What came of it")                                         \
	F(S, FLAG, is_due, .label = "Due to be looked at")

ROW(practice_line, PRACTICE_LINE_FIELDS);

#define DEVELOP_PAGE(P, S)                                                                         \
	P(S, MANY, struct practice_line, practices, &practice_line_record)                         \
	P(S, MANY, struct workshop_line, workshops, &workshop_line_record)                         \
	P(S, FIELD, INT, due, .label = "Due to be looked at")                                      \
	P(S, HIDDEN, struct next_block, next, 0)                                                   \
	P(S, HIDDEN, bool, may_write, 0)

PAGE(develop, DEVELOP_PAGE);

#define WORKSHOP_PAGE(P, S)                                                                        \
	P(S, FIELD, TEXT, framework_key, .label = "Framework's key")                               \
	P(S, FIELD, TEXT, theme_key, .label = "Theme's key")                                       \
	P(S, FIELD, TEXT, name, .label = "Theme")                                                  \
	P(S, FIELD, TEXT, aim, .label = "Aim")                                                     \
	P(S, FIELD, INT, minutes, .label = "Minutes")                                              \
	P(S, HIDDEN, const struct pack *, pack, 0)                                                 \
	P(S, HIDDEN, const struct pack_theme *, theme, 0)                                          \
	P(S, HIDDEN, const struct pack_workshop *, workshop, 0)                                    \
	P(S, HIDDEN, const char *, place, 0)                                                       \
	P(S, HIDDEN, struct url, write_down, 0)                                                    \
	P(S, HIDDEN, bool, may_write, 0)

PAGE(workshop, WORKSHOP_PAGE);

#define PRACTICE_PAGE(P, S)                                                                        \
	P(S, ONE, struct practice, practice, &practice_record)                                     \
	P(S, FIELD, TEXT, theme_name, .label = "Theme")                                            \
	P(S, HIDDEN, const struct pack_workshop *, workshop, 0)                                    \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, struct url, back, 0)                                                          \
	P(S, HIDDEN, bool, is_new, 0)                                                              \
	P(S, HIDDEN, bool, may_write, 0)

PAGE(practice, PRACTICE_PAGE);

/* A theme of a framework's current version, with the framework and its pack. Null with the fault NOT_FOUND. */
const struct pack_theme *theme_of_framework(struct work *w, const char *framework_key, const char *theme_key,
                                            const struct framework **framework, const struct pack **pack);

/* The pack's own workshop for a theme; where it has none, steps that do for any. Never null. */
const struct pack_workshop *workshop_of_theme(struct arena *arena, const struct pack_theme *theme);

bool show_workshop(struct work *w, struct request *rq);
bool show_practice_new(struct work *w, struct request *rq);
bool show_practice(struct work *w, struct request *rq);
bool prepare_practice(struct work *w, struct request *rq);
enum outcome change_practice(struct work *w, void *plan);

extern const struct route develop_routes[];

#endif
