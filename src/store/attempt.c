#include "store/attempt.h"

#include <arpa/inet.h>

#include "base/hash.h"
#include "base/text.h"
#include "db/db.h"
#include "store/partnership.h"

static const char *digest_of(struct work *w, const char *who)
{
	const char *secret = installation_secret(w);

	return secret == NULL ? NULL : hash_keyed(w->arena, secret, text_fold(w->arena, who));
}

/* A clock set back must not lock anybody out for longer than the window: a window that begins in the future begins anew. */
bool attempt_allowed(struct work *w, const char *what, const char *who, int most, int64_t window_ms)
{
	const char *digest = digest_of(w, who);
	struct moment earliest = { w->now.ms - window_ms };
	struct rows *rows;
	int64_t wait_ms;

	if (digest == NULL)
		return false;
	rows = db_ask(
		w,
		"INSERT INTO attempt (what, who, began_at, tries) VALUES ($1, $2, $3, 1) "
		"ON CONFLICT (what, who) DO UPDATE SET "
		"tries = CASE WHEN attempt.began_at <= $4 OR attempt.began_at > $3 THEN 1 ELSE attempt.tries + 1 END, "
		"began_at = CASE WHEN attempt.began_at <= $4 OR attempt.began_at > $3 THEN $3 "
		"ELSE attempt.began_at END RETURNING tries, began_at",
		V(what), V(digest), V(w->now), V(earliest));
	if (rows == NULL)
		return false;
	if (row_int(rows, 0, 0) <= most)
		return true;
	wait_ms = row_int(rows, 0, 1) + window_ms - w->now.ms;
	return fault(w, FAULT_TOO_MANY, "Too many tries. Please wait %lld minutes and try again.",
	             (long long)(wait_ms / MINUTE_MS + 1));
}

bool attempt_is_over(struct work *w, const char *what, const char *who, int most, int64_t window_ms)
{
	const char *digest = digest_of(w, who);
	struct rows *rows = digest == NULL
	                            ? NULL
	                            : db_ask(w,
	                                     "SELECT tries FROM attempt WHERE what = $1 AND who = $2 AND began_at > $3 "
	                                     "AND began_at <= $4",
	                                     V(what), V(digest), V(w->now.ms - window_ms), V(w->now));

	return rows != NULL && rows->len == 1 && row_int(rows, 0, 0) >= most;
}

const char *attempt_place(struct arena *arena, const char *address)
{
	unsigned char six[16];

	if (inet_pton(AF_INET6, address, six) != 1)
		return address;
	return text_format(arena, "%02x%02x:%02x%02x:%02x%02x:%02x%02x::/64", six[0], six[1], six[2], six[3], six[4],
	                   six[5], six[6], six[7]);
}

bool attempt_forget(struct work *w, const char *what, const char *who)
{
	const char *digest = digest_of(w, who);

	/* No window is longer than a day: what is older need not be remembered. */
	return digest != NULL && db_run(w, "DELETE FROM attempt WHERE (what = $1 AND who = $2) OR began_at < $3",
	                                V(what), V(digest), V(w->now.ms - DAY_MS)) >= 0;
}
