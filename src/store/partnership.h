/*
 * Partnerships: each an integration authority with its own people, groups, rounds and log. And the installation they share.
 */
#ifndef CAIRN_STORE_PARTNERSHIP_H
#define CAIRN_STORE_PARTNERSHIP_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"

#define PARTNERSHIP_FIELDS(F, S)                                                                   \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, name, .label = "Name", .max = 120, .required = true, .typed = true)             \
	F(S, FLAG, is_demonstration, .label = "Demonstration")                                     \
	F(S, MOMENT, created_at, .label = "Created")

RECORD(partnership, PARTNERSHIP_FIELDS);

/* Once a database: makes the secret that keys tokens. Does nothing when it is there. Inside a change. */
bool installation_start(struct work *w);
/* 52 characters, or null with the fault set. */
const char *installation_secret(struct work *w);

/* Makes a partnership with the groups and voices every one starts with; becomes the work's partnership. 0 when it failed. Inside a change. */
int64_t partnership_add(struct work *w, const char *name, bool is_demonstration);

bool partnerships_all(struct work *w, struct list_any *partnerships);
const struct partnership *partnership_by_id(struct work *w, int64_t id);
/* By number or name (whatever its case); with an empty name the only one there is. The fault says what to type. */
const struct partnership *partnership_named(struct work *w, const char *name);

#endif
