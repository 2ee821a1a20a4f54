/*
 * Evidence: what somebody who answers brings beside an answer. Words about it, a link, a file, or several of these in one piece.
 *
 * While the round is open only whoever gave it sees it, and can take it away again. At the close the rule decides of which criteria anything may be
 * shown: those about which at least as many people said something as the round's threshold, so that a piece could be anybody's of them
 * (evidence_settle). Of these a facilitator looks at each piece (store/evidence_check.h) and shows it or holds it back. What is shown stands without
 * any group's name, in an order that says nothing about who gave it, or when.
 *
 * A file's type has been checked by whoever calls (base/file_type.h). Everything lives in the arena of the piece of work.
 */
#ifndef CAIRN_STORE_EVIDENCE_H
#define CAIRN_STORE_EVIDENCE_H

#include "base/field.h"
#include "base/text.h"
#include "store/answer.h"
#include "store/file.h"

#define EVIDENCE_PIECES     5    /* of one participant about one criterion */
#define EVIDENCE_WORDS      1000 /* characters */
#define EVIDENCE_LINK       500  /* characters */
#define EVIDENCE_FILE       ((size_t)20 * 1024 * 1024)
#define EVIDENCE_OF_ONE     ((int64_t)100 * 1024 * 1024)      /* bytes of all files of one participant */
#define EVIDENCE_OF_A_ROUND ((int64_t)2 * 1024 * 1024 * 1024) /* of a round: a group's link is in many hands */

/* One piece. file: the number of the file, or 0; then the three after it are empty. It is not told: numbers of files tell which came first. */
#define EVIDENCE_FIELDS(F, S)                                                                      \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, criterion, .label = "Criterion")                                                \
	F(S, TEXT, words, .label = "What it shows")                                                \
	F(S, TEXT, link, .label = "Link")                                                          \
	F(S, INT, file, .label = "File", .secret = true)                                           \
	F(S, TEXT, file_name, .label = "Name of the file")                                         \
	F(S, TEXT, file_type, .label = "Type of the file")                                         \
	F(S, INT, file_bytes, .label = "Bytes")

ROW(evidence, EVIDENCE_FIELDS);

struct evidence_list {
	size_t len, cap;
	struct evidence *at;
};

/* ------------------------------------------------------------------ whoever gave it */

/* About one criterion, or about all with "": in the order they were given. */
bool evidence_own(struct work *w, const struct answerer *who, const char *criterion, struct evidence_list *list);

enum evidence_became {
	EVIDENCE_KEPT,
	EVIDENCE_CLOSED,   /* the round takes no answers */
	EVIDENCE_TOO_MANY, /* EVIDENCE_PIECES there already */
	EVIDENCE_TOO_MUCH, /* more bytes than one person, or the round, may bring */
};

/* As prepared: checked and clean. content.len 0: no file. */
struct evidence_giving {
	const char *token, *criterion;
	const char *words, *link;
	const char *name, *type;
	struct blob content;
	enum evidence_became became;
};

/* Inside a change. False with the fault set: no such link, not asked about this, the database. */
bool evidence_give(struct work *w, struct evidence_giving *giving);

/* Inside a change, while the round takes answers. A piece that is somebody else's is not found. */
bool evidence_take_back(struct work *w, const char *token, int64_t id, bool *closed);

/* Inside a change: everything a participant gave, files and all, whatever was decided about it. Adds how many pieces there were. */
bool evidence_drop_of(struct work *w, int64_t participant, int64_t *dropped);

/* ------------------------------------------------------------------ the close */

/* Inside the change that closes the round: pieces about this criterion may be looked at. */
bool evidence_settle(struct work *w, int64_t round, const char *criterion);

/* ------------------------------------------------------------------ readers */

/* What is shown about one criterion, or about all with "". */
bool evidence_shown(struct work *w, int64_t round, const char *criterion, struct evidence_list *list);

/* Null with the fault NOT_FOUND for what is not shown, or is about another criterion or round, or has no file. */
const struct file *evidence_file_shown(struct work *w, int64_t round, const char *criterion, int64_t id);

/* Of the whole round, never of a criterion. too_few: about criteria of which nothing may be shown. */
struct evidence_counts {
	int64_t waiting, shown, held, too_few;
};

bool evidence_counts(struct work *w, int64_t round, struct evidence_counts *counts);

/* Rounds with pieces that nobody has looked at, the newest first. */
struct evidence_waiting {
	int64_t round, pieces;
	const char *title;
};

struct evidence_waiting_list {
	size_t len, cap;
	struct evidence_waiting *at;
};

bool evidence_waiting(struct work *w, struct evidence_waiting_list *list);

#endif
