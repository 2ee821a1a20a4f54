#include "store/event.h"

#include <stdio.h>

#include "base/hash.h"
#include "base/random.h"
#include "base/text.h"
#include "store/member.h"

ROW_TYPE(happening, EVENT_FIELDS);

#define FIRST_PREVIOUS "cairn"

static const char *event_digest(struct arena *arena, const char *previous, int64_t number, int64_t at, int64_t account,
                                const char *kind, const char *record, int64_t record_id, const char *payload_digest)
{
	return hash_text(arena, text_format(arena, "%s\n%lld\n%lld\n%lld\n%s\n%s\n%lld\n%s\n", previous,
	                                    (long long)number, (long long)at, (long long)account, kind, record,
	                                    (long long)record_id, payload_digest));
}

/* The head of the chain, locked until the COMMIT; a chain begins with its first event. */
static bool lock_head(struct work *w, int64_t partnership, int64_t *number, const char **previous)
{
	struct rows *rows = db_ask(w,
	                           "INSERT INTO event_head (partnership, number, digest) VALUES ($1, 1, $2) "
	                           "ON CONFLICT (partnership) DO UPDATE SET number = event_head.number + 1 "
	                           "RETURNING number, digest",
	                           V(partnership), V(FIRST_PREVIOUS));

	if (rows == NULL)
		return false;
	*number = row_int(rows, 0, 0);
	*previous = row_text(rows, 0, 1);
	return true;
}

static bool keep_payload(struct work *w, int64_t partnership, int64_t number, const char *salt, const char *payload)
{
	if (payload == NULL)
		return true;
	return db_run(w, "INSERT INTO event_payload (partnership, number, salt, payload) VALUES ($1, $2, $3, $4)",
	              V(partnership), V(number), V(salt), V(payload)) == 1;
}

/* `who` is counted as the chain counts people. */
static bool record_in_chain(struct work *w, int64_t partnership, int64_t who, const char *kind, const char *record,
                            int64_t id, const char *payload)
{
	const char *salt = random_token(w->arena);
	const char *payload_digest = payload == NULL ? "" : hash_keyed(w->arena, salt, payload);
	const char *previous, *digest;
	int64_t number;

	if (!lock_head(w, partnership, &number, &previous))
		return false;
	digest = event_digest(w->arena, previous, number, w->now.ms, who, kind, record, id, payload_digest);
	return db_run(w,
	              "INSERT INTO event (partnership, number, at, account, kind, record, record_id, payload_digest, "
	              "previous, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	              V(partnership), V(number), V(w->now), V(who), V(kind), V(record), V(id), V(payload_digest),
	              V(previous), V(digest)) == 1 &&
	       keep_payload(w, partnership, number, salt, payload) &&
	       db_run(w, "UPDATE event_head SET digest = $2 WHERE partnership = $1", V(partnership), V(digest)) == 1;
}

bool event_record(struct work *w, const char *kind, const char *record, int64_t id, const char *payload)
{
	int64_t who, whom = id;

	return member_number(w, w->account, &who) && (!text_equal(record, "person") || member_number(w, id, &whom)) &&
	       record_in_chain(w, w->partnership, who, kind, record, whom, payload);
}

bool event_record_installation(struct work *w, const char *kind, const char *record, int64_t id, const char *payload)
{
	return record_in_chain(w, 0, w->account, kind, record, id, payload);
}

/* As the index event_to_read has it. */
#define TO_READ "record NOT IN ('response', 'participant', 'paper', 'release')"

bool events_to_read(struct work *w, int64_t *count)
{
	struct rows *rows =
		db_ask(w, "SELECT COUNT(*) FROM event WHERE partnership = $1 AND " TO_READ, V(w->partnership));

	if (rows == NULL)
		return false;
	*count = row_int(rows, 0, 0);
	return true;
}

bool events_newest(struct work *w, int64_t most, int64_t skip, struct list_any *events)
{
	struct rows *rows =
		db_ask(w,
	               "SELECT e.number, e.at, COALESCE(a.name, ''), e.kind, e.record, e.record_id, "
	               "COALESCE(r.title, ''), e.digest FROM event e "
	               "LEFT JOIN membership m ON m.partnership = e.partnership AND m.number = e.account "
	               "LEFT JOIN account a ON a.id = m.account "
	               "LEFT JOIN round r ON r.partnership = e.partnership AND e.record = 'round' "
	               "AND r.id = e.record_id "
	               "WHERE e.partnership = $1 AND e." TO_READ " ORDER BY e.number DESC LIMIT $2 OFFSET $3",
	               V(w->partnership), V(most), V(skip));

	return rows_all(w, rows, &happening_record, events);
}

/* One link: does it follow from the one before, and does what is kept of its payload still give its digest? */
static const char *wrong_with(struct work *w, const struct rows *rows, size_t i, int64_t expected, const char *previous)
{
	const char *payload_digest = row_text(rows, i, 6);

	if (row_int(rows, i, 0) != expected)
		return "an event before it is missing";
	if (!text_equal(row_text(rows, i, 7), previous))
		return "it does not follow from the event before it";
	if (!text_equal(row_text(rows, i, 8),
	                event_digest(w->arena, previous, expected, row_int(rows, i, 1), row_int(rows, i, 2),
	                             row_text(rows, i, 3), row_text(rows, i, 4), row_int(rows, i, 5), payload_digest)))
		return "it was altered";
	if (!row_is_null(rows, i, 9) &&
	    !text_equal(payload_digest, hash_keyed(w->arena, row_text(rows, i, 9), row_text(rows, i, 10))))
		return "its content was altered";
	return NULL;
}

/* A few thousand at a time, each batch in memory of its own, so that a long chain needs little of it. */
#define VERIFY_BATCH 2000

/* How far the walk along a chain has come. */
struct walk {
	int64_t partnership, last, erased;
	struct moment erased_at;
	char previous[65];    /* the digest of the last event */
	const char *expected; /* a digest that must be met on the way, or null */
	bool has_expected;
	const struct event_watch *watch;
};

static struct rows *verify_batch(struct work *w, const struct walk *walk)
{
	return db_ask(w,
	              "SELECT e.number, e.at, e.account, e.kind, e.record, e.record_id, e.payload_digest, e.previous, "
	              "e.digest, p.salt, p.payload FROM event e LEFT JOIN event_payload p "
	              "ON p.partnership = e.partnership AND p.number = e.number "
	              "WHERE e.partnership = $1 AND e.number > $2 ORDER BY e.number LIMIT $3",
	              V(walk->partnership), V(walk->last), V(VERIFY_BATCH));
}

/* Acts that take contents away. */
static void note_erasure(struct walk *walk, const struct rows *rows, size_t i)
{
	const char *kind = row_text(rows, i, 3);

	if (text_equal(kind, "erased") || text_equal(kind, "withdrew") || text_equal(kind, "cleared out"))
		walk->erased_at = row_moment(rows, i, 1);
}

/* Walks on through one batch; *more says whether there may be another. */
static bool walk_on(struct work *w, struct walk *walk, bool *more)
{
	struct rows *rows = verify_batch(w, walk);

	if (rows == NULL)
		return false;
	for (size_t i = 0; i < rows->len; i++) {
		const char *wrong = wrong_with(w, rows, i, walk->last + 1, walk->previous);

		if (wrong != NULL)
			return fault(w, FAULT_BROKEN, "Event %lld of partnership %lld: %s.",
			             (long long)row_int(rows, i, 0), (long long)walk->partnership, wrong);
		walk->erased += *row_text(rows, i, 6) != '\0' && row_is_null(rows, i, 9);
		snprintf(walk->previous, sizeof walk->previous, "%s", row_text(rows, i, 8));
		note_erasure(walk, rows, i);
		walk->has_expected = walk->has_expected || text_equal(walk->previous, walk->expected);
		walk->last++;
	}
	*more = rows->len == VERIFY_BATCH;
	return true;
}

/* Whoever watches may want no more of it. */
static bool may_go_on(struct work *w, const struct walk *walk)
{
	return walk->watch == NULL || walk->watch->go_on(walk->watch->context, walk->last) ||
	       fault(w, FAULT_CONFLICT, "The check was stopped.");
}

static bool walk_batches(struct work *w, struct walk *walk)
{
	struct work batch = *w;
	bool more = true, is_whole = true;

	batch.arena = arena_new();
	while (is_whole && more) {
		is_whole = walk_on(&batch, walk, &more) && may_go_on(&batch, walk);
		if (is_whole)
			arena_reset(batch.arena);
	}
	if (!is_whole)
		fault(w, batch.fault.kind, "%s", batch.fault.sentence);
	arena_free(batch.arena);
	return is_whole;
}

static bool verify_head(struct work *w, const struct walk *walk)
{
	struct rows *rows =
		db_ask(w, "SELECT number, digest FROM event_head WHERE partnership = $1", V(walk->partnership));
	bool is_new = walk->partnership == 0 && rows != NULL && rows->len == 0 && walk->last == 0;

	if (rows == NULL)
		return false;
	if (walk->last == 0 && !is_new) /* the first event is the partnership's own beginning */
		return fault(w, FAULT_BROKEN, "The log of partnership %lld is empty: events are missing.",
		             (long long)walk->partnership);
	if (is_new ||
	    (rows->len == 1 && row_int(rows, 0, 0) == walk->last && text_equal(row_text(rows, 0, 1), walk->previous)))
		return true;
	return fault(w, FAULT_BROKEN,
	             "The log of partnership %lld does not end where its head says: events are missing.",
	             (long long)walk->partnership);
}

static bool verify_payloads(struct work *w, const struct walk *walk)
{
	struct rows *rows = db_ask(w,
	                           "SELECT COUNT(*) FROM event_payload p LEFT JOIN event e "
	                           "ON e.partnership = p.partnership AND e.number = p.number "
	                           "WHERE p.partnership = $1 AND (e.number IS NULL OR e.payload_digest = '')",
	                           V(walk->partnership));

	if (rows == NULL)
		return false;
	return row_int(rows, 0, 0) == 0 ||
	       fault(w, FAULT_BROKEN, "The log of partnership %lld has content that belongs to no event.",
	             (long long)walk->partnership);
}

static bool verify(struct work *w, struct walk *walk, struct event_chain *chain)
{
	bool is_whole = walk_batches(w, walk) && verify_head(w, walk) && verify_payloads(w, walk);

	*chain = (struct event_chain){ .events = walk->last,
		                       .erased = walk->erased,
		                       .erased_at = walk->erased_at,
		                       .has_expected = walk->has_expected };
	snprintf(chain->head, sizeof chain->head, "%s", walk->previous);
	return is_whole;
}

/* One snapshot, for the chain grows while it is walked. */
bool event_verify(struct work *w, int64_t partnership, const char *expected, const struct event_watch *watch,
                  struct event_chain *chain)
{
	struct walk walk = {
		.partnership = partnership, .previous = FIRST_PREVIOUS, .expected = expected, .watch = watch
	};
	bool is_whole;

	if (!db_snapshot_begin(w))
		return false;
	is_whole = verify(w, &walk, chain);
	db_snapshot_end(w);
	return is_whole;
}

bool event_verify_here(struct work *w, int64_t partnership, struct event_chain *chain)
{
	struct walk walk = { .partnership = partnership, .previous = FIRST_PREVIOUS };

	return verify(w, &walk, chain);
}

bool event_count(struct work *w, int64_t partnership, int64_t *count)
{
	struct rows *rows = db_ask(w, "SELECT number FROM event_head WHERE partnership = $1", V(partnership));

	*count = rows == NULL ? 0 : row_int(rows, 0, 0); /* no head yet reads as nought */
	return rows != NULL;
}
