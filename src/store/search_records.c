#include "store/search_records.h"

#include "base/text.h"
#include "store/account.h"
#include "store/people_group.h"
#include "store/round.h"

/* ------------------------------------------------------------------ rounds */

/* By when something last became of it. */
static struct moment round_moment(const struct round *round)
{
	return round->closed_at.ms != 0   ? round->closed_at
	       : round->opened_at.ms != 0 ? round->opened_at
	                                  : round->made_at;
}

bool search_round(struct work *w, int64_t id)
{
	int64_t held = db_run(w, "UPDATE round SET version = version WHERE partnership = $1 AND id = $2",
	                      V(w->partnership), V(id));
	const struct round *round;

	if (held != 1)
		return held == 0 && search_drop(w, SEARCH_ROUND, id, SEARCH_ALL_PARTS);
	round = round_by_id(w, id);
	return round != NULL && search_put(w, &(struct search_entry){ .record = SEARCH_ROUND,
	                                                              .record_id = id,
	                                                              .key = "",
	                                                              .title = round->title,
	                                                              .said = round->purpose,
	                                                              .place = "",
	                                                              .may = MAY_READ,
	                                                              .at = round_moment(round) });
}

/* ------------------------------------------------------------------ people and their groups */

static bool put_name(struct work *w, enum search_record record, int64_t id, const char *name, const char *note,
                     enum may may)
{
	return search_put(w, &(struct search_entry){ .record = record,
	                                             .record_id = id,
	                                             .key = "",
	                                             .title = name,
	                                             .said = note,
	                                             .place = "",
	                                             .may = may });
}

bool search_voice(struct work *w, int64_t id)
{
	int64_t held = db_run(w, "UPDATE voice SET version = version WHERE partnership = $1 AND id = $2",
	                      V(w->partnership), V(id));
	const struct voice *voice;

	if (held != 1)
		return held == 0 && search_drop(w, SEARCH_VOICE, id, SEARCH_ALL_PARTS);
	voice = voice_by_id(w, id);
	return voice != NULL && put_name(w, SEARCH_VOICE, id, voice->name, "", MAY_READ);
}

bool search_group(struct work *w, int64_t id)
{
	int64_t held = db_run(w, "UPDATE people_group SET version = version WHERE partnership = $1 AND id = $2",
	                      V(w->partnership), V(id));
	const struct people_group *group;

	if (held != 1)
		return held == 0 && search_drop(w, SEARCH_GROUP, id, SEARCH_ALL_PARTS);
	group = group_by_id(w, id);
	return group != NULL && put_name(w, SEARCH_GROUP, id, group->name, group->note, MAY_READ);
}

bool search_person(struct work *w, int64_t account)
{
	int64_t held = db_run(w,
	                      "UPDATE membership SET version = version WHERE partnership = $1 AND account = $2 "
	                      "AND ended_at IS NULL",
	                      V(w->partnership), V(account));
	const struct account *person;

	if (held != 1)
		return held == 0 && search_drop(w, SEARCH_PERSON, account, SEARCH_ALL_PARTS);
	person = account_by_id(w, account);
	return person != NULL && put_name(w, SEARCH_PERSON, account, person->name, "", MAY_ADMINISTER);
}

bool search_person_everywhere(struct work *w, int64_t account)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT partnership FROM membership WHERE account = $1 AND ended_at IS NULL "
	                                 "ORDER BY partnership",
	                                 V(account));
	int64_t was = w->partnership;
	bool done = rows != NULL;

	for (size_t i = 0; done && i < rows->len; i++) {
		w->partnership = row_int(rows, i, 0);
		done = search_person(w, account);
	}
	w->partnership = was;
	return done;
}

/* ------------------------------------------------------------------ all of them */

static struct rows *round_ids(struct work *w)
{
	return db_ask(w, "SELECT id FROM round WHERE partnership = $1 ORDER BY id", V(w->partnership));
}

static struct rows *framework_ids(struct work *w)
{
	return db_ask(w, "SELECT id FROM framework WHERE partnership = $1 ORDER BY id", V(w->partnership));
}

static struct rows *voice_ids(struct work *w)
{
	return db_ask(w, "SELECT id FROM voice WHERE partnership = $1 ORDER BY id", V(w->partnership));
}

static struct rows *group_ids(struct work *w)
{
	return db_ask(w, "SELECT id FROM people_group WHERE partnership = $1 ORDER BY id", V(w->partnership));
}

static struct rows *person_ids(struct work *w)
{
	return db_ask(w, "SELECT account FROM membership WHERE partnership = $1 AND ended_at IS NULL ORDER BY account",
	              V(w->partnership));
}

const struct search_source search_sources[] = {
	{ framework_ids, search_framework },  { round_ids, search_round },
	{ voice_ids, search_voice },          { group_ids, search_group },
	{ person_ids, search_person },        { search_position_ids, search_position },
	{ search_action_ids, search_action }, { NULL, NULL },
};
