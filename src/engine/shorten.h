/*
 * Taking something out of what somebody wrote, so that it can be seen that something was taken out, and nothing was put in.
 *
 * A facilitator hands in the text as it should be. It must be the writer's own words in their own order, with some of them left out; where some
 * were left out a mark stands, "[a name was taken out]", put there by the facilitator or, where it is missing, by us. Any other word, a word
 * moved, changed or put in, is refused. So nobody can make a writer say what they did not, and a reader always sees where
 * something is missing. What cannot be helped: leaving out a "not" turns a sentence round; the mark in its place tells a reader to beware.
 *
 * Words are runs of letters and digits; every other character but white space counts by itself. White space is always the writer's.
 */
#ifndef CAIRN_ENGINE_SHORTEN_H
#define CAIRN_ENGINE_SHORTEN_H

#include <stddef.h>

#include "base/arena.h"

/* The marks there are: no other text in square brackets is one. "[...]" and "[]" stand for the mark that goes with the reason. */
enum mark { MARK_NAME, MARK_CONTACT, MARK_PERSON, MARK_SOMETHING };
const char *mark_words(enum mark mark);

enum shorten {
	SHORTEN_DONE,
	SHORTEN_NOTHING, /* nothing was taken out */
	SHORTEN_ALL,     /* nothing is left but marks */
	SHORTEN_ADDED,   /* there is a word that the writer did not write, or not there */
	SHORTEN_TOO_LONG,
};

struct shortened {
	enum shorten became;
	const char *left;  /* SHORTEN_DONE: what is to be shown */
	const char *added; /* SHORTEN_ADDED: the first such word */
};

/* `mark` goes where something is missing without one. */
struct shortened shorten(struct arena *arena, const char *written, const char *wanted, enum mark mark);

/* The text with a mark in place of every occurrence of these words, to be handed to shorten(). */
const char *shorten_replace(struct arena *arena, const char *text, const char *words, enum mark mark);

#endif
