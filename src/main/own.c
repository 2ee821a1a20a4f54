/*
 * The program's own pages: is it well, how is it doing, and the files a browser needs.
 */
#include <stdio.h>
#include <unistd.h>

#include "main/asset.h"
#include "main/commands.h"
#include "main/job_check.h"
#include "main/job_search.h"
#include "main/program.h"
#include "main/workers.h"
#include "web/answer.h"
#include "web/server.h"

static bool answer_text(struct work *w, struct request *rq, struct out *out)
{
	struct html text = out_html(out);

	return answer_bytes(w, rq, "text/plain; charset=utf-8", NULL,
	                    (struct blob){ (const unsigned char *)text.at, text.len });
}

/* Well means that the database answers. */
static bool show_health(struct work *w, struct request *rq)
{
	struct out out = { .arena = w->arena };

	if (db_ask(w, "SELECT 1", NO_VALUES) == NULL)
		return false;
	out_raw(&out, "Cairn is well.\n");
	return answer_text(w, rq, &out);
}

static bool show_robots(struct work *w, struct request *rq)
{
	struct out out = { .arena = w->arena };

	out_raw(&out, "User-agent: *\nAllow: /$\nDisallow: /\n");
	return answer_text(w, rq, &out);
}

/* ----------------------------------------------------------------- metrics */

static void metric(struct out *out, const char *name, const char *kind, const char *says, int64_t value)
{
	out_format(out, "# HELP cairn_%s %s\n# TYPE cairn_%s %s\ncairn_%s %lld\n", name, says, name, kind, name,
	           (long long)value);
}

static void metrics_of_requests(struct out *out, struct program *program)
{
	out_raw(out,
	        "# HELP cairn_requests_total Requests answered, by status.\n# TYPE cairn_requests_total counter\n");
	for (int class = 1; class < 6; class ++)
		out_format(out, "cairn_requests_total{status=\"%dxx\"} %lld\n", class,
		           (long long)atomic_load(&program->answered[class]));
}

static void metrics_of_changes(struct out *out, struct program *program)
{
	struct change_counts counts = database_counts(program->database);

	metric(out, "changes_submitted_total", "counter", "Changes put in the queue.", counts.submitted);
	metric(out, "changes_committed_total", "counter", "Changes kept.", counts.committed);
	metric(out, "changes_refused_total", "counter", "Changes refused.", counts.refused);
	metric(out, "changes_failed_total", "counter", "Changes that could not be saved.", counts.failed);
	metric(out, "changes_retried_total", "counter", "Changes tried again.", counts.retried);
	metric(out, "change_groups_total", "counter", "Commits, each of one change or more.", counts.groups);
	metric(out, "changes_waiting", "gauge", "Changes in the queue.", counts.waiting);
}

static void metrics_of_server(struct out *out, struct program *program)
{
	struct server_counts counts = server_count(program->server);
	struct worker_counts workers = workers_count(program->workers);

	metric(out, "connections", "gauge", "Connections open.", counts.connections);
	metric(out, "connections_total", "counter", "Connections since the start.", counts.connections_opened);
	metric(out, "connections_cut_total", "counter", "Connections cut at a deadline.", counts.connections_cut);
	metric(out, "refused_total", "counter", "Requests refused before a worker saw them.", counts.refused);
	metric(out, "requests_waiting", "gauge", "Requests waiting for a worker.", workers.waiting);
	metric(out, "slow_requests_waiting", "gauge", "Requests waiting for a slow worker.", workers.waiting_slow);
	metric(out, "workers_busy", "gauge", "Workers at work.", workers.busy);
}

static int64_t resident_bytes(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	long long pages = 0;

	if (file == NULL)
		return 0;
	if (fscanf(file, "%*d %lld", &pages) != 1)
		pages = 0;
	fclose(file);
	return pages * sysconf(_SC_PAGESIZE);
}

/* Only for the machine itself: how busy a site is, is nobody else's business. */
static bool show_metrics(struct work *w, struct request *rq)
{
	struct program *program = rq->program;
	struct out out = { .arena = w->arena };

	if (rq->is_forwarded || (!text_starts(rq->address, "127.") && !text_equal(rq->address, "::1")))
		return fault(w, FAULT_NOT_FOUND, "There is no such page.");
	metrics_of_requests(&out, program);
	if (program->server != NULL) {
		metrics_of_changes(&out, program);
		metrics_of_server(&out, program);
	}
	metric(&out, "resident_bytes", "gauge", "Memory in use.", resident_bytes());
	metric(&out, "uptime_seconds", "gauge", "Since the start.",
	       (time_monotonic_us() - program->started_us) / 1000000);
	return answer_text(w, rq, &out);
}

static const struct route own_routes[] = {
	/* method path           handler             who may     what it does    title */
	{ GET, "/assets/:name", SHOW(show_asset), MAY_ANYONE, READS | ALONE, "A file of the program" },
	{ GET, "/favicon.ico", SHOW(show_icon), MAY_ANYONE, READS | ALONE, "The mark of the program" },
	{ GET, "/health", SHOW(show_health), MAY_ANYONE, READS | ALONE, "Whether all is well" },
	{ GET, "/metrics", SHOW(show_metrics), MAY_ANYONE, READS | ALONE, "How busy it is" },
	{ GET, "/robots.txt", SHOW(show_robots), MAY_ANYONE, READS | ALONE, "What search engines may read" },
	{ 0 },
};

static const struct job_kind own_jobs[] = {
	{ "search", "Adding to the search", "Adds to the search what is not there yet.", run_search },
	{ "check", "Check of the database and the record", "Checks the database and the log of what happened.",
	  run_check },
	{ 0 },
};

const struct theme own_theme = {
	.name = "",
	.home = "/",
	.may = MAY_ANYONE,
	.routes = own_routes,
	.commands = own_commands,
	.jobs = own_jobs,
};
