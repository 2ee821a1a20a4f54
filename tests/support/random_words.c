#include "random_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/text.h"
#include "engine/shorten.h"

/* By nothing but the words. */
static enum random_decision decide(const char *words)
{
	uint64_t sum = 7;

	for (; *words != '\0'; words++)
		sum = sum * 31 + (unsigned char)*words;
	return (enum random_decision)(sum / 16 % 3);
}

static void take_out(struct arena *arena, struct random_piece *piece)
{
	struct shortened shortened;

	if (piece->decision == PIECE_KEPT)
		piece->shown = piece->words;
	if (piece->decision != PIECE_SHORTENED)
		return;
	shortened =
		shorten(arena, piece->words, shorten_replace(arena, piece->words, piece->secret, MARK_NAME), MARK_NAME);
	piece->shown = shortened.became == SHORTEN_DONE ? shortened.left : NULL;
}

static void add(struct arena *arena, struct random_pieces *pieces, size_t item, size_t group, const char *kind,
                int count)
{
	for (int i = 0; i < count; i++) {
		struct random_piece *piece = list_new(arena, pieces);

		piece->item = item;
		piece->group = group;
		piece->kind = kind;
		piece->secret = text_format(arena, "secret%zux%zux%dx%s", item, group, i, kind);
		piece->words = text_format(arena, "We asked %s about the %s, twice.", piece->secret, kind);
		piece->decision = decide(piece->words);
		take_out(arena, piece);
	}
}

struct random_pieces random_words(struct arena *arena, const struct random_round *round)
{
	struct random_pieces pieces = { 0 };
	size_t groups = round->question.group_count;

	for (size_t i = 0; i < round->question.item_count * groups; i++) {
		add(arena, &pieces, i / groups, i % groups, "strength", round->answers[i].strengths);
		add(arena, &pieces, i / groups, i % groups, "development", round->answers[i].developments);
	}
	return pieces;
}

static int by_bytes(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

struct html published_words(struct arena *arena, const struct release *release, const struct random_pieces *pieces)
{
	const char **lines = NEW_ARRAY(arena, const char *, pieces->len);
	struct out out = { .arena = arena };
	size_t count = 0;

	for (size_t i = 0; i < pieces->len; i++) {
		const struct random_piece *piece = &pieces->at[i];
		const char *label = release_label_of(release, piece->item, piece->group);

		if (label != NULL && piece->shown != NULL)
			lines[count++] =
				text_format(arena, "%zu %s (%s) %s", piece->item, piece->kind, label, piece->shown);
	}
	if (count > 1)
		qsort(lines, count, sizeof *lines, by_bytes);
	for (size_t i = 0; i < count; i++)
		out_format(&out, "%s\n", lines[i]);
	return out_html(&out);
}
