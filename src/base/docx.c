#include "base/docx.h"

#include <string.h>
#include <strings.h>

#include "base/archive_place.h"
#include "base/docx_part.h"

#define MEMBERS_MOST 500

struct look {
	struct arena *arena;
	struct fault *fault;
	zip_t *zip;
	const char **names;
	size_t count, inflated;
};

static bool refuse(struct look *look, const char *why)
{
	return fault_set(look->arena, look->fault, FAULT_BAD_INPUT, "%s", why);
}

static bool has_part(const struct look *look, const char *name)
{
	for (size_t i = 0; i < look->count; i++) {
		if (strcmp(look->names[i], name) == 0)
			return true;
	}
	return false;
}

/* ------------------------------------------------------------------ names */

static bool is_xml(const char *name)
{
	return text_ends(name, ".xml") || text_ends(name, ".rels");
}

/* Text, pictures and fonts: all that a look is made of. A drawing in SVG can hold a program, so it is none of them. */
static bool is_of_a_look(const char *name)
{
	static const char *const ends[] = { ".png", ".jpg",  ".jpeg", ".gif", ".bmp",
		                            ".tif", ".tiff", ".emf",  ".wmf", ".odttf" };

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t len = strlen(name), end = strlen(ends[i]);

		if (len > end && strcasecmp(name + len - end, ends[i]) == 0)
			return true;
	}
	return is_xml(name);
}

static bool look_at_name(struct look *look, size_t index, const char *name)
{
	if (!place_is_plain_path(name))
		return refuse(look, "This file holds something whose name is no plain name. Save it anew with Word or "
		                    "LibreOffice.");
	for (size_t i = 0; i < index; i++) {
		if (strcasecmp(look->names[i], name) == 0)
			return refuse(look,
			              "This file holds two parts of one name. Save it anew with Word or LibreOffice.");
	}
	look->names[index] = text_copy(look->arena, name);
	if (strcasestr(name, "vbaProject") != NULL || strcasestr(name, "vbaData") != NULL)
		return refuse(look, "This document has macros. Save it as a Word document without macros (.docx).");
	return is_of_a_look(name) || fault_set(look->arena, look->fault, FAULT_BAD_INPUT,
	                                       "This document holds “%s”, which is neither text, a font nor a picture "
	                                       "of a kind that Cairn takes "
	                                       "(PNG, JPEG, GIF, TIFF, EMF). Take it out.",
	                                       name);
}

/* ------------------------------------------------------------------ content */

static bool look_at_part(struct look *look, size_t index, struct blob content)
{
	const char *wrong =
		is_xml(look->names[index])
			? docx_part_wrong(content, strcasecmp(look->names[index], "word/_rels/document.xml.rels") == 0)
			: NULL;

	return wrong == NULL || fault_set(look->arena, look->fault, FAULT_BAD_INPUT,
	                                  "The part “%s” of this document %s.", look->names[index], wrong);
}

/* As much as there is, whatever it says of itself; one byte more than is allowed is too much. */
static bool read_part(struct look *look, size_t index, unsigned char *room)
{
	size_t most = DOCX_INFLATED_MOST - look->inflated + 1, len = 0;
	zip_file_t *file = zip_fopen_index(look->zip, index, 0);
	zip_int64_t got = file == NULL ? -1 : 1;

	while (got > 0 && len < most) {
		got = zip_fread(file, room + len, most - len);
		len += got > 0 ? (size_t)got : 0;
	}
	if (file != NULL)
		zip_fclose(file);
	if (got < 0)
		return refuse(look, "This file is damaged or was cut short.");
	look->inflated += len;
	if (look->inflated > DOCX_INFLATED_MOST)
		return refuse(look, "This document is far larger inside than a look needs. Begin with an empty "
		                    "document and keep only its styles, "
		                    "header and footer.");
	return look_at_part(look, index, (struct blob){ room, len });
}

static bool look_at_member(struct look *look, size_t index, unsigned char *room)
{
	const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
	zip_stat_t stat;

	if (zip_stat_index(look->zip, index, ZIP_FL_ENC_STRICT, &stat) != 0 || (stat.valid & wanted) != wanted)
		return refuse(look, "This file is damaged: its list of what is in it cannot be read.");
	if (stat.encryption_method != ZIP_EM_NONE)
		return refuse(look, "This document has a password. Save it without one.");
	if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
		return refuse(look,
		              "This file is packed in a way Word does not use. Save it anew with Word or LibreOffice.");
	return look_at_name(look, index, stat.name) && read_part(look, index, room);
}

static bool look_at_all(struct look *look)
{
	zip_int64_t count = zip_get_num_entries(look->zip, 0);
	unsigned char *room;

	if (count < 0 || count > MEMBERS_MOST)
		return refuse(look, "This file has more parts than a Word document has.");
	room = arena_take_blank(look->arena, DOCX_INFLATED_MOST + 1);
	look->names = NEW_ARRAY(look->arena, const char *, (size_t)count);
	for (look->count = 0; look->count < (size_t)count; look->count++) {
		if (!look_at_member(look, look->count, room))
			return false;
	}
	return (has_part(look, "[Content_Types].xml") && has_part(look, "word/document.xml") &&
	        has_part(look, "word/styles.xml")) ||
	       refuse(look, "This is a zip file, but not a Word document.");
}

bool docx_check(struct arena *arena, struct fault *fault, struct blob content)
{
	struct look look = { .arena = arena, .fault = fault };
	zip_source_t *source;
	bool is_good;

	if (content.len > DOCX_MOST)
		return fault_set(arena, fault, FAULT_TOO_LARGE,
		                 "A document for the look may have 2 MB at most. Make its pictures smaller, or take "
		                 "text out of it.");
	source = zip_source_buffer_create(content.at, content.len, 0, NULL);
	look.zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	if (look.zip == NULL) {
		zip_source_free(source);
		return fault_set(arena, fault, FAULT_BAD_TYPE,
		                 "This is not a Word document (.docx), or it is damaged. An older document (.doc) can "
		                 "be saved as .docx "
		                 "with Word or LibreOffice.");
	}
	is_good = look_at_all(&look);
	zip_discard(look.zip);
	return is_good;
}
