/*
 * The address and the headers of a request.
 */
#include "web/reading.h"

#include <string.h>

void request_start(struct request *rq)
{
	const char **texts[] = { &rq->path,          &rq->id,           &rq->host,
		                 &rq->origin,        &rq->fetch_site,   &rq->agent,
		                 &rq->address,       &rq->accept,       &rq->accept_encoding,
		                 &rq->if_none_match, &rq->content_type, &rq->forgery_token,
		                 &rq->target };

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (*texts[i] == NULL)
			*texts[i] = "";
	}
	rq->frame.title = rq->frame.place = rq->frame.person = rq->frame.role = "";
	rq->frame.section = rq->frame.notice = "";
}

static bool cut_suffix(struct work *w, struct request *rq, const char *suffix, enum wanted wants)
{
	if (!text_ends(rq->path, suffix) || text_starts(rq->path, "/assets/"))
		return false;
	rq->path = text_copy_bytes(w->arena, rq->path, strlen(rq->path) - strlen(suffix));
	rq->wants = wants;
	return true;
}

static bool bad_address(struct work *w)
{
	return fault(w, FAULT_BAD_INPUT, "That address could not be read.");
}

/* An escaped slash would be taken for a parting of the path, so it has no place in one. */
static bool has_escaped_slash(const char *at, size_t len)
{
	for (size_t i = 0; i + 2 < len; i++) {
		if (at[i] == '%' && at[i + 1] == '2' && (at[i + 2] == 'F' || at[i + 2] == 'f'))
			return true;
	}
	return false;
}

bool request_read_target(struct work *w, struct request *rq, const char *target)
{
	size_t path_len = strcspn(target, "?#");
	char *path;

	rq->target = target;
	if (*target != '/' || has_escaped_slash(target, path_len))
		return bad_address(w);
	if (!url_unescape(w->arena, target, path_len, false, &path) || strpbrk(path, "\r\n\t") != NULL)
		return bad_address(w);
	rq->path = path;
	if (!cut_suffix(w, rq, ".json", WANTS_JSON))
		cut_suffix(w, rq, ".csv", WANTS_CSV);
	if (target[path_len] != '?')
		return true;
	target += path_len + 1;
	return read_pairs(w, &rq->query, target, strcspn(target, "#"));
}

void request_read_accept(struct request *rq, const char *accept)
{
	rq->accept = accept;
	if (rq->wants != WANTS_HTML || strcasestr(accept, "text/html") != NULL)
		return;
	if (strcasestr(accept, "application/json") != NULL)
		rq->wants = WANTS_JSON;
	else if (strcasestr(accept, "text/csv") != NULL)
		rq->wants = WANTS_CSV;
}

static bool is_cookie_text(const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)at[i] <= ' ' || (unsigned char)at[i] > '~')
			return false;
	}
	return len > 0 && len <= 4096;
}

void request_read_cookies(struct work *w, struct request *rq, const char *header)
{
	while (*header != '\0' && rq->cookies.len < 50) {
		size_t len = strcspn(header, ";");
		const char *equals = memchr(header, '=', len);
		size_t name_len = equals == NULL ? 0 : (size_t)(equals - header);

		if (is_cookie_text(header, name_len) && is_cookie_text(equals + 1, len - name_len - 1))
			list_add(w->arena, &rq->cookies,
			         ((struct pair){ text_copy_bytes(w->arena, header, name_len),
			                         text_copy_bytes(w->arena, equals + 1, len - name_len - 1) }));
		header += len;
		header += strspn(header, "; ");
	}
}
