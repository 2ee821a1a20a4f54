#include "base/url.h"

#include <stdarg.h>
#include <string.h>

#include "base/text.h"

#define URL_BYTES 64 /* the first room for an address: few are longer, and a list has one in each row */

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("-._~", c) != NULL);
}

char *url_escape(struct arena *arena, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";
	char *escaped = arena_take(arena, strlen(text) * 3 + 1);
	size_t to = 0;

	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;

		if (is_plain(*text)) {
			escaped[to++] = *text;
			continue;
		}
		escaped[to++] = '%';
		escaped[to++] = digits[byte >> 4];
		escaped[to++] = digits[byte & 15];
	}
	return escaped;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool url_unescape(struct arena *arena, const char *at, size_t len, bool form, char **text)
{
	char *plain = arena_take(arena, len + 1);
	size_t to = 0;

	for (size_t i = 0; i < len; i++) {
		if (at[i] == '%') {
			int high = len - i > 2 ? hex_value(at[i + 1]) : -1;
			int low = len - i > 2 ? hex_value(at[i + 2]) : -1;

			if (high < 0 || low < 0)
				return false;
			plain[to++] = (char)(high << 4 | low);
			i += 2;
		} else {
			plain[to++] = form && at[i] == '+' ? ' ' : at[i];
		}
	}
	*text = plain;
	return text_is_clean(plain, to);
}

struct url url_of_parts(struct arena *arena, const char *pattern, ...)
{
	struct out out = out_with_room(arena, URL_BYTES);
	va_list parts;

	va_start(parts, pattern);
	while (*pattern != '\0') {
		size_t plain = strcspn(pattern, ":");
		const char *part;

		out_bytes(&out, pattern, plain);
		pattern += plain;
		if (*pattern == '\0')
			break;
		part = va_arg(parts, const char *);
		out_raw(&out, url_escape(arena, part == NULL ? "" : part));
		pattern += strcspn(pattern, "/?#&.");
	}
	va_end(parts);
	return (struct url){ out_html(&out).at };
}

struct url url_id(struct arena *arena, const char *pattern, int64_t id)
{
	return url_to(arena, pattern, text_of_int(arena, id));
}

struct url url_with(struct arena *arena, struct url url, const char *name, const char *value)
{
	const char *joint = strchr(url.at, '?') == NULL ? "?" : "&";

	return (struct url){ text_format(arena, "%s%s%s=%s", url.at, joint, name, url_escape(arena, value)) };
}

struct url url_here(struct arena *arena, const char *fragment)
{
	return (struct url){ text_format(arena, "#%s", url_escape(arena, fragment)) };
}

struct url url_elsewhere(struct arena *arena, const char *address)
{
	bool fits = text_starts(address, "https://") || text_starts(address, "http://127.0.0.1") ||
	            text_starts(address, "http://localhost");

	for (const char *c = address; fits && *c != '\0'; c++)
		fits = (unsigned char)*c > ' ' && strchr("<>\"'\\`{}|^", *c) == NULL;
	return (struct url){ fits ? text_copy(arena, address) : "" };
}
