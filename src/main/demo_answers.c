#include <math.h>

#include "base/text.h"
#include "main/demo.h"
#include "store/answer.h"
#include "store/pack.h"

#define SHARE_DONT_KNOW      0.05
#define SHARE_DOES_NOT_APPLY 0.02
#define PLACES_APART         0.7 /* how far one answer of a person lies from the next */

static int place(struct random *random, double level)
{
	double apart = (random_unit(random) + random_unit(random) - 1) * 2 * PLACES_APART;
	long placed = lround(level + apart);

	return placed < 1 ? 1 : placed > PLACED_MOST ? PLACED_MOST : (int)placed;
}

/* A sentence of that kind from that voice that nobody has said in this round yet; "" when there is none left. */
static const char *say(struct demo_person *person, const json_t *criterion, const char *kind)
{
	const json_t *all = json_object_get(criterion, kind);
	size_t count = json_array_size(all);

	for (size_t i = 0; i < count; i++) {
		/* each round begins elsewhere in the list, so that two rounds do not begin with the same words */
		size_t stream = (size_t)person->random->chunk, first = stream * count / 3 + stream / 3 * (count / 6);
		const json_t *said = json_array_get(all, (i + first) % count);
		const char *words = json_string_value(json_object_get(said, "words"));
		const char *voice = json_string_value(json_object_get(said, "voice"));

		if (!text_equal(voice, person->voice_key) || json_object_get(person->spent, words) != NULL)
			continue;
		json_object_set_new(person->spent, words, json_true());
		return words;
	}
	return "";
}

static void rate_statements(struct work *w, struct demo_person *person, const struct pack_criterion *criterion,
                            double level, struct response *said)
{
	for (size_t i = 0; i < criterion->statements.len; i++) {
		/* statements of one criterion differ, and everybody sees that alike */
		double differs = (double)(criterion->number * 7 + (int64_t)i * 13) / 10;

		if (random_unit(person->random) < SHARE_DONT_KNOW)
			continue;
		list_add(w->arena, &said->ratings,
		         ((struct rating){ criterion->statements.at[i].id,
		                           place(person->random, level + 0.8 * sin(differs)) }));
	}
}

/* How much lower or higher than usual a criterion is placed in this round. */
static double shift_of(const json_t *round, const char *criterion)
{
	const json_t *shift = json_object_get(json_object_get(round, "level_shifts"), criterion);

	return json_number_value(shift != NULL ? shift : json_object_get(round, "level_shift"));
}

static void fill(struct work *w, struct demo_person *person, const struct pack_criterion *criterion,
                 struct response *said)
{
	const json_t *about = json_object_get(json_object_get(person->demo, "criteria"), criterion->key);
	double level = json_number_value(json_object_get(json_object_get(about, "levels"), person->voice_key)) +
	               person->lean + shift_of(person->round, criterion->key);
	double chance = random_unit(person->random);
	bool is_conversation = text_equal(person->depth, "conversation");
	double talks = is_conversation ? (1 + person->talks) / 2 : person->talks;

	said->placed = PLACED_NOT_SAID;
	said->strength = random_unit(person->random) < talks ? say(person, about, "strengths") : "";
	said->development = random_unit(person->random) < talks ? say(person, about, "developments") : "";
	said->reason = "";
	if (is_conversation)
		return;
	if (chance < SHARE_DOES_NOT_APPLY) {
		const json_t *reasons = json_object_get(person->demo, "reasons");

		said->placed = PLACED_DOES_NOT_APPLY;
		said->reason = json_string_value(
			json_array_get(reasons, random_below(person->random, json_array_size(reasons))));
		return;
	}
	said->placed =
		chance < SHARE_DOES_NOT_APPLY + SHARE_DONT_KNOW ? PLACED_DONT_KNOW : place(person->random, level);
	if (text_equal(person->depth, "statements"))
		rate_statements(w, person, criterion, level, said);
}

bool demo_answers(struct work *w, struct demo_person *person, const struct pack_texts *criteria)
{
	for (size_t i = 0; i < criteria->len; i++) {
		const struct pack_criterion *criterion = pack_criterion(person->pack, criteria->at[i]);
		struct answer_save one = { .token = person->token, .criterion = criteria->at[i] };

		fill(w, person, criterion, &one.said);
		if (!answer_save(w, &one))
			return false;
	}
	return true;
}
