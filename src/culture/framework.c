/* One framework, to read: what it asks, what to look for, what it says, and whose words those are. */
#include "culture/frameworks.h"

#include "base/text.h"
#include "base/url.h"
#include "culture/round_words.h"
#include "store/people_group.h"
#include "store/role.h"
#include "web/answer.h"

ROW_TYPE(statement_line, STATEMENT_LINE_FIELDS);
ROW_TYPE(criterion_line, CRITERION_LINE_FIELDS);
PAGE_TYPE(framework, FRAMEWORK_PAGE);

struct voices {
	size_t len, cap;
	struct voice *at;
};

struct reading {
	struct work *w;
	struct framework_page *page;
	struct framework_wording wording;
	struct voices voices;
};

/* The partnership's name for a voice that the pack knows by its key. */
static const char *voice_name(const struct voices *voices, const char *key)
{
	for (size_t i = 0; i < voices->len; i++) {
		if (text_equal(voices->at[i].key, key))
			return voices->at[i].name;
	}
	return key;
}

static const char *join(struct arena *arena, const char *before, const char *more)
{
	return *before == '\0' ? more : text_format(arena, "%s; %s", before, more);
}

static const char *asked_of(const struct reading *reading, const struct pack_criterion *criterion)
{
	const char *asked = "";

	for (size_t i = 0; i < criterion->asked_of.len; i++)
		asked = join(reading->w->arena, asked, voice_name(&reading->voices, criterion->asked_of.at[i]));
	return *asked == '\0' ? "Everybody" : asked;
}

static const char *look_for(struct arena *arena, const struct pack_criterion *criterion)
{
	const char *joined = "";

	for (size_t i = 0; i < criterion->look_for.len; i++)
		joined = join(arena, joined, criterion->look_for.at[i]);
	return joined;
}

/* Our label is the very text that comes back when there is no official sentence. */
static void add_statement(struct reading *reading, const struct pack_criterion *criterion,
                          const struct pack_statement *statement, struct criterion_shown *shown)
{
	const char *said = statement_said(&reading->wording, statement);
	bool is_official = said != statement->label;

	list_add(reading->w->arena, &shown->said, said);
	list_add(reading->w->arena, &reading->page->statements,
	         ((struct statement_line){ .id = statement->id,
	                                   .theme = criterion->theme_name,
	                                   .criterion = criterion->name,
	                                   .label = statement->label,
	                                   .said = said,
	                                   .is_official = is_official,
	                                   .credit = is_official ? reading->page->credit : "" }));
	shown->is_official = shown->is_official && is_official;
}

static struct criterion_shown add_criterion(struct reading *reading, const struct pack_criterion *criterion)
{
	struct arena *arena = reading->w->arena;
	struct criterion_shown shown = { .criterion = criterion,
		                         .asked_of = asked_of(reading, criterion),
		                         .is_official = true };

	for (size_t i = 0; i < criterion->statements.len; i++)
		add_statement(reading, criterion, &criterion->statements.at[i], &shown);
	list_add(arena, &reading->page->criteria,
	         ((struct criterion_line){ .key = criterion->key,
	                                   .theme = criterion->theme_name,
	                                   .name = criterion->name,
	                                   .question = criterion->question,
	                                   .think = criterion->think,
	                                   .look_for = look_for(arena, criterion),
	                                   .asked_of = shown.asked_of,
	                                   .minutes = criterion->minutes,
	                                   .statements = count_of(criterion->statements.len) }));
	return shown;
}

static const char *counts_of(struct arena *arena, int64_t criteria, int64_t statements)
{
	const char *said = count_words(arena, criteria, "criterion", "criteria");

	if (statements == 0)
		return said;
	return text_format(arena, "%s, %s", said, count_words(arena, statements, "statement", "statements"));
}

static void add_theme(struct reading *reading, const struct pack_theme *theme)
{
	struct arena *arena = reading->w->arena;
	struct theme_shown shown = { .theme = theme };
	int64_t statements = 0;

	for (size_t i = 0; i < theme->criteria.len; i++) {
		list_add(arena, &shown.criteria, add_criterion(reading, &theme->criteria.at[i]));
		statements += count_of(theme->criteria.at[i].statements.len);
	}
	shown.counts = counts_of(arena, count_of(theme->criteria.len), statements);
	list_add(arena, &reading->page->themes, shown);
}

/* What the pack says of itself. */
static void fill_about(struct work *w, struct framework_page *page, const struct framework *framework)
{
	page->key = framework->key;
	page->title = page->pack->title;
	page->publisher = page->pack->publisher;
	page->credit = page->pack->credit;
	page->licence = page->pack->licence_name;
	page->licence_address = page->pack->licence_address;
	page->licence_url = url_elsewhere(w->arena, page->pack->licence_address);
	page->note = page->pack->note;
	page->statements_in_all = page->pack->statements;
	page->counts = text_format(w->arena, "%s, %s",
	                           count_words(w->arena, count_of(page->pack->themes.len), "theme", "themes"),
	                           counts_of(w->arena, page->pack->criteria, page->pack->statements));
}

/* The one next step, for who can take it: the official wording, as long as it is not all there. */
static void find_next(struct work *w, struct framework_page *page)
{
	page->worded_words = text_format(w->arena, "%lld of %lld statements in the official wording",
	                                 (long long)page->worded, (long long)page->statements_in_all);
	page->may_load_text = page->may_plan && page->worded < page->statements_in_all;
	page->next = (struct next_block){
		.heading = "Next: load the official wording",
		.why = "Until then people see our topic labels in its place. You need the text of your own copy of the "
		       "document. "
		       "It takes two minutes.",
		.button = "Load the wording",
		.url = url_to(w->arena, "/culture/frameworks/:key/text", page->key),
	};
}

static bool fill(struct work *w, struct framework_page *page, const struct framework *framework)
{
	struct reading reading = { .w = w, .page = page };
	const struct framework_version *version = framework_version_by_id(w, framework->current);

	page->pack = pack_of_version(w, framework->current);
	if (version == NULL || page->pack == NULL || !framework_wording(w, framework->id, &reading.wording) ||
	    !framework_versions(w, framework->id, (struct list_any *)(void *)&page->versions) ||
	    !voices_all(w, (struct list_any *)(void *)&reading.voices))
		return false;
	page->version = version->number;
	page->source = reading.wording.source;
	page->worded = worded_count(page->pack, &reading.wording);
	fill_about(w, page, framework);
	for (size_t i = 0; i < page->pack->themes.len; i++)
		add_theme(&reading, &page->pack->themes.at[i]);
	find_next(w, page);
	return true;
}

bool show_framework(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "loaded",
		                                 "The framework is loaded. New rounds begin with this version." },
		                               { "same", "This version is loaded already, so nothing was changed." },
		                               { "text", "The official wording is loaded, every statement of it." },
		                               { NULL, NULL } };
	struct framework_page page = { .may_plan = role_may(w->role, MAY_PLAN) };
	const struct framework *framework = framework_by_key(w, path_part(rq, "key"));

	if (framework == NULL || !fill(w, &page, framework))
		return false;
	rq->frame.title = page.title;
	frame_crumb(w, rq, "Frameworks", url_to(w->arena, "/culture/frameworks"));
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(framework, &page));
}
