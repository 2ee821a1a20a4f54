/*
 * What was said, by voice: for each criterion how many people of each voice wrote what is strong and how many what
 * to develop, as a pair of bars. The picture of a round that asked for words and not for positions.
 *
 * Words that may not carry a voice's name are counted in a column of their own.
 */
#ifndef CAIRN_CHART_SAID_H
#define CAIRN_CHART_SAID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/out.h"

enum said_state {
	SAID_NOT_SHOWN, /* this voice may not be named here, and its counts are not looked at */
	SAID_SHOWN,
	SAID_NOBODY, /* nobody of it took part in the round */
	SAID_NOT_ASKED,
};

struct said_count {
	enum said_state state;
	int strengths, developments;
};

#define SAID_VOICES_MOST 8 /* drawn: more would leave no room for bars. The title counts them all */

struct said_row {
	const char *name;                /* the criterion */
	bool is_held;                    /* too few people for any of its words */
	const struct said_count *voices; /* one each */
	struct said_count unnamed;       /* all voices that may not be named, together */
};

struct said {
	const char *id;    /* unique on the page */
	const char *title; /* the finding as somebody wrote it, or null: said_title */
	int threshold;
	const char *const *voices;
	size_t voice_count;
	const struct said_row *rows;
	size_t row_count;
};

struct html chart_said(struct arena *arena, const struct said *said);

/* "Most strengths were written about Leadership (23), most to develop about Option appraisal (31)"; where several have as many, that is
 * said. */
const char *said_title(struct arena *arena, const struct said *said);

#endif
