#include "store/account.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/event.h"
#include "store/member.h"
#include "store/role.h"
#include "store/search_records.h"
#include "store/session.h"

#define PASSWORD_LEAST 12
#define PASSWORD_MOST  200

RECORD_TYPE(account, ACCOUNT_FIELDS);
RECORD_TYPE(member, MEMBER_FIELDS);

static const struct account *first_account(struct work *w, const struct rows *rows)
{
	if (rows == NULL || rows->len == 0)
		return NULL;
	return rows_one(w, rows, &account_record, FAULT_NOT_FOUND, "There is no such account.");
}

const struct account *account_by_email(struct work *w, const char *email)
{
	return first_account(w, db_ask(w, "SELECT " COLUMNS(ACCOUNT_FIELDS) " FROM account WHERE email_folded = $1",
	                               V(text_fold(w->arena, text_trim(w->arena, email)))));
}

const struct account *account_by_id(struct work *w, int64_t id)
{
	return first_account(w, db_ask(w, "SELECT " COLUMNS(ACCOUNT_FIELDS) " FROM account WHERE id = $1", V(id)));
}

const char *email_mistake(const char *email)
{
	const char *at = strchr(email, '@');

	if (text_is_empty(email))
		return "Fill in the e-mail address.";
	if (at == NULL || at == email || strchr(at + 1, '.') == NULL || strchr(at + 1, '@') != NULL ||
	    strpbrk(email, " \t\r\n<>\"") != NULL || text_ends(email, ".") || strlen(email) > 200)
		return "Write the e-mail address as name@example.org.";
	return NULL;
}

const char *password_mistake(struct arena *arena, const char *password, const char *email, const char *name)
{
	size_t len = text_characters(password), same = 1;
	const char *folded = text_fold(arena, password);

	if (len < PASSWORD_LEAST)
		return "Choose a password of 12 characters or more. Three random words work well.";
	if (strlen(password) > PASSWORD_MOST)
		return "Choose a shorter password: 200 characters is the most.";
	while (password[same] != '\0' && password[same] == password[0])
		same++;
	if (password[same] == '\0')
		return "Choose a password that is more than one character over and over.";
	if (text_equal(folded, text_fold(arena, email)) || text_equal(folded, text_fold(arena, name)))
		return "Choose a password that is not your name or address.";
	return NULL;
}

int64_t account_add(struct work *w, const char *email, const char *name, const char *password_hash)
{
	int64_t was = w->partnership;
	int64_t id;

	if (account_by_email(w, email) != NULL) {
		fault(w, FAULT_BAD_INPUT, "There is an account with the address %s already.", email);
		return 0;
	}
	w->partnership = 0;
	id = db_new_id(w, "account");
	w->partnership = was;
	if (id == 0 ||
	    db_run(w,
	           "INSERT INTO account (id, email, email_folded, name, password_hash, created_at, "
	           "password_at, version) VALUES ($1, $2, $3, $4, $5, $6, $6, 1)",
	           V(id), V(email), V(text_fold(w->arena, email)), V(name), V(password_hash), V(w->now)) != 1 ||
	    !event_record_installation(w, "added", "account", id, NULL))
		return 0;
	return id;
}

/* Links to a new password that are still open were made for the old one. */
static bool end_password_links(struct work *w, int64_t account)
{
	return db_run(w, "UPDATE invitation SET used_at = $2 WHERE account = $1 AND kind = 'reset' AND used_at IS NULL",
	              V(account), V(w->now)) >= 0;
}

bool account_belongs_elsewhere(struct work *w, int64_t account, bool *elsewhere)
{
	struct rows *rows = db_ask(w,
	                           "SELECT COUNT(*) FROM membership WHERE account = $1 AND partnership <> $2 "
	                           "AND ended_at IS NULL",
	                           V(account), V(w->partnership));

	if (rows == NULL)
		return false;
	*elsewhere = row_int(rows, 0, 0) > 0;
	return true;
}

bool account_has_password(struct work *w, int64_t account, const char *password_hash)
{
	struct rows *rows =
		db_ask(w, "SELECT 1 FROM account WHERE id = $1 AND password_hash = $2", V(account), V(password_hash));

	return rows != NULL && rows->len == 1;
}

bool account_set_password(struct work *w, int64_t account, const char *password_hash)
{
	return end_password_links(w, account) &&
	       db_run(w, "UPDATE account SET password_hash = $2, password_at = $3, version = version + 1 WHERE id = $1",
	              V(account), V(password_hash), V(w->now)) == 1 &&
	       event_record_installation(w, "changed", "password", account, NULL);
}

bool account_set_name(struct work *w, int64_t account, const char *name)
{
	return db_run(w, "UPDATE account SET name = $2, version = version + 1 WHERE id = $1", V(account), V(name)) ==
	               1 &&
	       search_person_everywhere(w, account) &&
	       event_record_installation(w, "changed", "account", account, NULL);
}

static int by_name(const void *one, const void *other)
{
	const struct member *first = one, *second = other;
	int order = strcmp(first->name, second->name);

	return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

static int by_id(const void *one, const void *other)
{
	const struct member *first = one, *second = other;

	return (first->id > second->id) - (first->id < second->id);
}

/* Asked for all at once: a question for each member takes as long as the members themselves. They must be in the order of their ids. */
static bool members_seen(struct work *w, struct list_any *members)
{
	struct rows *rows = db_ask(w, "SELECT account, seen_at FROM session WHERE partnership = $1", V(w->partnership));

	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		const struct member whose = { .id = row_int(rows, i, 0) };
		struct member *member = bsearch(&whose, members->at, members->len, sizeof whose, by_id);

		if (member != NULL && member->seen_at.ms < row_int(rows, i, 1))
			member->seen_at = row_moment(rows, i, 1);
	}
	return rows != NULL;
}

bool members_all(struct work *w, struct list_any *members)
{
	struct rows *rows = db_ask(w,
	                           "SELECT a.id, a.name, a.email, m.role, 0, m.version FROM membership m "
	                           "JOIN account a ON a.id = m.account "
	                           "WHERE m.partnership = $1 AND m.ended_at IS NULL ORDER BY m.account",
	                           V(w->partnership));

	if (!rows_all(w, rows, &member_record, members) || !members_seen(w, members))
		return false;
	qsort(members->at, members->len, sizeof(struct member), by_name);
	return true;
}

const struct member *member_by_id(struct work *w, int64_t account)
{
	return rows_one(w,
	                db_ask(w,
	                       "SELECT a.id, a.name, a.email, m.role, (SELECT MAX(s.seen_at) FROM session s "
	                       "WHERE s.account = a.id AND s.partnership = m.partnership), m.version "
	                       "FROM membership m JOIN account a ON a.id = m.account "
	                       "WHERE m.partnership = $1 AND a.id = $2 AND m.ended_at IS NULL",
	                       V(w->partnership), V(account)),
	                &member_record, FAULT_NOT_FOUND, "There is nobody with that number in this partnership.");
}

int64_t membership_first(struct work *w, int64_t account)
{
	struct rows *rows = db_ask(w,
	                           "SELECT partnership FROM membership WHERE account = $1 AND ended_at IS NULL "
	                           "ORDER BY began_at, partnership LIMIT 1",
	                           V(account));

	if (rows == NULL)
		return -1;
	return rows->len == 0 ? 0 : row_int(rows, 0, 0);
}

/* Without an administrator nobody could ever be let in again. */
static bool administrator_left(struct work *w)
{
	struct rows *rows = db_ask(w,
	                           "SELECT COUNT(*) FROM membership WHERE partnership = $1 AND role = 'administrator' "
	                           "AND ended_at IS NULL",
	                           V(w->partnership));

	if (rows == NULL)
		return false;
	if (row_int(rows, 0, 0) > 0)
		return true;
	return fault(w, FAULT_CONFLICT, "This is the only administrator. Make somebody else an administrator first.");
}

static bool give_role(struct work *w, int64_t account, const char *role)
{
	int64_t number;

	if (!member_number(w, account, &number))
		return false;
	if (number == 0) /* whoever comes back has the number they had */
		number = member_new_number(w);
	return number != 0 && db_run(w,
	                             "INSERT INTO membership (partnership, account, number, role, began_at, version) "
	                             "VALUES ($1, $2, $3, $4, $5, 1) "
	                             "ON CONFLICT (partnership, account) DO UPDATE SET role = $4, ended_at = NULL, "
	                             "version = membership.version + 1",
	                             V(w->partnership), V(account), V(number), V(role), V(w->now)) == 1;
}

/* Whether somebody is an administrator here now. */
static bool is_administrator(struct work *w, int64_t account, bool *is)
{
	struct rows *rows = db_ask(w,
	                           "SELECT 1 FROM membership WHERE partnership = $1 AND account = $2 "
	                           "AND role = 'administrator' AND ended_at IS NULL",
	                           V(w->partnership), V(account));

	*is = rows != NULL && rows->len == 1;
	return rows != NULL;
}

/* Links that somebody made here, or that were made for them, end with the right to make them. */
static bool end_links_made_by(struct work *w, int64_t account)
{
	return db_run(w,
	              "UPDATE invitation SET used_at = $3 WHERE partnership = $1 AND made_by = $2 AND used_at IS NULL",
	              V(w->partnership), V(account), V(w->now)) >= 0;
}

static bool end_links_for(struct work *w, int64_t account)
{
	return db_run(w,
	              "UPDATE invitation SET used_at = $3 WHERE partnership = $1 AND used_at IS NULL AND (account = $2 "
	              "OR LOWER(email) = (SELECT LOWER(a.email) FROM account a WHERE a.id = $2))",
	              V(w->partnership), V(account), V(w->now)) >= 0;
}

bool membership_give(struct work *w, int64_t account, const char *role)
{
	bool was_administrator;

	if (!is_administrator(w, account, &was_administrator))
		return false;
	if (!give_role(w, account, role) || !search_person(w, account) ||
	    !event_record(w, "gave a role to", "person", account, role))
		return false;
	return !was_administrator || (administrator_left(w) && end_links_made_by(w, account));
}

bool membership_change(struct work *w, const struct member *member)
{
	int64_t changed = db_run(w,
	                         "UPDATE membership SET role = $4, version = version + 1 "
	                         "WHERE partnership = $1 AND account = $2 AND version = $3 AND ended_at IS NULL",
	                         V(w->partnership), V(member->id), V(member->version), V(member->role));

	if (changed == 0)
		return fault(w, FAULT_CONFLICT,
		             "Somebody else changed this person's role just now. Look again, then save.");
	/* The event first: it locks the chain, so that of two who step down at once the second counts after the first. */
	return changed == 1 && event_record(w, "gave a role to", "person", member->id, member->role) &&
	       administrator_left(w) && (text_equal(member->role, "administrator") || end_links_made_by(w, member->id));
}

bool membership_end(struct work *w, int64_t account)
{
	int64_t ended = db_run(w,
	                       "UPDATE membership SET ended_at = $3, version = version + 1 "
	                       "WHERE partnership = $1 AND account = $2 AND ended_at IS NULL",
	                       V(w->partnership), V(account), V(w->now));

	if (ended == 0)
		return fault(w, FAULT_NOT_FOUND, "That person has left already.");
	return ended == 1 &&
	       db_run(w, "DELETE FROM session WHERE partnership = $1 AND account = $2", V(w->partnership),
	              V(account)) >= 0 &&
	       search_person(w, account) && event_record(w, "removed", "person", account, NULL) &&
	       administrator_left(w) && end_links_made_by(w, account) && end_links_for(w, account);
}
