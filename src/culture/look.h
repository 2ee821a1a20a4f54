/*
 * How Word reports look: the page where a planner brings the partnership's own Word document, whose styles, header and footer reports then take.
 *
 * What is brought is looked at (base/docx.h) before it is kept; one that may not be used comes back with a sentence, and nothing is changed.
 */
#ifndef CAIRN_CULTURE_LOOK_H
#define CAIRN_CULTURE_LOOK_H

#include "base/field.h"
#include "store/reference_document.h"
#include "web/parts/parts.h"
#include "web/request.h"
#include "web/route.h"

#define LOOK_PAGE(P, S)                                                                            \
	P(S, FIELD, TEXT, name, .label = "Document")                                               \
	P(S, FIELD, MOMENT, since, .label = "Here since")                                          \
	P(S, HIDDEN, int64_t, version, 0)                                                          \
	P(S, HIDDEN, int64_t, kilobytes, 0)                                                        \
	P(S, HIDDEN, const struct request *, rq, 0)

PAGE(look, LOOK_PAGE);

extern const struct route look_routes[];

#endif
