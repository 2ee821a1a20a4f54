/*
 * Days and moments, as people in Scotland write them.
 *
 * A moment is milliseconds since 1970-01-01 00:00 UTC; a date is days since then. Zero means there is none, in both, so
 * that a zeroed record has no date. Moments are shown in the time of the United Kingdom: summer time runs from 01:00 UTC on
 * the last Sunday of March to 01:00 UTC on the last Sunday of October (Summer Time Order 2002, SI 2002/262).
 *
 * Only time_now and time_monotonic look at a clock.
 */
#ifndef CAIRN_BASE_TIME_H
#define CAIRN_BASE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct date {
	int64_t days;
};

struct moment {
	int64_t ms;
};

#define SECOND_MS ((int64_t)1000)
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS   (60 * MINUTE_MS)
#define DAY_MS    (24 * HOUR_MS)

struct moment time_now(void);

/* Microseconds that only go forward: for measuring, never for showing. */
int64_t time_monotonic_us(void);

struct date date_of(int year, int month, int day);
void date_parts(struct date date, int *year, int *month, int *day);

/* The day it is in the United Kingdom at a moment, and the moment at which a day begins there. */
struct date date_at(struct moment moment);
struct moment date_start(struct date date);

/* 0 is Monday. */
int date_weekday(struct date date);

/* "22 November 2026"; "" when there is none. */
char *date_text(struct arena *arena, struct date date);
/* "2026-11-22", for files and forms; "" when there is none. */
char *date_iso(struct arena *arena, struct date date);
/* Reads 2026-11-22, 22/11/2026 and 22 November 2026 (any case, short month names too). */
bool date_read(const char *text, struct date *date);

/* "22 November 2026 at 20:14"; "20:14"; "2026-11-22T20:14:00Z"; "" when there is none. */
char *moment_text(struct arena *arena, struct moment moment);
char *moment_clock(struct arena *arena, struct moment moment);
char *moment_iso(struct arena *arena, struct moment moment);

#endif
