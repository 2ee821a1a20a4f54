/*
 * The results of a closed round as an Excel workbook: a sheet for each kind of row, everything from the release.
 *
 * Numbers are numbers and days are days, so that they can be sorted and added up. What is withheld says so in words and is never nought, and what
 * people typed is always text, never a formula. Written row by row, in memory that does not grow with the round (libxlsxwriter's constant memory).
 */
#ifndef CAIRN_CULTURE_WORKBOOK_H
#define CAIRN_CULTURE_WORKBOOK_H

#include <stdbool.h>

#include "base/field.h"
#include "base/work.h"
#include "store/round.h"

/* A line of a sheet that says something in words. */
#define WORKBOOK_FACT_FIELDS(F, S)         \
	F(S, TEXT, what, .label = "What")      \
	F(S, TEXT, says, .label = "In words")
ROW(workbook_fact, WORKBOOK_FACT_FIELDS);

/* An action as a person reads it: no numbers of ours, and words for where it stands. */
#define WORKBOOK_ACTION_FIELDS(F, S)                            \
	F(S, TEXT, what, .label = "What will be done")              \
	F(S, TEXT, kind, .label = "Kind")                           \
	F(S, TEXT, criterion, .label = "Criterion")                 \
	F(S, TEXT, owner, .label = "Owner")                         \
	F(S, DATE, due_on, .label = "Done by")                      \
	F(S, TEXT, state, .label = "State")                         \
	F(S, TEXT, outcome, .label = "What came of it, or why it was let go") \
	F(S, TEXT, waits_for, .label = "Waits for")
ROW(workbook_action, WORKBOOK_ACTION_FIELDS);

/* `path`: of the file to be made, in a folder where other files may be made meanwhile. False with the fault in w. */
bool workbook_write(struct work *w, const struct round *round, const char *path);

#endif
