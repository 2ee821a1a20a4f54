#include "culture/round_preview.h"

#include "base/text.h"
#include "culture/answer.h"
#include "culture/round_words.h"
#include "store/round.h"
#include "web/answer.h"

/* Somebody of that group who has not answered anything: nobody, so their number is nought. */
static struct answerer somebody(const struct request *rq, const struct round *round, const struct round_group *group)
{
	return (struct answerer){
		.round = round->id,
		.round_group = group->id,
		.group = group->name,
		.place = text_is_empty(rq->frame.place) ? "The partnership" : rq->frame.place,
		.title = round->title,
		.purpose = round->purpose,
		.depth = round->depth,
		.state = round->state,
		.framework_version = round->framework_version,
		.minutes = group->minutes,
		.threshold = round->threshold,
		.closes_on = round->closes_on,
		.results_for_participants = text_equal(round->shown_to, "participants"),
		.is_demonstration = rq->frame.is_example,
	};
}

static const struct answer_preview *preview_of(struct work *w, const struct round *round,
                                               const struct round_group *group)
{
	struct answer_preview *preview = NEW(w->arena, struct answer_preview);

	preview->base = round_group_url(w->arena, round->id, "preview", group->people_group).at;
	preview->group = group->name;
	preview->round = round_url(w->arena, round->id);
	if (text_equal(round->state, "draft"))
		preview->choose = round_group_url(w->arena, round->id, "people", group->people_group);
	return preview;
}

static bool preview_visit(struct work *w, struct request *rq, struct answer_visit *visit)
{
	const struct round *round = round_by_id(w, path_id(rq, "id"));
	const struct round_group *group = round == NULL ? NULL : round_group_by(w, round->id, path_id(rq, "group"));

	if (group == NULL)
		return false;
	*visit = (struct answer_visit){ .who = somebody(rq, round, group), .preview = preview_of(w, round, group) };
	rq->frame.kind = FRAME_PLAIN;
	round_crumbs(w, rq, round);
	return asked_of(w, &visit->who, &visit->asked);
}

bool show_round_preview(struct work *w, struct request *rq)
{
	struct answer_visit visit;

	return preview_visit(w, rq, &visit) && answer_welcome_of(w, rq, &visit);
}

bool show_round_preview_question(struct work *w, struct request *rq)
{
	struct answer_visit visit;

	return preview_visit(w, rq, &visit) && answer_question_of(w, rq, &visit);
}
