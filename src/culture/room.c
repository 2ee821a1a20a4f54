#include "culture/room.h"

#include "base/text.h"
#include "chart/qr.h"
#include "culture/links.h"
#include "culture/typed_code.h"
#include "store/joined.h"
#include "web/answer.h"

PAGE_TYPE(room, ROOM_PAGE);

static const char *joined_words(struct arena *arena, struct figure joined)
{
	if (joined.state != FIGURE_SHOWN)
		return "Fewer than five have joined so far";
	return text_format(arena, "%s have joined", figure_text(arena, joined));
}

bool show_room(struct work *w, struct request *rq)
{
	struct room_page page = { .round = links_round(w, rq) };
	const struct round_group *group =
		page.round == NULL ? NULL : round_group_by(w, page.round->id, path_id(rq, "group"));
	struct group_link link;

	if (group == NULL || !joined_by_link(w, group, &page.joined))
		return false;
	link = group_link_of(w, rq, group);
	page.group = group->name;
	page.says = joined_words(w->arena, page.joined);
	page.code =
		chart_qr(w->arena, "room", text_format(w->arena, "Scan this to answer: %s", group->name), link.address);
	page.typed_at = typed_code_address(w, rq);
	page.typed_code = link.code;
	page.again = round_group_url(w->arena, page.round->id, "room", group->people_group);
	page.json = (struct url){ text_format(w->arena, "%s.json", page.again.at) };
	page.leave = round_part_url(w->arena, page.round->id, "links");
	rq->frame.kind = FRAME_PROJECTOR;
	rq->frame.crumbs.len = 0;
	rq->frame.title = text_format(w->arena, "Take part together: %s", group->name);
	return answer(w, rq, VIEW(room, &page));
}
