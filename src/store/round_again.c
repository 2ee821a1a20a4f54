#include "store/round_again.h"

#include "base/text.h"
#include "store/framework.h"
#include "store/people_group.h"
#include "store/round_setup.h"

ROW_TYPE(closed_round, CLOSED_ROUND_FIELDS);

bool rounds_closed(struct work *w, int64_t but, struct list_any *rounds)
{
	struct rows *rows = db_ask(
		w,
		"SELECT r.id, r.title, f.id, f.title, r.depth, r.opened_at, r.closed_at, d.answered, "
		"(SELECT COUNT(*) FROM round_criterion a JOIN round_criterion b ON b.partnership = a.partnership "
		"AND b.criterion = a.criterion WHERE a.partnership = r.partnership AND a.round = r.id AND b.round = "
		"$2), "
		"r.is_example FROM round r "
		"JOIN framework_version v ON v.partnership = r.partnership AND v.id = r.framework_version "
		"JOIN framework f ON f.partnership = v.partnership AND f.id = v.framework "
		"JOIN released d ON d.partnership = r.partnership AND d.round = r.id "
		"WHERE r.partnership = $1 AND r.state = 'closed' AND r.id <> $2 ORDER BY r.closed_at DESC, r.id DESC "
		"LIMIT 200",
		V(w->partnership), V(but));

	return rows_all(w, rows, &closed_round_record, rounds);
}

bool round_has_other_closed(struct work *w, int64_t but, bool *has)
{
	struct rows *rows =
		db_ask(w, "SELECT id FROM round WHERE partnership = $1 AND state = 'closed' AND id <> $2 LIMIT 1",
	               V(w->partnership), V(but));

	*has = rows != NULL && rows->len > 0;
	return rows != NULL;
}

/* ------------------------------------------------------------------ what changed since */

static bool first_texts(struct work *w, const struct rows *rows, struct pack_texts *texts)
{
	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		list_add(w->arena, texts, row_text(rows, i, 0));
	return rows != NULL;
}

/* Asked then: by the round's own names, for a group may be called otherwise now. */
static bool groups_retired(struct work *w, int64_t round, struct pack_texts *names)
{
	struct rows *rows = db_ask(w,
	                           "SELECT g.name FROM round_group g "
	                           "JOIN people_group p ON p.partnership = g.partnership AND p.id = g.people_group "
	                           "WHERE g.partnership = $1 AND g.round = $2 AND p.retired = 1 "
	                           "ORDER BY g.voice_position, g.position, g.id",
	                           V(w->partnership), V(round));

	return first_texts(w, rows, names);
}

/* The log knows when a group was added. The last condition is that of an index, without which all answering would be walked through. */
static bool groups_new(struct work *w, struct moment since, struct pack_texts *names)
{
	struct rows *rows = db_ask(w,
	                           "SELECT g.name FROM event e "
	                           "JOIN people_group g ON g.partnership = e.partnership AND g.id = e.record_id "
	                           "WHERE e.partnership = $1 AND e.record = 'group' AND e.kind = 'added' AND e.at > $2 "
	                           "AND g.retired = 0 AND e.record NOT IN ('response', 'participant', 'release') "
	                           "ORDER BY e.number",
	                           V(w->partnership), V(since));

	return first_texts(w, rows, names);
}

static void criteria_since(struct arena *arena, const struct pack_texts *asked, const struct pack *then,
                           const struct pack *now, struct round_since *since)
{
	struct pack_texts all = pack_criteria(arena, now);

	for (size_t i = 0; i < all.len; i++) {
		if (pack_criterion(then, all.at[i]) == NULL)
			list_add(arena, &since->added, pack_criterion(now, all.at[i])->name);
	}
	for (size_t i = 0; i < asked->len; i++) {
		const struct pack_criterion *old = pack_criterion(then, asked->at[i]);
		const struct pack_criterion *new = pack_criterion(now, asked->at[i]);

		if (old == NULL)
			continue;
		if (new == NULL)
			list_add(arena, &since->removed, old->name);
		else if (!text_equal(old->name, new->name))
			list_add(arena, &since->renamed,
			         (const char *)text_format(arena, "%s, now called %s", old->name, new->name));
	}
}

bool round_since(struct work *w, const struct round *from, const struct pack *then, const struct pack *now,
                 struct round_since *since)
{
	struct pack_texts asked = { 0 };

	*since = (struct round_since){ 0 };
	if (!groups_retired(w, from->id, &since->groups_retired) ||
	    !groups_new(w, from->opened_at, &since->groups_new) || !round_criteria(w, from->id, &asked))
		return false;
	criteria_since(w->arena, &asked, then, now, since);
	return true;
}

bool round_since_is_empty(const struct round_since *since)
{
	return since->groups_retired.len + since->groups_new.len + since->added.len + since->removed.len +
	               since->renamed.len ==
	       0;
}

/* ------------------------------------------------------------------ a draft */

struct round round_again(const struct round *from, int64_t version)
{
	return (struct round){ .purpose = from->purpose,
		               .framework_version = version,
		               .depth = from->depth,
		               .threshold = from->threshold,
		               .shown_to = from->shown_to,
		               .copied_from = from->id };
}

struct people_groups {
	size_t len, cap;
	struct people_group *at;
};

static bool is_retired(const struct people_groups *groups, int64_t id)
{
	for (size_t i = 0; i < groups->len; i++) {
		if (groups->at[i].id == id)
			return groups->at[i].retired;
	}
	return true; /* not there at all */
}

static struct round_setup without_retired(struct arena *arena, const struct round_setup *setup,
                                          const struct people_groups *groups)
{
	struct round_setup kept = { .criteria = setup->criteria };

	for (size_t i = 0; i < setup->groups.len; i++) {
		if (!is_retired(groups, setup->groups.at[i].people_group))
			list_add(arena, &kept.groups, setup->groups.at[i]);
	}
	return kept;
}

static bool setup_in_use(struct work *w, int64_t round, struct round_setup *setup)
{
	struct people_groups groups = { 0 };
	struct round_setup whole;

	if (!round_setup_read(w, round, &whole) || !groups_all(w, (struct list_any *)(void *)&groups))
		return false;
	*setup = without_retired(w->arena, &whole, &groups);
	return true;
}

/* With none of its criteria left the framework is asked whole, as in a new round. */
bool round_again_setup(struct work *w, const struct round *from, int64_t version, struct round_setup *setup)
{
	const struct pack *then = pack_of_version(w, from->framework_version), *now = pack_of_version(w, version);
	struct pack_texts scope;
	struct round_setup used;

	if (then == NULL || now == NULL || !setup_in_use(w, from->id, &used))
		return false;
	scope = pack_criteria_of(w->arena, now, &used.criteria);
	if (scope.len == 0)
		scope = pack_criteria(w->arena, now);
	*setup = round_refitted(w->arena, &used, then, from->depth, now, from->depth, &scope);
	return true;
}

/* ------------------------------------------------------------------ what is still as it was */

/* Other spaces are no other words. */
static bool reads_the_same(struct arena *arena, const char *one, const char *other)
{
	return text_equal(text_squeeze(arena, one), text_squeeze(arena, other));
}

bool round_purpose_copied(struct work *w, int64_t round, struct purpose_copied *copied)
{
	struct rows *rows = db_ask(w,
	                           "SELECT f.id, f.title, f.purpose, r.purpose FROM round_copy c "
	                           "JOIN round r ON r.partnership = c.partnership AND r.id = c.round "
	                           "JOIN round f ON f.partnership = c.partnership AND f.id = c.copied_from "
	                           "WHERE c.partnership = $1 AND c.round = $2",
	                           V(w->partnership), V(round));

	*copied = (struct purpose_copied){ .title = "" };
	if (rows != NULL && rows->len > 0 && reads_the_same(w->arena, row_text(rows, 0, 2), row_text(rows, 0, 3)))
		*copied = (struct purpose_copied){ row_int(rows, 0, 0), row_text(rows, 0, 1) };
	return rows != NULL;
}

static bool groups_same(const struct round_setup *one, const struct round_setup *other)
{
	if (one->groups.len != other->groups.len)
		return false;
	for (size_t i = 0; i < one->groups.len; i++) {
		const struct asked_group *twin = asked_group_of(other, one->groups.at[i].people_group);

		if (twin == NULL || !texts_same(&one->groups.at[i].criteria, &twin->criteria))
			return false;
	}
	return true;
}

bool round_still_same(struct work *w, const struct round *round, const struct round *from, struct round_same *same)
{
	struct round_setup copied, now;

	if (!round_again_setup(w, from, round->framework_version, &copied) || !setup_in_use(w, round->id, &now))
		return false;
	*same = (struct round_same){
		.purpose = reads_the_same(w->arena, round->purpose, from->purpose),
		.depth = text_equal(round->depth, from->depth),
		.criteria = texts_same(&now.criteria, &copied.criteria),
		.groups = groups_same(&now, &copied),
		.threshold = round->threshold == from->threshold,
		.shown_to = text_equal(round->shown_to, from->shown_to),
	};
	return true;
}
