#include "site/link.h"

#include "site/people.h"
#include "web/answer.h"

PAGE_TYPE(link, LINK_PAGE);

/* The address as the reader's own browser knows this site. */
bool answer_link(struct work *w, struct request *rq, const char *heading, const char *say, struct url path)
{
	struct link_page page = { .heading = heading,
		                  .say = say,
		                  .address = full_address(w->arena, rq, path),
		                  .back = url_to(w->arena, "/people") };

	rq->frame.title = heading;
	frame_crumb(w, rq, "People", page.back);
	return answer(w, rq, VIEW(link, &page));
}
