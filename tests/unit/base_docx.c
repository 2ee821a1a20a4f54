/* A Word document somebody brings: what may be in one whose look is used, and what may not. */
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

#include "base/docx.h"

#define WORD   "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define TYPES(more_)                                                                                                   \
	"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' "        \
	"ContentType='application/xml'/>" more_ "</Types>"
#define RELATIONS(more_)                                                                                               \
	"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" more_ "</"              \
	"Relationships>"
#define RELATION(type_, target_, mode_)                                                                                \
	RELATIONS("<Relationship Id='a' Type='" OFFICE type_ "' Target='" target_ "'" mode_ "/>")
#define EXTERNAL     " TargetMode='External'"
#define HEADER(in_)  "<w:hdr xmlns:w='" WORD "'><w:p>" in_ "</w:p></w:hdr>"
#define FIELD(type_) "<w:r><w:fldChar w:fldCharType='" type_ "'/></w:r>"
#define WORDS(in_)   "<w:r><w:instrText xml:space='preserve'>" in_ "</w:instrText></w:r>"

struct member {
	const char *name, *content;
	size_t len; /* 0: as long as the text */
};

/* ------------------------------------------------------------------ a document of our own */

static const struct member plain[] = { { "[Content_Types].xml", TYPES(""), 0 },
	                               { "word/document.xml", "<w:document xmlns:w='" WORD "'><w:body/></w:document>",
	                                 0 },
	                               { "word/styles.xml", "<w:styles xmlns:w='" WORD "'/>", 0 } };

static void add(zip_t *zip, const struct member *member)
{
	zip_source_t *source =
		zip_source_buffer(zip, member->content, member->len != 0 ? member->len : strlen(member->content), 0);

	assert_true(zip_file_add(zip, member->name, source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) >= 0);
}

/* The plain one with one part more, or in the place of one; null for none. */
static struct blob packed(struct arena *arena, const struct member *more)
{
	char path[] = "/tmp/cairn-docx.XXXXXX";
	unsigned char *at = arena_take_blank(arena, DOCX_MOST + 2);
	size_t len;
	zip_t *zip;
	FILE *file;

	close(mkstemp(path));
	zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(zip);
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		add(zip, &plain[i]);
	if (more != NULL)
		add(zip, more);
	assert_int_equal(zip_close(zip), 0);
	file = fopen(path, "r");
	assert_non_null(file);
	len = fread(at, 1, DOCX_MOST + 2, file);
	fclose(file);
	unlink(path);
	return (struct blob){ at, len };
}

/* What is said of it; "" when it may be used. */
static const char *said_of(struct arena *arena, struct blob content)
{
	struct fault fault = { 0 };

	return docx_check(arena, &fault, content) ? "" : fault.sentence;
}

static const char *said_with(struct arena *arena, const char *name, const char *content)
{
	const struct member more = { name, content, 0 };

	return said_of(arena, packed(arena, &more));
}

#define assert_says(said_, words_)                                                                                     \
	do {                                                                                                           \
		const char *all = (said_);                                                                             \
		if (strstr(all, (words_)) == NULL)                                                                     \
			fail_msg("it says “%s”, not “%s”", all, (words_));                                             \
	} while (0)

/* ------------------------------------------------------------------ tests */

static void takes_a_plain_one(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(said_of(arena, packed(arena, NULL)), "");
	assert_string_equal(said_with(arena, "word/media/logo.PNG", "a picture"), "");
	assert_string_equal(said_with(arena, "word/_rels/header1.xml.rels", RELATION("image", "media/logo.png", "")),
	                    "");
	assert_string_equal(said_with(arena, "word/_rels/header1.xml.rels",
	                              RELATION("hyperlink", "https://www.example.org/", EXTERNAL)),
	                    "");
	assert_string_equal(said_with(arena, "word/header1.xml",
	                              HEADER(FIELD("begin") WORDS(" PAGE ") FIELD("separate") FIELD("end") FIELD(
					      "begin") WORDS("HYPERLINK \"https://a.example/link\"") FIELD("end"))),
	                    "");
	arena_free(arena);
}

static void takes_nothing_else(void **state)
{
	struct arena *arena = arena_new();
	struct blob good = packed(arena, NULL);

	(void)state;
	assert_says(said_of(arena, (struct blob){ (const unsigned char *)"%PDF-1.7", 8 }), "not a Word document");
	assert_says(said_of(arena, (struct blob){ (const unsigned char *)"", 0 }), "not a Word document");
	assert_says(said_of(arena, (struct blob){ good.at, good.len / 2 }), "not a Word document");
	assert_says(said_of(arena, (struct blob){ good.at, DOCX_MOST + 1 }), "2 MB at most");
	arena_free(arena);
}

static void refuses_what_runs(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_says(said_with(arena, "word/vbaProject.bin", "x"), "macros");
	assert_says(said_with(arena, "[Content_Types].xml",
	                      TYPES("<Override PartName='/word/document.xml' "
	                            "ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/>")),
	            "macros");
	assert_says(said_with(arena, "word/_rels/document.xml.rels", RELATION("vbaProject", "other.xml", "")),
	            "macros");
	assert_says(said_with(arena, "[Content_Types].xml",
	                      TYPES("<Override PartName='/word/media/header1.png' "
	                            "ContentType='application/"
	                            "vnd.openxmlformats-officedocument.wordprocessingml.header+xml'/>")),
	            "than its name says");
	assert_says(said_with(arena, "word/embeddings/oleObject1.bin", "x"), "oleObject1.bin");
	assert_says(said_with(arena, "word/run.exe", "x"), "run.exe");
	assert_says(said_with(arena, "word/media/logo.svg", "<svg/>"), "logo.svg");
	assert_says(said_with(arena, "word/_rels/document.xml.rels", RELATION("oleObject", "media/a.png", "")),
	            "another file");
	assert_says(said_with(arena, "word/_rels/document.xml.rels", RELATION("aFChunk", "a.xml", "")), "another file");
	arena_free(arena);
}

static void refuses_what_is_elsewhere(void **state)
{
	struct arena *arena = arena_new();
	const char *rels = "word/_rels/header1.xml.rels";

	(void)state;
	assert_says(said_with(arena, rels, RELATION("image", "http://tracker.example/a.png", EXTERNAL)),
	            "outside the document");
	assert_says(said_with(arena, rels,
	                      RELATION("image", "http://tracker.example/a.png", " TargetMode = \"&#69;xternal\"")),
	            "outside the document");
	assert_says(said_with(arena, rels, RELATION("image", "file:///etc/passwd", "")), "outside the document");
	assert_says(said_with(arena, rels, RELATION("image", "\\\\server\\share\\a.png", "")), "outside the document");
	assert_says(said_with(arena, rels, RELATION("attachedTemplate", "https://templates.example/a.dotm", EXTERNAL)),
	            "outside the document");
	assert_says(said_with(arena, rels, RELATION("hyperlink", "file:///c:/a.exe", EXTERNAL)),
	            "outside the document");
	/* behind attributes of another namespace, which Word does not read */
	assert_says(said_with(arena, rels,
	                      RELATIONS("<Relationship xmlns:x='u' x:TargetMode='Internal' x:Type='" OFFICE
	                                "hyperlink' x:Target='a.png' Id='a' Type='" OFFICE
	                                "image' Target='http://tracker.example/a.png' TargetMode='External'/>")),
	            "outside the document");
	/* with another prefix */
	assert_says(said_with(arena, rels,
	                      "<r:Relationships xmlns:r='http://schemas.openxmlformats.org/package/2006/relationships'>"
	                      "<r:Relationship Id='a' Type='" OFFICE
	                      "image' Target='http://tracker.example/' TargetMode='External'/></r:Relationships>"),
	            "outside the document");
	arena_free(arena);
}

static void refuses_fields_that_fetch(void **state)
{
	struct arena *arena = arena_new();
	const char *name = "word/header1.xml";

	(void)state;
	assert_says(said_with(arena, name,
	                      HEADER(FIELD("begin") WORDS(" INCLUDEPICTURE \"http://tracker.example/a.png\"")
	                                     FIELD("end"))),
	            "fetches something");
	assert_says(said_with(arena, name,
	                      HEADER(FIELD("begin") WORDS(" D") WORDS("de") WORDS("Auto c:\\a") FIELD("end"))),
	            "fetches something");
	assert_says(said_with(arena, name,
	                      HEADER(FIELD("begin") WORDS("PAGE ") FIELD("begin") WORDS("LINK Excel.Sheet") FIELD("end")
	                                     FIELD("end"))),
	            "fetches something");
	assert_says(said_with(arena, name, HEADER(FIELD("begin") WORDS("DDE") FIELD("end"))), "fetches something");
	assert_says(said_with(arena, name, HEADER("<w:fldSimple w:instr='includetext \"http://a.example/\"'/>")),
	            "fetches something");
	arena_free(arena);
}

static void refuses_bad_parts(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_says(said_with(arena, "../../etc/cron.d/a.xml", "<a/>"), "no plain name");
	assert_says(said_with(arena, "word\\a.xml", "<a/>"), "no plain name");
	assert_says(said_with(arena, "WORD/Styles.xml", "<a/>"), "two parts of one name");
	assert_says(said_with(arena, "word/settings.xml", "<a><b></a>"), "is damaged");
	assert_says(said_with(arena, "word/settings.xml",
	                      "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
	            "declares");
	arena_free(arena);
}

/* They would go along with every report, where nobody sees them. */
static void refuses_pictures_in_the_text(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_says(said_with(arena, "word/_rels/document.xml.rels", RELATION("image", "media/a.png", "")),
	            "pictures in its text");
	arena_free(arena);
}

/* Forty megabytes of blanks that lie in forty kilobytes. */
static void refuses_what_swells(void **state)
{
	struct arena *arena = arena_new();
	size_t len = 2 * DOCX_INFLATED_MOST;
	char *blanks = arena_take_blank(arena, len);
	const struct member bomb = { "word/media/a.png", blanks, len };
	struct blob content;

	(void)state;
	memset(blanks, ' ', len);
	content = packed(arena, &bomb);
	assert_true(content.len < DOCX_MOST);
	assert_says(said_of(arena, content), "far larger inside");
	arena_free(arena);
}

/* Every single bit turned, and it neither crashes nor hangs; what it says does not matter. */
static void stands_damage(void **state)
{
	struct arena *arena = arena_new(), *each = arena_new();
	struct blob good = packed(arena, NULL);
	unsigned char *bad = arena_take_blank(arena, good.len);

	(void)state;
	for (size_t at = 0; at < good.len; at++) {
		memcpy(bad, good.at, good.len);
		bad[at] ^= (unsigned char)(1 << at % 8);
		(void)said_of(each, (struct blob){ bad, good.len });
		arena_reset(each);
	}
	arena_free(each);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_a_plain_one),
		cmocka_unit_test(takes_nothing_else),
		cmocka_unit_test(refuses_what_runs),
		cmocka_unit_test(refuses_what_is_elsewhere),
		cmocka_unit_test(refuses_fields_that_fetch),
		cmocka_unit_test(refuses_pictures_in_the_text),
		cmocka_unit_test(refuses_bad_parts),
		cmocka_unit_test(refuses_what_swells),
		cmocka_unit_test(stands_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
