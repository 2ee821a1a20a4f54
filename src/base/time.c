#include "base/time.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/out.h"
#include "base/text.h"

#define MOMENT_BYTES 32 /* "22 September 2026 at 13:45" and its like */

static const char *const month_names[] = { "January", "February", "March",     "April",   "May",      "June",
	                                   "July",    "August",   "September", "October", "November", "December" };

struct moment time_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (struct moment){ (int64_t)now.tv_sec * SECOND_MS + now.tv_nsec / 1000000 };
}

int64_t time_monotonic_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t floor_divide(int64_t value, int64_t by)
{
	return value / by - (value % by < 0);
}

/* The civil calendar in 400-year eras that begin on 1 March, so that the leap day comes last. */
struct date date_of(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = floor_divide(y, 400);
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return (struct date){ era * 146097 + day_of_era - 719468 };
}

void date_parts(struct date date, int *year, int *month, int *day)
{
	int64_t days = date.days + 719468;
	int64_t era = floor_divide(days, 146097);
	int64_t day_of_era = days - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t shifted = (5 * day_of_year + 2) / 153;

	*day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
	*month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	*year = (int)(year_of_era + era * 400 + (*month <= 2));
}

int date_weekday(struct date date)
{
	int64_t day = (date.days + 3) % 7; /* 1970-01-01 was a Thursday */

	return (int)(day < 0 ? day + 7 : day);
}

static struct moment last_sunday_at_one(int year, int month)
{
	struct date last = date_of(year, month, 31);

	last.days -= (date_weekday(last) + 1) % 7;
	return (struct moment){ last.days * DAY_MS + HOUR_MS };
}

/* How far the clock in the United Kingdom is ahead of UTC at a moment. */
static int64_t summer_ms(struct moment moment)
{
	int year, month, day;

	date_parts((struct date){ floor_divide(moment.ms, DAY_MS) }, &year, &month, &day);
	if (moment.ms < last_sunday_at_one(year, 3).ms || moment.ms >= last_sunday_at_one(year, 10).ms)
		return 0;
	return HOUR_MS;
}

struct date date_at(struct moment moment)
{
	if (moment.ms == 0)
		return (struct date){ 0 };
	return (struct date){ floor_divide(moment.ms + summer_ms(moment), DAY_MS) };
}

struct moment date_start(struct date date)
{
	struct moment start = { date.days * DAY_MS };

	if (date.days == 0)
		return start;
	start.ms -= summer_ms(start); /* the clocks change at one, so midnight is never in doubt */
	return start;
}

/* Written without printf: a list has a date in each row, and the log a moment in each line. */
static void write_date(struct out *out, struct date date)
{
	int year, month, day;

	date_parts(date, &year, &month, &day);
	out_attribute_int(out, day);
	out_raw(out, " ");
	out_raw(out, month_names[month - 1]);
	out_raw(out, " ");
	out_attribute_int(out, year);
}

/* With noughts before it, up to so many digits. */
static void write_padded(struct out *out, int number, size_t width)
{
	char room[INT_BYTES];
	const char *digits = text_digits(room, number);

	for (size_t len = strlen(digits); len < width; len++)
		out_raw(out, "0");
	out_raw(out, digits);
}

static void write_iso(struct out *out, struct date date)
{
	int year, month, day;

	date_parts(date, &year, &month, &day);
	write_padded(out, year, 4);
	out_raw(out, "-");
	write_padded(out, month, 2);
	out_raw(out, "-");
	write_padded(out, day, 2);
}

static char *ended(struct out *out)
{
	(void)out_html(out);
	return out->at;
}

char *date_text(struct arena *arena, struct date date)
{
	struct out out;

	if (date.days == 0)
		return text_copy(arena, "");
	out = out_with_room(arena, MOMENT_BYTES);
	write_date(&out, date);
	return ended(&out);
}

char *date_iso(struct arena *arena, struct date date)
{
	struct out out;

	if (date.days == 0)
		return text_copy(arena, "");
	out = out_with_room(arena, MOMENT_BYTES);
	write_iso(&out, date);
	return ended(&out);
}

static bool read_month(const char *word, int *month)
{
	size_t len = strlen(word);

	for (int i = 0; i < 12; i++) {
		size_t at = 0;

		while (at < len && tolower((unsigned char)word[at]) == tolower((unsigned char)month_names[i][at]))
			at++;
		if (at == len && (len == 3 || len == strlen(month_names[i]))) {
			*month = i + 1;
			return true;
		}
	}
	return false;
}

static bool is_a_day(int year, int month, int day)
{
	int y, m, d;

	if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	date_parts(date_of(year, month, day), &y, &m, &d);
	return y == year && m == month && d == day;
}

bool date_read(const char *text, struct date *date)
{
	int year = 0, month = 0, day = 0, end = 0;
	char word[16];
	bool read = (sscanf(text, " %4d-%2d-%2d %n", &year, &month, &day, &end) == 3 && text[end] == '\0') ||
	            (sscanf(text, " %2d/%2d/%4d %n", &day, &month, &year, &end) == 3 && text[end] == '\0') ||
	            (sscanf(text, " %2d %15[A-Za-z] %4d %n", &day, word, &year, &end) == 3 && text[end] == '\0' &&
	             read_month(word, &month));

	if (!read || !is_a_day(year, month, day))
		return false;
	*date = date_of(year, month, day);
	return true;
}

static void clock_parts(struct moment local, int *hour, int *minute, int *second)
{
	int64_t in_day = local.ms - floor_divide(local.ms, DAY_MS) * DAY_MS;

	*hour = (int)(in_day / HOUR_MS);
	*minute = (int)(in_day % HOUR_MS / MINUTE_MS);
	*second = (int)(in_day % MINUTE_MS / SECOND_MS);
}

static void write_clock(struct out *out, struct moment local)
{
	int hour, minute, second;

	clock_parts(local, &hour, &minute, &second);
	write_padded(out, hour, 2);
	out_raw(out, ":");
	write_padded(out, minute, 2);
}

char *moment_clock(struct arena *arena, struct moment moment)
{
	struct out out;

	if (moment.ms == 0)
		return text_copy(arena, "");
	out = out_with_room(arena, MOMENT_BYTES);
	write_clock(&out, (struct moment){ moment.ms + summer_ms(moment) });
	return ended(&out);
}

char *moment_text(struct arena *arena, struct moment moment)
{
	struct moment local = { moment.ms + summer_ms(moment) };
	struct out out;

	if (moment.ms == 0)
		return text_copy(arena, "");
	out = out_with_room(arena, MOMENT_BYTES);
	write_date(&out, (struct date){ floor_divide(local.ms, DAY_MS) });
	out_raw(&out, " at ");
	write_clock(&out, local);
	return ended(&out);
}

char *moment_iso(struct arena *arena, struct moment moment)
{
	int hour, minute, second;
	struct out out;

	if (moment.ms == 0)
		return text_copy(arena, "");
	clock_parts(moment, &hour, &minute, &second);
	out = out_with_room(arena, MOMENT_BYTES);
	write_iso(&out, (struct date){ floor_divide(moment.ms, DAY_MS) });
	out_raw(&out, "T");
	write_clock(&out, moment);
	out_raw(&out, ":");
	write_padded(&out, second, 2);
	out_raw(&out, "Z");
	return ended(&out);
}
