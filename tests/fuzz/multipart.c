/*
 * libFuzzer: bytes as a form with files. The first line is the content type, the rest the body. Whatever is read lies within the body, is
 * clean where it is text, and the limits hold.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "web/reading.h"

static void check(bool holds)
{
	if (!holds)
		abort();
}

static void check_text(const char *text)
{
	check(text != NULL && text_is_clean(text, strlen(text)));
}

static void check_read(const struct request *rq)
{
	check(rq->form.len <= FORM_FIELDS_MAX && rq->uploads.len <= FORM_FILES_MAX);
	for (size_t i = 0; i < rq->form.len; i++) {
		check_text(rq->form.at[i].name);
		check_text(rq->form.at[i].value);
		check(strlen(rq->form.at[i].value) <= FORM_VALUE_MAX);
	}
	for (size_t i = 0; i < rq->uploads.len; i++) {
		const struct upload *upload = &rq->uploads.at[i];

		check_text(upload->name);
		check_text(upload->file_name);
		check_text(upload->type);
		check(strchr(upload->file_name, '/') == NULL);
		check(upload->content.at >= rq->body.at &&
		      upload->content.at + upload->content.len <= rq->body.at + rq->body.len);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
	struct arena *arena = arena_new();
	struct work w = { .arena = arena };
	struct request rq = { 0 };
	const uint8_t *line_end = memchr(at, '\n', len);
	size_t first = line_end == NULL ? 0 : (size_t)(line_end - at);
	bool read;

	rq.content_type =
		first == 0 ? "multipart/form-data; boundary=x" : text_copy_bytes(arena, (const char *)at, first);
	rq.body = (struct blob){ at + (first == 0 ? 0 : first + 1), len - (first == 0 ? 0 : first + 1) };
	request_start(&rq);
	read = form_parse(&w, &rq);
	check(read == (w.fault.kind == FAULT_NONE));
	check_read(&rq);
	arena_free(arena);
	return 0;
}
