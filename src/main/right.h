/*
 * Who asks, whether they may, and whether the form is one of ours.
 */
#ifndef CAIRN_MAIN_RIGHT_H
#define CAIRN_MAIN_RIGHT_H

#include "main/dispatch.h"

#define VISIT_COOKIE "cairn_visit"

/* Looks up the session, fills in the frame, makes the forgery token. False only when the database failed. */
bool right_who(struct life *life);
/* Whether they may come in; else the fault says what is missing. */
bool right_may(struct life *life);
/* Whether a changing request comes from a page of ours, by what the browser says of itself. Before the body is read. */
bool right_origin(struct life *life);
/* Whether its form carries our token. */
bool right_token(struct life *life);

#endif
