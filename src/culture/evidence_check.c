#include "culture/evidence_check.h"

#include "base/text.h"
#include "culture/theme.h"
#include "culture/words_reason.h"
#include "store/framework.h"
#include "store/words.h"
#include "web/answer.h"

PAGE_TYPE(evidence_checking, EVIDENCE_CHECKING_PAGE);

/* ------------------------------------------------------------------ addresses */

static struct url all_url(struct arena *arena, int64_t round)
{
	return round_part_url(arena, round, "evidence");
}

static struct url piece_url(struct arena *arena, int64_t round, int64_t id)
{
	return url_to(arena, "/culture/rounds/:id/evidence/:evidence", text_of_int(arena, round),
	              text_of_int(arena, id));
}

static struct url file_url(struct arena *arena, int64_t round, int64_t id)
{
	return url_to(arena, "/culture/rounds/:id/evidence/:evidence/file", text_of_int(arena, round),
	              text_of_int(arena, id));
}

/* ------------------------------------------------------------------ a card */

static struct state_words state_of(const struct evidence_check *check)
{
	if (text_equal(check->decision, "shown"))
		return (struct state_words){ STATE_DONE, "Shown" };
	if (text_equal(check->decision, "held"))
		return (struct state_words){ STATE_ASIDE, "Held back" };
	return (struct state_words){ STATE_NOW, "To look at" };
}

static const char *decided_words(struct arena *arena, const struct evidence_check *check)
{
	const struct words_reason *reason = words_reason_by(check->reason);
	const char *why = *check->reason_words != '\0' ? check->reason_words : reason == NULL ? "" : reason->says;

	if (*check->decision == '\0')
		return "";
	return text_format(arena, "By %s, %s%s%s", *check->decided_by == '\0' ? "somebody" : check->decided_by,
	                   date_text(arena, date_at(check->decided_at)), *why == '\0' ? "" : ": ", why);
}

/* The piece as readers would see it. */
static struct evidence as_evidence(const struct evidence_check *check)
{
	return (struct evidence){ .id = check->id,
		                  .criterion = check->criterion,
		                  .words = check->words,
		                  .link = check->link,
		                  .file = check->file,
		                  .file_name = check->file_name,
		                  .file_type = check->file_type,
		                  .file_bytes = check->file_bytes };
}

static struct evidence_card card_of(struct work *w, const struct request *rq, const struct round *round,
                                    const struct evidence_check *check, size_t nth)
{
	const struct evidence evidence = as_evidence(check);
	bool is_back = rq->mistakes.len > 0 && path_id(rq, "evidence") == check->id;

	return (struct evidence_card){
		.check = check,
		.heading = "",
		.nth = text_format(w->arena, "Piece %zu", nth),
		.piece = evidence_piece(w->arena, &evidence, file_url(w->arena, round->id, check->id)),
		.action = piece_url(w->arena, round->id, check->id),
		.reasons = words_reason_choices(w->arena, is_back ? request_form(rq, "reason") : check->reason),
		.reason_id = is_back ? "reason" : text_format(w->arena, "reason-%zu", nth),
		.why_id = is_back ? "why" : text_format(w->arena, "why-%zu", nth),
		.typed_why = is_back ? request_form(rq, "why") : check->reason_words,
		.reason_mistake = is_back ? form_mistake_of(rq, "reason") : "",
		.why_mistake = is_back ? form_mistake_of(rq, "why") : "",
		.state = state_of(check),
		.decided = decided_words(w->arena, check),
	};
}

/* ------------------------------------------------------------------ the page */

static bool add_cards(struct work *w, const struct request *rq, struct evidence_checking_page *page)
{
	const struct pack *pack = pack_of_version(w, page->round->framework_version);
	const char *criterion = "";

	if (pack == NULL)
		return false;
	for (size_t i = 0; i < page->pieces.len; i++) {
		struct evidence_card card = card_of(w, rq, page->round, &page->pieces.at[i], i + 1);

		if (!text_equal(criterion, card.check->criterion)) {
			const struct pack_criterion *of = pack_criterion(pack, card.check->criterion);

			criterion = card.check->criterion;
			card.heading = of == NULL ? criterion : of->name;
		}
		list_add(w->arena, &page->cards, card);
	}
	return true;
}

static bool say(struct work *w, struct evidence_checking_page *page)
{
	struct evidence_counts counts;
	const char *few = "";

	if (!evidence_counts(w, page->round->id, &counts))
		return false;
	page->heading =
		counts.waiting > 0 ? "Look at the evidence before others see it" : "The evidence people brought";
	if (!text_equal(page->round->state, "closed")) {
		page->say = "Nobody sees what people bring before the round closes. Then it is here to be looked at.";
		return true;
	}
	if (counts.too_few > 0)
		few = text_format(w->arena, " %s about a question that too few people answered: nobody sees %s.",
		                  counts.too_few == 1 ? "1 more is"
		                                      : text_format(w->arena, "%s more are",
		                                                    text_of_count(w->arena, counts.too_few)),
		                  counts.too_few == 1 ? "it" : "them");
	if (page->pieces.len == 0)
		page->say = text_format(w->arena, "There is none to look at.%s", few);
	else if (counts.waiting == 0)
		page->say =
			text_format(w->arena, "All has been looked at: %s shown, %s held back.%s",
		                    text_of_count(w->arena, counts.shown), text_of_count(w->arena, counts.held), few);
	else
		page->say = text_format(w->arena, "%s of %s still to be looked at.%s",
		                        text_of_count(w->arena, counts.waiting),
		                        count_words(w->arena, count_of(page->pieces.len), "piece", "pieces"), few);
	return true;
}

static bool show_page(struct work *w, struct request *rq, struct evidence_checking_page *page)
{
	static const struct pair notices[] = { { "shown", "It is shown beside the results of its criterion." },
		                               { "held", "It is held back, and the reason is kept." },
		                               { NULL, NULL } };

	if (!add_cards(w, rq, page) || !say(w, page))
		return answer_fault(w, rq);
	page->rq = rq;
	page->results = round_part_url(w->arena, page->round->id, "results");
	rq->frame.section = rounds_theme.name;
	rq->frame.title = text_format(w->arena, "Evidence: %s", page->round->title);
	round_crumbs(w, rq, page->round);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(evidence_checking, page));
}

static bool show_evidence(struct work *w, struct request *rq)
{
	struct evidence_checking_page page = { .round = round_by_id(w, path_id(rq, "id")) };
	struct evidence_checks checks = { 0 };

	if (page.round == NULL || !evidence_to_check(w, page.round->id, &checks))
		return answer_fault(w, rq);
	list_share(&page.pieces, &checks);
	return show_page(w, rq, &page);
}

/* One alone: where a form that has a mistake comes back to. */
static bool show_evidence_piece(struct work *w, struct request *rq)
{
	struct evidence_checking_page page = { .round = round_by_id(w, path_id(rq, "id")) };
	const struct evidence_check *check =
		page.round == NULL ? NULL : evidence_check_by_id(w, page.round->id, path_id(rq, "evidence"));

	if (check == NULL)
		return answer_fault(w, rq);
	list_add(w->arena, &page.pieces, *check);
	page.all = all_url(w->arena, page.round->id);
	return show_page(w, rq, &page);
}

static bool show_evidence_file(struct work *w, struct request *rq)
{
	const struct evidence_check *check = evidence_check_by_id(w, path_id(rq, "id"), path_id(rq, "evidence"));

	if (check != NULL && check->file == 0)
		fault(w, FAULT_NOT_FOUND, "There is no file in this piece of evidence.");
	return answer_evidence_file(w, rq, check == NULL || check->file == 0 ? NULL : file_by_id(w, check->file));
}

/* ------------------------------------------------------------------ deciding */

static bool prepare_evidence(struct work *w, struct request *rq)
{
	struct evidence_decision *decision = NEW(w->arena, struct evidence_decision);
	struct words_why why = { .reason_field = "reason", .why_field = "why", .reason = "", .reason_words = "" };
	bool is_held = text_equal(request_form(rq, "decision"), "held");

	if (evidence_check_by_id(w, path_id(rq, "id"), path_id(rq, "evidence")) == NULL)
		return false;
	if (!is_held && !text_equal(request_form(rq, "decision"), "shown"))
		return fault(w, FAULT_BAD_INPUT, "The form does not say what to do. Open the page again.");
	if (is_held && !words_why_read(w, rq, &why))
		return false;
	*decision = (struct evidence_decision){ .round = path_id(rq, "id"),
		                                .id = path_id(rq, "evidence"),
		                                .decision = is_held ? "held" : "shown",
		                                .reason = why.reason,
		                                .reason_words = why.reason_words };
	if (!text_to_int(request_form(rq, "version"), &decision->version))
		decision->version = 0;
	rq->plan = decision;
	rq->then = url_with(w->arena, all_url(w->arena, decision->round), "done", decision->decision);
	return true;
}

static enum outcome change_evidence(struct work *w, void *plan)
{
	return evidence_decide(w, plan) ? CHANGED : REFUSED;
}

const struct route evidence_routes[] = { { GET, "/culture/rounds/:id/evidence", SHOW(show_evidence), MAY_PLAN, READS,
	                                   "Look at the evidence" },
	                                 { GET, "/culture/rounds/:id/evidence/:evidence", SHOW(show_evidence_piece),
	                                   MAY_PLAN, READS, "A piece of evidence" },
	                                 { POST, "/culture/rounds/:id/evidence/:evidence", SAVE(evidence), MAY_PLAN,
	                                   CHANGES, "Show evidence, or hold it back" },
	                                 { GET, "/culture/rounds/:id/evidence/:evidence/file", SHOW(show_evidence_file),
	                                   MAY_PLAN, READS, "A file somebody brought" },
	                                 { 0 } };
