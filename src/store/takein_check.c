/* Before anything is touched: is it a take-out, of a format and of steps we know, and is every byte of it as it was taken out? */
#include "base/text.h"
#include "store/takein_parts.h"

#define MANIFEST_MOST ((int64_t)256 * 1024 * 1024)
#define SOME_BYTES    ((size_t)64 * 1024)

static bool read_manifest(struct taking_in *in)
{
	struct work *w = in->lines.w;
	int64_t bytes, got, len = 0;
	char *text;

	if (archive_count(in->archive) == 0 || !text_equal(archive_name(in->archive, 0), TAKEOUT_MANIFEST))
		return fault(w, FAULT_BAD_INPUT, "This is not what `cairn takeout` makes: it has no manifest.");
	bytes = archive_bytes(in->archive, 0);
	if (bytes > MANIFEST_MOST)
		return fault(w, FAULT_TOO_LARGE, TAKEOUT_MANIFEST " is larger than Cairn takes.");
	text = arena_take_blank(w->arena, (size_t)bytes + 1);
	if (!archive_begin(in->archive, 0))
		return false;
	while ((got = archive_read(in->archive, text + len, (size_t)(bytes + 1 - len))) > 0)
		len += got;
	return got == 0 && takeout_manifest_read(w, text, (size_t)len, &in->manifest);
}

/* The same members in the same order, and no others. */
static bool compare_names(struct taking_in *in)
{
	struct work *w = in->lines.w;
	size_t count = in->manifest.members.len;

	for (size_t i = 0; i < count; i++) {
		const struct takeout_member *member = &in->manifest.members.at[i];

		if (i + 1 >= archive_count(in->archive) || !text_equal(archive_name(in->archive, i + 1), member->name))
			return fault(w, FAULT_BAD_INPUT, "%s is missing, or not in its place.", member->name);
		if (archive_bytes(in->archive, i + 1) != member->bytes)
			return fault(w, FAULT_BAD_INPUT, "%s is not as large as its manifest says.", member->name);
	}
	return archive_count(in->archive) == count + 1 ||
	       fault(w, FAULT_BAD_INPUT, "It holds “%s”, which its manifest does not know.",
	             archive_name(in->archive, count + 1));
}

static bool compare_digest(struct taking_in *in, size_t index, unsigned char *some)
{
	const struct takeout_member *member = &in->manifest.members.at[index];
	struct hashing hashing;
	char digest[HASH_CHARACTERS + 1];
	int64_t got;

	if (!archive_begin(in->archive, index + 1))
		return false;
	hash_begin(&hashing);
	while ((got = archive_read(in->archive, some, SOME_BYTES)) > 0)
		hash_more(&hashing, some, (size_t)got);
	hash_end(&hashing, digest);
	if (got < 0)
		return false;
	return hash_same(digest, member->digest) ||
	       fault(in->lines.w, FAULT_BAD_INPUT,
	             "%s was altered after it was taken out: it is not what its manifest says.", member->name);
}

bool takein_check(struct taking_in *in)
{
	unsigned char *some = arena_take_blank(in->lines.w->arena, SOME_BYTES);

	if (!read_manifest(in) || !compare_names(in))
		return false;
	for (size_t i = 0; i < in->manifest.members.len; i++) {
		if (!compare_digest(in, i, some))
			return false;
	}
	return true;
}
