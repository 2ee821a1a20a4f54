/* Evidence beside an answer: nobody else's before the close, then only what a facilitator shows, of criteria enough people spoke about. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/text.h"
#include "store/answer_own.h"
#include "store/evidence_check.h"
#include "support/answering.h"

#define FIRST  "care.one"
#define SECOND "care.two"

struct doing {
	struct evidence_giving *giving;
	const struct evidence_decision *decision;
	const char *token;
	int64_t id;
	bool closed;
};

static enum outcome change_give(struct work *w, void *plan)
{
	return evidence_give(w, ((struct doing *)plan)->giving) ? CHANGED : REFUSED;
}

static enum outcome change_take_back(struct work *w, void *plan)
{
	struct doing *doing = plan;

	return evidence_take_back(w, doing->token, doing->id, &doing->closed) ? CHANGED : REFUSED;
}

static enum outcome change_withdraw(struct work *w, void *plan)
{
	struct doing *doing = plan;

	return answer_withdraw(w, doing->token, &doing->closed) ? CHANGED : REFUSED;
}

static enum outcome change_decide(struct work *w, void *plan)
{
	return evidence_decide(w, ((struct doing *)plan)->decision) ? CHANGED : REFUSED;
}

static enum outcome did(struct scratch *scratch, change_function *run, struct doing *doing)
{
	scratch->work.fault = (struct fault){ 0 };
	return db_change_now(&scratch->work, run, doing);
}

static int begin(void **state)
{
	int failed = test_open(state);
	struct scratch *scratch = *state;

	answering_start(scratch, "criteria");
	scratch->work.person = "Facilitator";
	return failed;
}

/* ------------------------------------------------------------------ giving */

static struct evidence_giving piece(const char *token, const char *criterion, const char *words)
{
	return (struct evidence_giving){
		.token = token, .criterion = criterion, .words = words, .link = "", .name = "", .type = ""
	};
}

static void gives(struct scratch *scratch, const char *token, const char *criterion, const char *words)
{
	struct evidence_giving giving = piece(token, criterion, words);

	assert_int_equal(did(scratch, change_give, &(struct doing){ .giving = &giving }), CHANGED);
	assert_int_equal(giving.became, EVIDENCE_KEPT);
}

static void gives_file(struct scratch *scratch, const char *token, const char *criterion, const char *content)
{
	struct evidence_giving giving = piece(token, criterion, "with a file");

	giving.name = "minute.txt";
	giving.type = "text/plain";
	giving.content = (struct blob){ (const unsigned char *)content, strlen(content) };
	assert_int_equal(did(scratch, change_give, &(struct doing){ .giving = &giving }), CHANGED);
	assert_int_equal(giving.became, EVIDENCE_KEPT);
}

static struct evidence_list own(struct scratch *scratch, const char *token, const char *criterion)
{
	struct evidence_list list = { 0 };
	struct answerer who;

	assert_true(participant_by_token(&scratch->work, token, &who));
	assert_true(evidence_own(&scratch->work, &who, criterion, &list));
	return list;
}

static void whoever_gave_it_sees_it_and_nobody_else(void **state)
{
	struct scratch *scratch = *state;
	const char *one = answering_join(scratch, 1), *other = answering_join(scratch, 1);
	struct evidence_list list;
	struct evidence_checks checks = { 0 };
	struct evidence_list shown = { 0 };

	gives(scratch, one, FIRST, "We asked carers in May.");
	gives_file(scratch, one, SECOND, "Minute of May");
	list = own(scratch, one, FIRST);
	assert_int_equal(list.len, 1);
	assert_string_equal(list.at[0].words, "We asked carers in May.");
	assert_int_equal(list.at[0].file, 0);
	assert_int_equal(own(scratch, one, "").len, 2);
	list = own(scratch, one, SECOND);
	assert_string_equal(list.at[0].file_name, "minute.txt");
	assert_int_equal(list.at[0].file_bytes, 13);
	assert_int_equal(own(scratch, other, "").len, 0);
	assert_true(evidence_to_check(&scratch->work, 1, &checks));
	assert_true(evidence_shown(&scratch->work, 1, "", &shown));
	assert_int_equal(checks.len + shown.len, 0);
}

static void there_are_limits(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);
	struct evidence_giving more = piece(token, FIRST, "one more");
	struct evidence_giving large = piece(token, SECOND, "large");

	for (int i = 0; i < EVIDENCE_PIECES; i++)
		gives(scratch, token, FIRST, "one of five");
	assert_int_equal(did(scratch, change_give, &(struct doing){ .giving = &more }), CHANGED);
	assert_int_equal(more.became, EVIDENCE_TOO_MANY);
	assert_int_equal(own(scratch, token, FIRST).len, EVIDENCE_PIECES);

	gives_file(scratch, token, SECOND, "a");
	test_execute(scratch, "UPDATE file SET bytes = 104857600"); /* as if it filled what one person may bring */
	large.name = "a.txt";
	large.type = "text/plain";
	large.content = (struct blob){ (const unsigned char *)"a", 1 };
	assert_int_equal(did(scratch, change_give, &(struct doing){ .giving = &large }), CHANGED);
	assert_int_equal(large.became, EVIDENCE_TOO_MUCH);
	test_execute(scratch, "UPDATE file SET bytes = 2147483648");
	large.token = answering_join(scratch, 3);
	assert_int_equal(did(scratch, change_give, &(struct doing){ .giving = &large }), CHANGED);
	assert_int_equal(large.became, EVIDENCE_TOO_MUCH);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM file WHERE partnership > 0"), 1);
}

static void only_what_the_group_is_asked(void **state)
{
	struct scratch *scratch = *state;
	struct evidence_giving giving = piece(answering_join(scratch, 2), SECOND, "not asked");

	assert_int_equal(did(scratch, change_give, &(struct doing){ .giving = &giving }), REFUSED);
	assert_int_equal(scratch->work.fault.kind, FAULT_NOT_FOUND);
	giving.token = "nobody's";
	assert_int_equal(did(scratch, change_give, &(struct doing){ .giving = &giving }), REFUSED);
}

/* ------------------------------------------------------------------ taking back */

static void what_is_taken_back_is_gone(void **state)
{
	struct scratch *scratch = *state;
	const char *one = answering_join(scratch, 1), *other = answering_join(scratch, 1);
	struct doing doing = { .token = other };

	gives_file(scratch, one, FIRST, "Minute of May");
	doing.id = own(scratch, one, FIRST).at[0].id;
	assert_int_equal(did(scratch, change_take_back, &doing), REFUSED); /* somebody else's */
	assert_int_equal(scratch->work.fault.kind, FAULT_NOT_FOUND);
	assert_int_equal(own(scratch, one, FIRST).len, 1);
	doing.token = one;
	assert_int_equal(did(scratch, change_take_back, &doing), CHANGED);
	assert_int_equal(own(scratch, one, FIRST).len, 0);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM file_chunk WHERE partnership > 0"), 0);
}

static void withdrawing_takes_it_along(void **state)
{
	struct scratch *scratch = *state;
	const char *token = answering_join(scratch, 1);

	gives(scratch, token, FIRST, "Only this.");
	gives_file(scratch, token, SECOND, "Minute of May");
	assert_int_equal(did(scratch, change_withdraw, &(struct doing){ .token = token }), CHANGED);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM evidence WHERE partnership > 0"), 0);
	assert_int_equal(answering_count(scratch, "SELECT COUNT(*) FROM file WHERE partnership > 0"), 0);
}

/* ------------------------------------------------------------------ after the close */

/* Six people of group 1 speak about the first criterion, and one about the second; each criterion has a piece. */
static const char *closed(struct scratch *scratch)
{
	const char *token = answering_join(scratch, 1);
	struct answer_save save = answering_say(token, SECOND, 0, "alone with this", 3, "");

	answering_people_say(scratch, 1, 6, 3);
	assert_int_equal(answering_save(scratch, &save), CHANGED);
	gives_file(scratch, token, FIRST, "Minute of May");
	gives(scratch, token, FIRST, "Carers were asked.");
	gives(scratch, token, SECOND, "Nobody else spoke about it.");
	answering_close(scratch);
	return token;
}

static struct evidence_check check_of(struct scratch *scratch, const char *words)
{
	struct evidence_checks checks = { 0 };

	assert_true(evidence_to_check(&scratch->work, 1, &checks));
	for (size_t i = 0; i < checks.len; i++) {
		if (text_equal(checks.at[i].words, words))
			return checks.at[i];
	}
	return (struct evidence_check){ 0 };
}

static enum outcome decide(struct scratch *scratch, const struct evidence_check *check, const char *decision)
{
	struct evidence_decision decided = { .round = 1,
		                             .id = check->id,
		                             .version = check->version,
		                             .decision = decision,
		                             .reason = text_equal(decision, "held") ? "person" : "",
		                             .reason_words = "" };

	return did(scratch, change_decide, &(struct doing){ .decision = &decided });
}

static void a_facilitator_decides(void **state)
{
	struct scratch *scratch = *state;
	struct evidence_check words, with_file;
	struct evidence_list shown = { 0 };
	struct evidence_counts counts;
	struct evidence_waiting_list waiting;
	struct blob content = { 0 };
	const struct file *file;

	closed(scratch);
	words = check_of(scratch, "Carers were asked.");
	with_file = check_of(scratch, "with a file");
	assert_int_not_equal(words.id, 0);
	assert_true(evidence_waiting(&scratch->work, &waiting));
	assert_int_equal(waiting.len, 1);
	assert_int_equal(waiting.at[0].pieces, 2);
	assert_true(evidence_shown(&scratch->work, 1, "", &shown));
	assert_int_equal(shown.len, 0);
	assert_null(evidence_file_shown(&scratch->work, 1, FIRST, with_file.id));

	assert_int_equal(decide(scratch, &words, "held"), CHANGED);
	assert_int_equal(decide(scratch, &with_file, "shown"), CHANGED);
	assert_int_equal(decide(scratch, &with_file, "held"), REFUSED); /* of the version before */
	assert_int_equal(scratch->work.fault.kind, FAULT_CONFLICT);
	assert_true(evidence_shown(&scratch->work, 1, FIRST, &shown));
	assert_int_equal(shown.len, 1);
	file = evidence_file_shown(&scratch->work, 1, FIRST, with_file.id);
	assert_non_null(file);
	assert_true(file_read(&scratch->work, file, &content));
	assert_memory_equal(content.at, "Minute of May", 13);
	assert_null(evidence_file_shown(&scratch->work, 1, SECOND, with_file.id)); /* by another criterion's address */
	assert_null(evidence_file_shown(&scratch->work, 2, FIRST, with_file.id));
	assert_true(evidence_counts(&scratch->work, 1, &counts));
	assert_int_equal(counts.shown, 1);
	assert_int_equal(counts.held, 1);
	assert_int_equal(counts.too_few, 1);
	assert_int_equal(counts.waiting, 0);
	with_file = check_of(scratch, "with a file");
	assert_int_equal(decide(scratch, &with_file, "held"), CHANGED); /* somebody complained */
	assert_null(evidence_file_shown(&scratch->work, 1, FIRST, with_file.id));
}

/* Whoever spoke about the second criterion was alone: nobody, a facilitator included, sees what stands beside it. */
static void too_few_spoke_about_it(void **state)
{
	struct scratch *scratch = *state;
	struct evidence_list shown = { 0 };
	struct evidence_check hidden = { .version = 1 };

	closed(scratch);
	assert_int_equal(check_of(scratch, "Nobody else spoke about it.").id, 0);
	hidden.id = answering_count(scratch, "SELECT id FROM evidence WHERE partnership > 0 AND may_show = 0");
	assert_null(evidence_check_by_id(&scratch->work, 1, hidden.id));
	assert_int_equal(decide(scratch, &hidden, "shown"), REFUSED);
	assert_true(evidence_shown(&scratch->work, 1, SECOND, &shown));
	assert_int_equal(shown.len, 0);
}

static void a_closed_round_takes_none_and_gives_none_back(void **state)
{
	struct scratch *scratch = *state;
	const char *token = closed(scratch);
	struct evidence_giving giving = piece(token, FIRST, "too late");
	struct doing doing = { .token = token, .id = own(scratch, token, FIRST).at[0].id };

	assert_int_equal(did(scratch, change_give, &(struct doing){ .giving = &giving }), CHANGED);
	assert_int_equal(giving.became, EVIDENCE_CLOSED);
	assert_int_equal(did(scratch, change_take_back, &doing), CHANGED);
	assert_true(doing.closed);
	assert_int_equal(own(scratch, token, "").len, 3);
}

static void another_partnership_sees_nothing(void **state)
{
	struct scratch *scratch = *state;
	struct evidence_check check;
	struct evidence_list shown = { 0 };

	closed(scratch);
	check = check_of(scratch, "with a file");
	assert_int_equal(decide(scratch, &check, "shown"), CHANGED);
	check = check_of(scratch, "with a file");
	scratch->work.partnership = 2;
	assert_null(evidence_file_shown(&scratch->work, 1, FIRST, check.id));
	assert_null(evidence_check_by_id(&scratch->work, 1, check.id));
	assert_true(evidence_shown(&scratch->work, 1, "", &shown));
	assert_int_equal(shown.len, 0);
	assert_int_equal(decide(scratch, &check, "held"), REFUSED);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, begin, test_close)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		CASE(whoever_gave_it_sees_it_and_nobody_else),
		CASE(there_are_limits),
		CASE(only_what_the_group_is_asked),
		CASE(what_is_taken_back_is_gone),
		CASE(withdrawing_takes_it_along),
		CASE(a_facilitator_decides),
		CASE(too_few_spoke_about_it),
		CASE(a_closed_round_takes_none_and_gives_none_back),
		CASE(another_partnership_sees_nothing),
	};

	return test_on_both("store_evidence", tests);
}
