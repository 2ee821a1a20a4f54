#include "store/person_kept.h"

#include "base/list.h"
#include "base/text.h"
#include "store/member.h"
#include "store/person_tables.h"

ROW_TYPE(person_kept, PERSON_KEPT_FIELDS);
ROW_TYPE(person_act, PERSON_ACT_FIELDS);

#define NUMBERS_MOST 20

/* "made_by" as people read it. */
static const char *in_words(struct arena *arena, const char *name)
{
	char *words = text_copy(arena, text_equal(name, "who") ? "who said it" : name);

	for (char *c = words; *c != '\0'; c++) {
		if (*c == '_')
			*c = ' ';
	}
	return words;
}

/* Columns that say who did something: others that happen to hold the same text do not. */
static bool says_who(const char *column)
{
	return text_ends(column, "_by") || text_equal(column, "who") || text_equal(column, "owner_name");
}

struct finding {
	struct arena *arena;
	const struct table *table;
	int64_t account;
	const char *name;
	struct person_kept *found; /* one for each of the first `set` columns */
};

static bool is_theirs(const struct finding *finding, const struct rows *row, size_t column)
{
	if (row_is_null(row, 0, column))
		return false;
	if (finding->table->columns[column].kind == VALUE_INT)
		return row_int(row, 0, column) == finding->account;
	return says_who(finding->table->columns[column].name) && text_equal(row_text(row, 0, column), finding->name);
}

static bool look_at_row(void *context, const struct rows *row)
{
	struct finding *finding = context;

	for (size_t i = 0; i < finding->table->set; i++) {
		struct person_kept *found = &finding->found[i];

		if (!is_theirs(finding, row, i))
			continue;
		if (finding->table->count > finding->table->set && found->records < NUMBERS_MOST)
			found->numbers =
				text_format(finding->arena, "%s%s%lld", found->numbers, found->records == 0 ? "" : ", ",
			                    (long long)row_int(row, 0, finding->table->set));
		found->records++;
	}
	return true;
}

/* What people answered is nobody's but theirs. */
static bool is_of_answers(const char *table)
{
	return text_equal(table, "response") || text_equal(table, "statement_rating") ||
	       text_equal(table, "released_words");
}

static bool look_at_table(struct work *w, struct finding *finding, const struct takeout_table *from,
                          enum takeout_kind kind, struct person_kept_list *kept)
{
	struct table table = person_columns(w->arena, from, kind), reading = table;
	struct person_kept *found = NEW_ARRAY(w->arena, struct person_kept, TAKEOUT_COLUMNS);

	if (table.set == 0 || is_of_answers(from->name))
		return true;
	for (size_t i = 0; i < table.set; i++)
		found[i] = (struct person_kept){ in_words(w->arena, from->name),
			                         in_words(w->arena, table.columns[i].name), 0, "" };
	finding->table = &table;
	finding->found = found;
	reading.set = 0;
	if (!db_table_each(w, &reading, look_at_row, finding))
		return false;
	for (size_t i = 0; i < table.set; i++) {
		if (found[i].records > 0)
			list_add(w->arena, kept, found[i]);
	}
	return true;
}

bool person_kept(struct work *w, int64_t account, const char *name, struct person_kept_list *kept)
{
	struct finding finding = { .arena = w->arena, .account = account, .name = name };

	for (const struct takeout_table *table = takeout_tables; table->name != NULL; table++) {
		if (!look_at_table(w, &finding, table, TAKEOUT_ACCOUNT, kept) ||
		    !look_at_table(w, &finding, table, TAKEOUT_TEXT, kept))
			return false;
	}
	return true;
}

bool person_acts(struct work *w, int64_t account, struct list_any *acts)
{
	int64_t number;

	return member_number(w, account, &number) &&
	       (number == 0 ||
	        rows_all(w,
	                 db_ask(w,
	                        "SELECT at, kind, record, record_id FROM event WHERE partnership = $1 AND account = $2 "
	                        "ORDER BY number DESC LIMIT $3",
	                        V(w->partnership), V(number), V(PERSON_ACTS_MOST)),
	                 &person_act_record, acts));
}
