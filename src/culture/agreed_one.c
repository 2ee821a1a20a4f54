/* What was agreed on one criterion, with its history. See culture/agreed.h. */
#include "base/text.h"
#include "base/url.h"
#include "culture/action_words.h"
#include "culture/agreed_parts.h"
#include "store/role.h"

/* Whoever follows their own link has no account: they are not told who recorded what, and see no links to pages of members. */
static bool is_member(const struct work *w)
{
	return role_may(w->role, MAY_READ);
}

static void add_dissents(struct work *w, struct agreed_one *part, const struct dissent_list *dissents)
{
	const struct dissent *dissent;

	for EACH(dissent, dissents) {
		struct dissent_row row = { "", "", dissent_who(dissent->who), dissent->words };

		if (dissent->until_version == 0)
			list_add(w->arena, &part->dissents, row);
	}
}

/* Words that were taken out of the release since are not there any more, and nothing is said of them. */
static void add_words(struct work *w, struct agreed_one *part, const struct released *released,
                      const struct word_places *places)
{
	for (size_t i = 0; i < places->len; i++) {
		for (size_t k = 0; k < released->words.len; k++) {
			const struct released_words *words = &released->words.at[k];

			if (words->position == places->at[i])
				list_add(w->arena, &part->words, ((struct agreed_words){ words->words, words->label }));
		}
	}
}

/* What stood until the version after it: who had recorded it is told to members. */
static struct agreed_before before_of(struct work *w, const struct pack *pack, const struct position *was,
                                      const struct position *next, const struct dissent_list *dissents, bool names)
{
	struct agreed_before before = { .position = position_words_of(pack, was),
		                        .reason = was->reason,
		                        .agreed_by = agreed_by_words(w->arena, was),
		                        .why = next->why };
	const struct dissent *dissent;

	before.changed = text_format(w->arena, "Changed on %s%s%s", date_text(w->arena, date_at(next->recorded_at)),
	                             names && *next->recorded_by != '\0' ? " by " : "", names ? next->recorded_by : "");
	for EACH(dissent, dissents) {
		if (dissent->until_version == next->version)
			list_add(w->arena, &before.withdrawn,
			         ((struct dissent_row){ "", "", dissent_who(dissent->who), dissent->words }));
	}
	return before;
}

static bool add_history(struct work *w, struct agreed_one *part, const struct pack *pack,
                        const struct position *position, const struct dissent_list *dissents)
{
	struct position_list before = { 0 };

	if (!positions_before(w, position, &before))
		return false;
	for (size_t i = 0; i < before.len; i++)
		list_add(w->arena, &part->history,
		         before_of(w, pack, &before.at[i], i == 0 ? position : &before.at[i - 1], dissents,
		                   is_member(w)));
	return true;
}

static bool add_actions(struct work *w, struct agreed_one *part, int64_t round, const char *criterion)
{
	struct action_lines all;

	if (!is_member(w))
		return true;
	if (!actions_all(w, &all))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		if (all.at[i].round == round && text_equal(all.at[i].criterion, criterion))
			list_add(w->arena, &part->actions, all.at[i]);
	}
	return true;
}

static bool fill_one(struct work *w, struct agreed_one *part, const struct pack *pack, const struct released *released,
                     const struct position *position)
{
	struct dissent_list dissents = { 0 };
	struct word_places places = { 0 };

	if (!dissents_of(w, position->id, &dissents) || !position_words(w, position->id, &places) ||
	    !add_history(w, part, pack, position, &dissents))
		return false;
	part->position = position_words_of(pack, position);
	part->reason = position->reason;
	part->agreed_by = agreed_by_words(w->arena, position);
	add_dissents(w, part, &dissents);
	add_words(w, part, released, &places);
	return true;
}

bool agreed_on_criterion(struct work *w, const struct pack *pack, const struct released *released,
                         const char *criterion, struct html *section)
{
	struct agreed_one part = { .may_plan = role_may(w->role, MAY_PLAN) };
	const struct position *position;
	struct out out = { .arena = w->arena };

	*section = (struct html){ 0 };
	part.talk = url_to(w->arena, "/culture/rounds/:id/talk/:criterion",
	                   text_format(w->arena, "%lld", (long long)released->round), criterion);
	part.act = action_new_url(w->arena, released->round, criterion, false);
	if (!position_of(w, released->round, criterion, &position) ||
	    (position != NULL && !fill_one(w, &part, pack, released, position)) ||
	    !add_actions(w, &part, released->round, criterion))
		return false;
	if (position == NULL && part.actions.len == 0 && !part.may_plan)
		return true;
	view_agreed_one(&out, &part);
	*section = out_html(&out);
	return true;
}
