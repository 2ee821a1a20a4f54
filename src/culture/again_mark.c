/* The marks on what was copied, and what a round's page says of the round it was started from. See culture/again.h. */
#include "base/text.h"
#include "culture/again.h"
#include "culture/round.h"
#include "culture/round_words.h"
#include "store/framework.h"
#include "store/round_setup.h"

#define EARLIER_MOST 3

ROW_TYPE(copied_field, COPIED_FIELDS);

bool purpose_mark(struct work *w, int64_t round, struct copied_mark *mark)
{
	struct purpose_copied copied;

	*mark = (struct copied_mark){ .from = "" };
	if (!round_purpose_copied(w, round, &copied))
		return false;
	if (copied.from != 0)
		*mark = (struct copied_mark){ copied.title, round_url(w->arena, copied.from) };
	return true;
}

bool purpose_mark_of_link(struct work *w, int64_t round, struct copied_mark *mark)
{
	if (!purpose_mark(w, round, mark))
		return false;
	mark->url = (struct url){ 0 };
	return true;
}

/* ------------------------------------------------------------------ what is still as it was */

static void add_field(struct work *w, struct again_part *part, const char *field, bool is_same)
{
	list_add(w->arena, &part->copied, ((struct copied_field){ field, is_same }));
}

static const char *names_of(struct work *w, const struct copied_fields *copied, bool is_same)
{
	struct pack_texts names = { 0 };

	for (size_t i = 0; i < copied->len; i++) {
		if (copied->at[i].is_as_copied == is_same)
			list_add(w->arena, &names, copied->at[i].field);
	}
	return texts_joined(w->arena, &names);
}

static void list_fields(struct work *w, const struct round_same *same, struct again_part *part)
{
	add_field(w, part, "purpose", same->purpose);
	add_field(w, part, "depth", same->depth);
	add_field(w, part, "questions", same->criteria);
	add_field(w, part, "groups and what they are asked", same->groups);
	add_field(w, part, "smallest group shown on its own", same->threshold);
	add_field(w, part, "who sees the results", same->shown_to);
	part->same = names_of(w, &part->copied, true);
	part->changed = names_of(w, &part->copied, false);
}

/* ------------------------------------------------------------------ what became different */

static struct pack_texts without(struct arena *arena, const struct pack_texts *texts, const struct pack_texts *known)
{
	struct pack_texts left = { 0 };

	for (size_t i = 0; i < texts->len; i++) {
		if (!texts_hold(known, texts->at[i]))
			list_add(arena, &left, texts->at[i]);
	}
	return left;
}

/* Whoever was taken in meanwhile needs no mention. */
static bool leave_out_what_is_asked(struct work *w, const struct round *round, const struct pack *pack,
                                    struct round_since *since)
{
	struct pack_texts keys = { 0 }, criteria = { 0 }, groups = { 0 };
	struct round_group_lines lines;

	if (!round_criteria(w, round->id, &keys) || !round_group_lines(w, round->id, &lines))
		return false;
	for (size_t i = 0; i < keys.len; i++) {
		const struct pack_criterion *criterion = pack_criterion(pack, keys.at[i]);

		if (criterion != NULL)
			list_add(w->arena, &criteria, criterion->name);
	}
	for (size_t i = 0; i < lines.len; i++)
		list_add(w->arena, &groups, lines.at[i].name);
	since->added = without(w->arena, &since->added, &criteria);
	since->groups_new = without(w->arena, &since->groups_new, &groups);
	return true;
}

static bool say_what_is_new(struct work *w, const struct round *round, const struct round *from,
                            struct again_part *part)
{
	const struct pack *then = pack_of_version(w, from->framework_version);
	const struct pack *now = pack_of_version(w, round->framework_version);
	struct round_since since;

	if (then == NULL || now == NULL || !round_since(w, from, then, now, &since) ||
	    !leave_out_what_is_asked(w, round, now, &since))
		return false;
	part->since = since_sentences(w->arena, &since);
	return true;
}

/* ------------------------------------------------------------------ on the round's page */

bool again_part(struct work *w, const struct round *round, struct again_part *part)
{
	const struct round *from;
	struct round_same same;

	*part = (struct again_part){ .from = round->copied_from, .title = "", .mark = { .from = "" } };
	if (round->copied_from == 0)
		return true;
	from = round_by_id(w, round->copied_from);
	if (from == NULL || !round_still_same(w, round, from, &same) || !purpose_mark(w, round->id, &part->mark))
		return false;
	part->title = from->title;
	part->url = round_url(w->arena, from->id);
	list_fields(w, &same, part);
	return !text_equal(round->state, "draft") || say_what_is_new(w, round, from, part);
}

bool again_next(struct work *w, const struct round *round, const struct again_part *part, struct next_block *next)
{
	if (text_is_empty(part->mark.from))
		return false;
	*next = (struct next_block){
		.heading = "Next: say why you ask this time",
		.why = text_format(w->arena,
		                   "The purpose is still word for word that of %s. What came of the last answers, and "
		                   "what do you want to know now?",
		                   part->title),
		.button = "Look at the purpose",
		.url = round_part_url(w->arena, round->id, "purpose"),
		.other = "Open the round as it is",
		.other_url = round_part_url(w->arena, round->id, "open"),
	};
	return true;
}

/* ------------------------------------------------------------------ other rounds */

bool compare_link(struct work *w, const struct round *round, struct url *link)
{
	bool has_other;

	if (!round_has_other_closed(w, round->id, &has_other))
		return false;
	*link = has_other ? round_part_url(w->arena, round->id, "compare") : (struct url){ 0 };
	return true;
}

bool earlier_rounds(struct work *w, struct earlier_rounds *rounds)
{
	LIST(struct closed_round) closed = { 0 };

	if (!rounds_closed(w, 0, (struct list_any *)(void *)&closed))
		return false;
	for (size_t i = 0; i < closed.len && i < EARLIER_MOST; i++)
		list_add(w->arena, rounds,
		         ((struct earlier_round){ .title = closed.at[i].title,
		                                  .when = date_text(w->arena, date_at(closed.at[i].closed_at)),
		                                  .url = round_part_url(w->arena, closed.at[i].id, "again") }));
	return true;
}
