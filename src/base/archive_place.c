#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/archive_place.h"
#include "base/text.h"

#define NAME_MOST 200

static zip_int64_t failed(struct place *place, int kind)
{
	zip_error_set(&place->error, kind, errno);
	return -1;
}

static zip_int64_t read_some(struct place *place, void *to, zip_uint64_t len)
{
	int64_t left = place->len - place->at;
	size_t wanted = (zip_uint64_t)left < len ? (size_t)left : (size_t)len;
	ssize_t got;

	do
		got = pread(place->file, to, wanted, place->begin + place->at);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return failed(place, ZIP_ER_READ);
	place->at += got;
	return got;
}

static zip_int64_t write_all(struct place *place, const char *from, zip_uint64_t len)
{
	for (zip_uint64_t done = 0; done < len;) {
		ssize_t put = pwrite(place->file, from + done, (size_t)(len - done), place->begin + place->at);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return failed(place, ZIP_ER_WRITE);
		done += (zip_uint64_t)put;
		place->at += put;
	}
	if (place->at > place->len)
		place->len = place->at;
	return (zip_int64_t)len;
}

static zip_int64_t seek(struct place *place, void *data, zip_uint64_t len)
{
	zip_int64_t to = zip_source_seek_compute_offset((zip_uint64_t)place->at, (zip_uint64_t)place->len, data, len,
	                                                &place->error);

	if (to < 0)
		return -1;
	place->at = to;
	return 0;
}

static zip_int64_t tell_size(const struct place *place, zip_stat_t *stat)
{
	zip_stat_init(stat);
	stat->size = (zip_uint64_t)place->len;
	stat->valid = ZIP_STAT_SIZE;
	return (zip_int64_t)sizeof *stat;
}

/* What we can do: libzip wants to know it beforehand. */
static zip_int64_t abilities(const struct place *place)
{
	zip_int64_t reading = zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
	                                                     ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
	                                                     ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS, -1);
	zip_int64_t writing =
		zip_source_make_command_bitmap(ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE,
	                                       ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE,
	                                       ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, -1);

	return place->is_written ? reading | writing : reading;
}

zip_int64_t place_do(void *what, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
	struct place *place = what;

	switch (command) {
	case ZIP_SOURCE_OPEN:
	case ZIP_SOURCE_BEGIN_WRITE:
		place->at = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return read_some(place, data, len);
	case ZIP_SOURCE_WRITE:
		return write_all(place, data, len);
	case ZIP_SOURCE_SEEK:
	case ZIP_SOURCE_SEEK_WRITE:
		return seek(place, data, len);
	case ZIP_SOURCE_TELL:
	case ZIP_SOURCE_TELL_WRITE:
		return place->at;
	case ZIP_SOURCE_STAT:
		return tell_size(place, data);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&place->error, data, len);
	case ZIP_SOURCE_SUPPORTS:
		return abilities(place);
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_COMMIT_WRITE:
	case ZIP_SOURCE_ROLLBACK_WRITE:
	case ZIP_SOURCE_REMOVE:
	case ZIP_SOURCE_FREE: /* the file is the caller's */
		return 0;
	default:
		zip_error_set(&place->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

bool place_is_plain_path(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len > NAME_MOST || !text_is_clean(name, len) || strpbrk(name, "\\:\t\r\n") != NULL)
		return false;
	return name[0] != '/' && name[len - 1] != '/' && strstr(name, "//") == NULL && strcmp(name, "..") != 0 &&
	       strncmp(name, "../", 3) != 0 && strstr(name, "/../") == NULL && !text_ends(name, "/..");
}
