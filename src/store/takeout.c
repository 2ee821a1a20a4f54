#include "store/takeout.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/archive.h"
#include "base/json.h"
#include "base/list.h"
#include "store/takeout_manifest.h"
#include "store/takeout_people.h"

#define WRITE_BYTES ((size_t)64 * 1024)
#define ASK_EVERY   2000 /* rows */

struct taking {
	struct work *w;
	const struct takeout_wish *wish;
	struct takeout_made *made;
	int file; /* where the members are gathered */
	int64_t at;
	struct out out; /* what is not yet written */
	struct hashing hashing;
	struct takeout_manifest manifest;
	struct takeout_member *now;
	struct takeout_names names;        /* from account to number */
	const struct takeout_table *table; /* the one that is read */
	const char **starts;               /* what stands before each value of a line */
	size_t columns;
	int64_t rows, percent;
};

/* ------------------------------------------------------------------ members */

static bool write_out(struct taking *taking, const char *at, size_t len)
{
	hash_more(&taking->hashing, at, len);
	taking->at += (int64_t)len;
	while (len > 0) {
		ssize_t put = write(taking->file, at, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return fault(taking->w, errno == ENOSPC ? FAULT_DATABASE_FULL : FAULT_UNAVAILABLE,
			             "There is no room in the folder for temporary files to gather the take-out.");
		at += put;
		len -= (size_t)put;
	}
	return true;
}

static bool flush(struct taking *taking)
{
	size_t len = taking->out.len;

	taking->out.len = 0;
	return write_out(taking, taking->out.at, len);
}

static void begin_member(struct taking *taking, const char *name)
{
	taking->now = list_new(taking->w->arena, &taking->manifest.members);
	*taking->now = (struct takeout_member){ .name = name, .at = taking->at, .table = taking->table };
	hash_begin(&taking->hashing);
}

static bool end_member(struct taking *taking)
{
	bool is_written = flush(taking);

	taking->now->bytes = taking->at - taking->now->at;
	hash_end(&taking->hashing, taking->now->digest);
	return is_written;
}

static void name_columns(struct taking *taking, const char *const *names, size_t count)
{
	struct arena *arena = taking->w->arena;

	taking->now->columns = NEW_ARRAY(arena, const char *, count);
	taking->starts = NEW_ARRAY(arena, const char *, count);
	taking->now->column_count = taking->columns = count;
	for (size_t i = 0; i < count; i++) {
		taking->now->columns[i] = names[i];
		taking->starts[i] = text_format(arena, "%s\"%s\":", i == 0 ? "{" : ",", names[i]);
	}
}

/* ------------------------------------------------------------------ lines */

/* As json_int writes it, without a format to read: there are millions. */
static void write_int(struct out *out, int64_t number)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do
		digits[--at] = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (number < 0)
		digits[--at] = '-';
	out_bytes(out, digits + at, sizeof digits - at);
}

/* Somebody who never belonged to the partnership has no number in it, and nothing of it may point at them. */
static bool write_person(struct taking *taking, const struct takeout_column *column, int64_t account)
{
	int64_t number = takeout_name_of(&taking->names, account);

	if (number == 0 && account != 0)
		return fault(taking->w, FAULT_BROKEN,
		             "“%s” of a record in %s is somebody who never belonged to this partnership, so it "
		             "cannot be taken out. Tell whoever looks after Cairn.",
		             column->name, taking->table->name);
	write_int(&taking->out, number);
	return true;
}

static bool write_value(struct taking *taking, const struct takeout_column *column, const struct rows *row, size_t i)
{
	const struct cell *cell = &row->cells[i];

	if (cell->kind == VALUE_NULL)
		out_raw(&taking->out, "null");
	else if (column->kind == TAKEOUT_ACCOUNT)
		return write_person(taking, column, cell->integer);
	else if (cell->kind == VALUE_TEXT)
		json_text(&taking->out, cell->text);
	else if (cell->kind == VALUE_REAL)
		out_format(&taking->out, "%.17g", cell->real);
	else
		write_int(&taking->out, cell->integer);
	return true;
}

/* Now and then, as the rows go by. */
static bool goes_on(struct taking *taking)
{
	const struct takeout_wish *wish = taking->wish;

	if (++taking->rows % ASK_EVERY != 0 || wish->goes_on == NULL)
		return true;
	return wish->goes_on(wish->context, taking->percent) ||
	       fault(taking->w, FAULT_CONFLICT, "The taking out was stopped.");
}

static bool end_line(struct taking *taking)
{
	out_raw(&taking->out, "}\n");
	taking->now->lines++;
	taking->made->records++;
	return (taking->out.len < WRITE_BYTES || flush(taking)) && goes_on(taking);
}

static bool write_row(void *context, const struct rows *row)
{
	struct taking *taking = context;

	for (size_t i = 0; i < row->columns; i++) {
		out_raw(&taking->out, taking->starts[i]);
		if (!write_value(taking, &taking->table->columns[i], row, i))
			return false;
	}
	return end_line(taking);
}

/* ------------------------------------------------------------------ tables */

static bool take_table(struct taking *taking, const struct takeout_table *table)
{
	struct arena *arena = taking->w->arena;
	struct table all = takeout_as_table(arena, table, NULL, 0);
	const char **names = NEW_ARRAY(arena, const char *, all.count);

	for (size_t i = 0; i < all.count; i++)
		names[i] = all.columns[i].name;
	taking->table = table;
	begin_member(taking, text_format(arena, "%s.jsonl", table->name));
	name_columns(taking, names, all.count);
	return db_table_each(taking->w, &all, write_row, taking) && end_member(taking);
}

static bool take_people(struct taking *taking)
{
	static const char *const names[] = { "number", "email", "name", "password_hash" };
	bool with_passwords = taking->manifest.has_passwords;
	struct takeout_people people = { 0 };
	const struct takeout_person *person;

	if (!takeout_people_read(taking->w, &people, &taking->names))
		return false;
	begin_member(taking, TAKEOUT_PEOPLE);
	name_columns(taking, names, with_passwords ? 4 : 3);
	for EACH(person, &people) {
		out_raw(&taking->out, taking->starts[0]);
		write_int(&taking->out, person->number);
		out_raw(&taking->out, taking->starts[1]);
		json_text(&taking->out, person->email);
		out_raw(&taking->out, taking->starts[2]);
		json_text(&taking->out, person->name);
		if (with_passwords) {
			out_raw(&taking->out, taking->starts[3]);
			json_text(&taking->out, person->password_hash);
		}
		if (!end_line(taking))
			return false;
	}
	return end_member(taking);
}

/* ------------------------------------------------------------------ files */

static bool write_chunk(void *context, const struct rows *row)
{
	struct taking *taking = context;
	int64_t file = row_int(row, 0, 0), position = row_int(row, 0, 1);
	struct blob content = row_blob(row, 0, 2);

	begin_member(taking, text_format(taking->w->arena, "file/%lld/%lld", (long long)file, (long long)position));
	taking->now->file = file;
	taking->now->position = position;
	taking->made->files += position == 1;
	return write_out(taking, (const char *)content.at, content.len) && end_member(taking) && goes_on(taking);
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

	if (!take_people(taking))
		return false;
	for (int64_t i = 0; i < count; i++) {
		taking->percent = 80 * i / count;
		if (!text_equal(takeout_tables[i].name, TAKEOUT_CHUNKS) && !take_table(taking, &takeout_tables[i]))
			return false;
	}
	return take_files(taking);
}

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
	if (!flush(taking))
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
