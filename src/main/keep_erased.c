#include "main/keep_erased.h"

#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "db/db.h"
#include "store/answer_erase.h"
#include "store/partnership.h"

static bool open_one(struct work *w, const char *address, struct database **database)
{
	*database = database_open(w->arena, &w->fault, address, false);
	w->db = *database == NULL ? NULL : connection_open(*database, w->arena, &w->fault, CONNECTION_READS);
	return w->db != NULL;
}

static void close_one(struct work *w, struct database *database)
{
	if (w->db != NULL)
		connection_close(w->db);
	if (database != NULL)
		database_close(database);
}

/* ------------------------------------------------------------------ comparing */

/* Both databases, each by a piece of work with a fault of its own. */
struct pair_of {
	struct work before, copy;
	struct erasures *erasures;
};

/* The last event of the copy, if the log before has the same: only then does what follows tell what the copy does not know. */
static bool last_in_common(struct pair_of *pair, int64_t *number)
{
	const struct rows *head = db_ask(&pair->copy, "SELECT number, digest FROM event_head WHERE partnership = $1",
	                                 V(pair->copy.partnership));
	const struct rows *same;

	if (head == NULL || head->len == 0)
		return false;
	*number = row_int(head, 0, 0);
	same = db_ask(&pair->before, "SELECT 1 FROM event WHERE partnership = $1 AND number = $2 AND digest = $3",
	              V(pair->before.partnership), V(*number), V(row_text(head, 0, 1)));
	return same != NULL && same->len == 1;
}

static bool compare_partnership(struct pair_of *pair, int64_t partnership)
{
	const struct rows *rows = NULL;
	int64_t last;

	pair->before.partnership = pair->copy.partnership = partnership;
	if (last_in_common(pair, &last))
		rows = db_ask(&pair->before,
		              "SELECT kind, record, record_id, at FROM event WHERE partnership = $1 AND number > $2 "
		              "AND kind IN ('erased', 'withdrew', 'cleared out') ORDER BY number",
		              V(partnership), V(last));
	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		list_add(pair->before.arena, pair->erasures,
		         ((struct erasure){ partnership, row_text(rows, i, 0), row_text(rows, i, 1),
		                            row_int(rows, i, 2), row_moment(rows, i, 3) }));
	return rows != NULL;
}

static bool compare(struct pair_of *pair)
{
	LIST(struct partnership) all = { 0 };
	bool compared = partnerships_all(&pair->copy, (struct list_any *)(void *)&all);

	for (size_t i = 0; i < all.len; i++)
		compared = compare_partnership(pair, all.at[i].id) && compared;
	return compared;
}

struct erasures erasures_since(const struct work *w, const char *before, const char *copy)
{
	struct erasures erasures = { 0 };
	struct pair_of pair = { .before = *w, .copy = *w, .erasures = &erasures };
	struct database *first = NULL, *second = NULL;

	if (access(before, F_OK) != 0)
		return erasures;
	erasures.is_unknown =
		!open_one(&pair.before, before, &first) || !open_one(&pair.copy, copy, &second) || !compare(&pair);
	close_one(&pair.copy, second);
	close_one(&pair.before, first);
	return erasures;
}

/* ------------------------------------------------------------------ what is back */

struct telling {
	struct work now;
	int64_t told;
};

static void heading(struct telling *telling)
{
	if (telling->told++ == 0)
		printf("\nTHIS COPY HOLDS WHAT WAS ERASED AFTER IT WAS MADE. Erase it again:\n");
}

static void tell_person(struct telling *telling, const struct erasure *erasure)
{
	struct work *w = &telling->now;
	const struct rows *rows = db_ask(w,
	                                 "SELECT a.id, a.name FROM membership m JOIN account a ON a.id = m.account "
	                                 "WHERE m.partnership = $1 AND m.number = $2 AND m.erased_at IS NULL",
	                                 V(w->partnership), V(erasure->id));

	if (rows == NULL || rows->len == 0)
		return; /* they came after the copy was made */
	heading(telling);
	printf("  %s: the member %s, at /people/%lld/erase\n", moment_text(w->arena, erasure->at), row_text(rows, 0, 1),
	       (long long)row_int(rows, 0, 0));
}

static void tell_participant(struct telling *telling, const struct erasure *erasure)
{
	struct work *w = &telling->now;
	const struct rows *rows = db_ask(
		w,
		"SELECT r.id, r.title FROM participant p JOIN round r ON r.partnership = p.partnership AND r.id = "
		"p.round "
		"WHERE p.partnership = $1 AND p.id = $2 AND (EXISTS (SELECT 1 FROM response s WHERE s.partnership = $1 "
		"AND s.participant = $2) OR EXISTS (SELECT 1 FROM statement_rating t WHERE t.partnership = $1 AND "
		"t.participant = $2) OR EXISTS (SELECT 1 FROM evidence e WHERE e.partnership = $1 AND e.participant = "
		"$2))",
		V(w->partnership), V(erasure->id));
	const char *number = rows == NULL || rows->len == 0 ? NULL : erasure_number(w, erasure->id);

	if (number == NULL)
		return; /* nothing of theirs is in the copy */
	heading(telling);
	printf("  %s: answers in %s, at /culture/rounds/%lld/erase with the number %s\n",
	       moment_text(w->arena, erasure->at), row_text(rows, 0, 1), (long long)row_int(rows, 0, 0), number);
}

static void tell(struct telling *telling, const struct erasure *erasure)
{
	if (text_equal(erasure->kind, "cleared out")) {
		heading(telling);
		printf("  %s: a clear-out of what had been kept long enough, at /privacy/clear-out\n",
		       moment_text(telling->now.arena, erasure->at));
	} else if (text_equal(erasure->record, "person")) {
		tell_person(telling, erasure);
	} else {
		tell_participant(telling, erasure);
	}
}

void erasures_tell(const struct work *w, const struct erasures *erasures, const char *now)
{
	struct telling telling = { .now = *w };
	struct database *database = NULL;

	if (erasures->len > 0 && open_one(&telling.now, now, &database)) {
		for (size_t i = 0; i < erasures->len; i++) {
			telling.now.partnership = erasures->at[i].partnership;
			tell(&telling, &erasures->at[i]);
		}
	}
	close_one(&telling.now, database);
	if (erasures->is_unknown)
		printf("\nThe log of what was there before could not be compared with this copy. If something was "
		       "erased "
		       "after the copy was made, it is back: erase it again.\n");
}
