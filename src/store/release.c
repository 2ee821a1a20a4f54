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
#include "store/evidence.h"
#include "store/framework.h"
#include "store/release_keep.h"
#include "store/release_rows.h"

/* Changes when the rule does, so that an old release still says how it was made. */
#define METHOD "small groups merged within voices, rule 3"

/* ------------------------------------------------------------------ what was said */

static int by_key(const void *one, const void *other)
{
	return strcmp(((const struct release_item_key *)one)->key, ((const struct release_item_key *)other)->key);
}

/* One that shares a criterion's key is left out: its column would be the criterion's. */
static void add_statement(struct release_decision *d, const char *statement, size_t criteria)
{
	struct release_item_key item = { statement, true };

	if (bsearch(&item, d->items.at, criteria, sizeof item, by_key) == NULL)
		list_add(d->w->arena, &d->items, item);
}

/* Those of the criteria that the round asked, rated by anybody or not: what is missing would tell. And any other that was rated. */
static void add_statements(struct release_decision *d, const struct raw_answers_list *answers)
{
	size_t criteria = d->items.len;
	const struct raw_answers *raw;

	qsort(d->items.at, criteria, sizeof *d->items.at, by_key);
	for (size_t i = 0; i < criteria && d->pack != NULL; i++) {
		const struct pack_criterion *criterion = pack_criterion(d->pack, d->items.at[i].key);

		for (size_t s = 0; criterion != NULL && s < criterion->statements.len; s++)
			add_statement(d, criterion->statements.at[s].id, criteria);
	}
	for EACH(raw, answers) {
		if (raw->is_statement)
			add_statement(d, raw->item, criteria);
	}
	qsort(d->items.at, d->items.len, sizeof *d->items.at, by_key);
}

/* A statement came once more for each group that rated it. */
static void drop_repeats(struct release_decision *d)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->items.len; i++) {
		if (kept == 0 || strcmp(d->items.at[kept - 1].key, d->items.at[i].key) != 0)
			d->items.at[kept++] = d->items.at[i];
	}
	d->items.len = kept;
}

static bool find_items(struct release_decision *d, const struct raw_answers_list *answers)
{
	const struct rows *rows =
		db_ask(d->w, "SELECT criterion FROM round_criterion WHERE partnership = $1 AND round = $2",
	               V(d->w->partnership), V(d->round));

	if (rows == NULL)
		return false;
	list_new(d->w->arena, &d->items); /* so that there is always an array to sort */
	d->items.len = 0;
	for (size_t i = 0; i < rows->len; i++)
		list_add(d->w->arena, &d->items, ((struct release_item_key){ row_text(rows, i, 0), false }));
	add_statements(d, answers);
	drop_repeats(d);
	return true;
}

/* The place of an item, or how many there are. */
static size_t item_place(const struct release_decision *d, const char *key, bool is_statement)
{
	struct release_item_key item = { key, is_statement };
	const struct release_item_key *found = bsearch(&item, d->items.at, d->items.len, sizeof item, by_key);

	return found == NULL || found->is_statement != is_statement ? d->items.len : (size_t)(found - d->items.at);
}

static size_t group_place(const struct release_decision *d, int64_t id)
{
	size_t i = 0;

	while (i < d->group_count && d->groups[i].id != id)
		i++;
	return i;
}

/* Groups come in the order of their voices, so a voice begins where the number changes. */
static void take_groups(struct release_decision *d, const struct raw_groups *raw)
{
	d->group_count = raw->len;
	d->groups = NEW_ARRAY(d->w->arena, struct release_group, raw->len);
	for (size_t i = 0; i < raw->len; i++) {
		const struct raw_group *group = &raw->at[i];

		if (d->voices.len == 0 || d->voices.at[d->voices.len - 1] != group->voice) {
			list_add(d->w->arena, &d->voices, group->voice);
			list_add(d->w->arena, &d->voice_names, group->voice_name);
		}
		d->groups[i] = (struct release_group){ group->id, group->name, d->voices.len - 1, group->people };
	}
}

static void take_answers(struct release_decision *d, const struct raw_answers_list *answers)
{
	const struct raw_answers *raw;

	d->answers = NEW_ARRAY(d->w->arena, struct release_answers, d->items.len * d->group_count);
	for EACH(raw, answers) {
		size_t item = item_place(d, raw->item, raw->is_statement);
		size_t group = group_place(d, raw->group);

		if (item < d->items.len && group < d->group_count)
			d->answers[item * d->group_count + group] = raw->answers;
	}
}

static bool gather(struct release_decision *d)
{
	struct raw_answers_list answers;
	struct raw_groups groups;

	if (!raw_groups_of(d->w, d->round, &groups) || !raw_answers_of(d->w, &groups, &answers) ||
	    !find_items(d, &answers))
		return false;
	take_groups(d, &groups);
	take_answers(d, &answers);
	return true;
}

/* ------------------------------------------------------------------ the rule */

static bool apply_rule(struct release_decision *d)
{
	struct release_question question = {
		.threshold = d->to->threshold,
		.voices = d->voice_names.at,
		.voice_count = d->voices.len,
		.groups = d->groups,
		.group_count = d->group_count,
		.item_count = d->items.len,
		.answers = d->answers,
	};

	d->rule = release_settle(d->w->arena, &question);
	if (d->rule->refused != NULL)
		return fault(d->w, FAULT_BROKEN, "What may be shown of this round could not be decided. %s",
		             d->rule->refused);
	d->to->answered = d->rule->people;
	d->to->has_a_few_more = d->rule->has_a_few_more;
	release_rows(d);
	return true;
}

/* ------------------------------------------------------------------ words */

struct pieces {
	size_t len, cap;
	struct released_words *at;
};

static void add_piece(struct release_decision *d, struct pieces *pieces, const char *criterion, const char *kind,
                      const char *label, const char *words)
{
	words = text_trim(d->w->arena, words);
	if (*words != '\0')
		list_add(d->w->arena, pieces,
		         ((struct released_words){
				 .criterion = criterion, .kind = kind, .label = label, .words = words }));
}

static void add_wrote(struct release_decision *d, struct pieces *pieces, const struct raw_words *wrote)
{
	size_t item = item_place(d, wrote->criterion, false);
	size_t group = group_place(d, wrote->group);
	const char *label, *reason_label;

	if (item == d->items.len || group == d->group_count)
		return;
	label = release_label_of(d->rule, item, group);
	reason_label = release_reason_label_of(d->rule, item, group);
	if (label != NULL) {
		add_piece(d, &pieces[item], wrote->criterion, "strength", label, wrote->strength);
		add_piece(d, &pieces[item], wrote->criterion, "development", label, wrote->development);
	}
	if (reason_label != NULL)
		add_piece(d, &pieces[item], wrote->criterion, "reason", reason_label, wrote->reason);
}

/* The seed is secret and is not kept: nobody can undo the shuffle. */
static bool add_words(struct release_decision *d)
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

/* ------------------------------------------------------------------ evidence */

/* How many people said anything about it, in whatever group. */
static int64_t people_about(const struct release_decision *d, size_t item)
{
	int64_t people = 0;

	for (size_t g = 0; g < d->group_count; g++)
		people += d->answers[item * d->group_count + g].responded;
	return people;
}

/* A piece of evidence has no group beside it, so that it could be anybody's who said something about the criterion: of enough people. */
static bool settle_evidence(struct release_decision *d)
{
	for (size_t item = 0; item < d->items.len; item++) {
		if (!d->items.at[item].is_statement && people_about(d, item) >= d->to->threshold &&
		    !evidence_settle(d->w, d->round, d->items.at[item].key))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------ all of it */

/* For whom a link was made served to see who had not used theirs. That is over. */
static bool empty_labels(struct work *w, int64_t round)
{
	return db_run(w,
	              "UPDATE participant SET label = '', version = version + 1 "
	              "WHERE partnership = $1 AND round = $2 AND label <> ''",
	              V(w->partnership), V(round)) >= 0;
}

/* The threshold, and where statements are rated, which there are. */
static bool read_round(struct release_decision *d)
{
	const struct rows *rows =
		db_ask(d->w, "SELECT threshold, depth, framework_version FROM round WHERE partnership = $1 AND id = $2",
	               V(d->w->partnership), V(d->round));

	if (rows == NULL)
		return false;
	if (rows->len == 0)
		return fault(d->w, FAULT_NOT_FOUND, "There is no such round.");
	d->to->threshold = (int)row_int(rows, 0, 0);
	if (!text_equal(row_text(rows, 0, 1), "statements"))
		return true;
	d->pack = pack_of_version(d->w, row_int(rows, 0, 2));
	return d->pack != NULL;
}

/*
 * The event is recorded before anything is counted, not last: who saves an answer records an event and then looks whether the round is
 * still open (store/answer_save.c). Both need the head of the chain, so an answer is either counted here or refused there.
 */
bool release_decide(struct work *w, int64_t round)
{
	struct released released = { .round = round, .decided_at = w->now, .method = METHOD };
	struct release_decision d = { .w = w, .round = round, .to = &released };

	return read_round(&d) && empty_labels(w, round) && event_record(w, "decided", "release", round, NULL) &&
	       gather(&d) && apply_rule(&d) && add_words(&d) && settle_evidence(&d) && release_keep(w, &released);
}
