#include "store/retention.h"

#include "base/text.h"
#include "store/event.h"

RECORD_TYPE(retention, RETENTION_FIELDS);

const struct retention_kind retention_kinds[RETENTION_KINDS] = {
	{ "answers", "raw answers and evidence", 24 },
	{ "words", "words that were not released", 12 },
	{ "notes", "notes beside links", 12 },
	{ "sessions", "sessions, tries and used invitations", 3 },
	{ "contents", "contents of the log", 72 },
	{ "documents", "documents and work that was done", 12 },
	{ "drafts", "rounds that were never opened", 24 },
};

/* The fields of the record stand in the order of the kinds. */
static int64_t *months_at(struct retention *retention, size_t kind)
{
	return (int64_t *)(void *)((char *)retention + retention_record.fields[kind].offset);
}

int64_t retention_months(const struct retention *retention, size_t kind)
{
	struct retention copy = *retention;

	return *months_at(&copy, kind);
}

bool retention_read(struct work *w, struct retention *retention)
{
	struct rows *rows =
		db_ask(w, "SELECT kind, months, version FROM retention WHERE partnership = $1", V(w->partnership));

	*retention = (struct retention){ 0 };
	for (size_t kind = 0; kind < RETENTION_KINDS; kind++) {
		*months_at(retention, kind) = retention_kinds[kind].proposed;
		for (size_t i = 0; rows != NULL && i < rows->len; i++) {
			if (!text_equal(row_text(rows, i, 0), retention_kinds[kind].key))
				continue;
			*months_at(retention, kind) = row_int(rows, i, 1);
			retention->version += row_int(rows, i, 2);
		}
	}
	return rows != NULL;
}

static bool save_kind(struct work *w, size_t kind, int64_t months)
{
	return db_run(w,
	              "INSERT INTO retention (partnership, kind, months, version) VALUES ($1, $2, $3, 1) "
	              "ON CONFLICT (partnership, kind) DO UPDATE SET months = $3, version = retention.version + 1",
	              V(w->partnership), V(retention_kinds[kind].key), V(months)) == 1;
}

/* {"answers":24,...}, before and after. */
static const char *as_json(struct work *w, const struct retention *before, const struct retention *after)
{
	struct out out = { .arena = w->arena };
	const char *comma = "";

	out_raw(&out, "{");
	for (size_t kind = 0; kind < RETENTION_KINDS; kind++) {
		int64_t was = retention_months(before, kind), is = retention_months(after, kind);

		if (was == is)
			continue;
		out_format(&out, "%s\"%s\":[%lld,%lld]", comma, retention_kinds[kind].key, (long long)was,
		           (long long)is);
		comma = ",";
	}
	out_raw(&out, "}");
	return out_html(&out).at;
}

bool retention_save(struct work *w, const struct retention *retention)
{
	struct retention now;

	if (!retention_read(w, &now))
		return false;
	if (now.version != retention->version)
		return fault(w, FAULT_CONFLICT,
		             "Somebody else saved how long records are kept while you were at it. Look at theirs, and "
		             "save again.");
	for (size_t kind = 0; kind < RETENTION_KINDS; kind++) {
		if (!save_kind(w, kind, retention_months(retention, kind)))
			return false;
	}
	return event_record(w, "changed", "retention", 0, as_json(w, &now, retention));
}
