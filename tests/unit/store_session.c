/* Accounts, sessions, invitations, limits on tries and roles, on both databases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include <pthread.h>

#include "base/hash.h"
#include "base/random.h"
#include "store/account.h"
#include "store/attempt.h"
#include "store/invitation.h"
#include "store/migrations.h"
#include "store/partnership.h"
#include "store/session.h"
#include "support/database.h"

/* What one change of a test is about. */
struct act {
	bool (*run)(struct work *w, struct act *act);
	int64_t account, number;
	const char *text, *role, *token;
	struct member member;
	struct invitation invitation;
};

static enum outcome run_act(struct work *w, void *plan)
{
	struct act *act = plan;

	return act->run(w, act) ? CHANGED : REFUSED;
}

static bool done(struct work *w, struct act act, struct act *after)
{
	enum outcome outcome;

	w->fault = (struct fault){ 0 };
	outcome = db_change_now(w, run_act, &act);
	if (after != NULL)
		*after = act;
	return outcome == CHANGED;
}

static bool begin(struct work *w, struct act *act)
{
	(void)act;
	return installation_start(w) && partnership_add(w, "First", false) == 1 &&
	       partnership_add(w, "Second", false) == 2;
}

static bool add_member(struct work *w, struct act *act)
{
	act->account = account_add(w, act->text, "Example", "a hash");
	return act->account != 0 && membership_give(w, act->account, act->role);
}

static bool give_again(struct work *w, struct act *act)
{
	return membership_give(w, act->account, act->role);
}

static bool sign_in(struct work *w, struct act *act)
{
	act->token = session_begin(w, act->account, w->partnership, "a browser");
	return act->token != NULL;
}

static bool change_role(struct work *w, struct act *act)
{
	return membership_change(w, &act->member);
}

static bool leave(struct work *w, struct act *act)
{
	return membership_end(w, act->account);
}

static bool end_others(struct work *w, struct act *act)
{
	return sessions_end_all(w, act->account, act->text);
}

static bool invite(struct work *w, struct act *act)
{
	act->token = invitation_make(w, &act->invitation);
	return act->token != NULL;
}

static bool use(struct work *w, struct act *act)
{
	return invitation_use(w, &act->invitation);
}

static bool set_password(struct work *w, struct act *act)
{
	return account_set_password(w, act->account, act->text);
}

static bool try_once(struct work *w, struct act *act)
{
	return attempt_allowed(w, "knock", act->text, 3, HOUR_MS);
}

static struct work *scene(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	size_t count = 0;
	struct migration *steps;

	random_start();
	steps = store_migrations(w->arena, &count);
	assert_true(database_migrate(scratch->database, w->arena, &w->fault, steps, count));
	w->now = date_start(date_of(2026, 11, 2));
	if (!done(w, (struct act){ .run = begin }, NULL))
		fail_msg("%s", w->fault.sentence);
	w->partnership = 1;
	return w;
}

static int64_t member(struct work *w, const char *email, const char *role)
{
	struct act after;

	if (!done(w, (struct act){ .run = add_member, .text = email, .role = role }, &after))
		fail_msg("%s", w->fault.sentence);
	return after.account;
}

static const char *signed_in(struct work *w, int64_t account)
{
	struct act after;

	if (!done(w, (struct act){ .run = sign_in, .account = account }, &after))
		fail_msg("%s", w->fault.sentence);
	return after.token;
}

static bool finds(struct work *w, const char *token, struct session_who *who)
{
	bool found = session_find(w, token, who);

	assert_int_equal(w->fault.kind, FAULT_NONE);
	w->partnership = 1;
	return found;
}

/* ------------------------------------------------------------------ sessions */

static void a_session_says_who_and_where(void **state)
{
	struct work *w = scene(state);
	int64_t account = member(w, "one@example.org", "planner");
	const char *token = signed_in(w, account);
	struct session_who who;

	assert_true(finds(w, token, &who));
	assert_int_equal(who.account, account);
	assert_int_equal(who.partnership, 1);
	assert_string_equal(who.role, "planner");
	assert_false(finds(w, hash_text(w->arena, token), &who)); /* what the database keeps opens nothing */
	assert_false(finds(w, "", &who));
}

static void a_session_ends_unseen_or_old(void **state)
{
	struct work *w = scene(state);
	const char *token = signed_in(w, member(w, "one@example.org", "viewer"));
	struct moment began = w->now;
	struct session_who who;

	w->now.ms = began.ms + 12 * HOUR_MS - 1;
	assert_true(finds(w, token, &who));
	w->now.ms = began.ms + 12 * HOUR_MS;
	assert_false(finds(w, token, &who));
}

static void wait_until_seen(struct work *w, int64_t ms)
{
	for (int i = 0; i < 5000; i++) {
		struct rows *rows = db_ask(w, "SELECT seen_at FROM session WHERE account > $1", V(0));

		if (rows != NULL && rows->len == 1 && row_int(rows, 0, 0) == ms)
			return;
		sched_yield();
	}
	fail_msg("it was not noted that the session was seen");
}

static void being_seen_is_noted_at_most_every_ten_minutes(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = scene(state);
	const char *token = signed_in(w, member(w, "one@example.org", "viewer"));
	struct moment began = w->now;
	struct session_who who;

	w->now.ms = began.ms + 9 * MINUTE_MS;
	assert_true(finds(w, token, &who));
	assert_false(who.touch);
	w->now.ms = began.ms + 10 * MINUTE_MS;
	assert_true(finds(w, token, &who));
	assert_true(who.touch);
	assert_true(database_start_changes(scratch->database, &w->fault, 2));
	session_touch(scratch->database, &who, w->now);
	database_stop_changes(scratch->database);
	wait_until_seen(w, w->now.ms);
	w->now.ms = began.ms + 12 * HOUR_MS; /* ten minutes less than twelve hours since it was seen */
	assert_true(finds(w, token, &who));
}

static void nobody_stays_in_where_they_have_left(void **state)
{
	struct work *w = scene(state);
	int64_t account = member(w, "one@example.org", "viewer");
	const char *token = signed_in(w, account);
	struct session_who who;

	member(w, "two@example.org", "administrator");
	assert_true(done(w, (struct act){ .run = leave, .account = account }, NULL));
	assert_false(finds(w, token, &who));
}

static void the_others_are_signed_out(void **state)
{
	struct work *w = scene(state);
	int64_t account = member(w, "one@example.org", "viewer");
	const char *one = signed_in(w, account), *other = signed_in(w, account);
	struct session_who who;

	assert_true(
		done(w, (struct act){ .run = end_others, .account = account, .text = hash_text(w->arena, one) }, NULL));
	assert_true(finds(w, one, &who));
	assert_false(finds(w, other, &who));
}

/* ------------------------------------------------------------------ roles */

static void one_administrator_stays(void **state)
{
	struct work *w = scene(state);
	int64_t account = member(w, "one@example.org", "administrator");
	struct member stepping_down = { .id = account, .role = "viewer", .version = 1 };

	assert_false(done(w, (struct act){ .run = change_role, .member = stepping_down }, NULL));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_false(done(w, (struct act){ .run = leave, .account = account }, NULL));
	assert_string_equal(member_by_id(w, account)->role, "administrator");
	member(w, "two@example.org", "administrator");
	assert_true(done(w, (struct act){ .run = change_role, .member = stepping_down }, NULL));
}

/* An invitation of one's own must not be a way out of being the only one. */
static void an_administrator_is_not_demoted_by_an_invitation(void **state)
{
	struct work *w = scene(state);
	int64_t account = member(w, "one@example.org", "administrator");

	assert_false(done(w, (struct act){ .run = give_again, .account = account, .role = "viewer" }, NULL));
	assert_string_equal(member_by_id(w, account)->role, "administrator");
}

static void who_leaves_leaves_no_links_behind(void **state)
{
	struct work *w = scene(state);
	int64_t one = member(w, "one@example.org", "administrator"),
		two = member(w, "two@example.org", "administrator");
	struct act for_them, by_them;

	w->account = one;
	assert_true(done(w,
	                 (struct act){ .run = invite,
	                               .invitation = { .kind = "invitation",
	                                               .email = "TWO@example.org",
	                                               .name = "Example",
	                                               .role = "viewer" } },
	                 &for_them));
	w->account = two;
	assert_true(done(w,
	                 (struct act){ .run = invite,
	                               .invitation = { .kind = "reset",
	                                               .email = "one@example.org",
	                                               .name = "Example",
	                                               .role = "",
	                                               .account = one } },
	                 &by_them));
	assert_true(done(w, (struct act){ .run = leave, .account = two }, NULL));
	assert_null(invitation_by_token(w, "invitation", for_them.token));
	assert_int_equal(w->fault.kind, FAULT_GONE);
	w->fault = (struct fault){ 0 };
	assert_null(invitation_by_token(w, "reset", by_them.token));
	assert_int_equal(w->fault.kind, FAULT_GONE);
}

struct stepping {
	struct scratch *scratch;
	int64_t account;
	bool stepped;
};

static void *step_down(void *plan)
{
	struct stepping *stepping = plan;
	struct work w = test_work(stepping->scratch, CONNECTION_CHANGES);

	stepping->stepped = done(&w,
	                         (struct act){ .run = change_role,
	                                       .member = { .id = stepping->account, .role = "viewer", .version = 1 } },
	                         NULL);
	test_work_end(&w);
	return NULL;
}

static void of_two_administrators_who_step_down_at_once_one_stays(void **state)
{
	struct work *w = scene(state);
	struct stepping both[2] = { { *state, member(w, "one@example.org", "administrator"), false },
		                    { *state, member(w, "two@example.org", "administrator"), false } };
	pthread_t threads[2];

	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, step_down, &both[i]), 0);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(both[0].stepped + both[1].stepped, 1);
}

static bool rename_account(struct work *w, struct act *act)
{
	return account_set_name(w, act->account, act->text);
}

static void members_come_by_name_with_the_last_time_they_were_seen_here(void **state)
{
	struct work *w = scene(state);
	int64_t one = member(w, "one@example.org", "administrator"), two = member(w, "two@example.org", "viewer");
	LIST(struct member) members;

	assert_true(done(w, (struct act){ .run = rename_account, .account = one, .text = "Zo\xc3\xab" }, NULL));
	signed_in(w, one);
	w->now.ms += HOUR_MS;
	signed_in(w, one);
	w->partnership = 2;
	assert_true(done(w, (struct act){ .run = give_again, .account = two, .role = "viewer" }, NULL));
	signed_in(w, two);
	w->partnership = 1;
	assert_true(members_all(w, (struct list_any *)(void *)&members));
	assert_int_equal(members.len, 2);
	assert_int_equal(members.at[0].id, two);
	assert_int_equal(members.at[0].seen_at.ms, 0); /* only in another partnership */
	assert_int_equal(members.at[1].id, one);
	assert_int_equal(members.at[1].seen_at.ms, w->now.ms);
}

static void a_role_changed_meanwhile_is_a_conflict(void **state)
{
	struct work *w = scene(state);
	int64_t account = member(w, "one@example.org", "viewer");
	struct member change = { .id = account, .role = "planner", .version = 1 };

	member(w, "two@example.org", "administrator");
	assert_true(done(w, (struct act){ .run = change_role, .member = change }, NULL));
	change.role = "analyst";
	assert_false(done(w, (struct act){ .run = change_role, .member = change }, NULL));
	assert_int_equal(w->fault.kind, FAULT_CONFLICT);
	assert_string_equal(member_by_id(w, account)->role, "planner");
}

/* ------------------------------------------------------------------ links that let in once */

static void an_invitation_works_once_and_in_time(void **state)
{
	struct work *w = scene(state);
	struct act after;
	const struct invitation *found;

	assert_true(done(w,
	                 (struct act){ .run = invite,
	                               .invitation = { .kind = "invitation",
	                                               .email = "new@example.org",
	                                               .name = "Example",
	                                               .role = "viewer" } },
	                 &after));
	found = invitation_by_token(w, "invitation", after.token);
	assert_non_null(found);
	assert_int_equal(w->partnership, 1);
	assert_null(invitation_by_token(w, "reset", after.token));
	assert_true(done(w, (struct act){ .run = use, .invitation = *found }, NULL));
	assert_false(done(w, (struct act){ .run = use, .invitation = *found }, NULL));
	assert_int_equal(w->fault.kind, FAULT_GONE);
	w->fault = (struct fault){ 0 };
	assert_null(invitation_by_token(w, "invitation", after.token));
	assert_int_equal(w->fault.kind, FAULT_GONE);
}

static void an_old_invitation_says_so(void **state)
{
	struct work *w = scene(state);
	struct act after;

	assert_true(done(w,
	                 (struct act){ .run = invite,
	                               .invitation = { .kind = "invitation",
	                                               .email = "new@example.org",
	                                               .name = "Example",
	                                               .role = "viewer" } },
	                 &after));
	w->now.ms += 14 * DAY_MS;
	assert_null(invitation_by_token(w, "invitation", after.token));
	assert_int_equal(w->fault.kind, FAULT_GONE);
	assert_non_null(strstr(w->fault.sentence, "This link ended on 16 November 2026"));
}

static void a_new_password_ends_every_link_to_one(void **state)
{
	struct work *w = scene(state);
	int64_t account = member(w, "one@example.org", "viewer");
	struct act after;

	assert_true(done(w,
	                 (struct act){ .run = invite,
	                               .invitation = { .kind = "reset",
	                                               .email = "one@example.org",
	                                               .name = "Example",
	                                               .role = "",
	                                               .account = account } },
	                 &after));
	assert_true(done(w, (struct act){ .run = set_password, .account = account, .text = "another hash" }, NULL));
	assert_null(invitation_by_token(w, "reset", after.token));
	assert_int_equal(w->fault.kind, FAULT_GONE);
	assert_true(account_has_password(w, account, "another hash"));
	assert_false(account_has_password(w, account, "a hash"));
}

/* ------------------------------------------------------------------ tries */

static bool may_try(struct work *w, const char *who)
{
	return done(w, (struct act){ .run = try_once, .text = who }, NULL);
}

static void tries_are_limited_and_forgiven(void **state)
{
	struct work *w = scene(state);
	struct moment began = w->now;

	for (int i = 0; i < 3; i++)
		assert_true(may_try(w, "a visitor"));
	assert_false(may_try(w, "a visitor"));
	assert_int_equal(w->fault.kind, FAULT_TOO_MANY);
	assert_true(may_try(w, "another visitor"));
	w->now.ms = began.ms + HOUR_MS;
	assert_true(may_try(w, "a visitor"));
}

static void a_clock_set_back_locks_nobody_out(void **state)
{
	struct work *w = scene(state);

	for (int i = 0; i < 3; i++)
		assert_true(may_try(w, "a visitor"));
	w->now.ms -= 3 * DAY_MS;
	assert_true(may_try(w, "a visitor"));
}

static void a_look_counts_nothing(void **state)
{
	struct work *w = scene(state);

	for (int i = 0; i < 5; i++)
		assert_false(attempt_is_over(w, "knock", "a visitor", 3, HOUR_MS));
	for (int i = 0; i < 3; i++)
		assert_true(may_try(w, "a visitor"));
	assert_true(attempt_is_over(w, "knock", "a visitor", 3, HOUR_MS));
	assert_string_equal(attempt_place(w->arena, "192.0.2.7"), "192.0.2.7");
	assert_string_equal(attempt_place(w->arena, "2001:db8:1:2:3:4:5:6"),
	                    attempt_place(w->arena, "2001:db8:1:2::9"));
}

static void passwords_are_long_and_not_guessed_at_once(void **state)
{
	struct work *w = scene(state);

	assert_non_null(password_mistake(w->arena, "short", "", ""));
	assert_non_null(password_mistake(w->arena, "aaaaaaaaaaaaaaaa", "", ""));
	assert_non_null(password_mistake(w->arena, "Planner@Example.org", "planner@example.org", ""));
	assert_null(password_mistake(w->arena, "cairn beside loch", "planner@example.org", "Example"));
	assert_non_null(email_mistake("planner"));
	assert_non_null(email_mistake("a@b"));
	assert_non_null(email_mistake("a b@example.org"));
	assert_null(email_mistake("planner@example.org"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_open, test_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_session_says_who_and_where),
		TEST(a_session_ends_unseen_or_old),
		TEST(being_seen_is_noted_at_most_every_ten_minutes),
		TEST(nobody_stays_in_where_they_have_left),
		TEST(the_others_are_signed_out),
		TEST(one_administrator_stays),
		TEST(an_administrator_is_not_demoted_by_an_invitation),
		TEST(who_leaves_leaves_no_links_behind),
		TEST(of_two_administrators_who_step_down_at_once_one_stays),
		TEST(members_come_by_name_with_the_last_time_they_were_seen_here),
		TEST(a_role_changed_meanwhile_is_a_conflict),
		TEST(an_invitation_works_once_and_in_time),
		TEST(an_old_invitation_says_so),
		TEST(a_new_password_ends_every_link_to_one),
		TEST(tries_are_limited_and_forgiven),
		TEST(a_clock_set_back_locks_nobody_out),
		TEST(a_look_counts_nothing),
		TEST(passwords_are_long_and_not_guessed_at_once),
	};

	return test_on_both("store_session", tests);
}
