/* Gathering the members of a take-out in one file. */
#include <errno.h>
#include <unistd.h>

#include "base/list.h"
#include "store/takeout_parts.h"

#define ASK_EVERY 2000 /* rows */

void gather_begin(struct taking *taking, const char *name)
{
	taking->now = list_new(taking->w->arena, &taking->manifest.members);
	*taking->now = (struct takeout_member){ .name = name, .at = taking->at, .table = taking->table };
	hash_begin(&taking->hashing);
}

void gather_columns(struct taking *taking, const char *const *names, size_t count)
{
	struct arena *arena = taking->w->arena;

	taking->now->columns = NEW_ARRAY(arena, const char *, count);
	taking->starts = NEW_ARRAY(arena, const char *, count);
	taking->now->column_count = count;
	for (size_t i = 0; i < count; i++) {
		taking->now->columns[i] = names[i];
		taking->starts[i] = text_format(arena, "%s\"%s\":", i == 0 ? "{" : ",", names[i]);
	}
}

bool gather_bytes(struct taking *taking, const char *at, size_t len)
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

bool gather_flush(struct taking *taking)
{
	size_t len = taking->out.len;

	taking->out.len = 0;
	return gather_bytes(taking, taking->out.at, len);
}

bool gather_end(struct taking *taking)
{
	bool is_written = gather_flush(taking);

	taking->now->bytes = taking->at - taking->now->at;
	hash_end(&taking->hashing, taking->now->digest);
	return is_written;
}

/* Now and then, as the rows go by. */
bool gather_goes_on(struct taking *taking)
{
	const struct takeout_wish *wish = taking->wish;

	if (++taking->rows % ASK_EVERY != 0 || wish->goes_on == NULL)
		return true;
	return wish->goes_on(wish->context, taking->percent) ||
	       fault(taking->w, FAULT_CONFLICT, "The taking out was stopped.");
}
