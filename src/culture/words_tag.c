/* One tag: which comments it ties together, and what it is called. See culture/words_tags.h. */
#include "base/text.h"
#include "culture/round_words.h"
#include "culture/theme.h"
#include "culture/words_find.h"
#include "culture/words_tags.h"
#include "engine/recur.h"
#include "web/answer.h"

#define SHOWN_MOST 300 /* comments to choose from: a form takes a thousand fields */

PAGE_TYPE(words_tag, WORDS_TAG_PAGE);

/* ------------------------------------------------------------------ which */

/* What is known of the tag of the address, new or there already. */
struct tagging {
	const struct round *round;
	const struct words_tag *tag; /* a new one has number 0 */
	struct said_all all;
	struct words_ties ties; /* of this tag */
};

static bool tagging_of(struct work *w, const struct request *rq, struct tagging *tagging)
{
	static const struct words_tag fresh = { .name = "" };
	struct words_ties ties = { 0 };

	*tagging = (struct tagging){ .round = round_by_id(w, path_id(rq, "id")), .tag = &fresh };
	if (tagging->round == NULL || !said_all(w, tagging->round, false, &tagging->all))
		return false;
	if (tagging->all.released->words_wait)
		return fault(w, FAULT_CONFLICT,
		             "These words are still being checked. Tags are made when they are released.");
	if (*path_part(rq, "tag") == '\0')
		return true;
	tagging->tag = words_tag_by_id(w, tagging->round->id, path_id(rq, "tag"));
	if (tagging->tag == NULL || !words_ties(w, tagging->round->id, &ties))
		return false;
	for (size_t i = 0; i < ties.len; i++) {
		if (ties.at[i].tag == tagging->tag->id)
			list_add(w->arena, &tagging->ties, ties.at[i]);
	}
	return true;
}

static bool is_tied(const struct tagging *tagging, int64_t place)
{
	for (size_t i = 0; i < tagging->ties.len; i++) {
		if (tagging->ties.at[i].place == place)
			return true;
	}
	return false;
}

/* ------------------------------------------------------------------ to choose from */

/* A term that recurs, or a search. */
struct looking {
	const char *term;
	struct words_sought sought;
};

static bool is_found(struct work *w, const struct looking *looking, const char *words)
{
	if (*looking->term != '\0')
		return recur_has(w->arena, words, looking->term);
	return looking->sought.len > 0 && words_found(w->arena, &looking->sought, words);
}

static void add_choice(struct work *w, const struct request *rq, struct words_tag_page *page, const struct said *said,
                       bool is_ticked)
{
	const char *value = text_format(w->arena, "%lld", (long long)said->place);

	if (rq->method == POST)
		is_ticked = form_ticked(rq, "place", value);
	list_add(w->arena, &page->choices,
	         ((struct tag_choice){ .id = text_format(w->arena, "place-%s", value),
	                               .value = value,
	                               .about = text_format(w->arena, "%s: %s%s%s", said->name, kind_words(said->kind),
	                                                    *said->label == '\0' ? "" : ". ", said->label),
	                               .said = said,
	                               .is_ticked = is_ticked }));
}

/* What it ties already comes first; of a new tag everything found is ticked, to be looked through. */
static void add_choices(struct work *w, const struct request *rq, const struct tagging *tagging,
                        struct words_tag_page *page)
{
	struct looking looking = { request_query(rq, "term"), words_sought(w->arena, request_query(rq, "q")) };
	const struct said *said;

	page->was_sought = *looking.term != '\0' || looking.sought.len > 0;
	for EACH(said, &tagging->all.list) {
		if (is_tied(tagging, said->place))
			add_choice(w, rq, page, said, true);
	}
	for EACH(said, &tagging->all.list) {
		if (is_tied(tagging, said->place) || !is_found(w, &looking, said->words))
			continue;
		page->were_more = page->were_more || page->choices.len >= SHOWN_MOST;
		if (page->choices.len < SHOWN_MOST)
			add_choice(w, rq, page, said, page->is_new);
	}
}

static struct url own_url(struct work *w, const struct tagging *tagging)
{
	if (tagging->tag->id == 0)
		return url_id(w->arena, "/culture/rounds/:id/words/tags/new", tagging->round->id);
	return url_to(w->arena, "/culture/rounds/:id/words/tags/:tag",
	              text_format(w->arena, "%lld", (long long)tagging->round->id),
	              text_format(w->arena, "%lld", (long long)tagging->tag->id));
}

/* With what was looked for, so that a form with a mistake comes back with the same comments. */
static struct url with_search(struct work *w, const struct request *rq, struct url url)
{
	static const char *const names[] = { "term", "q" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (*request_query(rq, names[i]) != '\0')
			url = url_with(w->arena, url, names[i], request_query(rq, names[i]));
	}
	return url;
}

bool show_words_tag(struct work *w, struct request *rq)
{
	struct words_tag_page page = { .sought = request_query(rq, "q") };
	struct tagging tagging;

	if (!tagging_of(w, rq, &tagging))
		return answer_fault(w, rq);
	page.round = tagging.round;
	page.tag = tagging.tag;
	page.is_new = tagging.tag->id == 0;
	page.version = form_version(rq, tagging.tag->version);
	page.form = form_of(w, rq, &words_tag_record, tagging.tag);
	if (page.is_new && *page.sought == '\0')
		page.sought = request_query(rq, "term");
	add_choices(w, rq, &tagging, &page);
	page.search = own_url(w, &tagging);
	page.action = with_search(w, rq, page.search);
	page.remove = url_to(w->arena, "/culture/rounds/:id/words/tags/:tag/remove", path_part(rq, "id"),
	                     page.is_new ? "new" : path_part(rq, "tag"));
	page.back = url_id(w->arena, "/culture/rounds/:id/words/tags", page.round->id);
	rq->frame.section = rounds_theme.name;
	rq->frame.title = page.is_new ? "Make a tag" : text_format(w->arena, "Tag: %s", page.tag->name);
	round_crumbs(w, rq, page.round);
	frame_crumb(w, rq, "Tags", page.back);
	return answer(w, rq, VIEW(words_tag, &page));
}

/* ------------------------------------------------------------------ saving */

struct tag_plan {
	struct words_tag tag;
	struct places places;
};

static void read_places(struct work *w, const struct request *rq, const struct tagging *tagging, struct places *places)
{
	const struct said *said;

	for EACH(said, &tagging->all.list) {
		if (form_ticked(rq, "place", text_format(w->arena, "%lld", (long long)said->place)))
			list_add(w->arena, places, said->place);
	}
}

static void read_version(const struct request *rq, struct words_tag *tag)
{
	if (!text_to_int(request_form(rq, "version"), &tag->version))
		tag->version = 0;
}

bool prepare_words_tag(struct work *w, struct request *rq)
{
	struct tag_plan *plan = NEW(w->arena, struct tag_plan);
	struct tagging tagging;
	bool is_read;

	if (!tagging_of(w, rq, &tagging))
		return false;
	plan->tag = *tagging.tag;
	plan->tag.round = tagging.round->id;
	is_read = form_read_whole(w, rq, &words_tag_record, &plan->tag);
	read_version(rq, &plan->tag);
	read_places(w, rq, &tagging, &plan->places);
	if (plan->places.len == 0)
		is_read = form_mistake(w, rq, "place", "Tick at least one comment.");
	rq->plan = plan;
	rq->then = url_with(w->arena, url_id(w->arena, "/culture/rounds/:id/words/tags", tagging.round->id), "done",
	                    "saved");
	return is_read;
}

enum outcome change_words_tag(struct work *w, void *given)
{
	const struct tag_plan *plan = given;
	struct words_tag tag = plan->tag;

	if (tag.id == 0)
		return words_tag_add(w, &tag, &plan->places) ? CHANGED : REFUSED;
	return words_tag_change(w, &tag, &plan->places) ? CHANGED : REFUSED;
}

bool prepare_words_tag_remove(struct work *w, struct request *rq)
{
	struct words_tag *plan = NEW(w->arena, struct words_tag);
	const struct words_tag *tag = words_tag_by_id(w, path_id(rq, "id"), path_id(rq, "tag"));

	if (tag == NULL)
		return false;
	*plan = *tag;
	read_version(rq, plan);
	rq->plan = plan;
	rq->then =
		url_with(w->arena, url_id(w->arena, "/culture/rounds/:id/words/tags", tag->round), "done", "removed");
	return true;
}

enum outcome change_words_tag_remove(struct work *w, void *plan)
{
	return words_tag_remove(w, plan) ? CHANGED : REFUSED;
}
