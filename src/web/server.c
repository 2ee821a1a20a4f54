#include "web/server.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/log.h"
#include "web/headers.h"
#include "web/heads.h"
#include "web/line.h"
#include "web/listen.h"
#include "web/reading.h"
#include "web/settings.h"
#include "web/wire.h"

#define CONNECTION_BYTES ((size_t)8 * 1024)
#define HEADER_BYTES     ((size_t)64)  /* what libmicrohttpd needs of them for each header, besides its text */
#define ITS_OWN_BYTES    ((size_t)300) /* first lines, Date and the like */
#define REFUSE_AT_ONCE   ((int64_t)64 * 1024 * 1024) /* a body announced larger than this is not even listened to */

struct server {
	struct server_settings settings;
	struct MHD_Daemon *daemon;
	struct lines *lines;
	struct wire_stock stock;
	pthread_mutex_t lock;
	pthread_cond_t quiet; /* nothing under way any longer */
	_Atomic int64_t under_way;
	_Atomic int64_t exchanges, refused;
	atomic_bool is_stopping;
	int port;
};

/* ----------------------------------------------------------------- reading */

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
static void wait_for_body(struct wire *wire)
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
	wait_for_body(wire);
}

/* True when the body that was announced may come. */
static bool read_heads(struct wire *wire, const char *method)
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

/* --------------------------------------------------------------- answering */

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

static enum MHD_Result send_answer(struct wire *wire)
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

/* No worker will have this one: the answer is made here and now, and the connection ends with it. */
static enum MHD_Result refuse(struct wire *wire)
{
	struct server *server = wire->server;

	atomic_fetch_add(&server->refused, 1);
	server->settings.refuse(server->settings.owner, &wire->exchange);
	wire->response = response_of(wire, true);
	atomic_store(&wire->state, WIRE_ANSWER);
	return send_answer(wire);
}

void exchange_answer(struct exchange *exchange)
{
	struct wire *wire = exchange->wire;
	bool is_last = atomic_load(&wire->server->is_stopping) || exchange->work.fault.kind == FAULT_TOO_LARGE;

	wire->response = response_of(wire, is_last);
	atomic_store_explicit(&wire->state, WIRE_ANSWER, memory_order_release);
	MHD_resume_connection(wire->connection);
}

static void one_less(struct server *server)
{
	if (atomic_fetch_sub(&server->under_way, 1) != 1 || !atomic_load(&server->is_stopping))
		return;
	pthread_mutex_lock(&server->lock);
	pthread_cond_broadcast(&server->quiet);
	pthread_mutex_unlock(&server->lock);
}

/* Counted first and then looked whether the server stops, so that stopping either waits for it or refuses it. */
static enum MHD_Result hand_over(struct wire *wire)
{
	struct server *server = wire->server;

	wire->exchange.request.body = (struct blob){ wire->body, wire->body_len };
	wire->is_counted = true;
	atomic_fetch_add(&server->under_way, 1);
	if (atomic_load(&server->is_stopping)) {
		fault(&wire->exchange.work, FAULT_UNAVAILABLE, "Cairn is being stopped. Please try again soon.");
		return refuse(wire);
	}
	atomic_fetch_add(&server->exchanges, 1);
	line_no_deadline(wire->line);
	atomic_store(&wire->state, WIRE_WORK);
	MHD_suspend_connection(wire->connection);
	server->settings.take(server->settings.owner, &wire->exchange);
	return MHD_YES;
}

/* --------------------------------------------------- what libmicrohttpd calls */

static struct line *line_of(struct MHD_Connection *connection)
{
	return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static void on_connection(void *cls, struct MHD_Connection *connection, void **line,
                          enum MHD_ConnectionNotificationCode what)
{
	struct server *server = cls;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		*line = line_add(server->lines,
		                 MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
		                 MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
		if (*line != NULL)
			line_set_deadline(*line, server->settings.headers_ms);
	} else if (*line != NULL) {
		line_remove(server->lines, *line);
		*line = NULL;
	}
}

/* The first line is in: the time for the other headers begins, unless it began when the visitor connected. */
static void *on_first_line(void *cls, const char *target, struct MHD_Connection *connection)
{
	struct server *server = cls;
	struct line *line = line_of(connection);
	struct wire *wire = line == NULL ? NULL : wire_new(target);

	if (wire == NULL)
		return NULL;
	wire->server = server;
	wire->line = line;
	wire->connection = connection;
	if (line->has_served)
		line_set_deadline(line, server->settings.headers_ms);
	return wire;
}

static enum MHD_Result on_headers(struct wire *wire, const char *method)
{
	wire_lend_arena(&wire->server->stock, wire);
	atomic_store(&wire->state, WIRE_BODY);
	return read_heads(wire, method) ? MHD_YES : refuse(wire);
}

static enum MHD_Result on_body(struct wire *wire, const char *at, size_t *len)
{
	if (!wire_keep(&wire->server->stock, wire, at, *len))
		return MHD_NO;
	*len = 0;
	wait_for_body(wire);
	return MHD_YES;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *body, size_t *body_len, void **context)
{
	struct wire *wire = *context;

	(void)cls, (void)connection, (void)url, (void)version;
	if (wire == NULL)
		return MHD_NO;
	switch (atomic_load_explicit(&wire->state, memory_order_acquire)) {
	case WIRE_HEADERS:
		return on_headers(wire, method);
	case WIRE_BODY:
		return *body_len > 0 ? on_body(wire, body, body_len) : hand_over(wire);
	case WIRE_ANSWER:
		return send_answer(wire);
	default:
		return MHD_YES; /* a worker still has it */
	}
}

static void on_end(void *cls, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode why)
{
	struct server *server = cls;
	struct wire *wire = *context;
	bool was_counted;

	(void)connection, (void)why;
	if (wire == NULL)
		return;
	*context = NULL;
	wire->line->has_served = true;
	line_set_deadline(wire->line, server->settings.idle_ms);
	if (wire->response != NULL)
		MHD_destroy_response(wire->response);
	was_counted = wire->is_counted;
	wire_free(&server->stock, wire);
	if (was_counted)
		one_less(server);
}

/* The address stays as it came: it is read, with its checks, by web/reading.c. */
static size_t leave_escaped(void *cls, struct MHD_Connection *connection, char *text)
{
	(void)cls, (void)connection;
	return strlen(text);
}

/* What libmicrohttpd has to say is about visitors who went away; our own log tells what matters. */
__attribute__((format(printf, 2, 0))) static void say_nothing(void *cls, const char *format, va_list args)
{
	(void)cls, (void)format, (void)args;
}

/* ------------------------------------------------------ starting and stopping */

static struct MHD_Daemon *start_daemon(struct server *server, int socket)
{
	const struct server_settings *settings = &server->settings;

	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL,
	                        NULL, on_request, server, MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL,
	                        MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_THREAD_POOL_SIZE,
	                        (unsigned)settings->threads, MHD_OPTION_CONNECTION_LIMIT,
	                        (unsigned)settings->connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
	                        (unsigned)settings->per_address, MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_BYTES,
	                        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
	                        MHD_OPTION_NOTIFY_CONNECTION, on_connection, server, MHD_OPTION_URI_LOG_CALLBACK,
	                        on_first_line, server, MHD_OPTION_NOTIFY_COMPLETED, on_end, server,
	                        MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL, MHD_OPTION_END);
}

static void free_server(struct server *server)
{
	if (server->lines != NULL)
		lines_end(server->lines);
	stock_end(&server->stock);
	pthread_cond_destroy(&server->quiet);
	pthread_mutex_destroy(&server->lock);
	free(server);
}

static struct server *new_server(const struct server_settings *settings)
{
	struct server *server = calloc(1, sizeof *server); /* lives as long as its threads */

	if (server == NULL)
		return NULL;
	server->settings = *settings;
	settings_fill_in(&server->settings);
	pthread_mutex_init(&server->lock, NULL);
	pthread_cond_init(&server->quiet, NULL);
	stock_start(&server->stock, &server->settings);
	server->lines = lines_start(settings_tick_ms(&server->settings));
	if (server->lines == NULL) {
		free_server(server);
		return NULL;
	}
	return server;
}

struct server *server_start(struct arena *arena, struct fault *fault, const struct server_settings *settings)
{
	int socket = listen_at(arena, fault, settings->address, settings->port);
	struct server *server = socket < 0 ? NULL : new_server(settings);

	if (server != NULL) {
		server->port = listen_port(socket);
		server->daemon = start_daemon(server, socket);
		if (server->daemon != NULL)
			return server;
		free_server(server);
	}
	if (socket >= 0)
		close(socket);
	fault_set(arena, fault, FAULT_UNAVAILABLE,
	          "The server could not start: the machine has too little memory or too few open files left.");
	return NULL;
}

int server_port(const struct server *server)
{
	return server->port;
}

void server_stop(struct server *server)
{
	int socket;

	atomic_store(&server->is_stopping,
	             true); /* first, so that whoever finds the door shut finds every answer a last one */
	socket = MHD_quiesce_daemon(server->daemon);
	if (socket != MHD_INVALID_SOCKET)
		close(socket);
	lines_hurry(server->lines, server->settings.stop_ms);
	pthread_mutex_lock(&server->lock);
	while (atomic_load(&server->under_way) > 0)
		pthread_cond_wait(&server->quiet, &server->lock);
	pthread_mutex_unlock(&server->lock);
	MHD_stop_daemon(server->daemon);
	free_server(server);
}

struct server_counts server_count(struct server *server)
{
	struct line_counts lines = lines_count(server->lines);

	return (struct server_counts){ .connections = lines.open,
		                       .connections_opened = lines.opened,
		                       .connections_cut = lines.cut,
		                       .exchanges = atomic_load(&server->exchanges),
		                       .refused = atomic_load(&server->refused),
		                       .body_bytes = (int64_t)shares_taken(&server->stock.ordinary),
		                       .big_bodies = (int64_t)shares_taken(&server->stock.big) };
}
