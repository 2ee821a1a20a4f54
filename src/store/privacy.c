#include "store/privacy.h"

#include <string.h>

#include "base/embedded.h"
#include "base/text.h"
#include "db/db.h"
#include "store/event.h"
#include "store/privacy_texts.h"

RECORD_TYPE(privacy_notice, PRIVACY_NOTICE_FIELDS);

bool privacy_notice(struct work *w, struct privacy_notice *notice)
{
	LIST(struct privacy_notice) found = { 0 };
	const struct embedded *own = embedded_find(privacy_texts, privacy_texts_count, "privacy_notice.md");

	if (!rows_all(w,
	              db_ask(w,
	                     "SELECT " COLUMNS(PRIVACY_NOTICE_FIELDS) " FROM privacy_notice WHERE partnership = $1 "
	                                                              "ORDER BY version DESC LIMIT 1",
	                     V(w->partnership)),
	              &privacy_notice_record, (struct list_any *)(void *)&found))
		return false;
	if (found.len > 0)
		*notice = found.at[0];
	else
		*notice = (struct privacy_notice){ .words = own == NULL ? "" : (const char *)own->at, .made_by = "" };
	return true;
}

int64_t privacy_gaps(const struct privacy_notice *notice)
{
	int64_t gaps = 0;

	for (const char *at = strstr(notice->words, PRIVACY_GAP); at != NULL; at = strstr(at + 1, PRIVACY_GAP))
		gaps++;
	return gaps;
}

bool privacy_save(struct work *w, const struct privacy_notice *notice)
{
	struct privacy_notice now;

	if (!privacy_notice(w, &now))
		return false;
	if (now.version != notice->version)
		return fault(w, FAULT_CONFLICT,
		             "Somebody else saved the privacy notice while you were writing. Copy what you wrote, look "
		             "at theirs, "
		             "and save again.");
	return db_run(w,
	              "INSERT INTO privacy_notice (partnership, version, words, made_by, made_at) VALUES ($1, $2, $3, "
	              "$4, $5)",
	              V(w->partnership), V(now.version + 1), V(notice->words), V(w->person == NULL ? "" : w->person),
	              V(w->now)) == 1 &&
	       event_record(w, "saved", "privacy notice", now.version + 1, NULL);
}
