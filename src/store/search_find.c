/*
 * Looking up. The rarest of the words gives the candidates; those that lack another word are dropped, word by word. What comes first is
 * settled here and not in the database, so that both give the same list.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "store/role.h"
#include "store/search.h"

#define LAST_CHARACTER "\xF4\x8F\xBF\xBF" /* nothing that begins with a word comes after the word and this */
#define RARE           10000              /* words are counted so far to find the rarest */
#define COMMON_TIMES   8

/* ------------------------------------------------------------------ what was typed */

/* At most so many characters. */
static const char *first_characters(struct arena *arena, const char *text, size_t most)
{
	size_t len = 0;

	for (size_t count = 0; text[len] != '\0' && count < most; count++) {
		len++;
		while (((unsigned char)text[len] & 0xC0) == 0x80)
			len++;
	}
	return text_copy_bytes(arena, text, len);
}

static bool is_there(const struct search_query *query, const char *word)
{
	for (size_t i = 0; i < query->count; i++) {
		if (text_equal(query->words[i].first, word))
			return true;
	}
	return false;
}

struct search_query search_query_of(struct arena *arena, const char *typed)
{
	const char *whole = text_squeeze(arena, typed);
	struct search_query query = { .typed = text_trim(arena, first_characters(arena, whole, SEARCH_CHARACTERS)) };
	const char *rest = query.typed;
	struct word_place place;

	query.was_cut = text_characters(whole) > SEARCH_CHARACTERS;
	while (words_next(&rest, &place)) {
		const char *word = word_folded(arena, place);

		if (*word == '\0' || is_there(&query, word))
			continue;
		query.was_cut = query.was_cut || query.count == SEARCH_WORDS;
		if (query.count < SEARCH_WORDS) {
			query.words[query.count].first = word;
			query.words[query.count++].last = word;
		}
	}
	if (query.count > 0)
		query.words[query.count - 1].last =
			text_format(arena, "%s" LAST_CHARACTER, query.words[query.count - 1].first);
	return query;
}

bool search_query_has(const struct search_query *query, const char *folded)
{
	for (size_t i = 0; i < query->count; i++) {
		if (strcmp(folded, query->words[i].first) >= 0 && strcmp(folded, query->words[i].last) <= 0)
			return true;
	}
	return false;
}

/* ------------------------------------------------------------------ candidates */

struct match {
	int64_t entry, at;
	unsigned titles; /* a bit for each word that stands in the title */
	bool is_kept;
};

struct matches {
	size_t len, cap;
	struct match *at;
};

/* Up to `most`. */
static bool count_word(struct work *w, const struct search_word *word, int64_t most, int64_t *count)
{
	const struct rows *rows =
		db_ask(w,
	               "SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_word WHERE partnership = $1 "
	               "AND in_title IN (0, 1) AND word >= $2 AND word <= $3 LIMIT $4) counted",
	               V(w->partnership), V(word->first), V(word->last), V(most));

	*count = rows == NULL ? 0 : row_int(rows, 0, 0);
	return rows != NULL;
}

/* Puts the words in order, and how often each is there, up to RARE. */
static bool rarest_first(struct work *w, struct search_query *query, int64_t counts[SEARCH_WORDS])
{
	for (size_t i = 0; i < query->count; i++) {
		struct search_word word = query->words[i];
		size_t place = i;
		int64_t count;

		if (!count_word(w, &word, RARE, &count))
			return false;
		for (; place > 0 && counts[place - 1] > count; place--) {
			counts[place] = counts[place - 1];
			query->words[place] = query->words[place - 1];
		}
		counts[place] = count;
		query->words[place] = word;
	}
	return true;
}

static int by_entry(const void *one, const void *other)
{
	const struct match *a = one, *b = other;

	return (a->entry > b->entry) - (a->entry < b->entry);
}

static struct match *match_of(const struct matches *matches, int64_t entry)
{
	struct match wanted = { .entry = entry };

	return bsearch(&wanted, matches->at, matches->len, sizeof wanted, by_entry);
}

/* What has the word and may be seen, by entry, each once: the last word may have begun several of an entry's. */
static bool find_first(struct work *w, const struct search_word *word, struct matches *matches)
{
	size_t kept = 0;
	const struct rows *rows = db_ask(w,
	                                 "SELECT entry, may, at FROM search_word WHERE partnership = $1 "
	                                 "AND in_title IN (0, 1) AND word >= $2 AND word <= $3",
	                                 V(w->partnership), V(word->first), V(word->last));

	if (rows == NULL)
		return false;
	matches->at = NEW_ARRAY(w->arena, struct match, rows->len + 1);
	for (size_t i = 0; i < rows->len; i++) {
		if (role_may(w->role, (enum may)row_int(rows, i, 1)))
			matches->at[matches->len++] =
				(struct match){ .entry = row_int(rows, i, 0), .at = row_int(rows, i, 2) };
	}
	qsort(matches->at, matches->len, sizeof *matches->at, by_entry);
	for (size_t i = 0; i < matches->len; i++) {
		if (kept == 0 || matches->at[kept - 1].entry != matches->at[i].entry)
			matches->at[kept++] = matches->at[i];
	}
	matches->len = kept;
	return true;
}

/* ------------------------------------------------------------------ those with the other words, too */

static void mark_kept(const struct matches *matches, const struct rows *rows)
{
	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		struct match *match = match_of(matches, row_int(rows, i, 0));

		if (match != NULL)
			match->is_kept = true;
	}
}

/* Reads everything that has the word. */
static bool mark_by_reading(struct work *w, const struct search_word *word, struct matches *matches)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT entry FROM search_word WHERE partnership = $1 AND in_title IN (0, 1) "
	                                 "AND word >= $2 AND word <= $3",
	                                 V(w->partnership), V(word->first), V(word->last));

	mark_kept(matches, rows);
	return rows != NULL;
}

#define AT_ONCE 16

static struct rows *look_up(struct work *w, const struct value *values)
{
	return db_ask_statement(w,
	                        STATEMENT(
					"SELECT DISTINCT entry FROM search_word WHERE partnership = $1 AND word >= $2 "
					"AND word <= $3 AND entry IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
					"$15, $16, $17, $18, $19)"),
	                        3 + AT_ONCE, values);
}

/* Looks each match up, a few at a time; the last few places say the last one again. */
static bool mark_by_looking_up(struct work *w, const struct search_word *word, struct matches *matches)
{
	struct value values[3 + AT_ONCE] = { V(w->partnership), V(word->first), V(word->last) };

	for (size_t i = 0; i < matches->len; i += AT_ONCE) {
		const struct rows *rows;

		for (size_t j = 0; j < AT_ONCE; j++)
			values[3 + j] = V(matches->at[i + j < matches->len ? i + j : matches->len - 1].entry);
		rows = look_up(w, values);
		if (rows == NULL)
			return false;
		mark_kept(matches, rows);
	}
	return true;
}

/* Where the word is far more common than what is left, reading all that has it costs more than looking up what is left. `count` is
 * how often it is there, up to RARE. */
static bool keep_those_with(struct work *w, const struct search_word *word, int64_t count, struct matches *matches)
{
	int64_t many = count_of(matches->len) * COMMON_TIMES;
	size_t kept = 0;

	if (count == RARE && count < many && !count_word(w, word, many, &count))
		return false;
	if (!(count >= many ? mark_by_looking_up(w, word, matches) : mark_by_reading(w, word, matches)))
		return false;
	for (size_t i = 0; i < matches->len; i++) {
		if (matches->at[i].is_kept)
			matches->at[kept++] = matches->at[i];
	}
	matches->len = kept;
	for (size_t i = 0; i < kept; i++)
		matches->at[i].is_kept = false;
	return true;
}

static bool find_matches(struct work *w, struct search_query *query, struct matches *matches)
{
	int64_t counts[SEARCH_WORDS];

	if ((query->count > 1 && !rarest_first(w, query, counts)) || !find_first(w, &query->words[0], matches))
		return false;
	for (size_t i = 1; i < query->count && matches->len > 0; i++) {
		if (!keep_those_with(w, &query->words[i], counts[i], matches))
			return false;
	}
	return true;
}

/* Titles are few, so all that hold the word are read. */
static bool mark_titles(struct work *w, const struct search_query *query, size_t word, struct matches *matches)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT entry FROM search_word WHERE partnership = $1 AND in_title = 1 "
	                                 "AND word >= $2 AND word <= $3",
	                                 V(w->partnership), V(query->words[word].first), V(query->words[word].last));

	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		struct match *match = match_of(matches, row_int(rows, i, 0));

		if (match != NULL)
			match->titles |= 1u << word;
	}
	return rows != NULL;
}

/* ------------------------------------------------------------------ the first of them */

static bool comes_before(const struct match *one, const struct match *other)
{
	int titles = __builtin_popcount(one->titles) - __builtin_popcount(other->titles);

	if (titles != 0)
		return titles > 0;
	return one->at != other->at ? one->at > other->at : one->entry < other->entry;
}

/* The first SEARCH_SHOWN of any number, in order. */
static void keep_first(struct arena *arena, const struct matches *matches, struct matches *first)
{
	const struct match *match;

	for EACH(match, matches) {
		size_t place = first->len;

		while (place > 0 && comes_before(match, &first->at[place - 1]))
			place--;
		if (place == SEARCH_SHOWN)
			continue;
		if (first->len < SEARCH_SHOWN)
			list_add(arena, first, *match);
		memmove(&first->at[place + 1], &first->at[place], (first->len - place - 1) * sizeof *first->at);
		first->at[place] = *match;
	}
}

static bool read_hit(struct work *w, const struct match *match, struct search_found *found)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT record, record_id, key, title, said, place, at FROM search_entry "
	                                 "WHERE partnership = $1 AND id = $2",
	                                 V(w->partnership), V(match->entry));

	if (rows != NULL && rows->len == 1)
		list_add(w->arena, &found->hits,
		         ((struct search_hit){ (enum search_record)row_int(rows, 0, 0), row_int(rows, 0, 1),
		                               row_text(rows, 0, 2), row_text(rows, 0, 3), row_text(rows, 0, 4),
		                               row_text(rows, 0, 5), row_moment(rows, 0, 6) }));
	return rows != NULL;
}

bool search_find(struct work *w, const struct search_query *typed, struct search_found *found)
{
	struct search_query query = *typed;
	struct matches matches = { 0 }, first = { 0 };
	const struct match *match;

	*found = (struct search_found){ 0 };
	if (query.count == 0)
		return true;
	if (!find_matches(w, &query, &matches))
		return false;
	for (size_t i = 0; i < query.count && matches.len > 0; i++) {
		if (!mark_titles(w, &query, i, &matches))
			return false;
	}
	keep_first(w->arena, &matches, &first);
	for EACH(match, &first) {
		if (!read_hit(w, match, found))
			return false;
	}
	found->in_all = count_of(matches.len);
	return true;
}
