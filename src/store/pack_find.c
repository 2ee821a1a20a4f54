/* Finding things in a pack by their keys. Packs are small: a walk is quick enough. */
#include "base/text.h"
#include "store/pack.h"

const struct pack_theme *pack_theme(const struct pack *pack, const char *key)
{
	const struct pack_theme *theme;

	for EACH(theme, &pack->themes) {
		if (text_equal(theme->key, key))
			return theme;
	}
	return NULL;
}

const struct pack_criterion *pack_criterion(const struct pack *pack, const char *key)
{
	const struct pack_theme *theme;
	const struct pack_criterion *criterion;

	for EACH(theme, &pack->themes) {
		for EACH(criterion, &theme->criteria) {
			if (text_equal(criterion->key, key))
				return criterion;
		}
	}
	return NULL;
}

const struct pack_statement *pack_statement(const struct pack *pack, const char *id)
{
	const struct pack_theme *theme;
	const struct pack_criterion *criterion;
	const struct pack_statement *statement;

	for EACH(theme, &pack->themes) {
		for EACH(criterion, &theme->criteria) {
			for EACH(statement, &criterion->statements) {
				if (text_equal(statement->id, id))
					return statement;
			}
		}
	}
	return NULL;
}

bool pack_asks(const struct pack_criterion *criterion, const char *voice)
{
	for (size_t i = 0; i < criterion->asked_of.len; i++) {
		if (text_equal(criterion->asked_of.at[i], voice))
			return true;
	}
	return criterion->asked_of.len == 0;
}
