#include "base/url.h"

#include <stdarg.h>
#include <string.h>

#include "base/text.h"

#define URL_BYTES 64 /* the first room for an address: few are longer, and a list has one in each row */

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
	       c == '_' || c == '~';
}

/* Everything but letters, digits and -._~ written as %XX. */
static void escape(struct out *out, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";

	while (*text != '\0') {
		const char *plain = text;

		while (is_plain(*text))
			text++;
		out_bytes(out, plain, (size_t)(text - plain));
		for (; *text != '\0' && !is_plain(*text); text++) {
			const unsigned char byte = (unsigned char)*text;

			out_bytes(out, (const char[]){ '%', digits[byte >> 4], digits[byte & 15] }, 3);
		}
	}
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

static bool ends_word(char c)
{
	return c == '\0' || c == '/' || c == '?' || c == '#' || c == '&' || c == '.';
}

struct url url_of_parts(struct arena *arena, const char *pattern, ...)
{
	struct out out = out_with_room(arena, URL_BYTES);
	va_list parts;

	va_start(parts, pattern);
	while (*pattern != '\0') {
		const char *word = strchrnul(pattern, ':');
		const char *part;

		out_bytes(&out, pattern, (size_t)(word - pattern));
		if (*word == '\0')
			break;
		part = va_arg(parts, const char *);
		escape(&out, part == NULL ? "" : part);
		for (pattern = word; !ends_word(*pattern);)
			pattern++;
	}
	va_end(parts);
	return (struct url){ out_html(&out).at };
}

struct url url_id(struct arena *arena, const char *pattern, int64_t id)
{
	char room[INT_BYTES];

	return url_to(arena, pattern, text_digits(room, id));
}

struct url url_with(struct arena *arena, struct url url, const char *name, const char *value)
{
	const char *joint = strchr(url.at, '?') == NULL ? "?" : "&";

	struct out out = out_with_room(arena, strlen(url.at) + URL_BYTES);

	out_raw(&out, url.at);
	out_raw(&out, joint);
	out_raw(&out, name);
	out_raw(&out, "=");
	escape(&out, value);
	return (struct url){ out_html(&out).at };
}

struct url url_here(struct arena *arena, const char *fragment)
{
	struct out out = out_with_room(arena, URL_BYTES);

	out_raw(&out, "#");
	escape(&out, fragment);
	return (struct url){ out_html(&out).at };
}

struct url url_elsewhere(struct arena *arena, const char *address)
{
	bool fits = text_starts(address, "https://") || text_starts(address, "http://127.0.0.1") ||
	            text_starts(address, "http://localhost");

	for (const char *c = address; fits && *c != '\0'; c++)
		fits = (unsigned char)*c > ' ' && strchr("<>\"'\\`{}|^", *c) == NULL;
	return (struct url){ fits ? text_copy(arena, address) : "" };
}
