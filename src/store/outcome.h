/*
 * What plans are for: outcomes, principles and standards, gathered in sets.
 *
 * Three sets come with Cairn (frameworks/outcomes.json): the nine national health and wellbeing outcomes, the planning and delivery principles,
 * and the Health and Social Care Standards, each with its source and in short words of our own. They are data: a partnership changes the words, adds to
 * a set and retires what no longer holds, because governments change them too. What is retired stays where it was used.
 *
 * (An `enum outcome` is what became of a change; one of these is an outcome_entry.)
 */
#ifndef CAIRN_STORE_OUTCOME_H
#define CAIRN_STORE_OUTCOME_H

#include "base/field.h"
#include "base/work.h"
#include "db/db.h"

#define OUTCOME_SET_FIELDS(F, S)                                                                   \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, key, .label = "Key")                                                            \
	F(S, TEXT, title, .label = "Set")                                                          \
	F(S, TEXT, publisher, .label = "Publisher")                                                \
	F(S, TEXT, source, .label = "Source")                                                      \
	F(S, TEXT, says, .label = "What it is")

RECORD(outcome_set, OUTCOME_SET_FIELDS);

#define OUTCOME_FIELDS(F, S)                                                                       \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, INT, outcome_set, .label = "Set")                                                     \
	F(S, TEXT, key, .label = "Number or letter in its source", .max = 20, .required = true, .typed = true) \
	F(S, TEXT, part, .label = "Part of the set", .max = 60, .typed = true,                      \
	  .hint = "A heading it stands under, for example Principles.")                            \
	F(S, TEXT, name, .label = "Short name", .max = 80, .required = true, .typed = true)        \
	F(S, TEXT, says, .label = "In a sentence", .max = 400, .required = true, .typed = true, .lines = true) \
	F(S, INT, position, .label = "Place in the set")                                           \
	F(S, FLAG, retired, .label = "Retired: do not offer it any more", .typed = true)

RECORD(outcome_entry, OUTCOME_FIELDS);

/* Sets in the order they came; outcomes of all sets, by set and place, those retired included. */
bool outcome_sets_all(struct work *w, struct list_any *sets);
bool outcomes_all(struct work *w, struct list_any *outcomes);
/* Null with the fault NOT_FOUND. */
const struct outcome_set *outcome_set_by_key(struct work *w, const char *key);
const struct outcome_entry *outcome_by_id(struct work *w, int64_t id);

/* Inside a change. The sets that come with Cairn and are not here yet; those that are stay as they are. */
bool outcomes_ship(struct work *w);
/* Adding puts it last and leaves its number in id; a key that the set has already is a CONFLICT, and so is a stale version. */
bool outcome_add(struct work *w, struct outcome_entry *outcome);
bool outcome_change(struct work *w, const struct outcome_entry *outcome);

#endif
