/*
 * The parts of release.c, not for others: each decides one thing and writes it into the draft. They run in the
 * order in which they stand here, and each may read what the ones before it decided.
 */
#ifndef CAIRN_ENGINE_RELEASE_PARTS_H
#define CAIRN_ENGINE_RELEASE_PARTS_H

#include "engine/release.h"

/* The release while it is being made. */
struct draft {
	struct arena *arena;
	const struct release_question *question;
	int *voice_people; /* how many took part, shown or not */
	struct release_voice *voices;
	struct release_unit *units;
	int *unit_people;
	size_t unit_count;
	size_t *unit_of_group;
	struct tally_cell *voice_cells, *unit_cells, *totals;
	bool *is_split;
	struct release_item *items;
	struct release_said *said;
};

/* Null, or a sentence on what is wrong with the question. */
const char *release_check(struct arena *arena, const struct release_question *question);
void release_units(struct draft *draft);
void release_cells(struct draft *draft);
void release_words(struct draft *draft);
void release_reasons(struct draft *draft);

static inline const struct release_answers *answers_of(const struct release_question *question, size_t item,
                                                       size_t group)
{
	return &question->answers[item * question->group_count + group];
}

#endif
