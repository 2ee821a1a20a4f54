#include "store/invitation.h"

#include <string.h>

#include "base/hash.h"
#include "base/random.h"
#include "base/text.h"
#include "store/event.h"

#define INVITATION_MS (14 * DAY_MS)
#define RESET_MS      DAY_MS

ROW_TYPE(invitation, INVITATION_FIELDS);

/* Nobody's account is a null of the column's own type: PostgreSQL takes no null text for a number. */
static struct value value_account(int64_t account)
{
	return (struct value){ .kind = VALUE_INT, .is_null = account == 0, .integer = account };
}

const char *invitation_make(struct work *w, struct invitation *invitation)
{
	const char *token = random_token(w->arena);
	bool is_reset = text_equal(invitation->kind, "reset");

	invitation->id = db_new_id(w, "invitation");
	invitation->made_at = w->now;
	invitation->ends_at.ms = w->now.ms + (is_reset ? RESET_MS : INVITATION_MS);
	if (invitation->id == 0 ||
	    db_run(w,
	           "INSERT INTO invitation (partnership, id, token_hash, kind, email, name, role, account, made_by, "
	           "made_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	           V(w->partnership), V(invitation->id), V(hash_text(w->arena, token)), V(invitation->kind),
	           V(invitation->email), V(invitation->name), V(invitation->role), value_account(invitation->account),
	           V(w->account), V(invitation->made_at), V(invitation->ends_at)) != 1 ||
	    !event_record(w, is_reset ? "made a password link for" : "invited", "person", invitation->account, NULL))
		return NULL;
	return token;
}

const struct invitation *invitation_by_token(struct work *w, const char *kind, const char *token)
{
	struct invitation *found;
	struct rows *rows;

	if (strlen(token) != 52) {
		fault(w, FAULT_NOT_FOUND, "This link does not work. Check that you copied all of it.");
		return NULL;
	}
	rows = db_ask(w,
	              "SELECT id, kind, email, name, role, account, made_by, made_at, ends_at, partnership, used_at "
	              "FROM invitation WHERE token_hash = $1 AND kind = $2",
	              V(hash_text(w->arena, token)), V(kind));
	found = rows_one(w, rows, &invitation_record, FAULT_NOT_FOUND,
	                 "This link does not work. Check that you copied all of it.");
	if (found == NULL)
		return NULL;
	if (!row_is_null(rows, 0, 10)) {
		fault(w, FAULT_GONE,
		      "This link has been used. It works once. If you have a password, sign in; otherwise "
		      "ask for another link.");
		return NULL;
	}
	if (found->ends_at.ms <= w->now.ms) {
		fault(w, FAULT_GONE, "This link ended on %s. Ask whoever sent it for another.",
		      moment_text(w->arena, found->ends_at));
		return NULL;
	}
	w->partnership = row_int(rows, 0, 9);
	return found;
}

/* How many it was: none when it had ended already. */
static int64_t end_one(struct work *w, int64_t id)
{
	return db_run(w, "UPDATE invitation SET used_at = $3 WHERE partnership = $1 AND id = $2 AND used_at IS NULL",
	              V(w->partnership), V(id), V(w->now));
}

bool invitation_use(struct work *w, const struct invitation *invitation)
{
	int64_t used = end_one(w, invitation->id);

	if (used == 0)
		return fault(w, FAULT_GONE, "This link has just been used. It works once.");
	return used == 1;
}

bool invitations_open(struct work *w, struct list_any *invitations)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT id, kind, email, name, role, account, made_by, made_at, ends_at FROM invitation "
	                       "WHERE partnership = $1 AND kind = 'invitation' AND used_at IS NULL AND ends_at > $2 "
	                       "ORDER BY made_at DESC, id DESC",
	                       V(w->partnership), V(w->now)),
	                &invitation_record, invitations);
}

bool invitation_withdraw(struct work *w, int64_t id)
{
	int64_t ended = end_one(w, id);

	if (ended == 0)
		return fault(w, FAULT_NOT_FOUND, "That invitation has been used or withdrawn already.");
	return ended == 1 && event_record(w, "withdrew an invitation", "person", 0, NULL);
}
