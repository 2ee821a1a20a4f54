/*
 * What a data protection officer is asked for: a draft of the data protection impact assessment, made from what Cairn keeps; and what may be given out
 * when somebody asks for it under the Freedom of Information (Scotland) Act 2002.
 *
 * The draft follows the seven steps of the Information Commissioner's template. It states what the program does and what this partnership's rounds are, and
 * marks what only people can judge.
 */
#ifndef CAIRN_SITE_ASSESSMENT_H
#define CAIRN_SITE_ASSESSMENT_H

#include "base/field.h"
#include "store/privacy.h"
#include "store/round.h"
#include "web/parts/parts.h"

/* What there is to say of the partnership's rounds. */
#define ASSESSMENT_PAGE(P, S)                                                                      \
	P(S, FIELD, TEXT, place, .label = "Partnership")                                           \
	P(S, FIELD, DATE, made_on, .label = "Drafted on")                                          \
	P(S, FIELD, INT, rounds_held, .label = "Rounds opened so far")                             \
	P(S, FIELD, INT, notice_version, .label = "Version of the privacy notice; 0: none of one's own") \
	P(S, FIELD, INT, gaps, .label = "Places in it still to be filled in")                      \
	P(S, MANY, struct round_line, rounds, &round_line_record)

PAGE(assessment, ASSESSMENT_PAGE);
PAGE(published, ASSESSMENT_PAGE);

bool show_assessment(struct work *w, struct request *rq);
bool show_published(struct work *w, struct request *rq);

#endif
