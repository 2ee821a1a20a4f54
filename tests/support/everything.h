/*
 * A partnership that has everything, taken out: the demonstration, and what that lacks (official wording, files, somebody who left, an act whose
 * content was erased, a job with a file that stays behind). Made once a program, on SQLite.
 */
#ifndef CAIRN_TESTS_SUPPORT_EVERYTHING_H
#define CAIRN_TESTS_SUPPORT_EVERYTHING_H

#include "support/database.h"

#define EVERYTHING_NAME         "Health and Social Care Moray"
#define EVERYTHING_FILE         "minutes of a talk.pdf"
#define EVERYTHING_FILES_BEFORE 2 /* numbers of files that the demonstration itself has taken: its evidence */
#define EVERYTHING_LEFT         "somebody.who.left@moray.example"

/* An open file that stays open. */
int everything_file(void);
/* The same partnership as number 1 of an empty database. */
void everything_load(struct scratch *scratch);

#endif
