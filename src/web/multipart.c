/*
 * multipart/form-data (RFC 7578) as browsers send it, and nothing more lenient: no preamble, no nested parts, no transfer encodings.
 */
#include <string.h>
#include <strings.h>

#include "web/reading.h"

/* What is left to read. */
struct rest {
	const char *at;
	size_t len;
};

/* The headers of one part. */
struct heading {
	const char *name, *file_name, *type; /* file_name is null for an ordinary field */
};

static bool broken(struct work *w)
{
	return fault(w, FAULT_BAD_INPUT,
	             "The form is cut short or not as a browser sends it, so nothing was read from it.");
}

static void skip(struct rest *rest, size_t len)
{
	rest->at += len;
	rest->len -= len;
}

static bool starts(const struct rest *rest, const char *with, size_t len)
{
	return rest->len >= len && memcmp(rest->at, with, len) == 0;
}

static bool is_boundary_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("'()+_,-./:=? ", c) != NULL);
}

const char *multipart_boundary(struct arena *arena, const char *content_type)
{
	const char *at = strcasestr(content_type, "boundary=");
	bool quoted;
	size_t len = 0;

	if (at == NULL)
		return NULL;
	at += strlen("boundary=");
	quoted = *at == '"';
	at += quoted;
	while (is_boundary_character(at[len]) && (quoted || at[len] != ' '))
		len++;
	if (len == 0 || len > FORM_BOUNDARY_MAX || at[len - 1] == ' ' || (quoted && at[len] != '"'))
		return NULL;
	if (!quoted && at[len] != '\0' && at[len] != ';' && at[len] != ' ')
		return NULL;
	return text_copy_bytes(arena, at, len);
}

/* Browsers write a quote, CR and LF inside a name as %22, %0D and %0A, and leave every other character alone. */
static char *unquoted(struct arena *arena, const char *at, size_t len)
{
	char *text = text_copy_bytes(arena, at, len);
	char *to = text;

	for (const char *from = text; *from != '\0'; from++) {
		if (strncmp(from, "%22", 3) == 0)
			*to++ = '"';
		else if (strncasecmp(from, "%0D", 3) == 0 || strncasecmp(from, "%0A", 3) == 0)
			*to++ = ' ';
		else {
			*to++ = *from;
			continue;
		}
		from += 2;
	}
	*to = '\0';
	return text;
}

/* The quoted value of a parameter: name="..."; null when it is not there. */
static const char *parameter(struct arena *arena, const char *line, const char *name)
{
	size_t name_len = strlen(name);

	for (const char *at = strchr(line, ';'); at != NULL;) {
		const char *end;

		at += 1 + strspn(at + 1, " \t");
		if (strncasecmp(at, name, name_len) == 0 && at[name_len] == '=' && at[name_len + 1] == '"') {
			at += name_len + 2;
			end = strchr(at, '"');
			return end == NULL ? NULL : unquoted(arena, at, (size_t)(end - at));
		}
		at += strcspn(at, ";\"");
		if (*at == '"') { /* a semicolon inside quotes parts nothing */
			end = strchr(at + 1, '"');
			at = end == NULL ? NULL : strchr(end, ';');
		} else if (*at == '\0') {
			at = NULL;
		}
	}
	return NULL;
}

static const char *last_part(const char *file_name)
{
	const char *slash = strrchr(file_name, '/');
	const char *start = slash == NULL ? file_name : slash + 1;
	const char *backslash = strrchr(start, '\\');

	return backslash == NULL ? start : backslash + 1;
}

static void read_heading_line(struct arena *arena, const char *line, struct heading *heading)
{
	if (strncasecmp(line, "content-disposition:", 20) == 0) {
		const char *file_name = parameter(arena, line, "filename");

		heading->name = parameter(arena, line, "name");
		heading->file_name = file_name == NULL ? NULL : last_part(file_name);
	} else if (strncasecmp(line, "content-type:", 13) == 0) {
		heading->type = text_trim(arena, line + 13);
	}
}

/* Lines up to the empty one. */
static bool read_heading(struct work *w, struct rest *rest, struct heading *heading)
{
	size_t seen = 0;

	*heading = (struct heading){ .type = "" };
	for (;;) {
		const char *end = memmem(rest->at, rest->len, "\r\n", 2);
		size_t len = end == NULL ? 0 : (size_t)(end - rest->at);

		if (end == NULL || (seen += len) > FORM_PART_HEADER_MAX)
			return broken(w);
		if (!text_is_clean(rest->at, len) || memchr(rest->at, '\n', len) != NULL)
			return broken(w);
		if (len > 0)
			read_heading_line(w->arena, text_copy_bytes(w->arena, rest->at, len), heading);
		skip(rest, len + 2);
		if (len == 0)
			return heading->name != NULL || broken(w);
	}
}

static bool add_file(struct work *w, struct request *rq, const struct heading *heading, const char *at, size_t len)
{
	struct upload upload = { heading->name, heading->file_name, heading->type, { (const unsigned char *)at, len } };

	if (len == 0 && *heading->file_name == '\0')
		return true; /* a file field that was left empty */
	if (rq->uploads.len >= FORM_FILES_MAX)
		return fault(w, FAULT_TOO_LARGE, "Cairn takes %d files at a time.", FORM_FILES_MAX);
	list_add(w->arena, &rq->uploads, upload);
	return true;
}

static bool add_field(struct work *w, struct request *rq, const struct heading *heading, const char *at, size_t len)
{
	char *value;

	if (rq->form.len >= FORM_FIELDS_MAX)
		return fault(w, FAULT_TOO_LARGE, "That form has more than %d fields, which is more than Cairn takes.",
		             FORM_FIELDS_MAX);
	if (len > FORM_VALUE_MAX)
		return fault(w, FAULT_TOO_LARGE, "One field of the form is longer than Cairn takes.");
	if (!text_is_clean(at, len))
		return fault(w, FAULT_BAD_INPUT,
		             "The form holds characters that are not proper text (UTF-8), so nothing "
		             "was read from it.");
	value = text_copy_bytes(w->arena, at, len);
	text_unix_lines(value);
	list_add(w->arena, &rq->form, ((struct pair){ heading->name, value }));
	return true;
}

/* One part, from after its boundary's line break up to the line break before the next boundary, which is skipped too. */
static bool read_one(struct work *w, struct request *rq, struct rest *rest, const char *edge, size_t edge_len)
{
	struct heading heading;
	const char *end, *at;
	size_t len;

	if (!read_heading(w, rest, &heading))
		return false;
	end = memmem(rest->at, rest->len, edge, edge_len);
	if (end == NULL)
		return broken(w);
	at = rest->at;
	len = (size_t)(end - at);
	skip(rest, len + edge_len);
	if (strlen(heading.name) > FORM_NAME_MAX)
		return fault(w, FAULT_TOO_LARGE, "One field of the form is longer than Cairn takes.");
	return heading.file_name != NULL ? add_file(w, rq, &heading, at, len) : add_field(w, rq, &heading, at, len);
}

bool read_multipart(struct work *w, struct request *rq, const char *boundary, const char *at, size_t len)
{
	const char *edge = text_format(w->arena, "\r\n--%s", boundary);
	size_t edge_len = strlen(edge);
	struct rest rest = { at, len };

	if (!starts(&rest, edge + 2, edge_len - 2))
		return broken(w);
	skip(&rest, edge_len - 2);
	while (!starts(&rest, "--", 2)) {
		if (!starts(&rest, "\r\n", 2))
			return broken(w);
		skip(&rest, 2);
		if (!read_one(w, rq, &rest, edge, edge_len))
			return false;
	}
	skip(&rest, 2);
	return rest.len == 0 || (rest.len == 2 && starts(&rest, "\r\n", 2)) || broken(w);
}
