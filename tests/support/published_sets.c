#include "published_sets.h"

uint32_t unit_set(const struct release *release, size_t unit)
{
	uint32_t set = 0;

	for (size_t i = 0; i < release->units[unit].group_count; i++)
		set |= UINT32_C(1) << release->units[unit].groups[i];
	return set;
}

uint32_t voice_set(const struct release *release, size_t voice)
{
	const struct release_voice *of = &release->voices[voice];
	uint32_t set = 0;

	for (size_t i = 0; i < of->unit_count; i++)
		set |= unit_set(release, of->first_unit + i);
	return set;
}

const struct release_answers *answers_in(struct look look, size_t group)
{
	return &look.round->answers[look.item * look.round->question.group_count + group];
}

enum cell_state voice_state(struct look look, size_t voice)
{
	return look.release->voice_cells[look.item * look.release->voice_count + voice].state;
}

void collect_numbers(struct look look, struct subtraction *sums)
{
	const struct release *release = look.release;
	uint32_t total = 0;

	for (size_t i = 0; i < release->voice_count; i++) {
		if (voice_state(look, i) == CELL_SHOWN)
			total |= voice_set(release, i);
		if (voice_state(look, i) != CELL_WITHHELD)
			subtraction_add(sums, voice_set(release, i));
	}
	for (size_t i = 0; i < release->unit_count; i++) {
		if (release->unit_cells[look.item * release->unit_count + i].state != CELL_WITHHELD)
			subtraction_add(sums, unit_set(release, i));
	}
	if (release->totals[look.item].state == CELL_SHOWN)
		subtraction_add(sums, total);
}
