/* Deciding what may be shown of a round: from what was said, through the rule, to what is kept. */
#include "store/release.h"

#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "db/db.h"
#include "engine/release.h"
#include "store/answer_raw.h"
#include "store/event.h"
#include "store/release_keep.h"

/* Changes when the rule does, so that an old release still says how it was made. */
#define METHOD "small groups merged within voices, rule 1"

struct item {
	const char *key;
	bool is_statement;
};

/* One decision on its way. Items are in the order of their keys; groups in that of the voices. */
struct decision {
	struct work *w;
	int64_t round;
	struct raw_groups groups;
	struct raw_answers_list raw;
	LIST(struct item) items;
	LIST(int64_t) voices;
	LIST(const char *) voice_names;
	size_t *voice_of_group;
	struct release_answers *answers; /* [item * groups + group] */
	const struct release *rule;
	struct released *to;
};

/* ------------------------------------------------------------------ what was said */

static int by_key(const void *one, const void *other)
{
	return strcmp(((const struct item *)one)->key, ((const struct item *)other)->key);
}

/* The statements somebody rated. One that shares a criterion's key is left out: its column would be the criterion's. */
static void add_statements(struct decision *d)
{
	struct arena *arena = d->w->arena;
	size_t criteria = d->items.len;
	const struct raw_answers *raw;

	qsort(d->items.at, criteria, sizeof *d->items.at, by_key);
	for EACH(raw, &d->raw) {
		struct item item = { raw->item, true };

		if (raw->is_statement && bsearch(&item, d->items.at, criteria, sizeof item, by_key) == NULL)
			list_add(arena, &d->items, item);
	}
	qsort(d->items.at, d->items.len, sizeof *d->items.at, by_key);
}

/* A statement came once for each group that rated it. */
static void drop_repeats(struct decision *d)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->items.len; i++) {
		if (kept == 0 || strcmp(d->items.at[kept - 1].key, d->items.at[i].key) != 0)
			d->items.at[kept++] = d->items.at[i];
	}
	d->items.len = kept;
}

static bool find_items(struct decision *d)
{
	const struct rows *rows = db_ask(d->w, "SELECT criterion FROM round_criterion WHERE partnership = $1 AND round = $2",
	                                 V(d->w->partnership), V(d->round));

	if (rows == NULL)
		return false;
	list_new(d->w->arena, &d->items); /* so that there is always an array to sort */
	d->items.len = 0;
	for (size_t i = 0; i < rows->len; i++)
		list_add(d->w->arena, &d->items, ((struct item){ row_text(rows, i, 0), false }));
	add_statements(d);
	drop_repeats(d);
	return true;
}

/* The place of an item, or how many there are. */
static size_t item_place(const struct decision *d, const char *key, bool is_statement)
{
	struct item item = { key, is_statement };
	const struct item *found = bsearch(&item, d->items.at, d->items.len, sizeof item, by_key);

	return found == NULL || found->is_statement != is_statement ? d->items.len : (size_t)(found - d->items.at);
}

static size_t group_place(const struct decision *d, int64_t id)
{
	size_t i = 0;

	while (i < d->groups.len && d->groups.at[i].id != id)
		i++;
	return i;
}

/* Groups come in the order of their voices, so a voice begins where the number changes. */
static void find_voices(struct decision *d)
{
	d->voice_of_group = NEW_ARRAY(d->w->arena, size_t, d->groups.len);
	for (size_t i = 0; i < d->groups.len; i++) {
		const struct raw_group *group = &d->groups.at[i];

		if (d->voices.len == 0 || d->voices.at[d->voices.len - 1] != group->voice) {
			list_add(d->w->arena, &d->voices, group->voice);
			list_add(d->w->arena, &d->voice_names, group->voice_name);
		}
		d->voice_of_group[i] = d->voices.len - 1;
	}
}

static bool gather(struct decision *d)
{
	const struct raw_answers *raw;

	if (!raw_groups_of(d->w, d->round, &d->groups) || !raw_answers_of(d->w, d->round, &d->raw) || !find_items(d))
		return false;
	find_voices(d);
	d->answers = NEW_ARRAY(d->w->arena, struct release_answers, d->items.len * d->groups.len);
	for EACH(raw, &d->raw) {
		size_t item = item_place(d, raw->item, raw->is_statement);
		size_t group = group_place(d, raw->group);

		if (item < d->items.len && group < d->groups.len)
			d->answers[item * d->groups.len + group] = raw->answers;
	}
	return true;
}

/* ------------------------------------------------------------------ the rule */

static bool apply_rule(struct decision *d)
{
	struct release_group *groups = NEW_ARRAY(d->w->arena, struct release_group, d->groups.len);
	struct release_question question = {
		.threshold = d->to->threshold,
		.voices = d->voice_names.at,
		.voice_count = d->voices.len,
		.groups = groups,
		.group_count = d->groups.len,
		.item_count = d->items.len,
		.answers = d->answers,
	};

	for (size_t i = 0; i < d->groups.len; i++)
		groups[i] = (struct release_group){ d->groups.at[i].id, d->groups.at[i].name, d->voice_of_group[i],
			                            d->groups.at[i].people };
	d->rule = release_settle(d->w->arena, &question);
	if (d->rule->refused != NULL)
		return fault(d->w, FAULT_BROKEN, "What may be shown of this round could not be decided. %s",
		             d->rule->refused);
	d->to->answered = d->rule->people;
	d->to->has_a_few_more = d->rule->has_a_few_more;
	return true;
}

/* ------------------------------------------------------------------ columns */

/*
 * The names of a unit's groups, one a line. Groups of the voice in which nobody took part are named with its first merged unit, so
 * that standing in a list does not say that somebody of so small a group did.
 */
static const char *group_names(const struct decision *d, size_t voice, size_t unit, bool with_absent)
{
	const char *names = "";

	for (size_t i = 0; i < d->groups.len; i++) {
		bool is_in = d->rule->unit_of_group[i] == unit || (with_absent && d->rule->unit_of_group[i] == SIZE_MAX);

		if (d->voice_of_group[i] == voice && is_in)
			names = text_format(d->w->arena, "%s%s%s", names, *names == '\0' ? "" : "\n",
			                    d->groups.at[i].name);
	}
	return names;
}

static void add_units(struct decision *d, size_t voice)
{
	const struct release_voice *of = &d->rule->voices[voice];
	bool with_absent = true;
	struct released_unit whole = { .voice = d->voices.at[voice], .name = of->name, .group_names = "",
		                       .participants = of->people };

	list_add(d->w->arena, &d->to->units, whole);
	for (size_t i = 0; i < of->unit_count && of->unit_count > 1; i++) {
		const struct release_unit *unit = &d->rule->units[of->first_unit + i];
		bool is_merged = unit->group_count > 1;
		struct released_unit part = { .voice = d->voices.at[voice], .unit = (int64_t)i + 1, .name = unit->name,
			                      .participants = unit->people };

		part.group_names = group_names(d, voice, of->first_unit + i, is_merged && with_absent);
		with_absent = with_absent && !is_merged;
		list_add(d->w->arena, &d->to->units, part);
	}
}

/* ------------------------------------------------------------------ numbers */

static void add_cell(struct decision *d, size_t item, int64_t voice, int64_t unit, const struct tally_cell *cell)
{
	struct released_cell *to = list_new(d->w->arena, &d->to->cells);

	*to = (struct released_cell){ .item = d->items.at[item].key,
		                      .is_statement = d->items.at[item].is_statement,
		                      .voice = voice,
		                      .unit = unit,
		                      .cell = *cell };
}

static void add_cells(struct decision *d, size_t item)
{
	const struct release *rule = d->rule;

	add_cell(d, item, 0, 0, &rule->totals[item]);
	for (size_t voice = 0; voice < rule->voice_count; voice++) {
		const struct release_voice *of = &rule->voices[voice];
		size_t at = item * rule->voice_count + voice;

		add_cell(d, item, d->voices.at[voice], 0, &rule->voice_cells[at]);
		for (size_t i = 0; i < of->unit_count && rule->is_split[at]; i++)
			add_cell(d, item, d->voices.at[voice], (int64_t)i + 1,
			         &rule->unit_cells[item * rule->unit_count + of->first_unit + i]);
	}
}

static int64_t responded(const struct decision *d, size_t item, size_t voice)
{
	int64_t people = 0;

	for (size_t i = 0; i < d->groups.len; i++) {
		if (d->voice_of_group[i] == voice)
			people += d->answers[item * d->groups.len + i].responded;
	}
	return people;
}

static void add_said(struct decision *d, size_t item)
{
	const struct release *rule = d->rule;
	const struct release_said *pool = &rule->items[item].pool;
	struct released_said unnamed = { .criterion = d->items.at[item].key,
		                         .shown = pool->strengths > 0 || pool->developments > 0,
		                         .strengths = figure_of_count(pool->strengths),
		                         .developments = figure_of_count(pool->developments) };

	if (unnamed.shown)
		list_add(d->w->arena, &d->to->said, unnamed);
	for (size_t voice = 0; voice < rule->voice_count; voice++) {
		const struct release_said *said = &rule->said[item * rule->voice_count + voice];
		struct released_said to = { .criterion = d->items.at[item].key, .voice = d->voices.at[voice] };

		if (said->label != LABEL_NONE) {
			to.shown = true;
			to.responded = figure_of_count(responded(d, item, voice));
			to.strengths = figure_of_count(said->strengths);
			to.developments = figure_of_count(said->developments);
		}
		list_add(d->w->arena, &d->to->said, to);
	}
}

/* ------------------------------------------------------------------ words */

struct pieces {
	size_t len, cap;
	struct released_words *at;
};

static void add_piece(struct decision *d, struct pieces *pieces, const char *criterion, const char *kind, const char *label,
                      const char *words)
{
	words = text_trim(d->w->arena, words);
	if (*words != '\0')
		list_add(d->w->arena, pieces, ((struct released_words){ criterion, kind, label, words }));
}

/* The rule counts who wrote strengths and developments. A reason without a name may stand only in a pool that those have filled. */
static bool may_show_reason(const struct decision *d, size_t item, const char *label)
{
	const struct release_said *pool = &d->rule->items[item].pool;

	return *label != '\0' || pool->strengths > 0 || pool->developments > 0;
}

static void add_wrote(struct decision *d, struct pieces *pieces, const struct raw_words *wrote)
{
	size_t item = item_place(d, wrote->criterion, false);
	size_t group = group_place(d, wrote->group);
	const char *label = item < d->items.len && group < d->groups.len ? release_label_of(d->rule, item, group) : NULL;
	const char *criterion = wrote->criterion;

	if (label == NULL)
		return;
	add_piece(d, &pieces[item], criterion, "strength", label, wrote->strength);
	add_piece(d, &pieces[item], criterion, "development", label, wrote->development);
	if (may_show_reason(d, item, label))
		add_piece(d, &pieces[item], criterion, "reason", label, wrote->reason);
}

/* The seed is secret and is not kept: nobody can undo the shuffle. */
static bool add_words(struct decision *d)
{
	struct pieces *pieces = NEW_ARRAY(d->w->arena, struct pieces, d->items.len);
	const struct raw_words *wrote;
	struct raw_words_list words;
	uint64_t seed;

	if (!raw_words_of(d->w, d->round, &words))
		return false;
	random_secret(&seed, sizeof seed);
	for EACH(wrote, &words)
		add_wrote(d, pieces, wrote);
	for (size_t item = 0; item < d->items.len; item++) {
		const size_t *order = release_shuffle(d->w->arena, pieces[item].len, seed, item);

		for (size_t i = 0; i < pieces[item].len; i++)
			list_add(d->w->arena, &d->to->words, pieces[item].at[order[i]]);
	}
	return true;
}

/* ------------------------------------------------------------------ all of it */

static bool fill_in(struct decision *d)
{
	for (size_t voice = 0; voice < d->voices.len; voice++)
		add_units(d, voice);
	for (size_t item = 0; item < d->items.len; item++) {
		add_cells(d, item);
		if (!d->items.at[item].is_statement)
			add_said(d, item);
	}
	return add_words(d);
}

/* For whom a link was made served to see who had not used theirs. That is over. */
static bool empty_labels(struct work *w, int64_t round)
{
	return db_run(w,
	              "UPDATE participant SET label = '', version = version + 1 "
	              "WHERE partnership = $1 AND round = $2 AND label <> ''",
	              V(w->partnership), V(round)) >= 0;
}

static bool read_threshold(struct decision *d)
{
	const struct rows *rows = db_ask(d->w, "SELECT threshold FROM round WHERE partnership = $1 AND id = $2",
	                                 V(d->w->partnership), V(d->round));

	if (rows == NULL)
		return false;
	if (rows->len == 0)
		return fault(d->w, FAULT_NOT_FOUND, "There is no such round.");
	d->to->threshold = (int)row_int(rows, 0, 0);
	return true;
}

/*
 * The event is recorded before anything is counted, not last: who saves an answer records an event and then looks whether the round is
 * still open (store/answer_save.c). Both need the head of the chain, so an answer is either counted here or refused there.
 */
bool release_decide(struct work *w, int64_t round)
{
	struct released released = { .round = round, .decided_at = w->now, .method = METHOD };
	struct decision d = { .w = w, .round = round, .to = &released };

	return read_threshold(&d) && empty_labels(w, round) && event_record(w, "decided", "release", round, NULL) &&
	       gather(&d) && apply_rule(&d) && fill_in(&d) && release_keep(w, &released);
}
