#include "engine/tally.h"

int tally_placed(const struct tally *tally)
{
	int people = 0;

	for (int i = 0; i < POSITIONS; i++)
		people += tally->positions[i];
	return people;
}

int tally_answered(const struct tally *tally)
{
	return tally_placed(tally) + tally->dont_know + tally->does_not_apply;
}

void tally_add(struct tally *to, const struct tally *more)
{
	for (int i = 0; i < POSITIONS; i++)
		to->positions[i] += more->positions[i];
	to->dont_know += more->dont_know;
	to->does_not_apply += more->does_not_apply;
}
