#include "chart/said_words.h"

#include "base/text.h"
#include "chart/svg.h"

#define DESCRIBED_MOST 40

struct sums {
	int strengths, developments;
};

static void add(struct sums *sums, const struct said_count *count)
{
	sums->strengths += count->is_shown ? count->strengths : 0;
	sums->developments += count->is_shown ? count->developments : 0;
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

const char *said_title(struct arena *arena, const struct said *said)
{
	struct sums most = { 0 };
	const char *strong = NULL, *develop = NULL;

	for (size_t i = 0; i < said->row_count; i++) {
		struct sums sums = sums_of(said, &said->rows[i]);

		if (sums.strengths > most.strengths) {
			most.strengths = sums.strengths;
			strong = said->rows[i].name;
		}
		if (sums.developments > most.developments) {
			most.developments = sums.developments;
			develop = said->rows[i].name;
		}
	}
	if (strong != NULL && develop != NULL)
		return text_format(arena, "Most strengths were written about %s (%d), most to develop about %s (%d)",
		                   strong, most.strengths, develop, most.developments);
	if (strong != NULL)
		return text_format(arena, "Most strengths were written about %s (%d)", strong, most.strengths);
	if (develop != NULL)
		return text_format(arena, "Most to develop was written about %s (%d)", develop, most.developments);
	return "Nothing was written that may be shown";
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
		out_format(&out, " And %zu more: the figures are in the table.", said->row_count - DESCRIBED_MOST);
	return out_html(&out).at;
}
