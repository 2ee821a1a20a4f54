/* The sets of outcomes that come with the program: frameworks/outcomes.json. */
#include <jansson.h>

#include "base/text.h"
#include "store/event.h"
#include "store/outcome.h"
#include "store/outcome_sets.h"

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}

static bool add_outcome(struct work *w, int64_t set, const json_t *given, int64_t position)
{
	int64_t id = db_new_id(w, "outcome");

	return id != 0 &&
	       db_run(w,
	              "INSERT INTO outcome (partnership, id, outcome_set, key, part, name, says, position, retired, "
	              "version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 1)",
	              V(w->partnership), V(id), V(set), V(text_of(given, "key")), V(text_of(given, "part")),
	              V(text_of(given, "name")), V(text_of(given, "says")), V(position)) == 1;
}

static bool add_set(struct work *w, const json_t *given)
{
	const json_t *outcomes = json_object_get(given, "outcomes");
	int64_t id = db_new_id(w, "outcome_set");

	if (id == 0 ||
	    db_run(w,
	           "INSERT INTO outcome_set (partnership, id, key, title, publisher, source, says, version) "
	           "VALUES ($1, $2, $3, $4, $5, $6, $7, 1)",
	           V(w->partnership), V(id), V(text_of(given, "key")), V(text_of(given, "title")),
	           V(text_of(given, "publisher")), V(text_of(given, "source")), V(text_of(given, "says"))) != 1)
		return false;
	for (size_t i = 0; i < json_array_size(outcomes); i++) {
		if (!add_outcome(w, id, json_array_get(outcomes, i), (int64_t)i + 1))
			return false;
	}
	return event_record(w, "loaded", "outcome set", id, text_of(given, "title"));
}

static bool add_missing(struct work *w, const json_t *given)
{
	const struct rows *rows = db_ask(w, "SELECT 1 FROM outcome_set WHERE partnership = $1 AND key = $2",
	                                 V(w->partnership), V(text_of(given, "key")));

	return rows != NULL && (rows->len == 1 || add_set(w, given));
}

bool outcomes_ship(struct work *w)
{
	json_t *sets = json_loadb((const char *)outcome_sets[0].at, outcome_sets[0].len, JSON_REJECT_DUPLICATES, NULL);
	bool is_done = json_array_size(sets) > 0 ||
	               fault(w, FAULT_BROKEN, "The sets of outcomes are missing from this program.");

	for (size_t i = 0; is_done && i < json_array_size(sets); i++)
		is_done = add_missing(w, json_array_get(sets, i));
	json_decref(sets);
	return is_done;
}
