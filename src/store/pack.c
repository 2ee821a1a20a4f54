#include "store/pack.h"

#include <string.h>

#include "base/text.h"
#include "store/pack_reading.h"

static const char *const none[] = { NULL };

static const struct text_rule pack_rules[] = {
	{ TEXT_OF(struct pack, key, "key", "the key", 40), .required = true, .is_key = true },
	{ TEXT_OF(struct pack, title, "title", "the title", 200), .required = true },
	{ TEXT_OF(struct pack, publisher, "publisher", "the publisher", 200), .required = true },
	{ TEXT_OF(struct pack, credit, "credit", "the credit", 1000), .required = true },
	{ TEXT_OF(struct pack, note, "note", "the note", 2000) },
	{ TEXT_OF(struct pack, stem, "stem", "the stem", 200) },
	{ 0 },
};

static const struct text_rule licence_rules[] = {
	{ TEXT_OF(struct pack, licence_name, "name", "the licence's name", 200), .required = true },
	{ TEXT_OF(struct pack, licence_says, "says", "what the licence says", 2000) },
	{ TEXT_OF(struct pack, licence_address, "address", "the licence's address", 400) },
	{ TEXT_OF(struct pack, licence_mark, "mark", "the licence's mark", 64), .is_key = true },
	{ 0 },
};

static const struct text_rule source_rules[] = {
	{ TEXT_OF(struct pack, source_address, "address", "the source's address", 400) },
	{ TEXT_OF(struct pack, source_end, "ends", "the end of the source", 100) },
	{ 0 },
};

static const struct text_rule theme_rules[] = {
	{ TEXT_OF(struct pack_theme, key, "key", "the key", 40), .required = true, .is_key = true },
	{ TEXT_OF(struct pack_theme, name, "name", "the name", 120), .required = true },
	{ TEXT_OF(struct pack_theme, colour, "colour", "the colour", 20) },
	{ 0 },
};

static const struct text_rule criterion_rules[] = {
	{ TEXT_OF(struct pack_criterion, key, "key", "the key", 80), .required = true, .is_key = true },
	{ TEXT_OF(struct pack_criterion, name, "name", "the name", 120), .required = true },
	{ TEXT_OF(struct pack_criterion, question, "question", "the question", 200), .required = true },
	{ TEXT_OF(struct pack_criterion, think, "think", "the prompt to think of", 300) },
	{ 0 },
};

static const struct text_rule statement_rules[] = {
	{ TEXT_OF(struct pack_statement, id, "id", "the id", 100), .required = true, .is_key = true },
	{ TEXT_OF(struct pack_statement, label, "label", "the label", 120), .required = true },
	{ TEXT_OF(struct pack_statement, mark, "mark", "the mark", 64), .is_key = true },
	{ 0 },
};

static void read_statements(struct reading *reading, const char *where, const json_t *object, struct pack *pack,
                            struct pack_criterion *criterion)
{
	size_t count = reading_count(reading, where, object, "statements", "the statements", PACK_STATEMENTS, true);

	for (size_t i = 0; i < count; i++) {
		const char *place = text_format(reading->arena, "%s, statement %zu", where, i + 1);
		const json_t *value = json_array_get(json_object_get(object, "statements"), i);
		const json_t *statement = reading_object(reading, place, value);
		struct pack_statement *read = list_new(reading->arena, &criterion->statements);

		*read = (struct pack_statement){ "", "", "", (int64_t)i + 1 };
		if (statement != NULL)
			reading_texts(reading, place, statement, statement_rules, none, read);
	}
	pack->statements += (int64_t)count;
}

static void read_criterion(struct reading *reading, const char *where, const json_t *value, struct pack *pack,
                           struct pack_criterion *criterion)
{
	static const char *const others[] = { "look_for", "asked_of", "minutes", "positions", "statements", NULL };
	const json_t *object = reading_object(reading, where, value);

	criterion->number = ++pack->criteria;
	criterion->key = criterion->name = criterion->question = criterion->think = "";
	if (object == NULL)
		return;
	reading_texts(reading, where, object, criterion_rules, others, criterion);
	criterion->look_for = reading_list(reading, where, object, "look_for", "the things to look for", 8, 200);
	criterion->asked_of = reading_list(reading, where, object, "asked_of", "the voices asked", 20, 40);
	criterion->minutes = reading_number(reading, where, object, "minutes", "the minutes", 1, 60, 2);
	pack_read_positions(reading, where, object, pack, criterion);
	read_statements(reading, where, object, pack, criterion);
}

static bool is_colour(const char *word)
{
	static const char *const colours[] = { "", "culture", "analyse", "plan", "deliver", "review", NULL };

	for (const char *const *colour = colours; *colour != NULL; colour++) {
		if (text_equal(word, *colour))
			return true;
	}
	return false;
}

static void read_theme(struct reading *reading, const char *where, const json_t *value, struct pack *pack,
                       struct pack_theme *theme)
{
	static const char *const others[] = { "criteria", "workshop", NULL };
	const json_t *object = reading_object(reading, where, value);
	size_t count;

	theme->key = theme->name = theme->colour = "";
	if (object == NULL)
		return;
	reading_texts(reading, where, object, theme_rules, others, theme);
	if (!is_colour(theme->colour))
		reading_problem(reading, where,
		                "the colour must be culture, analyse, plan, deliver or review, or be left out.");
	theme->workshop = pack_read_workshop(reading, where, object);
	count = reading_count(reading, where, object, "criteria", "the criteria", PACK_CRITERIA, false);
	for (size_t i = 0; i < count; i++) {
		const char *place = text_format(reading->arena, "%s, criterion %zu", where, i + 1);
		struct pack_criterion *criterion = list_new(reading->arena, &theme->criteria);

		criterion->theme_name = theme->name;
		criterion->theme_colour = theme->colour;
		read_criterion(reading, place, json_array_get(json_object_get(object, "criteria"), i), pack, criterion);
	}
}

static void read_themes(struct reading *reading, const json_t *root, struct pack *pack)
{
	size_t count = reading_count(reading, "The pack", root, "themes", "the themes", PACK_THEMES, false);

	for (size_t i = 0; i < count; i++) {
		const char *where = text_format(reading->arena, "Theme %zu", i + 1);
		struct pack_theme *theme = list_new(reading->arena, &pack->themes);

		read_theme(reading, where, json_array_get(json_object_get(root, "themes"), i), pack, theme);
	}
	if (pack->criteria > PACK_CRITERIA)
		reading_problem(reading, "The pack", "it has %lld criteria. The most that Cairn takes is %d.",
		                (long long)pack->criteria, PACK_CRITERIA);
	if (pack->statements > PACK_STATEMENTS)
		reading_problem(reading, "The pack", "it has %lld statements. The most that Cairn takes is %d.",
		                (long long)pack->statements, PACK_STATEMENTS);
}

/* Parts of the top that are objects of their own. An absent one is told by the texts it should have held. */
static void read_about(struct reading *reading, const json_t *root, struct pack *pack)
{
	const json_t *licence = json_object_get(root, "licence");
	const json_t *source = json_object_get(root, "source");

	pack->licence_name = pack->licence_says = pack->licence_address = pack->licence_mark = "";
	pack->source_address = pack->source_end = "";
	if (reading_object(reading, "The licence", licence) != NULL)
		reading_texts(reading, "The licence", licence, licence_rules, none, pack);
	if (source != NULL && reading_object(reading, "The source", source) != NULL)
		reading_texts(reading, "The source", source, source_rules, none, pack);
}

/* Words that stand in addresses where a criterion's key would. */
static bool is_taken_word(const char *key)
{
	return text_equal(key, "finish") || text_equal(key, "results") || text_equal(key, "words");
}

/* A statement is known by its criterion's key, a full stop and its own part: so it can be told whose it is without the pack. */
static void check_statement(struct reading *reading, const struct pack *pack, const struct pack_criterion *criterion,
                            const struct pack_statement *statement)
{
	if (*statement->id == '\0' || *criterion->key == '\0')
		return;
	if (pack_statement(pack, statement->id) != statement)
		reading_problem(reading, "The pack", "two statements have the id \"%s\".", statement->id);
	if (!text_starts(statement->id, text_format(reading->arena, "%s.", criterion->key)) ||
	    strchr(statement->id + strlen(criterion->key) + 1, '.') != NULL)
		reading_problem(reading, "The pack",
		                "the statement \"%s\" must be called \"%s.\" and a number or word.", statement->id,
		                criterion->key);
}

static void check_keys(struct reading *reading, const struct pack *pack)
{
	const struct pack_theme *theme;
	const struct pack_criterion *criterion;
	const struct pack_statement *statement;

	for EACH(theme, &pack->themes) {
		if (*theme->key != '\0' && pack_theme(pack, theme->key) != theme)
			reading_problem(reading, "The pack", "two themes have the key \"%s\".", theme->key);
		for EACH(criterion, &theme->criteria) {
			if (*criterion->key != '\0' && pack_criterion(pack, criterion->key) != criterion)
				reading_problem(reading, "The pack", "two criteria have the key \"%s\".",
				                criterion->key);
			if (is_taken_word(criterion->key))
				reading_problem(reading, "The pack", "a criterion cannot have the key \"%s\".",
				                criterion->key);
			for EACH(statement, &criterion->statements)
				check_statement(reading, pack, criterion, statement);
		}
	}
}

static struct pack *read_pack(struct reading *reading, const json_t *root)
{
	static const char *const others[] = { "licence", "source", "links", "line", "themes", NULL };
	struct pack *pack = NEW(reading->arena, struct pack);

	if (reading_object(reading, "The pack", root) == NULL)
		return NULL;
	reading_texts(reading, "The pack", root, pack_rules, others, pack);
	read_about(reading, root, pack);
	pack_read_links(reading, root, pack);
	pack_read_line(reading, root, pack);
	read_themes(reading, root, pack);
	/* With too many of something the lists are not worth comparing: it would only take long. */
	if (pack->statements <= PACK_STATEMENTS && pack->criteria <= PACK_CRITERIA)
		check_keys(reading, pack);
	return pack;
}

static bool tell(struct arena *arena, struct fault *fault, const struct reading *reading)
{
	const char *first = reading->problems->at[0];

	if (reading->wrong == 1)
		return fault_set(arena, fault, FAULT_BAD_INPUT, "This framework file has a problem. %s", first);
	return fault_set(arena, fault, FAULT_BAD_INPUT, "This framework file has %zu problems. The first: %s",
	                 reading->wrong, first);
}

struct pack *pack_read(struct arena *arena, struct fault *fault, const char *json, size_t len,
                       struct pack_texts *problems)
{
	struct pack_texts unheard = { 0 };
	struct reading reading = { arena, problems == NULL ? &unheard : problems, 0 };
	struct pack *pack = NULL;
	json_error_t error;
	json_t *root;

	if (len > PACK_BYTES) {
		fault_set(arena, fault, FAULT_TOO_LARGE, "A framework file may be at most 1 MB.");
		return NULL;
	}
	root = json_loadb(len == 0 ? "" : json, len, JSON_REJECT_DUPLICATES, &error);
	if (root == NULL)
		reading_problem(&reading, "The file", "it is not good JSON. Line %d, column %d%s%s.", error.line,
		                error.column, text_is_clean(error.text, strlen(error.text)) ? ": " : "",
		                text_is_clean(error.text, strlen(error.text)) ? error.text : "");
	else
		pack = read_pack(&reading, root);
	json_decref(root);
	if (reading.wrong == 0)
		return pack;
	tell(arena, fault, &reading);
	return NULL;
}
