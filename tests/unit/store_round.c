/* Setting up, opening and closing rounds, and the links into them, on both databases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the three above it before itself */
#include <cmocka.h>

#include "base/hash.h"
#include "base/random.h"
#include "base/text.h"
#include "store/event.h"
#include "store/framework.h"
#include "store/invite.h"
#include "store/migrations.h"
#include "store/partnership.h"
#include "store/people_group.h"
#include "store/round.h"
#include "store/round_setup.h"
#include "store/typed_code.h"
#include "support/database.h"

struct groups {
	size_t len, cap;
	struct people_group *at;
};

/* Two partnerships that have all they need for a round; the work is in the first. */
struct scene {
	struct scratch *scratch;
	struct work *w;
	const struct pack *pack;
	int64_t version;
	struct groups groups;
};

static enum outcome make_partnerships(struct work *w, void *plan)
{
	(void)plan;
	if (!installation_start(w) || partnership_add(w, "First", false) != 1 || !framework_ship(w))
		return REFUSED;
	if (partnership_add(w, "Second", false) != 2 || !framework_ship(w))
		return REFUSED;
	w->partnership = 1;
	return CHANGED;
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
	if (db_change_now(scene.w, make_partnerships, NULL) != CHANGED)
		fail_msg("%s", scene.w->fault.sentence);
	scene.version = framework_by_key(scene.w, "gpf")->current;
	scene.pack = pack_of_version(scene.w, scene.version);
	assert_non_null(scene.pack);
	assert_true(groups_all(scene.w, (struct list_any *)(void *)&scene.groups));
	return scene;
}

/* ------------------------------------------------------------------ acts, each in a change of its own */

struct act {
	struct round *round;
	const struct round_setup *setup;
	int64_t id, version, group;
	struct date day;
	const struct new_invites *invites;
	const char *token;
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
ACT(act_extend, round_extend(w, act->id, act->version, act->day))
ACT(act_invite, invite_make(w, act->id, act->group, act->invites))
ACT(act_replace, invite_replace(w, act->id, act->group, act->version, act->token))

static bool did(struct scene *scene, change_function *run, struct act act)
{
	scene->w->fault = (struct fault){ 0 };
	return db_change_now(scene->w, run, &act) == CHANGED;
}

static void refuses(struct scene *scene, change_function *run, struct act act, const char *word)
{
	assert_false(did(scene, run, act));
	assert_int_equal(scene->w->fault.kind, FAULT_CONFLICT);
	if (strstr(scene->w->fault.sentence, word) == NULL)
		fail_msg("no \"%s\" in: %s", word, scene->w->fault.sentence);
	scene->w->fault = (struct fault){ 0 };
}

/* A draft that asks the first `groups` groups everything. */
static const struct round *draft(struct scene *scene, size_t groups)
{
	struct round round = { .title = "Autumn", .purpose = "To learn.", .framework_version = scene->version };
	struct round_setup setup = { .criteria = pack_criteria(scene->w->arena, scene->pack) };

	for (size_t i = 0; i < groups; i++) {
		struct asked_group asked = { .people_group = scene->groups.at[i].id,
			                     .minutes = 7,
			                     .criteria = setup.criteria };

		list_add(scene->w->arena, &setup.groups, asked);
	}
	assert_true(did(scene, act_add, (struct act){ .round = &round, .setup = &setup }));
	return round_by_id(scene->w, round.id);
}

static const struct round *opened(struct scene *scene, size_t groups)
{
	const struct round *round = draft(scene, groups);

	if (!did(scene, act_open, (struct act){ .id = round->id, .version = round->version }))
		fail_msg("%s", scene->w->fault.sentence);
	return round_by_id(scene->w, round->id);
}

/* ------------------------------------------------------------------ a draft */

static void a_draft_holds_what_was_set_up(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *round = draft(&scene, 3);
	struct round_setup setup;

	assert_string_equal(round->state, "draft");
	assert_string_equal(round->depth, "conversation");
	assert_string_equal(round->shown_to, "members");
	assert_int_equal(round->threshold, 5);
	assert_int_equal(round->version, 1);
	assert_true(round_setup_read(scene.w, round->id, &setup));
	assert_int_equal(setup.criteria.len, scene.pack->criteria);
	assert_string_equal(setup.criteria.at[0], scene.pack->themes.at[0].criteria.at[0].key);
	assert_int_equal(setup.groups.len, 3);
	assert_int_equal(setup.groups.at[0].people_group, scene.groups.at[0].id);
	assert_string_equal(setup.groups.at[0].voice_key, "users_carers");
	assert_true(texts_same(&setup.groups.at[2].criteria, &setup.criteria));
}

static void a_change_takes_the_place_of_what_was(void **state)
{
	struct scene scene = scene_of(state);
	struct round round = *draft(&scene, 3);
	struct round_setup setup, after;

	assert_true(round_setup_read(scene.w, round.id, &setup));
	setup.criteria.len = 2;
	setup.groups.len = 1;
	setup.groups.at[0].criteria.len = 1;
	round.title = "Winter";
	round.depth = "statements";
	round.closes_on = date_of(2026, 12, 1);
	assert_true(did(&scene, act_change, (struct act){ .round = &round, .setup = &setup }));
	assert_true(round_setup_read(scene.w, round.id, &after));
	assert_int_equal(after.criteria.len, 2);
	assert_int_equal(after.groups.len, 1);
	assert_int_equal(after.groups.at[0].criteria.len, 1);
	assert_string_equal(round_by_id(scene.w, round.id)->title, "Winter");
	assert_string_equal(round_by_id(scene.w, round.id)->depth, "statements");
	assert_int_equal(round_by_id(scene.w, round.id)->closes_on.days, round.closes_on.days);
	assert_int_equal(round_by_id(scene.w, round.id)->version, 2);
}

static void who_saves_second_is_told_and_nothing_is_lost(void **state)
{
	struct scene scene = scene_of(state);
	struct round mine = *draft(&scene, 1);
	struct round yours = mine;
	struct round_setup nobody = { 0 };

	yours.title = "Yours";
	mine.title = "Mine";
	assert_true(did(&scene, act_change, (struct act){ .round = &yours }));
	refuses(&scene, act_change, (struct act){ .round = &mine, .setup = &nobody },
	        "Somebody else changed this round");
	assert_string_equal(round_by_id(scene.w, mine.id)->title, "Yours");
	assert_true(round_setup_read(scene.w, mine.id, &nobody));
	assert_int_equal(nobody.groups.len, 1);
	refuses(&scene, act_open, (struct act){ .id = mine.id, .version = mine.version }, "Somebody else changed");
}

static void a_group_that_is_gone_is_refused(void **state)
{
	struct scene scene = scene_of(state);
	struct round round = *draft(&scene, 1);
	struct asked_group gone = { .people_group = 9999 };
	struct round_setup setup = { 0 };

	list_add(scene.w->arena, &setup.groups, gone);
	refuses(&scene, act_change, (struct act){ .round = &round, .setup = &setup }, "no longer there");
	assert_int_equal(round_by_id(scene.w, round.id)->version, 1);
}

/* ------------------------------------------------------------------ opening and closing */

static void a_round_asks_so_many_groups_and_no_more(void **state)
{
	struct scene scene = scene_of(state);
	struct round round = { .title = "Autumn", .purpose = "To learn.", .framework_version = scene.version };
	struct round_setup setup = { .criteria = pack_criteria(scene.w->arena, scene.pack) };

	for (int64_t i = 0; i <= ROUND_GROUPS; i++)
		list_add(scene.w->arena, &setup.groups, ((struct asked_group){ .people_group = i + 1 }));
	assert_false(did(&scene, act_add, (struct act){ .round = &round, .setup = &setup }));
	assert_int_equal(scene.w->fault.kind, FAULT_BAD_INPUT);
	assert_string_equal(scene.w->fault.sentence, ROUND_GROUPS_SAID);
}

static void a_round_opens_only_when_it_is_ready(void **state)
{
	struct scene scene = scene_of(state);
	struct round round = *draft(&scene, 0);
	struct asked_group asked = { .people_group = scene.groups.at[0].id };
	struct round_setup setup = { .criteria = pack_criteria(scene.w->arena, scene.pack) };

	refuses(&scene, act_open, (struct act){ .id = round.id, .version = 1 }, "Nobody is asked");
	list_add(scene.w->arena, &setup.groups, asked);
	assert_true(did(&scene, act_change, (struct act){ .round = &round, .setup = &setup }));
	refuses(&scene, act_open, (struct act){ .id = round.id, .version = 2 }, "asked nothing");
	setup.groups.at[0].criteria = setup.criteria;
	round.version = 2;
	round.closes_on = date_of(2026, 11, 1); /* yesterday */
	assert_true(did(&scene, act_change, (struct act){ .round = &round, .setup = &setup }));
	refuses(&scene, act_open, (struct act){ .id = round.id, .version = 3 }, "has passed");
	round.version = 3;
	round.closes_on = date_of(2026, 11, 2);
	assert_true(did(&scene, act_change, (struct act){ .round = &round }));
	assert_true(did(&scene, act_open, (struct act){ .id = round.id, .version = 4 }));
	refuses(&scene, act_open, (struct act){ .id = round.id, .version = 5 }, "open already");
	round.version = 5;
	refuses(&scene, act_change, (struct act){ .round = &round },
	        "This round is open, so its set-up can no longer change.");
}

static void the_names_of_groups_are_fixed_at_the_opening(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *round = draft(&scene, 1);
	int64_t group = scene.groups.at[0].id;

	test_execute(scene.scratch,
	             "UPDATE people_group SET name = 'Before', voice = 2 WHERE partnership = 1 AND id = 1");
	assert_true(did(&scene, act_open, (struct act){ .id = round->id, .version = 1 }));
	test_execute(scene.scratch,
	             "UPDATE people_group SET name = 'After', voice = 3 WHERE partnership = 1 AND id = 1");
	test_execute(scene.scratch, "UPDATE voice SET name = 'Renamed' WHERE partnership = 1 AND id = 2");
	assert_string_equal(round_group_by(scene.w, round->id, group)->name, "Before");
	assert_int_equal(round_group_by(scene.w, round->id, group)->voice, 2);
	assert_string_equal(round_group_by(scene.w, round->id, group)->voice_name, "Workforce");
}

static void answers_are_taken_through_the_last_day(void **state)
{
	struct round round = { .state = "open", .closes_on = date_of(2026, 11, 20) };
	struct moment last = { date_start(date_of(2026, 11, 21)).ms - 1 };

	(void)state;
	assert_true(round_takes_answers(&round, last));
	assert_false(round_takes_answers(&round, (struct moment){ last.ms + 1 }));
	round.closes_on = (struct date){ 0 };
	assert_true(round_takes_answers(&round, last));
	round.state = "draft";
	assert_false(round_takes_answers(&round, last));
	round.state = "closed";
	assert_false(round_takes_answers(&round, last));
}

static void a_round_closes_once(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *round = draft(&scene, 1);

	refuses(&scene, act_close, (struct act){ .id = round->id }, "Only an open round");
	assert_true(did(&scene, act_open, (struct act){ .id = round->id, .version = 1 }));
	if (!did(&scene, act_close, (struct act){ .id = round->id }))
		fail_msg("%s", scene.w->fault.sentence);
	assert_string_equal(round_by_id(scene.w, round->id)->state, "closed");
	assert_int_equal(round_by_id(scene.w, round->id)->closed_at.ms, scene.w->now.ms);
	refuses(&scene, act_close, (struct act){ .id = round->id }, "closed already");
}

/* ------------------------------------------------------------------ links */

static struct new_invites two_invites(struct scene *scene)
{
	struct new_invites invites = { 0 };
	struct new_invite first = { .label = "Chair of the forum", .token = random_token(scene->w->arena) };
	struct new_invite second = { .label = "", .token = random_token(scene->w->arena) };

	list_add(scene->w->arena, &invites, first);
	list_add(scene->w->arena, &invites, second);
	return invites;
}

static int64_t with_hash(struct scene *scene, const char *hash)
{
	struct rows *rows =
		db_ask(scene->w, "SELECT COUNT(*) FROM participant WHERE partnership = $1 AND token_hash = $2",
	               V(scene->w->partnership), V(hash));

	assert_non_null(rows);
	return row_int(rows, 0, 0);
}

static void a_personal_link_is_kept_hashed(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *round = opened(&scene, 2);
	struct new_invites invites = two_invites(&scene);
	struct round_counts counts;
	int64_t made;

	assert_true(did(&scene, act_invite,
	                (struct act){ .id = round->id, .group = scene.groups.at[0].id, .invites = &invites }));
	assert_int_equal(with_hash(&scene, hash_text(scene.w->arena, invites.at[0].token)), 1);
	assert_int_equal(with_hash(&scene, invites.at[0].token), 0);
	assert_true(invites_made(scene.w, round->id, scene.groups.at[0].id, &made));
	assert_int_equal(made, 2);
	assert_true(invites_made(scene.w, round->id, scene.groups.at[1].id, &made));
	assert_int_equal(made, 0);
	assert_true(round_counts(scene.w, round->id, &counts));
	assert_int_equal(counts.made, 2);
	assert_int_equal(counts.started, 0);
	assert_int_equal(counts.begun, 0);
}

static void a_form_sent_twice_makes_its_links_once(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *round = opened(&scene, 1);
	struct new_invites invites = two_invites(&scene);
	struct act act = { .id = round->id, .group = scene.groups.at[0].id, .invites = &invites };
	int64_t made;

	assert_true(did(&scene, act_invite, act));
	refuses(&scene, act_invite, act, "made already");
	assert_true(invites_made(scene.w, round->id, act.group, &made));
	assert_int_equal(made, 2);
}

static void a_last_day_only_moves_later(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *round = opened(&scene, 1);
	struct act act = { .id = round->id, .version = round->version, .day = date_of(2026, 11, 1) };

	refuses(&scene, act_extend, act, "only be moved later"); /* yesterday */
	act.day = date_of(2026, 11, 20);
	assert_true(did(&scene, act_extend, act));
	refuses(&scene, act_extend, (struct act){ .id = act.id, .version = 3, .day = act.day }, "only be moved later");
	refuses(&scene, act_extend, (struct act){ .id = act.id, .version = 1, .day = date_of(2026, 12, 1) },
	        "Somebody else");
	scene.w->now = date_start(date_of(2026, 11, 21));
	assert_false(round_takes_answers(round_by_id(scene.w, act.id), scene.w->now));
	assert_true(did(&scene, act_extend, (struct act){ .id = act.id, .version = 3, .day = date_of(2026, 11, 21) }));
	assert_true(round_takes_answers(round_by_id(scene.w, act.id), scene.w->now));
	assert_true(did(&scene, act_close, act));
	refuses(&scene, act_extend, (struct act){ .id = act.id, .version = 5, .day = date_of(2026, 12, 1) },
	        "open round");
}

static void only_a_draft_is_deleted(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *kept = opened(&scene, 2);
	const struct round *round = draft(&scene, 2);

	refuses(&scene, act_delete, (struct act){ .id = kept->id, .version = kept->version }, "Only a draft");
	refuses(&scene, act_delete, (struct act){ .id = round->id, .version = 9 }, "Somebody else");
	assert_true(did(&scene, act_delete, (struct act){ .id = round->id, .version = round->version }));
	assert_null(round_by_id(scene.w, round->id));
	scene.w->fault = (struct fault){ 0 };
	assert_non_null(round_by_id(scene.w, kept->id));
}

static void a_lost_link_is_replaced_while_it_is_unused(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *round = opened(&scene, 2);
	struct new_invites invites = two_invites(&scene);
	struct act act = { .id = round->id, .group = scene.groups.at[0].id, .invites = &invites };
	LIST(struct invite) labelled = { 0 };
	int64_t others;

	assert_true(did(&scene, act_invite, act));
	assert_true(invites_labelled(scene.w, round->id, act.group, (struct list_any *)(void *)&labelled, &others));
	assert_int_equal(labelled.len, 1);
	assert_int_equal(others, 0);
	assert_string_equal(labelled.at[0].label, "Chair of the forum");
	act.version = labelled.at[0].id;
	act.token = random_token(scene.w->arena);
	act.group = scene.groups.at[1].id;
	assert_false(did(&scene, act_replace, act)); /* not of that group */
	act.group = scene.groups.at[0].id;
	assert_true(did(&scene, act_replace, act));
	assert_int_equal(with_hash(&scene, hash_text(scene.w->arena, act.token)), 1);
	assert_int_equal(with_hash(&scene, hash_text(scene.w->arena, invites.at[0].token)), 0);
	test_execute(scene.scratch, "UPDATE participant SET begun_at = 1 WHERE partnership = 1");
	act.token = random_token(scene.w->arena);
	refuses(&scene, act_replace, act, "has been used to answer");
	assert_int_equal(with_hash(&scene, hash_text(scene.w->arena, act.token)), 0);
}

/* Whether a link was used to answer is for nobody to try out who does not hold it anyway. */
static void only_who_made_a_link_can_replace_it(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *round = opened(&scene, 1);
	struct new_invites invites = two_invites(&scene);
	struct act act = { .id = round->id, .group = scene.groups.at[0].id, .invites = &invites };
	LIST(struct invite) labelled = { 0 }, seen = { 0 };
	int64_t others;

	scene.w->account = 7;
	assert_true(did(&scene, act_invite, act));
	assert_true(invites_labelled(scene.w, round->id, act.group, (struct list_any *)(void *)&labelled, &others));
	assert_int_equal(labelled.len, 1);
	act.version = labelled.at[0].id;
	act.token = random_token(scene.w->arena);
	scene.w->account = 8;
	assert_true(invites_labelled(scene.w, round->id, act.group, (struct list_any *)(void *)&seen, &others));
	assert_int_equal(seen.len, 0);
	assert_int_equal(others, 1);
	refuses(&scene, act_replace, act, "made by somebody else");
	test_execute(scene.scratch, "UPDATE participant SET begun_at = 1 WHERE partnership = 1");
	refuses(&scene, act_replace, act, "made by somebody else"); /* the same, used or not */
	scene.w->account = 7;
	refuses(&scene, act_replace, act, "has been used to answer");
	test_execute(scene.scratch, "UPDATE participant SET begun_at = NULL WHERE partnership = 1");
	assert_true(did(&scene, act_replace, act));
}

/* ------------------------------------------------------------------ codes to type */

static const struct round_group *group_of(struct scene *scene, int64_t round, size_t group)
{
	const struct round_group *found = round_group_by(scene->w, round, scene->groups.at[group].id);

	assert_non_null(found);
	return found;
}

static const char *link_by(struct scene *scene, const char *code)
{
	const char *link;

	assert_true(group_link_by_code(scene->w, code, &link));
	return link;
}

static void codes_lead_in_while_the_round_is_open(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *round = draft(&scene, 2);
	const struct round_group *one, *two;

	assert_string_equal(group_of(&scene, round->id, 0)->code, "");
	assert_true(did(&scene, act_open, (struct act){ .id = round->id, .version = round->version }));
	one = group_of(&scene, round->id, 0);
	two = group_of(&scene, round->id, 1);
	assert_string_equal(typed_code_read(scene.w->arena, one->code), one->code);
	assert_string_not_equal(one->code, two->code);
	assert_string_equal(link_by(&scene, one->code), one->link_token);
	assert_string_equal(link_by(&scene, two->code), two->link_token);
	assert_null(link_by(&scene, "22222222"));
	assert_true(did(&scene, act_close, (struct act){ .id = round->id }));
	assert_null(link_by(&scene, one->code));
	assert_string_equal(group_of(&scene, round->id, 0)->code, "");
}

/* A round that was open before there were codes gets them when its last day is moved; those there are stay as they were printed. */
static void a_code_stays_as_it_was_printed(void **state)
{
	struct scene scene = scene_of(state);
	const struct round *round = opened(&scene, 2);
	const char *printed = group_of(&scene, round->id, 0)->code;
	const struct round_group *other = group_of(&scene, round->id, 1);

	test_execute(scene.scratch, text_format(scene.w->arena, "UPDATE round_group SET code = NULL WHERE id = %lld",
	                                        (long long)other->id));
	assert_true(did(&scene, act_extend,
	                (struct act){ .id = round->id, .version = round->version, .day = date_of(2026, 12, 1) }));
	assert_string_equal(group_of(&scene, round->id, 0)->code, printed);
	assert_string_not_equal(group_of(&scene, round->id, 1)->code, "");
}

static void a_code_is_read_as_people_type_it(void **state)
{
	struct arena *arena = ((struct scratch *)*state)->arena;
	static const char *const typed[] = { "ktrx29mf", "KTRX-29MF", " ktrx 29mf ", "KTRX–29MF", "K T R X 2 9 M F" };
	static const char *const no_codes[] = { "", "ktrx29m", "ktrx29mff", "atrx29mf", "ktrx29m0", "ktré29mf" };

	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
		assert_string_equal(typed_code_read(arena, typed[i]), "ktrx29mf");
	for (size_t i = 0; i < sizeof no_codes / sizeof no_codes[0]; i++)
		assert_null(typed_code_read(arena, no_codes[i]));
	assert_string_equal(typed_code_read(arena, "BGIL1SZ2"), "86lll522");
	assert_string_equal(typed_code_shown(arena, "ktrx29mf"), "KTRX-29MF");
	assert_string_equal(typed_code_shown(arena, ""), "");
}

static void links_are_made_only_while_answers_are_taken(void **state)
{
	struct scene scene = scene_of(state);
	struct new_invites invites = two_invites(&scene);
	const struct round *round = draft(&scene, 1);
	struct act act = { .id = round->id, .group = scene.groups.at[0].id, .invites = &invites };

	refuses(&scene, act_invite, act, "once the round is open");
	assert_true(did(&scene, act_open, (struct act){ .id = round->id, .version = 1 }));
	test_execute(scene.scratch, "UPDATE round SET closes_on = 1 WHERE partnership = 1");
	refuses(&scene, act_invite, act, "takes no more answers");
	test_execute(scene.scratch, "UPDATE round SET closes_on = NULL WHERE partnership = 1");
	assert_true(did(&scene, act_invite, act));
	assert_true(did(&scene, act_close, act));
	refuses(&scene, act_invite, act, "takes no more answers");
}

/* ------------------------------------------------------------------ others, and the log */

static void another_partnership_sees_nothing_of_it(void **state)
{
	struct scene scene = scene_of(state);
	struct new_invites invites = two_invites(&scene);
	const struct round *round = opened(&scene, 1);
	struct round theirs = *round;
	LIST(struct round_line) lines = { 0 };
	LIST(struct round_group) groups = { 0 };
	struct round_counts counts;

	scene.w->partnership = 2;
	assert_null(round_by_id(scene.w, round->id));
	assert_int_equal(scene.w->fault.kind, FAULT_NOT_FOUND);
	assert_true(rounds_list(scene.w, (struct list_any *)(void *)&lines));
	assert_int_equal(lines.len, 0);
	assert_true(round_groups(scene.w, round->id, (struct list_any *)(void *)&groups));
	assert_int_equal(groups.len, 0);
	assert_true(round_counts(scene.w, round->id, &counts));
	assert_int_equal(counts.made, 0);
	assert_false(did(&scene, act_change, (struct act){ .round = &theirs }));
	assert_false(did(&scene, act_close, (struct act){ .id = round->id }));
	assert_false(did(&scene, act_invite, (struct act){ .id = round->id, .group = 1, .invites = &invites }));
	scene.w->partnership = 1;
	scene.w->fault = (struct fault){ 0 };
	assert_string_equal(round_by_id(scene.w, round->id)->state, "open");
}

static void the_list_begins_with_what_is_open(void **state)
{
	struct scene scene = scene_of(state);
	struct new_invites invites = two_invites(&scene);
	const struct round *closed = opened(&scene, 1);
	LIST(struct round_line) lines = { 0 };
	const struct round *open;

	assert_true(did(&scene, act_close, (struct act){ .id = closed->id }));
	open = opened(&scene, 1);
	draft(&scene, 0);
	assert_true(did(&scene, act_invite,
	                (struct act){ .id = open->id, .group = scene.groups.at[0].id, .invites = &invites }));
	assert_true(rounds_list(scene.w, (struct list_any *)(void *)&lines));
	assert_int_equal(lines.len, 3);
	assert_string_equal(lines.at[0].state, "open");
	assert_string_equal(lines.at[1].state, "draft");
	assert_string_equal(lines.at[2].state, "closed");
	assert_int_equal(lines.at[0].answered, 0); /* a link that nobody used is nobody who answered */
	test_execute(scene.scratch,
	             "INSERT INTO response (partnership, id, round, participant, criterion, placed, saved_at) "
	             "SELECT partnership, 1, round, id, 'a', 3, 1 FROM participant "
	             "WHERE partnership = 1 AND id = 1");
	lines.len = 0;
	assert_true(rounds_list(scene.w, (struct list_any *)(void *)&lines));
	assert_int_equal(lines.at[0].answered, 1);
}

/* The names on personal links are nobody's business but the planner's, and only until the close. */
static void every_act_is_in_the_log_without_names(void **state)
{
	struct scene scene = scene_of(state);
	struct new_invites invites = two_invites(&scene);
	const struct round *round = opened(&scene, 1);
	struct rows *rows;
	struct event_chain chain = { 0 };

	assert_true(did(&scene, act_invite,
	                (struct act){ .id = round->id, .group = scene.groups.at[0].id, .invites = &invites }));
	assert_true(did(&scene, act_close, (struct act){ .id = round->id }));
	rows = db_ask(
		scene.w,
		"SELECT kind FROM event WHERE partnership = $1 AND record = 'round' AND record_id = $2 ORDER BY number",
		V(scene.w->partnership), V(round->id));
	assert_non_null(rows);
	assert_true(rows->len >= 4);
	assert_string_equal(row_text(rows, 0, 0), "started");
	assert_string_equal(row_text(rows, 1, 0), "opened");
	assert_string_equal(row_text(rows, 2, 0), "invited");
	assert_string_equal(row_text(rows, rows->len - 1, 0), "closed");
	rows = db_ask(scene.w, "SELECT COUNT(*) FROM event_payload WHERE partnership = $1 AND payload LIKE $2",
	              V(scene.w->partnership), V("%Chair%"));
	assert_int_equal(row_int(rows, 0, 0), 0);
	rows = db_ask(scene.w, "SELECT COUNT(*) FROM participant WHERE partnership = $1 AND label <> ''",
	              V(scene.w->partnership));
	assert_int_equal(row_int(rows, 0, 0), 0);
	assert_true(event_verify(scene.w, 1, NULL, NULL, &chain));
}

/* ------------------------------------------------------------------ the rules of the set-up */

static void minutes_follow_the_depth(void **state)
{
	struct scene scene = scene_of(state);
	struct pack_texts criteria = pack_criteria(scene.w->arena, scene.pack);
	int64_t statements;

	criteria.len = 5;
	assert_int_equal(round_minutes(scene.pack, "conversation", &criteria), 10);
	assert_int_equal(round_minutes(scene.pack, "criteria", &criteria), 8); /* 7.5, rounded up */
	statements = 0;
	for (size_t i = 0; i < 5; i++)
		statements += (int64_t)pack_criterion(scene.pack, criteria.at[i])->statements.len;
	assert_int_equal(round_minutes(scene.pack, "statements", &criteria), (75 + 4 * statements + 9) / 10);
	criteria.len = 0;
	assert_int_equal(round_minutes(scene.pack, "conversation", &criteria), 0);
}

static void unpaid_people_are_asked_for_ten_minutes(void **state)
{
	struct scene scene = scene_of(state);
	struct pack_texts all = pack_criteria(scene.w->arena, scene.pack);

	for (const char *const *depth = round_depths; *depth != NULL; depth++) {
		struct pack_texts asked = round_suggested(scene.w->arena, scene.pack, *depth, &all, "users_carers");

		assert_in_range(asked.len, 1, ROUND_LIGHT_CRITERIA);
		assert_in_range(round_minutes(scene.pack, *depth, &asked), 1, ROUND_LIGHT_MINUTES);
		for (size_t i = 0; i < asked.len; i++)
			assert_true(pack_asks(pack_criterion(scene.pack, asked.at[i]), "users_carers"));
	}
	assert_int_equal(round_suggested(scene.w->arena, scene.pack, "conversation", &all, "users_carers").len, 5);
	assert_int_equal(round_suggested(scene.w->arena, scene.pack, "conversation", &all, "a voice of our own").len,
	                 all.len);
}

static void a_smaller_scope_leaves_nobody_asked_outside_it(void **state)
{
	struct scene scene = scene_of(state);
	struct arena *arena = scene.w->arena;
	struct pack_texts all = pack_criteria(arena, scene.pack);
	struct pack_texts scope = { .len = 3, .at = all.at };
	struct asked_group suggested = { .people_group = 1, .voice_key = "workforce" };
	struct asked_group chosen = { .people_group = 2, .voice_key = "users_carers" };
	struct round_setup setup = { .criteria = all }, fitted;

	suggested.criteria = round_suggested(arena, scene.pack, "conversation", &all, "workforce");
	list_add(arena, &chosen.criteria, all.at[1]);
	list_add(arena, &chosen.criteria, all.at[10]);
	list_add(arena, &setup.groups, suggested);
	list_add(arena, &setup.groups, chosen);
	fitted = round_refitted(arena, &setup, scene.pack, "conversation", scene.pack, "criteria", &scope);
	assert_int_equal(fitted.criteria.len, 3);
	suggested.criteria = round_suggested(arena, scene.pack, "criteria", &scope, "workforce");
	assert_true(texts_same(&fitted.groups.at[0].criteria, &suggested.criteria));
	assert_int_equal(fitted.groups.at[1].criteria.len, 1);
	assert_string_equal(fitted.groups.at[1].criteria.at[0], all.at[1]);
	assert_int_equal(fitted.groups.at[1].minutes, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_open, test_close)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_draft_holds_what_was_set_up),
		TEST(a_change_takes_the_place_of_what_was),
		TEST(who_saves_second_is_told_and_nothing_is_lost),
		TEST(a_group_that_is_gone_is_refused),
		TEST(a_round_asks_so_many_groups_and_no_more),
		TEST(a_round_opens_only_when_it_is_ready),
		TEST(the_names_of_groups_are_fixed_at_the_opening),
		TEST(answers_are_taken_through_the_last_day),
		TEST(a_round_closes_once),
		TEST(a_personal_link_is_kept_hashed),
		TEST(a_form_sent_twice_makes_its_links_once),
		TEST(a_last_day_only_moves_later),
		TEST(only_a_draft_is_deleted),
		TEST(a_lost_link_is_replaced_while_it_is_unused),
		TEST(only_who_made_a_link_can_replace_it),
		TEST(codes_lead_in_while_the_round_is_open),
		TEST(a_code_stays_as_it_was_printed),
		TEST(a_code_is_read_as_people_type_it),
		TEST(links_are_made_only_while_answers_are_taken),
		TEST(another_partnership_sees_nothing_of_it),
		TEST(the_list_begins_with_what_is_open),
		TEST(every_act_is_in_the_log_without_names),
		TEST(minutes_follow_the_depth),
		TEST(unpaid_people_are_asked_for_ten_minutes),
		TEST(a_smaller_scope_leaves_nobody_asked_outside_it),
	};

	return test_on_both("store_round", tests);
}
