/*
 * The report of a closed round: a paper for a board, as a page that prints well and as a file that becomes Word or PDF.
 *
 * Everything in it comes of the release, and of what was agreed about it; the page and the documents are drawn by the same view, so that they say the
 * same. In a file pictures are files beside it and nothing is a link into Cairn.
 */
#ifndef CAIRN_CULTURE_REPORT_H
#define CAIRN_CULTURE_REPORT_H

#include "base/field.h"
#include "culture/evidence_part.h"
#include "culture/results.h"
#include "store/action.h"
#include "store/job_run.h"
#include "store/report.h"
#include "web/parts/parts.h"
#include "web/route.h"

/* What one criterion of the report says. */
struct report_criterion {
	const char *name, *question;
	const char *file;                /* "chart-0-1.svg": of its picture; "" where nothing is drawn */
	struct html picture;             /* framed, for a page */
	struct html drawing;             /* alone, for a file */
	const char *title, *description; /* what the drawing says of itself */
	struct html figures;             /* the table beside it */
	struct words_list words;         /* a few, as released */
	struct evidence_pieces pieces;   /* evidence that is shown: a file by its name only */
};

struct report_theme {
	const char *name;
	LIST(struct report_criterion) criteria;
};

/* A position with those who see it differently. */
struct report_position {
	const struct agreed *agreed;
	struct dissent_rows dissents;
};

struct report {
	struct results_page results; /* findings, heat map, columns, words, agreed */
	struct arena *arena;
	bool is_file;
	bool is_word;       /* the converter puts the title of the file first by itself */
	const char *place;  /* the partnership */
	const char *when;   /* "12 November 2025 to 3 December 2025" */
	const char *depth;  /* how people answered, in a sentence */
	const char *counts; /* of actions, in a sentence */
	LIST(struct report_theme) themes;
	struct evidence_list evidence; /* of the whole round, by criterion */
	LIST(struct report_position) positions;
	struct action_lines actions;
	struct html wrote; /* of a conversation: who wrote, as a table */
	int threshold;
	bool is_conversation;
	const char *made_on; /* of a file: the day */
};

/* The widths of a table's columns in a file, where Word gives each the same unless it is told: the first in per cent, `others` share the rest. */
struct html report_widths(const struct report *report, int64_t first, int64_t others);

enum report_for {
	FOR_PAGE,
	FOR_FILE, /* that becomes Word or PDF */
	FOR_FIGURES, /* without what is said of each criterion: for the workbook, which has all figures and words in sheets */
};

/* Not before the round is closed: false with the fault in w. */
bool report_is_there(struct work *w, const struct round *round);

/* False with the fault in w: where there is no report yet, too. */
bool report_of(struct work *w, const struct round *round, enum report_for use, struct report *report);

/* The whole of a file. */
void view_report_file(struct out *o, const struct report *report);

/* ------------------------------------------------------------------ documents */

/* A form the report is made in by a job: "docx". `about` of a job is "ROUND FORM", "3 docx". */
struct document_form {
	const char *key, *name, *says, *type;
	const char *program; /* that makes it; null: Cairn itself */
};

extern const struct document_form document_forms[]; /* ended by a null key */
const struct document_form *document_form(const char *key);
const char *document_about(struct arena *arena, int64_t round, const char *form);
/* What that says; null where it says nothing. */
const struct document_form *document_of_about(struct arena *arena, const char *about, int64_t *round);

/* A form as the page shows it. */
struct document_line {
	const struct document_form *form;
	const struct job *job; /* the newest that asked for it; null: nobody has */
	const char *state;     /* "" where there is nothing to say */
	struct url download;   /* null inside: none */
	bool is_open, is_missing, is_old;
};

struct document_lines {
	size_t len, cap;
	struct document_line *at;
};

#define DOCUMENT_WISH_FIELDS(F, S) F(S, TEXT, form, .label = "Form", .max = 10, .required = true, .typed = true)
ROW(document_wish, DOCUMENT_WISH_FIELDS);

#define REPORT_PAGE(P, S)                                                                          \
	P(S, ONE, struct round, round, &round_record)                                              \
	P(S, HIDDEN, const struct request *, rq, 0)                                                \
	P(S, HIDDEN, const struct report *, report, 0)                                             \
	P(S, HIDDEN, struct document_lines, documents, 0)                                     \
	P(S, HIDDEN, bool, may_plan, 0)                                                            \
	P(S, HIDDEN, bool, is_open, 0)                                                             \
	P(S, HIDDEN, struct take_out, take_out, 0)                                                 \
	P(S, HIDDEN, struct url, own, 0)

PAGE(report, REPORT_PAGE);

extern const struct route report_routes[];
extern const struct job_kind report_jobs[];

#endif
