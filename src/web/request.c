/*
 * A request as handlers ask it.
 */
#include "web/request.h"

#include <stdarg.h>
#include <string.h>

static const char *first_of(const struct pair_list *pairs, const char *name)
{
	for (size_t i = 0; i < pairs->len; i++) {
		if (strcmp(pairs->at[i].name, name) == 0)
			return pairs->at[i].value;
	}
	return NULL;
}

static const char *or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

const char *request_query(const struct request *rq, const char *name)
{
	return or_empty(first_of(&rq->query, name));
}

const char *request_form(const struct request *rq, const char *name)
{
	return or_empty(first_of(&rq->form, name));
}

const char *request_cookie(const struct request *rq, const char *name)
{
	for (size_t i = 0; rq->is_secure && i < rq->cookies.len; i++) {
		const struct pair *cookie = &rq->cookies.at[i];

		if (text_starts(cookie->name, COOKIE_OF_HOST) &&
		    strcmp(cookie->name + strlen(COOKIE_OF_HOST), name) == 0)
			return cookie->value;
	}
	return rq->is_secure ? "" : or_empty(first_of(&rq->cookies, name));
}

const char *path_part(const struct request *rq, const char *name)
{
	return or_empty(first_of(&rq->parts, name));
}

int64_t path_id(const struct request *rq, const char *name)
{
	const char *text = path_part(rq, name);
	int64_t id;

	if (*text < '1' || *text > '9' || !text_to_int(text, &id))
		return 0; /* one address for one record: no leading nought, no sign */
	return id;
}

bool form_has(const struct request *rq, const char *name)
{
	return first_of(&rq->form, name) != NULL;
}

bool form_ticked(const struct request *rq, const char *name, const char *value)
{
	for (size_t i = 0; i < rq->form.len; i++) {
		if (strcmp(rq->form.at[i].name, name) == 0 && strcmp(rq->form.at[i].value, value) == 0)
			return true;
	}
	return false;
}

const struct upload *request_upload(const struct request *rq, const char *name)
{
	for (size_t i = 0; i < rq->uploads.len; i++) {
		if (strcmp(rq->uploads.at[i].name, name) == 0)
			return &rq->uploads.at[i];
	}
	return NULL;
}

bool form_mistake(struct work *w, struct request *rq, const char *field, const char *format, ...)
{
	struct mistake mistake = { .field = field };
	va_list args;

	va_start(args, format);
	mistake.sentence = text_format_list(w->arena, format, args);
	va_end(args);
	list_add(w->arena, &rq->mistakes, mistake);
	return false;
}

const char *form_mistake_of(const struct request *rq, const char *field)
{
	for (size_t i = 0; i < rq->mistakes.len; i++) {
		if (strcmp(rq->mistakes.at[i].field, field) == 0)
			return rq->mistakes.at[i].sentence;
	}
	return "";
}

/* An unticked box sends nothing, so its part of the form sends a hidden "no" first and the box adds "yes". */
static const char *typed_value(const struct request *rq, const struct field *field)
{
	if (field->kind == FIELD_FLAG)
		return form_ticked(rq, field->name, "yes") ? "yes" : "no";
	return request_form(rq, field->name);
}

static bool read_fields(struct work *w, struct request *rq, const struct record_type *type, void *record, bool whole)
{
	size_t before = rq->mistakes.len;

	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = &type->fields[i];
		const char *mistake;

		if (!field->typed || (!whole && !form_has(rq, field->name)))
			continue;
		mistake = field_read(w->arena, field, typed_value(rq, field), record);
		if (mistake != NULL)
			form_mistake(w, rq, field->name, "%s", mistake);
	}
	return rq->mistakes.len == before;
}

bool form_read(struct work *w, struct request *rq, const struct record_type *type, void *record)
{
	return read_fields(w, rq, type, record, false);
}

bool form_read_whole(struct work *w, struct request *rq, const struct record_type *type, void *record)
{
	return read_fields(w, rq, type, record, true);
}

const char *form_value(struct arena *arena, const struct request *rq, const struct record_type *type,
                       const void *record, const char *field)
{
	const struct field *known = type == NULL ? NULL : record_field(type, field);

	if (form_has(rq, field))
		return known == NULL ? request_form(rq, field) : typed_value(rq, known);
	if (known == NULL || record == NULL)
		return "";
	if (known->kind == FIELD_DATE) /* as people write it; files have it as 2026-11-22 */
		return date_text(arena, *(const struct date *)field_at(known, record));
	return field_text(arena, known, record);
}

int64_t form_version(const struct request *rq, int64_t now)
{
	int64_t version;

	return rq->mistakes.len > 0 && text_to_int(request_form(rq, "version"), &version) ? version : now;
}

/* A host is what may stand in an address and no more: it is printed on posters. */
static bool is_host(const char *host)
{
	size_t len = strlen(host);

	return len > 0 && len <= 255 &&
	       strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") == len;
}

const char *full_address(struct arena *arena, const struct request *rq, struct url url)
{
	return text_format(arena, "%s://%s%s", rq->is_secure ? "https" : "http",
	                   is_host(rq->host) ? rq->host : "localhost", url.at);
}
