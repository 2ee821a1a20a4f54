/*
 * A group that answers together in a room: its code for cameras and its code to type, large, and how many have come in by its link. Of the round
 * nothing else. A script asks again every few seconds; without one there is a link that looks again.
 */
#ifndef CAIRN_CULTURE_ROOM_H
#define CAIRN_CULTURE_ROOM_H

#include "base/field.h"
#include "culture/round_words.h"
#include "web/request.h"

#define ROOM_PAGE(P, S)                                                                                                \
	P(S, FIELD, TEXT, group, .label = "Group")                                                                     \
	P(S, FIELD, FIGURE, joined, .label = "Joined by the group's link")                                             \
	P(S, FIELD, TEXT, says, .label = "In words")                                                                   \
	P(S, HIDDEN, const struct round *, round, 0)                                                                   \
	P(S, HIDDEN, struct html, code, 0)                                                                             \
	P(S, HIDDEN, const char *, typed_at, 0)                                                                        \
	P(S, HIDDEN, const char *, typed_code, 0)                                                                      \
	P(S, HIDDEN, struct url, json, 0)                                                                              \
	P(S, HIDDEN, struct url, again, 0)                                                                             \
	P(S, HIDDEN, struct url, leave, 0)

PAGE(room, ROOM_PAGE);

bool show_room(struct work *w, struct request *rq);

#endif
