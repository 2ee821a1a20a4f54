/* What the search finds of what people said: only what was released when their round closed. */
#include "base/text.h"
#include "store/framework.h"
#include "store/round.h"
#include "store/search_records.h"

/* What the words of one round share. */
struct said {
	const struct pack *pack;
	const char *round_title;
};

/* "Users and carers, Autumn 2026"; where too few stand behind it nobody is named. */
static bool put_words(struct work *w, int64_t round, const struct said *said, const struct rows *rows, size_t i)
{
	const char *key = row_text(rows, i, 1), *label = row_text(rows, i, 3);
	const struct pack_criterion *criterion = pack_criterion(said->pack, key);

	return search_put(w,
	                  &(struct search_entry){ .record = SEARCH_SAID,
	                                          .record_id = round,
	                                          .part = row_int(rows, i, 0),
	                                          .key = text_format(w->arena, "%s/%s", key, row_text(rows, i, 2)),
	                                          .title = criterion == NULL ? key : criterion->name,
	                                          .said = row_text(rows, i, 4),
	                                          .place = text_format(w->arena, "%s%s%s", label,
	                                                               *label == '\0' ? "" : ", ", said->round_title),
	                                          .only_said = true,
	                                          .may = MAY_READ,
	                                          .at = row_moment(rows, i, 5) });
}

bool search_words(struct work *w, int64_t round_id, int64_t most, int64_t *last)
{
	const struct round *round = round_by_id(w, round_id);
	struct said said = { .pack = round == NULL ? NULL : pack_of_version(w, round->framework_version) };
	const struct rows *rows;

	if (said.pack == NULL)
		return false;
	said.round_title = round->title;
	rows = db_ask(w,
	              "SELECT o.position, o.criterion, o.kind, o.label, o.words, r.decided_at FROM released_words o "
	              "JOIN released r ON r.partnership = o.partnership AND r.round = o.round "
	              "WHERE o.partnership = $1 AND o.round = $2 AND o.position > $3 ORDER BY o.position LIMIT $4",
	              V(w->partnership), V(round_id), V(*last), V(most));
	if (rows == NULL)
		return false;
	for (size_t i = 0; i < rows->len; i++) {
		if (!put_words(w, round_id, &said, rows, i))
			return false;
		*last = row_int(rows, i, 0);
	}
	return true;
}
