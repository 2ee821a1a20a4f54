/* The files of a partnership: each chunk a member of the take-out, and all of one file what the table of files says. */
#include "base/text.h"
#include "store/file.h"
#include "store/takein_parts.h"

struct putting {
	struct taking_in *in;
	const struct rows *files; /* id, bytes, digest, by id */
	size_t file, member;      /* how far it is in each */
	unsigned char *chunk;
	struct hashing hashing;
	int64_t bytes;
};

static bool read_whole(struct taking_in *in, size_t index, unsigned char *to, int64_t bytes)
{
	int64_t got, len = 0;

	if (!archive_begin(in->archive, index + 1))
		return false;
	while (len < bytes && (got = archive_read(in->archive, to + len, (size_t)(bytes - len))) != 0) {
		if (got < 0)
			return false;
		len += got;
	}
	return true;
}

static bool is_whole(struct putting *putting)
{
	const struct rows *files = putting->files;
	char digest[HASH_CHARACTERS + 1];

	hash_end(&putting->hashing, digest);
	if (putting->bytes == row_int(files, putting->file, 1) && text_equal(digest, row_text(files, putting->file, 2)))
		return true;
	return fault(putting->in->lines.w, FAULT_BAD_INPUT,
	             "file/%lld is not the file that file.jsonl says: a part of it is missing, or another one.",
	             (long long)row_int(files, putting->file, 0));
}

static void begin_file(struct putting *putting)
{
	hash_begin(&putting->hashing);
	putting->bytes = 0;
}

/* Ends the files before the one a chunk belongs to: each must be whole. */
static bool come_to(struct putting *putting, int64_t id)
{
	for (; putting->file < putting->files->len && row_int(putting->files, putting->file, 0) != id;
	     putting->file++) {
		if (!is_whole(putting))
			return false;
		begin_file(putting);
	}
	return true;
}

static bool give(struct putting *putting, const struct takeout_member *member, struct value *values)
{
	struct work *w = putting->in->lines.w;

	if (!come_to(putting, member->file))
		return false;
	if (putting->file == putting->files->len)
		return fault(w, FAULT_BAD_INPUT, "%s is of a file that file.jsonl does not know.", member->name);
	if (member->bytes == 0 || member->bytes > (int64_t)FILE_CHUNK)
		return fault(w, FAULT_BAD_INPUT, "%s is empty, or larger than a part of a file may be.", member->name);
	if (!read_whole(putting->in, putting->member, putting->chunk, member->bytes))
		return false;
	hash_more(&putting->hashing, putting->chunk, (size_t)member->bytes);
	putting->bytes += member->bytes;
	values[0] = value_int(member->file);
	values[1] = value_int(member->position);
	values[2] = value_blob((struct blob){ putting->chunk, (size_t)member->bytes });
	return true;
}

static enum table_next give_chunk(void *context, struct value *values)
{
	struct putting *putting = context;
	struct takeout_manifest *manifest = &putting->in->manifest;

	while (putting->member < manifest->members.len && manifest->members.at[putting->member].file == 0)
		putting->member++;
	if (putting->member == manifest->members.len)
		return come_to(putting, 0) ? TABLE_END : TABLE_STOP;
	if (!give(putting, &manifest->members.at[putting->member], values))
		return TABLE_STOP;
	putting->member++;
	return TABLE_ROW;
}

bool takein_files(struct taking_in *in)
{
	struct work *w = in->lines.w;
	struct putting putting = { .in = in, .chunk = arena_take_blank(w->arena, FILE_CHUNK) };
	struct table chunks = takeout_as_table(w->arena, takeout_table_named(TAKEOUT_CHUNKS), NULL, 0);
	int64_t refused = 0;

	putting.files =
		db_ask(w, "SELECT id, bytes, digest FROM file WHERE partnership = $1 ORDER BY id", V(w->partnership));
	if (putting.files == NULL)
		return false;
	in->made->files = (int64_t)putting.files->len;
	begin_file(&putting);
	return db_table_load(w, &chunks, give_chunk, &putting, &refused);
}
