#include "store/wording.h"

#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "store/wording_slides.h"

enum {
	NAMED = 8,      /* how many criteria a sentence names before it says "and 3 more" */
	MARK_CHARS = 16,
};

/* What was found of one criterion. */
struct found {
	const struct pack_criterion *criterion;
	size_t slides; /* more than one: the document is there twice */
	struct pack_texts statements;
	struct pack_texts different; /* the numbers of those that are not as published */
};

struct reader {
	struct arena *arena;
	struct fault *fault;
	const struct pack *pack;
	LIST(struct found) found; /* one a criterion that has statements, in the pack's order */
	struct lines ending;      /* what follows the last slide */
};

/* ------------------------------------------------------------------ marks */

/* How many bytes the character takes, and whether it is a letter or a digit as far as a fingerprint goes. Beyond ASCII only general
 * punctuation (U+2000 to U+207F) and Latin-1's signs (U+0080 to U+00BF) are left out. */
static size_t next_character(const char *text, bool *counts)
{
	const unsigned char c = (unsigned char)*text;
	size_t len = 1;

	*counts = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	if (c < 0x80)
		return 1;
	while (((unsigned char)text[len] & 0xC0) == 0x80)
		len++;
	*counts = c != 0xC2 && !(c == 0xE2 && ((unsigned char)text[1] == 0x80 || (unsigned char)text[1] == 0x81));
	return len;
}

const char *wording_mark(struct arena *arena, const char *sentence)
{
	const char *folded = text_fold(arena, sentence);
	char *kept = arena_take(arena, strlen(folded) + 1);
	size_t len = 0;

	for (size_t at = 0; folded[at] != '\0';) {
		bool counts;
		size_t took = next_character(folded + at, &counts);

		if (counts)
			memcpy(kept + len, folded + at, took);
		len += counts ? took : 0;
		at += took;
	}
	return text_copy_bytes(arena, hash_bytes(arena, kept, len), MARK_CHARS);
}

static bool is_as_published(struct arena *arena, const char *mark, const char *said)
{
	return *mark == '\0' || text_equal(mark, wording_mark(arena, said));
}

/* ------------------------------------------------------------------ finding */

static void list_criteria(struct reader *reader)
{
	const struct pack_theme *theme;
	const struct pack_criterion *criterion;

	for EACH(theme, &reader->pack->themes) {
		for EACH(criterion, &theme->criteria) {
			if (criterion->statements.len > 0)
				list_new(reader->arena, &reader->found)->criterion = criterion;
		}
	}
}

static void compare_with_marks(struct reader *reader, struct found *found)
{
	for (size_t i = 0; i < found->statements.len; i++) {
		const struct pack_statement *statement = &found->criterion->statements.at[i];

		if (is_as_published(reader->arena, statement->mark, found->statements.at[i]))
			continue;
		list_add(reader->arena, &found->different,
		         text_format(reader->arena, "%lld", (long long)statement->number));
	}
}

static void take_slide(struct reader *reader, const struct slide *slide)
{
	struct found *found;

	for EACH(found, &reader->found) {
		size_t expected = found->criterion->statements.len;

		if (found->criterion != slide->criterion)
			continue;
		if (found->slides++ > 0)
			return;
		found->statements = slide_statements(reader->arena, reader->pack, &slide->body, expected);
		if (found->statements.len == expected)
			compare_with_marks(reader, found);
		return;
	}
}

static void find_all(struct reader *reader, const char *text, size_t len)
{
	struct lines lines = lines_of(reader->arena, text, len);
	size_t rest = 0;
	struct slides slides = slides_of(reader->arena, reader->pack, &lines, &rest);
	const struct slide *slide;

	list_criteria(reader);
	for EACH(slide, &slides) {
		if (slide->criterion != NULL)
			take_slide(reader, slide);
	}
	reader->ending = (struct lines){ lines.len - rest, lines.len - rest,
		                         lines.at == NULL ? NULL : lines.at + rest };
}

/* ------------------------------------------------------------------ refusing */

static bool is_whole(const struct found *found)
{
	return found->slides == 1 && found->statements.len == found->criterion->statements.len &&
	       found->different.len == 0;
}

/* What is wrong with one criterion in a few words after its name, or null when it belongs to another sentence. */
typedef const char *describe(struct arena *arena, const struct found *found);

static const char *describe_missing(struct arena *arena, const struct found *found)
{
	size_t expected = found->criterion->statements.len;

	if (found->slides > 1 || found->statements.len >= expected)
		return NULL;
	return text_format(arena, "(%zu)", expected - found->statements.len);
}

static const char *describe_different(struct arena *arena, const struct found *found)
{
	const char *numbers = "";

	if (found->slides != 1)
		return NULL;
	if (found->statements.len > found->criterion->statements.len)
		return text_format(arena, "(%zu statements in place of %zu)", found->statements.len,
		                   found->criterion->statements.len);
	if (found->different.len == 0)
		return NULL;
	for (size_t i = 0; i < found->different.len; i++)
		numbers = text_format(arena, "%s%s%s", numbers, i == 0 ? "" : ", ", found->different.at[i]);
	return text_format(arena, "(statement %s)", numbers);
}

static const char *describe_twice(struct arena *arena, const struct found *found)
{
	(void)arena;
	return found->slides > 1 ? "" : NULL;
}

/* " Missing: Review: Share learning (3); ..." or "" when none is. */
static const char *name_all(const struct reader *reader, const char *opening, describe *what)
{
	struct arena *arena = reader->arena;
	const struct found *found;
	const char *said = "";
	size_t count = 0;

	for EACH(found, &reader->found) {
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

static int64_t count_whole(const struct reader *reader)
{
	const struct found *found;
	size_t count = 0;

	for EACH(found, &reader->found) {
		if (found->slides != 1 || found->statements.len > found->criterion->statements.len)
			continue;
		count += found->statements.len - found->different.len;
	}
	return (int64_t)count;
}

static bool has_all(struct reader *reader)
{
	const struct found *found;
	bool any = false, all = true;

	for EACH(found, &reader->found) {
		any = any || found->slides > 0;
		all = all && is_whole(found);
	}
	if (all)
		return true;
	if (!any)
		return fault_set(reader->arena, reader->fault, FAULT_BAD_INPUT,
		                 "This is not the text of the %s: none of its %lld statements is in it. Nothing was changed.",
		                 reader->pack->title, (long long)reader->pack->statements);
	return fault_set(reader->arena, reader->fault, FAULT_BAD_INPUT,
	                 "The text has %lld of %lld statements.%s%s%s Nothing was changed.",
	                 (long long)count_whole(reader), (long long)reader->pack->statements,
	                 name_all(reader, "Missing", describe_missing),
	                 name_all(reader, "Not as published", describe_different),
	                 name_all(reader, "There more than once", describe_twice));
}

/* ------------------------------------------------------------------ licence, credit and end */

static bool mentions_licence(const char *line)
{
	return strcasestr(line, "licence") != NULL || strcasestr(line, "licensed") != NULL;
}

static const char *join_lines(struct arena *arena, const struct lines *lines, size_t begin, size_t end, const char *between)
{
	const char *joined = "";

	for (size_t i = begin; i < end && strlen(joined) < 4000; i++)
		joined = text_format(arena, "%s%s%s", joined, i == begin ? "" : between, lines->at[i].text);
	return joined;
}

/* The passage from the first line that speaks of a licence to the one with its address; *after is the line behind it. */
static const char *licence_passage(const struct reader *reader, size_t *after)
{
	const struct lines *lines = &reader->ending;
	size_t begin = 0, end;

	while (begin < lines->len && !mentions_licence(lines->at[begin].text))
		begin++;
	for (end = begin; end < lines->len; end++) {
		if (strstr(lines->at[end].text, reader->pack->licence_address) == NULL)
			continue;
		*after = end + 1;
		return join_lines(reader->arena, lines, begin, *after, " ");
	}
	return "";
}

static bool read_licence(struct reader *reader, struct wording *wording)
{
	const struct pack *pack = reader->pack;
	size_t after = 0;

	wording->licence = *pack->licence_address == '\0' ? "" : licence_passage(reader, &after);
	wording->credit = join_lines(reader->arena, &reader->ending, after, reader->ending.len, "\n");
	if (*pack->licence_address != '\0' &&
	    (strstr(wording->licence, pack->publisher) == NULL ||
	     !is_as_published(reader->arena, pack->licence_mark, wording->licence)))
		return fault_set(reader->arena, reader->fault, FAULT_BAD_INPUT,
		                 "The text has all %lld statements, but not the whole of its licence and credit to %s, "
		                 "which stand at its end. Use the text of the whole document. Nothing was changed.",
		                 (long long)pack->statements, pack->publisher);
	if (*pack->source_end != '\0' && strstr(wording->credit, pack->source_end) == NULL)
		return fault_set(reader->arena, reader->fault, FAULT_BAD_INPUT,
		                 "The text has all %lld statements, but it stops before the end of the document, which closes "
		                 "with \"%s\". Use the text of the whole document. Nothing was changed.",
		                 (long long)pack->statements, pack->source_end);
	return true;
}

/* ------------------------------------------------------------------ the door */

static bool is_plain_text(struct arena *arena, struct fault *fault, const char *text, size_t len)
{
	char *copy;

	if (len > WORDING_BYTES)
		return fault_set(arena, fault, FAULT_TOO_LARGE, "The text of a framework may be at most 1 MB.");
	if (len == 0)
		return fault_set(arena, fault, FAULT_BAD_INPUT, "The file is empty. Nothing was changed.");
	if (len >= 5 && memcmp(text, "%PDF-", 5) == 0)
		return fault_set(arena, fault, FAULT_BAD_TYPE,
		                 "This is the PDF itself. Cairn reads the text in it: open the PDF, select and copy all of it, "
		                 "save it as plain text (UTF-8), and load that file.");
	if (len >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0))
		return fault_set(arena, fault, FAULT_BAD_TYPE,
		                 "The file is text in UTF-16. Save it as plain text in UTF-8, and load that file.");
	copy = text_copy_bytes(arena, text, len);
	for (size_t i = 0; i < len; i++)
		copy[i] = copy[i] == '\f' || copy[i] == '\v' ? '\n' : copy[i]; /* page breaks are as good as line breaks */
	return text_is_clean(copy, len) ||
	       fault_set(arena, fault, FAULT_BAD_TYPE,
	                 "The file is not plain text in UTF-8. Save the text of the document as plain text (UTF-8), and "
	                 "load that file.");
}

bool wording_read(struct arena *arena, struct fault *fault, const struct pack *pack, const char *text, size_t len,
                  struct wording *wording)
{
	struct reader reader = { .arena = arena, .fault = fault, .pack = pack };
	const struct found *found;

	*wording = (struct wording){ .licence = "", .credit = "", .digest = "" };
	if (pack->statements == 0)
		return fault_set(arena, fault, FAULT_BAD_INPUT, "The %s has no statements, so there is no wording to load.",
		                 pack->title);
	if (!is_plain_text(arena, fault, text, len))
		return false;
	find_all(&reader, text, len);
	if (!has_all(&reader) || !read_licence(&reader, wording))
		return false;
	for EACH(found, &reader.found) {
		for (size_t i = 0; i < found->statements.len; i++)
			list_add(arena, &wording->statements,
			         ((struct wording_statement){ found->criterion->statements.at[i].id,
			                                      found->statements.at[i] }));
	}
	wording->digest = hash_bytes(arena, text, len);
	return true;
}
