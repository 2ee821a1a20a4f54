/* Starting a round from an earlier one, on both databases: what is copied, what is not, what is said of both, and until when it
 * counts as copied. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/random.h"
#include "store/framework.h"
#include "store/migrations.h"
#include "store/partnership.h"
#include "store/people_group.h"
#include "store/round_again.h"
#include "store/round_setup.h"
#include "support/database.h"

#define PLACE(n) "{ \"number\": " #n ", \"name\": \"" #n "\", \"says\": \"" #n "\" }"
#define LINE                                                                                                           \
	"\"line\": { \"positions\": [" PLACE(1) "," PLACE(2) "," PLACE(3) "," PLACE(4) "," PLACE(5) "],"                    \
	"\"dont_know\": { \"name\": \"?\" }, \"does_not_apply\": { \"name\": \"-\" } }"
#define PACK                                                                                                           \
	"{ \"key\": \"bees\", \"title\": \"Bees\", \"publisher\": \"Us\", \"credit\": \"Us\","                              \
	"\"licence\": { \"name\": \"Open\" }," LINE ", \"themes\": [ { \"key\": \"t\", \"name\": \"Hives\", \"criteria\": [%s] } ] }"
#define CRITERION(key, name) "{ \"key\": \"" key "\", \"name\": \"" name "\", \"question\": \"?\" }"
#define FIRST                CRITERION("care", "Care") "," CRITERION("dry", "Dry lids") "," CRITERION("calm", "Calm")
/* Without Dry lids, Care renamed, Feeding new. */
#define SECOND CRITERION("care", "Care and calm") "," CRITERION("calm", "Calm") "," CRITERION("feed", "Feeding")

/* A partnership with a framework of three criteria and its usual groups; the work is in it. */
struct scene {
	struct scratch *scratch;
	struct work *w;
	int64_t version; /* of the framework, loaded last */
};

static enum outcome start(struct work *w, void *plan)
{
	(void)plan;
	return installation_start(w) && partnership_add(w, "One", false) == 1 && partnership_add(w, "Two", false) == 2
	               ? CHANGED
	               : REFUSED;
}

static enum outcome load(struct work *w, void *plan)
{
	return framework_load(w, plan) ? CHANGED : REFUSED;
}

static void must(struct scene *scene, change_function *change, void *plan)
{
	scene->w->fault = (struct fault){ 0 };
	if (db_change_now(scene->w, change, plan) != CHANGED)
		fail_msg("%s", scene->w->fault.sentence);
}

static void load_pack(struct scene *scene, const char *criteria)
{
	const char *json = text_format(scene->w->arena, PACK, criteria);
	struct framework_plan plan;

	if (!framework_prepare(scene->w, (struct blob){ (const unsigned char *)json, strlen(json) }, &plan))
		fail_msg("%s", scene->w->fault.sentence);
	must(scene, load, &plan);
	scene->version = plan.version;
}

static struct scene scene_of(void **state)
{
	struct scene scene = { .scratch = *state, .w = &((struct scratch *)*state)->work };
	struct migration *steps;
	size_t count = 0;

	random_start();
	steps = store_migrations(scene.w->arena, &count);
	if (!database_migrate(scene.scratch->database, scene.w->arena, &scene.w->fault, steps, count))
		fail_msg("%s", scene.w->fault.sentence);
	scene.w->now = date_start(date_of(2026, 11, 2));
	must(&scene, start, NULL);
	scene.w->partnership = 1;
	load_pack(&scene, FIRST);
	return scene;
}

/* ------------------------------------------------------------------ acts */

struct act {
	struct round *round;
	const struct round_setup *setup;
	struct people_group *group;
	int64_t id, version;
};

#define ACT(name, call)                                                                                                \
	static enum outcome name(struct work *w, void *given)                                                          \
	{                                                                                                              \
		struct act *act = given;                                                                               \
		return (call) ? CHANGED : REFUSED;                                                                     \
	}

ACT(act_add, round_add(w, act->round, act->setup))
ACT(act_change, round_change(w, act->round, act->setup, "test"))
ACT(act_open, round_open(w, act->id, act->version))
ACT(act_close, round_close(w, act->id))
ACT(act_delete, round_delete(w, act->id, act->version))
ACT(act_group_add, group_add(w, act->group))
ACT(act_group_change, group_change(w, act->group))

/* Asks groups 1 and 2 about care, group 3 about care and dry lids, and is closed; or is left open. */
static const struct round *earlier(struct scene *scene, bool close)
{
	static const char *keys[] = { "care", "dry" };
	struct round round = { .title = "Autumn 2025",
		               .purpose = "To learn,\nand to plan.",
		               .framework_version = scene->version,
		               .depth = "criteria",
		               .threshold = 7,
		               .shown_to = "participants",
		               .closes_on = date_of(2026, 12, 1) };
	struct round_setup setup = { .criteria = { 2, 2, keys } };

	for (int64_t group = 1; group <= 3; group++)
		list_add(scene->w->arena, &setup.groups,
		         ((struct asked_group){ .people_group = group,
		                                .minutes = group == 3 ? 3 : 2,
		                                .criteria = { group == 3 ? 2 : 1, 2, keys } }));
	must(scene, act_add, &(struct act){ .round = &round, .setup = &setup });
	must(scene, act_open, &(struct act){ .id = round.id, .version = 1 });
	if (close)
		must(scene, act_close, &(struct act){ .id = round.id });
	return round_by_id(scene->w, round.id);
}

static const struct round *again(struct scene *scene, const struct round *from)
{
	struct round round = round_again(from, scene->version);
	struct round_setup setup;

	assert_true(round_again_setup(scene->w, from, scene->version, &setup));
	round.title = "Autumn 2026";
	must(scene, act_add, &(struct act){ .round = &round, .setup = &setup });
	return round_by_id(scene->w, round.id);
}

static void retire(struct scene *scene, int64_t id)
{
	struct people_group group = *group_by_id(scene->w, id);

	group.retired = true;
	must(scene, act_group_change, &(struct act){ .group = &group });
}

static struct round_since since_of(struct scene *scene, const struct round *from)
{
	struct round_since since;

	assert_true(round_since(scene->w, from, pack_of_version(scene->w, from->framework_version),
	                        pack_of_version(scene->w, scene->version), &since));
	return since;
}

static struct round_same same_of(struct scene *scene, int64_t round)
{
	const struct round *now = round_by_id(scene->w, round);
	struct round_same same;

	assert_true(round_still_same(scene->w, now, round_by_id(scene->w, now->copied_from), &same));
	return same;
}

static const char *copied_of(struct scene *scene, int64_t round)
{
	struct purpose_copied copied;

	assert_true(round_purpose_copied(scene->w, round, &copied));
	return copied.title;
}

/* ------------------------------------------------------------------ what is copied */

static void a_draft_has_all_but_the_name_and_the_day(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *from = earlier(&scene, true), *draft = again(&scene, from);
	struct round_setup setup;

	assert_string_equal(draft->state, "draft");
	assert_string_equal(draft->purpose, from->purpose);
	assert_string_equal(draft->depth, "criteria");
	assert_string_equal(draft->shown_to, "participants");
	assert_int_equal(draft->threshold, 7);
	assert_int_equal(draft->closes_on.days, 0);
	assert_int_equal(draft->opened_at.ms, 0);
	assert_int_equal(draft->closed_at.ms, 0);
	assert_int_equal(draft->copied_from, from->id);
	assert_int_equal(from->copied_from, 0);
	assert_true(round_setup_read(scene.w, draft->id, &setup));
	assert_int_equal(setup.criteria.len, 2);
	assert_int_equal(setup.groups.len, 3);
	assert_int_equal(asked_group_of(&setup, 1)->criteria.len, 1);
	assert_int_equal(asked_group_of(&setup, 3)->criteria.len, 2);
	assert_int_equal(asked_group_of(&setup, 3)->minutes, 3);
}

static void only_a_closed_round_is_started_from(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *from = earlier(&scene, false);
	struct round round = round_again(from, scene.version);
	struct round_setup nobody = { 0 };

	round.title = "Too early";
	assert_int_equal(db_change_now(scene.w, act_add, &(struct act){ .round = &round, .setup = &nobody }), REFUSED);
	assert_int_equal(scene.w->fault.kind, FAULT_CONFLICT);
	scene.w->fault = (struct fault){ 0 };
	round = (struct round){ .title = "Of nothing", .framework_version = scene.version, .copied_from = 999 };
	assert_int_equal(db_change_now(scene.w, act_add, &(struct act){ .round = &round, .setup = &nobody }), REFUSED);
}

/* A round that was opened and answered since keeps where it came from, and so does the log. */
static void where_it_came_from_stays(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *from = earlier(&scene, true), *draft = again(&scene, from);
	struct rows *rows =
		db_ask(scene.w,
	               "SELECT p.payload FROM event e JOIN event_payload p ON p.partnership = e.partnership "
	               "AND p.number = e.number WHERE e.partnership = $1 AND e.kind = 'started' "
	               "AND e.record = 'round' AND e.record_id = $2",
	               V((int64_t)1), V(draft->id));

	assert_non_null(strstr(row_text(rows, 0, 0), text_format(scene.w->arena, "\"copied_from\":%d", (int)from->id)));
	must(&scene, act_open, &(struct act){ .id = draft->id, .version = draft->version });
	must(&scene, act_close, &(struct act){ .id = draft->id });
	assert_int_equal(round_by_id(scene.w, draft->id)->copied_from, from->id);
	assert_string_equal(copied_of(&scene, draft->id), "Autumn 2025");
}

static void a_draft_that_was_copied_can_be_deleted(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *draft = again(&scene, earlier(&scene, true));

	must(&scene, act_delete, &(struct act){ .id = draft->id, .version = draft->version });
	assert_null(round_by_id(scene.w, draft->id));
	scene.w->fault = (struct fault){ 0 };
}

static void another_partnership_is_out_of_reach(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *from = earlier(&scene, true);
	struct purpose_copied copied;
	LIST(struct closed_round) rounds = { 0 };
	bool has = true;

	again(&scene, from);
	scene.w->partnership = 2;
	assert_true(round_purpose_copied(scene.w, 2, &copied));
	assert_int_equal(copied.from, 0);
	assert_true(rounds_closed(scene.w, 0, (struct list_any *)(void *)&rounds));
	assert_int_equal(rounds.len, 0);
	assert_true(round_has_other_closed(scene.w, 99, &has));
	assert_false(has);
}

/* ------------------------------------------------------------------ what changed since */

static void groups_that_came_and_went_are_named(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *from = earlier(&scene, true);
	struct people_group new_one = { .name = "Young carers", .note = "", .voice = 1 };
	struct round_since since;
	struct round_setup setup;
	const char *name = group_by_id(scene.w, 2)->name;

	since = since_of(&scene, from);
	assert_true(round_since_is_empty(&since));
	scene.w->now.ms += DAY_MS;
	must(&scene, act_group_add, &(struct act){ .group = &new_one });
	retire(&scene, 2);
	since = since_of(&scene, from);
	assert_int_equal(since.groups_new.len, 1);
	assert_string_equal(since.groups_new.at[0], "Young carers");
	assert_int_equal(since.groups_retired.len, 1);
	assert_string_equal(since.groups_retired.at[0], name);
	assert_true(round_again_setup(scene.w, from, scene.version, &setup));
	assert_int_equal(setup.groups.len, 2);
	assert_null(asked_group_of(&setup, 2));
	assert_null(asked_group_of(&setup, new_one.id));
}

/* One that was made before the round opened and not asked is not new; one that is retired already is not offered. */
static void only_what_is_new_counts_as_new(void **state)
{
	struct scene scene = scene_of(state);
	struct people_group before = { .name = "Made before", .note = "", .voice = 1 },
			    gone = { .name = "Come and gone", .note = "", .voice = 1 };
	const struct round *from;

	must(&scene, act_group_add, &(struct act){ .group = &before });
	scene.w->now.ms += DAY_MS;
	from = earlier(&scene, true);
	scene.w->now.ms += DAY_MS;
	must(&scene, act_group_add, &(struct act){ .group = &gone });
	retire(&scene, gone.id);
	assert_int_equal(since_of(&scene, from).groups_new.len, 0);
	assert_int_equal(since_of(&scene, from).groups_retired.len, 0);
}

static void the_newest_version_is_taken_and_its_changes_named(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *from = earlier(&scene, true), *draft;
	struct round_setup setup;
	struct round_since since;

	load_pack(&scene, SECOND);
	since = since_of(&scene, from);
	assert_int_equal(since.added.len, 1);
	assert_string_equal(since.added.at[0], "Feeding");
	assert_int_equal(since.removed.len, 1);
	assert_string_equal(since.removed.at[0], "Dry lids");
	assert_int_equal(since.renamed.len, 1);
	assert_string_equal(since.renamed.at[0], "Care, now called Care and calm");
	draft = again(&scene, from);
	assert_int_equal(draft->framework_version, scene.version);
	assert_true(from->framework_version != scene.version);
	assert_true(round_setup_read(scene.w, draft->id, &setup));
	assert_int_equal(setup.criteria.len, 1);
	assert_string_equal(setup.criteria.at[0], "care");
	assert_true(same_of(&scene, draft->id).criteria); /* all that could be copied was */
}

static void a_framework_with_nothing_left_is_asked_whole(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *from = earlier(&scene, true);
	struct round_setup setup;

	load_pack(&scene, CRITERION("x", "X") "," CRITERION("y", "Y"));
	assert_true(round_again_setup(scene.w, from, scene.version, &setup));
	assert_int_equal(setup.criteria.len, 2);
	assert_int_equal(since_of(&scene, from).removed.len, 2);
}

/* ------------------------------------------------------------------ until when it counts as copied */

static void a_text_is_copied_until_it_is_changed(void **state)
{
	struct scene scene = scene_of(state);
	struct round draft = *again(&scene, earlier(&scene, true));

	assert_string_equal(copied_of(&scene, draft.id), "Autumn 2025");
	draft.purpose = "To  learn, and to plan.\n"; /* other spaces are no other words */
	must(&scene, act_change, &(struct act){ .round = &draft });
	assert_string_equal(copied_of(&scene, draft.id), "Autumn 2025");
	draft.version++;
	draft.purpose = "To see what moved.";
	must(&scene, act_change, &(struct act){ .round = &draft });
	assert_string_equal(copied_of(&scene, draft.id), "");
	assert_false(same_of(&scene, draft.id).purpose);
	draft.version++;
	draft.purpose = "To learn, and to plan."; /* back again: the same words are the same words */
	must(&scene, act_change, &(struct act){ .round = &draft });
	assert_string_equal(copied_of(&scene, draft.id), "Autumn 2025");
	assert_string_equal(copied_of(&scene, draft.copied_from), "");
}

static void each_field_is_compared_by_itself(void **state)
{
	struct scene scene = scene_of(state);
	struct round draft = *again(&scene, earlier(&scene, true));
	struct round_setup setup;
	struct round_same same = same_of(&scene, draft.id);

	assert_true(same.purpose && same.depth && same.criteria && same.groups && same.threshold && same.shown_to);
	assert_true(round_setup_read(scene.w, draft.id, &setup));
	setup.groups.at[0].criteria = setup.criteria;
	draft.threshold = 6;
	must(&scene, act_change, &(struct act){ .round = &draft, .setup = &setup });
	same = same_of(&scene, draft.id);
	assert_true(same.purpose && same.depth && same.criteria && same.shown_to);
	assert_false(same.groups);
	assert_false(same.threshold);
	draft.version++;
	setup.groups.len = 2;
	draft.depth = "conversation";
	draft.shown_to = "members";
	must(&scene, act_change, &(struct act){ .round = &draft, .setup = &setup });
	same = same_of(&scene, draft.id);
	assert_false(same.depth || same.shown_to || same.groups);
}

/* A group retired after the copy is nobody's change. */
static void a_retired_group_is_no_change(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *draft = again(&scene, earlier(&scene, true));

	retire(&scene, 1);
	assert_true(same_of(&scene, draft->id).groups);
}

/* ------------------------------------------------------------------ closed rounds */

static void closed_rounds_come_newest_first_with_what_they_share(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *first = earlier(&scene, true), *second, *open;
	LIST(struct closed_round) rounds = { 0 };
	bool has;

	assert_true(round_has_other_closed(scene.w, first->id, &has));
	assert_false(has);
	scene.w->now.ms += DAY_MS;
	second = earlier(&scene, true);
	open = earlier(&scene, false);
	assert_true(round_has_other_closed(scene.w, first->id, &has));
	assert_true(has);
	assert_true(rounds_closed(scene.w, 0, (struct list_any *)(void *)&rounds));
	assert_int_equal(rounds.len, 2);
	assert_int_equal(rounds.at[0].id, second->id);
	assert_string_equal(rounds.at[0].framework_title, "Bees");
	rounds.len = 0;
	assert_true(rounds_closed(scene.w, second->id, (struct list_any *)(void *)&rounds));
	assert_int_equal(rounds.len, 1);
	assert_int_equal(rounds.at[0].id, first->id);
	assert_int_equal(rounds.at[0].shared, 2);
	assert_string_equal(open->state, "open");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_open, test_close)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_draft_has_all_but_the_name_and_the_day),
		TEST(only_a_closed_round_is_started_from),
		TEST(where_it_came_from_stays),
		TEST(a_draft_that_was_copied_can_be_deleted),
		TEST(another_partnership_is_out_of_reach),
		TEST(groups_that_came_and_went_are_named),
		TEST(only_what_is_new_counts_as_new),
		TEST(the_newest_version_is_taken_and_its_changes_named),
		TEST(a_framework_with_nothing_left_is_asked_whole),
		TEST(a_text_is_copied_until_it_is_changed),
		TEST(each_field_is_compared_by_itself),
		TEST(a_retired_group_is_no_change),
		TEST(closed_rounds_come_newest_first_with_what_they_share),
	};

	return test_on_both("store_again", tests);
}
