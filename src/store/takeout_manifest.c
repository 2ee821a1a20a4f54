#include "store/takeout_manifest.h"

#include "base/json.h"
#include "base/list.h"
#include "store/migrations.h"

void takeout_own_steps(struct work *w, struct takeout_manifest *manifest)
{
	size_t count = 0;
	const struct migration *steps = store_migrations(w->arena, &count);

	for (size_t i = 0; i < count; i++)
		list_add(w->arena, &manifest->steps, steps[i].number);
}

static void write_columns(struct out *out, const struct takeout_member *member)
{
	json_name(out, "lines");
	json_int(out, member->lines);
	json_name(out, "columns");
	json_open(out, '[');
	for (size_t i = 0; i < member->column_count; i++)
		json_text(out, member->columns[i]);
	json_close(out, ']');
}

/* One a line, for people who look. */
static void write_member(struct out *out, const struct takeout_member *member, bool is_first)
{
	out_raw(out, is_first ? "\n" : ",\n");
	json_open(out, '{');
	json_name(out, "name");
	json_text(out, member->name);
	json_name(out, "bytes");
	json_int(out, member->bytes);
	json_name(out, "digest");
	json_text(out, member->digest);
	if (member->file == 0)
		write_columns(out, member);
	json_close(out, '}');
}

void takeout_manifest_write(struct out *out, const struct takeout_manifest *manifest)
{
	json_open(out, '{');
	json_name(out, "cairn");
	json_text(out, "takeout");
	json_name(out, "format");
	json_int(out, TAKEOUT_FORMAT);
	json_name(out, "partnership");
	json_text(out, manifest->name);
	json_name(out, "passwords");
	out_raw(out, manifest->has_passwords ? "true" : "false");
	json_name(out, "steps");
	json_open(out, '[');
	for (size_t i = 0; i < manifest->steps.len; i++)
		json_int(out, manifest->steps.at[i]);
	json_close(out, ']');
	json_name(out, "members");
	json_open(out, '[');
	for (size_t i = 0; i < manifest->members.len; i++)
		write_member(out, &manifest->members.at[i], i == 0);
	out_raw(out, "\n]}\n");
}
