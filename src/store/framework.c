#include "store/framework.h"

#include <string.h>

RECORD_TYPE(framework, FRAMEWORK_FIELDS);
ROW_TYPE(framework_version, FRAMEWORK_VERSION_FIELDS);
ROW_TYPE(wording_source, WORDING_SOURCE_FIELDS);

#define NO_FRAMEWORK "There is no such framework here."

bool frameworks_all(struct work *w, struct list_any *frameworks)
{
	struct rows *rows = db_ask(w,
	                           "SELECT " COLUMNS(FRAMEWORK_FIELDS) " FROM framework WHERE partnership = $1 "
	                                                               "ORDER BY title, id",
	                           V(w->partnership));

	return rows_all(w, rows, &framework_record, frameworks);
}

const struct framework *framework_by_key(struct work *w, const char *key)
{
	struct rows *rows = db_ask(w,
	                           "SELECT " COLUMNS(FRAMEWORK_FIELDS) " FROM framework WHERE partnership = $1 "
	                                                               "AND key = $2",
	                           V(w->partnership), V(key));

	return rows_one(w, rows, &framework_record, FAULT_NOT_FOUND, NO_FRAMEWORK);
}

const struct framework *framework_by_id(struct work *w, int64_t id)
{
	return rows_one(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(FRAMEWORK_FIELDS) " FROM framework WHERE partnership = $1 AND id = $2",
	                       V(w->partnership), V(id)),
	                &framework_record, FAULT_NOT_FOUND, NO_FRAMEWORK);
}

bool framework_versions(struct work *w, int64_t framework, struct list_any *versions)
{
	struct rows *rows = db_ask(w,
	                           "SELECT id, framework, number, digest, loaded_at, loaded_by FROM framework_version "
	                           "WHERE partnership = $1 AND framework = $2 ORDER BY number DESC",
	                           V(w->partnership), V(framework));

	return rows_all(w, rows, &framework_version_record, versions);
}

const struct framework_version *framework_version_by_id(struct work *w, int64_t version)
{
	struct rows *rows = db_ask(w,
	                           "SELECT id, framework, number, digest, loaded_at, loaded_by FROM framework_version "
	                           "WHERE partnership = $1 AND id = $2",
	                           V(w->partnership), V(version));

	return rows_one(w, rows, &framework_version_record, FAULT_NOT_FOUND, NO_FRAMEWORK);
}

/* Reads a pack for everybody: it is known by its digest, so partnerships that loaded the same file share one. */
static const struct pack *read_pack(struct work *w, int64_t version, const char *digest)
{
	struct rows *rows = db_ask(w, "SELECT pack FROM framework_version WHERE partnership = $1 AND id = $2",
	                           V(w->partnership), V(version));
	const char *json = rows == NULL || rows->len == 0 ? NULL : row_text(rows, 0, 0);
	struct arena *own;
	struct fault wrong = { 0 };
	const struct pack *pack;

	if (json == NULL)
		return NULL;
	own = arena_new();
	pack = pack_read(own, &wrong, json, strlen(json), NULL);
	if (pack != NULL)
		return db_keep(w, digest, pack, own);
	fault(w, wrong.kind, "%s", wrong.sentence);
	arena_free(own);
	return NULL;
}

const struct pack *pack_of_version(struct work *w, int64_t version)
{
	struct rows *rows = db_ask(w, "SELECT digest FROM framework_version WHERE partnership = $1 AND id = $2",
	                           V(w->partnership), V(version));
	const struct pack *pack;

	if (rows == NULL)
		return NULL;
	if (rows->len == 0) {
		fault(w, FAULT_NOT_FOUND, NO_FRAMEWORK);
		return NULL;
	}
	pack = db_kept(w, row_text(rows, 0, 0));
	return pack != NULL ? pack : read_pack(w, version, row_text(rows, 0, 0));
}

/* ------------------------------------------------------------------ the official wording */

static bool read_said(struct work *w, int64_t framework, struct framework_wording *wording)
{
	struct rows *rows = db_ask(w,
	                           "SELECT statement, said FROM wording WHERE partnership = $1 AND framework = $2 "
	                           "ORDER BY position",
	                           V(w->partnership), V(framework));

	if (rows == NULL)
		return false;
	for (size_t i = 0; i < rows->len; i++)
		list_add(w->arena, &wording->said,
		         ((struct wording_statement){ row_text(rows, i, 0), row_text(rows, i, 1) }));
	return true;
}

bool framework_wording(struct work *w, int64_t framework, struct framework_wording *wording)
{
	struct rows *rows = db_ask(w,
	                           "SELECT framework, digest, file_name, credit, licence, loaded_at, loaded_by "
	                           "FROM wording_source WHERE partnership = $1 AND framework = $2",
	                           V(w->partnership), V(framework));
	struct wording_source *source;

	*wording = (struct framework_wording){ 0 };
	if (rows == NULL)
		return false;
	if (rows->len == 0)
		return true;
	source = NEW(w->arena, struct wording_source);
	row_read(rows, 0, 0, &wording_source_record, source);
	wording->source = source;
	return read_said(w, framework, wording);
}

bool framework_wording_of_version(struct work *w, int64_t version, struct framework_wording *wording)
{
	const struct framework_version *of = framework_version_by_id(w, version);

	return of != NULL && framework_wording(w, of->framework, wording);
}

const char *statement_said(const struct framework_wording *wording, const struct pack_statement *statement)
{
	const struct wording_statement *said;

	for EACH(said, &wording->said) {
		if (text_equal(said->id, statement->id))
			return said->said;
	}
	return statement->label;
}
