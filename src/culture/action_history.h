/*
 * The history of an action in words: what each line changed beside the one before it.
 */
#ifndef CAIRN_CULTURE_ACTION_HISTORY_H
#define CAIRN_CULTURE_ACTION_HISTORY_H

#include "culture/action.h"

/* Newest first. `all`: to name what it waits for. */
struct action_steps action_steps(struct arena *arena, const struct action_history *history,
                                 const struct action_lines *all);

#endif
