/* Who is asked what in a round, as rows. See store/round_parts.h. */
#include "base/random.h"
#include "store/round_parts.h"

bool round_setup_clear(struct work *w, int64_t round)
{
	return db_run(w,
	              "DELETE FROM round_group_criterion WHERE partnership = $1 AND round_group IN "
	              "(SELECT id FROM round_group WHERE partnership = $1 AND round = $2)",
	              V(w->partnership), V(round)) >= 0 &&
	       db_run(w, "DELETE FROM round_group WHERE partnership = $1 AND round = $2", V(w->partnership),
	              V(round)) >= 0 &&
	       db_run(w, "DELETE FROM round_criterion WHERE partnership = $1 AND round = $2", V(w->partnership),
	              V(round)) >= 0;
}

static bool insert_criteria(struct work *w, int64_t round, const struct pack_texts *criteria)
{
	for (size_t i = 0; i < criteria->len; i++) {
		if (db_run(w,
		           "INSERT INTO round_criterion (partnership, round, criterion, position) VALUES ($1, $2, $3, "
		           "$4)",
		           V(w->partnership), V(round), V(criteria->at[i]), V((int64_t)i + 1)) != 1)
			return false;
	}
	return true;
}

static bool insert_group_criteria(struct work *w, int64_t round_group, const struct pack_texts *criteria)
{
	for (size_t i = 0; i < criteria->len; i++) {
		if (db_run(w,
		           "INSERT INTO round_group_criterion (partnership, round_group, criterion) VALUES ($1, $2, "
		           "$3)",
		           V(w->partnership), V(round_group), V(criteria->at[i])) != 1)
			return false;
	}
	return true;
}

/* The names are copied: from the opening on they stay what they were, whatever becomes of the group. */
static bool insert_group(struct work *w, int64_t round, const struct asked_group *group)
{
	int64_t id = db_new_id(w, "round_group");
	int64_t added;

	if (id == 0)
		return false;
	added = db_run(w,
	               "INSERT INTO round_group (partnership, id, round, people_group, name, voice, voice_name, "
	               "voice_position, position, minutes, link_token) "
	               "SELECT p.partnership, $2, $3, p.id, p.name, v.id, v.name, v.position, p.position, $5, $6 "
	               "FROM people_group p JOIN voice v ON v.partnership = p.partnership AND v.id = p.voice "
	               "WHERE p.partnership = $1 AND p.id = $4",
	               V(w->partnership), V(id), V(round), V(group->people_group), V(group->minutes),
	               V(random_token(w->arena)));
	if (added == 0)
		return fault(w, FAULT_CONFLICT,
		             "One of these groups is no longer there. Look at the list and save again.");
	return added == 1 && insert_group_criteria(w, id, &group->criteria);
}

bool round_setup_insert(struct work *w, int64_t round, const struct round_setup *setup)
{
	if (setup->groups.len > ROUND_GROUPS)
		return fault(w, FAULT_BAD_INPUT, ROUND_GROUPS_SAID);
	if (!insert_criteria(w, round, &setup->criteria))
		return false;
	for (size_t i = 0; i < setup->groups.len; i++) {
		if (!insert_group(w, round, &setup->groups.at[i]))
			return false;
	}
	return true;
}
