/*
 * Codes that can be typed: the way into an open round from a poster for who has no camera.
 *
 * Eight characters out of 24, in two fours: no vowels, so that chance spells no words, and of characters that look alike only one. That is 110
 * thousand million codes. They are there only while their round is open, and wrong ones are counted (culture/typed_code.h): where thirty groups are
 * open at once, finding one of them by trying as often as is let through takes two hundred years; where a thousand are, six.
 *
 * Read as people type: capitals or not, with spaces and hyphens anywhere. A character that is in no code is taken for the one it looks like.
 */
#ifndef CAIRN_STORE_TYPED_CODE_H
#define CAIRN_STORE_TYPED_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/work.h"

/* What was typed as it is kept, or null when it is no code. */
const char *typed_code_read(struct arena *arena, const char *typed);
/* As it is printed: "KTRX-29MF"; "" for none. */
const char *typed_code_shown(struct arena *arena, const char *code);

/* Each group of a round that has no code yet gets one; and all are taken back. Inside a change. */
bool typed_codes_give(struct work *w, int64_t round);
bool typed_codes_take_back(struct work *w, int64_t round);

/* The secret of the group's link, or null for a code that is nobody's. False only with a fault. */
bool group_link_by_code(struct work *w, const char *code, const char **link_token);

#endif
