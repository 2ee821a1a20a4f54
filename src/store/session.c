#include "store/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/random.h"
#include "base/text.h"
#include "store/event.h"

#define UNSEEN_MS (12 * HOUR_MS)
#define TOUCH_MS  (10 * MINUTE_MS)

ROW_TYPE(session, SESSION_FIELDS);

static void fill_who(struct work *w, const struct rows *rows, const char *token_hash, struct session_who *who)
{
	*who = (struct session_who){ .account = row_int(rows, 0, 0),
		                     .person = row_text(rows, 0, 1),
		                     .partnership = row_int(rows, 0, 2),
		                     .role = row_is_null(rows, 0, 3) ? NULL : row_text(rows, 0, 3),
		                     .partnership_name = row_text(rows, 0, 4),
		                     .is_demonstration = row_flag(rows, 0, 5),
		                     .token_hash = token_hash,
		                     .touch = w->now.ms - row_int(rows, 0, 6) >= TOUCH_MS };
	if (who->role == NULL) /* no longer a member: signed in, but nowhere */
		who->partnership = 0;
	w->account = who->account;
	w->person = who->person;
	w->partnership = who->partnership;
	w->role = who->role;
}

bool session_find(struct work *w, const char *token, struct session_who *who)
{
	const char *token_hash;
	struct rows *rows;

	if (strlen(token) != 52)
		return false;
	token_hash = hash_text(w->arena, token);
	rows = db_ask(w,
	              "SELECT s.account, a.name, s.partnership, m.role, p.name, p.is_demonstration, s.seen_at "
	              "FROM session s JOIN account a ON a.id = s.account "
	              "LEFT JOIN membership m ON m.partnership = s.partnership AND m.account = s.account "
	              "AND m.ended_at IS NULL "
	              "LEFT JOIN partnership p ON p.id = s.partnership "
	              "WHERE s.token_hash = $1 AND s.ends_at > $2 AND s.seen_at > $3",
	              V(token_hash), V(w->now), V(w->now.ms - UNSEEN_MS));
	if (rows == NULL || rows->len == 0)
		return false;
	fill_who(w, rows, token_hash, who);
	return true;
}

/* A change nobody waits for: it owns its memory and gives it back when it is done. */
struct touch {
	struct change change;
	struct work work;
	char token_hash[65];
};

static enum outcome run_touch(struct work *w, void *plan)
{
	const struct touch *touch = plan;

	return db_run(w, "UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2", V(touch->token_hash),
	              V(w->now)) < 0
	               ? REFUSED
	               : CHANGED;
}

static void end_touch(struct change *change)
{
	arena_free(change->work->arena); /* the touch itself lives in it */
}

void session_touch(struct database *database, const struct session_who *who, struct moment now)
{
	struct arena *arena = arena_new();
	struct touch *touch = NEW(arena, struct touch);

	touch->work = (struct work){ .arena = arena, .now = now };
	memcpy(touch->token_hash, who->token_hash, sizeof touch->token_hash);
	touch->change = (struct change){ .run = run_touch, .work = &touch->work, .plan = touch, .done = end_touch };
	if (!database_submit(database, &touch->change))
		arena_free(arena);
}

const char *session_begin(struct work *w, int64_t account, int64_t partnership, const char *agent)
{
	const char *token = random_token(w->arena);
	struct rows *rows;

	if (db_run(w, "DELETE FROM session WHERE account = $1 AND (ends_at <= $2 OR seen_at <= $3)", V(account),
	           V(w->now), V(w->now.ms - UNSEEN_MS)) < 0)
		return NULL;
	rows = db_ask(w, "SELECT COALESCE(MAX(number), 0) + 1 FROM session WHERE account = $1", V(account));
	if (rows == NULL || db_run(w,
	                           "INSERT INTO session (token_hash, account, partnership, began_at, seen_at, ends_at, "
	                           "agent, number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	                           V(hash_text(w->arena, token)), V(account), V(partnership), V(w->now), V(w->now),
	                           V(w->now.ms + SESSION_DAYS * DAY_MS), V(agent), V(row_int(rows, 0, 0))) != 1)
		return NULL;
	return token;
}

bool sessions_of(struct work *w, int64_t account, const char *this_hash, struct list_any *sessions)
{
	return rows_all(
		w,
		db_ask(w,
	               "SELECT number, agent, began_at, seen_at, CASE WHEN token_hash = $4 THEN 1 ELSE 0 END "
	               "FROM session WHERE account = $1 AND ends_at > $2 AND seen_at > $3 ORDER BY seen_at DESC",
	               V(account), V(w->now), V(w->now.ms - UNSEEN_MS), V(this_hash)),
		&session_record, sessions);
}

bool session_end(struct work *w, const char *token_hash)
{
	return db_run(w, "DELETE FROM session WHERE token_hash = $1", V(token_hash)) >= 0;
}

bool session_end_number(struct work *w, int64_t account, int64_t number)
{
	int64_t ended = db_run(w, "DELETE FROM session WHERE account = $1 AND number = $2", V(account), V(number));

	if (ended == 0)
		return fault(w, FAULT_NOT_FOUND, "That session has ended already.");
	return ended > 0 && event_record_installation(w, "ended", "session", account, NULL);
}

bool sessions_end_all(struct work *w, int64_t account, const char *but_hash)
{
	return db_run(w, "DELETE FROM session WHERE account = $1 AND token_hash <> $2", V(account),
	              V(but_hash == NULL ? "" : but_hash)) >= 0;
}
