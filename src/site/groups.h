/*
 * Groups of people and the broad voices they are gathered into.
 */
#ifndef CAIRN_SITE_GROUPS_H
#define CAIRN_SITE_GROUPS_H

#include "base/field.h"
#include "base/outcome.h"
#include "store/people_group.h"
#include "web/parts/parts.h"
#include "web/request.h"

#define GROUP_ROW_FIELDS(F, S)                                                                     \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, name, .label = "Group")                                                         \
	F(S, TEXT, voice, .label = "Voice")                                                        \
	F(S, INT, voice_id, .label = "Voice's number")                                             \
	F(S, FLAG, prescribed, .label = "Prescribed in law")                                       \
	F(S, FLAG, retired, .label = "Retired")                                                    \
	F(S, TEXT, note, .label = "Note")
ROW(group_row, GROUP_ROW_FIELDS);

#define GROUPS_PAGE(P, S)                                                                          \
	P(S, MANY, struct group_row, groups, &group_row_record)                                    \
	P(S, MANY, struct voice, voices, &voice_record)                                            \
	P(S, HIDDEN, bool, may_edit, 0)

PAGE(groups, GROUPS_PAGE);

#define GROUP_PAGE(P, S)                                                                           \
	P(S, ONE, struct people_group, group, &people_group_record)                                \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, struct choices, voices, 0)                                                       \
	P(S, HIDDEN, struct url, action, 0)

PAGE(group, GROUP_PAGE);

#define VOICE_PAGE(P, S)                                                                           \
	P(S, ONE, struct voice, voice, &voice_record)                                              \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, struct url, action, 0)

PAGE(voice, VOICE_PAGE);

bool show_groups(struct work *w, struct request *rq);
bool show_group(struct work *w, struct request *rq);
bool show_new_group(struct work *w, struct request *rq);
bool prepare_group(struct work *w, struct request *rq);
enum outcome change_group(struct work *w, void *plan);
bool show_voice(struct work *w, struct request *rq);
bool show_new_voice(struct work *w, struct request *rq);
bool prepare_voice(struct work *w, struct request *rq);
enum outcome change_voice(struct work *w, void *plan);

#endif
