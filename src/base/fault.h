/*
 * What can go wrong, as a value.
 *
 * A function that can fail returns false or null and leaves the fault in its piece of work. The first fault stays:
 * what follows from it is not news. A fault carries a kind, from which the HTTP status and the exit status of a command
 * follow, and a sentence for the person who has to do something about it.
 */
#ifndef CAIRN_BASE_FAULT_H
#define CAIRN_BASE_FAULT_H

#include <stdbool.h>

#include "base/arena.h"

/*        name          HTTP  exit  when nothing better is known */
#define FAULT_KINDS(F)                                                                             \
	F(NONE,         200,  0,  "Nothing is wrong.")                                             \
	F(BAD_INPUT,    400,  2,  "Something in what was sent could not be understood.")           \
	F(NOT_SIGNED_IN, 401, 3,  "Please sign in first.")                                         \
	F(NOT_FOUND,    404,  4,  "There is no such page.")                                        \
	F(NOT_ALLOWED,  403,  5,  "Your role does not allow this.")                                \
	F(BAD_METHOD,   405,  2,  "This address does not take that kind of request.")              \
	F(CONFLICT,     409,  6,  "Somebody else changed this while you were working on it.")      \
	F(GONE,         410,  4,  "This link has been used or has run out.")                       \
	F(TOO_LARGE,    413,  2,  "That is larger than Cairn takes.")                              \
	F(BAD_TYPE,     415,  2,  "Cairn does not read that kind of file.")                        \
	F(TOO_MANY,     429,  7,  "Too many tries. Please wait a while and try again.")            \
	F(BROKEN,       500,  1,  "Something went wrong inside Cairn. It has been written in the log.") \
	F(UNAVAILABLE,  503,  8,  "Cairn cannot save anything just now. Nothing was changed. Please try again soon.") \
	F(DATABASE_FULL, 507, 8,  "The disk is full, so nothing was saved. Please tell whoever runs Cairn.")

enum fault_kind {
#define FAULT_NAME(name, http, exit_code, sentence) FAULT_##name,
	FAULT_KINDS(FAULT_NAME)
#undef FAULT_NAME
};

struct fault {
	enum fault_kind kind;
	const char *sentence; /* lives in the arena of the piece of work, or for ever */
};

/* Sets the fault unless there is one already. Always false, so that one can write `return fault_set(...)`. */
bool fault_set(struct arena *arena, struct fault *fault, enum fault_kind kind, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

int fault_http_status(enum fault_kind kind);
int fault_exit_status(enum fault_kind kind);
const char *fault_sentence(enum fault_kind kind);

#endif
