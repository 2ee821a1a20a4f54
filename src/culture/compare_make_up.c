/* Who took part in two rounds, voice by voice. See culture/compare_rows.h. */
#include "base/text.h"
#include "culture/compare_rows.h"
#include "db/db.h"

ROW_TYPE(make_up, MAKE_UP_FIELDS);

static struct figure people_in(const struct compare_side *side, int64_t voice)
{
	const struct released_unit *unit = released_unit_of(side->released, voice, 0);

	return unit == NULL ? (struct figure){ 0 } : unit->participants;
}

/* Of those in the voices shown: what is withheld has no part in it. */
static struct figure share_in(const struct compare_side *side, struct figure people)
{
	struct figure all = side->released->answered;

	if (people.state == FIGURE_SUPPRESSED)
		return figure_under(0);
	if (people.state == FIGURE_MISSING)
		return people;
	return all.state != FIGURE_SHOWN || all.value < 1 ? (struct figure){ 0 }
	                                                  : figure_of(100 * people.value / all.value, 0, "%");
}

/* Groups of a voice that the one round asked and the other did not: what was set up, as everybody invited could see. */
static const struct rows *asked_only_in(struct work *w, int64_t round, int64_t other)
{
	return db_ask(
		w,
		"SELECT g.voice, g.name FROM round_group g WHERE g.partnership = $1 AND g.round = $2 "
		"AND NOT EXISTS (SELECT 1 FROM round_group o WHERE o.partnership = g.partnership AND o.round = $3 "
		"AND o.people_group = g.people_group AND o.voice = g.voice) ORDER BY g.voice, g.position, g.id",
		V(w->partnership), V(round), V(other));
}

static const char *names_in(struct arena *arena, const struct rows *rows, int64_t voice)
{
	const char *names = "";

	for (size_t i = 0; i < rows->len; i++) {
		if (row_int(rows, i, 0) == voice)
			names = text_format(arena, "%s%s%s", names, *names == '\0' ? "" : "; ", row_text(rows, i, 1));
	}
	return names;
}

bool comparison_make_up(struct work *w, const struct comparison *c, struct make_ups *make_ups)
{
	const struct rows *then = asked_only_in(w, c->before.round->id, c->after.round->id);
	const struct rows *now = asked_only_in(w, c->after.round->id, c->before.round->id);

	if (then == NULL || now == NULL)
		return false;
	for (size_t i = 0; i < c->voices.len; i++) {
		int64_t voice = c->voices.at[i].voice;
		struct figure before = people_in(&c->before, voice), after = people_in(&c->after, voice);

		struct make_up line = { .voice = c->voices.at[i].name,
			                .people_before = before,
			                .share_before = share_in(&c->before, before),
			                .people_after = after,
			                .share_after = share_in(&c->after, after),
			                .asked_before = names_in(w->arena, then, voice),
			                .asked_after = names_in(w->arena, now, voice) };

		list_add(w->arena, &make_ups->lines, line);
		make_ups->groups_differ = make_ups->groups_differ || !text_is_empty(line.asked_before) ||
		                          !text_is_empty(line.asked_after);
	}
	return true;
}
