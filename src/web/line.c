#include "web/line.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/time.h"

struct lines {
	pthread_mutex_t lock;
	pthread_cond_t ending;
	pthread_t sweeper;
	struct line *first;
	struct line_counts counts;
	int64_t tick_ms;
	bool is_ending;
};

void address_text(const struct sockaddr *peer, char text[INET6_ADDRSTRLEN])
{
	const void *at = NULL;
	int family = peer == NULL ? AF_UNSPEC : peer->sa_family;

	text[0] = '\0';
	if (family == AF_INET) {
		at = &((const struct sockaddr_in *)(const void *)peer)->sin_addr;
	} else if (family == AF_INET6) {
		const struct in6_addr *six = &((const struct sockaddr_in6 *)(const void *)peer)->sin6_addr;

		at = six;
		if (IN6_IS_ADDR_V4MAPPED(six)) {
			family = AF_INET;
			at = &six->s6_addr[12];
		}
	}
	if (at != NULL)
		(void)inet_ntop(family, at, text, INET6_ADDRSTRLEN);
}

void line_set_deadline(struct line *line, int64_t from_now_ms)
{
	atomic_store_explicit(&line->deadline_us, time_monotonic_us() + from_now_ms * 1000, memory_order_relaxed);
}

void line_set_deadline_within(struct line *line, int64_t from_now_ms, int64_t latest_us)
{
	int64_t deadline_us = time_monotonic_us() + from_now_ms * 1000;

	atomic_store_explicit(&line->deadline_us, deadline_us < latest_us ? deadline_us : latest_us,
	                      memory_order_relaxed);
}

void line_no_deadline(struct line *line)
{
	atomic_store_explicit(&line->deadline_us, LINE_NEVER, memory_order_relaxed);
}

/* The lock keeps the socket open: a line is removed before its socket is closed. */
static void sweep(struct lines *lines)
{
	int64_t now = time_monotonic_us();

	for (struct line *line = lines->first; line != NULL; line = line->next) {
		if (atomic_load_explicit(&line->deadline_us, memory_order_relaxed) > now)
			continue;
		(void)shutdown(line->socket, SHUT_RDWR); /* it may have been closed by the peer meanwhile */
		line_no_deadline(line);
		lines->counts.cut++;
	}
}

static struct timespec in_a_tick(int64_t tick_ms)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	at.tv_nsec += (tick_ms % 1000) * 1000000;
	at.tv_sec += tick_ms / 1000 + at.tv_nsec / 1000000000;
	at.tv_nsec %= 1000000000;
	return at;
}

static void *sweep_until_the_end(void *cls)
{
	struct lines *lines = cls;

	pthread_mutex_lock(&lines->lock);
	while (!lines->is_ending) {
		struct timespec at = in_a_tick(lines->tick_ms);

		pthread_cond_timedwait(&lines->ending, &lines->lock, &at);
		sweep(lines);
	}
	pthread_mutex_unlock(&lines->lock);
	return NULL;
}

struct lines *lines_start(int64_t tick_ms)
{
	struct lines *lines = calloc(1, sizeof *lines); /* lives as long as the server's threads */
	pthread_condattr_t monotonic;

	if (lines == NULL)
		return NULL;
	lines->tick_ms = tick_ms;
	pthread_mutex_init(&lines->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&lines->ending, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&lines->sweeper, NULL, sweep_until_the_end, lines) != 0) {
		free(lines);
		return NULL;
	}
	return lines;
}

void lines_end(struct lines *lines)
{
	pthread_mutex_lock(&lines->lock);
	lines->is_ending = true;
	pthread_cond_signal(&lines->ending);
	pthread_mutex_unlock(&lines->lock);
	pthread_join(lines->sweeper, NULL);
	pthread_cond_destroy(&lines->ending);
	pthread_mutex_destroy(&lines->lock);
	free(lines);
}

struct line *line_add(struct lines *lines, int socket, const struct sockaddr *peer)
{
	struct line *line = calloc(1, sizeof *line); /* lives as long as the connection, which has no arena */

	if (line == NULL)
		return NULL;
	line->socket = socket;
	address_text(peer, line->address);
	line_no_deadline(line);
	pthread_mutex_lock(&lines->lock);
	line->next = lines->first;
	if (line->next != NULL)
		line->next->previous = line;
	lines->first = line;
	lines->counts.open++;
	lines->counts.opened++;
	pthread_mutex_unlock(&lines->lock);
	return line;
}

void line_remove(struct lines *lines, struct line *line)
{
	pthread_mutex_lock(&lines->lock);
	if (line->previous == NULL)
		lines->first = line->next;
	else
		line->previous->next = line->next;
	if (line->next != NULL)
		line->next->previous = line->previous;
	lines->counts.open--;
	pthread_mutex_unlock(&lines->lock);
	free(line);
}

void lines_hurry(struct lines *lines, int64_t most_ms)
{
	int64_t most_us = time_monotonic_us() + most_ms * 1000;

	pthread_mutex_lock(&lines->lock);
	for (struct line *line = lines->first; line != NULL; line = line->next) {
		int64_t deadline_us = atomic_load_explicit(&line->deadline_us, memory_order_relaxed);

		if (deadline_us != LINE_NEVER && deadline_us > most_us)
			atomic_compare_exchange_strong(&line->deadline_us, &deadline_us, most_us);
	}
	pthread_mutex_unlock(&lines->lock);
}

struct line_counts lines_count(struct lines *lines)
{
	struct line_counts counts;

	pthread_mutex_lock(&lines->lock);
	counts = lines->counts;
	pthread_mutex_unlock(&lines->lock);
	return counts;
}
