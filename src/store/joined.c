#include "store/joined.h"

bool joined_by_link(struct work *w, const struct round_group *group, struct figure *joined)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT COUNT(*) FROM participant p WHERE p.partnership = $1 AND p.round_group = $2 "
	               "AND p.came_by = 'group' AND NOT EXISTS (SELECT 1 FROM paper f WHERE f.partnership = $1 "
	               "AND f.participant = p.id)",
	               V(w->partnership), V(group->id));
	int64_t count;

	if (rows == NULL)
		return false;
	count = row_int(rows, 0, 0);
	*joined = count < JOINED_LEAST ? figure_under(JOINED_LEAST) : figure_of_count(count);
	return true;
}
