/* Any bytes as the text of a framework: all statements, or a refusal with a sentence that may be shown. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/wording.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char garden[] =
	"{\"key\":\"g\",\"title\":\"G\",\"publisher\":\"Us\",\"credit\":\"x\",\"licence\":{\"name\":\"L\",\"address\":"
	"\"x.y\"},"
	"\"stem\":\"Good is\",\"line\":{\"positions\":[{\"number\":1,\"name\":\"1\",\"says\":\"1\"},"
	"{\"number\":2,\"name\":\"2\",\"says\":\"2\"},{\"number\":3,\"name\":\"3\",\"says\":\"3\"},"
	"{\"number\":4,\"name\":\"4\",\"says\":\"4\"},{\"number\":5,\"name\":\"5\",\"says\":\"5\"}],"
	"\"dont_know\":{\"name\":\"?\"},\"does_not_apply\":{\"name\":\"-\"}},"
	"\"themes\":[{\"key\":\"t\",\"name\":\"Ta tb\",\"criteria\":["
	"{\"key\":\"a\",\"name\":\"So\",\"question\":\"?\",\"statements\":[{\"id\":\"a.1\",\"label\":\"1\"},"
	"{\"id\":\"a.2\",\"label\":\"2\"}]},"
	"{\"key\":\"b\",\"name\":\"So near\",\"question\":\"?\",\"statements\":[{\"id\":\"b.1\",\"label\":\"1\"}]}]}]}";

static void check(bool claim)
{
	if (!claim)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = arena_new();
	struct fault fault = { 0 };
	const struct pack *pack = pack_read(arena, &fault, garden, strlen(garden), NULL);
	struct wording wording;

	check(pack != NULL);
	if (wording_read(arena, &fault, pack, (const char *)bytes, len, &wording)) {
		check(wording.statements.len == 3);
		for (size_t i = 0; i < wording.statements.len; i++)
			check(text_equal(wording.statements.at[i].said,
			                 text_squeeze(arena, wording.statements.at[i].said)));
	} else {
		check(fault.kind != FAULT_NONE && text_is_clean(fault.sentence, strlen(fault.sentence)));
	}
	arena_free(arena);
	return 0;
}
