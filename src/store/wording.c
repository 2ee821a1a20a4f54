#include "store/wording.h"

#include <string.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/text.h"
#include "store/wording_found.h"
#include "store/wording_slides.h"

/* No licence or credit is longer: what comes after that is not read on. */
enum { PASSAGE_BYTES = 4000 };

struct reader {
	struct arena *arena;
	struct fault *fault;
	const struct pack *pack;
	struct found_list found;
	struct lines ending; /* what follows the last slide */
};

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
	struct slide_statements statements;
	struct found *found;

	for EACH(found, &reader->found) {
		size_t expected = found->criterion->statements.len;

		if (found->criterion != slide->criterion)
			continue;
		if (found->slides++ > 0)
			return;
		statements = slide_statements(reader->arena, reader->pack, &slide->body, expected);
		found->count = statements.count;
		found->statements = statements.said;
		compare_with_marks(reader, found);
		return;
	}
}

/* Every name of the framework is looked for at every line, so there is an end to how many there may be. */
static bool find_all(struct reader *reader, const char *text, size_t len)
{
	struct lines lines = lines_of(reader->arena, text, len);
	size_t rest = 0;
	struct slides slides;
	const struct slide *slide;

	if (lines.len > WORDING_LINES)
		return fault_set(reader->arena, reader->fault, FAULT_TOO_LARGE,
		                 "The text has more than %d lines, too many for a framework. Nothing was changed.",
		                 WORDING_LINES);
	slides = slides_of(reader->arena, reader->pack, &lines, &rest);
	list_criteria(reader);
	for EACH(slide, &slides) {
		if (slide->criterion != NULL)
			take_slide(reader, slide);
	}
	reader->ending =
		(struct lines){ lines.len - rest, lines.len - rest, lines.at == NULL ? NULL : lines.at + rest };
	return true;
}

/* ------------------------------------------------------------------ licence, credit and end */

static bool mentions_licence(const char *line)
{
	return strcasestr(line, "licence") != NULL || strcasestr(line, "licensed") != NULL;
}

static const char *join_lines(struct arena *arena, const struct lines *lines, size_t begin, size_t end,
                              const char *between)
{
	struct out joined = { .arena = arena };

	for (size_t i = begin; i < end && joined.len < PASSAGE_BYTES; i++) {
		out_raw(&joined, i == begin ? "" : between);
		out_raw(&joined, lines->at[i].text);
	}
	return out_html(&joined).at;
}

/* The passage from the first line that speaks of a licence to the one with its address; *after is the line behind
 * it. */
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
	if (*pack->licence_address != '\0' && (strstr(wording->licence, pack->publisher) == NULL ||
	                                       !is_as_published(reader->arena, pack->licence_mark, wording->licence)))
		return fault_set(reader->arena, reader->fault, FAULT_BAD_INPUT,
		                 "The text has all %lld statements, but not the whole of its licence and credit to %s, "
		                 "which stand at its end. Use the text of the whole document. Nothing was changed.",
		                 (long long)pack->statements, pack->publisher);
	if (*pack->source_end != '\0' && strstr(wording->credit, pack->source_end) == NULL)
		return fault_set(
			reader->arena, reader->fault, FAULT_BAD_INPUT,
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
		return fault_set(
			arena, fault, FAULT_BAD_TYPE,
			"This is the PDF itself. Cairn reads the text in it: open the PDF, select and copy all of it, "
			"save it as plain text (UTF-8), and load that file.");
	if (len >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0))
		return fault_set(arena, fault, FAULT_BAD_TYPE,
		                 "The file is text in UTF-16. Save it as plain text in UTF-8, and load that file.");
	copy = text_copy_bytes(arena, text, len);
	for (size_t i = 0; i < len; i++)
		copy[i] = copy[i] == '\f' || copy[i] == '\v' ? '\n'
		                                             : copy[i]; /* page breaks are as good as line breaks */
	return text_is_clean(copy, len) ||
	       fault_set(
		       arena, fault, FAULT_BAD_TYPE,
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
		return fault_set(arena, fault, FAULT_BAD_INPUT,
		                 "The %s has no statements, so there is no wording to load.", pack->title);
	if (!is_plain_text(arena, fault, text, len))
		return false;
	if (!find_all(&reader, text, len))
		return false;
	if (!found_all(arena, fault, pack, &reader.found) || !read_licence(&reader, wording))
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
