/*
 * The two doors to a round's results: members by its number, those who answered by their own link.
 */
#include "base/text.h"
#include "culture/answer.h"
#include "culture/evidence_part.h"
#include "culture/results.h"
#include "culture/round_words.h"
#include "culture/theme.h"
#include "web/answer.h"

/* ------------------------------------------------------------------ members */

static const struct round *round_asked(struct work *w, struct request *rq, const char **base)
{
	const struct round *round = round_by_id(w, path_id(rq, "id"));

	if (round == NULL)
		return NULL;
	*base = url_id(w->arena, "/culture/rounds/:id/results", round->id).at;
	rq->frame.section = rounds_theme.name;
	round_crumbs(w, rq, round);
	return round;
}

static bool show_results(struct work *w, struct request *rq)
{
	const char *base;
	const struct round *round = round_asked(w, rq, &base);

	return round == NULL ? answer_fault(w, rq) : answer_results(w, rq, round, base);
}

static bool show_criterion(struct work *w, struct request *rq)
{
	const char *base;
	const struct round *round = round_asked(w, rq, &base);

	if (round == NULL)
		return answer_fault(w, rq);
	frame_crumb(w, rq, "Results", (struct url){ base });
	return answer_criterion(w, rq, round, base, path_part(rq, "criterion"));
}

static bool show_words(struct work *w, struct request *rq)
{
	const char *base;
	const struct round *round = round_asked(w, rq, &base);

	if (round == NULL)
		return answer_fault(w, rq);
	frame_crumb(w, rq, "Results", (struct url){ base });
	return answer_words(w, rq, round, base, words_address(w, round, base).at);
}

/* ------------------------------------------------------------------ those who answered */

/* The round of a link, when it is closed and was set up to be shown to those who answered. */
static const struct round *round_of_link(struct work *w, struct request *rq, const char **base)
{
	struct answer_visit visit = { 0 };
	const struct round *round;

	if (!answer_visit(w, rq, &visit))
		return NULL;
	round = round_by_id(w, visit.who.round);
	if (round == NULL)
		return NULL;
	*base = url_to(w->arena, "/answer/:token/results", visit.token).at;
	if (text_equal(round->shown_to, "participants"))
		return round;
	fault(w, FAULT_NOT_ALLOWED,
	      "The results of this round are not shown here. Ask whoever sent you the link how to hear about them.");
	return NULL;
}

static bool show_results_of_link(struct work *w, struct request *rq)
{
	const char *base;
	const struct round *round = round_of_link(w, rq, &base);

	return round == NULL ? answer_fault(w, rq) : answer_results(w, rq, round, base);
}

static bool show_criterion_of_link(struct work *w, struct request *rq)
{
	const char *base;
	const struct round *round = round_of_link(w, rq, &base);

	return round == NULL ? answer_fault(w, rq) : answer_criterion(w, rq, round, base, path_part(rq, "criterion"));
}

static bool show_words_of_link(struct work *w, struct request *rq)
{
	const char *base;
	const struct round *round = round_of_link(w, rq, &base);

	return round == NULL ? answer_fault(w, rq) : answer_words(w, rq, round, base, words_address(w, round, base).at);
}

/* ------------------------------------------------------------------ what people brought along */

static bool give_evidence(struct work *w, struct request *rq, const struct round *round)
{
	return answer_evidence_file(w, rq,
	                            round == NULL ? NULL
	                                          : evidence_file_shown(w, round->id, path_part(rq, "criterion"),
	                                                                path_id(rq, "evidence")));
}

static bool show_evidence(struct work *w, struct request *rq)
{
	return give_evidence(w, rq, round_by_id(w, path_id(rq, "id")));
}

static bool show_evidence_of_link(struct work *w, struct request *rq)
{
	const char *base;

	return give_evidence(w, rq, round_of_link(w, rq, &base));
}

const struct route results_routes[] = {
	{ GET, "/culture/rounds/:id/results", SHOW(show_results), MAY_READ, READS, "Results" },
	{ GET, "/culture/rounds/:id/words", SHOW(show_words), MAY_READ, READS, "What people said" },
	{ GET, "/culture/rounds/:id/results/words", SHOW(show_words), MAY_READ, READS, "What people said" },
	{ GET, "/culture/rounds/:id/results/:criterion", SHOW(show_criterion), MAY_READ, READS, "One criterion" },
	{ GET, "/culture/rounds/:id/results/:criterion/evidence/:evidence", SHOW(show_evidence), MAY_READ, READS,
	  "Evidence" },
	{ GET, "/answer/:token/results/:criterion/evidence/:evidence", SHOW(show_evidence_of_link), MAY_WITH_LINK,
	  READS, "Evidence" },
	{ GET, "/answer/:token/results", SHOW(show_results_of_link), MAY_WITH_LINK, READS, "Results" },
	{ GET, "/answer/:token/results/words", SHOW(show_words_of_link), MAY_WITH_LINK, READS, "What people said" },
	{ GET, "/answer/:token/results/:criterion", SHOW(show_criterion_of_link), MAY_WITH_LINK, READS,
	  "One criterion" },
	{ 0 }
};
