#include "culture/links.h"

#include "base/text.h"
#include "culture/typed_code.h"
#include "store/typed_code.h"
#include "web/answer.h"

PAGE_TYPE(links, LINKS_PAGE);
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
	round_crumbs(w, rq, round);
	return round;
}

struct group_link group_link_of(struct work *w, const struct request *rq, const struct round_group *group)
{
	struct url url = url_to(w->arena, "/join/:token", group->link_token);

	return (struct group_link){ .id = group->people_group,
		                    .name = group->name,
		                    .voice_name = group->voice_name,
		                    .minutes = group->minutes,
		                    .address = full_address(w->arena, rq, url),
		                    .code = typed_code_shown(w->arena, group->code) };
}

/* What can be pasted into a message as it is. */
static const char *invitation(struct work *w, const struct request *rq, const struct round *round,
                              const struct group_link *link)
{
	const char *typed = text_is_empty(link->code) ? ""
	                                              : text_format(w->arena, "\n\nOr go to %s and type %s.",
	                                                            typed_code_address(w, rq), link->code);
	const char *until = round->closes_on.days == 0 ? ""
	                                               : text_format(w->arena, " You can answer until %s.",
	                                                             date_text(w->arena, round->closes_on));

	return text_format(w->arena,
	                   "%s wants to hear from you: %s.\n\n%s\n\nIt takes %s. You need no account, and nobody is "
	                   "named.%s\n\n%s%s",
	                   text_is_empty(rq->frame.place) ? "The partnership" : rq->frame.place, link->name,
	                   round->purpose, minutes_words(w->arena, link->minutes), until, link->address, typed);
}

/* Made last, when the list of records no longer moves. */
static void show_groups(struct work *w, const struct request *rq, struct links_page *page)
{
	const char *round = text_format(w->arena, "%lld", (long long)page->round->id);

	for (size_t i = 0; i < page->links.len; i++) {
		const struct group_link *link = &page->links.at[i];
		const char *group = text_format(w->arena, "%lld", (long long)link->id);
		struct group_link_shown shown = {
			.link = link,
			.id = text_format(w->arena, "link-%s", group),
			.asks = text_format(w->arena, "%s, %s", link->voice_name,
			                    minutes_words(w->arena, link->minutes)),
			.text_id = text_format(w->arena, "invitation-%s", group),
			.text = invitation(w, rq, page->round, link),
			.poster = url_to(w->arena, "/culture/rounds/:id/links/:group/poster", round, group),
			.personal = url_to(w->arena, "/culture/rounds/:id/links/:group", round, group),
			.room = url_to(w->arena, "/culture/rounds/:id/room/:group", round, group),
		};

		list_add(w->arena, &page->shown, shown);
	}
}

bool show_links(struct work *w, struct request *rq)
{
	LIST(struct round_group) groups = { 0 };
	struct links_page page = { 0 };

	page.round = links_round(w, rq);
	if (page.round == NULL || !round_groups(w, page.round->id, (struct list_any *)(void *)&groups) ||
	    !purpose_mark(w, page.round->id, &page.copied))
		return false;
	for (size_t i = 0; i < groups.len; i++)
		list_add(w->arena, &page.links, group_link_of(w, rq, &groups.at[i]));
	show_groups(w, rq, &page);
	page.typed_at = typed_code_address(w, rq);
	page.back = round_url(w->arena, page.round->id);
	page.posters = round_part_url(w->arena, page.round->id, "posters");
	page.paper = round_part_url(w->arena, page.round->id, "paper");
	page.csv = round_part_url(w->arena, page.round->id, "links.csv");
	page.until = page.round->closes_on.days == 0
	                     ? "until you close the round"
	                     : text_format(w->arena, "until %s", date_text(w->arena, page.round->closes_on));
	return answer(w, rq, VIEW(links, &page));
}
