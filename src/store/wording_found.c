#include "store/wording_found.h"

#include "base/out.h"
#include "base/text.h"

enum { NAMED = 8 }; /* how many criteria a sentence names before it says "and 3 more" */

static bool is_whole(const struct found *found)
{
	return found->slides == 1 && found->count == found->criterion->statements.len && found->different.len == 0;
}

/* What is wrong with one criterion in a few words after its name, or null when it belongs to another sentence. */
typedef const char *describe(struct arena *arena, const struct found *found);

static const char *describe_missing(struct arena *arena, const struct found *found)
{
	size_t expected = found->criterion->statements.len;

	if (found->slides > 1 || found->count >= expected)
		return NULL;
	return text_format(arena, "(%zu)", expected - found->count);
}

static const char *describe_different(struct arena *arena, const struct found *found)
{
	struct out numbers = { .arena = arena };

	if (found->slides != 1)
		return NULL;
	if (found->count > found->criterion->statements.len)
		return text_format(arena, "(%zu statements in place of %zu)", found->count,
		                   found->criterion->statements.len);
	if (found->different.len == 0)
		return NULL;
	for (size_t i = 0; i < found->different.len; i++)
		out_format(&numbers, "%s%s", i == 0 ? "" : ", ", found->different.at[i]);
	return text_format(arena, "(statement %s)", out_html(&numbers).at);
}

static const char *describe_twice(struct arena *arena, const struct found *found)
{
	(void)arena;
	return found->slides > 1 ? "" : NULL;
}

/* " Missing: Review: Share learning (3); ..." or "" when none is. */
static const char *name_all(struct arena *arena, const struct found_list *all, const char *opening, describe *what)
{
	const struct found *found;
	const char *said = "";
	size_t count = 0;

	for EACH(found, all) {
		const char *how = what(arena, found);

		if (how == NULL || count++ >= NAMED)
			continue;
		said = text_format(arena, "%s%s%s: %s%s%s", said, count == 1 ? "" : "; ", found->criterion->theme_name,
		                   found->criterion->name, *how == '\0' ? "" : " ", how);
	}
	if (count == 0)
		return "";
	if (count > NAMED)
		said = text_format(arena, "%s; and %zu more", said, count - NAMED);
	return text_format(arena, " %s: %s.", opening, said);
}

static int64_t count_whole(const struct found_list *all)
{
	const struct found *found;
	size_t count = 0;

	for EACH(found, all) {
		if (found->slides != 1 || found->count > found->criterion->statements.len)
			continue;
		count += found->count - found->different.len;
	}
	return (int64_t)count;
}

/* Nothing of the document at all: it is another one. */
static bool is_another(const struct found_list *all)
{
	const struct found *found;

	for EACH(found, all) {
		if (found->slides > 0)
			return false;
	}
	return true;
}

static bool tell(struct arena *arena, struct fault *fault, const struct pack *pack, const struct found_list *all)
{
	if (is_another(all))
		return fault_set(
			arena, fault, FAULT_BAD_INPUT,
			"This is not the text of the %s: none of its %lld statements is in it. Nothing was changed.",
			pack->title, (long long)pack->statements);
	return fault_set(arena, fault, FAULT_BAD_INPUT,
	                 "The text has %lld of %lld statements.%s%s%s Nothing was changed.",
	                 (long long)count_whole(all), (long long)pack->statements,
	                 name_all(arena, all, "Missing", describe_missing),
	                 name_all(arena, all, "Not as published", describe_different),
	                 name_all(arena, all, "There more than once", describe_twice));
}

bool found_all(struct arena *arena, struct fault *fault, const struct pack *pack, const struct found_list *all)
{
	const struct found *found;

	for EACH(found, all) {
		if (!is_whole(found))
			return tell(arena, fault, pack, all);
	}
	return true;
}
