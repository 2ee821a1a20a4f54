/* Any bytes as a pack: read and found good, or refused with a sentence and problems that may be shown; never
 * anything else. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(bool claim)
{
	if (!claim)
		abort();
}

static void check_pack(const struct pack *pack)
{
	for (size_t t = 0; t < pack->themes.len; t++) {
		const struct pack_theme *theme = &pack->themes.at[t];

		check(pack_theme(pack, theme->key) == theme);
		for (size_t c = 0; c < theme->criteria.len; c++) {
			check(theme->criteria.at[c].positions.len == PACK_POSITIONS);
			check(*theme->criteria.at[c].question != '\0');
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new();
	struct fault fault = { 0 };
	struct pack_texts problems = { 0 };
	const struct pack *pack = pack_read(arena, &fault, (const char *)bytes, len, &problems);

	check((pack == NULL) == (fault.kind != FAULT_NONE));
	check(problems.len <= PACK_PROBLEMS);
	for (size_t i = 0; i < problems.len; i++)
		check(text_is_clean(problems.at[i], strlen(problems.at[i])));
	if (pack != NULL)
		check_pack(pack);
	arena_free(arena);
	return 0;
}
