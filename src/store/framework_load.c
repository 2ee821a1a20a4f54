/* Loading a framework and its official wording: two parts each, thinking first, then only SQL. */
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "store/event.h"
#include "store/framework.h"
#include "store/search_records.h"

/* Who is noted as having loaded it. */
static const char *loader(const struct work *w)
{
	return w->person == NULL ? "Command line" : w->person;
}

/* ------------------------------------------------------------------ a framework */

bool framework_prepare(struct work *w, struct blob json, struct framework_plan *plan)
{
	*plan = (struct framework_plan){ 0 };
	if (json.len > PACK_BYTES)
		return fault(w, FAULT_TOO_LARGE, "A framework file may be at most 1 MB.");
	plan->json = text_copy_bytes(w->arena, (const char *)json.at, json.len);
	plan->pack = pack_read(w->arena, &w->fault, plan->json, json.len, &plan->problems);
	if (plan->pack == NULL)
		return false;
	plan->digest = hash_bytes(w->arena, plan->json, json.len);
	return true;
}

struct current {
	int64_t framework, record_version, number; /* 0: there is none yet */
	const char *digest;
};

static bool find_current(struct work *w, const char *key, struct current *current)
{
	struct rows *rows = db_ask(w,
	                           "SELECT f.id, f.version, v.digest, (SELECT MAX(n.number) FROM framework_version n "
	                           "WHERE n.partnership = f.partnership AND n.framework = f.id) "
	                           "FROM framework f LEFT JOIN framework_version v "
	                           "ON v.partnership = f.partnership AND v.id = f.current "
	                           "WHERE f.partnership = $1 AND f.key = $2",
	                           V(w->partnership), V(key));

	if (rows == NULL)
		return false;
	*current = (struct current){ .digest = "" };
	if (rows->len == 0)
		return true;
	*current =
		(struct current){ row_int(rows, 0, 0), row_int(rows, 0, 1), row_int(rows, 0, 3), row_text(rows, 0, 2) };
	return true;
}

static bool add_framework(struct work *w, const struct framework_plan *plan, struct current *current)
{
	current->framework = db_new_id(w, "framework");
	current->record_version = 1;
	return current->framework != 0 &&
	       db_run(w,
	              "INSERT INTO framework (partnership, id, key, title, current, version) "
	              "VALUES ($1, $2, $3, $4, 0, 1)",
	              V(w->partnership), V(current->framework), V(plan->pack->key), V(plan->pack->title)) == 1;
}

static bool add_version(struct work *w, struct framework_plan *plan)
{
	plan->version = db_new_id(w, "framework_version");
	return plan->version != 0 &&
	       db_run(w,
	              "INSERT INTO framework_version (partnership, id, framework, number, digest, pack, loaded_at, "
	              "loaded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	              V(w->partnership), V(plan->version), V(plan->framework), V(plan->number), V(plan->digest),
	              V(plan->json), V(w->now), V(loader(w))) == 1;
}

static bool make_current(struct work *w, const struct framework_plan *plan, int64_t record_version)
{
	int64_t touched = db_run(w,
	                         "UPDATE framework SET title = $3, current = $4, version = version + 1 "
	                         "WHERE partnership = $1 AND id = $2 AND version = $5",
	                         V(w->partnership), V(plan->framework), V(plan->pack->title), V(plan->version),
	                         V(record_version));

	if (touched == 0)
		return fault(w, FAULT_CONFLICT,
		             "Somebody else loaded a version of this framework just now. Please try again.");
	return touched == 1;
}

static bool record_framework(struct work *w, const struct framework_plan *plan)
{
	struct out out = { .arena = w->arena };

	json_open(&out, '{');
	json_name(&out, "key");
	json_text(&out, plan->pack->key);
	json_name(&out, "title");
	json_text(&out, plan->pack->title);
	json_name(&out, "number");
	json_int(&out, plan->number);
	json_name(&out, "digest");
	json_text(&out, plan->digest);
	json_close(&out, '}');
	return event_record(w, "loaded", "framework", plan->framework, out_html(&out).at);
}

bool framework_load(struct work *w, struct framework_plan *plan)
{
	struct current current;

	if (!find_current(w, plan->pack->key, &current))
		return false;
	plan->was_loaded = current.framework != 0 && text_equal(current.digest, plan->digest);
	plan->framework = current.framework;
	plan->number = current.number;
	if (plan->was_loaded)
		return true;
	if (current.framework == 0 && !add_framework(w, plan, &current))
		return false;
	plan->framework = current.framework;
	plan->number = current.number + 1;
	return add_version(w, plan) && make_current(w, plan, current.record_version) &&
	       search_framework(w, plan->framework) && record_framework(w, plan);
}

/* ------------------------------------------------------------------ its official wording */

/* The last part of a path, in either system's writing, and not too long to show. */
static const char *plain_name(struct arena *arena, const char *path)
{
	const char *name = path == NULL ? "" : path;

	for (const char *at = name; *at != '\0'; at++) {
		if (*at == '/' || *at == '\\')
			name = at + 1;
	}
	return text_characters(name) > 200 ? "text" : text_copy(arena, name);
}

bool wording_prepare(struct work *w, const char *key, struct blob text, const char *file_name,
                     struct wording_plan *plan)
{
	const struct pack *pack;

	*plan = (struct wording_plan){ .framework = framework_by_key(w, key),
		                       .file_name = plain_name(w->arena, file_name) };
	if (plan->framework == NULL)
		return false;
	pack = pack_of_version(w, plan->framework->current);
	return pack != NULL && wording_read(w->arena, &w->fault, pack, (const char *)text.at, text.len, &plan->wording);
}

/* Nobody may have loaded another version since the text was read: its statements could be others. */
static bool is_still_current(struct work *w, const struct framework *framework)
{
	int64_t touched = db_run(w,
	                         "UPDATE framework SET version = version + 1 WHERE partnership = $1 AND id = $2 "
	                         "AND current = $3",
	                         V(w->partnership), V(framework->id), V(framework->current));

	if (touched == 0)
		return fault(w, FAULT_CONFLICT,
		             "Somebody else loaded a version of this framework just now. Please load the text again.");
	return touched == 1;
}

static bool clear_wording(struct work *w, int64_t framework)
{
	return db_run(w, "DELETE FROM wording WHERE partnership = $1 AND framework = $2", V(w->partnership),
	              V(framework)) >= 0 &&
	       db_run(w, "DELETE FROM wording_source WHERE partnership = $1 AND framework = $2", V(w->partnership),
	              V(framework)) >= 0;
}

static bool add_source(struct work *w, const struct wording_plan *plan)
{
	return db_run(w,
	              "INSERT INTO wording_source (partnership, framework, digest, file_name, credit, licence, "
	              "loaded_at, "
	              "loaded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	              V(w->partnership), V(plan->framework->id), V(plan->wording.digest), V(plan->file_name),
	              V(plan->wording.credit), V(plan->wording.licence), V(w->now), V(loader(w))) == 1;
}

static bool add_statements(struct work *w, const struct wording_plan *plan)
{
	for (size_t i = 0; i < plan->wording.statements.len; i++) {
		const struct wording_statement *statement = &plan->wording.statements.at[i];

		if (db_run(w,
		           "INSERT INTO wording (partnership, framework, statement, position, said) "
		           "VALUES ($1, $2, $3, $4, $5)",
		           V(w->partnership), V(plan->framework->id), V(statement->id), V((int64_t)i + 1),
		           V(statement->said)) != 1)
			return false;
	}
	return true;
}

static bool record_wording(struct work *w, const struct wording_plan *plan)
{
	struct out out = { .arena = w->arena };

	json_open(&out, '{');
	json_name(&out, "framework");
	json_text(&out, plan->framework->key);
	json_name(&out, "file");
	json_text(&out, plan->file_name);
	json_name(&out, "digest");
	json_text(&out, plan->wording.digest);
	json_name(&out, "statements");
	json_int(&out, count_of(plan->wording.statements.len));
	json_close(&out, '}');
	return event_record(w, "loaded", "wording", plan->framework->id, out_html(&out).at);
}

bool wording_load(struct work *w, const struct wording_plan *plan)
{
	return is_still_current(w, plan->framework) && clear_wording(w, plan->framework->id) && add_source(w, plan) &&
	       add_statements(w, plan) && search_framework(w, plan->framework->id) && record_wording(w, plan);
}
