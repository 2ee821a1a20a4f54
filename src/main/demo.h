/*
 * The demonstration: a partnership to start with, made from demo/moray.json.
 *
 * Everything in it is invented and marked as an example. The same seed gives the same answers; the dates are counted back from the day it is loaded,
 * so that it always looks like a partnership's first months.
 */
#ifndef CAIRN_MAIN_DEMO_H
#define CAIRN_MAIN_DEMO_H

#include <jansson.h>

#include "base/random.h"
#include "base/work.h"
#include "store/round.h"
#include "web/route.h"

extern const struct theme demo_theme; /* only its commands */

/* One round with its invented answers: its number, or 0 with the fault in w. Inside a change. */
int64_t demo_round(struct work *w, const json_t *demo, const json_t *described, struct random *random);

/* What one invented participant says of the whole round. */
struct demo_person {
	struct random *random;
	const json_t *demo;
	const struct pack *pack;
	const char *voice_key, *depth, *token;
	const json_t *
		round; /* as the file describes it: level_shift and level_shifts say how much lower or higher than the file's levels */
	double lean;   /* how kindly this person sees things */
	double talks;  /* how likely to write */
	json_t *spent; /* words that somebody said already */
};

/* Saves the answers to these criteria. Inside a change. */
bool demo_answers(struct work *w, struct demo_person *person, const struct pack_texts *criteria);

/* A facilitator checks the words of a closed round and releases them. Inside a change. */
bool demo_words(struct work *w, int64_t round);

/* What that person (1, 2, ... of the group) brings along to the round that the file describes; and what is decided about it after the close. Each
 * inside a change. */
bool demo_evidence_bring(struct work *w, const json_t *round, const char *group, int64_t person, const char *token);
bool demo_evidence_look(struct work *w, int64_t round, const json_t *described);

/*
 * What followed a round, in the order of the file: talk, positions, actions, practice. `named` gathers the numbers of what later entries speak of.
 * Leaves w as whoever did the last of it, on that day. Inside a change.
 */
bool demo_afterwards(struct work *w, struct moment today, int64_t round, const json_t *described, json_t *named);

#endif
