#include "culture/develop.h"

#include "base/text.h"
#include "store/role.h"
#include "web/answer.h"

ROW_TYPE(workshop_line, WORKSHOP_LINE_FIELDS);
ROW_TYPE(practice_line, PRACTICE_LINE_FIELDS);
PAGE_TYPE(develop, DEVELOP_PAGE);

struct practices {
	size_t len, cap;
	struct practice *at;
};

static int64_t times_practised(const struct practices *practices, int64_t framework, const char *theme)
{
	int64_t times = 0;

	for (size_t i = 0; i < practices->len; i++)
		times += practices->at[i].framework == framework && text_equal(practices->at[i].theme, theme);
	return times;
}

static void add_workshops(struct work *w, struct develop_page *page, const struct framework *framework,
                          const struct pack *pack, const struct practices *practices)
{
	const struct pack_theme *theme;

	for EACH(theme, &pack->themes) {
		const struct pack_workshop *workshop = workshop_of_theme(w->arena, theme);

		list_add(w->arena, &page->workshops,
		         ((struct workshop_line){ .framework = pack->title,
		                                  .framework_key = framework->key,
		                                  .theme = theme->key,
		                                  .name = theme->name,
		                                  .aim = workshop->aim,
		                                  .minutes = workshop->minutes,
		                                  .practised =
		                                          times_practised(practices, framework->id, theme->key) }));
	}
}

/* A theme that the newest version has no more is called by its key. */
static const char *theme_name(const struct pack *pack, const char *key)
{
	const struct pack_theme *theme = pack_theme(pack, key);

	return theme == NULL ? key : theme->name;
}

static void add_practices(struct work *w, struct develop_page *page, const struct framework *framework,
                          const struct pack *pack, const struct practices *practices)
{
	struct date today = date_at(w->now);

	for (size_t i = 0; i < practices->len; i++) {
		const struct practice *practice = &practices->at[i];
		bool is_due = practice_is_due(practice, today);

		if (practice->framework != framework->id)
			continue;
		page->due += is_due;
		list_add(w->arena, &page->practices,
		         ((struct practice_line){ .id = practice->id,
		                                  .practised_on = practice->practised_on,
		                                  .team = practice->team,
		                                  .theme = theme_name(pack, practice->theme),
		                                  .practised = practice->practised,
		                                  .learned = practice->learned,
		                                  .will_try = practice->will_try,
		                                  .try_by = practice->try_by,
		                                  .came_of_it = practice->came_of_it,
		                                  .is_due = is_due }));
	}
}

static bool fill(struct work *w, struct develop_page *page)
{
	LIST(struct framework) frameworks = { 0 };
	struct practices practices = { 0 };

	if (!frameworks_all(w, (struct list_any *)(void *)&frameworks) ||
	    !practices_all(w, (struct list_any *)(void *)&practices))
		return false;
	for (size_t i = 0; i < frameworks.len; i++) {
		const struct pack *pack = pack_of_version(w, frameworks.at[i].current);

		if (pack == NULL)
			return false;
		add_workshops(w, page, &frameworks.at[i], pack, &practices);
		add_practices(w, page, &frameworks.at[i], pack, &practices);
	}
	return true;
}

/* What is due to be looked at comes first; else the theme practised least. */
static void say_next(struct work *w, struct develop_page *page)
{
	const struct workshop_line *least = page->workshops.len == 0 ? NULL : &page->workshops.at[0];
	const struct practice_line *practice;
	const struct workshop_line *line;

	for EACH(practice, &page->practices) {
		if (practice->is_due && page->may_write) {
			page->next = (struct next_block){
				.heading = "Next: say what came of it",
				.why = text_format(w->arena, "%s set out to try something by %s.", practice->team,
				                   date_text(w->arena, practice->try_by)),
				.button = "Write it down",
				.url = url_id(w->arena, "/culture/practices/:id", practice->id),
			};
			return;
		}
	}
	for EACH(line, &page->workshops) {
		if (line->practised < least->practised)
			least = line;
	}
	if (least != NULL)
		page->next = (struct next_block){
			.heading = text_format(w->arena, "Next: practise “%s”", least->name),
			.why = text_format(w->arena, "%s It takes about %lld minutes.", least->aim,
			                   (long long)least->minutes),
			.button = "Open the workshop",
			.url = url_to(w->arena, "/culture/workshops/:framework/:theme", least->framework_key,
			              least->theme),
		};
}

static bool show_develop(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "saved", "Saved." }, { NULL, NULL } };
	struct develop_page page = { .may_write = role_may(w->role, MAY_CONTRIBUTE) };

	if (!fill(w, &page))
		return false;
	say_next(w, &page);
	frame_crumb(w, rq, "Self-assessment", url_to(w->arena, "/culture/rounds"));
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(develop, &page));
}

/* ------------------------------------------------------------------ the table of contents */

const struct route develop_routes[] = {
	{ GET, "/culture/develop", SHOW(show_develop), MAY_READ, READS, "Get better at planning" },
	{ GET, "/culture/practices/:id", SHOW(show_practice), MAY_READ, READS, "A practice" },
	{ POST, "/culture/practices/:id", SAVE(practice), MAY_CONTRIBUTE, CHANGES, "Change a practice" },
	{ GET, "/culture/workshops/:framework/:theme", SHOW(show_workshop), MAY_READ, READS, "A workshop" },
	{ GET, "/culture/workshops/:framework/:theme/practised", SHOW(show_practice_new), MAY_CONTRIBUTE, READS,
	  "Write down what you practised" },
	{ POST, "/culture/workshops/:framework/:theme/practised", SAVE(practice), MAY_CONTRIBUTE, CHANGES,
	  "Write down what you practised" },
	{ .path = NULL },
};
