/*
 * A piece of evidence as it stands on a page, said once: beside an answer, while it is checked, among the results and in the report.
 */
#ifndef CAIRN_CULTURE_EVIDENCE_PART_H
#define CAIRN_CULTURE_EVIDENCE_PART_H

#include "base/out.h"
#include "store/evidence.h"
#include "web/parts/parts.h"

struct evidence_piece {
	const char *words, *link; /* "" for none */
	struct url elsewhere;     /* of the link */
	const char *file_name;    /* "" for none */
	const char *file_says;    /* "PDF, 1.2 MB" */
	struct url file;          /* null inside: named, not to be had here */
	bool has_no_words;        /* then what else there is stands first */
};

struct evidence_pieces {
	size_t len, cap;
	struct evidence_piece *at;
};

/* `file`: where it can be had. */
struct evidence_piece evidence_piece(struct arena *arena, const struct evidence *evidence, struct url file);
void view_evidence_piece(struct out *o, const struct evidence_piece *piece);
/* All of a criterion under one heading; nothing when there are none. */
void view_evidence_pieces(struct out *o, const struct evidence_pieces *pieces);

/* For whoever plans, while pieces wait to be looked at; false when none do, and when the fault is set. */
bool evidence_next_step(struct work *w, int64_t round, struct next_block *next);
/* Of the whole round: "Of what people brought along 3 pieces are shown beside their criteria, and 1 is held back."; "" for none. */
bool evidence_says(struct work *w, int64_t round, const char **says);

/* "1.2 MB", "34 kB". */
const char *bytes_words(struct arena *arena, int64_t bytes);

/* Hands out a file as one to keep, never as a page: with its own name and the type it was told to be when it came in. */
bool answer_evidence_file(struct work *w, struct request *rq, const struct file *file);

#endif
