#include "culture/asked.h"

#include <string.h>

#include "base/text.h"
#include "db/db.h"

/* One row for each voice and criterion it was asked: text pointers are the rows' own. CROSS JOIN begins with the round's own groups. */
static struct rows *asked_rows(struct work *w, int64_t round)
{
	return db_ask(w,
	              "SELECT DISTINCT g.voice, c.criterion FROM round_group g CROSS JOIN round_group_criterion c "
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

static bool was_asked(const struct rows *asked, int64_t voice, const char *item, bool is_statement)
{
	if (voice == 0)
		return true;
	for (size_t i = 0; i < asked->len; i++) {
		if (row_int(asked, i, 0) == voice && is_about(item, is_statement, row_text(asked, i, 1)))
			return true;
	}
	return false;
}

const struct released *released_as_asked(struct work *w, int64_t round, unsigned parts)
{
	const struct released *whole = release_by_round(w, round, parts);
	const struct rows *asked = whole == NULL ? NULL : asked_rows(w, round);
	struct released *released;

	if (asked == NULL)
		return NULL;
	released = NEW(w->arena, struct released);
	*released = *whole;
	memset(&released->cells, 0, sizeof released->cells);
	memset(&released->said, 0, sizeof released->said);
	for (size_t i = 0; i < whole->cells.len; i++) {
		const struct released_cell *cell = &whole->cells.at[i];

		if (cell->cell.state != CELL_NOBODY || was_asked(asked, cell->voice, cell->item, cell->is_statement))
			list_add(w->arena, &released->cells, *cell);
	}
	for (size_t i = 0; i < whole->said.len; i++) {
		if (was_asked(asked, whole->said.at[i].voice, whole->said.at[i].criterion, false))
			list_add(w->arena, &released->said, whole->said.at[i]);
	}
	return released;
}
