#include "store/takeout_people.h"

#include "db/db.h"
#include "store/account.h"

int64_t takeout_name_of(const struct takeout_names *names, int64_t from)
{
	size_t low = 0, high = names->len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct takeout_name *name = &names->at[middle];

		if (name->from == from)
			return name->to;
		if (name->from < from)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

bool takeout_people_read(struct work *w, struct takeout_people *people, struct takeout_names *names)
{
	const struct rows *by_number = db_ask(w,
	                                      "SELECT m.number, a.email, a.name, a.password_hash "
	                                      "FROM membership m JOIN account a ON a.id = m.account "
	                                      "WHERE m.partnership = $1 ORDER BY m.number",
	                                      V(w->partnership));
	const struct rows *by_account =
		db_ask(w, "SELECT account, number FROM membership WHERE partnership = $1 ORDER BY account",
	               V(w->partnership));

	if (by_number == NULL || by_account == NULL)
		return false;
	for (size_t i = 0; i < by_number->len; i++)
		list_add(w->arena, people,
		         ((struct takeout_person){ row_int(by_number, i, 0), row_text(by_number, i, 1),
		                                   row_text(by_number, i, 2), row_text(by_number, i, 3) }));
	for (size_t i = 0; i < by_account->len; i++)
		list_add(w->arena, names,
		         ((struct takeout_name){ row_int(by_account, i, 0), row_int(by_account, i, 1) }));
	return true;
}

static int64_t account_for(struct work *w, const struct takeout_person *person, int64_t *made)
{
	const struct account *account = account_by_email(w, person->email);

	if (account != NULL)
		return account->id;
	if (w->fault.kind != FAULT_NONE)
		return 0;
	++*made;
	return account_add(w, person->email, person->name, person->password_hash);
}

bool takeout_people_settle(struct work *w, const struct takeout_people *people, struct takeout_names *names,
                           int64_t *made)
{
	*made = 0;
	for (size_t i = 0; i < people->len; i++) {
		int64_t account = account_for(w, &people->at[i], made);

		if (account == 0)
			return false;
		list_add(w->arena, names, ((struct takeout_name){ people->at[i].number, account }));
	}
	return true;
}
