/*
 * Blocks: the little that their views cannot say.
 */
#include "web/parts/form_parts.h"

#include "base/text.h"

const char *state_class(enum state state)
{
	switch (state) {
	case STATE_PLAIN:
		return "";
	case STATE_DONE:
		return " cn_state--done";
	case STATE_NOW:
		return " cn_state--now";
	case STATE_LATE:
		return " cn_state--late";
	case STATE_HOLE:
		return " cn_state--hole";
	case STATE_ASIDE:
		return " cn_state--aside";
	}
	return "";
}
