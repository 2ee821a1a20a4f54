#include "store/answer_copies.h"

#include "base/text.h"

/* A text that is the beginning of the other adds nothing to it, so the longer stays. */
static bool join_text(const char *stored, const char **said)
{
	if (text_starts(*said, stored))
		return true;
	if (!text_starts(stored, *said))
		return false;
	*said = stored;
	return true;
}

static bool join_placed(int stored, int *said)
{
	if (*said == PLACED_NOT_SAID)
		*said = stored;
	return stored == PLACED_NOT_SAID || stored == *said;
}

static bool join_ratings(const struct response *stored, const struct response *said)
{
	for (size_t i = 0; i < said->ratings.len; i++) {
		int placed = said->ratings.at[i].placed;

		if (!join_placed(rating_of(stored, said->ratings.at[i].statement), &placed))
			return false;
	}
	return true;
}

bool copies_join(const struct response *stored, struct response *said)
{
	return join_text(stored->strength, &said->strength) && join_text(stored->development, &said->development) &&
	       join_text(stored->reason, &said->reason) && join_placed(stored->placed, &said->placed) &&
	       join_ratings(stored, said);
}

bool copies_are_same(const struct response *stored, const struct response *said)
{
	for (size_t i = 0; i < said->ratings.len; i++) {
		if (rating_of(stored, said->ratings.at[i].statement) != said->ratings.at[i].placed)
			return false;
	}
	return text_equal(stored->strength, said->strength) && text_equal(stored->development, said->development) &&
	       text_equal(stored->reason, said->reason) && stored->placed == said->placed;
}
