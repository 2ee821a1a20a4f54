/*
 * Build a planning culture: reflecting on how well we plan, against published frameworks.
 */
#ifndef CAIRN_CULTURE_THEME_H
#define CAIRN_CULTURE_THEME_H

#include "web/route.h"

/* Rounds: setting up, running, answering, results. */
extern const struct theme rounds_theme;
extern const struct theme answers_theme;
extern const struct theme paper_theme; /* answering on paper, and in a room */
extern const struct theme results_theme;
extern const struct theme report_theme; /* a paper for a board, as a page and as documents */
extern const struct theme look_theme;   /* of its Word documents */
extern const struct theme words_theme;
extern const struct theme evidence_theme; /* before it is shown */
extern const struct theme develop_theme;
extern const struct theme signals_theme;
extern const struct theme outcomes_theme;
extern const struct theme frameworks_theme;
extern const struct theme again_theme; /* starting from an earlier round, and comparing two */

/* Talking about results, and what will be done. */
extern const struct theme actions_theme;
extern const struct theme talk_theme;

#endif
