#include "store/takein.h"

#include "base/text.h"
#include "store/event.h"
#include "store/partnership.h"
#include "store/search_due.h"
#include "store/takein_parts.h"

/* ------------------------------------------------------------------ its name and number */

static bool is_free(struct work *w, const char *name)
{
	LIST(struct partnership) all = { 0 };
	const struct partnership *one;

	if (!partnerships_all(w, (struct list_any *)(void *)&all))
		return false;
	for EACH(one, &all) {
		if (text_equal(text_fold(w->arena, one->name), text_fold(w->arena, name)))
			return fault(w, FAULT_CONFLICT,
			             "There is a partnership called %s here already. Give this one another name with "
			             "--name.",
			             one->name);
	}
	return true;
}

static bool begin_partnership(struct work *w, struct taking_in *in)
{
	in->made->name = in->wish->name == NULL ? in->manifest.name : in->wish->name;
	if (!is_free(w, in->made->name))
		return false;
	w->partnership = 0;
	in->made->partnership = db_new_id(w, "partnership");
	w->partnership = in->made->partnership;
	return in->made->partnership != 0;
}

/* ------------------------------------------------------------------ all of it */

static bool fill_tables(struct taking_in *in)
{
	for (size_t i = 1; i < in->manifest.members.len; i++) {
		if (in->manifest.members.at[i].table != NULL && !takein_table(in, i))
			return false;
	}
	return true;
}

static bool check_partnership(struct work *w)
{
	struct rows *rows = db_ask(w, "SELECT name FROM partnership WHERE id = $1", V(w->partnership));

	return rows != NULL && (rows->len == 1 || fault(w, FAULT_BAD_INPUT, "partnership.jsonl has no line."));
}

/* The log calls people by their number: it must be that of the account the same line points at. */
static bool check_members(struct work *w, const struct taking_in *in)
{
	struct rows *rows = db_ask(w, "SELECT number, account FROM membership WHERE partnership = $1 ORDER BY number",
	                           V(w->partnership));

	if (rows == NULL)
		return false;
	for (size_t i = 0; i < rows->len; i++) {
		if (takeout_name_of(&in->names, row_int(rows, i, 0)) != row_int(rows, i, 1))
			return fault(w, FAULT_BAD_INPUT, "Line %zu of membership.jsonl: it gives somebody two numbers.",
			             i + 1);
	}
	return true;
}

static bool check_log(struct work *w)
{
	struct event_chain chain = { 0 };

	if (event_verify_here(w, w->partnership, &chain))
		return true;
	if (w->fault.kind == FAULT_BROKEN)
		w->fault = (struct fault){ FAULT_BAD_INPUT,
			                   text_format(w->arena, "The log in event.jsonl does not hold. %s",
			                               w->fault.sentence) };
	return false;
}

static enum outcome take_in(struct work *w, void *plan)
{
	struct taking_in *in = plan;

	in->names.len = 0; /* of an earlier try */
	in->made->records = in->manifest.members.at[0].lines;
	return begin_partnership(w, in) && takeout_people_settle(w, &in->people, &in->names, &in->made->accounts) &&
	                       fill_tables(in) && check_partnership(w) && takein_files(in) && check_members(w, in) &&
	                       takein_older(w, &in->manifest, takein_steps) && check_log(w) &&
	                       search_is_due(w, SEARCH_EVERYTHING) &&
	                       event_record_installation(w, "took in", "partnership", w->partnership, in->made->name)
	               ? CHANGED
	               : REFUSED;
}

bool takein_read(struct work *w, const struct takein_wish *wish, int from, const char *called, struct takein_made *made)
{
	struct taking_in in = { .wish = wish, .made = made, .lines = { .w = w } };
	bool is_taken;

	*made = (struct takein_made){ 0 };
	in.archive = in.lines.archive = archive_open(w->arena, &w->fault, from, called);
	is_taken = in.archive != NULL && takein_check(&in) && takein_people(&in) &&
	           db_change_long(w, take_in, &in) == CHANGED;
	takein_lines_end(&in.lines);
	return is_taken;
}
