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
#include "store/job_run.h"
#include "store/privacy.h"
#include "store/retention.h"
#include "store/round.h"
#include "web/parts/parts.h"

/* Either of them as Word, as its page shows it. */
struct officers_document {
	const char *state;   /* "" where there is nothing to say */
	struct url own;      /* of its page */
	struct url download; /* null inside: none */
	bool is_open, is_missing;
};

/* What there is to say of the partnership's rounds. */
#define ASSESSMENT_PAGE(P, S)                                                                      \
	P(S, FIELD, TEXT, place, .label = "Partnership")                                           \
	P(S, FIELD, DATE, made_on, .label = "Drafted on")                                          \
	P(S, FIELD, INT, rounds_held, .label = "Rounds opened so far")                             \
	P(S, FIELD, INT, notice_version, .label = "Version of the privacy notice; 0: none of one's own") \
	P(S, FIELD, INT, gaps, .label = "Places in it still to be filled in")                      \
	P(S, MANY, struct round_line, rounds, &round_line_record)                                  \
	P(S, ONE, struct retention, kept_months, &retention_record)                                \
	P(S, HIDDEN, const struct request *, rq, 0)                                                \
	P(S, HIDDEN, struct officers_document, document, 0)

PAGE(assessment, ASSESSMENT_PAGE);
PAGE(published, ASSESSMENT_PAGE);

bool assessment_fill(struct work *w, struct assessment_page *page);
bool published_fill(struct work *w, struct published_page *page);
/* The whole of a file. */
void view_assessment_file(struct out *o, const struct assessment_page *page);
void view_published_file(struct out *o, const struct published_page *page);

/* In assessment_word.c. `which`: "assessment" or "published". */
bool officers_document(struct work *w, const char *which, struct officers_document *document);
bool prepare_assessment_word(struct work *w, struct request *rq);
bool prepare_published_word(struct work *w, struct request *rq);
enum outcome change_assessment_word(struct work *w, void *plan);
enum outcome change_published_word(struct work *w, void *plan);
bool show_officers_document(struct work *w, struct request *rq);
extern const struct job_kind officers_jobs[];

bool show_assessment(struct work *w, struct request *rq);
bool show_published(struct work *w, struct request *rq);

#endif
