#include "store/takeout_tables.h"

#define INT(name_)                                                                                                     \
	{                                                                                                              \
		name_, TAKEOUT_INT                                                                                     \
	}
#define TEXT(name_)                                                                                                    \
	{                                                                                                              \
		name_, TAKEOUT_TEXT                                                                                    \
	}
#define LATER(name_)                                                                                                   \
	{                                                                                                              \
		name_, TAKEOUT_LATER                                                                                   \
	}
#define BYTES(name_)                                                                                                   \
	{                                                                                                              \
		name_, TAKEOUT_BYTES                                                                                   \
	}
#define ACCOUNT(name_)                                                                                                 \
	{                                                                                                              \
		name_, TAKEOUT_ACCOUNT                                                                                 \
	}

/* What came of a job is made again when it is wanted; a take-out that held the one before it would grow without end. */
#define NOT_OF_A_JOB(file_)                                                                        \
	"NOT EXISTS (SELECT 1 FROM job_file j WHERE j.partnership = " file_ " AND j.file = "

/* clang-format off */
const struct takeout_table takeout_tables[] = {
	{ "partnership", { NULL }, { TEXT("name"), INT("is_demonstration"), INT("created_at"), INT("version") }, NULL },
	{ "membership", { "number" },
	  { ACCOUNT("account"), TEXT("role"), INT("began_at"), INT("ended_at"), INT("version"), INT("number"),
	    INT("erased_at") }, NULL },
	{ "voice", { "id" }, { INT("id"), TEXT("key"), TEXT("name"), INT("position"), INT("version") }, NULL },
	{ "people_group", { "id" },
	  { INT("id"), TEXT("name"), TEXT("note"), INT("prescribed"), INT("voice"), INT("minutes"), INT("position"),
	    INT("retired"), INT("version") }, NULL },
	{ "framework", { "id" }, { INT("id"), TEXT("key"), TEXT("title"), INT("current"), INT("version") }, NULL },
	{ "framework_version", { "id" },
	  { INT("id"), INT("framework"), INT("number"), TEXT("digest"), TEXT("pack"), INT("loaded_at"),
	    TEXT("loaded_by") }, NULL },
	{ "wording_source", { "framework" },
	  { INT("framework"), TEXT("digest"), TEXT("file_name"), TEXT("credit"), TEXT("licence"), INT("loaded_at"),
	    TEXT("loaded_by") }, NULL },
	{ "wording", { "framework", "statement" },
	  { INT("framework"), TEXT("statement"), INT("position"), TEXT("said") }, NULL },
	{ "round", { "id" },
	  { INT("id"), TEXT("title"), TEXT("purpose"), INT("framework_version"), TEXT("depth"), TEXT("state"),
	    INT("threshold"), TEXT("shown_to"), INT("closes_on"), INT("opened_at"), INT("closed_at"), TEXT("made_by"),
	    INT("made_at"), INT("is_example"), INT("version") }, NULL },
	{ "round_criterion", { "round", "criterion" }, { INT("round"), TEXT("criterion"), INT("position") }, NULL },
	{ "round_group", { "id" },
	  { INT("id"), INT("round"), INT("people_group"), TEXT("name"), INT("voice"), TEXT("voice_name"),
	    INT("voice_position"), INT("position"), INT("minutes"), TEXT("link_token"), TEXT("code") }, NULL },
	{ "round_group_criterion", { "round_group", "criterion" }, { INT("round_group"), TEXT("criterion") }, NULL },
	{ "participant", { "id" },
	  { INT("id"), INT("round"), INT("round_group"), TEXT("token_hash"), TEXT("label"), TEXT("came_by"),
	    INT("made_at"), INT("begun_at"), INT("finished_at"), INT("version"), ACCOUNT("made_by") }, NULL },
	{ "response", { "id" },
	  { INT("id"), INT("round"), INT("participant"), TEXT("criterion"), TEXT("strength"), INT("placed"),
	    TEXT("reason"), TEXT("development"), INT("saved_at"), INT("version") }, NULL },
	{ "statement_rating", { "participant", "statement" },
	  { INT("round"), INT("participant"), TEXT("statement"), INT("placed"), INT("saved_at") }, NULL },
	{ "paper", { "id" },
	  { INT("id"), INT("round"), INT("round_group"), INT("number"), ACCOUNT("made_by"), INT("made_at"),
	    ACCOUNT("entered_by"), INT("entered_at"), INT("participant") }, NULL },
	{ "paper_taken_back", { "id" },
	  { INT("id"), INT("paper"), TEXT("reason"), ACCOUNT("entered_by"), INT("entered_at"), ACCOUNT("removed_by"),
	    INT("removed_at") }, NULL },
	{ "released", { "round" },
	  { INT("round"), INT("decided_at"), INT("threshold"), TEXT("method"), INT("answered"),
	    INT("words_released_at") }, NULL },
	{ "released_unit", { "round", "voice", "unit" },
	  { INT("round"), INT("voice"), INT("unit"), TEXT("name"), TEXT("group_names"), INT("participants") }, NULL },
	{ "released_cell", { "round", "item", "voice", "unit" },
	  { INT("round"), TEXT("item"), INT("is_statement"), INT("voice"), INT("unit"), INT("shown"), INT("placed_1"),
	    INT("placed_2"), INT("placed_3"), INT("placed_4"), INT("placed_5"), INT("dont_know"),
	    INT("does_not_apply") }, NULL },
	{ "released_words", { "round", "position" },
	  { INT("round"), INT("position"), TEXT("criterion"), TEXT("kind"), TEXT("label"), TEXT("words"),
	    INT("taken_out_at") }, NULL },
	{ "released_said", { "round", "criterion", "voice" },
	  { INT("round"), TEXT("criterion"), INT("voice"), INT("shown"), INT("responded"), INT("strengths"),
	    INT("developments") }, NULL },
	{ "words_to_check", { "round", "position" },
	  { INT("round"), INT("position"), TEXT("criterion"), TEXT("kind"), TEXT("label"), TEXT("words"),
	    TEXT("decision"), TEXT("left_words"), TEXT("reason"), TEXT("reason_words"), TEXT("decided_by"),
	    INT("decided_at"), INT("version") }, NULL },
	{ "words_taken_out", { "id" },
	  { INT("id"), INT("round"), TEXT("criterion"), TEXT("kind"), TEXT("what"), TEXT("reason"),
	    TEXT("reason_words"), TEXT("done_by"), INT("done_at") }, NULL },
	{ "words_tag", { "id" },
	  { INT("id"), INT("round"), TEXT("name"), TEXT("name_folded"), TEXT("made_by"), INT("made_at"),
	    INT("version") }, NULL },
	{ "words_tagged", { "tag", "position" }, { INT("round"), INT("tag"), INT("position") }, NULL },
	{ "round_copy", { "round" }, { INT("round"), INT("copied_from") }, NULL },
	{ "talk", { "round" }, { INT("round"), TEXT("saved_by"), INT("saved_at"), INT("version") }, NULL },
	{ "talk_item", { "round", "criterion" },
	  { INT("round"), TEXT("criterion"), INT("place"), INT("minutes"), INT("skipped") }, NULL },
	{ "position", { "id" },
	  { INT("id"), INT("round"), TEXT("criterion"), TEXT("outcome"), INT("placed"), TEXT("reason"), INT("agreed_on"),
	    INT("people"), TEXT("why"), TEXT("recorded_by"), INT("recorded_at"), INT("version") }, NULL },
	{ "position_before", { "position", "version" },
	  { INT("position"), INT("version"), TEXT("outcome"), INT("placed"), TEXT("reason"), INT("agreed_on"),
	    INT("people"), TEXT("why"), TEXT("recorded_by"), INT("recorded_at") }, NULL },
	{ "dissent", { "id" },
	  { INT("id"), INT("position"), TEXT("who"), TEXT("words"), INT("since_version"), INT("until_version"),
	    TEXT("recorded_by"), INT("recorded_at") }, NULL },
	{ "position_words", { "position", "words", "since_version" },
	  { INT("position"), INT("words"), INT("since_version"), INT("until_version") }, NULL },
	{ "action", { "id" },
	  { INT("id"), TEXT("what"), TEXT("kind"), INT("round"), TEXT("criterion"), TEXT("criterion_name"),
	    INT("position"), ACCOUNT("owner"), TEXT("owner_name"), INT("due_on"), TEXT("status"), TEXT("outcome"),
	    INT("ended_at"), LATER("waits_for"), INT("is_example"), TEXT("made_by"), INT("made_at"), INT("version") },
	  NULL },
	{ "action_said", { "action", "version" },
	  { INT("action"), INT("version"), INT("at"), TEXT("who"), TEXT("said"), TEXT("what"), TEXT("kind"),
	    TEXT("owner_name"), INT("due_on"), TEXT("status"), INT("waits_for") }, NULL },
	{ "outcome_set", { "id" },
	  { INT("id"), TEXT("key"), TEXT("title"), TEXT("publisher"), TEXT("source"), TEXT("says"), INT("version") },
	  NULL },
	{ "outcome", { "id" },
	  { INT("id"), INT("outcome_set"), TEXT("key"), TEXT("part"), TEXT("name"), TEXT("says"), INT("position"),
	    INT("retired"), INT("version") }, NULL },
	{ "privacy_notice", { "version" },
	  { INT("version"), TEXT("words"), TEXT("made_by"), INT("made_at") }, NULL },
	{ "retention", { "kind" }, { TEXT("kind"), INT("months"), INT("version") }, NULL },
	{ "practice", { "id" },
	  { INT("id"), INT("framework"), TEXT("theme"), TEXT("team"), INT("practised_on"), TEXT("practised"),
	    TEXT("learned"), TEXT("will_try"), INT("try_by"), TEXT("came_of_it"), ACCOUNT("made_by"), INT("version") },
	  NULL },
	{ "file", { "id" },
	  { INT("id"), TEXT("name"), TEXT("type"), INT("bytes"), TEXT("digest"), INT("made_at") },
	  NOT_OF_A_JOB("file.partnership") "file.id)" },
	{ "file_chunk", { "file", "position" }, { INT("file"), INT("position"), BYTES("content") },
	  NOT_OF_A_JOB("file_chunk.partnership") "file_chunk.file)" },
	{ "evidence", { "id" },
	  { INT("id"), INT("round"), INT("participant"), TEXT("criterion"), TEXT("words"), TEXT("link"), INT("file"),
	    INT("given_at"), INT("may_show"), TEXT("decision"), TEXT("reason"), TEXT("reason_words"),
	    TEXT("decided_by"), INT("decided_at"), INT("version") }, NULL },
	{ "reference_document", { NULL }, { INT("file"), INT("version") }, NULL },
	/* The log last: it says what was done to all of the above. Its `account` is a number within the partnership already. */
	{ "event", { "number" },
	  { INT("number"), INT("at"), INT("account"), TEXT("kind"), TEXT("record"), INT("record_id"),
	    TEXT("payload_digest"), TEXT("previous"), TEXT("digest") }, NULL },
	{ "event_payload", { "number" }, { INT("number"), TEXT("salt"), TEXT("payload") }, NULL },
	{ "event_head", { NULL }, { INT("number"), TEXT("digest") }, NULL },
	/* Numbers of what stays behind are counted anew. */
	{ "counter", { "of_table" }, { TEXT("of_table"), INT("next") }, "of_table NOT IN ('job', 'invitation')" },
	{ 0 },
};

const struct takeout_left takeout_left[] = {
	{ "schema_step", "the manifest says which steps the database had" },
	{ "installation", "each Cairn has its own secret" },
	{ "account", "people.jsonl says who the members are" },
	{ "session", "a browser is signed in to one Cairn" },
	{ "invitation", "it lets somebody into the Cairn it was made in; there they are invited again" },
	{ "attempt", "tries are limited where they are made" },
	{ "job", "long work is done where it was asked for" },
	{ "job_file", "what came of it is made again when it is wanted" },
	{ "search_entry", "the search is made anew from the records" },
	{ "search_word", "the same" },
	{ "search_due", "the same" },
	{ 0 },
};
/* clang-format on */

const struct takeout_table *takeout_table_named(const char *name)
{
	for (const struct takeout_table *table = takeout_tables; table->name != NULL; table++) {
		if (text_equal(table->name, name))
			return table;
	}
	return NULL;
}

const struct takeout_column *takeout_column_named(const struct takeout_table *table, const char *name)
{
	for (const struct takeout_column *column = table->columns; column->name != NULL; column++) {
		if (text_equal(column->name, name))
			return column;
	}
	return NULL;
}

static enum value_kind kind_of(enum takeout_kind kind)
{
	switch (kind) {
	case TAKEOUT_TEXT:
		return VALUE_TEXT;
	case TAKEOUT_REAL:
		return VALUE_REAL;
	case TAKEOUT_BYTES:
		return VALUE_BLOB;
	case TAKEOUT_INT:
	case TAKEOUT_ACCOUNT:
	case TAKEOUT_LATER:
		break;
	}
	return VALUE_INT;
}

struct table takeout_as_table(struct arena *arena, const struct takeout_table *table, const char *const *names,
                              size_t count)
{
	struct table_column *columns = NEW_ARRAY(arena, struct table_column, TAKEOUT_COLUMNS);
	size_t len = 0;

	for (const struct takeout_column *column = table->columns; column->name != NULL; column++) {
		bool is_wanted = names == NULL;

		for (size_t i = 0; i < count && !is_wanted; i++)
			is_wanted = text_equal(names[i], column->name);
		if (is_wanted)
			columns[len++] = (struct table_column){ column->name, kind_of(column->kind) };
	}
	return (struct table){ .name = table->name,
		               .owner = table == takeout_tables ? "id" : "partnership",
		               .columns = columns,
		               .count = len,
		               .order = table->key,
		               .only = table->only };
}
