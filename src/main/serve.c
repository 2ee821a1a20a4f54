/*
 * cairn serve: the web site.
 */
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "main/commands.h"
#include "main/open.h"
#include "main/program.h"
#include "main/runner.h"
#include "main/workers.h"
#include "store/partnership.h"
#include "web/listen.h"
#include "web/server.h"

#define WRITERS 8 /* connections for changes; a driver may take fewer */

static bool read_number(struct work *w, int count, char **words, const char *option, int64_t least, int64_t most,
                        int *number)
{
	const char *text = command_option(count, words, option);
	int64_t value;

	if (text == NULL)
		return !command_flag(count, words, option) ||
		       fault(w, FAULT_BAD_INPUT, "--%s needs a number after it.", option);
	if (!text_to_int(text, &value) || value < least || value > most)
		return fault(w, FAULT_BAD_INPUT, "--%s must be a whole number from %lld to %lld.", option,
		             (long long)least, (long long)most);
	*number = (int)value;
	return true;
}

static bool is_address(const char *text)
{
	struct in6_addr address;

	return inet_pton(AF_INET, text, &address) == 1 || inet_pton(AF_INET6, text, &address) == 1;
}

/* Nought leaves the server's own deadline. */
static bool read_deadline(struct work *w, int count, char **words, const char *option, int64_t *deadline_ms)
{
	int seconds = 0;
	bool good = read_number(w, count, words, option, 1, 3600, &seconds);

	*deadline_ms = (int64_t)seconds * SECOND_MS;
	return good;
}

static bool read_options(struct work *w, int count, char **words, struct server_settings *settings, int *workers,
                         int *jobs)
{
	const char *address = command_option(count, words, "listen");

	settings->address = address == NULL ? "127.0.0.1" : address;
	settings->port = 8080;
	settings->proxy = command_option(count, words, "proxy");
	if (settings->proxy != NULL && !is_address(settings->proxy))
		return fault(w, FAULT_BAD_INPUT,
		             "--proxy needs the address of the proxy in figures, for example --proxy 127.0.0.1");
	return read_number(w, count, words, "port", 1, 65535, &settings->port) &&
	       read_number(w, count, words, "workers", 1, 250, workers) &&
	       read_number(w, count, words, "jobs", 0, RUNNER_PLACES, jobs) &&
	       read_number(w, count, words, "connections", 10, 1000000, &settings->connections) &&
	       read_number(w, count, words, "per-address", 0, 1000000, &settings->per_address) &&
	       read_deadline(w, count, words, "header-seconds", &settings->headers_ms) &&
	       read_deadline(w, count, words, "body-seconds", &settings->body_ms);
}

/* Held back in every thread, so that only the one below gets them. */
static sigset_t hold_signals(void)
{
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
	return ends;
}

static void serve_until_told(struct arena *arena, struct program *program, const sigset_t *ends, const char *address)
{
	int which = 0;

	log_line("started", LOG_TEXT("address", address), LOG_INT("port", server_port(program->server)),
	         LOG_TEXT("database", database_kind(program->database)),
	         LOG_INT("ms", (time_monotonic_us() - program->started_us) / 1000), LOG_END);
	printf("Cairn is at %s - press Ctrl+C to stop it.\n", listen_url(arena, address, server_port(program->server)));
	fflush(stdout);
	while (sigwait(ends, &which) != 0)
		continue;
	log_line("stopping", LOG_TEXT("signal", which == SIGINT ? "SIGINT" : "SIGTERM"), LOG_END);
	server_stop(program->server);
	program->server = NULL;
}

static bool read_secret(struct work *w, struct program *program)
{
	w->db = connection_open(program->database, w->arena, &w->fault, CONNECTION_READS);
	if (w->db == NULL)
		return false;
	program->secret = installation_secret(w);
	connection_close(w->db);
	w->db = NULL;
	return program->secret != NULL;
}

static bool serve(struct work *w, struct program *program, struct server_settings *settings, int worker_count,
                  const sigset_t *ends)
{
	settings->owner = program;
	settings->admit = workers_admit;
	settings->take = workers_take;
	settings->refuse = workers_refuse;
	if (workers_start(w->arena, &w->fault, program, worker_count) == NULL)
		return false;
	program->server = server_start(w->arena, &w->fault, settings);
	if (program->server != NULL)
		serve_until_told(w->arena, program, ends, settings->address);
	workers_stop(program->workers);
	return w->fault.kind == FAULT_NONE;
}

/* A job opens the database for itself, and its address may hold a password: it is told in the environment, not where `ps` shows it. */
static bool tell_jobs(struct work *w, const char *address)
{
	return setenv("CAIRN_DATABASE", address, 1) == 0 ||
	       fault(w, FAULT_UNAVAILABLE, "The machine has too little memory left to start.");
}

static bool start_jobs(struct work *w, struct program *program, int places)
{
	const struct runner_settings settings = { program->database, "/proc/self/exe", places };

	program->runner = runner_start(w->arena, &w->fault, &settings);
	return program->runner != NULL;
}

bool run_serve(struct work *w, int count, char **words)
{
	struct program program = { 0 };
	struct server_settings settings = { 0 };
	int workers = 0, jobs = RUNNER_PLACES;
	bool served = false;
	sigset_t ends;

	if (!read_options(w, count, words, &settings, &workers, &jobs) || !program_start(w, &program))
		return false;
	if (!tell_jobs(w, database_address(count, words))) /* this and the next before any thread begins */
		return false;
	ends = hold_signals();
	program.database = open_database(w, count, words);
	if (program.database == NULL)
		return false;
	if (read_secret(w, &program) && database_start_changes(program.database, &w->fault, WRITERS)) {
		if (start_jobs(w, &program, jobs))
			served = serve(w, &program, &settings, workers, &ends);
		runner_stop(program.runner);
		database_stop_changes(program.database);
	}
	if (w->fault.kind != FAULT_NONE) /* its sentence may live in the database that is about to go */
		w->fault.sentence = text_copy(w->arena, w->fault.sentence);
	database_close(program.database);
	return served;
}
