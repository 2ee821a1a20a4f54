#include "store/round.h"

#include "base/text.h"
#include "store/answered.h"

RECORD_TYPE(round, ROUND_FIELDS);
ROW_TYPE(round_group, ROUND_GROUP_FIELDS);
ROW_TYPE(round_line, ROUND_LINE_FIELDS);

const char *const round_depths[] = { "conversation", "criteria", "statements", NULL };
const char *const round_shown_to[] = { "members", "participants", NULL };

bool round_takes_answers(const struct round *round, struct moment now)
{
	return text_equal(round->state, "open") &&
	       (round->closes_on.days == 0 || date_at(now).days <= round->closes_on.days);
}

bool rounds_list(struct work *w, struct list_any *lines)
{
	struct rows *rows =
		db_ask(w,
	               "SELECT r.id, r.title, r.state, f.title, r.depth, r.opened_at, r.closes_on, r.closed_at, "
	               "COALESCE(d.answered, (SELECT COUNT(*) FROM participant p WHERE p.partnership = r.partnership "
	               "AND p.round = r.id AND " HAS_ANSWERED ")), r.is_example FROM round r "
	               "JOIN framework_version v ON v.partnership = r.partnership AND v.id = r.framework_version "
	               "JOIN framework f ON f.partnership = v.partnership AND f.id = v.framework "
	               "LEFT JOIN released d ON d.partnership = r.partnership AND d.round = r.id "
	               "WHERE r.partnership = $1 "
	               "ORDER BY CASE r.state WHEN 'open' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END, r.id DESC LIMIT 500",
	               V(w->partnership));

	return rows_all(w, rows, &round_line_record, lines);
}

const struct round *round_by_id(struct work *w, int64_t id)
{
	return rows_one(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(ROUND_FIELDS) " FROM round LEFT JOIN round_copy "
	                                                       "ON round_copy.partnership = round.partnership AND "
	                                                       "round_copy.round = round.id "
	                                                       "WHERE round.partnership = $1 AND round.id = $2",
	                       V(w->partnership), V(id)),
	                &round_record, FAULT_NOT_FOUND, "There is no such round.");
}

/* In the order of ROUND_GROUP_FIELDS. */
#define GROUP_COLUMNS                                                                                                  \
	"id, round, people_group, name, voice, voice_name, voice_position, position, minutes, link_token, "            \
	"COALESCE(code, '')"

bool round_groups(struct work *w, int64_t round, struct list_any *groups)
{
	struct rows *rows = db_ask(w,
	                           "SELECT " GROUP_COLUMNS " FROM round_group WHERE partnership = $1 AND round = $2 "
	                           "ORDER BY voice_position, voice, position, id",
	                           V(w->partnership), V(round));

	return rows_all(w, rows, &round_group_record, groups);
}

const struct round_group *round_group_by(struct work *w, int64_t round, int64_t people_group)
{
	struct rows *rows = db_ask(w,
	                           "SELECT " GROUP_COLUMNS " FROM round_group "
	                           "WHERE partnership = $1 AND round = $2 AND people_group = $3",
	                           V(w->partnership), V(round), V(people_group));

	return rows_one(w, rows, &round_group_record, FAULT_NOT_FOUND, "This round does not ask that group.");
}

static bool texts_of(struct work *w, const struct rows *rows, struct pack_texts *texts)
{
	if (rows == NULL)
		return false;
	for (size_t i = 0; i < rows->len; i++)
		list_add(w->arena, texts, row_text(rows, i, 0));
	return true;
}

bool round_criteria(struct work *w, int64_t round, struct pack_texts *criteria)
{
	return texts_of(w,
	                db_ask(w,
	                       "SELECT criterion FROM round_criterion WHERE partnership = $1 AND round = $2 "
	                       "ORDER BY position",
	                       V(w->partnership), V(round)),
	                criteria);
}

bool group_criteria(struct work *w, int64_t round_group, struct pack_texts *criteria)
{
	return texts_of(w,
	                db_ask(w,
	                       "SELECT a.criterion FROM round_group_criterion a "
	                       "JOIN round_group g ON g.partnership = a.partnership AND g.id = a.round_group "
	                       "JOIN round_criterion c ON c.partnership = g.partnership AND c.round = g.round "
	                       "AND c.criterion = a.criterion "
	                       "WHERE a.partnership = $1 AND a.round_group = $2 ORDER BY c.position",
	                       V(w->partnership), V(round_group)),
	                criteria);
}

/* One row a group and criterion; a group that is asked nothing has one row without a criterion. */
static struct rows *ask_setup(struct work *w, int64_t round)
{
	return db_ask(w,
	              "SELECT g.people_group, g.minutes, v.key, c.criterion FROM round_group g "
	              "JOIN people_group p ON p.partnership = g.partnership AND p.id = g.people_group "
	              "JOIN voice v ON v.partnership = p.partnership AND v.id = p.voice "
	              "LEFT JOIN round_group_criterion a ON a.partnership = g.partnership AND a.round_group = g.id "
	              "LEFT JOIN round_criterion c ON c.partnership = g.partnership AND c.round = g.round "
	              "AND c.criterion = a.criterion "
	              "WHERE g.partnership = $1 AND g.round = $2 "
	              "ORDER BY v.position, v.id, p.position, g.id, c.position NULLS LAST",
	              V(w->partnership), V(round));
}

bool round_setup_read(struct work *w, int64_t round, struct round_setup *setup)
{
	const struct rows *rows = ask_setup(w, round);
	struct asked_group *group = NULL;

	*setup = (struct round_setup){ 0 };
	if (rows == NULL || !round_criteria(w, round, &setup->criteria))
		return false;
	for (size_t i = 0; i < rows->len; i++) {
		if (group == NULL || group->people_group != row_int(rows, i, 0)) {
			group = list_new(w->arena, &setup->groups);
			group->people_group = row_int(rows, i, 0);
			group->minutes = row_int(rows, i, 1);
			group->voice_key = row_text(rows, i, 2);
		}
		if (!row_is_null(rows, i, 3))
			list_add(w->arena, &group->criteria, row_text(rows, i, 3));
	}
	return true;
}

bool round_counts(struct work *w, int64_t round, struct round_counts *counts)
{
	struct rows *rows =
		db_ask(w,
	               "SELECT COUNT(CASE WHEN c.came_by = 'personal' THEN 1 END), "
	               "COUNT(CASE WHEN c.came_by = 'personal' THEN c.begun_at ELSE c.id END), COUNT(c.answered), "
	               "COUNT(CASE WHEN c.answered = 1 THEN c.finished_at END), "
	               "COUNT(CASE WHEN c.came_by = 'group' THEN c.answered END) "
	               "FROM (SELECT p.id, CASE WHEN EXISTS (SELECT 1 FROM paper f WHERE f.partnership = $1 "
	               "AND f.participant = p.id) THEN 'paper' ELSE p.came_by END AS came_by, p.begun_at, "
	               "p.finished_at, CASE WHEN " HAS_ANSWERED
	               " THEN 1 END AS answered FROM participant p WHERE p.partnership = $1 AND p.round = $2) c",
	               V(w->partnership), V(round));

	if (rows == NULL)
		return false;
	*counts = (struct round_counts){ .made = row_int(rows, 0, 0),
		                         .started = row_int(rows, 0, 1),
		                         .begun = row_int(rows, 0, 2),
		                         .finished = row_int(rows, 0, 3),
		                         .by_group_link = row_int(rows, 0, 4) };
	return true;
}
