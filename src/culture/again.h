/*
 * Starting the next round from one that is closed, and the marks on what was copied.
 *
 * Only a name has to be typed. What became different meanwhile (groups, criteria) is named before the draft is made and on the
 * draft itself. Whatever text was copied carries a mark wherever it stands, until somebody changes it; store/round_again.h finds that out
 * by comparing.
 */
#ifndef CAIRN_CULTURE_AGAIN_H
#define CAIRN_CULTURE_AGAIN_H

#include "base/field.h"
#include "store/pack.h"
#include "store/round_again.h"
#include "web/parts/parts.h"
#include "web/route.h"

/* "Copied from Autumn 2025". */
struct copied_mark {
	const char *from; /* the name of that round; "": nothing was copied, or it was changed since */
	struct url url;   /* to it; null inside where the reader may not see it */
};

/* Of a round's purpose, for members and, without a link, for those who are asked. */
bool purpose_mark(struct work *w, int64_t round, struct copied_mark *mark);
bool purpose_mark_of_link(struct work *w, int64_t round, struct copied_mark *mark);
void view_copied_mark(struct out *o, const struct copied_mark *mark);

/* What a round took over from the one it was started from. */
#define COPIED_FIELDS(F, S)                                                                                            \
	F(S, TEXT, field, .label = "What was copied")                                                                  \
	F(S, FLAG, is_as_copied, .label = "Still as it was copied")

ROW(copied_field, COPIED_FIELDS);

/* What became different since. */
#define SINCE_FIELDS(F, S)                                                                                             \
	F(S, TEXT, kind, .label = "What became different")                                                             \
	F(S, TEXT, name, .label = "Name")

ROW(since_line, SINCE_FIELDS);

struct since_lines {
	size_t len, cap;
	struct since_line *at;
};

struct copied_fields {
	size_t len, cap;
	struct copied_field *at;
};

/* As sentences for a person, and as lines for a program. */
struct pack_texts since_sentences(struct arena *arena, const struct round_since *since);
struct since_lines since_lines_of(struct arena *arena, const struct round_since *since);
/* "a, b and c" */
const char *texts_joined(struct arena *arena, const struct pack_texts *texts);

/* What the page of a round says of the round it was started from. */
struct again_part {
	int64_t from; /* 0: none, and nothing else is filled in */
	const char *title;
	struct url url;
	struct copied_mark mark; /* of the purpose */
	struct copied_fields copied;
	const char *same, *changed; /* "purpose, depth and groups"; or "" */
	struct pack_texts since;    /* sentences; only of a draft */
};

bool again_part(struct work *w, const struct round *round, struct again_part *part);
/* A section; nothing when it was started from none. */
void view_again_part(struct out *o, const struct again_part *part);
/* While its purpose is only a copy, that comes before opening it: true when `next` was set. */
bool again_next(struct work *w, const struct round *round, const struct again_part *part, struct next_block *next);

/* Closed rounds to begin from, on the page of a new round: the newest few. */
struct earlier_round {
	const char *title, *when;
	struct url url;
};

struct earlier_rounds {
	size_t len, cap;
	struct earlier_round *at;
};

bool earlier_rounds(struct work *w, struct earlier_rounds *rounds);
void view_earlier_rounds(struct out *o, const struct earlier_rounds *rounds);

/* To the choice of a round to compare a closed one with; empty while there is none. */
bool compare_link(struct work *w, const struct round *round, struct url *link);
/* Both ways on from a closed round; an empty one is left out. */
void view_ways_on(struct out *o, struct url again, struct url compare);

#define AGAIN_PAGE(P, S)                                                                                               \
	P(S, ONE, struct round, round, &round_record)                                                                  \
	P(S, MANY, struct since_line, since, &since_line_record)                                                       \
	P(S, HIDDEN, struct form, form, 0)                                                                             \
	P(S, HIDDEN, struct summary_list, facts, 0)                                                                    \
	P(S, HIDDEN, struct pack_texts, says, 0)                                                                       \
	P(S, HIDDEN, struct url, action, 0)                                                                            \
	P(S, HIDDEN, struct url, back, 0)

PAGE(again, AGAIN_PAGE);

/* Starting again and comparing: the routes of both. Ended by a null path. */
extern const struct route again_routes[];

bool show_again(struct work *w, struct request *rq);
bool prepare_again(struct work *w, struct request *rq);
enum outcome change_again(struct work *w, void *plan);

#endif
