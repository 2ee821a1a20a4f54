/* The groups a round asks, as its page lists them, and what is missing of them. See culture/round.h. */
#include "base/text.h"
#include "culture/round.h"
#include "store/round_setup.h"

ROW_TYPE(round_group_line, ROUND_GROUP_LINE_FIELDS);

bool round_group_lines(struct work *w, int64_t round, struct round_group_lines *lines)
{
	LIST(struct round_group) groups = { 0 };
	struct round_setup setup;

	*lines = (struct round_group_lines){ 0 };
	if (!round_groups(w, round, (struct list_any *)(void *)&groups) || !round_setup_read(w, round, &setup))
		return false;
	for (size_t i = 0; i < groups.len; i++) {
		const struct round_group *group = &groups.at[i];
		const struct asked_group *asked = asked_group_of(&setup, group->people_group);
		struct round_group_line line = { .id = group->people_group,
			                         .name = group->name,
			                         .voice_name = group->voice_name,
			                         .minutes = group->minutes };

		if (asked != NULL) {
			line.questions = count_of(asked->criteria.len);
			line.is_long = voice_is_light(asked->voice_key) && group->minutes > ROUND_LIGHT_MINUTES;
		}
		list_add(w->arena, lines, line);
	}
	return true;
}

void round_show_groups(struct work *w, struct round_page *page)
{
	for (size_t i = 0; i < page->groups.len; i++) {
		const struct round_group_line *line = &page->groups.at[i];
		struct round_group_shown shown = { .line = line };

		if (page->may_plan)
			shown.preview = round_group_url(w->arena, page->round->id, "preview", line->id);
		if (page->may_plan && page->is_draft)
			shown.choose = round_group_url(w->arena, page->round->id, "people", line->id);
		list_add(w->arena, &page->shown, shown);
	}
}

bool round_missing(struct work *w, const struct round *round, struct pack_texts *missing)
{
	struct round_group_lines lines;

	*missing = (struct pack_texts){ 0 };
	if (!round_group_lines(w, round->id, &lines))
		return false;
	if (lines.len == 0)
		list_add(w->arena, missing, "Nobody is asked yet: choose at least one group.");
	for (size_t i = 0; i < lines.len; i++) {
		if (lines.at[i].questions == 0)
			list_add(w->arena, missing,
			         text_format(w->arena,
			                     "%s: asked nothing. Choose what they are asked, or leave them out.",
			                     lines.at[i].name));
	}
	if (round->closes_on.days != 0 && round->closes_on.days < date_at(w->now).days)
		list_add(w->arena, missing, "The last day to answer has passed: choose a later one.");
	return true;
}
