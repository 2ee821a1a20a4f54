/*
 * What the child does to itself before it becomes the other program: not for others than confined.c.
 */
#ifndef CAIRN_BASE_CONFINED_PARTS_H
#define CAIRN_BASE_CONFINED_PARTS_H

#include "base/confined.h"

/* Gives up everything but what `what` allows. False: it could not, and the program must not be run. Only after fork: there is no way back. */
bool confined_give_up(const struct confined *what);

#endif
