/*
 * Erasing what one participant answered, when they ask for it after the close: by the number behind their own link, never by looking for them. At
 * /culture/rounds/:id/erase.
 */
#ifndef CAIRN_CULTURE_ROUND_ERASE_H
#define CAIRN_CULTURE_ROUND_ERASE_H

#include "base/outcome.h"
#include "store/answer_erase.h"
#include "store/round.h"
#include "web/parts/parts.h"

#define ROUND_ERASE_FIELDS(F, S)                                                                                       \
	F(S, TEXT, number, .label = "The number they gave you", .max = 60, .required = true, .typed = true,            \
	  .hint = "It stands behind their own link, under “See what is kept of your answers”, and looks like "     \
		  "17-KTRX-29MF.")                                                                                     \
	F(S, FLAG, take_out, .label = "Also take out what they wrote where it was released", .typed = true)

ROW(round_erase_form, ROUND_ERASE_FIELDS);

#define ROUND_ERASE_PAGE(P, S)                                                                     \
	P(S, ONE, struct round, round, &round_record)                                              \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, const char *, number, 0)                                                      \
	P(S, HIDDEN, bool, is_wrong, 0)                                                            \
	P(S, HIDDEN, bool, is_done, 0)                                                             \
	P(S, HIDDEN, bool, is_found, 0)                                                            \
	P(S, HIDDEN, struct erasable, found, 0)                                                    \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, struct url, back, 0)

PAGE(round_erase, ROUND_ERASE_PAGE);

bool show_round_erase(struct work *w, struct request *rq);
bool prepare_round_erase(struct work *w, struct request *rq);
enum outcome change_round_erase(struct work *w, void *plan);

#endif
