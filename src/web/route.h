/*
 * The route table: what each address does and who may come in.
 *
 *     { GET,  "/plan/options/:id", SHOW(show_option), MAY_READ, READS,   "One option" },
 *     { POST, "/plan/options/:id", SAVE(option),      MAY_PLAN, CHANGES, "Save an option" },
 *
 * A GET asks and shows; it never changes anything. A POST has two functions. `prepare` runs on a worker: it reads the form, checks
 * it, may hash a password, and leaves a plan in rq->plan and where to go in rq->then. False with mistakes in the form and no fault: the page of
 * the GET route at the same path is shown again, with the mistakes and what was typed. `change` runs in the queue of changes: SQL
 * only. When it gives REFUSED with the fault CONFLICT, that same page is shown with the sentence. After CHANGED the answer is a redirect to
 * rq->then, unless the route has an `after`, which answers itself (SAVE_THEN).
 */
#ifndef CAIRN_WEB_ROUTE_H
#define CAIRN_WEB_ROUTE_H

#include "base/command.h"
#include "base/may.h"
#include "base/outcome.h"
#include "web/request.h"

enum effect {
	READS = 1,
	CHANGES = 2,
	SLOW = 4,   /* hashes a password or as dear: the small second pool */
	BIG = 8,    /* takes an upload of up to 20 MB, from who is signed in or holds a link; others 256 kB */
	ALONE = 16, /* looks at neither session nor partnership: assets, health */
	JOBS = 32,  /* asks for long work, or stops it: whoever runs it is told when the change is certain */
};

struct route {
	enum method method;
	const char *path;
	bool (*show)(struct work *w, struct request *rq);
	bool (*prepare)(struct work *w, struct request *rq);
	change_function *change;
	bool (*after)(struct work *w, struct request *rq);
	enum may may;
	unsigned effect;
	const char *title;
};

#define SHOW(function)  function, NULL, NULL, NULL
#define SAVE(name)      NULL, prepare_##name, change_##name, NULL
#define SAVE_THEN(name) NULL, prepare_##name, change_##name, after_##name

struct job_kind; /* the store's: a kind of long work */

/* A theme's table of contents. */
struct theme {
	const char *name;               /* as people see it in the menu; "" for none */
	const char *home;               /* its address */
	enum may may;                   /* who sees it in the menu */
	const struct route *routes;     /* ended by a null path */
	const struct command *commands; /* ended by a null name; null for none */
	const struct job_kind *jobs;    /* its kinds of long work, ended by a null name; null for none */
};

/* The route for a method and a path, its :words put into rq->parts; null when there is none (then `*other` says whether
 * the path exists with another method). */
const struct route *route_find(struct work *w, struct request *rq, const struct route *const *tables, bool *other);

/* The GET route with the very pattern of a POST route: the page that holds its form. Null when there is none. */
const struct route *route_shown_at(const struct route *const *tables, const struct route *saved);

#endif
