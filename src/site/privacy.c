#include "site/privacy.h"

#include "base/text.h"
#include "site/assessment.h"
#include "store/role.h"
#include "web/answer.h"
#include "web/markdown.h"

PAGE_TYPE(privacy, PRIVACY_PAGE);
PAGE_TYPE(privacy_edit, PRIVACY_PAGE);

/* "" for none. */
static const char *gaps_words(struct arena *arena, const struct privacy_notice *notice)
{
	int64_t gaps = privacy_gaps(notice);

	if (gaps == 0)
		return "";
	return gaps == 1 ? "One place in it is still to be filled in."
	                 : text_format(arena, "%s places in it are still to be filled in.", text_of_count(arena, gaps));
}

static bool fill(struct work *w, struct request *rq, struct privacy_page *page, struct privacy_notice *notice)
{
	if (!privacy_notice(w, notice))
		return false;
	page->notice = notice;
	page->place = rq->frame.place;
	page->gaps = gaps_words(w->arena, notice);
	page->html = markdown(w->arena, notice->words);
	page->may_edit = role_may(w->role, MAY_ADMINISTER);
	page->may_plan = role_may(w->role, MAY_PLAN);
	return true;
}

static bool show_privacy(struct work *w, struct request *rq)
{
	static const struct pair notices[] = { { "saved", "Saved. Everybody who is asked from now on sees this text." },
		                               { NULL, NULL } };
	struct privacy_notice notice;
	struct privacy_page page = { 0 };

	if (!fill(w, rq, &page, &notice))
		return answer_fault(w, rq);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(privacy, &page));
}

static bool show_privacy_edit(struct work *w, struct request *rq)
{
	struct privacy_notice notice;
	struct privacy_page filled = { 0 };
	struct privacy_edit_page page;

	if (!fill(w, rq, &filled, &notice))
		return answer_fault(w, rq);
	page = (struct privacy_edit_page){ .notice = filled.notice,
		                           .place = filled.place,
		                           .gaps = filled.gaps,
		                           .may_edit = true,
		                           .form = form_of(w, rq, &privacy_notice_record, &notice) };
	frame_crumb(w, rq, "Privacy notice", url_to(w->arena, "/privacy"));
	return answer(w, rq, VIEW(privacy_edit, &page));
}

static bool prepare_privacy(struct work *w, struct request *rq)
{
	struct privacy_notice *notice = NEW(w->arena, struct privacy_notice);

	*notice = (struct privacy_notice){ .words = "" };
	rq->plan = notice;
	rq->then = url_with(w->arena, url_to(w->arena, "/privacy"), "done", "saved");
	if (!text_to_int(request_form(rq, "version"), &notice->version))
		notice->version = -1;
	return form_read_whole(w, rq, &privacy_notice_record, notice);
}

static enum outcome change_privacy(struct work *w, void *plan)
{
	return privacy_save(w, plan) ? CHANGED : REFUSED;
}

bool privacy_task(struct work *w, struct home_page *page)
{
	struct privacy_notice notice;

	if (!role_may(w->role, MAY_ADMINISTER))
		return true;
	if (!privacy_notice(w, &notice))
		return false;
	if (privacy_gaps(&notice) > 0)
		list_add(w->arena, &page->tasks,
		         ((struct task){ .title = "Fill in the privacy notice",
		                         .why = text_format(w->arena, "People read it before they answer. %s",
		                                            gaps_words(w->arena, &notice)),
		                         .url = url_to(w->arena, "/privacy/edit"),
		                         .takes = "10 minutes" }));
	return true;
}

static const struct route privacy_routes[] = {
	{ GET, "/privacy", SHOW(show_privacy), MAY_READ, READS, "Privacy notice" },
	{ GET, "/privacy/edit", SHOW(show_privacy_edit), MAY_ADMINISTER, READS, "Write the privacy notice" },
	{ POST, "/privacy/edit", SAVE(privacy), MAY_ADMINISTER, CHANGES, "Write the privacy notice" },
	{ GET, "/privacy/assessment", SHOW(show_assessment), MAY_PLAN, READS, "Data protection impact assessment" },
	{ POST, "/privacy/assessment", SAVE(assessment_word), MAY_PLAN, CHANGES | JOBS, "Make the assessment as Word" },
	{ GET, "/privacy/published", SHOW(show_published), MAY_READ, READS, "What may be given out" },
	{ POST, "/privacy/published", SAVE(published_word), MAY_READ, CHANGES | JOBS, "Make the list as Word" },
	{ GET, "/privacy/documents/:id", SHOW(show_officers_document), MAY_READ, READS, "Download a document" },
	{ 0 }
};

const struct theme privacy_theme = { "", "/privacy", MAY_READ, privacy_routes, NULL, officers_jobs };
