#include "store/erase.h"

#include "base/random.h"
#include "base/text.h"
#include "store/account.h"
#include "store/event.h"
#include "store/job_file.h"
#include "store/person_records.h"

ROW_TYPE(member_left, MEMBER_LEFT_FIELDS);

bool members_left(struct work *w, struct list_any *left)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT a.id, a.name, a.email, m.ended_at FROM membership m "
	                       "JOIN account a ON a.id = m.account WHERE m.partnership = $1 "
	                       "AND m.ended_at IS NOT NULL AND m.erased_at IS NULL ORDER BY m.ended_at DESC, a.id",
	                       V(w->partnership)),
	                &member_left_record, left);
}

const struct member_left *member_to_erase(struct work *w, int64_t account)
{
	return rows_one(w,
	                db_ask(w,
	                       "SELECT a.id, a.name, a.email, m.ended_at FROM membership m "
	                       "JOIN account a ON a.id = m.account WHERE m.partnership = $1 AND m.account = $2 "
	                       "AND m.erased_at IS NULL",
	                       V(w->partnership), V(account)),
	                &member_left_record, FAULT_NOT_FOUND, "There is nobody with that number to erase.");
}

int64_t members_of_that_name(struct work *w, const struct member_left *member)
{
	struct rows *rows = db_ask(w,
	                           "SELECT COUNT(*) FROM membership m JOIN account a ON a.id = m.account "
	                           "WHERE m.partnership = $1 AND a.id <> $2 AND LOWER(a.name) = LOWER($3)",
	                           V(w->partnership), V(member->id), V(member->name));

	return rows == NULL ? -1 : row_int(rows, 0, 0);
}

/* ------------------------------------------------------------------ inside a change */

/* An address that nobody has and no mail reaches. */
static const char *no_address(struct work *w)
{
	return text_fold(w->arena, text_format(w->arena, "left-%.16s@erased.invalid", random_token(w->arena)));
}

/* Links made for them, with their name and address on it, used or not. */
static bool drop_invitations(struct work *w, const struct member_left *member)
{
	return db_run(w, "DELETE FROM invitation WHERE partnership = $1 AND (account = $2 OR LOWER(email) = LOWER($3))",
	              V(w->partnership), V(member->id), V(member->email)) >= 0;
}

/* What was made before may hold the name; it can be made again. Work that is at it now ends. */
static bool drop_made(struct work *w)
{
	const struct rows *rows = db_ask(
		w,
		"UPDATE job SET state = CASE WHEN state IN ('waiting', 'running') THEN 'cancelled' ELSE state END, "
		"ended_at = COALESCE(ended_at, $2), version = version + 1 WHERE partnership = $1 AND kind "
		"IN " JOB_KINDS_MADE " RETURNING id",
		V(w->partnership), V(w->now));
	bool is_well = rows != NULL;

	for (size_t i = 0; is_well && i < rows->len; i++)
		is_well = job_file_drop(w, row_int(rows, i, 0));
	return is_well;
}

/* Whether another partnership knows them, now or once: then the account is not ours alone. */
static bool is_known_elsewhere(struct work *w, int64_t account, bool *elsewhere)
{
	struct rows *rows = db_ask(w, "SELECT COUNT(*) FROM membership WHERE account = $1 AND partnership <> $2",
	                           V(account), V(w->partnership));

	*elsewhere = rows != NULL && row_int(rows, 0, 0) > 0;
	return rows != NULL;
}

static bool end_sessions(struct work *w, int64_t account, bool elsewhere)
{
	if (elsewhere)
		return db_run(w, "DELETE FROM session WHERE partnership = $1 AND account = $2", V(w->partnership),
		              V(account)) >= 0;
	return db_run(w, "DELETE FROM session WHERE account = $1", V(account)) >= 0;
}

/* Somebody who has left takes their place here, and their account stays where else they belong. */
static bool leave_account(struct work *w, int64_t account, int64_t *left)
{
	*left = account_add(w, no_address(w), PERSON_LEFT, "");
	return *left != 0 && person_records_move(w, account, *left);
}

/* The account itself becomes somebody who has left. No password fits an empty hash. */
static bool empty_account(struct work *w, int64_t account)
{
	const char *address = no_address(w);

	return db_run(w,
	              "UPDATE account SET email = $2, email_folded = $2, name = $3, password_hash = '', "
	              "created_at = 0, password_at = 0, version = version + 1 WHERE id = $1",
	              V(account), V(address), V(PERSON_LEFT)) == 1 &&
	       event_record_installation(w, "erased", "account", account, NULL);
}

static bool note_erased(struct work *w, int64_t account)
{
	return db_run(w, "UPDATE membership SET erased_at = $3 WHERE partnership = $1 AND account = $2",
	              V(w->partnership), V(account), V(w->now)) == 1;
}

static struct person_words words_of(struct work *w, const struct member_left *member, const struct person_words *also)
{
	struct person_words words = { 0 };

	person_words_add(w->arena, &words, member->email);
	person_words_add(w->arena, &words, member->name);
	for (size_t i = 0; i < also->len; i++)
		person_words_add(w->arena, &words, also->at[i]);
	return words;
}

/* Ends the membership of whoever is still a member, which refuses the last administrator. */
static bool make_leave(struct work *w, const struct member_left *member)
{
	return member->ended_at.ms != 0 || membership_end(w, member->id);
}

bool member_erase(struct work *w, int64_t account, const struct person_words *also)
{
	const struct member_left *member = member_to_erase(w, account);
	struct person_words words;
	int64_t left = account, erased;
	bool elsewhere;

	if (member == NULL)
		return false;
	if (account == w->account)
		return fault(w, FAULT_CONFLICT, "Nobody can erase themselves. Ask another administrator.");
	words = words_of(w, member, also);
	return make_leave(w, member) && is_known_elsewhere(w, account, &elsewhere) &&
	       end_sessions(w, account, elsewhere) && drop_invitations(w, member) && drop_made(w) &&
	       (elsewhere ? leave_account(w, account, &left) : empty_account(w, account)) && note_erased(w, left) &&
	       person_records_sweep(w, &words, &erased) && event_record(w, "erased", "person", left, NULL);
}
