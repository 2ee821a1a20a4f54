/*
 * /join: where the code on a poster is typed by who has no camera. It leads to the page of the group's link.
 *
 * Looking makes nothing. Wrong codes are counted, by place and all together, and over the limit none is looked up, a right one neither: it
 * would tell a guesser which it is. The counts survive a restart. A code is its own permission, so nobody's session is looked at here.
 */
#ifndef CAIRN_CULTURE_TYPED_CODE_H
#define CAIRN_CULTURE_TYPED_CODE_H

#include "base/field.h"
#include "web/parts/parts.h"
#include "web/route.h"

#define TYPED_CODE_FIELDS(F, S)                                                                    \
	F(S, TEXT, code, .label = "The code", .max = 40, .required = true, .typed = true,          \
	  .hint = "Eight letters and digits. Capitals, spaces and hyphens make no difference.")

ROW(typed_code_form, TYPED_CODE_FIELDS);

#define TYPED_CODE_PAGE(P, S) P(S, HIDDEN, struct form, form, 0)

PAGE(typed_code, TYPED_CODE_PAGE);

bool show_typed_code(struct work *w, struct request *rq);
bool prepare_typed_code(struct work *w, struct request *rq);
enum outcome change_typed_code(struct work *w, void *plan);
bool after_typed_code(struct work *w, struct request *rq);

/* Where it is, as people type it: "cairn.example.org/join". */
const char *typed_code_address(struct work *w, const struct request *rq);

#endif
