/* Keeping the index: an entry and its words, put and taken out. */
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"

/* A word of an entry. */
struct entry_word {
	const char *word;
	bool in_title;
};

struct entry_words {
	size_t len, cap;
	struct entry_word *at;
};

/* ------------------------------------------------------------------ its words */

static void add_words(struct arena *arena, struct entry_words *words, const char *text, bool in_title)
{
	struct word_place place;

	while (words_next(&text, &place)) {
		const char *word = word_folded(arena, place);

		if (*word != '\0')
			list_add(arena, words, ((struct entry_word){ word, in_title }));
	}
}

/* By word; of the same word that of the title first. */
static int by_word(const void *one, const void *other)
{
	const struct entry_word *a = one, *b = other;
	int words = strcmp(a->word, b->word);

	return words != 0 ? words : (int)b->in_title - (int)a->in_title;
}

static struct entry_words words_of(struct arena *arena, const struct search_entry *entry)
{
	struct entry_words words = { 0 };
	size_t kept = 0;

	if (!entry->only_said)
		add_words(arena, &words, entry->title, true);
	add_words(arena, &words, entry->said, false);
	if (words.len > 0)
		qsort(words.at, words.len, sizeof *words.at, by_word);
	for (size_t i = 0; i < words.len; i++) {
		if (kept == 0 || strcmp(words.at[kept - 1].word, words.at[i].word) != 0)
			words.at[kept++] = words.at[i];
	}
	words.len = kept;
	return words;
}

/* ------------------------------------------------------------------ its rows */

#define RECORD_IDS ((int64_t)1 << 32)

/* Whether an id holds these numbers: nobody will see larger ones. */
static bool fits(int64_t record_id, int64_t part)
{
	return record_id >= 0 && record_id < RECORD_IDS && part < SEARCH_PARTS;
}

/* 6 bits for the kind of record, 32 for its number, 25 for the part. */
static int64_t id_of(enum search_record record, int64_t record_id, int64_t part)
{
	return ((int64_t)record * RECORD_IDS + record_id) * SEARCH_PARTS + part;
}

/* First of all: from here on nobody else puts the same entry until the COMMIT. */
static bool keep_entry(struct work *w, int64_t id, const struct search_entry *entry)
{
	return db_run(w,
	              "INSERT INTO search_entry (partnership, id, record, record_id, key, title, said, place, may, at) "
	              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (partnership, id) DO UPDATE SET "
	              "key = $5, title = $6, said = $7, place = $8, may = $9, at = $10",
	              V(w->partnership), V(id), V((int64_t)entry->record), V(entry->record_id), V(entry->key),
	              V(entry->title), V(entry->said), V(entry->place), V((int64_t)entry->may), V(entry->at.ms)) == 1;
}

static bool drop_words(struct work *w, int64_t id)
{
	return db_run(w, "DELETE FROM search_word WHERE partnership = $1 AND entry = $2", V(w->partnership), V(id)) >=
	       0;
}

#define AT_ONCE    12
#define OWN_VALUES 4

#define WORD_ROW(in_title, word) "($1, $" #in_title ", $" #word ", $2, $3, $4)"

static const struct statement *insert_words(void)
{
	return STATEMENT("INSERT INTO search_word (partnership, in_title, word, entry, may, at) VALUES " WORD_ROW(5, 6) ", " WORD_ROW(7, 8) ", " WORD_ROW(9, 10) ", " WORD_ROW(
		11,
		12) ", " WORD_ROW(13,
	                          14) ", " WORD_ROW(15,
	                                            16) ", " WORD_ROW(17,
	                                                              18) ", " WORD_ROW(19,
	                                                                                20) ", " WORD_ROW(21,
	                                                                                                  22) ","
	                                                                                                      " " WORD_ROW(23, 24) ", " WORD_ROW(
														      25,
														      26) ", " WORD_ROW(27,
	                                                                                                                                28) " ON CONFLICT DO NOTHING");
}

/* A dozen in one statement; the last few rows say the last word again, which does nothing. */
static bool keep_words(struct work *w, int64_t id, const struct search_entry *entry, const struct entry_words *words)
{
	struct value values[OWN_VALUES + AT_ONCE * 2] = { V(w->partnership), V(id), V((int64_t)entry->may),
		                                          V(entry->at.ms) };

	for (size_t i = 0; i < words->len; i += AT_ONCE) {
		for (size_t j = 0; j < AT_ONCE; j++) {
			const struct entry_word *word = &words->at[i + j < words->len ? i + j : words->len - 1];

			values[OWN_VALUES + 2 * j] = V(word->in_title);
			values[OWN_VALUES + 2 * j + 1] = V(word->word);
		}
		if (db_run_statement(w, insert_words(), OWN_VALUES + AT_ONCE * 2, values) < 0)
			return false;
	}
	return true;
}

/* What an id does not hold is not found; what it belongs to is saved all the same. */
bool search_put(struct work *w, const struct search_entry *entry)
{
	struct entry_words words;
	int64_t id;

	if (!fits(entry->record_id, entry->part))
		return true;
	id = id_of(entry->record, entry->record_id, entry->part);
	words = words_of(w->arena, entry);
	return keep_entry(w, id, entry) && drop_words(w, id) && keep_words(w, id, entry, &words);
}

/* Its words go with it. */
bool search_drop(struct work *w, enum search_record record, int64_t record_id, int64_t part)
{
	bool all = part == SEARCH_ALL_PARTS;

	return !fits(record_id, part) ||
	       db_run(w, "DELETE FROM search_entry WHERE partnership = $1 AND id >= $2 AND id <= $3", V(w->partnership),
	              V(id_of(record, record_id, all ? 0 : part)),
	              V(id_of(record, record_id, all ? SEARCH_PARTS - 1 : part))) >= 0;
}
