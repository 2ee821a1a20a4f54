#include "store/release_asked.h"

#include <string.h>

#include "base/text.h"
#include "db/db.h"

/* One row for each voice and criterion it was asked. CROSS JOIN begins with the round's own groups. */
static struct rows *voices_asked(struct work *w, int64_t round)
{
	return db_ask(w,
	              "SELECT DISTINCT g.voice, c.criterion FROM round_group g CROSS JOIN round_group_criterion c "
	              "WHERE c.partnership = g.partnership AND c.round_group = g.id "
	              "AND g.partnership = $1 AND g.round = $2",
	              V(w->partnership), V(round));
}

/* The same with each group's name: a unit keeps the names of its groups. */
static struct rows *groups_asked(struct work *w, int64_t round)
{
	return db_ask(w,
	              "SELECT g.voice, c.criterion, g.name FROM round_group g CROSS JOIN round_group_criterion c "
	              "WHERE c.partnership = g.partnership AND c.round_group = g.id "
	              "AND g.partnership = $1 AND g.round = $2",
	              V(w->partnership), V(round));
}

/* A statement belongs to the criterion before its last full stop. */
static bool is_about(const char *item, bool is_statement, const char *criterion)
{
	size_t len = strlen(criterion);

	return strncmp(item, criterion, len) == 0 && item[len] == (is_statement ? '.' : '\0');
}

static bool is_line_of(const char *lines, const char *line)
{
	size_t len = strlen(line);

	for (const char *at = lines; (at = strstr(at, line)) != NULL; at++) {
		if ((at == lines || at[-1] == '\n') && (at[len] == '\n' || at[len] == '\0'))
			return true;
	}
	return false;
}

/* Voice 0 is all voices: somebody was asked. */
static bool voice_was_asked(const struct rows *asked, int64_t voice, const char *item, bool is_statement)
{
	for (size_t i = 0; i < asked->len; i++) {
		if ((voice == 0 || row_int(asked, i, 0) == voice) &&
		    is_about(item, is_statement, row_text(asked, i, 1)))
			return true;
	}
	return false;
}

static bool unit_was_asked(const struct rows *groups, const struct released_unit *unit,
                           const struct released_cell *cell)
{
	for (size_t i = 0; i < groups->len; i++) {
		if (row_int(groups, i, 0) == unit->voice && is_line_of(unit->group_names, row_text(groups, i, 2)) &&
		    is_about(cell->item, cell->is_statement, row_text(groups, i, 1)))
			return true;
	}
	return false;
}

static void mark(struct released_cell *cell)
{
	cell->cell.state = CELL_NOT_ASKED;
	cell->placed = (struct figure){ 0 };
}

static bool mark_units(struct work *w, struct released *released)
{
	const struct rows *groups = groups_asked(w, released->round);
	struct released_cell *cell;

	if (groups == NULL)
		return false;
	for EACH(cell, &released->cells) {
		const struct released_unit *unit = released_unit_of(released, cell->voice, cell->unit);

		if (cell->unit != 0 && cell->cell.state == CELL_NOBODY && unit != NULL &&
		    !unit_was_asked(groups, unit, cell))
			mark(cell);
	}
	return true;
}

static bool is_conversation(const struct rows *depth)
{
	return depth->len > 0 && text_equal(row_text(depth, 0, 0), "conversation");
}

bool release_mark_asked(struct work *w, struct released *released)
{
	const struct rows *depth = db_ask(w, "SELECT depth FROM round WHERE partnership = $1 AND id = $2",
	                                  V(w->partnership), V(released->round));
	const struct rows *asked = depth == NULL ? NULL : voices_asked(w, released->round);
	struct released_cell *cell;
	struct released_said *said;
	bool has_units = false;

	if (asked == NULL)
		return false;
	for EACH(cell, &released->cells) {
		has_units = has_units || (cell->unit != 0 && cell->cell.state == CELL_NOBODY);
		if (is_conversation(depth) || (cell->unit == 0 && cell->cell.state != CELL_SHOWN &&
		                               !voice_was_asked(asked, cell->voice, cell->item, cell->is_statement)))
			mark(cell);
	}
	for EACH(said, &released->said)
		said->was_asked = voice_was_asked(asked, said->voice, said->criterion, false);
	return !has_units || mark_units(w, released);
}
