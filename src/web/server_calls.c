#include <string.h>

#include "web/server_parts.h"

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
		return server_refuse(wire);
	}
	atomic_fetch_add(&server->exchanges, 1);
	line_no_deadline(wire->line);
	atomic_store(&wire->state, WIRE_WORK);
	MHD_suspend_connection(wire->connection);
	server->settings.take(server->settings.owner, &wire->exchange);
	return MHD_YES;
}

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
	return server_read_heads(wire, method) ? MHD_YES : server_refuse(wire);
}

static enum MHD_Result on_body(struct wire *wire, const char *at, size_t *len)
{
	if (!wire_keep(&wire->server->stock, wire, at, *len))
		return MHD_NO;
	*len = 0;
	server_wait_for_body(wire);
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
		return server_send_answer(wire);
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

struct MHD_Daemon *server_daemon(struct server *server, int socket)
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
