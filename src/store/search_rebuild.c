#include "store/search_rebuild.h"

#include <time.h>

#include "store/search_due.h"
#include "store/search_records.h"

#define RECORDS_AT_ONCE 10
#define WORDS_AT_ONCE   100
#define DROPPED_AT_ONCE 200

/* ------------------------------------------------------------------ short changes */

struct catching_up {
	struct work *w;
	const struct search_watch *watch;
	int64_t done, all; /* comments */
};

/* One short change: what it does, and how far it came. */
struct step {
	const struct search_source *source;
	const struct rows *ids;
	size_t from;   /* of the ids */
	int64_t round; /* or the words of this round after a position */
	int64_t after, reached;
	int64_t dropped;
};

static enum outcome drop_some(struct work *w, void *plan)
{
	struct step *step = plan;

	step->dropped =
		db_run(w,
	               "DELETE FROM search_entry WHERE partnership = $1 AND id IN (SELECT e.id FROM search_entry e "
	               "WHERE e.partnership = $1 ORDER BY e.id LIMIT $2)",
	               V(w->partnership), V(DROPPED_AT_ONCE));
	return step->dropped < 0 ? REFUSED : CHANGED;
}

static enum outcome put_records(struct work *w, void *plan)
{
	const struct step *step = plan;

	for (size_t i = step->from; i < step->ids->len && i < step->from + RECORDS_AT_ONCE; i++) {
		if (!step->source->put(w, row_int(step->ids, i, 0)))
			return REFUSED;
	}
	return CHANGED;
}

static enum outcome put_words(struct work *w, void *plan)
{
	struct step *step = plan;

	step->reached = step->after;
	return search_words(w, step->round, WORDS_AT_ONCE, &step->reached) ? CHANGED : REFUSED;
}

static enum outcome is_done(struct work *w, void *plan)
{
	const struct step *step = plan;

	return db_run(w, "DELETE FROM search_due WHERE partnership = $1 AND round = $2", V(w->partnership),
	              V(step->round)) >= 0
	               ? CHANGED
	               : REFUSED;
}

static enum outcome all_is_due(struct work *w, void *plan)
{
	(void)plan;
	return search_is_due(w, SEARCH_EVERYTHING) ? CHANGED : REFUSED;
}

/* In memory of its own, so that a long list of short changes needs little of it. */
static bool save_now(struct catching_up *c, change_function *run, struct step *step)
{
	struct work w = *c->w;
	bool is_saved;

	w.arena = arena_new();
	is_saved = db_change_now(&w, run, step) == CHANGED;
	if (!is_saved)
		fault(c->w, w.fault.kind == FAULT_NONE ? FAULT_BROKEN : w.fault.kind, "%s",
		      w.fault.kind == FAULT_NONE ? "The search could not be brought up to date." : w.fault.sentence);
	arena_free(w.arena);
	return is_saved;
}

/* SQLite lets one program write at a time: others get their turn, for as long as the change took. */
static void pause_for(int64_t us)
{
	struct timespec pause = { .tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000 };

	nanosleep(&pause, NULL); /* a signal only makes it shorter */
}

/* The same beside others who are at work. */
static bool change_now(struct catching_up *c, change_function *run, struct step *step)
{
	int64_t begun_us = time_monotonic_us();

	if (!save_now(c, run, step))
		return false;
	if (c->watch == NULL)
		return true;
	pause_for(time_monotonic_us() - begun_us);
	return c->watch->go_on(c->watch->context, c->done, c->all) ||
	       fault(c->w, FAULT_CONFLICT, "Bringing the search up to date was stopped.");
}

/* ------------------------------------------------------------------ one thing after the other */

static bool words_of_round(struct catching_up *c, int64_t round)
{
	struct step step = { .round = round };

	do {
		step.after = step.reached;
		if (!change_now(c, put_words, &step))
			return false;
		c->done +=
			step.reached -
			step.after; /* positions are counted from 1 without a gap; what was taken out since adds nothing */
	} while (step.reached != step.after);
	return save_now(c, is_done, &step);
}

static bool drop_everything(struct catching_up *c)
{
	struct step step = { 0 };

	do {
		if (!change_now(c, drop_some, &step))
			return false;
	} while (step.dropped > 0);
	return true;
}

static bool put_source(struct catching_up *c, const struct search_source *source)
{
	struct step step = { .source = source, .ids = source->ids(c->w) };

	for (; step.ids != NULL && step.from < step.ids->len; step.from += RECORDS_AT_ONCE) {
		if (!change_now(c, put_records, &step))
			return false;
	}
	return step.ids != NULL;
}

static bool put_everything(struct catching_up *c)
{
	const struct rows *rounds;

	if (!drop_everything(c))
		return false;
	for (const struct search_source *source = search_sources; source->ids != NULL; source++) {
		if (!put_source(c, source))
			return false;
	}
	rounds = db_ask(c->w, "SELECT round FROM released WHERE partnership = $1 ORDER BY round", V(c->w->partnership));
	for (size_t i = 0; rounds != NULL && i < rounds->len; i++) {
		if (!words_of_round(c, row_int(rounds, i, 0)))
			return false;
	}
	return rounds != NULL && save_now(c, is_done, &(struct step){ .round = SEARCH_EVERYTHING });
}

/* ------------------------------------------------------------------ all that is due */

static bool count_words(struct catching_up *c)
{
	const struct rows *rows = db_ask(c->w,
	                                 "SELECT COUNT(*) FROM released_words o WHERE o.partnership = $1 AND EXISTS "
	                                 "(SELECT 1 FROM search_due d WHERE d.partnership = $1 "
	                                 "AND (d.round = o.round OR d.round = $2))",
	                                 V(c->w->partnership), V(SEARCH_EVERYTHING));

	c->all = rows == NULL ? 0 : row_int(rows, 0, 0);
	return rows != NULL;
}

/* The first that is due; false when nothing is, or it could not be asked. */
static bool next_due(struct work *w, int64_t *round)
{
	const struct rows *rows =
		db_ask(w, "SELECT round FROM search_due WHERE partnership = $1 ORDER BY round LIMIT 1",
	               V(w->partnership));

	if (rows == NULL || rows->len == 0)
		return false;
	*round = row_int(rows, 0, 0);
	return true;
}

bool search_catch_up(struct work *w, const struct search_watch *watch, int64_t *added)
{
	struct catching_up c = { .w = w, .watch = watch };
	int64_t round;
	bool goes_on = count_words(&c);

	while (goes_on && next_due(w, &round))
		goes_on = round == SEARCH_EVERYTHING ? put_everything(&c) : words_of_round(&c, round);
	*added = c.done;
	return w->fault.kind == FAULT_NONE;
}

bool search_rebuild(struct work *w, const struct search_watch *watch, int64_t *added)
{
	struct catching_up c = { .w = w };

	return save_now(&c, all_is_due, NULL) && search_catch_up(w, watch, added);
}
