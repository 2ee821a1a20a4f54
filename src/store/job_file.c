#include "store/job_file.h"

#include "base/text.h"
#include "db/db.h"

bool job_file_drop(struct work *w, int64_t job)
{
	const struct rows *rows = db_ask(w, "DELETE FROM job_file WHERE partnership = $1 AND job = $2 RETURNING file",
	                                 V(w->partnership), V(job));

	return rows != NULL && (rows->len == 0 || file_drop(w, row_int(rows, 0, 0)));
}

int64_t job_file_begin(struct work *w, const struct job *job, const struct file *file)
{
	int64_t id = job_file_drop(w, job->id) ? file_begin(w, file) : 0;

	return id != 0 && db_run(w, "INSERT INTO job_file (partnership, job, file) VALUES ($1, $2, $3)",
	                         V(w->partnership), V(job->id), V(id)) == 1
	               ? id
	               : 0;
}

struct moment job_file_until(const struct job *job)
{
	if (job->file == 0 || !text_equal(job->state, "done"))
		return (struct moment){ 0 };
	return (struct moment){ job->ended_at.ms +
		                (text_equal(job->kind, "takeout") ? JOB_FILE_KEPT_MS : JOB_DOCUMENT_KEPT_MS) };
}

bool job_files_old(struct work *w, struct list_any *jobs)
{
	return rows_all(
		w,
		db_ask(w,
	               "SELECT " JOB_COLUMNS "WHERE j.kind IN " JOB_KINDS_MADE " AND f.file IS NOT NULL "
	               "AND j.state NOT IN ('waiting', 'running') AND (j.state <> 'done' "
	               "OR (j.kind = 'takeout' AND j.ended_at <= $1) OR (j.kind <> 'takeout' AND j.ended_at <= $2)) "
	               "ORDER BY j.partnership, j.id",
	               V(w->now.ms - JOB_FILE_KEPT_MS), V(w->now.ms - JOB_DOCUMENT_KEPT_MS)),
		&job_record, jobs);
}
