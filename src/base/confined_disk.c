/* How much there is in the folder of a confined program: see base/confined_parts.h. What it left may be hostile, and changes while it is looked at. */
#include <errno.h>
#include <fts.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/confined_parts.h"

#define MOST_FILES  10000
#define BLOCK_BYTES 512 /* of st_blocks, whatever the disk has */

/* A folder nobody may look into can hide anything. One that has gone meanwhile hides nothing. */
static bool is_hidden(const FTSENT *entry)
{
	return (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS) &&
	       entry->fts_errno != ENOENT;
}

int64_t confined_disk(const char *folder)
{
	char *const paths[] = { (char *)(uintptr_t)folder, NULL };
	FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR | FTS_XDEV, NULL);
	const FTSENT *entry;
	int64_t bytes = 0;
	int files = 0;

	if (walk == NULL)
		return INT64_MAX;
	while (bytes < INT64_MAX && (entry = fts_read(walk)) != NULL) {
		if (is_hidden(entry) || ++files > MOST_FILES)
			bytes = INT64_MAX;
		else if (entry->fts_info == FTS_F || entry->fts_info == FTS_DEFAULT)
			bytes += (int64_t)entry->fts_statp->st_blocks * BLOCK_BYTES;
	}
	(void)fts_close(walk);
	return bytes;
}
