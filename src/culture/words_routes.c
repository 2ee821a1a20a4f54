/* The addresses of a round's words: checking, releasing, taking out, tags. The page of all words is among the results (results_doors.c). */
#include "culture/words_check.h"

const struct route words_routes[] = {
	{ GET, "/culture/rounds/:id/words/check", SHOW(show_words_check), MAY_PLAN, READS, "Check the words" },
	{ POST, "/culture/rounds/:id/words/check", SAVE(words_check), MAY_PLAN, CHANGES | BIG, "Check the words" },
	{ GET, "/culture/rounds/:id/words/release", SHOW(show_words_release), MAY_PLAN, READS, "Release the words" },
	{ POST, "/culture/rounds/:id/words/release", SAVE(words_release), MAY_PLAN, CHANGES, "Release the words" },
	{ 0 }
};
