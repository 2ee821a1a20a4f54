#include "base/file_type.h"

#include <magic.h>
#include <string.h>
#include <strings.h>

#include "base/office_package.h"

#define NAME_MOST   120 /* characters */
#define ENDING_MOST 8   /* bytes of an ending that is kept when a name is cut */
#define OPEN_XML    "application/vnd.openxmlformats-officedocument."
#define OPEN_DOC    "application/vnd.oasis.opendocument."

/* `told`: what libmagic may say of it, besides the type itself. It tells a package by what happens to stand first in it, so a zip is looked into. */
static const struct known {
	struct file_type type;
	const char *told[3];
	bool is_package;
} known[] = {
	{ { ".pdf", "application/pdf", "PDF" }, { NULL }, false },
	{ { ".docx", OPEN_XML "wordprocessingml.document", "Word document" },
	  { "application/zip", "application/octet-stream" },
	  true },
	{ { ".xlsx", OPEN_XML "spreadsheetml.sheet", "Excel workbook" },
	  { "application/zip", "application/octet-stream" },
	  true },
	{ { ".pptx", OPEN_XML "presentationml.presentation", "PowerPoint slides" },
	  { "application/zip", "application/octet-stream" },
	  true },
	{ { ".odt", OPEN_DOC "text", "OpenDocument text" }, { "application/zip" }, true },
	{ { ".ods", OPEN_DOC "spreadsheet", "OpenDocument sheet" }, { "application/zip" }, true },
	{ { ".odp", OPEN_DOC "presentation", "OpenDocument slides" }, { "application/zip" }, true },
	{ { ".png", "image/png", "picture (PNG)" }, { NULL }, false },
	{ { ".jpg", "image/jpeg", "picture (JPEG)" }, { NULL }, false },
	{ { ".jpeg", "image/jpeg", "picture (JPEG)" }, { NULL }, false },
	{ { ".csv", "text/csv", "table (CSV)" }, { "text/plain", "application/csv" }, false },
	{ { ".txt", "text/plain", "plain text" }, { "text/csv", "application/csv" }, false },
};

static const struct known *known_by_name(const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		size_t end = strlen(known[i].type.ending);

		if (len > end && strcasecmp(name + len - end, known[i].type.ending) == 0)
			return &known[i];
	}
	return NULL;
}

/* ------------------------------------------------------------------ its bytes */

/* Nothing of the file is unpacked or run: libmagic only compares bytes. Its notes are read anew each time, because it keeps state. */
static const char *told_of(struct arena *arena, struct blob content)
{
	magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF);
	const char *told = NULL;

	if (magic == NULL)
		return NULL;
	if (magic_load(magic, NULL) == 0)
		told = magic_buffer(magic, content.at, content.len);
	if (told != NULL)
		told = text_copy(arena, told);
	magic_close(magic);
	return told;
}

static bool may_be(const struct known *kind, const char *told)
{
	if (text_equal(told, kind->type.type))
		return true;
	for (size_t i = 0; i < sizeof kind->told / sizeof kind->told[0] && kind->told[i] != NULL; i++) {
		if (text_equal(told, kind->told[i]))
			return true;
	}
	return false;
}

/* A text holds no bytes that no text has. libmagic looks only at the beginning of a long one. */
static bool is_text(struct blob content)
{
	return memchr(content.at, '\0', content.len) == NULL;
}

const struct file_type *file_type_of(struct arena *arena, struct fault *fault, const char *name, struct blob content)
{
	const struct known *kind = known_by_name(name);
	const char *told, *wrong;

	if (content.len == 0) {
		fault_set(arena, fault, FAULT_BAD_TYPE, "This file is empty. Choose one with something in it.");
		return NULL;
	}
	if (kind == NULL) {
		fault_set(arena, fault, FAULT_BAD_TYPE,
		          "A file of this kind is not taken. Bring it as " FILE_TYPES_IN_WORDS
		          "; an older document can be saved as one of them.");
		return NULL;
	}
	told = told_of(arena, content);
	if (told == NULL) {
		fault_set(arena, fault, FAULT_BROKEN, "Cairn cannot tell kinds of files on this machine now.");
		return NULL;
	}
	if (!may_be(kind, told) || (text_starts(kind->type.type, "text/") && !is_text(content))) {
		fault_set(
			arena, fault, FAULT_BAD_TYPE,
			"The name of this file ends in %s, but what is in it is something else. Save it anew with the "
			"program it was made with, as " FILE_TYPES_IN_WORDS ".",
			kind->type.ending);
		return NULL;
	}
	wrong = kind->is_package ? office_package_wrong(content, kind->type.type) : NULL;
	if (wrong != NULL) {
		fault_set(arena, fault, FAULT_BAD_TYPE, "This file %s.", wrong);
		return NULL;
	}
	return &kind->type;
}

const struct file_type *file_type_sent_as(const char *type)
{
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (text_equal(known[i].type.type, type))
			return &known[i].type;
	}
	return NULL;
}

/* ------------------------------------------------------------------ its name */

/* How many bytes at `at` make a mark that no name needs: controls, and what is invisible or turns the direction of reading
 * (Unicode, general categories Cc and Cf as far as they occur in names). Nought: an ordinary character. */
static size_t unwanted(const unsigned char *at)
{
	if (at[0] < 0x20 || at[0] == 0x7f)
		return 1;
	if (at[0] == 0xc2 && at[1] >= 0x80 && at[1] <= 0x9f) /* U+0080 to U+009F */
		return 2;
	if (at[0] == 0xe2 && at[1] == 0x80 && ((at[2] >= 0x8b && at[2] <= 0x8f) || (at[2] >= 0xa8 && at[2] <= 0xae)))
		return 3;                                                     /* U+200B to U+200F, U+2028 to U+202E */
	if (at[0] == 0xe2 && at[1] == 0x81 && at[2] >= 0xa0 && at[2] <= 0xaf) /* U+2060 to U+206F */
		return 3;
	return at[0] == 0xef && at[1] == 0xbb && at[2] == 0xbf ? 3 : 0; /* U+FEFF */
}

static const char *last_part(const char *name)
{
	for (const char *c = name; *c != '\0'; c++) {
		if ((*c == '/' || *c == '\\') && c[1] != '\0')
			name = c + 1;
	}
	return name;
}

/* The first so many characters; a byte that goes on with a character is not counted. */
static size_t bytes_of(const char *text, size_t characters)
{
	size_t i = 0;

	for (; text[i] != '\0'; i++) {
		if (((unsigned char)text[i] & 0xc0) == 0x80)
			continue;
		if (characters-- == 0)
			break;
	}
	return i;
}

static const char *shortened_name(struct arena *arena, const char *name)
{
	const char *dot = strrchr(name, '.');
	const char *ending = dot != NULL && strlen(dot) <= ENDING_MOST ? dot : "";

	if (text_characters(name) <= NAME_MOST)
		return name;
	return text_format(arena, "%.*s%s", (int)bytes_of(name, NAME_MOST - ENDING_MOST), name, ending);
}

const char *file_name_clean(struct arena *arena, const char *name)
{
	char *clean = text_copy(arena, last_part(name)), *to = clean;

	for (const char *at = clean; *at != '\0';) {
		size_t drop = unwanted((const unsigned char *)at);

		if (drop == 0) {
			*to++ = *at++;
			continue;
		}
		*to++ = ' ';
		at += drop;
	}
	*to = '\0';
	clean = text_squeeze(arena, clean);
	return *clean == '\0' ? "file" : shortened_name(arena, clean);
}
