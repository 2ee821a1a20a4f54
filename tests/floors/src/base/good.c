#include "base/good.h"

#include <stdlib.h>

/* sprintf( in a comment, rand() too. */
char *good(struct jar *jar)
{
	const char *said = "strcpy(a, b); /* not a comment ";
	const char quote = '"';

	jar->free(jar, 0x1Fu, quote);
	return strcpy_checked(malloc(1), said);
}
