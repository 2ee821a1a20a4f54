/*
 * The log: one JSON object a line on standard error, so that a machine can read it and a person still can.
 *
 *     log_line("request", LOG_TEXT("id", id), LOG_INT("status", 200), LOG_END);
 *
 * Never a password, a token, a cookie or what somebody wrote: callers pass only what may be kept for a year.
 */
#ifndef CAIRN_BASE_LOG_H
#define CAIRN_BASE_LOG_H

#include <stdbool.h>
#include <stdint.h>

struct log_field {
	const char *name;
	const char *text; /* null: it is the number */
	int64_t number;
};

#define LOG_TEXT(name, text)  ((struct log_field){ (name), (text) == NULL ? "" : (text), 0 })
#define LOG_INT(name, number) ((struct log_field){ (name), NULL, (int64_t)(number) })
#define LOG_END               ((struct log_field){ NULL, NULL, 0 })

/* At most 16 fields. Time and event come first. Lines of several threads never mix. */
void log_line(const char *event, ...);

/* Quiet for tests; nothing is written. */
void log_silence(bool silent);

#endif
