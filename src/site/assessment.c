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

bool assessment_fill(struct work *w, struct assessment_page *page)
{
	const struct partnership *partnership = partnership_by_id(w, w->partnership);
	struct retention *retention = NEW(w->arena, struct retention);
	struct privacy_notice notice;
	struct lines rounds = { 0 };

	if (partnership == NULL || !privacy_notice(w, &notice) || !retention_read(w, retention) ||
	    !read_rounds(w, false, &rounds))
		return false;
	page->place = partnership->name;
	page->made_on = date_at(w->now);
	page->rounds_held = (int64_t)rounds.len;
	page->notice_version = notice.version;
	page->gaps = privacy_gaps(&notice);
	page->kept_months = retention;
	list_share(&page->rounds, &rounds);
	return true;
}

static const struct pair notices[] = { { "asked", "It will be made in a moment. You can leave this page." },
	                               { NULL, NULL } };

bool show_assessment(struct work *w, struct request *rq)
{
	struct assessment_page page = { .rq = rq };

	if (!assessment_fill(w, &page) || !officers_document(w, "assessment", &page.document))
		return answer_fault(w, rq);
	frame_notice(rq, notices);
	frame_crumb(w, rq, "Privacy notice", url_to(w->arena, "/privacy"));
	return answer(w, rq, VIEW(assessment, &page));
}

bool published_fill(struct work *w, struct published_page *page)
{
	const struct partnership *partnership = partnership_by_id(w, w->partnership);
	struct retention *retention = NEW(w->arena, struct retention);
	struct lines rounds = { 0 };

	if (partnership == NULL || !retention_read(w, retention) || !read_rounds(w, true, &rounds))
		return false;
	page->place = partnership->name;
	page->made_on = date_at(w->now);
	page->rounds_held = (int64_t)rounds.len;
	page->kept_months = retention;
	list_share(&page->rounds, &rounds);
	return true;
}

bool show_published(struct work *w, struct request *rq)
{
	struct published_page page = { .rq = rq };

	if (!published_fill(w, &page) || !officers_document(w, "published", &page.document))
		return answer_fault(w, rq);
	frame_notice(rq, notices);
	frame_crumb(w, rq, "Privacy notice", url_to(w->arena, "/privacy"));
	return answer(w, rq, VIEW(published, &page));
}
