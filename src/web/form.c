/*
 * The bodies of forms, read strictly from memory: a field is understood wholly or the form is refused with a sentence.
 */
#include <string.h>
#include <strings.h>

#include "web/reading.h"

void text_unix_lines(char *text)
{
	char *to = strchr(text, '\r');

	for (const char *from = to; from != NULL && *from != '\0'; from++) {
		if (*from == '\r' && from[1] == '\n')
			continue;
		*to++ = *from == '\r' ? '\n' : *from;
	}
	if (to != NULL)
		*to = '\0';
}

static bool too_many(struct work *w)
{
	return fault(w, FAULT_TOO_LARGE, "That form has more than %d fields, which is more than Cairn takes.",
	             FORM_FIELDS_MAX);
}

static bool not_clean(struct work *w)
{
	return fault(w, FAULT_BAD_INPUT,
	             "The form holds characters that are not proper text (UTF-8), so nothing was read from it.");
}

static bool read_part(struct work *w, const char *at, size_t len, char **text)
{
	if (!url_unescape(w->arena, at, len, true, text))
		return not_clean(w);
	text_unix_lines(*text);
	return true;
}

static bool read_pair(struct work *w, struct pair_list *pairs, const char *at, size_t len)
{
	const char *equals = memchr(at, '=', len);
	size_t name_len = equals == NULL ? len : (size_t)(equals - at);
	size_t value_len = equals == NULL ? 0 : len - name_len - 1;
	char *name, *value = "";

	if (pairs->len >= FORM_FIELDS_MAX)
		return too_many(w);
	if (name_len > FORM_NAME_MAX * 3 || value_len > FORM_VALUE_MAX * 3) /* each byte may be escaped */
		return fault(w, FAULT_TOO_LARGE, "One field of the form is longer than Cairn takes.");
	if (!read_part(w, at, name_len, &name))
		return false;
	if (value_len > 0 && !read_part(w, equals + 1, value_len, &value))
		return false;
	if (strlen(name) > FORM_NAME_MAX || strlen(value) > FORM_VALUE_MAX)
		return fault(w, FAULT_TOO_LARGE, "One field of the form is longer than Cairn takes.");
	list_add(w->arena, pairs, ((struct pair){ name, value }));
	return true;
}

bool read_pairs(struct work *w, struct pair_list *pairs, const char *at, size_t len)
{
	while (len > 0) {
		const char *end = memchr(at, '&', len);
		size_t pair_len = end == NULL ? len : (size_t)(end - at);

		if (pair_len > 0 && !read_pair(w, pairs, at, pair_len))
			return false;
		if (end == NULL)
			break;
		at += pair_len + 1;
		len -= pair_len + 1;
	}
	return true;
}

/* "multipart/form-data; charset=..." starts with the type and then nothing, a semicolon or a space. */
static bool is_type(const char *content_type, const char *type)
{
	size_t len = strlen(type);

	return strncasecmp(content_type, type, len) == 0 && strchr("; \t", content_type[len]) != NULL;
}

bool form_parse(struct work *w, struct request *rq)
{
	const char *body = (const char *)rq->body.at;
	const char *boundary;

	if (rq->body.len == 0)
		return true;
	if (is_type(rq->content_type, "application/x-www-form-urlencoded"))
		return read_pairs(w, &rq->form, body, rq->body.len);
	if (!is_type(rq->content_type, "multipart/form-data"))
		return fault(w, FAULT_BAD_TYPE, "Cairn reads forms here, and what was sent is not a form.");
	boundary = multipart_boundary(w->arena, rq->content_type);
	if (boundary == NULL)
		return fault(w, FAULT_BAD_INPUT, "The form came without a usable boundary, so it could not be read.");
	return read_multipart(w, rq, boundary, body, rq->body.len);
}
