#include "site/assessment.h"

#include "base/text.h"
#include "store/partnership.h"
#include "web/answer.h"

PAGE_TYPE(assessment, ASSESSMENT_PAGE);
PAGE_TYPE(published, ASSESSMENT_PAGE);

struct lines {
	size_t len, cap;
	struct round_line *at;
};

/* Rounds that were opened, or only those that are closed. */
static bool read_rounds(struct work *w, bool only_closed, struct lines *rounds)
{
	struct lines all = { 0 };

	if (!rounds_list(w, (struct list_any *)(void *)&all))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		bool is_closed = text_equal(all.at[i].state, "closed");

		if (is_closed || (!only_closed && text_equal(all.at[i].state, "open")))
			list_add(w->arena, rounds, all.at[i]);
	}
	return true;
}

bool show_assessment(struct work *w, struct request *rq)
{
	const struct partnership *partnership = partnership_by_id(w, w->partnership);
	struct assessment_page page = { .made_on = date_at(w->now) };
	struct privacy_notice notice;
	struct lines rounds = { 0 };

	if (partnership == NULL || !privacy_notice(w, &notice) || !read_rounds(w, false, &rounds))
		return answer_fault(w, rq);
	page.place = partnership->name;
	page.rounds_held = (int64_t)rounds.len;
	page.notice_version = notice.version;
	page.gaps = privacy_gaps(&notice);
	list_share(&page.rounds, &rounds);
	frame_crumb(w, rq, "Privacy notice", url_to(w->arena, "/privacy"));
	return answer(w, rq, VIEW(assessment, &page));
}

bool show_published(struct work *w, struct request *rq)
{
	const struct partnership *partnership = partnership_by_id(w, w->partnership);
	struct published_page page = { .made_on = date_at(w->now) };
	struct lines rounds = { 0 };

	if (partnership == NULL || !read_rounds(w, true, &rounds))
		return answer_fault(w, rq);
	page.place = partnership->name;
	page.rounds_held = (int64_t)rounds.len;
	list_share(&page.rounds, &rounds);
	frame_crumb(w, rq, "Privacy notice", url_to(w->arena, "/privacy"));
	return answer(w, rq, VIEW(published, &page));
}
