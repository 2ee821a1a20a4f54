#include "store/people_group.h"

#include "base/text.h"
#include "store/event.h"
#include "store/search_records.h"

RECORD_TYPE(voice, VOICE_FIELDS);
RECORD_TYPE(people_group, PEOPLE_GROUP_FIELDS);

/* The keys are what frameworks speak of when they say who can know what. */
static const struct {
	const char *key, *name;
} first_voices[] = {
	{ "users_carers", "Users and carers" },
	{ "workforce", "Workforce" },
	{ "third_independent", "Third and independent sector" },
	{ "leaders", "Leaders and professions" },
};

#define VOICES (sizeof first_voices / sizeof first_voices[0])

static const struct {
	const char *name;
	bool prescribed;
	int voice; /* place in first_voices */
} first_groups[] = {
	{ "The public", false, 0 },
	{ "People who use health care", true, 0 },
	{ "Unpaid carers of people who use health care", true, 0 },
	{ "People who use social care", true, 0 },
	{ "Unpaid carers of people who use social care", true, 0 },
	{ "Health staff", false, 1 },
	{ "Social care staff", false, 1 },
	{ "Commercial providers of health care", true, 2 },
	{ "Non-commercial providers of health care", true, 2 },
	{ "Commercial providers of social care", true, 2 },
	{ "Non-commercial providers of social care", true, 2 },
	{ "Non-commercial providers of social housing", true, 2 },
	{ "Third sector bodies in health or social care", true, 2 },
	{ "Health professionals", true, 3 },
	{ "Social care professionals", true, 3 },
	{ "Board and committee members", false, 3 },
	{ "Managers and planners", false, 3 },
};

#define GROUPS (sizeof first_groups / sizeof first_groups[0])

static bool insert_voice(struct work *w, struct voice *voice)
{
	voice->id = db_new_id(w, "voice");
	return voice->id != 0 &&
	       db_run(w,
	              "INSERT INTO voice (partnership, id, key, name, position, version) VALUES ($1, $2, $3, $4, $5, "
	              "1)",
	              V(w->partnership), V(voice->id), V(voice->key), V(voice->name), V(voice->position)) == 1 &&
	       search_voice(w, voice->id);
}

static bool insert_group(struct work *w, struct people_group *group)
{
	group->id = db_new_id(w, "people_group");
	return group->id != 0 &&
	       db_run(w,
	              "INSERT INTO people_group (partnership, id, name, note, prescribed, voice, position, retired, "
	              "version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
	              V(w->partnership), V(group->id), V(group->name), V(group->note), V(group->prescribed),
	              V(group->voice), V(group->position), V(group->retired)) == 1 &&
	       search_group(w, group->id);
}

bool groups_start(struct work *w)
{
	int64_t voices[VOICES];

	for (size_t i = 0; i < VOICES; i++) {
		struct voice voice = { .key = first_voices[i].key,
			               .name = first_voices[i].name,
			               .position = (int64_t)i + 1 };

		if (!insert_voice(w, &voice))
			return false;
		voices[i] = voice.id;
	}
	for (size_t i = 0; i < GROUPS; i++) {
		struct people_group group = { .name = first_groups[i].name,
			                      .note = "",
			                      .prescribed = first_groups[i].prescribed,
			                      .voice = voices[first_groups[i].voice],
			                      .position = (int64_t)i + 1 };

		if (!insert_group(w, &group))
			return false;
	}
	return true;
}

bool voices_all(struct work *w, struct list_any *voices)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(
				       VOICE_FIELDS) " FROM voice WHERE partnership = $1 ORDER BY position, id",
	                       V(w->partnership)),
	                &voice_record, voices);
}

const struct voice *voice_by_id(struct work *w, int64_t id)
{
	return rows_one(w,
	                db_ask(w, "SELECT " COLUMNS(VOICE_FIELDS) " FROM voice WHERE partnership = $1 AND id = $2",
	                       V(w->partnership), V(id)),
	                &voice_record, FAULT_NOT_FOUND, "There is no such voice.");
}

bool groups_all(struct work *w, struct list_any *groups)
{
	return rows_all(w,
	                db_ask(w,
	                       "SELECT g.id, g.name, g.note, g.prescribed, g.voice, g.position, g.retired, g.version "
	                       "FROM people_group g JOIN voice v ON v.partnership = g.partnership AND v.id = g.voice "
	                       "WHERE g.partnership = $1 ORDER BY g.retired, v.position, v.id, g.position, g.id",
	                       V(w->partnership)),
	                &people_group_record, groups);
}

const struct people_group *group_by_id(struct work *w, int64_t id)
{
	return rows_one(w,
	                db_ask(w,
	                       "SELECT " COLUMNS(PEOPLE_GROUP_FIELDS) " FROM people_group "
	                                                              "WHERE partnership = $1 AND id = $2",
	                       V(w->partnership), V(id)),
	                &people_group_record, FAULT_NOT_FOUND, "There is no such group.");
}

static bool stale(struct work *w, int64_t changed, const char *what)
{
	if (changed == 1)
		return false;
	if (changed == 0)
		fault(w, FAULT_CONFLICT,
		      "Somebody else changed this %s while you were working on it. What you typed is below: compare, "
		      "then "
		      "save again.",
		      what);
	return true;
}

bool voice_add(struct work *w, struct voice *voice)
{
	return insert_voice(w, voice) && event_record(w, "added", "voice", voice->id, voice->name);
}

bool voice_change(struct work *w, const struct voice *voice)
{
	int64_t changed =
		db_run(w,
	               "UPDATE voice SET name = $4, position = $5, version = version + 1 "
	               "WHERE partnership = $1 AND id = $2 AND version = $3",
	               V(w->partnership), V(voice->id), V(voice->version), V(voice->name), V(voice->position));

	return !stale(w, changed, "voice") && search_voice(w, voice->id) &&
	       event_record(w, "changed", "voice", voice->id, voice->name);
}

/* A new group comes after those that are there. */
bool group_add(struct work *w, struct people_group *group)
{
	struct rows *rows = db_ask(w, "SELECT COALESCE(MAX(position), 0) + 1 FROM people_group WHERE partnership = $1",
	                           V(w->partnership));

	if (rows == NULL)
		return false;
	group->position = row_int(rows, 0, 0);
	return insert_group(w, group) && event_record(w, "added", "group", group->id, group->name);
}

bool group_change(struct work *w, const struct people_group *group)
{
	int64_t changed = db_run(w,
	                         "UPDATE people_group SET name = $4, note = $5, voice = $6, retired = $7, "
	                         "version = version + 1 WHERE partnership = $1 AND id = $2 AND version = $3",
	                         V(w->partnership), V(group->id), V(group->version), V(group->name), V(group->note),
	                         V(group->voice), V(group->retired));

	return !stale(w, changed, "group") && search_group(w, group->id) &&
	       event_record(w, "changed", "group", group->id, group->name);
}
