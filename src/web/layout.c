#include "web/layout.h"

#define FRAME_BYTES 6000 /* about what the frame itself takes, so that the document is written without growing */

static const struct frame_assets plain_assets = {
	{ "/assets/design-system.css" }, { "/assets/cairn.css" }, { "/assets/cairn.js" }, { "/assets/favicon.svg" }
};

struct html layout_around(struct work *w, const struct request *rq, struct html body)
{
	const struct layout layout = {
		.frame = &rq->frame,
		.assets = rq->frame.assets == NULL ? &plain_assets : rq->frame.assets,
		.forgery_token = rq->forgery_token,
		.request = rq->id,
		.has_mistakes = rq->mistakes.len > 0 || (rq->frame.notice_is_error && !text_is_empty(rq->frame.notice)),
		.body = body,
		.home = url_to(w->arena, "/"),
		.account = url_to(w->arena, "/account"),
		.sign_in = url_to(w->arena, "/sign-in"),
		.sign_out = url_to(w->arena, "/sign-out"),
	};
	struct out out = out_with_room(w->arena, body.len + FRAME_BYTES);

	view_layout(&out, &layout);
	return out_html(&out);
}
