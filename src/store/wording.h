/*
 * The official wording of a framework, read from the text of its own document.
 *
 * Cairn does not ship the sentences of a framework whose licence forbids building upon it. A partnership loads
 * them from its own copy: the text as it comes out of the PDF. There the bullets are lost, lines are wrapped, and
 * every slide repeats the words that all statements complete and the theme's name. The pack knows how many
 * statements each criterion has, so the reader can tell whether it found them all; where the pack also holds a
 * mark of each sentence (a fingerprint, from which the sentence cannot be made again), it can tell that they are
 * word for word the published ones.
 *
 * It is all or nothing: a text that is cut, altered, of another document or no text at all is refused with what
 * was missing, by name.
 */
#ifndef CAIRN_STORE_WORDING_H
#define CAIRN_STORE_WORDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/list.h"
#include "store/pack.h"

#define WORDING_BYTES ((size_t)1 << 20)

struct wording_statement {
	const char *id;   /* the pack's */
	const char *said; /* word for word but for white space */
};

struct wording {
	LIST(struct wording_statement) statements; /* all of the pack's, in its order */
	/* The document's own passage on its licence and on giving credit; "" when the pack names no address of one. */
	const char *licence;
	const char *credit; /* what follows that passage: credits to others and where to write, a line each */
	const char *digest; /* of the bytes that were read */
};

/* False with the fault set when anything is missing; `wording` is then of no use. The text need not end in a NUL. */
bool wording_read(struct arena *arena, struct fault *fault, const struct pack *pack, const char *text, size_t len,
                  struct wording *wording);

/* The fingerprint of a sentence: 16 hexadecimal characters made from its letters and digits alone, so that
 * quotation marks, dashes and white space, which differ from one PDF reader to another, make no difference. */
const char *wording_mark(struct arena *arena, const char *sentence);

#endif
