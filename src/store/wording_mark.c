/* Fingerprints of sentences. */
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "store/wording.h"

enum { MARK_CHARS = 16 };

/* How many bytes the character takes, and whether it is a letter or a digit as far as a fingerprint goes. Beyond
 * ASCII only general punctuation (U+2000 to U+207F) and Latin-1's signs (U+0080 to U+00BF) are left out. */
static size_t next_character(const char *text, bool *counts)
{
	const unsigned char c = (unsigned char)*text;
	size_t len = 1;

	*counts = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	if (c < 0x80)
		return 1;
	while (((unsigned char)text[len] & 0xC0) == 0x80)
		len++;
	*counts = c != 0xC2 && !(c == 0xE2 && ((unsigned char)text[1] == 0x80 || (unsigned char)text[1] == 0x81));
	return len;
}

const char *wording_mark(struct arena *arena, const char *sentence)
{
	const char *folded = text_fold(arena, sentence);
	char *kept = arena_take(arena, strlen(folded) + 1);
	size_t len = 0;

	for (size_t at = 0; folded[at] != '\0';) {
		bool counts;
		size_t took = next_character(folded + at, &counts);

		if (counts)
			memcpy(kept + len, folded + at, took);
		len += counts ? took : 0;
		at += took;
	}
	return text_copy_bytes(arena, hash_bytes(arena, kept, len), MARK_CHARS);
}
