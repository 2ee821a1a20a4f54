/* What a file that somebody brings is: real ones of each kind, and those that pretend to be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/file_type.h"
#include "base/office_package.h"

#define OPEN_XML "application/vnd.openxmlformats-officedocument."
#define OPEN_DOC "application/vnd.oasis.opendocument."
#define TYPES                                                                                                          \
	{ "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>" }
#define BYTES(text_)                                                                                                   \
	{                                                                                                              \
		(const unsigned char *)(text_), sizeof(text_) - 1                                                      \
	}

static const struct blob pdf = BYTES("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n");
static const struct blob png = BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde"
                                     "\0\0\0\x0cIDATx\x9c\x63\xf8\xcf\xc0\0\0\3\1\1\0\xc9\xfe\x92\xef\0\0\0\0IEND");
static const struct blob jpeg = BYTES("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xdb\0\x43\0");
static const struct blob note = BYTES("Notes of the carers’ forum, 3 November 2026.\nFourteen people came.\n");
static const struct blob sheet = BYTES("month,people\n2026-10,14\n2026-11,12\n2026-12,9\n");
static const struct blob web = BYTES("<!DOCTYPE html>\n<html><head><title>x</title></head><body>x</body></html>\n");
static const struct blob drawing =
	BYTES("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>\n");
static const struct blob script = BYTES("#!/bin/sh\nrm -rf /\n");
static const struct blob program = BYTES("MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0@\0\0\0\0\0\0\0"
                                         "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\0\0\0");
static const struct blob text_and_nul = BYTES("A note\nwith\0something behind\n");

struct member {
	const char *name, *content;
};

/* ------------------------------------------------------------------ packed */

static struct blob packed(struct arena *arena, const struct member *members)
{
	char path[] = "/tmp/cairn-package.XXXXXX";
	unsigned char *at = arena_take_blank(arena, (size_t)2 * 1024 * 1024);
	size_t len;
	zip_t *zip;
	FILE *file;

	close(mkstemp(path));
	zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(zip);
	for (; members->name != NULL; members++) {
		zip_source_t *source = zip_source_buffer(zip, members->content, strlen(members->content), 0);
		zip_int64_t index = zip_file_add(zip, members->name, source, ZIP_FL_ENC_UTF_8);

		assert_true(index >= 0);
		if (strcmp(members->name, "mimetype") == 0)
			zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
	}
	assert_int_equal(zip_close(zip), 0);
	file = fopen(path, "r");
	assert_non_null(file);
	len = fread(at, 1, (size_t)2 * 1024 * 1024, file);
	fclose(file);
	unlink(path);
	return (struct blob){ at, len };
}

static struct blob word(struct arena *arena)
{
	return packed(arena, (struct member[]){ TYPES,
	                                        { "_rels/.rels", "<Relationships/>" },
	                                        { "word/document.xml", "<w:document/>" },
	                                        { NULL, NULL } });
}

/* Written as some programs do: what tells its kind stands last. */
static struct blob word_another_way(struct arena *arena)
{
	return packed(arena, (struct member[]){ { "docProps/app.xml", "<Properties/>" },
	                                        { "word/document.xml", "<w:document/>" },
	                                        TYPES,
	                                        { NULL, NULL } });
}

static struct blob open_document(struct arena *arena, const char *kind)
{
	char type[100];

	snprintf(type, sizeof type, OPEN_DOC "%s", kind);
	return packed(arena, (struct member[]){ { "mimetype", type }, { "content.xml", "<x/>" }, { NULL, NULL } });
}

/* ------------------------------------------------------------------ what is said */

/* Its type, or the sentence that refuses it. */
static const char *told(struct arena *arena, const char *name, struct blob content)
{
	struct fault fault = { 0 };
	const struct file_type *type = file_type_of(arena, &fault, name, content);

	assert_true((type == NULL) == (fault.kind != FAULT_NONE));
	if (type == NULL)
		assert_int_equal(fault.kind, FAULT_BAD_TYPE);
	return type == NULL ? fault.sentence : type->type;
}

static void is_refused(struct arena *arena, const char *name, struct blob content, const char *because)
{
	const char *said = told(arena, name, content);

	if (strstr(said, because) == NULL)
		fail_msg("%s: \"%s\" does not say \"%s\"", name, said, because);
}

static void each_kind_is_told(void **state)
{
	struct arena *arena = *state;

	assert_string_equal(told(arena, "plan.pdf", pdf), "application/pdf");
	assert_string_equal(told(arena, "PLAN.PDF", pdf), "application/pdf");
	assert_string_equal(told(arena, "photo.png", png), "image/png");
	assert_string_equal(told(arena, "photo.jpg", jpeg), "image/jpeg");
	assert_string_equal(told(arena, "photo.jpeg", jpeg), "image/jpeg");
	assert_string_equal(told(arena, "notes.txt", note), "text/plain");
	assert_string_equal(told(arena, "people.csv", sheet), "text/csv");
	assert_string_equal(told(arena, "notes.txt", sheet), "text/plain");
	assert_string_equal(told(arena, "paper.docx", word(arena)), OPEN_XML "wordprocessingml.document");
	assert_string_equal(told(arena, "paper.docx", word_another_way(arena)), OPEN_XML "wordprocessingml.document");
	assert_string_equal(told(arena, "paper.odt", open_document(arena, "text")), OPEN_DOC "text");
	assert_string_equal(told(arena, "paper.ods", open_document(arena, "spreadsheet")), OPEN_DOC "spreadsheet");
	assert_string_equal(told(arena, "paper.odp", open_document(arena, "presentation")), OPEN_DOC "presentation");
}

static void workbook_and_slides_are_told(void **state)
{
	struct arena *arena = *state;
	struct blob workbook = packed(arena, (struct member[]){ TYPES, { "xl/workbook.xml", "<x/>" }, { NULL, NULL } });
	struct blob slides =
		packed(arena, (struct member[]){ TYPES, { "ppt/presentation.xml", "<x/>" }, { NULL, NULL } });

	assert_string_equal(told(arena, "a.xlsx", workbook), OPEN_XML "spreadsheetml.sheet");
	assert_string_equal(told(arena, "a.pptx", slides), OPEN_XML "presentationml.presentation");
	is_refused(arena, "a.docx", workbook, "not the document its name says");
	is_refused(arena, "a.xlsx", word_another_way(arena), "not the document its name says");
}

static void a_wrong_type_under_a_right_name_is_refused(void **state)
{
	struct arena *arena = *state;

	is_refused(arena, "photo.pdf", png, "ends in .pdf, but what is in it is something else");
	is_refused(arena, "photo.png", jpeg, "ends in .png");
	is_refused(arena, "drawing.png", drawing, "ends in .png");
	is_refused(arena, "notes.txt", web, "ends in .txt");
	is_refused(arena, "notes.csv", web, "ends in .csv");
	is_refused(arena, "notes.txt", drawing, "ends in .txt");
	is_refused(arena, "notes.txt", script, "ends in .txt");
	is_refused(arena, "notes.txt", text_and_nul, "ends in .txt");
	is_refused(arena, "plan.pdf", program, "ends in .pdf");
	is_refused(arena, "paper.docx", pdf, "ends in .docx");
	is_refused(arena, "plan.pdf", word(arena), "ends in .pdf");
	is_refused(arena, "notes.txt", (struct blob){ (const unsigned char *)"", 0 }, "empty");
}

static void kinds_that_are_not_taken(void **state)
{
	static const char *const names[] = { "a.svg",  "a.html", "a.zip", "a.exe",     "a.doc",
		                             "a.docm", "pdf",    ".pdf",  "a.pdf.exe", "" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		is_refused(*state, names[i], pdf, "A file of this kind is not taken");
}

static void an_archive_called_a_document_is_refused(void **state)
{
	struct arena *arena = *state;
	struct blob archive = packed(arena, (struct member[]){ { "a.txt", "a" }, { NULL, NULL } });

	is_refused(arena, "paper.docx", archive, "an archive and not the document");
	is_refused(arena, "paper.odt", archive, "an archive and not the document");
	is_refused(arena, "paper.odt", open_document(arena, "spreadsheet"), "something else");
	is_refused(arena, "paper.docx", (struct blob){ archive.at, archive.len - 20 }, "damaged");
}

static void macros_and_strange_names_are_refused(void **state)
{
	struct arena *arena = *state;

	is_refused(arena, "a.docx",
	           packed(arena, (struct member[]){ TYPES,
	                                            { "word/document.xml", "x" },
	                                            { "word/vbaProject.bin", "x" },
	                                            { NULL, NULL } }),
	           "has macros");
	is_refused(arena, "a.odt",
	           packed(arena, (struct member[]){ { "mimetype", OPEN_DOC "text" },
	                                            { "Basic/script-lc.xml", "x" },
	                                            { NULL, NULL } }),
	           "has macros");
	is_refused(arena, "a.docx",
	           packed(arena,
	                  (struct member[]){
				  TYPES, { "word/document.xml", "x" }, { "../../etc/cron.d/a", "x" }, { NULL, NULL } }),
	           "no plain name");
}

/* Its list says that it comes to more than is taken; nothing of it is unpacked to know. */
static void what_would_swell_is_refused(void **state)
{
	struct arena *arena = *state;
	struct blob made = word(arena);
	unsigned char *bytes = arena_take_blank(arena, made.len);
	size_t found = 0;

	memcpy(bytes, made.at, made.len);
	for (size_t i = 0; i + 46 < made.len; i++) {
		if (memcmp(bytes + i, "PK\1\2", 4) == 0) {
			memcpy(bytes + i + 24, "\0\0\0\x7f", 4); /* the size before packing, in the central directory */
			found++;
		}
	}
	assert_int_equal(found, 3);
	is_refused(arena, "a.docx", (struct blob){ bytes, made.len }, "far larger inside");
	assert_null(office_package_wrong(made, OPEN_XML "wordprocessingml.document"));
}

/* ------------------------------------------------------------------ names */

static void names_are_cleaned(void **state)
{
	struct arena *arena = *state;
	char name[400] = "";
	const char *clean;

	assert_string_equal(file_name_clean(arena, "../../etc/passwd"), "passwd");
	assert_string_equal(file_name_clean(arena, "C:\\Users\\me\\plan.pdf"), "plan.pdf");
	assert_string_equal(file_name_clean(arena, "plan\r\nSet-Cookie: a=b.pdf"), "plan Set-Cookie: a=b.pdf");
	assert_string_equal(file_name_clean(arena, "a\u202efdp.exe.pdf"), "a fdp.exe.pdf");
	assert_string_equal(file_name_clean(arena, "a\u200b\xc2\x85"
	                                           "b.pdf"),
	                    "a b.pdf");
	assert_string_equal(file_name_clean(arena, "Plana Ìle – dàrna dreach.pdf"), "Plana Ìle – dàrna dreach.pdf");
	assert_string_equal(file_name_clean(arena, " \t "), "file");
	for (size_t i = 0; i < 150; i++)
		strcat(name, "é");
	strcat(name, ".docx");
	clean = file_name_clean(arena, name);
	assert_true(text_characters(clean) <= 120);
	assert_true(text_ends(clean, "é.docx"));
	assert_true(text_is_clean(clean, strlen(clean)));
}

static int begin(void **state)
{
	*state = arena_new();
	return 0;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(each_kind_is_told),
		CASE(workbook_and_slides_are_told),
		CASE(a_wrong_type_under_a_right_name_is_refused),
		CASE(kinds_that_are_not_taken),
		CASE(an_archive_called_a_document_is_refused),
		CASE(macros_and_strange_names_are_refused),
		CASE(what_would_swell_is_refused),
		CASE(names_are_cleaned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
