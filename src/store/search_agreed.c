/* What the search finds of positions and actions. See store/search_records.h. */
#include "base/text.h"
#include "store/action.h"
#include "store/position.h"
#include "store/round.h"
#include "store/search_records.h"

/* ------------------------------------------------------------------ positions */

/* The reason, and each dissent that stands. */
static const char *position_text(struct work *w, const struct position *position, const struct dissent_list *dissents)
{
	const char *text = position->reason;
	const struct dissent *dissent;

	for EACH(dissent, dissents) {
		if (dissent->until_version == 0)
			text = text_format(w->arena, "%s\n%s: %s", text, dissent->who, dissent->words);
	}
	return text;
}

static bool put_position(struct work *w, const struct position *position)
{
	const struct round *round = round_by_id(w, position->round);
	struct dissent_list dissents = { 0 };

	if (round == NULL || !dissents_of(w, position->id, &dissents))
		return false;
	return search_put(w, &(struct search_entry){
				     .record = SEARCH_POSITION,
				     .record_id = position->id,
				     .key = text_format(w->arena, "%lld/%s", (long long)round->id, position->criterion),
				     .title = round->title,
				     .said = position_text(w, position, &dissents),
				     .place = "",
				     .only_said = true,
				     .may = MAY_READ,
				     .at = position->recorded_at });
}

bool search_position(struct work *w, int64_t id)
{
	int64_t held = db_run(w, "UPDATE position SET version = version WHERE partnership = $1 AND id = $2",
	                      V(w->partnership), V(id));
	const struct position *position;

	if (held != 1)
		return held == 0 && search_drop(w, SEARCH_POSITION, id, SEARCH_ALL_PARTS);
	position = position_by_id(w, id);
	return position != NULL && put_position(w, position);
}

struct rows *search_position_ids(struct work *w)
{
	return db_ask(w, "SELECT id FROM position WHERE partnership = $1 ORDER BY id", V(w->partnership));
}

/* ------------------------------------------------------------------ actions */

bool search_action(struct work *w, int64_t id)
{
	int64_t held = db_run(w, "UPDATE action SET version = version WHERE partnership = $1 AND id = $2",
	                      V(w->partnership), V(id));
	const struct action *action;

	if (held != 1)
		return held == 0 && search_drop(w, SEARCH_ACTION, id, SEARCH_ALL_PARTS);
	action = action_by_id(w, id);
	return action != NULL && search_put(w, &(struct search_entry){ .record = SEARCH_ACTION,
	                                                               .record_id = id,
	                                                               .key = "",
	                                                               .title = action->what,
	                                                               .said = action->outcome,
	                                                               .place = action->criterion_name,
	                                                               .may = MAY_READ,
	                                                               .at = action->made_at });
}

struct rows *search_action_ids(struct work *w)
{
	return db_ask(w, "SELECT id FROM action WHERE partnership = $1 ORDER BY id", V(w->partnership));
}
