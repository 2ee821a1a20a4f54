/* Whether reasons ("it does not apply, because ...") from voices that are withheld may stand without a name. */
#include "engine/release_parts.h"

/*
 * Of a voice that is withheld: how many people the reasons without a name could be from. Everybody who answered the
 * item where the voice stands without a name; where it is named, only those who wrote one, since the rest of its
 * words say whose they are.
 */
static int cover_of(const struct draft *draft, size_t item, size_t voice)
{
	const struct release_question *question = draft->question;
	const struct release_voice *of = &draft->voices[voice];
	bool named = draft->said[item * question->voice_count + voice].label != LABEL_NONE;
	int cover = 0;

	for (size_t i = 0; i < of->unit_count; i++) {
		const struct release_unit *unit = &draft->units[of->first_unit + i];

		for (size_t k = 0; k < unit->group_count; k++) {
			const struct release_answers *answers = answers_of(question, item, unit->groups[k]);

			cover += named ? answers->reasons : answers->responded;
		}
	}
	return cover;
}

/*
 * A reason counts its author among those for whom the item does not apply. A voice that is shown is no cover for it:
 * its own count of them is printed, and what is more would follow for the others. So only the withheld voices count.
 * Where there is but one, it is named or too small: then they are shown only when enough people wrote one.
 */
static bool may_show(const struct draft *draft, size_t item)
{
	const struct release_question *question = draft->question;
	int cover = 0;

	for (size_t voice = 0; voice < question->voice_count; voice++) {
		if (draft->voice_cells[item * question->voice_count + voice].state == CELL_WITHHELD)
			cover += cover_of(draft, item, voice);
	}
	return cover >= question->threshold;
}

void release_reasons(struct draft *draft)
{
	for (size_t item = 0; item < draft->question->item_count; item++)
		draft->items[item].has_withheld_reasons = may_show(draft, item);
}
