#include "culture/outcomes.h"

#include "base/text.h"
#include "store/role.h"
#include "web/answer.h"

ROW_TYPE(outcome_line, OUTCOME_LINE_FIELDS);
PAGE_TYPE(outcomes, OUTCOMES_PAGE);
PAGE_TYPE(outcome, OUTCOME_PAGE);

/* ------------------------------------------------------------------ the page of all */

/* Under its heading; a heading is begun where it changes. */
static void show_line(struct work *w, struct outcome_set_shown *shown, const struct outcome_line *line)
{
	struct outcome_part *last = shown->parts.len == 0 ? NULL : &shown->parts.at[shown->parts.len - 1];

	if (last == NULL || !text_equal(last->name, line->part)) {
		last = list_new(w->arena, &shown->parts);
		last->name = line->part;
	}
	list_add(w->arena, &last->lines, *line);
}

static void show_set(struct work *w, struct outcomes_page *page, const struct outcome_set *set,
                     const struct outcome_entry *outcomes, size_t len)
{
	struct outcome_set_shown shown = { .set = set };

	shown.add = url_to(w->arena, "/culture/outcomes/:set/new", set->key);
	for (size_t i = 0; i < len; i++) {
		const struct outcome_entry *outcome = &outcomes[i];
		struct outcome_line line = { .set = set->title,
			                     .part = outcome->part,
			                     .key = outcome->key,
			                     .name = outcome->name,
			                     .says = outcome->says,
			                     .retired = outcome->retired,
			                     .id = outcome->id };

		if (outcome->outcome_set != set->id)
			continue;
		list_add(w->arena, &page->outcomes, line);
		show_line(w, &shown, &line);
	}
	list_add(w->arena, &page->shown, shown);
}

static bool show_outcomes(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "saved", "Saved." },
		                               { "loaded", "The sets that come with Cairn are here." },
		                               { NULL, NULL } };
	struct outcomes_page page = { .may_plan = role_may(w->role, MAY_PLAN), .rq = rq };
	LIST(struct outcome_entry) all = { 0 };

	if (!outcome_sets_all(w, (struct list_any *)(void *)&page.sets) ||
	    !outcomes_all(w, (struct list_any *)(void *)&all))
		return false;
	for (size_t i = 0; i < page.sets.len; i++)
		show_set(w, &page, &page.sets.at[i], all.at, all.len);
	frame_crumb(w, rq, "Frameworks", url_to(w->arena, "/culture/frameworks"));
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(outcomes, &page));
}

/* A partnership that is older than the sets has none of them. */
static bool prepare_sets(struct work *w, struct request *rq)
{
	rq->then = url_with(w->arena, url_to(w->arena, "/culture/outcomes"), "done", "loaded");
	return true;
}

static enum outcome change_sets(struct work *w, void *plan)
{
	(void)plan;
	return outcomes_ship(w) ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ one of them */

static bool show_form(struct work *w, struct request *rq, struct outcome_page *page)
{
	page->form = form_of(w, rq, &outcome_entry_record, page->outcome);
	frame_crumb(w, rq, "Frameworks", url_to(w->arena, "/culture/frameworks"));
	frame_crumb(w, rq, "What plans are for", url_to(w->arena, "/culture/outcomes"));
	return answer(w, rq, VIEW(outcome, page));
}

static bool show_outcome(struct work *w, struct request *rq)
{
	struct outcome_page page = { .outcome = outcome_by_id(w, path_id(rq, "id")), .set = "" };

	if (page.outcome == NULL)
		return false;
	page.action = url_id(w->arena, "/culture/outcome/:id", page.outcome->id);
	rq->frame.title = page.outcome->name;
	return show_form(w, rq, &page);
}

static bool show_outcome_new(struct work *w, struct request *rq)
{
	const struct outcome_set *set = outcome_set_by_key(w, path_part(rq, "set"));
	struct outcome_page page = { 0 };

	if (set == NULL)
		return false;
	page.set = set->title;
	page.action = url_to(w->arena, "/culture/outcomes/:set/new", set->key);
	return show_form(w, rq, &page);
}

/* Version 0 says that it is new. */
static bool read_which(struct work *w, struct request *rq, struct outcome_entry *outcome)
{
	const struct outcome_entry *before;
	const struct outcome_set *set;

	if (*path_part(rq, "id") == '\0') {
		set = outcome_set_by_key(w, path_part(rq, "set"));
		outcome->outcome_set = set == NULL ? 0 : set->id;
		return set != NULL;
	}
	before = outcome_by_id(w, path_id(rq, "id"));
	if (before == NULL)
		return false;
	outcome->id = before->id;
	outcome->outcome_set = before->outcome_set;
	return (text_to_int(request_form(rq, "version"), &outcome->version) && outcome->version > 0) ||
	       fault(w, FAULT_BAD_INPUT, "The form came without its version. Open the page again.");
}

static bool prepare_outcome(struct work *w, struct request *rq)
{
	struct outcome_entry *outcome = NEW(w->arena, struct outcome_entry);

	rq->plan = outcome;
	rq->then = url_with(w->arena, url_to(w->arena, "/culture/outcomes"), "done", "saved");
	return read_which(w, rq, outcome) && form_read_whole(w, rq, &outcome_entry_record, outcome);
}

static enum outcome change_outcome(struct work *w, void *plan)
{
	struct outcome_entry *outcome = plan;

	return (outcome->version == 0 ? outcome_add(w, outcome) : outcome_change(w, outcome)) ? CHANGED : REFUSED;
}

const struct route outcome_routes[] = {
	{ GET, "/culture/outcomes", SHOW(show_outcomes), MAY_READ, READS, "What plans are for" },
	{ POST, "/culture/outcomes", SAVE(sets), MAY_PLAN, CHANGES, "Load the sets that come with Cairn" },
	{ GET, "/culture/outcomes/:set/new", SHOW(show_outcome_new), MAY_PLAN, READS, "Add to a set" },
	{ POST, "/culture/outcomes/:set/new", SAVE(outcome), MAY_PLAN, CHANGES, "Add to a set" },
	{ GET, "/culture/outcome/:id", SHOW(show_outcome), MAY_PLAN, READS, "An outcome" },
	{ POST, "/culture/outcome/:id", SAVE(outcome), MAY_PLAN, CHANGES, "Change an outcome" },
	{ .path = NULL },
};
