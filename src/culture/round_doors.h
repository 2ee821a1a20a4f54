/*
 * The three steps that cannot be undone: opening a round, closing it, and deleting a draft. Each has a page that says what will happen
 * before it does.
 */
#ifndef CAIRN_CULTURE_ROUND_DOORS_H
#define CAIRN_CULTURE_ROUND_DOORS_H

#include "culture/round.h"

#define ROUND_OPEN_PAGE(P, S)                                                                                          \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, struct pack_texts, missing, 0)                                                                    \
	P(S, HIDDEN, struct summary_list, facts, 0)                                                                    \
	P(S, HIDDEN, struct url, action, 0)                                                                            \
	P(S, HIDDEN, struct url, back, 0)

PAGE(round_open, ROUND_OPEN_PAGE);

#define ROUND_CLOSE_PAGE(P, S)                                                                                         \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, FIELD, INT, begun, .label = "People who answered")                                                        \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, const char *, answered, 0)                                                                        \
	P(S, HIDDEN, const char *, few, 0)                                                                             \
	P(S, HIDDEN, const char *, ahead, 0)                                                                           \
	P(S, HIDDEN, const char *, by_links, 0)                                                                        \
	P(S, HIDDEN, struct url, action, 0)                                                                            \
	P(S, HIDDEN, struct url, back, 0)

PAGE(round_close, ROUND_CLOSE_PAGE);

#define ROUND_DELETE_PAGE(P, S)                                                                                        \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, struct url, action, 0)                                                                            \
	P(S, HIDDEN, struct url, back, 0)

PAGE(round_delete, ROUND_DELETE_PAGE);

bool show_round_open(struct work *w, struct request *rq);
bool prepare_round_open(struct work *w, struct request *rq);
enum outcome change_round_open(struct work *w, void *plan);

bool show_round_close(struct work *w, struct request *rq);
bool prepare_round_close(struct work *w, struct request *rq);
enum outcome change_round_close(struct work *w, void *plan);

bool show_round_delete(struct work *w, struct request *rq);
bool prepare_round_delete(struct work *w, struct request *rq);
enum outcome change_round_delete(struct work *w, void *plan);

#endif
