/*
 * The headers every answer carries: what a browser may do with it, and for how long it may keep it.
 */
#ifndef CAIRN_WEB_HEADERS_H
#define CAIRN_WEB_HEADERS_H

#include "web/request.h"

/* In the order they are sent; rq->answer must be complete. */
struct pair_list answer_headers(struct work *w, const struct request *rq);

#endif
