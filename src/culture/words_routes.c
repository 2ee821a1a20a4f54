/* The addresses of a round's words: checking, releasing, taking out, tags; and erasing what one person answered. The page of all words is among the results (results_doors.c). */
#include "culture/round_erase.h"
#include "culture/words_check.h"
#include "culture/words_tags.h"
#include "culture/words_take_out.h"

const struct route words_routes[] = {
	{ GET, "/culture/rounds/:id/words/check", SHOW(show_words_check), MAY_PLAN, READS, "Check the words" },
	{ POST, "/culture/rounds/:id/words/check", SAVE(words_check), MAY_PLAN, CHANGES | BIG, "Check the words" },
	{ GET, "/culture/rounds/:id/words/release", SHOW(show_words_release), MAY_PLAN, READS, "Release the words" },
	{ POST, "/culture/rounds/:id/words/release", SAVE(words_release), MAY_PLAN, CHANGES | JOBS,
	  "Release the words" },
	{ GET, "/culture/rounds/:id/words/:place/take-out", SHOW(show_words_take_out), MAY_PLAN, READS,
	  "Take something out of a comment" },
	{ POST, "/culture/rounds/:id/words/:place/take-out", SAVE(words_take_out), MAY_PLAN, CHANGES,
	  "Take something out of a comment" },
	{ GET, "/culture/rounds/:id/words/tags", SHOW(show_words_tags), MAY_READ, READS, "Tags" },
	{ GET, "/culture/rounds/:id/words/tags/new", SHOW(show_words_tag), MAY_ANALYSE, READS, "Make a tag" },
	{ POST, "/culture/rounds/:id/words/tags/new", SAVE(words_tag), MAY_ANALYSE, CHANGES, "Make a tag" },
	{ GET, "/culture/rounds/:id/words/tags/:tag", SHOW(show_words_tag), MAY_ANALYSE, READS, "A tag" },
	{ POST, "/culture/rounds/:id/words/tags/:tag", SAVE(words_tag), MAY_ANALYSE, CHANGES, "Save a tag" },
	{ POST, "/culture/rounds/:id/words/tags/:tag/remove", SAVE(words_tag_remove), MAY_ANALYSE, CHANGES,
	  "Take a tag away" },
	{ GET, "/culture/rounds/:id/erase", SHOW(show_round_erase), MAY_PLAN, READS, "Erase what one person answered" },
	{ POST, "/culture/rounds/:id/erase", SAVE(round_erase), MAY_PLAN, CHANGES, "Erase what one person answered" },
	{ 0 }
};
