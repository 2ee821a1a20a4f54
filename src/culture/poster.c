/* Posters: a sheet for a wall that leads into an open round. See culture/links.h. */
#include <string.h>

#include "base/text.h"
#include "chart/qr.h"
#include "culture/links.h"
#include "culture/typed_code.h"
#include "web/answer.h"

PAGE_TYPE(poster, POSTER_PAGE);

#define POSTER_BYTES 300

/* A poster is one page: the purpose's first paragraph, cut between two words where it is long. */
static const char *poster_purpose(struct arena *arena, const char *purpose)
{
	size_t len = strcspn(purpose, "\n");
	size_t cut = POSTER_BYTES;

	if (len <= POSTER_BYTES)
		return text_copy_bytes(arena, purpose, len);
	while (cut > 0 && purpose[cut] != ' ')
		cut--;
	/* One word as long as that: cut within it, but not within a character. */
	for (cut = cut == 0 ? POSTER_BYTES : cut; ((unsigned char)purpose[cut] & 0xC0) == 0x80;)
		cut--;
	return text_format(arena, "%.*s ...", (int)cut, purpose);
}

enum { PIECE_CHARACTERS = 13 }; /* a quarter of a secret */

/* The secret is all there is after the last slash. */
static struct pack_texts pieces_of(struct arena *arena, const char *address)
{
	const char *secret = strrchr(address, '/') + 1;
	struct pack_texts pieces = { 0 };

	list_add(arena, &pieces, text_copy_bytes(arena, address, (size_t)(secret - address)));
	for (size_t left = strlen(secret); left > 0; left = strlen(secret)) {
		size_t len = left < PIECE_CHARACTERS ? left : PIECE_CHARACTERS;

		list_add(arena, &pieces, text_copy_bytes(arena, secret, len));
		secret += len;
	}
	return pieces;
}

static void add_poster(struct work *w, const struct request *rq, const struct round_group *group,
                       struct poster_page *page)
{
	struct group_link link = group_link_of(w, rq, group);
	struct poster_shown poster = { .group = link.name };
	const char *id = text_format(w->arena, "qr-%lld", (long long)link.id);

	poster.takes = text_format(w->arena, "About %s", count_words(w->arena, link.minutes, "minute", "minutes"));
	poster.typed_code = link.code;
	if (text_is_empty(link.code)) /* of a round that was open before there were codes */
		poster.address = pieces_of(w->arena, link.address);
	poster.code = chart_qr(w->arena, id, text_format(w->arena, "Scan this to answer: %s", link.name), link.address);
	list_add(w->arena, &page->links, link);
	list_add(w->arena, &page->posters, poster);
}

static bool answer_posters(struct work *w, struct request *rq, struct poster_page *page)
{
	if (!purpose_mark_of_link(w, page->round->id, &page->copied))
		return false;
	page->asker = text_is_empty(rq->frame.place) ? "The partnership" : rq->frame.place;
	page->purpose = poster_purpose(w->arena, page->round->purpose);
	page->typed_at = typed_code_address(w, rq);
	page->back = round_part_url(w->arena, page->round->id, "links");
	rq->frame.kind = FRAME_PLAIN;
	rq->frame.crumbs.len = 0;
	return answer(w, rq, VIEW(poster, page));
}

bool show_poster(struct work *w, struct request *rq)
{
	struct poster_page page = { .round = links_round(w, rq) };
	const struct round_group *group =
		page.round == NULL ? NULL : round_group_by(w, page.round->id, path_id(rq, "group"));

	if (group == NULL)
		return false;
	add_poster(w, rq, group, &page);
	rq->frame.title = text_format(w->arena, "Poster: %s", group->name);
	return answer_posters(w, rq, &page);
}

bool show_posters(struct work *w, struct request *rq)
{
	struct poster_page page = { .round = links_round(w, rq) };
	LIST(struct round_group) groups = { 0 };

	if (page.round == NULL || !round_groups(w, page.round->id, (struct list_any *)(void *)&groups))
		return false;
	for (size_t i = 0; i < groups.len; i++)
		add_poster(w, rq, &groups.at[i], &page);
	rq->frame.title = text_format(w->arena, "Posters: %s", page.round->title);
	return answer_posters(w, rq, &page);
}
