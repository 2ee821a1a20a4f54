#include "culture/answer_evidence.h"

#include <string.h>

#include "base/file_type.h"
#include "base/text.h"
#include "web/answer.h"

ROW_TYPE(evidence_form, EVIDENCE_FORM_FIELDS);
PAGE_TYPE(answer_evidence, ANSWER_EVIDENCE_PAGE);

/* ------------------------------------------------------------------ addresses */

static const char *number(struct arena *arena, int64_t id)
{
	return text_of_int(arena, id);
}

struct url answer_evidence_url(struct arena *arena, const struct answer_visit *visit, const char *criterion)
{
	return url_to(arena, "/answer/:token/:criterion/evidence", visit->token, criterion);
}

struct url answer_evidence_file_url(struct arena *arena, const struct answer_visit *visit, const struct evidence *piece)
{
	return url_to(arena, "/answer/:token/:criterion/evidence/:evidence", visit->token, piece->criterion,
	              number(arena, piece->id));
}

static struct url remove_url(struct arena *arena, const struct answer_visit *visit, const struct evidence *piece)
{
	return url_to(arena, "/answer/:token/:criterion/evidence/:evidence/remove", visit->token, piece->criterion,
	              number(arena, piece->id));
}

/* ------------------------------------------------------------------ the page */

static void add_own(struct arena *arena, const struct answer_visit *visit, struct answer_evidence_page *page)
{
	for (size_t i = 0; i < page->pieces.len; i++) {
		const struct evidence *piece = &page->pieces.at[i];

		list_add(arena, &page->own,
		         ((struct own_evidence){
				 .piece = evidence_piece(arena, piece, answer_evidence_file_url(arena, visit, piece)),
				 .remove = remove_url(arena, visit, piece),
				 .nth = text_format(arena, "%zu of %zu", i + 1, page->pieces.len) }));
	}
}

/* Where it goes on: to the next question that waits, or to the end. */
static struct url next_url(struct arena *arena, const struct answer_visit *visit, const char *criterion)
{
	const char *next = asked_next(&visit->asked, asked_place(&visit->asked, criterion) + 1);

	return next == NULL ? answer_end_url(arena, visit) : answer_question_url(arena, visit, next);
}

/* The criterion of the address, which their group must be asked about. */
static const struct pack_criterion *asked_about(struct work *w, struct request *rq, struct answer_visit *visit)
{
	const char *key = path_part(rq, "criterion");
	const struct pack_criterion *criterion;

	if (asked_place(&visit->asked, key) == visit->asked.len) {
		fault(w, FAULT_NOT_FOUND, "Your group is not asked this question.");
		return NULL;
	}
	if (!answer_pack(w, visit))
		return NULL;
	criterion = pack_criterion(visit->pack, key);
	if (criterion == NULL)
		fault(w, FAULT_BROKEN, "This round asks a question that its framework does not have.");
	return criterion;
}

static bool show_page(struct work *w, struct request *rq, struct answer_visit *visit)
{
	static const struct pair notices[] = { { "added", "It is kept beside your answer." },
		                               { "removed", "It is gone." },
		                               { NULL, NULL } };
	const struct pack_criterion *criterion = asked_about(w, rq, visit);
	struct answer_evidence_page page = { .rq = rq, .threshold = visit->who.threshold };
	struct evidence_list list = { 0 };

	if (criterion == NULL || !evidence_own(w, &visit->who, criterion->key, &list))
		return false;
	list_share(&page.pieces, &list);
	add_own(w->arena, visit, &page);
	page.question = criterion->question;
	page.theme = text_format(w->arena, "%s: %s", criterion->theme_name, criterion->name);
	page.colour = text_is_empty(criterion->theme_colour) ? "culture" : criterion->theme_colour;
	page.has_room = list.len < EVIDENCE_PIECES;
	page.form = form_of(w, rq, &evidence_form_record, NULL);
	page.action = answer_evidence_url(w->arena, visit, criterion->key);
	page.back = answer_question_url(w->arena, visit, criterion->key);
	page.next = next_url(w->arena, visit, criterion->key);
	rq->frame.title = text_format(w->arena, "Evidence: %s", criterion->question);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(answer_evidence, &page));
}

bool show_answer_evidence(struct work *w, struct request *rq)
{
	struct answer_visit visit;

	if (!answer_visit(w, rq, &visit))
		return false;
	return visit.may_answer ? show_page(w, rq, &visit) : show_answer_closed(w, rq, &visit);
}

/* It is theirs, also after the close. */
bool show_answer_evidence_file(struct work *w, struct request *rq)
{
	struct evidence_list list = { 0 };
	struct answer_visit visit;

	if (!answer_visit(w, rq, &visit) || !evidence_own(w, &visit.who, path_part(rq, "criterion"), &list))
		return false;
	for (size_t i = 0; i < list.len; i++) {
		if (list.at[i].id == path_id(rq, "evidence") && list.at[i].file != 0)
			return answer_evidence_file(w, rq, file_by_id(w, list.at[i].file));
	}
	return fault(w, FAULT_NOT_FOUND, "There is no such file of yours.");
}

/* ------------------------------------------------------------------ bringing it */

/* As a browser copies it: letters beyond ASCII are escaped there, and marks that turn the direction of reading could make one address look like
 * another. Nobody's name and password stand in it. */
static bool is_address(struct arena *arena, const char *link)
{
	for (const char *c = link; *c != '\0'; c++) {
		if ((*c & 0x80) != 0)
			return false;
	}
	return *url_elsewhere(arena, link).at != '\0' && strchr(link, '.') != NULL && strchr(link, '@') == NULL;
}

/* Who leaves out how an address begins means https. */
static bool read_link(struct work *w, struct request *rq, struct evidence_giving *giving)
{
	const char *typed = text_trim(w->arena, request_form(rq, "link"));

	giving->link = typed;
	if (*typed == '\0')
		return true;
	if (strstr(typed, "://") == NULL && strchr(typed, ':') == NULL)
		giving->link = text_format(w->arena, "https://%s", typed);
	if (!text_starts(giving->link, "https://"))
		return form_mistake(w, rq, "link", "Give a link to a page on the web: it begins with https://");
	if (text_characters(giving->link) > EVIDENCE_LINK)
		return form_mistake(w, rq, "link", "Shorten the link to %d characters.", EVIDENCE_LINK);
	return is_address(w->arena, giving->link) ||
	       form_mistake(w, rq, "link", "This is no address of a page on the web. Copy it from the browser.");
}

static bool read_words(struct work *w, struct request *rq, struct evidence_giving *giving)
{
	giving->words = text_trim(w->arena, request_form(rq, "words"));
	return text_characters(giving->words) <= EVIDENCE_WORDS ||
	       form_mistake(w, rq, "words", "Shorten this to %s characters.", text_of_count(w->arena, EVIDENCE_WORDS));
}

static bool read_file(struct work *w, struct request *rq, struct evidence_giving *giving)
{
	const struct upload *upload = request_upload(rq, "file");
	const struct file_type *type;
	struct fault wrong = { 0 };

	if (upload == NULL || (upload->content.len == 0 && text_is_empty(upload->file_name)))
		return true;
	if (upload->content.len > EVIDENCE_FILE)
		return form_mistake(w, rq, "file",
		                    "This file is larger than 20 MB. Bring a smaller one, or a link to it.");
	giving->name = file_name_clean(w->arena, upload->file_name);
	type = file_type_of(w->arena, &wrong, giving->name, upload->content);
	if (type == NULL)
		return form_mistake(w, rq, "file", "%s", wrong.sentence);
	giving->type = type->type;
	giving->content = upload->content;
	return true;
}

bool prepare_answer_evidence(struct work *w, struct request *rq)
{
	struct evidence_giving *giving = NEW(w->arena, struct evidence_giving);
	bool is_read;

	w->account = 0; /* the log must not tie an account to an answer */
	rq->frame.kind = FRAME_PLAIN;
	*giving = (struct evidence_giving){
		.token = path_part(rq, "token"), .criterion = path_part(rq, "criterion"), .name = "", .type = ""
	};
	rq->plan = giving;
	is_read = read_words(w, rq, giving);
	is_read = read_link(w, rq, giving) && is_read;
	is_read = read_file(w, rq, giving) && is_read;
	if (is_read && *giving->words == '\0' && *giving->link == '\0' && giving->content.len == 0)
		return form_mistake(w, rq, "words", "Write something, give a link or choose a file.");
	return is_read;
}

enum outcome change_answer_evidence(struct work *w, void *plan)
{
	return evidence_give(w, plan) ? CHANGED : REFUSED;
}

bool after_answer_evidence(struct work *w, struct request *rq)
{
	const struct evidence_giving *giving = rq->plan;
	const struct answer_visit visit = { .token = giving->token };

	switch (giving->became) {
	case EVIDENCE_KEPT:
		return answer_redirect(w, rq,
		                       url_with(w->arena, answer_evidence_url(w->arena, &visit, giving->criterion),
		                                "done", "added"));
	case EVIDENCE_CLOSED:
		break;
	case EVIDENCE_TOO_MANY:
		rq->answer.status = 422;
		form_mistake(w, rq, "words", "There are %d pieces beside this answer already. Remove one first.",
		             EVIDENCE_PIECES);
		break;
	case EVIDENCE_TOO_MUCH:
		rq->answer.status = 422;
		form_mistake(
			w, rq, "file",
			"There is no room for this file: one person may bring 100 MB, and all together 2,000 MB. Bring "
			"a link to it.");
		break;
	}
	return show_answer_evidence(w, rq);
}

/* ------------------------------------------------------------------ taking it away again */

struct removing {
	const char *token;
	int64_t id;
};

bool prepare_answer_evidence_remove(struct work *w, struct request *rq)
{
	struct removing *removing = NEW(w->arena, struct removing);
	const struct answer_visit visit = { .token = path_part(rq, "token") };

	w->account = 0;
	rq->frame.kind = FRAME_PLAIN;
	*removing = (struct removing){ visit.token, path_id(rq, "evidence") };
	rq->plan = removing;
	rq->then = url_with(w->arena, answer_evidence_url(w->arena, &visit, path_part(rq, "criterion")), "done",
	                    "removed");
	return true;
}

enum outcome change_answer_evidence_remove(struct work *w, void *plan)
{
	const struct removing *removing = plan;
	bool closed;

	if (!evidence_take_back(w, removing->token, removing->id, &closed))
		return REFUSED;
	if (closed) {
		fault(w, FAULT_GONE,
		      "This round is closed, so nothing can be taken away here. Ask whoever sent you the link.");
		return REFUSED;
	}
	return CHANGED;
}
