/*
 * Erasing a member, asked once more: their name and address leave every record (store/erase.h).
 */
#ifndef CAIRN_SITE_ERASE_MEMBER_H
#define CAIRN_SITE_ERASE_MEMBER_H

#include "base/outcome.h"
#include "store/erase.h"
#include "web/parts/parts.h"
#include "web/request.h"

#define ERASE_MEMBER_FIELDS(F, S)                                                                  \
	F(S, TEXT, also, .label = "Names they had before", .max = 400, .typed = true,                                   \
	  .hint = "One a line. A name they had when something was recorded stands there still: only what is " \
		  "written here, and the name and address they have now, are found.")
ROW(erase_member_form, ERASE_MEMBER_FIELDS);

#define ERASE_MEMBER_PAGE(P, S)                                                                    \
	P(S, ONE, struct member_left, member, &member_left_record)                                 \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, bool, is_self, 0)                                                             \
	P(S, HIDDEN, bool, is_one_word, 0)                                                         \
	P(S, HIDDEN, int64_t, of_that_name, 0)

PAGE(erase_member, ERASE_MEMBER_PAGE);

bool show_erase_member(struct work *w, struct request *rq);
bool prepare_erase_member(struct work *w, struct request *rq);
enum outcome change_erase_member(struct work *w, void *plan);

#endif
