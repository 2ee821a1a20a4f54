#include "culture/theme.h"

#include "culture/actions.h"
#include "culture/again.h"
#include "culture/answer.h"
#include "culture/develop.h"
#include "culture/evidence_check.h"
#include "culture/frameworks.h"
#include "culture/look.h"
#include "culture/outcomes.h"
#include "culture/paper.h"
#include "culture/report.h"
#include "culture/results.h"
#include "culture/rounds.h"
#include "culture/signals.h"
#include "culture/talk.h"
#include "culture/words_part.h"

const struct theme rounds_theme = { "Self-assessment", "/culture/rounds", MAY_READ, round_routes, NULL, NULL };
const struct theme results_theme = { "", "", MAY_READ, results_routes, NULL, NULL };
const struct theme report_theme = { "", "", MAY_READ, report_routes, NULL, report_jobs };
const struct theme look_theme = { "", "", MAY_PLAN, look_routes, NULL, NULL };
const struct theme words_theme = { "", "", MAY_READ, words_routes, NULL, NULL };
const struct theme evidence_theme = { "", "", MAY_PLAN, evidence_routes, NULL, NULL };
const struct theme answers_theme = { "", "", MAY_ANYONE, answer_routes, NULL, NULL };
const struct theme paper_theme = { "", "", MAY_PLAN, paper_routes, NULL, NULL };
const struct theme develop_theme = { "", "", MAY_READ, develop_routes, NULL, NULL };
const struct theme signals_theme = { "", "", MAY_READ, signal_routes, NULL, NULL };
const struct theme outcomes_theme = { "", "", MAY_READ, outcome_routes, NULL, NULL };
const struct theme frameworks_theme = { "Frameworks",     "/culture/frameworks", MAY_READ,
	                                framework_routes, framework_commands,    NULL };
const struct theme again_theme = { "", "", MAY_READ, again_routes, NULL, NULL };
const struct theme actions_theme = { "", "", MAY_READ, action_routes, NULL, NULL };
const struct theme talk_theme = { "", "", MAY_READ, talk_routes, NULL, NULL };
