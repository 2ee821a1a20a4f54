/* The document whose look Word reports take: one a partnership, replaced by one at a time, never another partnership's. On both databases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the four above it before itself */
#include <cmocka.h>

#include "store/event.h"
#include "store/reference_document.h"
#include "support/two_partnerships.h"

static enum outcome set(struct work *w, void *act)
{
	return reference_document_set(w, act) ? CHANGED : REFUSED;
}

static enum outcome take_away(struct work *w, void *act)
{
	return reference_document_remove(w, ((const struct reference_act *)act)->version) ? CHANGED : REFUSED;
}

static enum outcome did(struct work *w, change_function *change, int64_t version, const char *content)
{
	struct reference_act act = { .version = version,
		                     .name = "ours.docx",
		                     .content = { (const unsigned char *)content, strlen(content) } };

	w->fault = (struct fault){ 0 };
	return db_change_now(w, change, &act);
}

static struct reference_document now(struct work *w)
{
	struct reference_document document;

	w->fault = (struct fault){ 0 };
	if (!reference_document(w, &document))
		fail_msg("%s", w->fault.sentence);
	return document;
}

static void the_newer_takes_the_place_of_the_older(void **state)
{
	struct work *w = two_partnerships(state);
	struct reference_document first;
	struct event_chain chain = { 0 };
	struct blob content;

	assert_null(now(w).file);
	assert_int_equal(now(w).version, 0);
	assert_int_equal(did(w, set, 0, "first"), CHANGED);
	first = now(w);
	assert_int_equal(did(w, set, first.version, "second"), CHANGED);
	assert_string_equal(now(w).file->name, "ours.docx");
	assert_true(file_read(w, now(w).file, &content));
	assert_memory_equal(content.at, "second", 6);
	assert_null(file_by_id(w, first.file->id)); /* nobody needs its bytes any more */
	w->fault = (struct fault){ 0 };
	assert_true(event_verify(w, 1, NULL, NULL, &chain));
}

static void two_people_at_once_get_a_conflict(void **state)
{
	struct work *w = two_partnerships(state);

	assert_int_equal(did(w, set, 0, "mine"), CHANGED);
	assert_int_equal(did(w, set, 0, "theirs"), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_int_equal(did(w, take_away, 7, ""), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_int_equal(now(w).file->bytes, 4);
}

static void it_can_be_taken_away_and_brought_again(void **state)
{
	struct work *w = two_partnerships(state);

	assert_int_equal(did(w, take_away, 0, ""), REFUSED);
	assert_int_equal(w->fault.kind, FAULT_NOT_FOUND);
	assert_int_equal(did(w, set, 0, "first"), CHANGED);
	assert_int_equal(did(w, take_away, now(w).version, ""), CHANGED);
	assert_null(now(w).file);
	assert_int_equal(did(w, set, 0, "again"), CHANGED);
	assert_int_equal(now(w).file->bytes, 5);
}

static void another_partnership_has_its_own(void **state)
{
	struct work *w = two_partnerships(state);

	assert_int_equal(did(w, set, 0, "first"), CHANGED);
	w->partnership = 2;
	assert_null(now(w).file);
	assert_int_equal(did(w, take_away, 1, ""), REFUSED);
	assert_int_equal(did(w, set, 0, "of the second"), CHANGED);
	w->partnership = 1;
	assert_int_equal(now(w).file->bytes, 5);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_newer_takes_the_place_of_the_older, test_open, test_close),
		cmocka_unit_test_setup_teardown(two_people_at_once_get_a_conflict, test_open, test_close),
		cmocka_unit_test_setup_teardown(it_can_be_taken_away_and_brought_again, test_open, test_close),
		cmocka_unit_test_setup_teardown(another_partnership_has_its_own, test_open, test_close),
	};

	return test_on_both("store_look", tests);
}
