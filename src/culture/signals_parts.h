/*
 * The parts of a signal's section, for signals.c and signals.html alone.
 */
#ifndef CAIRN_CULTURE_SIGNALS_PARTS_H
#define CAIRN_CULTURE_SIGNALS_PARTS_H

#include "culture/signals.h"

struct signals_section {
	struct signals_shown shown;
	bool for_projector;
};

void view_signals_section(struct out *o, const struct signals_section *section);

#endif
