/* Reading what a facilitator decided about a page of comments. See culture/words_check.h. */
#include "base/text.h"
#include "culture/words_check.h"
#include "culture/words_reason.h"

/* What the form says of one comment, on the way to a decision. */
struct reading {
	struct work *w;
	struct request *rq;
	const struct check_item *item;
	const char *choice;
	struct words_decision decision;
};

static const char *field(const struct reading *reading, const char *name)
{
	return check_field(reading->w->arena, name, reading->item->words->position);
}

static const char *typed(const struct reading *reading, const char *name)
{
	return request_form(reading->rq, field(reading, name));
}

/* The comment as it is wanted: as typed, and without what is marked when that was chosen. */
static const char *wanted_of(const struct reading *reading)
{
	const char *text =
		form_has(reading->rq, field(reading, "left")) ? typed(reading, "left") : reading->item->words->words;

	return text_equal(typed(reading, "choice"), "marked") ? check_marked(reading->w->arena, reading->item, text)
	                                                      : text;
}

static bool read_reason(struct reading *reading)
{
	struct words_why why = { .reason_field = field(reading, "reason"), .why_field = field(reading, "why") };

	if (!words_why_read(reading->w, reading->rq, &why))
		return false;
	reading->decision.reason = why.reason;
	reading->decision.reason_words = why.reason_words;
	return true;
}

/* The reason's own mark goes where one is missing; without a reason yet, any will do to see whether it can be done. */
static struct shortened shorten_as_wanted(const struct reading *reading)
{
	const struct words_reason *reason = words_reason_by(typed(reading, "reason"));

	return shorten(reading->w->arena, reading->item->words->words, wanted_of(reading),
	               reason == NULL ? MARK_SOMETHING : reason->mark);
}

/* Whoever takes words out without choosing to has chosen. */
static const char *choice_of(const struct reading *reading)
{
	const char *choice = typed(reading, "choice");

	if (text_equal(choice, "marked"))
		return "shortened";
	if (*choice != '\0' || !form_has(reading->rq, field(reading, "left")))
		return choice;
	return shorten_as_wanted(reading).became == SHORTEN_NOTHING ? "" : "shortened";
}

static bool read_decision(struct reading *reading)
{
	struct words_decision *decision = &reading->decision;

	*decision = (struct words_decision){ .position = reading->item->words->position,
		                             .decision = reading->choice,
		                             .left = "",
		                             .reason = "",
		                             .reason_words = "" };
	if (!text_to_int(typed(reading, "version"), &decision->version))
		decision->version = 0;
	if (text_equal(reading->choice, "kept"))
		return true;
	if (text_equal(reading->choice, "held"))
		return read_reason(reading);
	if (text_equal(reading->choice, "shortened")) {
		struct shortened shortened = shorten_as_wanted(reading);
		bool is_left = words_left_is_right(reading->w, reading->rq, field(reading, "left"), &shortened);

		decision->left = is_left ? shortened.left : "";
		return read_reason(reading) && is_left;
	}
	return form_mistake(reading->w, reading->rq, field(reading, "choice"), "Choose what to do with this comment.");
}

/* What was decided already and is not changed needs no second decision. */
static bool is_as_before(const struct reading *reading)
{
	const struct words_check *words = reading->item->words;
	const struct words_decision *decision = &reading->decision;

	return text_equal(words->decision, decision->decision) && text_equal(words->left_words, decision->left) &&
	       text_equal(words->reason, decision->reason) && text_equal(words->reason_words, decision->reason_words);
}

static void read_one(struct work *w, struct request *rq, const struct check_item *item, bool keeps_others,
                     struct words_checking *plan)
{
	struct reading reading = { .w = w, .rq = rq, .item = item };

	reading.choice = choice_of(&reading);
	if (*reading.choice == '\0') {
		if (keeps_others && check_is_open(item) && !check_is_close(item))
			list_add(w->arena, &plan->keep, item->words->position);
		return;
	}
	if (read_decision(&reading) && !is_as_before(&reading))
		list_add(w->arena, &plan->decisions, reading.decision);
}

static bool read_page(struct work *w, struct request *rq, const struct checking *checking, struct words_checking *plan)
{
	bool keeps_others = text_equal(request_form(rq, "act"), "keep");

	for (size_t i = 0; i < rq->form.len; i++) {
		const struct check_item *item;
		int64_t position;

		if (!text_equal(rq->form.at[i].name, "shown") || !text_to_int(rq->form.at[i].value, &position))
			continue;
		item = check_item_at(checking, position);
		if (item != NULL)
			read_one(w, rq, item, keeps_others, plan);
	}
	if (rq->mistakes.len > 0)
		return false;
	return plan->decisions.len > 0 || plan->keep.len > 0 ||
	       form_mistake(w, rq, "act", "Nothing was chosen yet, so there was nothing to save.");
}

/* What should be looked at closely is never kept unseen. */
static bool read_rest(struct work *w, struct request *rq, const struct checking *checking, struct words_checking *plan)
{
	for (size_t i = 0; i < checking->items.len; i++) {
		if (check_is_close(&checking->items.at[i]))
			return form_mistake(
				w, rq, "rest",
				"First decide about those that should be looked at closely; then the others can be "
				"kept together.");
	}
	plan->keep_rest = true;
	return true;
}

/* Whether this act leaves none to decide about: then the release comes next. */
static bool leaves_none(const struct checking *checking, const struct words_checking *plan)
{
	size_t open = 0, decided = plan->keep.len;

	for (size_t i = 0; i < checking->items.len; i++)
		open += check_is_open(&checking->items.at[i]);
	for (size_t i = 0; i < plan->decisions.len; i++)
		decided += check_is_open(check_item_at(checking, plan->decisions.at[i].position));
	return plan->keep_rest || decided >= open;
}

static struct url then(struct work *w, const struct request *rq, const struct checking *checking,
                       const struct words_checking *plan)
{
	struct url url = url_id(w->arena, "/culture/rounds/:id/words/check", checking->round->id);

	if (leaves_none(checking, plan) && *request_query(rq, "show") == '\0')
		return url_id(w->arena, "/culture/rounds/:id/words/release", checking->round->id);
	if (*request_query(rq, "criterion") != '\0')
		url = url_with(w->arena, url, "criterion", request_query(rq, "criterion"));
	if (*request_query(rq, "show") != '\0')
		url = url_with(w->arena, url, "show", request_query(rq, "show"));
	return url_with(w->arena, url, "done", "saved");
}

bool prepare_words_check(struct work *w, struct request *rq)
{
	struct words_checking *plan = NEW(w->arena, struct words_checking);
	struct checking checking;
	bool is_read;

	if (!checking_of(w, rq, &checking))
		return false;
	plan->round = checking.round->id;
	is_read = text_equal(request_form(rq, "act"), "rest") ? read_rest(w, rq, &checking, plan)
	                                                      : read_page(w, rq, &checking, plan);
	rq->plan = plan;
	rq->then = then(w, rq, &checking, plan);
	return is_read;
}

enum outcome change_words_check(struct work *w, void *plan)
{
	return words_check(w, plan) ? CHANGED : REFUSED;
}
