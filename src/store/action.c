#include "store/action.h"

#include <stdlib.h>

#include "base/text.h"
#include "store/role.h"

RECORD_TYPE(action, ACTION_FIELDS);
ROW_TYPE(action_line, ACTION_LINE_FIELDS);
ROW_TYPE(action_said, ACTION_SAID_FIELDS);

const char *const action_kinds[] = { "strength", "development", NULL };
const char *const action_statuses[] = { "todo", "underway", "done", "letgo", NULL };

bool action_is_open(const char *status)
{
	return text_equal(status, "todo") || text_equal(status, "underway");
}

/* ------------------------------------------------------------------ one */

const struct action *action_by_id(struct work *w, int64_t id)
{
	return rows_one(w,
	                db_ask(w, "SELECT " COLUMNS(ACTION_FIELDS) " FROM action WHERE partnership = $1 AND id = $2",
	                       V(w->partnership), V(id)),
	                &action_record, FAULT_NOT_FOUND, "There is no such action.");
}

bool action_history(struct work *w, int64_t id, struct action_history *history)
{
	return ROWS_ALL(w,
	                db_ask(w,
	                       "SELECT version, at, who, said, what, kind, owner_name, due_on, status, waits_for "
	                       "FROM action_said WHERE partnership = $1 AND action = $2 ORDER BY version",
	                       V(w->partnership), V(id)),
	                &action_said_record, history);
}

/* Climbs from what it would wait for. A circle that is there already, which cannot be, would end the climb as well. */
bool action_may_wait(struct work *w, int64_t id, int64_t waits_for, bool *may)
{
	int64_t steps = 0;

	for (*may = true; waits_for != 0 && *may; steps++) {
		const struct rows *rows = db_ask(w, "SELECT waits_for FROM action WHERE partnership = $1 AND id = $2",
		                                 V(w->partnership), V(waits_for));

		if (rows == NULL)
			return false;
		*may = waits_for != id && rows->len == 1 && steps < 1000;
		waits_for = *may ? row_int(rows, 0, 0) : 0;
	}
	return true;
}

/* ------------------------------------------------------------------ all */

/* One line of the list as it is read; what follows from the day and from the others is added afterwards. */
static struct action_line read_line(const struct rows *rows, size_t i, struct date today)
{
	struct action_line line = { .id = row_int(rows, i, 0),
		                    .what = row_text(rows, i, 1),
		                    .kind = row_text(rows, i, 2),
		                    .status = row_text(rows, i, 3),
		                    .due_on = row_date(rows, i, 4),
		                    .owner = row_int(rows, i, 5),
		                    .owner_name = row_text(rows, i, 6),
		                    .round = row_int(rows, i, 8),
		                    .round_title = row_text(rows, i, 9),
		                    .criterion = row_text(rows, i, 10),
		                    .criterion_name = row_text(rows, i, 11),
		                    .position = row_int(rows, i, 12),
		                    .outcome = row_text(rows, i, 13),
		                    .ended_at = row_moment(rows, i, 14),
		                    .waits_for = row_int(rows, i, 15),
		                    .waits_for_what = "",
		                    .is_example = row_flag(rows, i, 16),
		                    .version = row_int(rows, i, 17) };
	bool is_open = action_is_open(line.status);

	line.lapsed = is_open && line.due_on.days < today.days;
	line.needs_owner = is_open && line.owner != 0 && !role_may(row_text(rows, i, 7), MAY_CONTRIBUTE);
	return line;
}

static struct rows *ask_lines(struct work *w)
{
	return db_ask(w,
	              "SELECT t.id, t.what, t.kind, t.status, t.due_on, t.owner, COALESCE(a.name, t.owner_name), "
	              "m.role, t.round, r.title, t.criterion, t.criterion_name, t.position, t.outcome, t.ended_at, "
	              "t.waits_for, t.is_example, t.version FROM action t "
	              "LEFT JOIN account a ON a.id = t.owner "
	              "LEFT JOIN membership m ON m.partnership = t.partnership AND m.account = t.owner "
	              "AND m.ended_at IS NULL "
	              "LEFT JOIN round r ON r.partnership = t.partnership AND r.id = t.round "
	              "WHERE t.partnership = $1 "
	              "ORDER BY CASE WHEN t.status IN ('todo', 'underway') THEN 0 ELSE 1 END, "
	              "t.ended_at DESC NULLS LAST, t.due_on, t.id",
	              V(w->partnership));
}

static struct action_line *line_in(struct action_lines *lines, int64_t id)
{
	for (size_t i = 0; i < lines->len; i++) {
		if (lines->at[i].id == id)
			return &lines->at[i];
	}
	return NULL;
}

/* What is open holds up nothing once it is done or let go. A chain is never longer than there are actions. */
static void count_waiting(struct action_lines *lines)
{
	for (size_t i = 0; i < lines->len; i++) {
		struct action_line *line = &lines->at[i];
		struct action_line *above = line_in(lines, line->waits_for);

		if (!action_is_open(line->status) || above == NULL || !action_is_open(above->status))
			continue;
		line->waits_for_what = above->what;
		for (size_t steps = 0; above != NULL && action_is_open(above->status) && steps < lines->len; steps++) {
			above->unblocks++;
			above = line_in(lines, above->waits_for);
		}
	}
}

bool actions_all(struct work *w, struct action_lines *lines)
{
	const struct rows *rows = ask_lines(w);
	struct date today = date_at(w->now);

	*lines = (struct action_lines){ 0 };
	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		struct action_line line = read_line(rows, i, today);

		list_add(w->arena, lines, line);
	}
	count_waiting(lines);
	return rows != NULL;
}

const struct action_line *action_line_of(const struct action_lines *all, int64_t id)
{
	const struct action_line *line;

	for EACH(line, all) {
		if (line->id == id)
			return line;
	}
	return NULL;
}

/* ------------------------------------------------------------------ somebody's */

static int by_what_it_unblocks(const void *one, const void *other)
{
	const struct action_line *a = one, *b = other;

	if (a->unblocks != b->unblocks)
		return a->unblocks > b->unblocks ? -1 : 1;
	if (a->lapsed != b->lapsed)
		return a->lapsed ? -1 : 1;
	if (a->due_on.days != b->due_on.days)
		return a->due_on.days < b->due_on.days ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

struct action_lines actions_owned(struct arena *arena, const struct action_lines *all, int64_t account)
{
	struct action_lines owned = { 0 };
	const struct action_line *line;

	for EACH(line, all) {
		if (line->owner == account && account != 0 && action_is_open(line->status))
			list_add(arena, &owned, *line);
	}
	if (owned.len > 1)
		qsort(owned.at, owned.len, sizeof *owned.at, by_what_it_unblocks);
	return owned;
}

struct action_counts action_counts(const struct action_lines *all, int64_t round)
{
	struct action_counts counts = { 0 };
	const struct action_line *line;

	for EACH(line, all) {
		bool is_open = action_is_open(line->status), is_strength = text_equal(line->kind, "strength");

		if (round != 0 && line->round != round)
			continue;
		counts.strengths += is_strength;
		counts.developments += !is_strength;
		counts.strengths_open += is_strength && is_open;
		counts.developments_open += !is_strength && is_open;
		counts.done += text_equal(line->status, "done");
		counts.lapsed += line->lapsed;
	}
	return counts;
}
