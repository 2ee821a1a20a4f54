/*
 * Taking something out of words that have been released: somebody complained. At /culture/rounds/:id/words/:place/take-out.
 */
#ifndef CAIRN_CULTURE_WORDS_TAKE_OUT_H
#define CAIRN_CULTURE_WORDS_TAKE_OUT_H

#include "base/field.h"
#include "base/outcome.h"
#include "store/release.h"
#include "store/round.h"
#include "web/parts/parts.h"

#define TAKE_OUT_FIELDS(F, S)                                                                      \
	F(S, TEXT, how, .label = "What to take out", .required = true, .typed = true)              \
	F(S, TEXT, left, .label = "What stays", .max = 4000, .lines = true, .typed = true,         \
	  .hint = "Take words out. A mark shows readers where. You cannot add, change or move any.") \
	F(S, TEXT, reason, .label = "Why", .required = true, .typed = true)                        \
	F(S, TEXT, why, .label = "Another reason, in words", .max = 200, .typed = true,            \
	  .hint = "Seen only by whoever plans.")

ROW(taking_out, TAKE_OUT_FIELDS);

#define WORDS_TAKE_OUT_PAGE(P, S)                                                                  \
	P(S, HIDDEN, const struct round *, round, 0)                                               \
	P(S, HIDDEN, const struct released_words *, words, 0)                                      \
	P(S, HIDDEN, const char *, about, 0)                                                       \
	P(S, HIDDEN, const char *, seen, 0)                                                        \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, struct choices, hows, 0)                                                      \
	P(S, HIDDEN, struct choices, reasons, 0)                                                   \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, struct url, back, 0)

PAGE(words_take_out, WORDS_TAKE_OUT_PAGE);

bool show_words_take_out(struct work *w, struct request *rq);
bool prepare_words_take_out(struct work *w, struct request *rq);
enum outcome change_words_take_out(struct work *w, void *plan);

#endif
