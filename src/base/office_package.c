#include "base/office_package.h"

#include <string.h>
#include <strings.h>

#include "base/archive_place.h"

#define KIND_MOST 100 /* bytes of the part "mimetype" */

/* The part without which it is no document of its type; null for OpenDocument, which says its type in a part of its own. */
static const char *main_part(const char *type)
{
	static const struct {
		const char *of, *part;
	} parts[] = { { "wordprocessingml.document", "word/document.xml" },
		      { "spreadsheetml.sheet", "xl/workbook.xml" },
		      { "presentationml.presentation", "ppt/presentation.xml" } };

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (text_ends(type, parts[i].of))
			return parts[i].part;
	}
	return NULL;
}

static const char *name_wrong(const char *name)
{
	size_t len = strlen(name);

	/* A folder may have an entry of its own. */
	if (len > 1 && name[len - 1] == '/')
		return name[0] == '/' || strstr(name, "..") != NULL ? "holds a part whose name leaves its folder"
		                                                    : NULL;
	if (!place_is_plain_path(name))
		return "holds a part whose name is no plain name: save it anew with the program it was made with";
	if (strcasestr(name, "vbaProject") != NULL || strcasestr(name, "vbaData") != NULL ||
	    strncasecmp(name, "Basic/", strlen("Basic/")) == 0 ||
	    strncasecmp(name, "Scripts/", strlen("Scripts/")) == 0)
		return "has macros: save it without them";
	return NULL;
}

/* Adds what the part says it comes to. */
static const char *part_wrong(zip_t *zip, zip_uint64_t index, const char *wanted, bool *has_it, zip_uint64_t *inflated)
{
	const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
	zip_stat_t stat;

	if (zip_stat_index(zip, index, ZIP_FL_ENC_GUESS, &stat) != 0 || (stat.valid & needed) != needed)
		return "is damaged: its list of what is in it cannot be read";
	if (stat.encryption_method != ZIP_EM_NONE)
		return "has a password: save it without one";
	if (stat.size > OFFICE_INFLATED_MOST || *inflated + stat.size > OFFICE_INFLATED_MOST)
		return "is far larger inside than its size tells, so it is not taken";
	*inflated += stat.size;
	*has_it = *has_it || (wanted != NULL && strcmp(stat.name, wanted) == 0);
	return name_wrong(stat.name);
}

/* What an OpenDocument file says it is, in its part "mimetype". */
static bool says_it_is(zip_t *zip, const char *type)
{
	char kind[KIND_MOST + 1];
	zip_file_t *file = zip_fopen(zip, "mimetype", 0);
	zip_int64_t len = file == NULL ? -1 : zip_fread(file, kind, KIND_MOST);

	if (file != NULL)
		zip_fclose(file);
	return len == (zip_int64_t)strlen(type) && memcmp(kind, type, (size_t)len) == 0;
}

static const char *package_wrong(zip_t *zip, const char *type)
{
	const char *wanted = main_part(type), *wrong = NULL;
	zip_int64_t count = zip_get_num_entries(zip, 0);
	zip_uint64_t inflated = 0;
	bool has_it = false;

	if (count < 0 || count > OFFICE_PARTS_MOST)
		return "has more parts than a document has";
	for (zip_int64_t i = 0; i < count && wrong == NULL; i++)
		wrong = part_wrong(zip, (zip_uint64_t)i, wanted, &has_it, &inflated);
	if (wrong != NULL)
		return wrong;
	if (wanted == NULL)
		has_it = says_it_is(zip, type);
	return has_it ? NULL : "is an archive and not the document its name says";
}

const char *office_package_wrong(struct blob content, const char *type)
{
	zip_source_t *source = zip_source_buffer_create(content.at, content.len, 0, NULL);
	zip_t *zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, NULL);
	const char *wrong;

	if (zip == NULL) {
		zip_source_free(source);
		return "is damaged or was cut short";
	}
	wrong = package_wrong(zip, type);
	zip_discard(zip);
	return wrong;
}
