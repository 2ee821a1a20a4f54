/* Opening a round, moving its last day, closing it: see store/round.h. Every act ends with one event, written last. */
#include "base/text.h"
#include "store/event.h"
#include "store/paper.h"
#include "store/release.h"
#include "store/round_parts.h"
#include "store/search_records.h"
#include "store/typed_code.h"

static bool may_open(struct work *w, const struct round *round)
{
	struct round_setup setup;

	if (!round_setup_read(w, round->id, &setup))
		return false;
	if (setup.groups.len == 0)
		return fault(w, FAULT_CONFLICT,
		             "Nobody is asked yet. Choose at least one group before the round opens.");
	for (size_t i = 0; i < setup.groups.len; i++) {
		if (setup.groups.at[i].criteria.len == 0)
			return fault(w, FAULT_CONFLICT,
			             "A group is asked nothing. Choose what it is asked, or take it out of the round.");
	}
	if (round->closes_on.days != 0 && round->closes_on.days < date_at(w->now).days)
		return fault(w, FAULT_CONFLICT,
		             "The last day to answer has passed. Choose a later day before the round opens.");
	return true;
}

static bool fix_groups(struct work *w, int64_t round)
{
	return db_run(w,
	              "UPDATE round_group SET name = p.name, voice = v.id, voice_name = v.name, "
	              "voice_position = v.position, position = p.position FROM people_group p "
	              "JOIN voice v ON v.partnership = p.partnership AND v.id = p.voice "
	              "WHERE round_group.partnership = $1 AND round_group.round = $2 "
	              "AND p.partnership = round_group.partnership AND p.id = round_group.people_group",
	              V(w->partnership), V(round)) > 0;
}

bool round_open(struct work *w, int64_t id, int64_t version)
{
	const struct round *round = round_by_id(w, id);
	int64_t opened;

	if (round == NULL)
		return false;
	opened = db_run(w,
	                "UPDATE round SET state = 'open', opened_at = $4, version = version + 1 "
	                "WHERE partnership = $1 AND id = $2 AND version = $3 AND state = 'draft'",
	                V(w->partnership), V(id), V(version), V(w->now));
	if (opened == 0)
		return round_not_touched(w, id, "draft", "This round is open already.");
	return opened == 1 && may_open(w, round) && fix_groups(w, id) && typed_codes_give(w, id) &&
	       search_round(w, id) && (round = round_by_id(w, id)) != NULL &&
	       event_record(w, "opened", "round", id, round_change_as_json(w, "open", NULL, round, NULL));
}

bool round_extend(struct work *w, int64_t id, int64_t version, struct date last_day)
{
	const struct round *before = round_by_id(w, id);
	const struct round *after;
	int64_t extended;

	if (before == NULL)
		return false;
	if (last_day.days < date_at(w->now).days || last_day.days <= before->closes_on.days)
		return fault(w, FAULT_CONFLICT,
		             "The last day to answer can only be moved later, and not to a day that has passed.");
	extended = db_run(w,
	                  "UPDATE round SET closes_on = $4, version = version + 1 "
	                  "WHERE partnership = $1 AND id = $2 AND version = $3 AND state = 'open'",
	                  V(w->partnership), V(id), V(version), V(last_day));
	if (extended == 0)
		return round_not_touched(w, id, "open", "Only the last day of an open round can be moved.");
	after = round_by_id(w, id);
	return extended == 1 && after != NULL && typed_codes_give(w, id) &&
	       event_record(w, "extended", "round", id, round_change_as_json(w, "last day", before, after, NULL));
}

bool round_close(struct work *w, int64_t id)
{
	int64_t closed = db_run(w,
	                        "UPDATE round SET state = 'closed', closed_at = $3, version = version + 1 "
	                        "WHERE partnership = $1 AND id = $2 AND state = 'open'",
	                        V(w->partnership), V(id), V(w->now));

	if (closed == 0)
		return round_not_touched(
			w, id, "open", "Only an open round can be closed. This one is not open, or is closed already.");
	/* Before the release: that holds the head of the log, which comes last in every change. */
	return closed == 1 && typed_codes_take_back(w, id) && papers_forget(w, id) && search_round(w, id) &&
	       release_decide(w, id) && event_record(w, "closed", "round", id, NULL);
}
