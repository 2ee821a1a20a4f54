#include "store/person_records.h"

#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "store/person_tables.h"
#include "store/search_due.h"

/* Tables that stay out of a take-out, with what may hold somebody's name all the same. */
static const struct takeout_table left_out[] = {
	{ "job", { "id" }, { { "id", TAKEOUT_INT }, { "about", TAKEOUT_TEXT }, { "result", TAKEOUT_TEXT } }, NULL },
	{ "invitation",
	  { "id" },
	  { { "id", TAKEOUT_INT }, { "name", TAKEOUT_TEXT }, { "email", TAKEOUT_TEXT } },
	  NULL },
	{ 0 },
};

/* ------------------------------------------------------------------ names */

static bool replace_words(struct arena *arena, const void *by, struct value *value)
{
	const char *replaced = person_words_replaced(arena, by, value->text);

	if (replaced != NULL)
		value->text = replaced;
	return replaced != NULL;
}

/* As they stand within JSON. */
static struct person_words words_in_json(struct arena *arena, const struct person_words *words)
{
	struct person_words both = { 0 };

	for (size_t i = 0; i < words->len; i++) {
		struct out out = { .arena = arena };
		const char *quoted;

		json_text(&out, words->at[i]);
		quoted = out_html(&out).at;
		person_words_add(arena, &both, words->at[i]);
		person_words_add(arena, &both, text_copy_bytes(arena, quoted + 1, strlen(quoted) - 2));
	}
	return both;
}

struct payloads {
	struct work *w;
	struct person_words words;
	struct {
		size_t len, cap;
		int64_t *at;
	} numbers;
};

static bool look_at_payload(void *context, const struct rows *row)
{
	struct payloads *payloads = context;

	if (person_words_in(&payloads->words, row_text(row, 0, 1)))
		list_add(payloads->w->arena, &payloads->numbers, row_int(row, 0, 0));
	return true;
}

/* A content of the log cannot be changed, only taken away. */
static bool erase_payloads(struct work *w, const struct person_words *words, int64_t *erased)
{
	static const struct table_column columns[] = { { "number", VALUE_INT }, { "payload", VALUE_TEXT } };
	const struct table table = { .name = "event_payload", .owner = "partnership", .columns = columns, .count = 2 };
	struct payloads payloads = { .w = w, .words = words_in_json(w->arena, words) };

	*erased = 0;
	if (!db_table_each(w, &table, look_at_payload, &payloads))
		return false;
	for (size_t i = 0; i < payloads.numbers.len; i++) {
		if (db_run(w, "DELETE FROM event_payload WHERE partnership = $1 AND number = $2", V(w->partnership),
		           V(payloads.numbers.at[i])) != 1)
			return false;
		(*erased)++;
	}
	return true;
}

/* Found no more from this moment; the search is then made anew by a job. */
static bool forget_search(struct work *w, const struct person_words *words)
{
	const struct rows *rows =
		db_ask(w, "SELECT id, title, said, place FROM search_entry WHERE partnership = $1", V(w->partnership));
	bool is_well = rows != NULL;

	for (size_t i = 0; is_well && i < rows->len; i++) {
		if (person_words_in(words, row_text(rows, i, 1)) || person_words_in(words, row_text(rows, i, 2)) ||
		    person_words_in(words, row_text(rows, i, 3)))
			is_well = db_run(w, "DELETE FROM search_entry WHERE partnership = $1 AND id = $2",
			                 V(w->partnership), V(row_int(rows, i, 0))) == 1;
	}
	return is_well && search_is_due(w, SEARCH_EVERYTHING);
}

bool person_records_sweep(struct work *w, const struct person_words *words, int64_t *erased)
{
	return person_alter(w, takeout_tables, TAKEOUT_TEXT, replace_words, words) &&
	       person_alter(w, left_out, TAKEOUT_TEXT, replace_words, words) && forget_search(w, words) &&
	       erase_payloads(w, words, erased);
}

/* ------------------------------------------------------------------ accounts */

struct move {
	int64_t from, to;
};

static bool move_account(struct arena *arena, const void *by, struct value *value)
{
	const struct move *move = by;

	(void)arena;
	if (value->integer != move->from)
		return false;
	value->integer = move->to;
	return true;
}

/* Tables that a take-out leaves behind point at accounts as well. */
static bool move_left_out(struct work *w, const struct move *move)
{
	return db_run(w, "UPDATE job SET asked_by = $3 WHERE partnership = $1 AND asked_by = $2", V(w->partnership),
	              V(move->from), V(move->to)) >= 0 &&
	       db_run(w, "UPDATE invitation SET made_by = $3 WHERE partnership = $1 AND made_by = $2",
	              V(w->partnership), V(move->from), V(move->to)) >= 0;
}

/* What points at the old membership must find the new one before the old one goes; the number belongs to one at a time. */
static bool begin_membership(struct work *w, const struct move *move)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT number, role, began_at, ended_at, version FROM membership "
	                                 "WHERE partnership = $1 AND account = $2",
	                                 V(w->partnership), V(move->from));

	return rows != NULL && rows->len == 1 &&
	       db_run(w,
	              "INSERT INTO membership (partnership, account, number, role, began_at, ended_at, version) "
	              "VALUES ($1, $2, $3, $4, $5, $6, $7)",
	              V(w->partnership), V(move->to), V(-row_int(rows, 0, 0)), V(row_text(rows, 0, 1)),
	              V(row_int(rows, 0, 2)), V(row_int(rows, 0, 3)), V(row_int(rows, 0, 4))) == 1;
}

static bool end_membership(struct work *w, const struct move *move)
{
	return db_run(w, "DELETE FROM membership WHERE partnership = $1 AND account = $2", V(w->partnership),
	              V(move->from)) == 1 &&
	       db_run(w, "UPDATE membership SET number = 0 - number WHERE partnership = $1 AND account = $2",
	              V(w->partnership), V(move->to)) == 1;
}

bool person_records_move(struct work *w, int64_t from, int64_t to)
{
	const struct move move = { from, to };

	return begin_membership(w, &move) && person_alter(w, takeout_tables, TAKEOUT_ACCOUNT, move_account, &move) &&
	       move_left_out(w, &move) && end_membership(w, &move);
}
