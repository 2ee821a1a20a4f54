#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/log.h"
#include "web/headers.h"
#include "web/server_parts.h"

#define HEADER_BYTES  ((size_t)64)  /* what libmicrohttpd needs of them for each header, besides its text */
#define ITS_OWN_BYTES ((size_t)300) /* first lines, Date and the like */

static unsigned status_of(const struct request *rq)
{
	return rq->answer.status == 0 ? 500U : (unsigned)rq->answer.status;
}

/* Adds what libmicrohttpd keeps of a header; of the cookies it has a second copy, parted. */
static enum MHD_Result add_size(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	size_t *bytes = cls;
	size_t len = kind == MHD_COOKIE_KIND ? 0 : strlen(name) + (value == NULL ? 0 : strlen(value));

	*bytes += HEADER_BYTES + (strcasecmp(name, "Cookie") == 0 ? 2 * len : len);
	return MHD_YES;
}

/* The request and the head of its answer share what a connection has. */
static bool has_room_for(const struct wire *wire, const struct pair_list *headers)
{
	size_t bytes = ITS_OWN_BYTES + strlen(wire->target);

	MHD_get_connection_values(wire->connection, MHD_HEADER_KIND | MHD_COOKIE_KIND, add_size, &bytes);
	for (size_t i = 0; i < headers->len; i++)
		bytes += strlen(headers->at[i].name) + strlen(headers->at[i].value) + strlen(": \r\n");
	return bytes <= CONNECTION_BYTES;
}

/* Where the head of a redirect does not fit, the connection would end without a word; so that one goes to the start. */
static struct pair_list fitting_headers(struct wire *wire)
{
	struct work *w = &wire->exchange.work;
	struct request *rq = &wire->exchange.request;
	struct pair_list headers = answer_headers(w, rq);

	if (rq->answer.location.at == NULL || has_room_for(wire, &headers))
		return headers;
	rq->answer.location = url_to(w->arena, "/");
	return answer_headers(w, rq);
}

/* The bytes live in the exchange's arena, or for ever: never changed, whatever the type says. A file is closed with its response. */
static struct MHD_Response *response_with(const struct answer *answer)
{
	struct MHD_Response *response;
	int file;

	if (answer->file_bytes == 0)
		return MHD_create_response_from_buffer(answer->body.len, (void *)(uintptr_t)answer->body.at,
		                                       MHD_RESPMEM_PERSISTENT);
	file = dup(answer->file);
	response = file < 0 ? NULL : MHD_create_response_from_fd64((uint64_t)answer->file_bytes, file);
	if (response == NULL && file >= 0)
		close(file);
	return response;
}

/* Null when the machine has no memory left. */
static struct MHD_Response *response_of(struct wire *wire, bool is_last)
{
	const struct request *rq = &wire->exchange.request;
	struct pair_list headers = fitting_headers(wire);
	struct MHD_Response *response = response_with(&rq->answer);

	if (response == NULL)
		return NULL;
	for (size_t i = 0; i < headers.len; i++) {
		if (MHD_add_response_header(response, headers.at[i].name, headers.at[i].value) != MHD_YES)
			log_line("header_refused", LOG_TEXT("id", rq->id), LOG_TEXT("name", headers.at[i].name),
			         LOG_END);
	}
	if (is_last)
		(void)MHD_add_response_header(response, "Connection", "close");
	return response;
}

enum MHD_Result server_send_answer(struct wire *wire)
{
	const struct server_settings *settings = &wire->server->settings;
	const struct answer *answer = &wire->exchange.request.answer;
	int64_t len = (int64_t)answer->body.len + answer->file_bytes;

	if (wire->response == NULL)
		return MHD_NO;
	if (atomic_load(&wire->server->is_stopping))
		line_set_deadline(wire->line, settings->stop_ms);
	else
		line_set_deadline(wire->line, settings->answer_ms + len * 1000 / settings->answer_rate);
	return MHD_queue_response(wire->connection, status_of(&wire->exchange.request), wire->response);
}

enum MHD_Result server_refuse(struct wire *wire)
{
	struct server *server = wire->server;

	atomic_fetch_add(&server->refused, 1);
	server->settings.refuse(server->settings.owner, &wire->exchange);
	wire->response = response_of(wire, true);
	atomic_store(&wire->state, WIRE_ANSWER);
	return server_send_answer(wire);
}

void exchange_answer(struct exchange *exchange)
{
	struct wire *wire = exchange->wire;
	bool is_last = atomic_load(&wire->server->is_stopping) || exchange->work.fault.kind == FAULT_TOO_LARGE;

	wire->response = response_of(wire, is_last);
	atomic_store_explicit(&wire->state, WIRE_ANSWER, memory_order_release);
	MHD_resume_connection(wire->connection);
}
