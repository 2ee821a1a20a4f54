/*
 * Which database a command means, and opening it: --database ADDRESS, else $CAIRN_DATABASE, else ./cairn.db.
 */
#ifndef CAIRN_MAIN_OPEN_H
#define CAIRN_MAIN_OPEN_H

#include "db/db.h"

const char *database_address(int count, char **words);

/* Opens a database whose schema is this program's; null with a fault that says what to do. The caller closes it. */
struct database *open_database(struct work *w, int count, char **words);

/* Makes the database when it is not there and brings its schema up to date. */
struct database *open_and_migrate(struct work *w, int count, char **words);

#endif
