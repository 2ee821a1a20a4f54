#include "store/partnership.h"

#include "base/random.h"
#include "base/text.h"
#include "store/event.h"
#include "store/people_group.h"

RECORD_TYPE(partnership, PARTNERSHIP_FIELDS);

bool installation_start(struct work *w)
{
	return db_run(w,
	              "INSERT INTO installation (id, secret, created_at) VALUES (1, $1, $2) "
	              "ON CONFLICT (id) DO NOTHING",
	              V(random_token(w->arena)), V(w->now)) >= 0;
}

const char *installation_secret(struct work *w)
{
	struct rows *rows = db_ask(w, "SELECT secret FROM installation WHERE id = $1", V(1));

	if (rows == NULL)
		return NULL;
	if (rows->len == 0) {
		fault(w, FAULT_UNAVAILABLE, "This database has not been set up. Run: cairn init");
		return NULL;
	}
	return row_text(rows, 0, 0);
}

int64_t partnership_add(struct work *w, const char *name, bool is_demonstration)
{
	int64_t was = w->partnership;
	int64_t id;

	w->partnership = 0;
	id = db_new_id(w, "partnership");
	if (id == 0 || db_run(w,
	                      "INSERT INTO partnership (id, name, is_demonstration, created_at, version) "
	                      "VALUES ($1, $2, $3, $4, 1)",
	                      V(id), V(name), V(is_demonstration), V(w->now)) != 1) {
		w->partnership = was;
		return 0;
	}
	w->partnership = id;
	if (!groups_start(w) || !event_record(w, "created", "partnership", id, NULL))
		return 0;
	return id;
}

bool partnerships_all(struct work *w, struct list_any *partnerships)
{
	return rows_all(w, db_ask(w, "SELECT " COLUMNS(PARTNERSHIP_FIELDS) " FROM partnership ORDER BY id", NO_VALUES),
	                &partnership_record, partnerships);
}

const struct partnership *partnership_by_id(struct work *w, int64_t id)
{
	return rows_one(w, db_ask(w, "SELECT " COLUMNS(PARTNERSHIP_FIELDS) " FROM partnership WHERE id = $1", V(id)),
	                &partnership_record, FAULT_NOT_FOUND, "There is no such partnership.");
}

static bool is_named(struct work *w, const struct partnership *partnership, const char *name)
{
	int64_t id;

	if (text_to_int(name, &id))
		return partnership->id == id;
	return text_equal(text_fold(w->arena, partnership->name), text_fold(w->arena, name));
}

const struct partnership *partnership_named(struct work *w, const char *name)
{
	LIST(struct partnership) all = { 0 };
	const struct partnership *found = NULL;

	if (!partnerships_all(w, (struct list_any *)(void *)&all))
		return NULL;
	if (text_is_empty(name) && all.len == 1)
		return &all.at[0];
	for (size_t i = 0; i < all.len && !text_is_empty(name); i++) {
		if (is_named(w, &all.at[i], name))
			found = &all.at[i];
	}
	if (found != NULL)
		return found;
	if (all.len == 0)
		fault(w, FAULT_NOT_FOUND, "There is no partnership yet. Make one: cairn partnership add NAME");
	else if (text_is_empty(name))
		fault(w, FAULT_BAD_INPUT, "There are %zu partnerships. Say which with --partnership NAME.", all.len);
	else
		fault(w, FAULT_NOT_FOUND, "There is no partnership called %s. See: cairn partnership list", name);
	return NULL;
}
