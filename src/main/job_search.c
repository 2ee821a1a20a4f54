#include "main/job_search.h"

#include "base/text.h"
#include "db/db.h"
#include "store/partnership.h"
#include "store/search_rebuild.h"

static bool search_goes_on(void *context, int64_t done, int64_t all)
{
	const struct job_run *run = context;

	return run->goes_on(run, all == 0 ? 0 : done * 99 / all);
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
const char *run_search(struct job_run *run)
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
