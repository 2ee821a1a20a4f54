#include "store/member.h"

#include "db/db.h"

bool member_number(struct work *w, int64_t account, int64_t *number)
{
	struct rows *rows;

	*number = 0;
	if (account == 0)
		return true;
	rows = db_ask(w, "SELECT number FROM membership WHERE partnership = $1 AND account = $2", V(w->partnership),
	              V(account));
	*number = row_int(rows, 0, 0); /* no such row reads as nought */
	return rows != NULL;
}

int64_t member_new_number(struct work *w)
{
	return db_new_id(w, "member");
}
