#include "base/archive.h"

#include <sys/stat.h>

#include "base/archive_place.h"
#include "base/text.h"

struct archive {
	struct arena *arena;
	struct fault *fault;
	const char *called;
	zip_t *zip;
	zip_file_t *open;
	size_t count, now;
	const char **names;
	int64_t *bytes;
};

static bool refuse(struct archive *archive, const char *why)
{
	return fault_set(archive->arena, archive->fault, FAULT_BAD_INPUT, "%s %s", archive->called, why);
}

static bool refuse_member(struct archive *archive, size_t index, const char *why)
{
	return fault_set(archive->arena, archive->fault, FAULT_BAD_INPUT, "%s: “%s” %s", archive->called,
	                 archive->names[index], why);
}

static bool look_at_member(struct archive *archive, size_t index)
{
	zip_stat_t stat;
	const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;

	if (zip_stat_index(archive->zip, index, ZIP_FL_ENC_STRICT, &stat) != 0 || (stat.valid & wanted) != wanted)
		return refuse(archive, "is damaged: its list of what is in it cannot be read.");
	archive->names[index] = place_is_plain_path(stat.name) ? text_copy(archive->arena, stat.name) : "?";
	if (!place_is_plain_path(stat.name))
		return refuse(archive, "holds something whose name is no plain name, so nothing of it was read.");
	if (stat.comp_method != ZIP_CM_STORE || stat.comp_size != stat.size || stat.size > INT64_MAX ||
	    ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE))
		return refuse_member(
			archive, index,
			"is compressed or encrypted. What Cairn takes out is neither: this file was packed "
			"anew by another program. Use it as it was made.");
	archive->bytes[index] = (int64_t)stat.size;
	return true;
}

/* Nothing is compressed, so together they cannot be larger than the file. */
static bool look_at_all(struct archive *archive, int64_t file_bytes)
{
	int64_t left = file_bytes;

	archive->names = NEW_ARRAY(archive->arena, const char *, archive->count);
	archive->bytes = NEW_ARRAY(archive->arena, int64_t, archive->count);
	for (size_t i = 0; i < archive->count; i++) {
		if (!look_at_member(archive, i))
			return false;
		if (archive->bytes[i] > left)
			return refuse(archive,
			              "says that it holds more than there is in it, so nothing of it was read.");
		left -= archive->bytes[i];
	}
	return true;
}

static void end_archive(void *what)
{
	struct archive *archive = what;

	if (archive->open != NULL)
		zip_fclose(archive->open);
	zip_discard(archive->zip);
}

static zip_t *open_zip(struct arena *arena, int file, int64_t bytes)
{
	struct place *place = NEW(arena, struct place);
	zip_source_t *source;
	zip_t *zip;

	*place = (struct place){ .file = file, .len = bytes };
	source = zip_source_function_create(place_do, place, NULL);
	zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	if (zip == NULL)
		zip_source_free(source);
	return zip;
}

struct archive *archive_open(struct arena *arena, struct fault *fault, int file, const char *called)
{
	struct archive *archive = NEW(arena, struct archive);
	struct stat stat;
	zip_int64_t count;

	*archive = (struct archive){ .arena = arena, .fault = fault, .called = called };
	if (fstat(file, &stat) != 0 || !S_ISREG(stat.st_mode) ||
	    (archive->zip = open_zip(arena, file, stat.st_size)) == NULL) {
		(void)refuse(archive, "is not a zip file, or is damaged or was cut short.");
		return NULL;
	}
	arena_defer(arena, end_archive, archive);
	count = zip_get_num_entries(archive->zip, 0);
	archive->count = count < 0 ? 0 : (size_t)count;
	return look_at_all(archive, stat.st_size) ? archive : NULL;
}

size_t archive_count(const struct archive *archive)
{
	return archive->count;
}

const char *archive_name(const struct archive *archive, size_t index)
{
	return archive->names[index];
}

int64_t archive_bytes(const struct archive *archive, size_t index)
{
	return archive->bytes[index];
}

bool archive_begin(struct archive *archive, size_t index)
{
	if (archive->open != NULL)
		zip_fclose(archive->open);
	archive->now = index;
	archive->open = zip_fopen_index(archive->zip, index, 0);
	return archive->open != NULL || refuse_member(archive, index, "is damaged: it cannot be read.");
}

int64_t archive_read(struct archive *archive, void *to, size_t len)
{
	zip_int64_t got = zip_fread(archive->open, to, len);

	if (got < 0)
		(void)refuse_member(archive, archive->now, "is damaged: it is not what it was when it was taken out.");
	return got;
}
