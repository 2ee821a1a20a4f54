#include <stdlib.h>
#include <unistd.h>

#include "web/listen.h"
#include "web/server_parts.h"
#include "web/settings.h"

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
		server->daemon = server_daemon(server, socket);
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
