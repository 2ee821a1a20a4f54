#include "store/search_due.h"

#include "db/db.h"

#define AGAIN_MS (10 * MINUTE_MS) /* what failed is tried again, but not over and over */

bool search_is_due(struct work *w, int64_t round)
{
	return db_run(w, "INSERT INTO search_due (partnership, round) VALUES ($1, $2) ON CONFLICT DO NOTHING",
	              V(w->partnership), V(round)) >= 0;
}

bool search_coming(struct work *w, struct search_coming *coming)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT d.round, COALESCE(r.title, '') FROM search_due d LEFT JOIN round r "
	                                 "ON r.partnership = d.partnership AND r.id = d.round "
	                                 "WHERE d.partnership = $1 ORDER BY d.round",
	                                 V(w->partnership));

	*coming = (struct search_coming){ 0 };
	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		if (row_int(rows, i, 0) == SEARCH_EVERYTHING)
			coming->is_everything = true;
		else
			list_add(w->arena, &coming->rounds, row_text(rows, i, 1));
	}
	return rows != NULL;
}

bool search_places_due(struct work *w, struct search_places *places)
{
	const struct rows *rows = db_ask(
		w,
		"SELECT DISTINCT d.partnership FROM search_due d WHERE NOT EXISTS (SELECT 1 FROM job j "
		"WHERE j.partnership = d.partnership AND j.kind = 'search' AND (j.state IN ('waiting', 'running') "
		"OR (j.state = 'failed' AND j.ended_at > $1))) ORDER BY d.partnership",
		V(w->now.ms - AGAIN_MS));

	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		list_add(w->arena, places, row_int(rows, i, 0));
	return rows != NULL;
}
