#include "web/headers.h"

#include <string.h>

#define CONTENT_POLICY                                                                             \
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " \
	"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

static const struct pair always[] = {
	{ "X-Content-Type-Options", "nosniff" },
	{ "X-Frame-Options", "DENY" },
	{ "Content-Security-Policy", CONTENT_POLICY },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
};

static void add(struct work *w, struct pair_list *headers, const char *name, const char *value)
{
	list_add(w->arena, headers, ((struct pair){ name, value }));
}

/* For a header's quoted text: letters, digits and a few signs; anything else becomes a hyphen. */
static char *plain_name(struct arena *arena, const char *file_name)
{
	char *name = text_copy(arena, file_name);

	for (char *c = name; *c != '\0'; c++) {
		bool is_plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
		                strchr("._- ", *c) != NULL;

		if (!is_plain)
			*c = '-';
	}
	return name;
}

/* The letters of any language; never a path, nor what could end a header. */
static const char *written_name(struct arena *arena, const char *file_name)
{
	char *name = text_copy(arena, file_name);

	for (char *c = name; *c != '\0'; c++) {
		if ((unsigned char)*c < ' ' || *c == 0x7f || strchr("/\\\"", *c) != NULL)
			*c = '-';
	}
	return name;
}

/* Where it is more than plain letters the name stands as it is as well, for every browser of today (RFC 6266, section 4.3, RFC 8187). */
static const char *as_attachment(struct arena *arena, const char *name)
{
	const char *plain = plain_name(arena, name), *escaped;

	if (text_equal(plain, name))
		return text_format(arena, "attachment; filename=\"%s\"", plain);
	escaped = url_to(arena, "/:name", written_name(arena, name)).at + 1;
	return text_format(arena, "attachment; filename=\"%s\"; filename*=UTF-8''%s", plain, escaped);
}

static void add_keeping(struct work *w, struct pair_list *headers, const struct answer *answer)
{
	if (answer->may_be_kept)
		add(w, headers, "Cache-Control", "public, max-age=31536000, immutable");
	else if (answer->etag != NULL)
		add(w, headers, "Cache-Control", "public, no-cache");
	else
		add(w, headers, "Cache-Control", "no-store");
	if (answer->etag != NULL)
		add(w, headers, "ETag", answer->etag);
	add(w, headers, "Vary", answer->etag != NULL ? "Accept-Encoding" : "Accept, Cookie");
}

struct pair_list answer_headers(struct work *w, const struct request *rq)
{
	const struct answer *answer = &rq->answer;
	struct pair_list headers = { .cap = 24, .at = NEW_ARRAY(w->arena, struct pair, 24) };

	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
		add(w, &headers, always[i].name, always[i].value);
	/* Addresses that hold a secret never reach another site. Not "no-referrer": browsers then send `Origin: null` with a form. */
	add(w, &headers, "Referrer-Policy", "same-origin");
	if (rq->is_secure)
		add(w, &headers, "Strict-Transport-Security", "max-age=31536000");
	add_keeping(w, &headers, answer);
	if (answer->type != NULL)
		add(w, &headers, "Content-Type", answer->type);
	if (answer->location.at != NULL)
		add(w, &headers, "Location", answer->location.at);
	if (answer->file_name != NULL)
		add(w, &headers, "Content-Disposition", as_attachment(w->arena, answer->file_name));
	for (size_t i = 0; i < answer->headers.len; i++)
		add(w, &headers, answer->headers.at[i].name, answer->headers.at[i].value);
	return headers;
}
