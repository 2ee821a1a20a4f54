/*
 * The words people read for an action's kinds and where it stands: said once for all pages that show one.
 */
#ifndef CAIRN_CULTURE_ACTION_WORDS_H
#define CAIRN_CULTURE_ACTION_WORDS_H

#include "culture/round_words.h"
#include "store/action.h"

/* "Builds on a strength", "Answers an area for development". */
const char *action_kind_words(const char *kind);
/* "to do", "under way", "done", "let go"; where it has lapsed, that. */
struct state_words action_state(const char *status, bool lapsed);
struct state_words action_state_of(const struct action_line *line);
/* The same for radios: "To do". */
const char *action_status_label(const char *status);

/* Where a new one is written down that comes of a criterion of a round; from the talk one goes back to it afterwards. */
struct url action_new_url(struct arena *arena, int64_t round, const char *criterion, bool from_talk);

#endif
