/* What the words and the evidence of closed rounds ask of whoever plans: to be checked, then released. See site/home.h. */
#include "base/text.h"
#include "site/home.h"
#include "store/evidence.h"
#include "store/words.h"

static struct task check_task(struct work *w, const struct words_waiting *waiting)
{
	int64_t open = waiting->progress.open, minutes = words_minutes(open);

	return (struct task){
		.title = text_format(w->arena, "Check the words of %s (%s)", waiting->title,
		                     text_of_count(w->arena, open)),
		.why = "Nobody reads what people wrote before somebody has looked for what could show who a "
		       "person is.",
		.url = url_id(w->arena, "/culture/rounds/:id/words/check", waiting->round),
		.takes = text_format(w->arena, "about %s minute%s", text_of_count(w->arena, minutes),
		                     minutes == 1 ? "" : "s")
	};
}

static struct task release_task(struct work *w, const struct words_waiting *waiting)
{
	return (struct task){ .title = text_format(w->arena, "Release the words of %s", waiting->title),
		              .why = "All comments have been looked at.",
		              .url = url_id(w->arena, "/culture/rounds/:id/words/release", waiting->round),
		              .takes = "1 minute" };
}

static struct task evidence_task(struct work *w, const struct evidence_waiting *waiting)
{
	return (struct task){
		.title = text_format(w->arena, "Look at the evidence of %s (%s)", waiting->title,
		                     text_of_count(w->arena, waiting->pieces)),
		.why = "Nobody sees what people brought before somebody has looked for what could show who a "
		       "person is.",
		.url = url_id(w->arena, "/culture/rounds/:id/evidence", waiting->round),
		.takes = text_format(w->arena, "about %s minute%s", text_of_count(w->arena, waiting->pieces),
		                     waiting->pieces == 1 ? "" : "s")
	};
}

static bool add_evidence_tasks(struct work *w, struct home_page *page)
{
	struct evidence_waiting_list waiting;

	if (!evidence_waiting(w, &waiting))
		return false;
	for (size_t i = 0; i < waiting.len; i++)
		list_add(w->arena, &page->tasks, evidence_task(w, &waiting.at[i]));
	return true;
}

bool home_words_tasks(struct work *w, struct home_page *page)
{
	struct words_waiting_list waiting = { 0 };

	if (!words_waiting(w, &waiting))
		return false;
	for (size_t i = 0; i < waiting.len; i++)
		list_add(w->arena, &page->tasks,
		         waiting.at[i].progress.open > 0 ? check_task(w, &waiting.at[i])
		                                         : release_task(w, &waiting.at[i]));
	return add_evidence_tasks(w, page);
}
