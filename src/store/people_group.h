/*
 * The groups of people a partnership plans with, and the broad voices they are gathered into.
 *
 * Every partnership starts with the twelve groups that section 32 of the Public Bodies (Joint Working) (Scotland) Act 2014 and the
 * Public Bodies (Joint Working) (Prescribed Groups etc.) (Scotland) Regulations (SSI 2014/308) name for its strategic planning
 * group, with the public and staff, under four voices. All of it can be edited.
 */
#ifndef CAIRN_STORE_PEOPLE_GROUP_H
#define CAIRN_STORE_PEOPLE_GROUP_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"

#define VOICE_FIELDS(F, S)                                                                         \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, key, .label = "Key")                                                            \
	F(S, TEXT, name, .label = "Name of the voice", .max = 60, .required = true, .typed = true) \
	F(S, INT, position, .label = "Place in lists", .typed = true, .least = 1, .most = 99)

RECORD(voice, VOICE_FIELDS);

#define PEOPLE_GROUP_FIELDS(F, S)                                                                  \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, name, .label = "Name of the group", .max = 80, .required = true, .typed = true,  \
	  .hint = "As its people would call themselves, for example Unpaid carers.")               \
	F(S, TEXT, note, .label = "Note", .max = 300, .typed = true, .lines = true,                \
	  .hint = "Who belongs to it, or how to reach them.")                                      \
	F(S, FLAG, prescribed, .label = "Prescribed in law")                                       \
	F(S, INT, voice, .label = "Voice", .typed = true, .required = true)                        \
	F(S, INT, position, .label = "Place in lists")                                             \
	F(S, FLAG, retired, .label = "Retired: do not offer this group when a round is set up", .typed = true)

RECORD(people_group, PEOPLE_GROUP_FIELDS);

/* The groups and voices every partnership starts with. Inside a change. */
bool groups_start(struct work *w);

bool voices_all(struct work *w, struct list_any *voices);
const struct voice *voice_by_id(struct work *w, int64_t id);
/* By voice, then place; those retired last. */
bool groups_all(struct work *w, struct list_any *groups);
const struct people_group *group_by_id(struct work *w, int64_t id);

/* Inside a change. Adding leaves the new number in id; changing a stale version is a conflict. */
bool voice_add(struct work *w, struct voice *voice);
bool voice_change(struct work *w, const struct voice *voice);
bool group_add(struct work *w, struct people_group *group);
bool group_change(struct work *w, const struct people_group *group);

#endif
