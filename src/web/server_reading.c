#include <string.h>

#include "base/time.h"
#include "web/heads.h"
#include "web/reading.h"
#include "web/server_parts.h"

#define REFUSE_AT_ONCE ((int64_t)64 * 1024 * 1024) /* a body announced larger than this is not even listened to */

static enum MHD_Result on_head(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	if (name != NULL && value != NULL)
		heads_keep(cls, name, value);
	return MHD_YES;
}

static void read_method(struct exchange *exchange, const char *method)
{
	exchange->method = text_copy(exchange->work.arena, method);
	exchange->request.is_head = strcmp(method, "HEAD") == 0;
	exchange->request.method = strcmp(method, "POST") == 0 ? POST : GET;
	exchange->is_strange =
		exchange->request.method == GET && !exchange->request.is_head && strcmp(method, "GET") != 0;
}

/* Each piece moves the deadline on a little, but never past the time for the whole: else a burst would buy a long silence. */
void server_wait_for_body(struct wire *wire)
{
	line_set_deadline_within(wire->line, wire->server->settings.silence_ms, wire->body_latest_us);
}

static void expect_body(struct wire *wire, size_t limit, size_t announced)
{
	const struct server_settings *settings = &wire->server->settings;
	int64_t most_ms = limit > BODY_ORDINARY ? settings->big_body_ms : settings->body_ms;

	wire->body_limit = limit;
	wire->body_most = announced > 0 && announced < limit ? announced : limit;
	wire->body_latest_us = time_monotonic_us() + most_ms * 1000;
	server_wait_for_body(wire);
}

bool server_read_heads(struct wire *wire, const char *method)
{
	struct server *server = wire->server;
	struct exchange *exchange = &wire->exchange;
	struct heads heads = { .work = &exchange->work, .request = &exchange->request };

	request_start(&exchange->request);
	exchange->request.address = wire->line->address;
	read_method(exchange, method);
	MHD_get_connection_values(wire->connection, MHD_HEADER_KIND, on_head, &heads);
	request_read_target(&exchange->work, &exchange->request, wire->target);
	if (!heads_done(&heads, server->settings.proxy))
		return false;
	expect_body(wire, server->settings.admit(server->settings.owner, exchange), (size_t)heads.announced);
	return heads.announced <= REFUSE_AT_ONCE ||
	       fault(&exchange->work, FAULT_TOO_LARGE, "That is far larger than Cairn takes.");
}
