#include "base/docx_part.h"

#include <expat.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

#define FIELD_WORD 20

#define OUTSIDE "points to something outside the document that would be loaded. Take linked pictures and templates out"
#define MACROS  "has macros. Save it as a Word document without macros (.docx)"
#define PICTURES                                                                                                       \
	"says that there are pictures in its text, which would go along unseen with every report. Delete all of the "  \
	"text: styles, header and footer stay"
#define OBJECT "holds another file or an object. Take it out"

struct reading {
	XML_Parser parser;
	const char *wrong;
	bool is_of_text;
	bool in_field; /* within the words of a field */
	bool is_begun; /* of a field whose first word is not read to its end yet */
	size_t len;    /* of that word */
	char word[FIELD_WORD];
};

static void refuse(struct reading *reading, const char *wrong)
{
	if (reading->wrong == NULL)
		reading->wrong = wrong;
	(void)XML_StopParser(reading->parser, XML_FALSE);
}

/* Names come with their namespace before them. */
static const char *local(const char *name)
{
	const char *space = strrchr(name, ' ');

	return space == NULL ? name : space + 1;
}

/* Of relations and types: without a namespace, as Word reads it. One of another namespace is not meant and must not stand before it. */
static const char *attribute(const char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2) {
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	}
	return "";
}

static bool starts(const char *text, const char *start)
{
	return strncasecmp(text, start, strlen(start)) == 0;
}

/* ------------------------------------------------------------------ what a part points to */

/* By the last word of their type. */
static bool is_object(const char *type)
{
	static const char *const types[] = { "oleObject", "package",          "control",    "activeXControlBinary",
		                             "aFChunk",   "attachedToolbars", "subDocument" };
	const char *last = strrchr(type, '/');

	for (size_t i = 0; last != NULL && i < sizeof types / sizeof types[0]; i++) {
		if (strcasecmp(last + 1, types[i]) == 0)
			return true;
	}
	return false;
}

static void look_at_relation(struct reading *reading, const char **attributes)
{
	const char *type = attribute(attributes, "Type"), *target = attribute(attributes, "Target");
	const char *last = strrchr(type, '/');

	if (reading->is_of_text && last != NULL && strcasecmp(last, "/image") == 0)
		refuse(reading, PICTURES);
	else if (is_object(type))
		refuse(reading, OBJECT);
	else if (strcasestr(type, "vbaProject") != NULL || strcasestr(type, "keyMapCustomizations") != NULL)
		refuse(reading, MACROS);
	else if (strcasecmp(attribute(attributes, "TargetMode"), "External") != 0) {
		if (strpbrk(target, ":\\") != NULL || starts(target, "//"))
			refuse(reading, OUTSIDE);
	} else if (last == NULL || strcasecmp(last, "/hyperlink") != 0 ||
	           !(starts(target, "http://") || starts(target, "https://") || starts(target, "mailto:"))) {
		refuse(reading, OUTSIDE);
	}
}

static bool ends(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcasecmp(text + len - end_len, end) == 0;
}

/* What is XML by its type is looked into only when its name says so as well. */
static void look_at_type(struct reading *reading, const char **attributes)
{
	const char *type = attribute(attributes, "ContentType"), *part = attribute(attributes, "PartName");
	const char *name = *part != '\0' ? part : attribute(attributes, "Extension");

	if (ends(type, "xml") && !ends(name, "xml") && !ends(name, "rels"))
		refuse(reading, "says of a part that it is something else than its name says. Save it anew with Word "
		                "or LibreOffice");
	else if (strcasestr(type, "macroEnabled") != NULL || strcasestr(type, "vbaProject") != NULL)
		refuse(reading, MACROS);
	else if (strcasestr(type, "oleObject") != NULL || strcasestr(type, "activeX") != NULL)
		refuse(reading, OBJECT);
}

/* ------------------------------------------------------------------ fields */

/* ECMA-376 part 1, 17.16.5, and what Word reads besides: those that fetch, run or embed. */
static void end_word(struct reading *reading)
{
	static const char *const fetching[] = { "DDE",    "DDEAUTO",     "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT",
		                                "IMPORT", "LINK",        "EMBED",   "MACROBUTTON",    "DATABASE",
		                                "RD",     "HTMLCONTROL", "CONTROL" };

	reading->is_begun = false;
	reading->word[reading->len] = '\0';
	for (size_t i = 0; i < sizeof fetching / sizeof fetching[0]; i++) {
		if (strcasecmp(reading->word, fetching[i]) == 0)
			refuse(reading, "has a field that fetches something from elsewhere. Take the field out");
	}
	reading->len = 0;
}

/* The first word of a field may be in pieces. */
static void add_words(struct reading *reading, const char *text, size_t len)
{
	for (size_t i = 0; i < len && reading->is_begun; i++) {
		bool is_letter = (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z');

		if (is_letter && reading->len + 1 < FIELD_WORD)
			reading->word[reading->len++] = text[i];
		else if (is_letter || reading->len > 0)
			end_word(reading);
	}
}

static void begin_field(struct reading *reading)
{
	end_word(reading);
	reading->is_begun = true;
}

/* ------------------------------------------------------------------ reading */

static void XMLCALL begin_element(void *context, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *reading = context;
	const char *what = local(name);

	if (strcmp(what, "Relationship") == 0)
		look_at_relation(reading, attributes);
	else if (strcmp(what, "Default") == 0 || strcmp(what, "Override") == 0)
		look_at_type(reading, attributes);
	else if (strcmp(what, "altChunk") == 0 || strcmp(what, "OLEObject") == 0 || strcmp(what, "subDoc") == 0)
		refuse(reading, OBJECT);
	else if (strcmp(what, "fldChar") == 0)
		begin_field(reading);
	else if (strcmp(what, "instrText") == 0)
		reading->in_field = true;
	else if (strcmp(what, "fldSimple") == 0) {
		for (const char **one = attributes; *one != NULL; one += 2) {
			begin_field(reading);
			if (strcmp(local(one[0]), "instr") == 0)
				add_words(reading, one[1], strlen(one[1]));
			begin_field(reading);
		}
	}
}

static void XMLCALL end_element(void *context, const XML_Char *name)
{
	struct reading *reading = context;

	if (strcmp(local(name), "instrText") == 0)
		reading->in_field = false;
}

static void XMLCALL characters(void *context, const XML_Char *text, int len)
{
	struct reading *reading = context;

	if (reading->in_field)
		add_words(reading, text, (size_t)len);
}

/* No document of Word has one; through one a small file swells, or another is read. */
static void XMLCALL begin_doctype(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                                  int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	refuse(context, "declares what no Word document declares. Save it anew with Word or LibreOffice");
}

const char *docx_part_wrong(struct blob xml, bool is_of_text)
{
	struct reading reading = { .parser = XML_ParserCreateNS(NULL, ' '),
		                   .is_of_text = is_of_text,
		                   .is_begun = true };

	if (reading.parser == NULL || xml.len > INT_MAX)
		return "could not be read";
	XML_SetUserData(reading.parser, &reading);
	XML_SetElementHandler(reading.parser, begin_element, end_element);
	XML_SetCharacterDataHandler(reading.parser, characters);
	XML_SetStartDoctypeDeclHandler(reading.parser, begin_doctype);
	if (XML_Parse(reading.parser, (const char *)xml.at, (int)xml.len, XML_TRUE) != XML_STATUS_OK &&
	    reading.wrong == NULL)
		reading.wrong = "is damaged. Save it anew with Word or LibreOffice";
	end_word(&reading);
	XML_ParserFree(reading.parser);
	return reading.wrong;
}
