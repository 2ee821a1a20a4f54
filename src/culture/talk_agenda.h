/*
 * Choosing what a talk goes through, and passing over a criterion in the room.
 */
#ifndef CAIRN_CULTURE_TALK_AGENDA_H
#define CAIRN_CULTURE_TALK_AGENDA_H

#include "culture/talk.h"

enum agenda_limit { AGENDA_PLACES = 999 };

/* A criterion of the round, with what is typed about it: numbers as text, as they may be no numbers. */
struct agenda_row {
	const char *key, *name, *why;
	const char *place_name, *place, *place_mistake;
	const char *minutes_name, *minutes, *minutes_mistake;
	bool is_ticked;
};

struct agenda_rows {
	size_t len, cap;
	struct agenda_row *at;
};

#define TALK_AGENDA_PAGE(P, S)                                                                                         \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, FIELD, INT, version, .label = "Version")                                                                  \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, struct agenda_rows, rows, 0)                                                                      \
	P(S, HIDDEN, const char *, mistake, 0)                                                                         \
	P(S, HIDDEN, struct url, action, 0)                                                                            \
	P(S, HIDDEN, struct url, back, 0)

PAGE(talk_agenda, TALK_AGENDA_PAGE);

bool show_talk_agenda(struct work *w, struct request *rq);
bool prepare_talk_agenda(struct work *w, struct request *rq);
enum outcome change_talk_agenda(struct work *w, void *plan);

bool prepare_talk_skip(struct work *w, struct request *rq);
enum outcome change_talk_skip(struct work *w, void *plan);

#endif
