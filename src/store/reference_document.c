#include "store/reference_document.h"

#include "db/db.h"
#include "store/event.h"

bool reference_document(struct work *w, struct reference_document *document)
{
	const struct rows *rows =
		db_ask(w, "SELECT file, version FROM reference_document WHERE partnership = $1", V(w->partnership));

	*document = (struct reference_document){ 0 };
	if (rows == NULL || rows->len == 0)
		return rows != NULL;
	document->version = row_int(rows, 0, 1);
	document->file = file_by_id(w, row_int(rows, 0, 0));
	return document->file != NULL;
}

/* The one there is, as somebody saw it. */
static bool still(struct work *w, int64_t version, struct reference_document *document)
{
	if (!reference_document(w, document))
		return false;
	return document->version == version || fault(w, FAULT_CONFLICT,
	                                             "Somebody else changed the look of Word reports while you were "
	                                             "working on it. Look at what is there now.");
}

static bool put(struct work *w, int64_t version, int64_t file)
{
	if (version == 0)
		return db_run(w, "INSERT INTO reference_document (partnership, file, version) VALUES ($1, $2, 1)",
		              V(w->partnership), V(file)) == 1;
	return db_run(w, "UPDATE reference_document SET file = $2, version = version + 1 WHERE partnership = $1",
	              V(w->partnership), V(file)) == 1;
}

bool reference_document_set(struct work *w, const struct reference_act *act)
{
	struct reference_document was;
	int64_t file = still(w, act->version, &was) ? file_add(w, act->name, DOCX_TYPE, act->content) : 0;

	return file != 0 && put(w, was.version, file) && (was.file == NULL || file_drop(w, was.file->id)) &&
	       event_record(w, "changed", "look", file, act->name);
}

bool reference_document_remove(struct work *w, int64_t version)
{
	struct reference_document was;

	if (!still(w, version, &was))
		return false;
	if (was.file == NULL)
		return fault(w, FAULT_NOT_FOUND, "There is no document of your own to remove.");
	return db_run(w, "DELETE FROM reference_document WHERE partnership = $1", V(w->partnership)) == 1 &&
	       file_drop(w, was.file->id) && event_record(w, "removed", "look", was.file->id, was.file->name);
}
