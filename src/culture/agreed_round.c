/* What was agreed of a whole round: beside its results, and on its own page. See culture/agreed.h. */
#include "base/text.h"
#include "base/url.h"
#include "culture/agreed_parts.h"
#include "culture/round_words.h"
#include "store/role.h"

static bool count_actions(struct work *w, int64_t round, const char **words)
{
	struct action_lines all;
	struct action_counts counts;

	if (!actions_all(w, &all))
		return false;
	counts = action_counts(&all, round);
	*words = action_counts_words(w->arena, &counts);
	return true;
}

static struct url actions_url(struct work *w, int64_t round)
{
	return url_with(w->arena,
	                url_with(w->arena, url_to(w->arena, "/culture/actions"), "round",
	                         text_format(w->arena, "%lld", (long long)round)),
	                "show", "all");
}

/* Whoever follows their own link has no account: they see the same, without links to pages of members. */
static bool is_member(const struct work *w)
{
	return role_may(w->role, MAY_READ);
}

static void add_items(struct work *w, struct agreed_round *part, const char *base)
{
	for (size_t i = 0; i < part->rows.len; i++) {
		const struct agreed *row = &part->rows.at[i];
		struct agreed_item item = { .row = row };

		item.url = (struct url){ text_format(w->arena, "%s%s", base,
			                             url_to(w->arena, "/:key", row->criterion).at) };
		if (row->dissents > 0)
			item.dissents = text_format(w->arena, "%s it differently.",
			                            count_words(w->arena, row->dissents, "sees", "see"));
		list_add(w->arena, &part->items, item);
	}
}

bool agreed_in_results(struct work *w, const struct pack *pack, int64_t round, const char *base, struct html *section)
{
	struct agreed_round part = { .is_member = is_member(w), .may_plan = role_may(w->role, MAY_PLAN) };
	struct dissent_rows dissents = { 0 };
	struct out out = { .arena = w->arena };

	*section = (struct html){ 0 };
	if (!agreed_rows(w, pack, round, &part.rows, &dissents) || !count_actions(w, round, &part.counts))
		return false;
	if (part.rows.len == 0 && *part.counts == '\0' && !part.may_plan)
		return true;
	add_items(w, &part, base);
	part.talk = url_id(w->arena, "/culture/rounds/:id/talk", round);
	part.actions = actions_url(w, round);
	view_agreed_round(&out, &part);
	*section = out_html(&out);
	return true;
}

bool agreed_in_round(struct work *w, int64_t round, struct html *section)
{
	struct position_list positions = { 0 };
	struct agreed_doors part = { .may_plan = role_may(w->role, MAY_PLAN) };
	struct out out = { .arena = w->arena };
	const char *counts;

	if (!positions_of_round(w, round, &positions) || !count_actions(w, round, &counts))
		return false;
	part.positions =
		positions.len == 0
			? "Nothing is agreed yet about what people said."
			: text_format(w->arena, "%s agreed, with reasons and dissent.",
	                              count_words(w->arena, count_of(positions.len), "position is", "positions are"));
	part.counts = *counts == '\0' ? "No action has come of it yet." : counts;
	part.talk = url_id(w->arena, "/culture/rounds/:id/talk", round);
	part.summary = url_id(w->arena, "/culture/rounds/:id/talk/summary", round);
	part.actions = actions_url(w, round);
	part.has_positions = positions.len > 0;
	part.has_actions = *counts != '\0';
	view_agreed_doors(&out, &part);
	*section = out_html(&out);
	return true;
}
