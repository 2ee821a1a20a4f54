#include "random_round.h"

#include <string.h>

#include "base/text.h"

static const char *const voice_names[] = { "voice A", "voice B", "voice C", "voice D", "voice E" };

static int below(struct random *random, int limit)
{
	return (int)random_below(random, (uint64_t)limit);
}

/* Half of all groups are about as large as the threshold: that is where the rule has work to do. */
static int group_size(struct random *random)
{
	return below(random, 2) == 0 ? below(random, 9) : below(random, 61);
}

/* It does not apply: half of those who say so write why. */
static void says_why(struct random *random, struct release_answers *answers)
{
	answers->tally.does_not_apply++;
	answers->reasons += below(random, 2);
}

/* Some answer nothing, some only with words; `eager` of ten place themselves. */
static struct release_answers some_answers(struct random *random, int people, int eager)
{
	struct release_answers answers = { 0 };

	for (int i = 0; i < people; i++) {
		int what = below(random, 10);

		if (what < eager)
			answers.tally.positions[below(random, POSITIONS)]++;
		else if (what == 7)
			answers.tally.dont_know++;
		else if (what == 8)
			says_why(random, &answers);
		else if (what != 9)
			continue;
		answers.responded++;
		answers.strengths += below(random, 4) == 0;
		answers.developments += below(random, 4) == 0;
	}
	return answers;
}

struct random_round random_round(struct arena *arena, uint64_t number)
{
	struct random random = { .seed = number };
	struct random_round round = { .question = { .threshold = 5 + below(&random, 3),
		                                    .voices = voice_names,
		                                    .voice_count = 1 + random_below(&random, 5),
		                                    .group_count = 1 + random_below(&random, 15),
		                                    .item_count = 1 + random_below(&random, 10) } };
	struct release_question *question = &round.question;

	round.groups = NEW_ARRAY(arena, struct release_group, question->group_count);
	round.answers = NEW_ARRAY(arena, struct release_answers, question->group_count * question->item_count);
	for (size_t i = 0; i < question->group_count; i++) {
		round.groups[i] = (struct release_group){ .id = 100 + (int64_t)i * 3,
			                                  .name = text_format(arena, "group %zu", i),
			                                  .voice = random_below(&random, question->voice_count),
			                                  .people = group_size(&random) };
	}
	for (size_t i = 0; i < question->group_count * question->item_count; i++) {
		const struct release_group *group = &round.groups[i % question->group_count];

		round.answers[i] = some_answers(&random, group->people, below(&random, 8));
	}
	question->groups = round.groups;
	question->answers = round.answers;
	return round;
}

void random_round_add_person(struct random_round *round, size_t group, size_t item, int position)
{
	struct release_answers *answers = &round->answers[item * round->question.group_count + group];

	round->groups[group].people++;
	answers->responded++;
	answers->tally.positions[position]++;
}

struct random_round random_round_reordered(struct arena *arena, const struct random_round *round, struct random *random,
                                           size_t *to)
{
	size_t count = round->question.group_count;
	struct random_round other = *round;

	other.groups = NEW_ARRAY(arena, struct release_group, count);
	other.answers = NEW_ARRAY(arena, struct release_answers, count * round->question.item_count);
	for (size_t i = 0; i < count; i++)
		to[i] = i;
	for (size_t i = count; i > 1; i--) {
		size_t with = random_below(random, i), held = to[i - 1];

		to[i - 1] = to[with];
		to[with] = held;
	}
	for (size_t i = 0; i < count; i++) {
		other.groups[to[i]] = round->groups[i];
		for (size_t item = 0; item < round->question.item_count; item++)
			other.answers[item * count + to[i]] = round->answers[item * count + i];
	}
	other.question.groups = other.groups;
	other.question.answers = other.answers;
	return other;
}

static void publish_people(struct out *out, struct figure people)
{
	out_format(out, " %s", figure_text(out->arena, people));
}

static void publish_cell(struct out *out, const struct tally_cell *cell)
{
	out_format(out, " [%d", (int)cell->state);
	for (int i = 0; i < POSITIONS; i++)
		out_format(out, " %d", cell->tally.positions[i]);
	out_format(out, " %d %d]", cell->tally.dont_know, cell->tally.does_not_apply);
}

static void publish_said(struct out *out, const struct release_said *said)
{
	out_format(out, " (%d %d %d %d)", (int)said->label, said->responded, said->strengths, said->developments);
}

/* How many reasons stand under this name; "" for those without one. */
static int reasons_under(const struct random_round *round, const struct release *release, size_t item, const char *name)
{
	int reasons = 0;

	for (size_t group = 0; group < release->group_count; group++) {
		const char *label = release_reason_label_of(release, item, group);

		if (label != NULL && text_equal(label, name))
			reasons += round->answers[item * release->group_count + group].reasons;
	}
	return reasons;
}

static void publish_reasons(struct out *out, const struct random_round *round, const struct release *release,
                            size_t item)
{
	out_format(out, " reasons %d", reasons_under(round, release, item, ""));
	for (size_t i = 0; i < release->voice_count; i++)
		out_format(out, " %d", reasons_under(round, release, item, release->voices[i].name));
	for (size_t i = 0; i < release->unit_count; i++)
		out_format(out, " %d", reasons_under(round, release, item, release->units[i].name));
}

static void publish_item(struct out *out, const struct random_round *round, const struct release *release, size_t item)
{
	out_format(out, "\nitem %zu:", item);
	for (size_t i = 0; i < release->voice_count; i++) {
		publish_cell(out, &release->voice_cells[item * release->voice_count + i]);
		publish_said(out, &release->said[item * release->voice_count + i]);
	}
	for (size_t i = 0; i < release->unit_count; i++)
		publish_cell(out, &release->unit_cells[item * release->unit_count + i]);
	publish_cell(out, &release->totals[item]);
	publish_said(out, &release->items[item].pool);
	out_format(out, " words %d", (int)release->items[item].words);
	publish_reasons(out, round, release, item);
}

struct html published(struct arena *arena, const struct random_round *round, const struct release *release)
{
	struct out out = { .arena = arena };

	publish_people(&out, release->people);
	out_raw(&out, release->has_a_few_more ? " and a few more" : "");
	for (size_t i = 0; i < release->voice_count; i++)
		publish_people(&out, release->voices[i].people);
	for (size_t i = 0; i < release->unit_count; i++) {
		out_format(&out, "\n%s", release->units[i].name);
		publish_people(&out, release->units[i].people);
	}
	for (size_t item = 0; item < release->item_count; item++)
		publish_item(&out, round, release, item);
	return out_html(&out);
}
