/*
 * The search: what can be found, kept up with each change, and looked up.
 *
 * One derived index for both databases (migrations/0002_search.sql): an entry for each record or part of one that can be found, and a row
 * for each of its words, folded. All of it can be made anew from the records (store/search_rebuild.h), which gives the same rows.
 *
 * An entry carries its right: nobody finds what they may not see. Of what people answered only released words are ever put here, so a word
 * that was withheld cannot be found; nothing in these files reads an answer.
 *
 * To make a record findable: a line at the end of enum search_record; a function that puts it (store/search_records.h has them), called in
 * the same change that writes the record, before the event; a line in the table of store/search_records.c, and one in the table of
 * site/search_kinds.c.
 */
#ifndef CAIRN_STORE_SEARCH_H
#define CAIRN_STORE_SEARCH_H

#include "base/field.h"
#include "base/list.h"
#include "base/may.h"
#include "base/work.h"
#include "db/db.h"

/* ------------------------------------------------------------------ upkeep: inside a change */

/* The number is part of every entry's id: add at the end. */
enum search_record {
	SEARCH_FRAMEWORK = 1,
	SEARCH_CRITERION, /* a part of a framework; its number in the pack */
	SEARCH_STATEMENT, /* the same */
	SEARCH_ROUND,
	SEARCH_SAID, /* what people said in a round; the position among its released words */
	SEARCH_GROUP,
	SEARCH_VOICE,
	SEARCH_PERSON,
	SEARCH_POSITION, /* what was agreed on a criterion of a round */
	SEARCH_ACTION,
};

struct search_entry {
	enum search_record record;
	int64_t record_id;
	int64_t part;      /* which part of it, by a number that stays; nought for the record itself */
	const char *key;   /* what its address needs besides the number; may be "" */
	const char *title; /* what it is called: its link */
	const char *said;  /* its text; may be "" */
	const char *place; /* where it stands, in words: shown, never looked up; may be "" */
	bool only_said; /* the title is a heading that many share (a criterion over comments), so its words are not looked up */
	enum may may;     /* who sees the page it leads to */
	struct moment at; /* what "newest" goes by, taken from the record; none for what has no date */
};

#define SEARCH_PARTS     ((int64_t)1 << 25) /* of a record, at most */
#define SEARCH_ALL_PARTS ((int64_t)-1)

/* Takes the place of an earlier entry of that part of that record. */
bool search_put(struct work *w, const struct search_entry *entry);
/* Takes out one part of a record, or all of them. True when there was nothing, too. */
bool search_drop(struct work *w, enum search_record record, int64_t record_id, int64_t part);

/* ------------------------------------------------------------------ looking up */

#define SEARCH_CHARACTERS 200 /* of what is typed */
#define SEARCH_WORDS      8
#define SEARCH_SHOWN      50

/* A folded word from the first to the last of these, by their bytes, is wanted: a word, or all that begin with one. */
struct search_word {
	const char *first, *last;
};

/* What somebody typed, as it is looked for: each word once, the last also by its beginning. */
struct search_query {
	struct search_word words[SEARCH_WORDS];
	size_t count;
	const char *typed; /* without white space around it, at most SEARCH_CHARACTERS */
	bool was_cut;      /* there were more characters or words than are looked for */
};

struct search_query search_query_of(struct arena *arena, const char *typed);
/* Whether a folded word is one of those that are looked for. */
bool search_query_has(const struct search_query *query, const char *folded);

struct search_hit {
	enum search_record record;
	int64_t record_id;
	const char *key, *title, *said, *place;
	struct moment at;
};

struct search_found {
	LIST(struct search_hit) hits; /* at most SEARCH_SHOWN */
	int64_t in_all;
};

/*
 * What holds all the words and may be seen in the work's role: those with most of the words in the title first, then the newest.
 * Nothing for a query without words.
 */
bool search_find(struct work *w, const struct search_query *query, struct search_found *found);

#endif
