/* The addresses of rounds: who may come in, and what each does. Joined into the theme's table. */
#include "culture/links.h"
#include "culture/round.h"
#include "culture/round_doors.h"
#include "culture/round_preview.h"
#include "culture/round_setup.h"
#include "culture/rounds.h"

/* A step of the set-up: its own way of reading the form, one way of saving. */
#define STEP(name) NULL, prepare_##name, change_setup, NULL

const struct route round_routes[] = {
	{ GET, "/culture/rounds", SHOW(show_rounds), MAY_READ, READS, "Self-assessment" },
	{ GET, "/culture/rounds/new", SHOW(show_round_new), MAY_PLAN, READS, "Start a round" },
	{ POST, "/culture/rounds/new", SAVE(round_new), MAY_PLAN, CHANGES, "Start a round" },
	{ GET, "/culture/rounds/:id", SHOW(show_round), MAY_READ, READS, "A round" },
	{ GET, "/culture/rounds/:id/purpose", SHOW(show_round_purpose), MAY_PLAN, READS, "Why you ask" },
	{ POST, "/culture/rounds/:id/purpose", STEP(round_purpose), MAY_PLAN, CHANGES, "Save why you ask" },
	{ GET, "/culture/rounds/:id/scope", SHOW(show_round_scope), MAY_PLAN, READS, "What you ask" },
	{ POST, "/culture/rounds/:id/scope", STEP(round_scope), MAY_PLAN, CHANGES, "Save what you ask" },
	{ GET, "/culture/rounds/:id/people", SHOW(show_round_people), MAY_PLAN, READS, "Who you ask" },
	{ POST, "/culture/rounds/:id/people", STEP(round_people), MAY_PLAN, CHANGES, "Save who you ask" },
	{ GET, "/culture/rounds/:id/people/:group", SHOW(show_round_asked), MAY_PLAN, READS, "What a group is asked" },
	{ POST, "/culture/rounds/:id/people/:group", STEP(round_asked), MAY_PLAN, CHANGES,
	  "Save what a group is asked" },
	{ GET, "/culture/rounds/:id/dates", SHOW(show_round_dates), MAY_PLAN, READS, "Dates and showing" },
	{ POST, "/culture/rounds/:id/dates", STEP(round_dates), MAY_PLAN, CHANGES, "Save dates and showing" },
	{ GET, "/culture/rounds/:id/preview/:group", SHOW(show_round_preview), MAY_PLAN, READS,
	  "What a group will see" },
	{ GET, "/culture/rounds/:id/preview/:group/:criterion", SHOW(show_round_preview_question), MAY_PLAN, READS,
	  "A question as they will see it" },
	{ GET, "/culture/rounds/:id/open", SHOW(show_round_open), MAY_PLAN, READS, "Open a round" },
	{ POST, "/culture/rounds/:id/open", SAVE(round_open), MAY_PLAN, CHANGES, "Open a round" },
	{ GET, "/culture/rounds/:id/close", SHOW(show_round_close), MAY_PLAN, READS, "Close a round" },
	{ POST, "/culture/rounds/:id/close", SAVE(round_close), MAY_PLAN, CHANGES | JOBS, "Close a round" },
	{ GET, "/culture/rounds/:id/last-day", SHOW(show_round), MAY_PLAN, READS, "Move the last day" },
	{ POST, "/culture/rounds/:id/last-day", SAVE(round_last_day), MAY_PLAN, CHANGES, "Move the last day" },
	{ GET, "/culture/rounds/:id/delete", SHOW(show_round_delete), MAY_PLAN, READS, "Delete a draft" },
	{ POST, "/culture/rounds/:id/delete", SAVE(round_delete), MAY_PLAN, CHANGES, "Delete a draft" },
	{ GET, "/culture/rounds/:id/posters", SHOW(show_posters), MAY_PLAN, READS, "Posters" },
	{ GET, "/culture/rounds/:id/links", SHOW(show_links), MAY_PLAN, READS, "Links to answer" },
	{ GET, "/culture/rounds/:id/links/:group", SHOW(show_personal_links), MAY_PLAN, READS, "Personal links" },
	{ POST, "/culture/rounds/:id/links/:group", SAVE_THEN(personal_links), MAY_PLAN, CHANGES,
	  "Make personal links" },
	{ GET, "/culture/rounds/:id/links/:group/poster", SHOW(show_poster), MAY_PLAN, READS, "Poster" },
	{ .path = NULL },
};
