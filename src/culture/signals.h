/*
 * What the records show, beside what people say: all signals, one with its query, and the part of a criterion's page that has those bearing on it.
 *
 * A signal states a fact. Where it and the people point apart, the page says so, as something to talk about. For members: whoever
 * answered without an account sees none.
 */
#ifndef CAIRN_CULTURE_SIGNALS_H
#define CAIRN_CULTURE_SIGNALS_H

#include "base/field.h"
#include "store/pack.h"
#include "store/release.h"
#include "store/signal.h"
#include "web/parts/parts.h"
#include "web/route.h"

#define SIGNAL_LINE_FIELDS(F, S)                                                                   \
	F(S, TEXT, key, .label = "Signal")                                                         \
	F(S, TEXT, title, .label = "What the records show")                                        \
	F(S, FIGURE, part, .label = "How many")                                                    \
	F(S, FIGURE, whole, .label = "Of how many")                                                \
	F(S, TEXT, counts, .label = "Of what")                                                     \
	F(S, TEXT, bears_on, .label = "Bears on")                                                  \
	F(S, FIGURE, people, .label = "People's median on the first of these")                     \
	F(S, TEXT, cannot_say, .label = "What it cannot say")                                      \
	F(S, TEXT, query, .label = "Query")

ROW(signal_line, SIGNAL_LINE_FIELDS);

/* A line as it is drawn. */
struct signal_shown {
	const struct signal_line *line;
	const char *says;   /* "3 of 4", "nothing recorded yet" */
	const char *people; /* "median 3", "not shown", "not asked" */
	const char *apart;  /* a question, where people and records point apart; else "" */
	struct url url;
};

struct signals_shown {
	size_t len, cap;
	struct signal_shown *at;
};

#define SIGNALS_PAGE(P, S)                                                                         \
	P(S, MANY, struct signal_line, signals, &signal_line_record)                               \
	P(S, FIELD, TEXT, round, .label = "Round of the medians")                                  \
	P(S, HIDDEN, struct signals_shown, shown, 0)                                               \
	P(S, HIDDEN, struct url, results, 0)                                                       \
	P(S, HIDDEN, bool, is_example, 0)

PAGE(signals, SIGNALS_PAGE);

#define SIGNAL_PAGE(P, S)                                                                          \
	P(S, ONE, struct signal_line, signal, &signal_line_record)                                 \
	P(S, HIDDEN, struct signal_shown, shown, 0)                                                \
	P(S, HIDDEN, LIST(const char *), bearing, 0)                                               \
	P(S, HIDDEN, int64_t, partnership, 0)                                                      \
	P(S, HIDDEN, struct date, today, 0)                                                        \
	P(S, HIDDEN, struct url, records, 0)

PAGE(signal, SIGNAL_PAGE);

/* Those that bear on one criterion, for a page that has its release (RELEASE_CRITERIA) at hand. Empty for who is no member, and where no
 * signal bears on it. For the projector large and without links. */
bool signals_on_criterion(struct work *w, const struct pack *pack, const struct released *released,
                          const char *criterion, bool for_projector, struct html *section);

extern const struct route signal_routes[];

#endif
