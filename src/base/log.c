#include "base/log.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/time.h"

static atomic_bool silenced; /* a setting of the process, made once at its start */

void log_silence(bool silent)
{
	atomic_store(&silenced, silent);
}

/* A pipe takes a long line in parts: one thread at a time, so that no other line comes between them. */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static void write_all(const char *at, size_t len)
{
	pthread_mutex_lock(&turn);
	while (len > 0) {
		ssize_t wrote = write(STDERR_FILENO, at, len);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			break; /* nowhere left to say so */
		at += wrote;
		len -= (size_t)wrote;
	}
	pthread_mutex_unlock(&turn);
}

void log_line(const char *event, ...)
{
	struct arena *arena;
	struct out out;
	va_list args;

	if (atomic_load(&silenced))
		return;
	arena = arena_new();
	out = (struct out){ .arena = arena };
	json_open(&out, '{');
	json_name(&out, "time");
	json_text(&out, moment_iso(arena, time_now()));
	json_name(&out, "event");
	json_text(&out, event);
	va_start(args, event);
	for (int i = 0; i < 16; i++) {
		struct log_field field = va_arg(args, struct log_field);

		if (field.name == NULL)
			break;
		json_name(&out, field.name);
		if (field.text != NULL)
			json_text(&out, field.text);
		else
			json_int(&out, field.number);
	}
	va_end(args);
	json_close(&out, '}');
	out_raw(&out, "\n");
	write_all(out.at, out.len);
	arena_free(arena);
}
