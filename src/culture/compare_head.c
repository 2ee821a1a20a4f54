/* What all pages that compare two rounds have above and below. See culture/compare_pages.h. */
#include "base/text.h"
#include "culture/again.h"
#include "culture/compare_pages.h"
#include "culture/round_words.h"

static const char *side_words(struct arena *arena, const struct compare_side *side)
{
	return text_format(arena, "closed %s, %s", date_text(arena, date_at(side->round->closed_at)),
	                   depth_words(side->round->depth));
}

/* Only of a round that was started from the other one: else nothing was copied, whatever is alike. */
static bool find_repeated(struct work *w, const struct comparison *c, const char **repeated)
{
	struct again_part part;

	*repeated = "";
	if (c->after.round->copied_from != c->before.round->id)
		return true;
	if (!again_part(w, c->after.round, &part))
		return false;
	*repeated = part.same;
	return true;
}

bool compare_head(struct work *w, struct request *rq, const struct comparison *c, struct compare_head *head)
{
	*head = (struct compare_head){
		.then = side_words(w->arena, &c->before),
		.now = side_words(w->arena, &c->after),
		.then_title = c->before.round->title,
		.now_title = c->after.round->title,
		.then_url = round_part_url(w->arena, c->before.round->id, "results"),
		.now_url = round_part_url(w->arena, c->after.round->id, "results"),
		.is_example = c->before.round->is_example || c->after.round->is_example,
		.place = rq->frame.place,
	};
	return find_repeated(w, c, &head->repeated);
}
