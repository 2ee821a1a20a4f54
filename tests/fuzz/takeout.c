/* Any bytes as a take-out, as its manifest and as the lines of its people: checked and found good, or refused with a sentence; never anything
 * else, and never more memory than a little beyond its size. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/archive.h"
#include "base/text.h"
#include "store/takein_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(bool claim)
{
	if (!claim)
		abort();
}

static int file_of(const uint8_t *bytes, size_t len)
{
	int file = memfd_create("input", MFD_CLOEXEC);

	check(file >= 0 && pwrite(file, bytes, len, 0) == (ssize_t)len);
	return file;
}

static struct taking_in begin(struct work *w, int file)
{
	struct taking_in in = { .lines = { .w = w } };

	in.archive = in.lines.archive = archive_open(w->arena, &w->fault, file, "input");
	return in;
}

static void end(struct work *w, struct taking_in *in, bool is_good)
{
	check(is_good == (w->fault.kind == FAULT_NONE));
	check(is_good || !text_is_empty(w->fault.sentence));
	takein_lines_end(&in->lines);
	arena_free(w->arena);
}

static void try_archive(const uint8_t *bytes, size_t len)
{
	struct work w = { .arena = arena_new() };
	int file = file_of(bytes, len);
	struct taking_in in = begin(&w, file);

	end(&w, &in, in.archive != NULL && takein_check(&in) && takein_people(&in));
	close(file);
}

static void try_manifest(const uint8_t *bytes, size_t len)
{
	struct work w = { .arena = arena_new() };
	struct taking_in in = { .lines = { .w = &w } };

	end(&w, &in, takeout_manifest_read(&w, (const char *)bytes, len, &in.manifest));
}

static void try_lines(const uint8_t *bytes, size_t len)
{
	struct work w = { .arena = arena_new() };
	const struct archive_member members[] = { { TAKEOUT_MANIFEST, 0, 0 }, { TAKEOUT_PEOPLE, 0, (int64_t)len } };
	struct takeout_member people = { .name = TAKEOUT_PEOPLE, .column_count = 3 };
	int from = file_of(bytes, len), to = file_of(bytes, 0);
	struct taking_in in;

	check(archive_write(w.arena, &w.fault, from, to, members, 2));
	in = begin(&w, to);
	check(in.archive != NULL);
	for (size_t i = 0; i < len; i++)
		people.lines += bytes[i] == '\n';
	list_add(w.arena, &in.manifest.members, people);
	end(&w, &in, takein_people(&in));
	close(from);
	close(to);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (len > 2 && memcmp(bytes, "PK", 2) == 0) {
		try_archive(bytes, len);
	} else {
		try_manifest(bytes, len);
		try_lines(bytes, len);
	}
	return 0;
}
