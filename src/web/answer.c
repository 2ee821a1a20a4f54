#include "web/answer.h"

#include <string.h>

#include "base/json.h"
#include "base/log.h"
#include "web/layout.h"
#include "web/route.h"

#define BODY_BYTES ((size_t)16 * 1024)
#define LOCATION_MOST                                                                                                  \
	4000 /* bytes; the headers of an answer have to fit into what a connection has (web/server_answer.c) */

/* The page has all it needs: what was lent for reading may go back before anything is drawn. */
static void end_reading(struct work *w, struct request *rq)
{
	void (*ends)(struct work *, struct request *) = rq->reading_ends;

	rq->reading_ends = NULL;
	if (ends != NULL)
		ends(w, rq);
}

struct html draw(struct arena *arena, view_function *view, const struct page_type *type, const void *page)
{
	struct out out = { .arena = arena };

	(void)type; /* VIEW gives it along */
	view(&out, page);
	return out_html(&out);
}

static bool give(struct request *rq, const char *type, struct html body)
{
	if (rq->answer.status == 0)
		rq->answer.status = 200;
	rq->answer.type = type;
	rq->answer.body = body;
	return true;
}

static bool answer_csv(struct work *w, struct request *rq, const struct page_type *type, const void *page)
{
	struct out out = out_with_room(w->arena, BODY_BYTES);

	if (!csv_page(&out, type, page))
		return fault(w, FAULT_NOT_FOUND, "This page holds no table, so there is nothing to take out as CSV.");
	rq->answer.file_name = text_format(w->arena, "%s.csv", type->name);
	return give(rq, "text/csv; charset=utf-8; header=present", out_html(&out));
}

bool answer(struct work *w, struct request *rq, view_function *view, const struct page_type *type, const void *page)
{
	struct out out;

	end_reading(w, rq);
	if (rq->wants == WANTS_CSV)
		return answer_csv(w, rq, type, page);
	out = out_with_room(w->arena, BODY_BYTES);
	if (rq->wants == WANTS_JSON) {
		json_page(&out, type, page);
		return give(rq, "application/json", out_html(&out));
	}
	view(&out, page);
	return give(rq, "text/html; charset=utf-8", layout_around(w, rq, out_html(&out)));
}

bool answer_redirect(struct work *w, struct request *rq, struct url to)
{
	rq->answer.status = 303;
	rq->answer.location = strlen(to.at) > LOCATION_MOST ? url_to(w->arena, "/") : to;
	rq->answer.type = "text/plain; charset=utf-8";
	rq->answer.body = (struct html){ "", 0 };
	return true;
}

bool answer_bytes(struct work *w, struct request *rq, const char *type, const char *file_name, struct blob bytes)
{
	(void)w;
	rq->answer.file_name = file_name;
	return give(rq, type, (struct html){ (const char *)bytes.at, bytes.len });
}

bool answer_file(struct work *w, struct request *rq, const char *type, const char *file_name, int file, int64_t bytes)
{
	(void)w;
	rq->answer.file = file;
	rq->answer.file_bytes = bytes;
	rq->answer.file_name = file_name;
	return give(rq, type, (struct html){ "", 0 });
}

/* ------------------------------------------------------------------ faults */

static const char *const kind_names[] = {
#define KIND_NAME(name, http, exit_code, sentence) #name,
	FAULT_KINDS(KIND_NAME)
#undef KIND_NAME
};

static const char *lower(struct arena *arena, const char *name)
{
	char *text = text_copy(arena, name);

	for (char *c = text; *c != '\0'; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	}
	return text;
}

static const char *heading_of(enum fault_kind kind)
{
	switch (kind) {
	case FAULT_NOT_SIGNED_IN:
		return "Please sign in";
	case FAULT_NOT_FOUND:
		return "There is nothing at this address";
	case FAULT_NOT_ALLOWED:
		return "This is not open to you";
	case FAULT_GONE:
		return "This link no longer works";
	case FAULT_CONFLICT:
		return "That could not be saved";
	case FAULT_TOO_LARGE:
		return "That is too large";
	case FAULT_TOO_MANY:
		return "Please wait a while";
	case FAULT_UNAVAILABLE:
		return "That did not work just now";
	case FAULT_DATABASE_FULL:
		return "Nothing was saved";
	case FAULT_BROKEN:
		return "Something went wrong";
	case FAULT_NONE:
	case FAULT_BAD_INPUT:
	case FAULT_BAD_METHOD:
	case FAULT_BAD_TYPE:
		break;
	}
	return "That could not be understood";
}

static void json_mistakes(struct out *out, const struct request *rq)
{
	json_name(out, "fields");
	json_open(out, '[');
	for (size_t i = 0; i < rq->mistakes.len; i++) {
		json_open(out, '{');
		json_name(out, "field");
		json_text(out, rq->mistakes.at[i].field);
		json_name(out, "sentence");
		json_text(out, rq->mistakes.at[i].sentence);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static bool fault_as_json(struct work *w, struct request *rq, enum fault_kind kind, const char *sentence)
{
	struct out out = { .arena = w->arena };

	json_open(&out, '{');
	json_name(&out, "error");
	json_open(&out, '{');
	json_name(&out, "kind");
	json_text(&out, lower(w->arena, kind_names[kind]));
	json_name(&out, "sentence");
	json_text(&out, sentence);
	json_name(&out, "request");
	json_text(&out, rq->id);
	if (rq->mistakes.len > 0)
		json_mistakes(&out, rq);
	json_close(&out, '}');
	json_close(&out, '}');
	return give(rq, "application/json", out_html(&out));
}

static bool fault_as_page(struct work *w, struct request *rq, enum fault_kind kind, const char *sentence)
{
	const struct fault_view page = {
		.heading = heading_of(kind),
		.sentence = sentence,
		.request = rq->id,
		.home = url_to(w->arena, "/"),
		.sign_in = url_to(w->arena, "/sign-in"),
		.may_sign_in = kind == FAULT_NOT_SIGNED_IN || (kind == FAULT_NOT_ALLOWED && w->account == 0),
	};
	struct out out = { .arena = w->arena };

	rq->frame.title = page.heading;
	rq->frame.crumbs.len = 0;
	rq->frame.notice = "";
	view_fault(&out, &page);
	return give(rq, "text/html; charset=utf-8", layout_around(w, rq, out_html(&out)));
}

bool answer_fault(struct work *w, struct request *rq)
{
	enum fault_kind kind = w->fault.kind == FAULT_NONE ? FAULT_BROKEN : w->fault.kind;
	const char *sentence = text_is_empty(w->fault.sentence) ? fault_sentence(kind) : w->fault.sentence;

	end_reading(w, rq);
	rq->answer = (struct answer){ .status = fault_http_status(kind), .headers = rq->answer.headers };
	if (kind == FAULT_UNAVAILABLE || kind == FAULT_DATABASE_FULL || kind == FAULT_TOO_MANY)
		answer_header(w, rq, "Retry-After", kind == FAULT_UNAVAILABLE ? "5" : "60");
	if (rq->wants == WANTS_HTML)
		return fault_as_page(w, rq, kind, sentence);
	return fault_as_json(w, rq, kind, sentence);
}

bool answer_mistakes(struct work *w, struct request *rq)
{
	end_reading(w, rq);
	rq->answer.status = 422;
	return fault_as_json(w, rq, FAULT_BAD_INPUT, "Something in the form needs to be mended.");
}

/* ----------------------------------------------------------------- headers */

static bool is_plain_header(const char *value)
{
	for (; *value != '\0'; value++) {
		if ((unsigned char)*value < ' ' || (unsigned char)*value > '~')
			return false;
	}
	return true;
}

void answer_header(struct work *w, struct request *rq, const char *name, const char *value)
{
	if (!is_plain_header(value)) {
		log_line("header_refused", LOG_TEXT("id", rq->id), LOG_TEXT("name", name), LOG_END);
		return;
	}
	list_add(w->arena, &rq->answer.headers, ((struct pair){ name, value }));
}

void answer_cookie(struct work *w, struct request *rq, const char *name, const char *value, int64_t max_age_seconds)
{
	if (strpbrk(value, " \",;\\") != NULL || strpbrk(name, " \",;\\=") != NULL) {
		log_line("cookie_refused", LOG_TEXT("id", rq->id), LOG_END);
		return;
	}
	answer_header(w, rq, "Set-Cookie",
	              text_format(w->arena, "%s%s=%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s",
	                          rq->is_secure ? COOKIE_OF_HOST : "", name, value, (long long)max_age_seconds,
	                          rq->is_secure ? "; Secure" : ""));
}

/* ------------------------------------------------------------------- frame */

void frame_crumb(struct work *w, struct request *rq, const char *name, struct url url)
{
	list_add(w->arena, &rq->frame.crumbs, ((struct section){ name, url }));
}

void frame_notice(struct request *rq, const struct pair *notices)
{
	const char *code = request_query(rq, "done");

	for (; notices->name != NULL; notices++) {
		if (*code != '\0' && strcmp(notices->name, code) == 0)
			rq->frame.notice = notices->value;
	}
}
