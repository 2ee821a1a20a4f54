/*
 * Two partnerships to test with: the first has the frameworks and the sets of outcomes that come with the program, the second has nothing.
 */
#ifndef CAIRN_TESTS_SUPPORT_TWO_PARTNERSHIPS_H
#define CAIRN_TESTS_SUPPORT_TWO_PARTNERSHIPS_H

#include "support/database.h"

/* The piece of work of the scratch in *state (test_open), in the first of them, on 30 November 2026. Fails the test when they cannot be made. */
struct work *two_partnerships(void **state);

#endif
