/*
 * The log of what happened: append-only and chained, so that nothing can be altered or dropped without being seen.
 *
 * One row for one act (not one a field). Each partnership has a chain; chain 0 is the installation's. The chain holds when, who (in a partnership's
 * chain by the number they have within it, store/member.h, so that it says the same in any Cairn; in the installation's by their account), what was done to which record and a salted digest of the payload. The payload (names, free text, before and after, as JSON) is kept apart: erasing it
 * and its salt leaves a chain that still verifies and that still says when.
 *
 * digest = BLAKE2b(previous digest, number, at, who, kind, record, record_id, payload digest), each ended by a line feed.
 *
 * Every changing function of the store records its act, and does so last: the head of the chain is then locked only until the COMMIT.
 */
#ifndef CAIRN_STORE_EVENT_H
#define CAIRN_STORE_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/work.h"
#include "db/db.h"

/* `kind` is a verb in the past ("opened"), `record` the noun ("round"). Of a "person" the id is their account. `payload` is JSON or null for none. Only inside a change. */
bool event_record(struct work *w, const char *kind, const char *record, int64_t id, const char *payload);

/* As event_record, in the chain of the installation. */
bool event_record_installation(struct work *w, const char *kind, const char *record, int64_t id, const char *payload);

#define EVENT_FIELDS(F, S)                                                                         \
	F(S, INT, number, .label = "Number in the chain", .secret = true)                          \
	F(S, MOMENT, at, .label = "When")                                                          \
	F(S, TEXT, who, .label = "Who")                                                            \
	F(S, TEXT, kind, .label = "What was done")                                                 \
	F(S, TEXT, record, .label = "To what")                                                     \
	F(S, INT, record_id, .label = "Its number")                                                \
	F(S, TEXT, title, .label = "Title")                                                        \
	F(S, TEXT, digest, .label = "Digest", .secret = true)

ROW(happening, EVENT_FIELDS);

/*
 * The events of the partnership that people read: all but those of answering, which would say who answered when. Newest first, after the
 * first `skip`. Their numbers in the chain are not for people either: a gap between two of them is what was answered meanwhile.
 */
bool events_newest(struct work *w, int64_t most, int64_t skip, struct list_any *events);
bool events_to_read(struct work *w, int64_t *count);

/* What a walk along a chain found. */
struct event_chain {
	int64_t events, erased;  /* erased: payloads that are gone */
	struct moment erased_at; /* when something was last erased, or taken back by whoever said it; none: never */
	char head
		[65]; /* the digest of the last event: noted elsewhere, it shows later whether the chain was made anew */
	bool has_expected; /* the digest that was asked for is among them */
};

/* For a long walk: after every few thousand events go_on hears how many were checked; when it says no the walk ends, not verified. */
struct event_watch {
	bool (*go_on)(void *context, int64_t checked);
	void *context;
};

/*
 * Walks a chain; true when every link holds, it ends where its head says, and no payload is without its event. `expected` is the
 * digest of an event as noted before, or null; `watch` may be null. What this cannot see: a chain cut or made anew as a whole by somebody who can write
 * to the database, unless a digest noted elsewhere is expected.
 */
bool event_verify(struct work *w, int64_t partnership, const char *expected, const struct event_watch *watch,
                  struct event_chain *chain);
/* The same inside a change, of what it has written. */
bool event_verify_here(struct work *w, int64_t partnership, struct event_chain *chain);

/* How many events a chain has, by its head. */
bool event_count(struct work *w, int64_t partnership, int64_t *count);

#endif
