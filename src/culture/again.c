#include "culture/again.h"

#include "base/text.h"
#include "culture/round_words.h"
#include "culture/theme.h"
#include "store/framework.h"
#include "web/answer.h"

PAGE_TYPE(again, AGAIN_PAGE);

/* The closed round of the address and what a draft made from it would be: read for the page and for the form alike. */
struct beginning {
	const struct round *from;
	struct round draft;
	struct round_setup setup;
	struct round_since since;
};

/* Only the framework's newest version is of use to a new round. */
static int64_t newest_version(struct work *w, int64_t version)
{
	const struct framework_version *old = framework_version_by_id(w, version);
	LIST(struct framework_version) versions = { 0 };

	if (old == NULL || !framework_versions(w, old->framework, (struct list_any *)(void *)&versions))
		return 0;
	return versions.len == 0 ? version : versions.at[0].id;
}

static bool beginning_load(struct work *w, struct request *rq, struct beginning *b)
{
	const struct pack *then, *now;
	int64_t version;

	rq->frame.section = rounds_theme.name;
	b->from = round_by_id(w, path_id(rq, "id"));
	if (b->from == NULL)
		return false;
	if (!text_equal(b->from->state, "closed"))
		return fault(w, FAULT_CONFLICT, "The next round can only be started from one that is closed.");
	round_crumbs(w, rq, b->from);
	version = newest_version(w, b->from->framework_version);
	then = version == 0 ? NULL : pack_of_version(w, b->from->framework_version);
	now = then == NULL ? NULL : pack_of_version(w, version);
	b->draft = round_again(b->from, version);
	return now != NULL && round_since(w, b->from, then, now, &b->since) &&
	       round_again_setup(w, b->from, version, &b->setup);
}

static void add_fact(struct work *w, struct summary_list *facts, const char *key, const char *value)
{
	list_add(w->arena, facts, ((struct summary_row){ .key = key, .value = value }));
}

static struct summary_list facts_of(struct work *w, const struct beginning *b)
{
	struct summary_list facts = { 0 };

	add_fact(w, &facts, "Purpose", b->draft.purpose);
	add_fact(w, &facts, "Depth", depth_words(b->draft.depth));
	add_fact(w, &facts, "Questions", text_of_count(w->arena, count_of(b->setup.criteria.len)));
	add_fact(w, &facts, "Groups, with what each is asked", text_of_count(w->arena, count_of(b->setup.groups.len)));
	add_fact(w, &facts, "Smallest group shown on its own",
	         count_words(w->arena, b->draft.threshold, "person", "people"));
	add_fact(w, &facts, "Who sees the results",
	         text_equal(b->draft.shown_to, "participants") ? "Members, and everybody who answered" : "Members");
	return facts;
}

bool show_again(struct work *w, struct request *rq)
{
	struct again_page page = { 0 };
	struct since_lines lines;
	struct beginning b;

	if (!beginning_load(w, rq, &b))
		return false;
	page.round = b.from;
	lines = since_lines_of(w->arena, &b.since);
	list_share(&page.since, &lines);
	page.says = since_sentences(w->arena, &b.since);
	page.form = form_of(w, rq, &round_record, NULL);
	page.facts = facts_of(w, &b);
	page.action = round_part_url(w->arena, b.from->id, "again");
	page.back = round_url(w->arena, b.from->id);
	return answer(w, rq, VIEW(again, &page));
}

/* ------------------------------------------------------------------ making the draft */

struct again_plan {
	struct beginning b;
	struct request *rq;
};

static const char *plain(struct arena *arena, const char *name)
{
	return text_fold(arena, text_squeeze(arena, name));
}

/* A name of its own: two rounds of one name side by side could not be told apart. */
static bool read_name(struct work *w, struct request *rq, struct beginning *b)
{
	struct round typed = { 0 };
	const struct field *title = record_field(&round_record, "title");
	const char *mistake = field_read(w->arena, title, request_form(rq, "title"), &typed);

	if (mistake != NULL)
		return form_mistake(w, rq, "title", "%s", mistake);
	if (text_equal(plain(w->arena, typed.title), plain(w->arena, b->from->title)))
		return form_mistake(w, rq, "title", "Give it a name of its own: the earlier round is called that.");
	b->draft.title = typed.title;
	return true;
}

bool prepare_again(struct work *w, struct request *rq)
{
	struct again_plan *plan = NEW(w->arena, struct again_plan);

	if (!beginning_load(w, rq, &plan->b) || !read_name(w, rq, &plan->b))
		return false;
	plan->rq = rq;
	rq->plan = plan;
	return true;
}

enum outcome change_again(struct work *w, void *plan_given)
{
	struct again_plan *plan = plan_given;

	if (!round_add(w, &plan->b.draft, &plan->b.setup))
		return REFUSED;
	plan->rq->then = url_with(w->arena, round_url(w->arena, plan->b.draft.id), "done", "copied");
	return CHANGED;
}
