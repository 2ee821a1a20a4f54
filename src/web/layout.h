/*
 * What stands around a page: header, menu, crumbs, notice, footer. Of three kinds (enum frame_kind), which one view serves.
 */
#ifndef CAIRN_WEB_LAYOUT_H
#define CAIRN_WEB_LAYOUT_H

#include "web/request.h"

struct layout {
	const struct frame *frame;
	const struct frame_assets *assets; /* never null */
	const char *forgery_token;
	const char *request; /* its id, for the fault page */
	bool has_mistakes;   /* the form came back: its title says so before anything else, for who hears the page */
	struct html body;
	struct url home, account, sign_in, sign_out;
};

/* Why a page could not be shown. */
struct fault_view {
	const char *heading, *sentence, *request;
	struct url home, sign_in;
	bool may_sign_in;
};

void view_layout(struct out *o, const struct layout *l);
void view_fault(struct out *o, const struct fault_view *f);

/* The whole document around a body. */
struct html layout_around(struct work *w, const struct request *rq, struct html body);

#endif
