#include "markup.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define DEPTH_MOST 32
#define IDS_MOST   256
#define NAME_MOST  32

struct reader {
	const char *at;
	char open[DEPTH_MOST][NAME_MOST];
	size_t depth;
	const char *ids[IDS_MOST];
	size_t id_lengths[IDS_MOST], id_count;
	char *said;
};

static bool fault(struct reader *reader, const char *what)
{
	snprintf(reader->said, 200, "%s at: %.60s", what, reader->at);
	return false;
}

static bool is_reference(const char *at)
{
	static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;" };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strncmp(at, known[i], strlen(known[i])) == 0)
			return true;
	}
	return false;
}

static size_t name_length(const char *at)
{
	size_t len = 0;

	while (isalnum((unsigned char)at[len]) || at[len] == '-' || at[len] == ':')
		len++;
	return len < NAME_MOST ? len : 0;
}

/* A quoted value; leaves the reader behind it. */
static bool read_value(struct reader *reader, const char **value, size_t *len)
{
	if (*reader->at++ != '"')
		return fault(reader, "an attribute without quotes");
	*value = reader->at;
	for (; *reader->at != '"'; reader->at++) {
		if (*reader->at == '\0' || *reader->at == '<' || (*reader->at == '&' && !is_reference(reader->at)))
			return fault(reader, "something unescaped in an attribute");
	}
	*len = (size_t)(reader->at++ - *value);
	return true;
}

static bool keep_id(struct reader *reader, const char *id, size_t len)
{
	for (size_t i = 0; i < reader->id_count; i++) {
		if (reader->id_lengths[i] == len && memcmp(reader->ids[i], id, len) == 0)
			return fault(reader, "an id that was there before");
	}
	if (reader->id_count == IDS_MOST)
		return fault(reader, "too many ids");
	reader->ids[reader->id_count] = id;
	reader->id_lengths[reader->id_count++] = len;
	return true;
}

static bool read_attribute(struct reader *reader)
{
	const char *name = reader->at, *value = NULL;
	size_t len = name_length(name), value_len = 0;

	if (len == 0)
		return fault(reader, "no attribute");
	if (strncmp(name, "style", 5) == 0 || strncmp(name, "on", 2) == 0)
		return fault(reader, "an attribute that no picture may have");
	reader->at += len;
	if (*reader->at++ != '=')
		return fault(reader, "an attribute without a value");
	if (!read_value(reader, &value, &value_len))
		return false;
	return len != 2 || strncmp(name, "id", 2) != 0 || keep_id(reader, value, value_len);
}

static bool open_tag(struct reader *reader)
{
	size_t len = name_length(reader->at);

	if (len == 0 || reader->depth == DEPTH_MOST)
		return fault(reader, "no tag");
	snprintf(reader->open[reader->depth], NAME_MOST, "%.*s", (int)len, reader->at);
	if (strcmp(reader->open[reader->depth], "script") == 0)
		return fault(reader, "a script");
	reader->depth++;
	reader->at += len;
	while (*reader->at == ' ') {
		reader->at++;
		if (!read_attribute(reader))
			return false;
	}
	if (*reader->at == '/') {
		reader->at++;
		reader->depth--;
	}
	return *reader->at++ == '>' ? true : fault(reader, "a tag that does not end");
}

static bool close_tag(struct reader *reader)
{
	size_t len = name_length(reader->at);
	const char *expected = reader->depth > 0 ? reader->open[reader->depth - 1] : "";

	if (len != strlen(expected) || strncmp(reader->at, expected, len) != 0)
		return fault(reader, "a tag closed that was not the last one opened");
	reader->depth--;
	reader->at += len;
	return *reader->at++ == '>' ? true : fault(reader, "a tag that does not end");
}

static bool read_next(struct reader *reader)
{
	if (*reader->at == '<') {
		reader->at++;
		if (*reader->at != '/')
			return open_tag(reader);
		reader->at++;
		return close_tag(reader);
	}
	if (*reader->at == '>' || (*reader->at == '&' && !is_reference(reader->at)))
		return fault(reader, "something unescaped in text");
	reader->at++;
	return true;
}

const char *markup_fault(const char *markup, char said[200])
{
	struct reader reader = { .at = markup, .said = said };

	while (*reader.at != '\0') {
		if (!read_next(&reader))
			return said;
	}
	if (reader.depth == 0)
		return NULL;
	snprintf(said, 200, "never closed: %s", reader.open[reader.depth - 1]);
	return said;
}
