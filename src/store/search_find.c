/*
 * Looking up. The rarest of the words gives the candidates and the database drops those that lack another word; which come first is
 * settled here, so that both databases give the same list.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "store/role.h"
#include "store/search.h"

#define LAST_CHARACTER "\xF4\x8F\xBF\xBF" /* nothing that begins with a word comes after the word and this */
#define RARE           4000               /* words are counted so far to find the rarest */

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
};

struct matches {
	size_t len, cap;
	struct match *at;
};

static bool count_word(struct work *w, const struct search_query *query, size_t i, int64_t *count)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_word WHERE partnership = $1 "
	                                 "AND in_title IN (0, 1) AND word >= $2 AND word <= $3 LIMIT $4) counted",
	                                 V(w->partnership), V(query->words[i].first), V(query->words[i].last), V(RARE));

	*count = rows == NULL ? 0 : row_int(rows, 0, 0);
	return rows != NULL;
}

/* The words with the rarest first. False when it could not be asked. */
static bool rarest_first(struct work *w, struct search_query *query)
{
	int64_t least = INT64_MAX;
	size_t rarest = 0;

	for (size_t i = 0; i < query->count && query->count > 1; i++) {
		int64_t count;

		if (!count_word(w, query, i, &count))
			return false;
		if (count < least) {
			least = count;
			rarest = i;
		}
	}
	for (; rarest > 0; rarest--) {
		struct search_query before = *query;

		query->words[rarest] = before.words[rarest - 1];
		query->words[rarest - 1] = before.words[rarest];
	}
	return true;
}

/* The entry has a word from $first to $last; "" asks nothing. */
#define HAS(first, last)                                                                                               \
	" AND ($" #first " = '' OR EXISTS (SELECT 1 FROM search_word b WHERE b.partnership = $1 "                      \
	"AND b.entry = a.entry AND b.word >= $" #first " AND b.word <= $" #last "))"

static struct rows *ask_candidates(struct work *w, const struct search_query *query)
{
	struct value values[1 + 2 * SEARCH_WORDS] = { V(w->partnership) };

	for (size_t i = 0; i < SEARCH_WORDS; i++) {
		values[1 + 2 * i] = V(i < query->count ? query->words[i].first : "");
		values[2 + 2 * i] = V(i < query->count ? query->words[i].last : "");
	}
	return db_ask_statement(
		w,
		STATEMENT("SELECT a.entry, a.may, a.at FROM search_word a WHERE a.partnership = $1 "
	                  "AND a.in_title IN (0, 1) AND a.word >= $2 AND a.word <= $3" HAS(4, 5) HAS(6, 7) HAS(8, 9)
	                          HAS(10, 11) HAS(12, 13) HAS(14, 15) HAS(16, 17)),
		1 + 2 * SEARCH_WORDS, values);
}

static int by_entry(const void *one, const void *other)
{
	const struct match *a = one, *b = other;

	return (a->entry > b->entry) - (a->entry < b->entry);
}

/* Those that may be seen, by entry, each once: the last word may have begun several of an entry's. */
static bool find_matches(struct work *w, const struct search_query *query, struct matches *matches)
{
	const struct rows *rows = ask_candidates(w, query);
	size_t kept = 0;

	if (rows == NULL)
		return false;
	matches->at = NEW_ARRAY(w->arena, struct match, rows->len + 1);
	for (size_t i = 0; i < rows->len; i++) {
		if (role_may(w->role, (enum may)row_int(rows, i, 1)))
			matches->at[matches->len++] = (struct match){ row_int(rows, i, 0), row_int(rows, i, 2), 0 };
	}
	qsort(matches->at, matches->len, sizeof *matches->at, by_entry);
	for (size_t i = 0; i < matches->len; i++) {
		if (kept == 0 || matches->at[kept - 1].entry != matches->at[i].entry)
			matches->at[kept++] = matches->at[i];
	}
	matches->len = kept;
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
		struct match wanted = { .entry = row_int(rows, i, 0) };
		struct match *match = bsearch(&wanted, matches->at, matches->len, sizeof wanted, by_entry);

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
		         ((struct search_hit){ row_text(rows, 0, 0), row_int(rows, 0, 1), row_text(rows, 0, 2),
		                               row_text(rows, 0, 3), row_text(rows, 0, 4), row_text(rows, 0, 5),
		                               row_moment(rows, 0, 6) }));
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
	if (!rarest_first(w, &query) || !find_matches(w, &query, &matches))
		return false;
	for (size_t i = 0; i < query.count; i++) {
		if (matches.len > 0 && !mark_titles(w, &query, i, &matches))
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
