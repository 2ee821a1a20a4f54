/* What the search finds of a framework: itself, its criteria, its statements. */
#include "base/text.h"
#include "store/framework.h"
#include "store/search_records.h"

/* A framework while its parts are put: what all of them share. */
struct putting {
	struct work *w;
	const struct framework *framework;
	struct framework_wording wording;
	struct moment at;
};

static bool put_part(const struct putting *putting, enum search_record record, int64_t part, const char *key,
                     const char *title, const char *said, const char *place)
{
	return search_put(putting->w, &(struct search_entry){ .record = record,
	                                                      .record_id = putting->framework->id,
	                                                      .part = part,
	                                                      .key = key,
	                                                      .title = title,
	                                                      .said = said,
	                                                      .place = place,
	                                                      .may = MAY_READ,
	                                                      .at = putting->at });
}

/* Our topic label is its title, the official sentence, where it is there, its text. */
static bool put_statement(const struct putting *putting, const struct pack_criterion *criterion, const char *key,
                          const struct pack_statement *statement)
{
	struct arena *arena = putting->w->arena;
	const char *said = statement_said(&putting->wording, statement);

	return put_part(putting, SEARCH_STATEMENT, criterion->number * PACK_STATEMENTS + statement->number, key,
	                statement->label, said == statement->label ? "" : said,
	                text_format(arena, "%s, %s", criterion->name, putting->framework->title));
}

/* The question, what to think of and what to look for. */
static const char *criterion_says(struct arena *arena, const struct pack_criterion *criterion)
{
	const char *says = text_format(arena, "%s %s", criterion->question, criterion->think);

	for (size_t i = 0; i < criterion->look_for.len; i++)
		says = text_format(arena, "%s %s.", says, criterion->look_for.at[i]);
	return text_squeeze(arena, says);
}

static bool put_criterion(const struct putting *putting, const struct pack_criterion *criterion)
{
	struct arena *arena = putting->w->arena;
	const char *key = text_format(arena, "%s/%s", putting->framework->key, criterion->key);
	const struct pack_statement *statement;

	if (!put_part(putting, SEARCH_CRITERION, criterion->number, key, criterion->name,
	              criterion_says(arena, criterion), putting->framework->title))
		return false;
	for EACH(statement, &criterion->statements) {
		if (!put_statement(putting, criterion, key, statement))
			return false;
	}
	return true;
}

static bool put_pack(const struct putting *putting, const struct pack *pack)
{
	const struct pack_theme *theme;
	const struct pack_criterion *criterion;

	if (!put_part(putting, SEARCH_FRAMEWORK, 0, putting->framework->key, putting->framework->title, "",
	              pack->publisher))
		return false;
	for EACH(theme, &pack->themes) {
		for EACH(criterion, &theme->criteria) {
			if (!put_criterion(putting, criterion))
				return false;
		}
	}
	return true;
}

/* What an earlier version had may be gone in this one. */
static bool drop_framework(struct work *w, int64_t id)
{
	return search_drop(w, SEARCH_FRAMEWORK, id, SEARCH_ALL_PARTS) &&
	       search_drop(w, SEARCH_CRITERION, id, SEARCH_ALL_PARTS) &&
	       search_drop(w, SEARCH_STATEMENT, id, SEARCH_ALL_PARTS);
}

bool search_framework(struct work *w, int64_t id)
{
	struct putting putting = { .w = w };
	const struct framework_version *version;
	const struct pack *pack;
	int64_t held = db_run(w, "UPDATE framework SET version = version WHERE partnership = $1 AND id = $2",
	                      V(w->partnership), V(id));

	if (held < 0 || !drop_framework(w, id))
		return false;
	if (held == 0)
		return true;
	putting.framework = framework_by_id(w, id);
	if (putting.framework == NULL)
		return false;
	version = framework_version_by_id(w, putting.framework->current);
	pack = pack_of_version(w, putting.framework->current);
	if (version == NULL || pack == NULL || !framework_wording(w, id, &putting.wording))
		return false;
	putting.at = version->loaded_at;
	return put_pack(&putting, pack);
}
