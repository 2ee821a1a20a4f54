/*
 * A page that shows a link once.
 */
#ifndef CAIRN_SITE_LINK_H
#define CAIRN_SITE_LINK_H

#include "web/request.h"

bool answer_link(struct work *w, struct request *rq, const char *heading, const char *say, struct url path);

#endif
