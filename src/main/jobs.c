#include "main/jobs.h"

#include "base/text.h"
#include "store/event.h"
#include "store/partnership.h"
#include "store/search_rebuild.h"

/* Where the check has come: the database counts as one part in twenty, the events as the rest. */
struct check {
	struct job_run *run;
	int64_t before, all; /* events of the chains already walked, and of every chain */
};

struct chains {
	size_t len, cap;
	int64_t *at;
};

static bool check_goes_on(void *context, int64_t checked)
{
	const struct check *check = context;
	int64_t percent = 5 + 95 * (check->before + checked) / (check->all > 0 ? check->all : 1);

	return job_goes_on(check->run->beat, percent > 99 ? 99 : percent);
}

/* The installation's chain and this partnership's; asked for by command without a partnership, every one. */
static bool find_chains(struct work *w, struct chains *chains)
{
	LIST(struct partnership) all = { 0 };

	list_add(w->arena, chains, 0);
	if (w->partnership != 0) {
		list_add(w->arena, chains, w->partnership);
		return true;
	}
	if (!partnerships_all(w, (struct list_any *)(void *)&all))
		return false;
	for (size_t i = 0; i < all.len; i++)
		list_add(w->arena, chains, all.at[i].id);
	return true;
}

static bool count_events(struct work *w, const struct chains *chains, int64_t *all)
{
	for (size_t i = 0; i < chains->len; i++) {
		int64_t count = 0;

		if (!event_count(w, chains->at[i], &count))
			return false;
		*all += count;
	}
	return true;
}

static bool walk_chains(struct work *w, const struct chains *chains, struct check *check)
{
	const struct event_watch watch = { check_goes_on, check };

	for (size_t i = 0; i < chains->len; i++) {
		struct event_chain chain = { 0 };

		if (!event_verify(w, chains->at[i], NULL, &watch, &chain))
			return false;
		check->before += chain.events;
	}
	return true;
}

/* The database's own check, then the chains of events. */
static const char *run_check(struct job_run *run)
{
	struct work *w = run->work;
	struct check check = { .run = run };
	struct chains chains = { 0 };

	if (!database_check(run->database, w->arena, &w->fault) || !find_chains(w, &chains) ||
	    !count_events(w, &chains, &check.all) || !walk_chains(w, &chains, &check))
		return NULL;
	return text_format(w->arena, "The database is whole, and %s events follow one another without a break.",
	                   text_of_count(w->arena, check.before));
}

/* ------------------------------------------------------------------ search */

static bool search_goes_on(void *context, int64_t done, int64_t all)
{
	const struct job_run *run = context;

	return job_goes_on(run->beat, all == 0 ? 0 : done * 99 / all);
}

/* What is due in the job's partnership; asked for by command without one, in every one. */
static bool catch_up(struct job_run *run, struct work *changes, int64_t *added)
{
	const struct search_watch watch = { search_goes_on, run };
	LIST(struct partnership) all = { 0 };

	if (changes->partnership != 0)
		return search_catch_up(changes, &watch, added);
	if (!partnerships_all(changes, (struct list_any *)(void *)&all))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		int64_t some;

		changes->partnership = all.at[i].id;
		if (!search_catch_up(changes, &watch, &some))
			return false;
		*added += some;
	}
	return true;
}

/* On a connection of its own, for it writes. */
static const char *run_search(struct job_run *run)
{
	struct work *w = run->work, changes = *w;
	int64_t added = 0;
	bool done;

	changes.db = connection_open(run->database, w->arena, &w->fault, CONNECTION_CHANGES);
	if (changes.db == NULL)
		return NULL;
	done = catch_up(run, &changes, &added);
	connection_close(changes.db);
	if (!done) {
		fault(w, changes.fault.kind, "%s", changes.fault.sentence);
		return NULL;
	}
	return text_format(w->arena, "The search is up to date: %s comments were added.",
	                   text_of_count(w->arena, added));
}

static const struct job_kind kinds[] = {
	{ "check", "Checks the database and the log of what happened.", run_check },
	{ "search", "Adds to the search what is not there yet.", run_search },
	{ NULL, NULL, NULL },
};

const struct job_kind *job_kind_named(const char *name)
{
	for (const struct job_kind *kind = kinds; kind->name != NULL; kind++) {
		if (text_equal(kind->name, name))
			return kind;
	}
	return NULL;
}
