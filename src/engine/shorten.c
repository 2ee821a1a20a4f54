#include "engine/shorten.h"

#include <string.h>

#include "base/out.h"
#include "base/text.h"
#include "engine/shorten_pieces.h"

#define CELLS_MOST 16000000 /* of the table below: two texts of 4,000 words and signs */
#define NO_WAY     UINT16_MAX

/* ------------------------------------------------------------------ laying one beside the other */

/*
 * From the i-th piece wanted and the j-th written on: how many places are left out without a mark, at the least (way); and the same when any number
 * of written pieces may be left out first (way_on). Filled from the end, so that each looks only at what is known.
 */
struct table {
	const struct pieces *written, *wanted;
	uint16_t *way, *way_on;
};

static size_t cell_of(const struct table *table, size_t i, size_t j)
{
	return i * (table->written->len + 1) + j;
}

static uint16_t one_more(uint16_t way)
{
	return way >= NO_WAY - 1 ? NO_WAY : (uint16_t)(way + 1);
}

static uint16_t less(uint16_t one, uint16_t other)
{
	return one < other ? one : other;
}

static uint16_t way_from(const struct table *table, size_t i, size_t j)
{
	const struct piece *piece = i < table->wanted->len ? &table->wanted->at[i] : NULL;
	uint16_t way;

	if (j == table->written->len)
		return piece == NULL ? 0 : NO_WAY; /* what is left to place has nothing to stand for */
	way = one_more(table->way_on[cell_of(table, i, j + 1)]);
	if (piece != NULL && piece->mark != NULL)
		way = less(way, table->way_on[cell_of(table, i + 1, j + 1)]);
	else if (piece != NULL && piece_is_same(piece, &table->written->at[j]))
		way = less(way, table->way[cell_of(table, i + 1, j + 1)]);
	return way;
}

static void fill(struct table *table)
{
	for (size_t i = table->wanted->len + 1; i-- > 0;) {
		for (size_t j = table->written->len + 1; j-- > 0;) {
			size_t cell = cell_of(table, i, j);

			table->way[cell] = way_from(table, i, j);
			table->way_on[cell] = j == table->written->len
			                              ? table->way[cell]
			                              : less(table->way[cell], table->way_on[cell + 1]);
		}
	}
}

/* ------------------------------------------------------------------ writing what is left */

struct writing {
	const struct table *table;
	struct out out;
	size_t i, j, kept;
	const char *mark; /* where one is missing */
};

static void write_gap(struct writing *writing)
{
	const struct piece *piece = &writing->table->written->at[writing->j];

	out_bytes(&writing->out, piece->gap, (size_t)(piece->at - piece->gap));
}

/* The written pieces that a mark stands for: at least one, and on to where the best way goes on. */
static void leave_out(struct writing *writing, const char *mark, size_t next)
{
	write_gap(writing);
	out_bytes(&writing->out, mark, strlen(mark));
	writing->i = next;
	writing->j++;
	while (writing->table->way[cell_of(writing->table, writing->i, writing->j)] !=
	       writing->table->way_on[cell_of(writing->table, writing->i, writing->j)])
		writing->j++;
}

/* One step along the best way, or false at its end. */
static bool write_on(struct writing *writing)
{
	const struct table *table = writing->table;
	const struct piece *piece = writing->i < table->wanted->len ? &table->wanted->at[writing->i] : NULL;
	uint16_t way = table->way[cell_of(table, writing->i, writing->j)];

	if (writing->j == table->written->len)
		return false;
	if (piece != NULL && piece->mark == NULL && piece_is_same(piece, &table->written->at[writing->j]) &&
	    way == table->way[cell_of(table, writing->i + 1, writing->j + 1)]) {
		write_gap(writing);
		out_bytes(&writing->out, piece->at, piece->len);
		writing->i++;
		writing->j++;
		writing->kept++;
	} else if (piece != NULL && piece->mark != NULL &&
	           way == table->way_on[cell_of(table, writing->i + 1, writing->j + 1)]) {
		leave_out(writing, piece->mark, writing->i + 1);
	} else {
		leave_out(writing, writing->mark, writing->i);
	}
	return true;
}

static bool is_sign(const struct piece *piece)
{
	return piece_word_len(piece->at) == 0;
}

/* Signs alone are nothing to show. */
static bool holds_a_word(const struct pieces *wanted)
{
	for (size_t i = 0; i < wanted->len; i++) {
		if (wanted->at[i].mark == NULL && !is_sign(&wanted->at[i]))
			return true;
	}
	return false;
}

/* The first that is not found going from left to right; a mark that stands for nothing when all are found so. */
static const char *first_added(struct arena *arena, const struct table *table)
{
	size_t j = 0;

	for (size_t i = 0; i < table->wanted->len; i++) {
		const struct piece *piece = &table->wanted->at[i];

		if (piece->mark != NULL)
			continue;
		while (j < table->written->len && !piece_is_same(piece, &table->written->at[j]))
			j++;
		if (j == table->written->len)
			return text_copy_bytes(arena, piece->at, piece->len);
		j++;
	}
	for (size_t i = 0; i < table->wanted->len; i++) {
		if (table->wanted->at[i].mark != NULL)
			return table->wanted->at[i].mark;
	}
	return "";
}

static bool is_unchanged(const struct pieces *written, const struct pieces *wanted)
{
	if (written->len != wanted->len)
		return false;
	for (size_t i = 0; i < written->len; i++) {
		if (!piece_is_same(&wanted->at[i], &written->at[i]))
			return false;
	}
	return true;
}

struct shortened shorten(struct arena *arena, const char *written, const char *wanted, enum mark mark)
{
	struct pieces all = pieces_of(arena, written, NULL, mark), some = pieces_of(arena, wanted, written, mark);
	struct table table = { .written = &all, .wanted = &some };
	struct writing writing = { .table = &table, .out = { .arena = arena }, .mark = mark_words(mark) };
	size_t cells = (all.len + 1) * (some.len + 1);

	if (text_equal(written, wanted) || is_unchanged(&all, &some))
		return (struct shortened){ .became = SHORTEN_NOTHING };
	if (!holds_a_word(&some))
		return (struct shortened){ .became = SHORTEN_ALL };
	if (some.len > CELLS_MOST || all.len > CELLS_MOST || cells > CELLS_MOST)
		return (struct shortened){ .became = SHORTEN_TOO_LONG };
	table.way = NEW_ARRAY(arena, uint16_t, cells);
	table.way_on = NEW_ARRAY(arena, uint16_t, cells);
	fill(&table);
	if (table.way[0] == NO_WAY)
		return (struct shortened){ .became = SHORTEN_ADDED, .added = first_added(arena, &table) };
	while (write_on(&writing))
		;
	return (struct shortened){ .became = SHORTEN_DONE, .left = out_html(&writing.out).at };
}

const char *shorten_replace(struct arena *arena, const char *text, const char *words, enum mark mark)
{
	struct out out = { .arena = arena };
	size_t len = strlen(words);

	for (const char *found = len == 0 ? NULL : strstr(text, words); found != NULL; found = strstr(text, words)) {
		out_bytes(&out, text, (size_t)(found - text));
		out_raw(&out, mark_words(mark));
		text = found + len;
	}
	out_raw(&out, text);
	return out_html(&out).at;
}
