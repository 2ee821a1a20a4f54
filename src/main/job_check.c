#include "main/job_check.h"

#include "base/text.h"
#include "db/db.h"
#include "store/event.h"
#include "store/partnership.h"

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

	return check->run->goes_on(check->run, percent > 99 ? 99 : percent);
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
const char *run_check(struct job_run *run)
{
	struct work *w = run->work;
	struct check check = { .run = run };
	struct chains chains = { 0 };

	if (!database_check(run->database, w->arena, &w->fault) || !find_chains(w, &chains) ||
	    !count_events(w, &chains, &check.all) || !walk_chains(w, &chains, &check))
		return NULL;
	if (w->partnership == 0)
		return text_format(w->arena, "The database is whole, and %s events follow one another without a break.",
		                   text_of_count(w->arena, check.before));
	/* Read on a page: how many there are would say how much was answered since the check before. */
	return "The database is whole, and the events recorded in it follow one another without a break.";
}
