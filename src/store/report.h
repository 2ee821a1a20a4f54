/*
 * When what a report says of a round last changed: a document made before then no longer says what the page says.
 */
#ifndef CAIRN_STORE_REPORT_H
#define CAIRN_STORE_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/time.h"
#include "base/work.h"

struct report_changes {
	struct moment
		words_at; /* words were released or taken out after they had been shown, or evidence shown or held back; 0: never */
	struct moment agreed_at; /* a position or an action of the round was recorded or changed; 0: never */
};

bool report_changes(struct work *w, int64_t round, struct report_changes *changes);

#endif
