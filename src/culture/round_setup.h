/*
 * The four steps of setting up a round: purpose, scope, people, dates. What they share.
 *
 * Each step is a page of its own that shows what is saved and saves what it asks; each works alone, in any order,
 * as long as the round is a draft. A form carries the version of the round its person saw: when somebody else
 * saved meanwhile, nothing is saved, the form comes back with what was typed, and above it stands what is saved
 * now.
 */
#ifndef CAIRN_CULTURE_ROUND_SETUP_H
#define CAIRN_CULTURE_ROUND_SETUP_H

#include "store/pack.h"
#include "store/round.h"
#include "store/round_setup.h"
#include "web/parts/parts.h"
#include "web/route.h"

enum setup_step { STEP_PURPOSE = 1, STEP_SCOPE, STEP_PEOPLE, STEP_DATES, STEPS = STEP_DATES };

/* A draft as it is stored. */
struct setup {
	const struct round *round;
	const struct pack *pack;
	struct round_setup asked;
};

/* The draft of the address. CONFLICT when the round is no longer a draft. Adds the crumbs above a step. */
bool setup_load(struct work *w, struct request *rq, struct setup *setup);

/* What change_setup saves: the round with the version its person saw. */
struct setup_plan {
	struct round round;
	const struct round_setup *asked; /* null: who is asked what stays as it is */
	const char *step;
};

/* The plan of a step that starts from what is stored, under the version the form came with. */
struct setup_plan *setup_plan(struct work *w, const struct request *rq, const struct setup *setup, const char *step);

/* Where a step leads: to the next one, or back to the round when the other button was pressed. */
struct url setup_then(struct work *w, const struct request *rq, int64_t round, enum setup_step step);

enum outcome change_setup(struct work *w, void *plan);

/* True when the form came back because somebody else saved first. */
bool setup_has_conflict(const struct request *rq);

/* What stands around each step's own questions. */
struct setup_frame {
	const struct request *rq;
	int64_t step;
	const char *heading, *says;
	struct url action, back;
	const char *back_name;
	int64_t version;
	bool is_last;
	struct summary_list saved; /* what is saved now, after a conflict */
};

struct setup_frame setup_frame(struct work *w, struct request *rq, const struct round *round, enum setup_step step);
/* One line of what is saved now; kept only after a conflict. */
void setup_saved(struct work *w, struct setup_frame *frame, const char *name, const char *value);

void view_setup_begin(struct out *o, const struct setup_frame *frame);
void view_setup_end(struct out *o, const struct setup_frame *frame);

/* Criteria to tick, theme by theme. The field of the form is called `criterion`. */
struct criterion_check {
	const char *id, *key, *name, *question, *note;
	bool is_ticked;
};

struct criterion_theme {
	const char *name;
	struct {
		size_t len, cap;
		struct criterion_check *at;
	} checks;
};

struct criterion_themes {
	size_t len, cap;
	struct criterion_theme *at;
};

/*
 * Those of `offered`, ticked as the form came back, or as in `ticked`. `noted` get the note beside them (null:
 * none do).
 */
struct criterion_themes criterion_themes_of(struct work *w, const struct request *rq, const struct pack *pack,
                                            const struct pack_texts *offered, const struct pack_texts *ticked,
                                            const struct pack_texts *noted, const char *note);
/* Those of `offered` that the form ticks, in the pack's order. */
struct pack_texts criteria_ticked(struct work *w, const struct request *rq, const struct pack_texts *offered);

void view_criterion_checks(struct out *o, const struct request *rq, struct criterion_themes themes);

bool show_round_purpose(struct work *w, struct request *rq);
bool prepare_round_purpose(struct work *w, struct request *rq);
bool show_round_new(struct work *w, struct request *rq);
bool prepare_round_new(struct work *w, struct request *rq);
enum outcome change_round_new(struct work *w, void *plan);
bool show_round_scope(struct work *w, struct request *rq);
bool prepare_round_scope(struct work *w, struct request *rq);
bool show_round_people(struct work *w, struct request *rq);
bool prepare_round_people(struct work *w, struct request *rq);
bool show_round_asked(struct work *w, struct request *rq);
bool prepare_round_asked(struct work *w, struct request *rq);
bool show_round_dates(struct work *w, struct request *rq);
bool prepare_round_dates(struct work *w, struct request *rq);

#endif
