/*
 * libFuzzer: bytes as an address and as a form. Whatever they are, they are read or refused with a sentence, every text that comes out is
 * clean, and the limits hold.
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

static void check_pairs(const struct pair_list *pairs)
{
	check(pairs->len <= FORM_FIELDS_MAX);
	for (size_t i = 0; i < pairs->len; i++) {
		check(strlen(pairs->at[i].name) <= FORM_NAME_MAX);
		check(strlen(pairs->at[i].value) <= FORM_VALUE_MAX);
		check(text_is_clean(pairs->at[i].name, strlen(pairs->at[i].name)));
		check(text_is_clean(pairs->at[i].value, strlen(pairs->at[i].value)));
		check(strchr(pairs->at[i].value, '\r') == NULL);
	}
}

static void read_form(struct arena *arena, const uint8_t *at, size_t len)
{
	struct work w = { .arena = arena };
	struct request rq = { .content_type = "application/x-www-form-urlencoded", .body = { at, len } };
	bool read;

	request_start(&rq);
	read = form_parse(&w, &rq);
	check(read == (w.fault.kind == FAULT_NONE));
	check(read || strlen(w.fault.sentence) > 10);
	check_pairs(&rq.form);
}

static void read_address(struct arena *arena, const char *target)
{
	struct work w = { .arena = arena };
	struct request rq = { 0 };

	request_start(&rq);
	check(request_read_target(&w, &rq, target) == (w.fault.kind == FAULT_NONE));
	check_pairs(&rq.query);
	request_read_cookies(&w, &rq, target);
	if (w.fault.kind == FAULT_NONE)
		check(rq.path[0] == '/' && text_is_clean(rq.path, strlen(rq.path)));
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
	struct arena *arena = arena_new();

	read_form(arena, at, len);
	read_address(arena, text_copy_bytes(arena, (const char *)at, len));
	arena_free(arena);
	return 0;
}
