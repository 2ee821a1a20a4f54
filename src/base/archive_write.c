#include "base/archive.h"

#include <errno.h>

#include "base/archive_place.h"

#define FIRST_DAY   0x21 /* 1 January 1980, the first a zip file can say: the same bytes whenever it is made */
#define OWNERS_ONLY ((zip_uint32_t)0100600 << 16)

static bool not_written(struct arena *arena, struct fault *fault, const zip_error_t *error)
{
	if (zip_error_system_type(error) == ZIP_ET_SYS && zip_error_code_system(error) == ENOSPC)
		return fault_set(arena, fault, FAULT_DATABASE_FULL, "The disk is full, so the file was not written.");
	return fault_set(arena, fault, FAULT_UNAVAILABLE, "The file could not be written.");
}

/* The archive takes the source over; when it does not, it is given back. */
static bool add_member(zip_t *zip, struct arena *arena, int from, const struct archive_member *member)
{
	struct place *place = NEW(arena, struct place);
	zip_source_t *source;
	zip_int64_t index;

	*place = (struct place){ .file = from, .begin = member->at, .len = member->bytes };
	source = zip_source_function(zip, place_do, place);
	if (source == NULL)
		return false;
	index = zip_file_add(zip, member->name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return false;
	}
	return zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0 &&
	       zip_file_set_dostime(zip, (zip_uint64_t)index, 0, FIRST_DAY, 0) == 0 &&
	       zip_file_set_external_attributes(zip, (zip_uint64_t)index, 0, ZIP_OPSYS_UNIX, OWNERS_ONLY) == 0;
}

bool archive_write(struct arena *arena, struct fault *fault, int from, int to, const struct archive_member *members,
                   size_t count)
{
	struct place *place = NEW(arena, struct place);
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip;
	bool is_added = true;

	*place = (struct place){ .file = to, .is_written = true };
	zip_error_init(&error);
	source = zip_source_function_create(place_do, place, &error);
	zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
	if (zip == NULL) {
		zip_source_free(source);
		return not_written(arena, fault, &error);
	}
	for (size_t i = 0; i < count && is_added; i++)
		is_added = add_member(zip, arena, from, &members[i]);
	if (is_added && zip_close(zip) == 0)
		return true;
	not_written(arena, fault, zip_get_error(zip));
	zip_discard(zip);
	return false;
}
