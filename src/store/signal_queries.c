/* Each query is a statement of its own, prepared like every other. See signal_queries.h. */
#include "store/signal_queries.h"

struct rows *ask_prescribed(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_PRESCRIBED, V(w->partnership), V(today.days));
}

struct rows *ask_voices(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_VOICES, V(w->partnership), V(today.days));
}

struct rows *ask_dissent(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_DISSENT, V(w->partnership), V(today.days));
}

struct rows *ask_given_back(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_GIVEN_BACK, V(w->partnership), V(today.days));
}

struct rows *ask_positions(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_POSITIONS, V(w->partnership), V(today.days));
}

struct rows *ask_owned(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_OWNED, V(w->partnership), V(today.days));
}

struct rows *ask_tried(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_TRIED, V(w->partnership), V(today.days));
}

struct rows *ask_on_words(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_ON_WORDS, V(w->partnership), V(today.days));
}

struct rows *ask_options(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_OPTIONS, V(w->partnership), V(today.days));
}

struct rows *ask_done(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_DONE, V(w->partnership), V(today.days));
}

struct rows *ask_lapsed(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_LAPSED, V(w->partnership), V(today.days));
}

struct rows *ask_let_go(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_LET_GO, V(w->partnership), V(today.days));
}

struct rows *ask_strengths(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_STRENGTHS, V(w->partnership), V(today.days));
}

struct rows *ask_told(struct work *w, struct date today)
{
	return db_ask(w, SIGNAL_TOLD, V(w->partnership), V(today.days));
}
