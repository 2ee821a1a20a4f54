#include "chart/said_words.h"

#include "base/text.h"
#include "chart/svg.h"

#define DESCRIBED_MOST 40

struct sums {
	int strengths, developments;
};

static void add(struct sums *sums, const struct said_count *count)
{
	sums->strengths += count->state == SAID_SHOWN ? count->strengths : 0;
	sums->developments += count->state == SAID_SHOWN ? count->developments : 0;
}

static struct sums sums_of(const struct said *said, const struct said_row *row)
{
	struct sums sums = { 0 };

	if (row->is_held)
		return sums;
	add(&sums, &row->unnamed);
	for (size_t i = 0; i < said->voice_count; i++)
		add(&sums, &row->voices[i]);
	return sums;
}

static int count_in(const struct said *said, const struct said_row *row, bool strengths)
{
	struct sums sums = sums_of(said, row);

	return strengths ? sums.strengths : sums.developments;
}

/* The largest count, and the criteria that have it. */
struct most {
	int count;
	size_t criteria;
	const char *first, *second;
};

static struct most most_of(const struct said *said, bool strengths)
{
	struct most most = { 0 };

	for (size_t i = 0; i < said->row_count; i++) {
		int count = count_in(said, &said->rows[i], strengths);

		if (count < most.count || count == 0)
			continue;
		if (count > most.count)
			most = (struct most){ .count = count, .first = said->rows[i].name };
		else if (most.criteria == 1)
			most.second = said->rows[i].name;
		most.criteria++;
	}
	return most;
}

/* "Leadership (23)", "Leadership and Capacity (23 each)", "4 criteria (23 each)": none is set before its equals. */
static const char *about(struct arena *arena, const struct most *most)
{
	if (most->criteria == 1)
		return text_format(arena, "%s (%d)", most->first, most->count);
	if (most->criteria == 2)
		return text_format(arena, "%s and %s (%d each)", most->first, most->second, most->count);
	return text_format(arena, "%zu criteria (%d each)", most->criteria, most->count);
}

/* Where every criterion has as many there is no most. */
static const char *clause(struct arena *arena, const struct said *said, const struct most *most, const char *what,
                          const char *alike)
{
	if (most->criteria > 1 && most->criteria == said->row_count)
		return text_format(arena, "%s each criterion (%d)", alike, most->count);
	return text_format(arena, "%s %s", what, about(arena, most));
}

const char *said_title(struct arena *arena, const struct said *said)
{
	struct most strong = most_of(said, true), develop = most_of(said, false);

	if (strong.count == 0 && develop.count == 0)
		return "Nothing was written that may be shown";
	if (strong.count == 0)
		return clause(arena, said, &develop, "Most to develop was written about",
		              "As much to develop was written about");
	if (develop.count == 0)
		return clause(arena, said, &strong, "Most strengths were written about",
		              "As many strengths were written about");
	return text_format(arena, "%s, %s",
	                   clause(arena, said, &strong, "Most strengths were written about",
	                          "As many strengths were written about"),
	                   clause(arena, said, &develop, "most to develop about", "as much to develop about"));
}

bool said_anything(const struct said *said)
{
	for (size_t i = 0; i < said->row_count; i++) {
		struct sums sums = sums_of(said, &said->rows[i]);

		if (sums.strengths + sums.developments > 0)
			return true;
	}
	return false;
}

/* Plain text: escaped where it is written. */
const char *said_description(struct arena *arena, const struct said *said)
{
	struct out out = { .arena = arena };

	out_raw(&out, "How many people wrote what is strong and what to develop, by criterion and voice.");
	for (size_t i = 0; i < said->row_count && i < DESCRIBED_MOST; i++) {
		const struct said_row *row = &said->rows[i];
		struct sums sums = sums_of(said, row);

		if (row->is_held)
			out_format(&out, " %s. %s.", row->name, svg_withheld(arena, said->threshold));
		else
			out_format(&out, " %s: %d strong, %d to develop.", row->name, sums.strengths,
			           sums.developments);
	}
	if (said->row_count > DESCRIBED_MOST)
		out_format(&out, " And %zu criteria more: the figures are in the table.",
		           said->row_count - DESCRIBED_MOST);
	if (said->voice_count > SAID_VOICES_MOST)
		out_format(&out, " Eight voices are drawn, all are counted: %zu more in the table.",
		           said->voice_count - SAID_VOICES_MOST);
	return out_html(&out).at;
}
