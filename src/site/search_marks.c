#include "site/search_marks.h"

#include <string.h>

#include "base/text.h"
#include "base/words.h"

#define BEFORE_BYTES  80
#define EXCERPT_BYTES 240
#define LEFT_OUT      "\xE2\x80\xA6" /* … */

/* The next word that was looked for; false: there is none any more. */
static bool next_wanted(struct arena *arena, const struct search_query *query, const char **rest,
                        struct word_place *place)
{
	while (words_next(rest, place)) {
		const char *folded = word_folded(arena, *place);

		if (*folded != '\0' && search_query_has(query, folded))
			return true;
	}
	return false;
}

static void add_piece(struct arena *arena, struct text_pieces *pieces, const char *from, const char *to, bool is_marked)
{
	if (to > from)
		list_add(arena, pieces,
		         ((struct text_piece){ text_copy_bytes(arena, from, (size_t)(to - from)), is_marked }));
}

struct text_pieces search_marked(struct arena *arena, const struct search_query *query, const char *text)
{
	struct text_pieces pieces = { 0 };
	const char *from = text, *rest = text;
	struct word_place place;

	while (next_wanted(arena, query, &rest, &place)) {
		add_piece(arena, &pieces, from, place.at, false);
		add_piece(arena, &pieces, place.at, place.at + place.len, true);
		from = place.at + place.len;
	}
	add_piece(arena, &pieces, from, from + strlen(from), false);
	return pieces;
}

/* After the first space in the stretch before the word, or at the word. */
static const char *begin_before(const char *text, const char *word)
{
	const char *begin = word - text > BEFORE_BYTES ? word - BEFORE_BYTES : text;

	while (begin > text && begin < word && begin[-1] != ' ')
		begin++;
	return begin;
}

/* Before the last space of the stretch, but not within the word; where there is none, after a whole character. */
static const char *end_after(const char *begin, const char *least)
{
	const char *end = begin + strnlen(begin, EXCERPT_BYTES), *space;

	if (end < least)
		end = least;
	if (*end == '\0')
		return end;
	for (space = end; space > least && *space != ' ';)
		space--;
	if (space > least)
		return space;
	while (((unsigned char)*end & 0xC0) == 0x80)
		end++;
	return end;
}

const char *search_excerpt(struct arena *arena, const struct search_query *query, const char *text)
{
	const char *plain = text_squeeze(arena, text), *rest = plain, *begin, *end;
	struct word_place first;

	if (!next_wanted(arena, query, &rest, &first))
		first = (struct word_place){ plain, 0 };
	begin = begin_before(plain, first.at);
	end = end_after(begin, first.at + first.len);
	return text_format(arena, "%s%.*s%s", begin > plain ? LEFT_OUT " " : "", (int)(end - begin), begin,
	                   *end != '\0' ? " " LEFT_OUT : "");
}
