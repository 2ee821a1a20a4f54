/*
 * Older take-outs. A step of the schema that only adds needs nothing here: what a take-out does not have gets the defaults. One that computes
 * (fills a new column from an old one) ran over the partnerships that were here, not over one that was taken out before it: the same is done for that
 * one when it is taken in. For example, a step 6 with "UPDATE released SET words_released_at = decided_at":
 *
 *     static bool words_were_released(struct work *w)
 *     {
 *             return db_run(w, "UPDATE released SET words_released_at = decided_at WHERE partnership = $1",
 *                           V(w->partnership)) >= 0;
 *     }
 *     const struct takein_step takein_steps[] = { { 6, words_were_released }, { 0 } };
 */
#include "store/takein_parts.h"

const struct takein_step takein_steps[] = { { 0 } };

static bool had_run(const struct takeout_manifest *manifest, int64_t number)
{
	for (size_t i = 0; i < manifest->steps.len; i++) {
		if (manifest->steps.at[i] == number)
			return true;
	}
	return false;
}

bool takein_older(struct work *w, const struct takeout_manifest *manifest, const struct takein_step *steps)
{
	for (; steps->run != NULL; steps++) {
		if (!had_run(manifest, steps->number) && !steps->run(w))
			return false;
	}
	return true;
}
