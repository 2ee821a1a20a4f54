/*
 * Answering. A handler calls exactly one of these and gives back what it gave.
 *
 *     return answer(w, rq, VIEW(option, &page));
 *
 * VIEW checks that the page is the view's own. The answer is HTML within the layout, JSON or CSV, as the request wants.
 */
#ifndef CAIRN_WEB_ANSWER_H
#define CAIRN_WEB_ANSWER_H

#include "base/field.h"
#include "web/request.h"

typedef void view_function(struct out *o, const void *page);

#define VIEW(name_, page_)                                                                         \
	view_##name_##_any, &name_##_page_type, *(const struct name_##_page *const[]){ (page_) }

bool answer(struct work *w, struct request *rq, view_function *view, const struct page_type *type, const void *page);
/* Only the view, for a part that another view shows. */
struct html draw(struct arena *arena, view_function *view, const struct page_type *type, const void *page);

bool answer_redirect(struct work *w, struct request *rq, struct url to); /* 303 */
bool answer_bytes(struct work *w, struct request *rq, const char *type, const char *file_name, struct blob bytes);
/* The same of what is too large for memory: the bytes of an open file, from its beginning. It stays open until the work's arena ends. */
bool answer_file(struct work *w, struct request *rq, const char *type, const char *file_name, int file, int64_t bytes);
/* The page (or JSON) for the fault in w, with its status. */
bool answer_fault(struct work *w, struct request *rq);
/* The mistakes of a form as JSON, status 422; in HTML the page with the form comes back instead. */
bool answer_mistakes(struct work *w, struct request *rq);

/* A header, if it is plain: one with a line break or another control character in it is left out and noted in the log. */
void answer_header(struct work *w, struct request *rq, const char *name, const char *value);

/* HttpOnly, SameSite=Lax, Path=/; over TLS also Secure and this host's own (COOKIE_OF_HOST). max_age_seconds 0 ends it. */
void answer_cookie(struct work *w, struct request *rq, const char *name, const char *value, int64_t max_age_seconds);

/* A crumb above this page. */
void frame_crumb(struct work *w, struct request *rq, const char *name, struct url url);
/* The sentence for ?done=CODE from a table ended by a null name: what a redirect says on the next page. */
void frame_notice(struct request *rq, const struct pair *notices);

#endif
