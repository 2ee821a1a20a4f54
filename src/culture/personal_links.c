/* Personal links of one group: made, shown once, replaced. See culture/links.h. */
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/random.h"
#include "base/text.h"
#include "culture/links.h"
#include "web/answer.h"

PAGE_TYPE(personal_links, PERSONAL_LINKS_PAGE);
PAGE_TYPE(made_links, MADE_LINKS_PAGE);
ROW_TYPE(made_link, MADE_LINK_FIELDS);

/* The form: a number of links, or for whom they are, one a line. */
#define LINKS_FORM_FIELDS(F, S)                                                                                        \
	F(S, INT, count, .label = "Number of links", .least = 1, .most = INVITES_AT_ONCE, .typed = true,               \
	  .hint = "From 1 to 200.")                                                                                    \
	F(S, TEXT, labels, .label = "Or write who each link is for, one a line", .max = 20000, .typed = true,          \
	  .lines = true,                                                                                               \
	  .hint = "Only you see this, it is never shown beside answers, and it is emptied when the round closes. At "  \
	          "most 200.")

ROW(links_form, LINKS_FORM_FIELDS);
ROW_TYPE(links_form, LINKS_FORM_FIELDS);

struct links_plan {
	int64_t round, people_group;
	int64_t replaces; /* 0: makes new ones */
	const char *once; /* the form's own secret */
	struct new_invites invites;
};

/* The group of the address in a round that takes answers. */
static const struct round_group *group_at(struct work *w, struct request *rq, const struct round **round)
{
	*round = links_round(w, rq);
	if (*round == NULL)
		return NULL;
	frame_crumb(w, rq, "Links to answer", round_part_url(w->arena, (*round)->id, "links"));
	return round_group_by(w, (*round)->id, path_id(rq, "group"));
}

static bool labelled_choices(struct work *w, const struct round_group *group, struct choices *choices, int64_t *others)
{
	LIST(struct invite) invites = { 0 };

	if (!invites_labelled(w, group->round, group->people_group, (struct list_any *)(void *)&invites, others))
		return false;
	for (size_t i = 0; i < invites.len; i++) {
		struct choice choice = { .value = text_format(w->arena, "%lld", (long long)invites.at[i].id),
			                 .label = invites.at[i].label };

		list_add(w->arena, choices, choice);
	}
	return true;
}

bool show_personal_links(struct work *w, struct request *rq)
{
	struct personal_links_page page = { .rq = rq };
	const struct round_group *group = group_at(w, rq, &page.round);

	if (group == NULL || !labelled_choices(w, group, &page.labelled, &page.of_others) ||
	    !invites_made(w, group->round, group->people_group, &page.made))
		return false;
	page.group = group->name;
	page.once = random_token(w->arena);
	page.form = form_of(w, rq, &links_form_record, NULL);
	page.action = round_group_url(w->arena, page.round->id, "links", group->people_group);
	page.back = round_part_url(w->arena, page.round->id, "links");
	rq->frame.title = text_format(w->arena, "Personal links: %s", group->name);
	return answer(w, rq, VIEW(personal_links, &page));
}

/* ------------------------------------------------------------------ making */

enum { TOKEN_CHARACTERS = 52, TOKEN_BITS_EACH = 5 };

/* The first 256 bits of a digest in hexadecimal as a token: five bits a character, as random_token writes them. */
static const char *token_of_digest(struct arena *arena, const char *digest)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567", hexadecimal[] = "0123456789abcdef";
	unsigned nibbles[65] = { 0 }; /* 64 and a spare, so that the last bit has its four neighbours */
	char token[TOKEN_CHARACTERS];

	for (size_t i = 0; i < 64; i++)
		nibbles[i] = (unsigned)(strchr(hexadecimal, digest[i]) - hexadecimal);
	for (size_t i = 0; i < TOKEN_CHARACTERS; i++) {
		size_t bit = i * TOKEN_BITS_EACH;
		unsigned pair = nibbles[bit / 4] << 4 | nibbles[bit / 4 + 1];

		token[i] = letters[pair >> (3 - bit % 4) & 31];
	}
	return text_copy_bytes(arena, token, TOKEN_CHARACTERS);
}

/*
 * The secret of the plan's next link. It comes out of the form's own secret, so that the same form sent twice brings
 * the same link, which the store refuses. A form without one gets a secret from the system.
 */
static const char *next_token(struct work *w, const struct links_plan *plan)
{
	const char *which = text_format(w->arena, "%lld %lld %lld %zu", (long long)plan->round,
	                                (long long)plan->people_group, (long long)plan->replaces, plan->invites.len);

	if (strlen(plan->once) != TOKEN_CHARACTERS)
		return random_token(w->arena);
	return token_of_digest(w->arena, hash_keyed(w->arena, plan->once, which));
}

static void add_invite(struct work *w, struct links_plan *plan, const char *label)
{
	struct new_invite invite = { .label = label, .token = next_token(w, plan) };

	list_add(w->arena, &plan->invites, invite);
}

/* One link a line that says something. */
static bool invites_of_labels(struct work *w, struct request *rq, const char *labels, struct links_plan *plan)
{
	size_t count;
	char **lines = text_split(w->arena, labels, '\n', &count);

	for (size_t i = 0; i < count; i++) {
		const char *label = text_squeeze(w->arena, lines[i]);

		if (text_is_empty(label))
			continue;
		if (text_characters(label) > INVITE_LABEL)
			return form_mistake(w, rq, "labels",
			                    "Shorten line %zu: each line can have %d characters at most.", i + 1,
			                    INVITE_LABEL);
		if (plan->invites.len == INVITES_AT_ONCE)
			return form_mistake(w, rq, "labels", "Write %d lines at most, and make the rest afterwards.",
			                    INVITES_AT_ONCE);
		add_invite(w, plan, label);
	}
	return true;
}

static bool new_links(struct work *w, struct request *rq, struct links_plan *plan)
{
	struct links_form form = { .labels = "" };

	if (!form_read(w, rq, &links_form_record, &form))
		return false;
	if (!text_is_empty(form.labels) && form.count != 0)
		return form_mistake(w, rq, "count", "Give a number of links, or write who they are for, but not both.");
	if (text_is_empty(form.labels) && form.count == 0)
		return form_mistake(w, rq, "count", "Give a number of links, or write who they are for.");
	for (int64_t i = 0; i < form.count; i++)
		add_invite(w, plan, "");
	return invites_of_labels(w, rq, form.labels, plan);
}

/* The label of the link that takes another's place: shown on the page that follows. */
static bool another_link(struct work *w, struct request *rq, const struct round_group *group, struct links_plan *plan)
{
	LIST(struct invite) invites = { 0 };
	int64_t wanted = 0, others;

	if (!invites_labelled(w, group->round, group->people_group, (struct list_any *)(void *)&invites, &others))
		return false;
	text_to_int(request_form(rq, "replace"), &wanted);
	for (size_t i = 0; i < invites.len; i++) {
		if (invites.at[i].id == wanted) {
			plan->replaces = wanted;
			add_invite(w, plan, invites.at[i].label);
			return true;
		}
	}
	return form_mistake(w, rq, "replace", "Choose whose link was lost.");
}

bool prepare_personal_links(struct work *w, struct request *rq)
{
	struct links_plan *plan = NEW(w->arena, struct links_plan);
	const struct round *round;
	const struct round_group *group = group_at(w, rq, &round);

	if (group == NULL)
		return false;
	plan->round = round->id;
	plan->people_group = group->people_group;
	plan->once = request_form(rq, "once");
	if (!(form_has(rq, "replace") ? another_link(w, rq, group, plan) : new_links(w, rq, plan)))
		return false;
	rq->plan = plan;
	rq->then = round_group_url(w->arena, round->id, "links", group->people_group);
	return true;
}

enum outcome change_personal_links(struct work *w, void *plan_given)
{
	const struct links_plan *plan = plan_given;
	bool done = plan->replaces == 0 ? invite_make(w, plan->round, plan->people_group, &plan->invites)
	                                : invite_replace(w, plan->round, plan->people_group, plan->replaces,
	                                                 plan->invites.at[0].token);

	return done ? CHANGED : REFUSED;
}

/* ------------------------------------------------------------------ shown once */

static const char *as_csv(struct work *w, const struct made_links_page *page)
{
	struct out out = { .arena = w->arena };

	csv_page(&out, &made_links_page_type, page);
	return out_html(&out).at;
}

static void show_made(struct work *w, const struct request *rq, const struct new_invites *invites,
                      struct made_links_page *page)
{
	for (size_t i = 0; i < invites->len; i++) {
		struct url url = url_to(w->arena, "/answer/:token", invites->at[i].token);
		struct made_link link = { .label = invites->at[i].label, .address = full_address(w->arena, rq, url) };

		list_add(w->arena, &page->links, link);
	}
	for (size_t i = 0; i < page->links.len; i++) {
		struct made_link_shown shown = { .link = &page->links.at[i],
			                         .id = text_format(w->arena, "link-%zu", i + 1),
			                         .name = page->links.at[i].label };

		if (text_is_empty(shown.name))
			shown.name = text_format(w->arena, "Link %zu", i + 1);
		list_add(w->arena, &page->shown, shown);
	}
}

bool after_personal_links(struct work *w, struct request *rq)
{
	const struct links_plan *plan = rq->plan;
	struct made_links_page page = { 0 };

	show_made(w, rq, &plan->invites, &page);
	page.heading = plan->replaces != 0 ? "The new link"
	                                   : text_format(w->arena, "%s, shown once",
	                                                 count_words(w->arena, count_of(plan->invites.len),
	                                                             "personal link", "personal links"));
	page.as_csv = as_csv(w, &page);
	page.more = rq->then;
	page.back = round_part_url(w->arena, plan->round, "links");
	rq->frame.title = page.heading;
	return answer(w, rq, VIEW(made_links, &page));
}
