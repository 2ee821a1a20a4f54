/* The long work of clearing out: kind by kind, in short steps, each kind noted once in the log. Begun again it goes on where it was. */
#include "base/text.h"
#include "site/retention.h"

struct clearing {
	size_t kind;
	struct moment before;
	int64_t removed; /* by the last step */
	int64_t in_all;  /* of this kind */
};

static enum outcome clear_some(struct work *w, void *plan)
{
	struct clearing *clearing = plan;

	return clear_out_step(w, clearing->kind, clearing->before, &clearing->removed) ? CHANGED : REFUSED;
}

static enum outcome note(struct work *w, void *plan)
{
	const struct clearing *clearing = plan;

	return clear_out_note(w, clearing->kind, clearing->before, clearing->in_all) ? CHANGED : REFUSED;
}

static bool clear_kind(struct job_run *run, struct clearing *clearing)
{
	do {
		if (job_change(run, clear_some, clearing) != CHANGED)
			return false;
		clearing->in_all += clearing->removed;
		if (!run->goes_on(run, (int64_t)(clearing->kind * 100 / RETENTION_KINDS)))
			return fault(run->work, FAULT_CONFLICT, "The clear-out was stopped.");
	} while (clearing->removed > 0);
	return clearing->in_all == 0 || job_change(run, note, clearing) == CHANGED;
}

/* "12 raw answers, 3 contents of the log" */
static const char *with_kind(struct arena *arena, const char *said, const struct clearing *clearing)
{
	if (clearing->in_all == 0)
		return said;
	return text_format(arena, "%s%s%s: %s", said, *said == '\0' ? "" : "; ", retention_kinds[clearing->kind].name,
	                   text_of_count(arena, clearing->in_all));
}

static const char *run_clear_out(struct job_run *run)
{
	struct work *w = run->work;
	struct retention retention;
	const char *said = "";

	if (!retention_read(w, &retention))
		return NULL;
	for (size_t kind = 0; kind < RETENTION_KINDS; kind++) {
		struct clear_out found;
		struct clearing clearing = { .kind = kind };

		if (!clear_out_of(w, &retention, kind, &found))
			return NULL;
		clearing.before = found.before;
		if (!clear_kind(run, &clearing))
			return NULL;
		said = with_kind(w->arena, said, &clearing);
	}
	return *said == '\0' ? "There was nothing to remove." : text_format(w->arena, "Removed %s.", said);
}

const struct job_kind clear_out_jobs[] = {
	{ "clearout", "Clear-out", "clearout: removes what has been kept longer than the partnership keeps it.",
	  run_clear_out },
	{ 0 },
};
