#include "site/tries.h"

#include "base/text.h"
#include "store/attempt.h"

#define FROM_PLACE "sign in from"
#define THERE      "sign in there"
#define TO_ACCOUNT "sign in to"

#define TRIES_THERE      10
#define TRIES_FROM_PLACE 100
#define TRIES_TO_ACCOUNT 100
#define WINDOW_MS        (15 * MINUTE_MS)

static const char *there(struct work *w, const char *email, const char *place)
{
	return text_format(w->arena, "%s %s", place, text_trim(w->arena, email));
}

/* The place first: tries that are refused for it spend nobody else's. */
bool may_try_password(struct work *w, const char *email, const char *address)
{
	const char *place = attempt_place(w->arena, address);

	return attempt_allowed(w, FROM_PLACE, place, TRIES_FROM_PLACE, WINDOW_MS) &&
	       attempt_allowed(w, THERE, there(w, email, place), TRIES_THERE, WINDOW_MS) &&
	       attempt_allowed(w, TO_ACCOUNT, text_trim(w->arena, email), TRIES_TO_ACCOUNT, WINDOW_MS);
}

bool tries_are_over(struct work *w, const char *email, const char *address)
{
	const char *place = attempt_place(w->arena, address);

	return attempt_is_over(w, FROM_PLACE, place, TRIES_FROM_PLACE, WINDOW_MS) ||
	       attempt_is_over(w, THERE, there(w, email, place), TRIES_THERE, WINDOW_MS) ||
	       attempt_is_over(w, TO_ACCOUNT, text_trim(w->arena, email), TRIES_TO_ACCOUNT, WINDOW_MS);
}

bool forget_tries(struct work *w, const char *email, const char *address)
{
	return attempt_forget(w, THERE, there(w, email, attempt_place(w->arena, address)));
}
