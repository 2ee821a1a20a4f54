/*
 * What was found of each criterion in a text, and saying by name what was not: for wording.c alone.
 */
#ifndef CAIRN_STORE_WORDING_FOUND_H
#define CAIRN_STORE_WORDING_FOUND_H

#include "store/wording.h"

/* What was found of one criterion. */
struct found {
	const struct pack_criterion *criterion;
	size_t slides;                /* more than one: the document is there twice */
	size_t count;                 /* statements that could be told apart */
	struct pack_texts statements; /* when they are as many as there should be */
	struct pack_texts different;  /* the numbers of those that are not as published */
};

/* One a criterion that has statements, in the pack's order. */
struct found_list {
	size_t len, cap;
	struct found *at;
};

/* True when every statement was found once and as published; else the fault says which were not. */
bool found_all(struct arena *arena, struct fault *fault, const struct pack *pack, const struct found_list *all);

#endif
