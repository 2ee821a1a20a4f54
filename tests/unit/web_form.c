/* Bodies of forms: what a browser sends is read wholly, and anything else is refused with a sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "web/reading.h"

#define URLENCODED "application/x-www-form-urlencoded"
#define MULTIPART  "multipart/form-data; boundary=----edge7"

struct reading {
	struct work work;
	struct request request;
	char *copy; /* exactly as long as the body, so that the address sanitizer sees a step too far */
};

static struct reading read_body(const char *type, const char *body, size_t len)
{
	struct reading reading = { .work = { .arena = arena_new() }, .copy = malloc(len == 0 ? 1 : len) };

	if (reading.copy == NULL)
		abort();
	memcpy(reading.copy, body, len);
	request_start(&reading.request);
	reading.request.content_type = type;
	reading.request.body = (struct blob){ (const unsigned char *)reading.copy, len };
	(void)form_parse(&reading.work, &reading.request);
	return reading;
}

static void end(struct reading *reading)
{
	arena_free(reading->work.arena);
	free(reading->copy);
}

static void assert_fault(const char *type, const char *body, size_t len, enum fault_kind kind)
{
	struct reading reading = read_body(type, body, len);

	assert_int_equal(reading.work.fault.kind, kind);
	assert_true(kind == FAULT_NONE || strlen(reading.work.fault.sentence) > 10);
	end(&reading);
}

static void fields_are_read(void **state)
{
	struct reading reading =
		read_body(URLENCODED, "name=Caf%C3%A9+and+tea&empty=&bare&lines=a%0D%0Ab%0Dc&name=second&=x", 67);
	struct request *rq = &reading.request;

	(void)state;
	assert_int_equal(reading.work.fault.kind, FAULT_NONE);
	assert_string_equal(request_form(rq, "name"), "Café and tea");
	assert_string_equal(request_form(rq, "empty"), "");
	assert_string_equal(request_form(rq, "lines"), "a\nb\nc");
	assert_true(form_has(rq, "bare"));
	assert_false(form_has(rq, "absent"));
	assert_true(form_ticked(rq, "name", "second"));
	assert_false(form_ticked(rq, "name", "third"));
	end(&reading);
}

static void what_is_not_text_is_refused(void **state)
{
	(void)state;
	assert_fault(URLENCODED, "a=%00", 5, FAULT_BAD_INPUT);
	assert_fault(URLENCODED, "a=x\0y", 5, FAULT_BAD_INPUT);
	assert_fault(URLENCODED, "a=%C3", 5, FAULT_BAD_INPUT);
	assert_fault(URLENCODED, "a=\xff", 3, FAULT_BAD_INPUT);
	assert_fault(URLENCODED, "a=%ED%A0%80", 11, FAULT_BAD_INPUT); /* half a surrogate pair */
	assert_fault(URLENCODED, "a=%zz", 5, FAULT_BAD_INPUT);
	assert_fault(URLENCODED, "a=%4", 4, FAULT_BAD_INPUT);
	assert_fault(URLENCODED, "%=1", 3, FAULT_BAD_INPUT);
	assert_fault("text/plain", "a=1", 3, FAULT_BAD_TYPE);
	assert_fault("", "a=1", 3, FAULT_BAD_TYPE);
	assert_fault("application/x-www-form-urlencodedish", "a=1", 3, FAULT_BAD_TYPE);
	assert_fault("Application/X-WWW-Form-URLEncoded; charset=UTF-8", "a=1", 3, FAULT_NONE);
	assert_fault("", "", 0, FAULT_NONE);
}

static void limits_are_kept(void **state)
{
	size_t len = 3 * (size_t)100000;
	char *many = malloc(len), *large = malloc(FORM_VALUE_MAX + 3);

	(void)state;
	if (many == NULL || large == NULL)
		abort();
	for (size_t i = 0; i < len; i++)
		many[i] = "a=&"[i % 3];
	assert_fault(URLENCODED, many, len, FAULT_TOO_LARGE);
	assert_fault(URLENCODED, many, (size_t)FORM_FIELDS_MAX * 3, FAULT_NONE);
	assert_fault(URLENCODED, many, (size_t)(FORM_FIELDS_MAX + 1) * 3, FAULT_TOO_LARGE);
	memset(large, 'v', FORM_VALUE_MAX + 3);
	memcpy(large, "a=", 2);
	assert_fault(URLENCODED, large, FORM_VALUE_MAX + 2, FAULT_NONE);
	assert_fault(URLENCODED, large, FORM_VALUE_MAX + 3, FAULT_TOO_LARGE);
	assert_fault(URLENCODED, large + 2, FORM_NAME_MAX, FAULT_NONE);
	assert_fault(URLENCODED, large + 2, FORM_NAME_MAX + 1, FAULT_TOO_LARGE);
	free(many);
	free(large);
}

static const char upload[] =
	"------edge7\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nA \"title\"\r\nof two lines\r\n"
	"------edge7\r\nContent-Disposition: form-data; name=\"pack\"; filename=\"C:\\dir\\a;b%22.json\"\r\n"
	"Content-Type: application/json\r\n\r\n{\0}\r\n--\r\n\r\n"
	"------edge7\r\ncontent-disposition:form-data;name=\"none\";filename=\"\"\r\n\r\n\r\n"
	"------edge7--\r\n";

static void files_are_read(void **state)
{
	struct reading reading = read_body(MULTIPART, upload, sizeof upload - 1);
	const struct upload *pack = request_upload(&reading.request, "pack");

	(void)state;
	assert_int_equal(reading.work.fault.kind, FAULT_NONE);
	assert_string_equal(request_form(&reading.request, "title"), "A \"title\"\nof two lines");
	assert_non_null(pack);
	assert_string_equal(pack->file_name, "a;b\".json");
	assert_string_equal(pack->type, "application/json");
	assert_int_equal(pack->content.len, 9);
	assert_memory_equal(pack->content.at, "{\0}\r\n--\r\n", 9);
	assert_null(request_upload(&reading.request, "none"));
	assert_int_equal(reading.request.uploads.len, 1);
	end(&reading);
}

/* Cut at any byte it is refused and nobody reads past the end; only the last line break may be missing. */
static void a_cut_upload_is_refused(void **state)
{
	(void)state;
	for (size_t len = 1; len < sizeof upload - 1; len++)
		assert_fault(MULTIPART, upload, len, len == sizeof upload - 3 ? FAULT_NONE : FAULT_BAD_INPUT);
}

static void assert_part(const char *part, enum fault_kind kind)
{
	char body[4096];
	int len = snprintf(body, sizeof body, "------edge7\r\n%s\r\n------edge7--\r\n", part);

	assert_fault(MULTIPART, body, (size_t)len, kind);
}

static void odd_parts_are_refused(void **state)
{
	char long_name[200];

	(void)state;
	assert_part("Content-Disposition: form-data; name=\"a\"\r\n\r\nok", FAULT_NONE);
	assert_part("Content-Disposition: form-data; name=\"a\"\r\nX-Other: 1\r\n\r\nok", FAULT_NONE);
	assert_part("Content-Disposition: form-data\r\n\r\nnameless", FAULT_BAD_INPUT);
	assert_part("\r\nno headers", FAULT_BAD_INPUT);
	assert_part("Content-Disposition: form-data; name=\"open\r\n\r\nx", FAULT_BAD_INPUT);
	assert_part("Content-Disposition: form-data; name=\"a\"\r\n\r\n\xff", FAULT_BAD_INPUT);
	assert_part("Content-Disposition: form-data; name=\"a\xff\"\r\n\r\nx", FAULT_BAD_INPUT);
	snprintf(long_name, sizeof long_name, "Content-Disposition: form-data; name=\"%0101d\"\r\n\r\nx", 1);
	assert_part(long_name, FAULT_TOO_LARGE);
	assert_fault(MULTIPART, "preamble\r\n------edge7--\r\n", 25, FAULT_BAD_INPUT);
	assert_fault(MULTIPART, "------edge7--\r\nepilogue", 23, FAULT_BAD_INPUT);
	assert_fault(MULTIPART, "------edge7--", 13, FAULT_NONE);
}

static void assert_boundary(const char *type, const char *expected)
{
	struct arena *arena = arena_new();
	const char *boundary = multipart_boundary(arena, type);

	if (expected == NULL)
		assert_null(boundary);
	else
		assert_string_equal(boundary, expected);
	arena_free(arena);
}

static void boundaries_are_checked(void **state)
{
	char long_one[128] = "multipart/form-data; boundary=";

	(void)state;
	assert_boundary("multipart/form-data; boundary=abc", "abc");
	assert_boundary("multipart/form-data; boundary=\"a b'c\"; charset=x", "a b'c");
	assert_boundary("multipart/form-data; BOUNDARY=abc; charset=x", "abc");
	assert_boundary("multipart/form-data", NULL);
	assert_boundary("multipart/form-data; boundary=", NULL);
	assert_boundary("multipart/form-data; boundary=\"abc", NULL);
	assert_boundary("multipart/form-data; boundary=\"abc \"", NULL);
	assert_boundary("multipart/form-data; boundary=a\"b", NULL);
	memset(long_one + 30, 'b', 71);
	assert_boundary(long_one, NULL);
	long_one[100] = '\0';
	assert_boundary(long_one, long_one + 30);
}

/* The address, too, is read by these rules. */
static void addresses_are_read(void **state)
{
	struct work w = { .arena = arena_new() };
	struct request rq = { 0 };
	static const char *const refused[] = { "plan", "/a%2Fb", "/a%00", "/a%0Ab", "/%ff", "/a?b=%ff", "*", "" };

	(void)state;
	request_start(&rq);
	assert_true(request_read_target(&w, &rq, "/plan/caf%C3%A9/2.json?sort=cost&x=%26"));
	assert_string_equal(rq.path, "/plan/café/2");
	assert_int_equal(rq.wants, WANTS_JSON);
	assert_string_equal(request_query(&rq, "sort"), "cost");
	assert_string_equal(request_query(&rq, "x"), "&");
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		struct request bad = { 0 };

		w.fault = (struct fault){ 0 };
		request_start(&bad);
		assert_false(request_read_target(&w, &bad, refused[i]));
		assert_int_equal(w.fault.kind, FAULT_BAD_INPUT);
	}
	arena_free(w.arena);
}

static void cookies_are_read(void **state)
{
	struct work w = { .arena = arena_new() };
	struct request rq = { 0 };

	(void)state;
	request_start(&rq);
	request_read_cookies(&w, &rq, "one=1; two=a=b;three=; four; odd=a\tb; one=late;; five=5");
	assert_string_equal(request_cookie(&rq, "one"), "1");
	assert_string_equal(request_cookie(&rq, "two"), "a=b");
	assert_string_equal(request_cookie(&rq, "odd"), "");
	assert_string_equal(request_cookie(&rq, "five"), "5");
	arena_free(w.arena);
}

/* Over TLS a neighbour under the same domain could have planted any cookie but one of this host's own. */
static void a_planted_cookie_is_not_read(void **state)
{
	struct work w = { .arena = arena_new() };
	struct request rq = { 0 };

	(void)state;
	request_start(&rq);
	request_read_cookies(&w, &rq, "one=planted; __Host-one=own; __Host-=x; two=planted; __host-two=planted");
	assert_string_equal(request_cookie(&rq, "one"), "planted");
	rq.is_secure = true;
	assert_string_equal(request_cookie(&rq, "one"), "own");
	assert_string_equal(request_cookie(&rq, "two"), "");
	arena_free(w.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_read),         cmocka_unit_test(what_is_not_text_is_refused),
		cmocka_unit_test(limits_are_kept),         cmocka_unit_test(files_are_read),
		cmocka_unit_test(a_cut_upload_is_refused), cmocka_unit_test(odd_parts_are_refused),
		cmocka_unit_test(boundaries_are_checked),  cmocka_unit_test(addresses_are_read),
		cmocka_unit_test(cookies_are_read),        cmocka_unit_test(a_planted_cookie_is_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
