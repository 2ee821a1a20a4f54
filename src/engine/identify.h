/*
 * What in a text may show who somebody is: places for a person to look at closely before others read it.
 *
 * A hint is a reason to look twice, never a verdict: nothing is taken out by a machine, and a text without a hint may still tell who
 * wrote it or whom it is about. Found are:
 *
 *   - e-mail addresses; telephone numbers; postcodes of the United Kingdom; numbers like a CHI number (ten digits that begin with a day and a
 *     month) or an NHS number, and any seven digits or more in a row that are no sum of money;
 *   - names of people who are passed in (whoever belongs to the partnership), whole in any writing, or a part of one with a capital;
 *   - two words or more in a row with a capital, or a title or an initial before one, unless they are terms that are passed in or
 *     that are common here ("Scottish Government"). A word that opens a sentence counts only when it says something by itself;
 *   - "my mother", "our late son": a relation named after "my" or "our".
 *
 * Places are bytes of the text, in its order, and never overlap. Everything lives in the arena. Nothing can fail; any bytes may come.
 */
#ifndef CAIRN_ENGINE_IDENTIFY_H
#define CAIRN_ENGINE_IDENTIFY_H

#include <stddef.h>

#include "base/arena.h"
#include "base/list.h"

/* The surest first: where two overlap, the first of these is said. */
enum hint_kind { HINT_EMAIL, HINT_POSTCODE, HINT_PHONE, HINT_NUMBER, HINT_MEMBER, HINT_NAME, HINT_RELATIVE };

struct hint {
	enum hint_kind kind;
	size_t at, len;
};

struct hints {
	size_t len, cap;
	struct hint *at;
};

/* What is known: folded once, used for many texts. */
struct known_names;

/* `terms` are no names ("Integration Joint Board"); `members` are names of people. */
const struct known_names *known_names(struct arena *arena, const char *const *terms, size_t term_count,
                                      const char *const *members, size_t member_count);

struct hints identify(struct arena *arena, const char *text, const struct known_names *known);

/* "an e-mail address", "what may be a name". */
const char *hint_words(enum hint_kind kind);

#endif
