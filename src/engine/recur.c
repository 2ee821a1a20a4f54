#include "engine/recur.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/text.h"
#include "base/words.h"
#include "engine/stop_words.h"

#define TERM_BYTES  (2 * WORD_BYTES + 2)
#define LEAST_BYTES 3

/* ------------------------------------------------------------------ the terms of a text */

struct reading {
	struct arena *arena;
	const char *rest;
	const char *before, *before_ends; /* the word before, and where it ended; null when it says nothing */
	const char *pair;                 /* still to be given, or null */
};

static bool says_something(const char *folded)
{
	return strlen(folded) >= LEAST_BYTES && strspn(folded, "0123456789") < strlen(folded) && !is_stop_word(folded);
}

static bool is_beside(const char *end, const char *at)
{
	for (; end < at; end++) {
		if (*end != ' ' && *end != '-')
			return false;
	}
	return true;
}

/* The next word or pair; null at the end. Texts are read anew for each question: nothing but the terms themselves is kept. */
static const char *next_term(struct reading *reading)
{
	struct word_place place;

	if (reading->pair != NULL) {
		const char *pair = reading->pair;

		reading->pair = NULL;
		return pair;
	}
	while (words_next(&reading->rest, &place)) {
		const char *word = word_folded(reading->arena, place);

		if (!says_something(word)) {
			reading->before = NULL;
			continue;
		}
		if (reading->before != NULL && is_beside(reading->before_ends, place.at))
			reading->pair = text_format(reading->arena, "%s %s", reading->before, word);
		reading->before = word;
		reading->before_ends = place.at + place.len;
		return word;
	}
	return NULL;
}

bool recur_has(struct arena *arena, const char *text, const char *term)
{
	struct reading reading = { .arena = arena, .rest = text };

	for (const char *one = next_term(&reading); one != NULL; one = next_term(&reading)) {
		if (strcmp(one, term) == 0)
			return true;
	}
	return false;
}

/* ------------------------------------------------------------------ counting */

/* A table by the terms' bytes, open addressing; never more than half full. */
struct counted {
	const char *term; /* null: free */
	size_t last;      /* the text that counted it last, from 1 */
	int texts;
};

struct counting {
	struct arena *arena;
	struct counted *at;
	size_t room, used;
};

/* Fowler, Noll and Vo, 1a. */
static uint64_t bytes_hash(const char *text)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return hash;
}

static struct counted *place_of(const struct counting *counting, const char *term)
{
	size_t at = (size_t)bytes_hash(term) & (counting->room - 1);

	while (counting->at[at].term != NULL && strcmp(counting->at[at].term, term) != 0)
		at = (at + 1) & (counting->room - 1);
	return &counting->at[at];
}

static void grow(struct counting *counting)
{
	struct counting larger = { .arena = counting->arena, .room = counting->room == 0 ? 1024 : 2 * counting->room };

	larger.at = NEW_ARRAY(counting->arena, struct counted, larger.room);
	larger.used = counting->used;
	for (size_t i = 0; i < counting->room; i++) {
		if (counting->at[i].term != NULL)
			*place_of(&larger, counting->at[i].term) = counting->at[i];
	}
	*counting = larger;
}

static void count_term(struct counting *counting, const char *term, size_t text)
{
	struct counted *counted;

	if (2 * counting->used >= counting->room)
		grow(counting);
	counted = place_of(counting, term);
	if (counted->term == NULL) {
		counted->term = term;
		counting->used++;
	}
	counted->texts += counted->last != text;
	counted->last = text;
}

/* ------------------------------------------------------------------ what comes up most */

static int by_texts(const void *one, const void *other)
{
	const struct recurring *a = one, *b = other;

	if (a->texts != b->texts)
		return a->texts > b->texts ? -1 : 1;
	return strcmp(a->term, b->term);
}

static bool is_of_pair(const char *word, const char *pair)
{
	const char *space = strchr(pair, ' ');
	size_t len = strlen(word);

	if (space == NULL || strchr(word, ' ') != NULL)
		return false;
	return strcmp(space + 1, word) == 0 || ((size_t)(space - pair) == len && strncmp(pair, word, len) == 0);
}

/* Equal numbers stand together, so only they are looked at. */
static bool is_only_in_a_pair(const struct recurring_list *all, size_t at)
{
	size_t first = at, end = at;

	while (first > 0 && all->at[first - 1].texts == all->at[at].texts)
		first--;
	while (end < all->len && all->at[end].texts == all->at[at].texts)
		end++;
	for (size_t i = first; i < end; i++) {
		if (is_of_pair(all->at[at].term, all->at[i].term))
			return true;
	}
	return false;
}

static struct recurring_list most_of(struct arena *arena, const struct counting *counting)
{
	struct recurring_list all = { 0 }, most = { 0 };

	for (size_t i = 0; i < counting->room; i++) {
		if (counting->at[i].texts >= RECUR_LEAST)
			list_add(arena, &all, ((struct recurring){ counting->at[i].term, counting->at[i].texts }));
	}
	if (all.len > 1)
		qsort(all.at, all.len, sizeof *all.at, by_texts);
	for (size_t i = 0; i < all.len && most.len < RECUR_MOST; i++) {
		if (!is_only_in_a_pair(&all, i))
			list_add(arena, &most, all.at[i]);
	}
	return most;
}

struct recurring_list recur(struct arena *arena, const char *const *texts, size_t count)
{
	struct counting counting = { .arena = arena };

	for (size_t i = 0; i < count; i++) {
		struct reading reading = { .arena = arena, .rest = texts[i] };

		for (const char *term = next_term(&reading); term != NULL; term = next_term(&reading))
			count_term(&counting, term, i + 1);
	}
	return most_of(arena, &counting);
}
