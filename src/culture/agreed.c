#include "culture/agreed.h"

#include "base/text.h"
#include "culture/round_words.h"

ROW_TYPE(agreed, AGREED_FIELDS);
ROW_TYPE(dissent_row, DISSENT_ROW_FIELDS);

/* ------------------------------------------------------------------ in words */

const char *position_words_of(const struct pack *pack, const struct position *position)
{
	const struct pack_criterion *criterion = pack_criterion(pack, position->criterion);

	if (text_equal(position->outcome, "differ"))
		return "We do not agree on a position";
	if (position->placed < 1 || position->placed > PACK_POSITIONS || criterion == NULL ||
	    criterion->positions.len < (size_t)position->placed)
		return "We agree";
	return criterion->positions.at[position->placed - 1].name;
}

const char *agreed_by_words(struct arena *arena, const struct position *position)
{
	const char *people =
		position->people == 0
			? ""
			: text_format(arena, " (%s)", count_words(arena, position->people, "person", "people"));

	return text_format(arena, "Agreed on %s by those in the room%s.", date_text(arena, position->agreed_on),
	                   people);
}

const char *dissent_who(const char *who)
{
	return text_is_empty(who) ? "Somebody in the room" : who;
}

static const char *have(int64_t count, const char *one, const char *many)
{
	return count == 1 ? one : many;
}

const char *action_counts_words(struct arena *arena, const struct action_counts *counts)
{
	const char *lapsed = counts->lapsed == 0
	                             ? ""
	                             : text_format(arena, "; %s %s lapsed", text_of_count(arena, counts->lapsed),
	                                           have(counts->lapsed, "has", "have"));

	if (counts->strengths + counts->developments == 0)
		return "";
	return text_format(arena, "%s %s on a strength, %s %s an area for development%s.",
	                   text_of_count(arena, counts->strengths), have(counts->strengths, "builds", "build"),
	                   text_of_count(arena, counts->developments), have(counts->developments, "answers", "answer"),
	                   lapsed);
}

/* ------------------------------------------------------------------ rows */

struct agreed agreed_row(const struct pack *pack, const struct position *position, const struct dissent_list *dissents)
{
	const struct pack_criterion *criterion = pack_criterion(pack, position->criterion);
	struct agreed row = { .criterion = position->criterion,
		              .name = criterion == NULL ? "" : criterion->name,
		              .outcome = position->outcome,
		              .position = position_words_of(pack, position),
		              .reason = position->reason,
		              .agreed_on = position->agreed_on };
	const struct dissent *dissent;

	if (position->placed > 0)
		row.placed = figure_of_count(position->placed);
	if (position->people > 0)
		row.people = figure_of_count(position->people);
	for EACH(dissent, dissents)
		row.dissents += dissent->position == position->id && dissent->until_version == 0;
	return row;
}

static void add_dissent_rows(struct work *w, const struct agreed *row, const struct position *position,
                             const struct dissent_list *all, struct dissent_rows *rows)
{
	const struct dissent *dissent;

	for EACH(dissent, all) {
		if (dissent->position == position->id && dissent->until_version == 0)
			list_add(w->arena, rows,
			         ((struct dissent_row){ row->criterion, row->name, dissent_who(dissent->who),
			                                dissent->words }));
	}
}

bool agreed_rows_on(struct work *w, const struct pack *pack, int64_t round, const char *criterion,
                    struct agreed_list *agreed, struct dissent_rows *dissents)
{
	struct dissent_list all = { 0 };
	const struct position *position;
	struct agreed row;

	if (!position_of(w, round, criterion, &position))
		return false;
	if (position == NULL)
		return true;
	if (!dissents_of(w, position->id, &all))
		return false;
	row = agreed_row(pack, position, &all);
	list_add(w->arena, agreed, row);
	add_dissent_rows(w, &row, position, &all, dissents);
	return true;
}

bool agreed_rows(struct work *w, const struct pack *pack, int64_t round, struct agreed_list *agreed,
                 struct dissent_rows *dissents)
{
	struct position_list positions = { 0 };
	struct dissent_list all = { 0 };

	if (!positions_of_round(w, round, &positions) || !dissents_of_round(w, round, &all))
		return false;
	for (size_t i = 0; i < positions.len; i++) {
		struct agreed row = agreed_row(pack, &positions.at[i], &all);

		list_add(w->arena, agreed, row);
		add_dissent_rows(w, &row, &positions.at[i], &all, dissents);
	}
	return true;
}
