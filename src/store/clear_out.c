/* The clear-out of what has been kept longer than it should. See store/retention.h. */
#include "base/text.h"
#include "store/answer_parts.h"
#include "store/event.h"
#include "store/job_file.h"
#include "store/retention.h"
#include "store/round.h"
#include "store/words_parts.h"

ROW_TYPE(clear_out, CLEAR_OUT_FIELDS);

#define MONTH_MS   (DAY_MS * 30 + HOUR_MS * 10 + MINUTE_MS * 30) /* a twelfth of a year */
#define YEAR_MS    (12 * MONTH_MS)
#define STEP_SMALL 100 /* of what has records of its own */
#define STEP_LARGE 1000

static bool is_one(const struct rows *rows, struct clear_out *found)
{
	if (rows == NULL)
		return false;
	found->records += row_int(rows, 0, 0);
	if (row_int(rows, 0, 1) != 0 && (found->oldest.ms == 0 || row_int(rows, 0, 1) < found->oldest.ms))
		found->oldest = row_moment(rows, 0, 1);
	return true;
}

static bool each_id(struct work *w, const struct rows *rows, int64_t *removed,
                    bool (*remove)(struct work *w, const struct rows *rows, size_t row))
{
	*removed = rows == NULL ? 0 : (int64_t)rows->len;
	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		if (!remove(w, rows, i))
			return false;
	}
	return rows != NULL;
}

static bool ran(int64_t touched, int64_t *removed)
{
	*removed += touched > 0 ? touched : 0;
	return touched >= 0;
}

/* ------------------------------------------------------------------ raw answers */

/* Whoever began, said something or brought something. */
#define WITH_OLD_ANSWERS                                                                                               \
	"FROM participant p JOIN round r ON r.partnership = p.partnership AND r.id = p.round "                         \
	"WHERE p.partnership = $1 AND r.state = 'closed' AND r.closed_at < $2 AND (p.begun_at IS NOT NULL OR "         \
	"EXISTS (SELECT 1 FROM response s WHERE s.partnership = p.partnership AND s.participant = p.id) OR "           \
	"EXISTS (SELECT 1 FROM evidence e WHERE e.partnership = p.partnership AND e.participant = p.id))"

static bool find_answers(struct work *w, struct clear_out *found)
{
	return is_one(db_ask(w, "SELECT COUNT(*), MIN(r.closed_at) " WITH_OLD_ANSWERS, V(w->partnership),
	                     V(found->before)),
	              found);
}

/* Whoever began and said nothing has a moment kept of them too. */
static bool drop_answers(struct work *w, const struct rows *rows, size_t row)
{
	int64_t participant = row_int(rows, row, 0), dropped;

	return answers_drop(w, participant, &dropped) &&
	       db_run(w,
	              "UPDATE participant SET begun_at = NULL, finished_at = NULL WHERE partnership = $1 AND id = $2",
	              V(w->partnership), V(participant)) == 1;
}

static bool step_answers(struct work *w, struct moment before, int64_t *removed)
{
	return each_id(w,
	               db_ask(w, "SELECT p.id " WITH_OLD_ANSWERS " ORDER BY p.id LIMIT $3", V(w->partnership),
	                      V(before), V(STEP_SMALL)),
	               removed, drop_answers);
}

/* ------------------------------------------------------------------ words, notes */

static bool find_words(struct work *w, struct clear_out *found)
{
	return words_old(w, found->before, &found->records, &found->oldest);
}

static bool step_words(struct work *w, struct moment before, int64_t *removed)
{
	return words_old_drop(w, before, removed);
}

static bool find_notes(struct work *w, struct clear_out *found)
{
	return is_one(db_ask(w,
	                     "SELECT COUNT(*), MIN(made_at) FROM participant WHERE partnership = $1 AND label <> '' "
	                     "AND made_at < $2",
	                     V(w->partnership), V(found->before)),
	              found);
}

static bool step_notes(struct work *w, struct moment before, int64_t *removed)
{
	return ran(db_run(w,
	                  "UPDATE participant SET label = '' WHERE partnership = $1 AND id IN (SELECT p.id FROM "
	                  "participant p WHERE p.partnership = $1 AND p.label <> '' AND p.made_at < $2 ORDER BY p.id "
	                  "LIMIT $3)",
	                  V(w->partnership), V(before), V(STEP_LARGE)),
	           removed);
}

/* ------------------------------------------------------------------ sessions */

/* Tries are of the whole Cairn: whoever clears out clears all that are old. */
static bool find_sessions(struct work *w, struct clear_out *found)
{
	return is_one(db_ask(w, "SELECT COUNT(*), MIN(ends_at) FROM session WHERE partnership = $1 AND ends_at < $2",
	                     V(w->partnership), V(found->before)),
	              found) &&
	       is_one(db_ask(w, "SELECT COUNT(*), MIN(began_at) FROM attempt WHERE began_at < $1", V(found->before)),
	              found) &&
	       is_one(db_ask(w,
	                     "SELECT COUNT(*), MIN(made_at) FROM invitation WHERE partnership = $1 AND "
	                     "COALESCE(used_at, ends_at) < $2",
	                     V(w->partnership), V(found->before)),
	              found);
}

static bool step_sessions(struct work *w, struct moment before, int64_t *removed)
{
	return ran(db_run(w, "DELETE FROM session WHERE partnership = $1 AND ends_at < $2", V(w->partnership),
	                  V(before)),
	           removed) &&
	       ran(db_run(w, "DELETE FROM attempt WHERE began_at < $1", V(before)), removed) &&
	       ran(db_run(w, "DELETE FROM invitation WHERE partnership = $1 AND COALESCE(used_at, ends_at) < $2",
	                  V(w->partnership), V(before)),
	           removed);
}

/* ------------------------------------------------------------------ the log, documents, drafts */

static bool find_contents(struct work *w, struct clear_out *found)
{
	return is_one(db_ask(w,
	                     "SELECT COUNT(*), MIN(e.at) FROM event_payload p JOIN event e ON e.partnership = "
	                     "p.partnership AND e.number = p.number WHERE p.partnership = $1 AND e.at < $2",
	                     V(w->partnership), V(found->before)),
	              found);
}

static bool step_contents(struct work *w, struct moment before, int64_t *removed)
{
	return ran(db_run(w,
	                  "DELETE FROM event_payload WHERE partnership = $1 AND number IN (SELECT p.number FROM "
	                  "event_payload p JOIN event e ON e.partnership = p.partnership AND e.number = p.number "
	                  "WHERE p.partnership = $1 AND e.at < $2 ORDER BY p.number LIMIT $3)",
	                  V(w->partnership), V(before), V(STEP_LARGE)),
	           removed);
}

/* Work whose file is for good stays with its file; clear-outs stay, for the next is due a year after the last. */
#define OLD_JOBS                                                                                                       \
	"FROM job j WHERE j.partnership = $1 AND j.ended_at < $2 AND j.state NOT IN ('waiting', 'running') AND "       \
	"j.kind <> 'clearout' AND (j.kind IN " JOB_KINDS_MADE " OR NOT EXISTS (SELECT 1 FROM job_file f WHERE "   \
	"f.partnership = j.partnership AND f.job = j.id))"

static bool find_documents(struct work *w, struct clear_out *found)
{
	return is_one(db_ask(w, "SELECT COUNT(*), MIN(j.ended_at) " OLD_JOBS, V(w->partnership), V(found->before)),
	              found);
}

static bool drop_document(struct work *w, const struct rows *rows, size_t row)
{
	int64_t job = row_int(rows, row, 0);

	return job_file_drop(w, job) &&
	       db_run(w, "DELETE FROM job WHERE partnership = $1 AND id = $2", V(w->partnership), V(job)) == 1;
}

static bool step_documents(struct work *w, struct moment before, int64_t *removed)
{
	return each_id(w,
	               db_ask(w, "SELECT j.id " OLD_JOBS " ORDER BY j.id LIMIT $3", V(w->partnership), V(before),
	                      V(STEP_SMALL)),
	               removed, drop_document);
}

static bool find_drafts(struct work *w, struct clear_out *found)
{
	return is_one(db_ask(w,
	                     "SELECT COUNT(*), MIN(made_at) FROM round WHERE partnership = $1 AND state = 'draft' "
	                     "AND made_at < $2",
	                     V(w->partnership), V(found->before)),
	              found);
}

static bool drop_draft(struct work *w, const struct rows *rows, size_t row)
{
	return round_delete(w, row_int(rows, row, 0), row_int(rows, row, 1));
}

static bool step_drafts(struct work *w, struct moment before, int64_t *removed)
{
	return each_id(w,
	               db_ask(w,
	                      "SELECT id, version FROM round WHERE partnership = $1 AND state = 'draft' "
	                      "AND made_at < $2 ORDER BY id LIMIT $3",
	                      V(w->partnership), V(before), V(STEP_SMALL)),
	               removed, drop_draft);
}

/* ------------------------------------------------------------------ all of them */

/* In the order of retention_kinds. */
static const struct clearing {
	bool (*find)(struct work *w, struct clear_out *found);
	bool (*step)(struct work *w, struct moment before, int64_t *removed);
} clearings[RETENTION_KINDS] = {
	{ find_answers, step_answers },   { find_words, step_words },       { find_notes, step_notes },
	{ find_sessions, step_sessions }, { find_contents, step_contents }, { find_documents, step_documents },
	{ find_drafts, step_drafts },
};

bool clear_out_of(struct work *w, const struct retention *retention, size_t kind, struct clear_out *found)
{
	int64_t months = retention_months(retention, kind);

	*found = (struct clear_out){ .kind = retention_kinds[kind].name,
		                     .months = months,
		                     .before = { w->now.ms - months * MONTH_MS } };
	return clearings[kind].find(w, found);
}

bool clear_out_step(struct work *w, size_t kind, struct moment before, int64_t *removed)
{
	*removed = 0;
	return clearings[kind].step(w, before, removed);
}

bool clear_out_note(struct work *w, size_t kind, struct moment before, int64_t removed)
{
	return event_record(w, "cleared out", retention_kinds[kind].name, 0,
	                    text_format(w->arena, "{\"records\":%lld,\"before\":%lld}", (long long)removed,
	                                (long long)before.ms));
}

/* The dates of a demonstration are made up. */
bool clear_out_is_due(struct work *w, bool *due)
{
	struct rows *rows = db_ask(w,
	                           "SELECT (SELECT MAX(ended_at) FROM job WHERE partnership = $1 AND kind = 'clearout' "
	                           "AND state = 'done'), (SELECT created_at FROM partnership WHERE id = $1 AND "
	                           "is_demonstration = 0)",
	                           V(w->partnership));
	int64_t last = row_int(rows, 0, 0), began = row_int(rows, 0, 1);

	*due = rows != NULL && began != 0 && (last > began ? last : began) + YEAR_MS < w->now.ms;
	return rows != NULL;
}
