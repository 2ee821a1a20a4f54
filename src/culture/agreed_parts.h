/*
 * What the views of agreed.html draw. Private to agreed.c; texts that are not there are "", never null.
 */
#ifndef CAIRN_CULTURE_AGREED_PARTS_H
#define CAIRN_CULTURE_AGREED_PARTS_H

#include "culture/agreed.h"

/* A position among those of a round, with the criterion up close. */
struct agreed_item {
	const struct agreed *row;
	struct url url;
	const char *dissents; /* null for none */
};

/* All of a round, beside its results. */
struct agreed_round {
	struct agreed_list rows;
	LIST(struct agreed_item) items;
	const char *counts;
	struct url talk, actions;
	bool is_member, may_plan;
};

/* The doors on the round's own page. */
struct agreed_doors {
	const char *positions, *counts;
	struct url talk, summary, actions;
	bool may_plan, has_positions, has_actions;
};

struct agreed_words {
	const char *words, *label;
};

/* What a position was, and why it is no more. */
struct agreed_before {
	const char *position, *reason, *agreed_by, *changed, *why;
	struct dissent_rows withdrawn;
};

/* One position, beside what people said. */
struct agreed_one {
	const char *position, *reason, *agreed_by; /* position null: nothing is agreed yet */
	struct dissent_rows dissents;
	LIST(struct agreed_words) words;
	LIST(struct agreed_before) history;
	struct action_lines actions; /* for members */
	struct url talk, act;
	bool may_plan;
};

void view_agreed_round(struct out *o, const struct agreed_round *part);
void view_agreed_doors(struct out *o, const struct agreed_doors *part);
void view_agreed_one(struct out *o, const struct agreed_one *part);

#endif
