/*
 * What the picture of what was said says in words. Only for said.c.
 */
#ifndef CAIRN_CHART_SAID_WORDS_H
#define CAIRN_CHART_SAID_WORDS_H

#include "chart/said.h"

/* Whether there is a count that may be shown and is not nought. */
bool said_anything(const struct said *said);

/* Plain text, not yet escaped. */
const char *said_description(struct arena *arena, const struct said *said);

#endif
