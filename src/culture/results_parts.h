/*
 * The parts of results.c, for it and for the report (culture/report.h): each fills one thing of the page from what is there already.
 */
#ifndef CAIRN_CULTURE_RESULTS_PARTS_H
#define CAIRN_CULTURE_RESULTS_PARTS_H

#include "culture/findings.h"
#include "culture/results.h"
#include "store/release.h"

/* All of a results page that comes of its release; false with the fault set. `released` may be null, with the fault set already. */
bool results_fill(struct work *w, struct results_page *page, const struct released *released, enum wanted wants);

/* The first of a kind, each about another criterion: their order says nothing about who wrote, so neither does the choice. */
struct words_list results_quotes(struct work *w, const struct results_page *page, const char *kind);
/* A few words for the front, each from another voice about another criterion. */
void results_pick_words(struct work *w, struct results_page *page);

void results_say_when(struct work *w, struct results_page *page, const struct released *released);
/* The strongest, and what comparing the voices came to; never a difference that could be chance. */
void results_say_what_is_so(struct work *w, struct results_page *page, const struct findings *findings);
/* What stands under each list, or instead of it. */
void results_say_beside(struct work *w, struct results_page *page, const struct findings *findings);
void results_say_next(struct work *w, struct results_page *page, const struct findings *findings);

#endif
