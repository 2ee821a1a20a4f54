/*
 * A file, or a part of one, as libzip reads and writes it: private to archive_read.c, archive_write.c, docx.c and
 * office_package.c.
 */
#ifndef CAIRN_BASE_ARCHIVE_PLACE_H
#define CAIRN_BASE_ARCHIVE_PLACE_H

#include <stdbool.h>
#include <stdint.h>
#include <zip.h>

struct place {
	int file;
	int64_t begin, len; /* the part of the file that counts */
	int64_t at;         /* within it: what is read or written next */
	bool is_written;
	zip_error_t error;
};

/* For zip_source_function_create; the place lives as long as the source. */
zip_int64_t place_do(void *place, void *data, zip_uint64_t len, zip_source_cmd_t command);

/* Words with slashes between them, of which none goes up or is left out: a name that a member may have. */
bool place_is_plain_path(const char *name);

#endif
