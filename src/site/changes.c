#include "site/changes.h"

#include "base/text.h"
#include "web/answer.h"

#define PAGE_LENGTH 50

ROW_TYPE(change_row, CHANGE_FIELDS);
PAGE_TYPE(changes, CHANGES_PAGE);

const char *change_sentence(struct arena *arena, const struct happening *event)
{
	if (*event->title != '\0')
		return text_format(arena, "%s the %s %s", event->kind, event->record, event->title);
	return text_format(arena, "%s a %s", event->kind, event->record);
}

bool show_changes(struct work *w, struct request *rq)
{
	struct changes_page page = { 0 };
	LIST(struct happening) events = { 0 };
	int64_t before = 0;

	text_to_int(request_query(rq, "before"), &before);
	if (!events_newest(w, PAGE_LENGTH, before, (struct list_any *)(void *)&events))
		return answer_fault(w, rq);
	for (size_t i = 0; i < events.len; i++)
		list_add(w->arena, &page.changes,
		         ((struct change_row){ .number = events.at[i].number,
		                               .at = events.at[i].at,
		                               .who = *events.at[i].who == '\0' ? "Cairn" : events.at[i].who,
		                               .what = change_sentence(w->arena, &events.at[i]),
		                               .digest = events.at[i].digest }));
	if (events.len == PAGE_LENGTH)
		page.older = events.at[events.len - 1].number;
	return answer(w, rq, VIEW(changes, &page));
}
