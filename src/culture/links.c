#include "culture/links.h"

#include <string.h>

#include "base/text.h"
#include "chart/qr.h"
#include "web/answer.h"

PAGE_TYPE(links, LINKS_PAGE);
PAGE_TYPE(poster, POSTER_PAGE);
ROW_TYPE(group_link, GROUP_LINK_FIELDS);

const struct round *links_round(struct work *w, struct request *rq)
{
	const struct round *round = round_by_id(w, path_id(rq, "id"));

	if (round == NULL)
		return NULL;
	if (!round_takes_answers(round, w->now)) {
		if (text_equal(round->state, "draft"))
			fault(w, FAULT_NOT_FOUND, "This round has no links yet: they are there once it is open.");
		else
			fault(w, FAULT_GONE, "This round takes no more answers, so its links no longer work.");
		return NULL;
	}
	frame_crumb(w, rq, "Self-assessment", url_to(w->arena, "/culture/rounds"));
	frame_crumb(w, rq, round->title, round_url(w->arena, round->id));
	return round;
}

static const char *group_address(struct work *w, const struct request *rq, const struct round_group *group)
{
	return full_address(w->arena, rq, url_to(w->arena, "/join/:token", group->link_token));
}

static void add_group(struct work *w, const struct request *rq, struct links_page *page,
                      const struct round_group *group)
{
	struct group_link link = { .id = group->people_group,
		                   .name = group->name,
		                   .voice_name = group->voice_name,
		                   .minutes = group->minutes,
		                   .address = group_address(w, rq, group) };

	list_add(w->arena, &page->links, link);
}

/* Made last, when the list of records no longer moves. */
static void show_groups(struct work *w, struct links_page *page)
{
	const char *round = text_format(w->arena, "%lld", (long long)page->round->id);

	for (size_t i = 0; i < page->links.len; i++) {
		const struct group_link *link = &page->links.at[i];
		const char *group = text_format(w->arena, "%lld", (long long)link->id);
		struct group_link_shown shown = {
			.link = link,
			.id = text_format(w->arena, "link-%s", group),
			.asks = text_format(w->arena, "%s, %s.", link->voice_name,
			                    minutes_words(w->arena, link->minutes)),
			.poster = url_to(w->arena, "/culture/rounds/:id/links/:group/poster", round, group),
			.personal = url_to(w->arena, "/culture/rounds/:id/links/:group", round, group),
		};

		list_add(w->arena, &page->shown, shown);
	}
}

bool show_links(struct work *w, struct request *rq)
{
	LIST(struct round_group) groups = { 0 };
	struct links_page page = { 0 };

	page.round = links_round(w, rq);
	if (page.round == NULL || !round_groups(w, page.round->id, (struct list_any *)(void *)&groups))
		return false;
	for (size_t i = 0; i < groups.len; i++)
		add_group(w, rq, &page, &groups.at[i]);
	show_groups(w, &page);
	page.back = round_url(w->arena, page.round->id);
	page.csv = round_part_url(w->arena, page.round->id, "links.csv");
	page.until = page.round->closes_on.days == 0
	                     ? "until you close the round"
	                     : text_format(w->arena, "until %s", date_text(w->arena, page.round->closes_on));
	return answer(w, rq, VIEW(links, &page));
}

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

bool show_poster(struct work *w, struct request *rq)
{
	const struct round *round = links_round(w, rq);
	const struct round_group *group = round == NULL ? NULL : round_group_by(w, round->id, path_id(rq, "group"));
	struct poster_page page = { .round = round };

	if (group == NULL)
		return false;
	page.group = group->name;
	page.purpose = poster_purpose(w->arena, round->purpose);
	page.address = group_address(w, rq, group);
	page.takes = minutes_words(w->arena, group->minutes);
	page.code = chart_qr(w->arena, "qr", "Scan this to answer", page.address);
	page.back = round_part_url(w->arena, round->id, "links");
	rq->frame.kind = FRAME_PLAIN;
	rq->frame.title = text_format(w->arena, "Poster: %s", group->name);
	rq->frame.crumbs.len = 0;
	return answer(w, rq, VIEW(poster, &page));
}
