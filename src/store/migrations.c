#include "store/migrations.h"

#include "base/text.h"
#include "store/steps.h"

/* "0001_start.sql" is step 1. The files come sorted by name. */
struct migration *store_migrations(struct arena *arena, size_t *count)
{
	struct migration *migrations = NEW_ARRAY(arena, struct migration, steps_count);

	for (size_t i = 0; i < steps_count; i++) {
		int number = 0;

		for (const char *c = steps[i].path; *c >= '0' && *c <= '9'; c++)
			number = number * 10 + *c - '0';
		migrations[i] = (struct migration){ number, steps[i].path,
			                            text_copy_bytes(arena, (const char *)steps[i].at, steps[i].len) };
	}
	*count = steps_count;
	return migrations;
}
