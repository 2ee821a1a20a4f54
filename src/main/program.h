/*
 * The running program: what its doors share. Made once in main, handed along, read by all threads; what changes in it is atomic.
 */
#ifndef CAIRN_MAIN_PROGRAM_H
#define CAIRN_MAIN_PROGRAM_H

#include <stdatomic.h>

#include "db/db.h"
#include "web/route.h"

#define THEMES_MAX 48

struct server;
struct workers;
struct runner;

struct program {
	struct database *database;
	const char *secret;                     /* the installation's; keys the forgery tokens */
	const struct theme *const *themes;      /* ended by a null */
	const struct route *tables[THEMES_MAX]; /* the routes of each, ended by a null */
	struct frame_assets assets;
	int64_t started_us;

	/* Only when serving; null otherwise. */
	struct server *_Atomic server; /* requests may come before server_start has come back */
	struct workers *workers;
	struct runner *runner;       /* of long work */
	_Atomic int64_t answered[6]; /* by the first digit of the status */
	_Atomic int64_t next_request;
};

/* The themes' routes side by side, and where the assets are. A fault when a route does not say who may come in or what it does. */
bool program_start(struct work *w, struct program *program);

/* The one list of themes, ended by a null. */
extern const struct theme *const themes[];

/* The program's own: assets, health, metrics, and the commands that keep it. */
extern const struct theme own_theme;

#endif
