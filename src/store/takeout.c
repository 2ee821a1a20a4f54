#include "store/takeout.h"

#include <stdio.h>
#include <unistd.h>

#include "base/archive.h"
#include "base/text.h"
#include "store/takeout_parts.h"

/* ------------------------------------------------------------------ files */

static bool write_chunk(void *context, const struct rows *row)
{
	struct taking *taking = context;
	int64_t file = row_int(row, 0, 0), position = row_int(row, 0, 1);
	struct blob content = row_blob(row, 0, 2);

	gather_begin(taking, text_format(taking->w->arena, "file/%lld/%lld", (long long)file, (long long)position));
	taking->now->file = file;
	taking->now->position = position;
	return gather_bytes(taking, (const char *)content.at, content.len) && gather_end(taking) &&
	       gather_goes_on(taking);
}

static bool take_files(struct taking *taking)
{
	struct table chunks = takeout_as_table(taking->w->arena, takeout_table_named(TAKEOUT_CHUNKS), NULL, 0);

	taking->table = NULL;
	return db_table_each(taking->w, &chunks, write_chunk, taking);
}

/* ------------------------------------------------------------------ all of it */

static int64_t count_tables(void)
{
	int64_t count = 0;

	while (takeout_tables[count].name != NULL)
		count++;
	return count;
}

/* Four fifths of the way; the rest is putting the archive together. */
static bool take_all(struct taking *taking)
{
	int64_t count = count_tables();

	if (!takeout_rows_of_people(taking))
		return false;
	for (int64_t i = 0; i < count; i++) {
		taking->percent = 80 * i / count;
		if (!text_equal(takeout_tables[i].name, TAKEOUT_CHUNKS) && !takeout_rows_of(taking, &takeout_tables[i]))
			return false;
	}
	return take_files(taking);
}

/* One snapshot, so that all of it is of one moment. */
static bool take_snapshot(struct taking *taking)
{
	struct work *w = taking->w;
	struct rows *rows;
	bool is_taken;

	if (!db_snapshot_begin(w))
		return false;
	rows = db_ask(w, "SELECT name FROM partnership WHERE id = $1", V(w->partnership));
	taking->manifest.name = row_text(rows, 0, 0);
	is_taken = rows != NULL && (rows->len == 1 || fault(w, FAULT_NOT_FOUND, "There is no such partnership.")) &&
	           take_all(taking);
	db_snapshot_end(w);
	return is_taken;
}

/* The manifest is gathered last and stands first. */
static bool put_together(struct taking *taking, int to)
{
	struct work *w = taking->w;
	size_t count = taking->manifest.members.len + 1;
	struct archive_member *members = NEW_ARRAY(w->arena, struct archive_member, count);
	off_t size;

	for (size_t i = 1; i < count; i++) {
		const struct takeout_member *member = &taking->manifest.members.at[i - 1];

		members[i] = (struct archive_member){ member->name, member->at, member->bytes };
	}
	members[0] = (struct archive_member){ TAKEOUT_MANIFEST, taking->at, 0 };
	takeout_manifest_write(&taking->out, &taking->manifest);
	if (!gather_flush(taking))
		return false;
	members[0].bytes = taking->at - members[0].at;
	if (!archive_write(w->arena, &w->fault, taking->file, to, members, count))
		return false;
	size = lseek(to, 0, SEEK_END);
	taking->made->bytes = size;
	return size > 0 || fault(w, FAULT_UNAVAILABLE, "The file could not be written.");
}

bool takeout_write(struct work *w, const struct takeout_wish *wish, int to, struct takeout_made *made)
{
	FILE *gathered = tmpfile();
	struct taking taking = { .w = w, .wish = wish, .made = made, .out = { .arena = w->arena } };
	bool is_written;

	*made = (struct takeout_made){ 0 };
	if (gathered == NULL)
		return fault(w, FAULT_UNAVAILABLE, "There is no folder for temporary files to gather the take-out in.");
	taking.file = fileno(gathered);
	taking.manifest.has_passwords = wish->with_passwords;
	takeout_own_steps(w, &taking.manifest);
	is_written = take_snapshot(&taking) && put_together(&taking, to);
	(void)fclose(gathered);
	return is_written;
}
