/* Whose name may stand under what people wrote. */
#include "engine/release_parts.h"

/* What a voice, or one unit of it, wrote about one item. */
struct wrote {
	int responded, strengths, developments;
};

static void add_wrote(const struct draft *draft, size_t item, const struct release_unit *unit, struct wrote *to)
{
	for (size_t i = 0; i < unit->group_count; i++) {
		const struct release_answers *answers = answers_of(draft->question, item, unit->groups[i]);

		to->responded += answers->responded;
		to->strengths += answers->strengths;
		to->developments += answers->developments;
	}
}

static bool wrote_anything(const struct wrote *wrote)
{
	return wrote->strengths > 0 || wrote->developments > 0;
}

/* As with numbers: units are named only where each of them may be, so that the voice's bare name never points at
 * one of them. */
static enum release_label first_label(const struct draft *draft, size_t item, const struct release_voice *voice,
                                      struct wrote *wrote)
{
	bool by_unit = voice->unit_count > 1;

	for (size_t i = 0; i < voice->unit_count; i++) {
		struct wrote part = { 0 };

		add_wrote(draft, item, &draft->units[voice->first_unit + i], &part);
		by_unit = by_unit && (part.responded == 0 || part.responded >= draft->question->threshold);
		wrote->responded += part.responded;
		wrote->strengths += part.strengths;
		wrote->developments += part.developments;
	}
	if (wrote->responded < draft->question->threshold)
		return LABEL_NONE;
	return by_unit ? LABEL_UNITS : LABEL_VOICE;
}

/* The pool: everybody who answered the item in a voice that is not named. */
static struct wrote pool_of(const struct release_said *said, const struct wrote *wrote, size_t voices)
{
	struct wrote pool = { 0 };

	for (size_t i = 0; i < voices; i++) {
		if (said[i].label != LABEL_NONE)
			continue;
		pool.responded += wrote[i].responded;
		pool.strengths += wrote[i].strengths;
		pool.developments += wrote[i].developments;
	}
	return pool;
}

/* The voice that gives up its name next: the smallest by how many answered, or `voices` when none is left. */
static size_t next_to_join(const struct release_said *said, const struct wrote *wrote, size_t voices)
{
	size_t best = voices;

	for (size_t i = 0; i < voices; i++) {
		if (said[i].label != LABEL_NONE && (best == voices || wrote[i].responded < wrote[best].responded))
			best = i;
	}
	return best;
}

static bool is_too_small(const struct wrote *pool, int threshold)
{
	return pool->responded > 0 && pool->responded < threshold;
}

/*
 * Words without a name would be attributed by elimination were the unnamed few: so others join them until they are enough. Who joins, and whether
 * anybody must, follows from how many answered and never from who wrote: else a reader who knows the rule could tell from a name that is missing
 * that one of the few must have written.
 */
static struct wrote fill_pool(struct release_said *said, const struct wrote *wrote, size_t voices, int threshold)
{
	struct wrote pool = pool_of(said, wrote, voices);

	while (is_too_small(&pool, threshold)) {
		size_t join = next_to_join(said, wrote, voices);

		if (join == voices)
			break;
		said[join].label = LABEL_NONE;
		pool = pool_of(said, wrote, voices);
	}
	return pool;
}

static void decide_words(struct draft *draft, size_t item, struct wrote *wrote)
{
	const struct release_question *question = draft->question;
	struct release_said *said = &draft->said[item * question->voice_count];
	struct release_item *of = &draft->items[item];
	struct wrote pool;
	bool any = false;

	for (size_t i = 0; i < question->voice_count; i++) {
		wrote[i] = (struct wrote){ 0 };
		said[i].label = first_label(draft, item, &draft->voices[i], &wrote[i]);
		any = any || wrote_anything(&wrote[i]);
	}
	pool = fill_pool(said, wrote, question->voice_count, question->threshold);
	if (is_too_small(&pool, question->threshold)) { /* and nobody is left to join them */
		of->words = any ? WORDS_HELD : WORDS_NONE;
		return;
	}
	of->words = any ? WORDS_SHOWN : WORDS_NONE;
	if (wrote_anything(&pool))
		of->pool = (struct release_said){ LABEL_NONE, pool.responded, pool.strengths, pool.developments };
	for (size_t i = 0; i < question->voice_count; i++) {
		if (said[i].label == LABEL_NONE)
			continue;
		said[i].responded = wrote[i].responded;
		said[i].strengths = wrote[i].strengths;
		said[i].developments = wrote[i].developments;
	}
}

void release_words(struct draft *draft)
{
	const struct release_question *question = draft->question;
	struct wrote *wrote = NEW_ARRAY(draft->arena, struct wrote, question->voice_count);

	draft->items = NEW_ARRAY(draft->arena, struct release_item, question->item_count);
	draft->said = NEW_ARRAY(draft->arena, struct release_said, question->item_count * question->voice_count);
	for (size_t item = 0; item < question->item_count; item++)
		decide_words(draft, item, wrote);
}
