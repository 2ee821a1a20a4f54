#include "culture/talk_proposal.h"

#include "base/text.h"
#include "culture/findings.h"

#define MINUTES_APART    20
#define MINUTES_LOWEST   15
#define MINUTES_STRENGTH 10
#define MINUTES_USUAL    15
#define MOST_PROPOSED    5 /* where words are all there is */

const struct proposal *proposal_of(const struct proposals *proposals, const char *criterion)
{
	const struct proposal *proposal;

	for EACH(proposal, proposals) {
		if (text_equal(proposal->criterion->key, criterion))
			return proposal;
	}
	return NULL;
}

static void propose(struct arena *arena, struct proposals *proposals, const struct pack_criterion *criterion,
                    const char *why, int64_t minutes)
{
	if (criterion != NULL && proposal_of(proposals, criterion->key) == NULL)
		list_add(arena, proposals, ((struct proposal){ criterion, why, minutes, true }));
}

/* ------------------------------------------------------------------ by what was rated */

static void propose_found(struct arena *arena, struct proposals *proposals, const struct pack *pack,
                          const struct finding_list *list, const char *why, int64_t minutes)
{
	for (size_t i = 0; i < list->len; i++) {
		const struct finding *finding = &list->at[i];

		propose(arena, proposals, pack_criterion(pack, finding->criterion),
		        text_format(arena, "%s: %s", why, finding->sentence), minutes);
	}
}

/* ------------------------------------------------------------------ by what was said */

/* People whose wish for something better is shown, with or without the name of their voice. */
static int64_t wishes_about(const struct released *released, const char *criterion)
{
	int64_t people = 0;

	for (size_t i = 0; i < released->said.len; i++) {
		const struct released_said *said = &released->said.at[i];

		if (text_equal(said->criterion, criterion) && said->developments.state == FIGURE_SHOWN)
			people += (int64_t)said->developments.value;
	}
	return people;
}

/* The one most people would have better that is not proposed yet; null when nobody said anything of those left. */
static const struct pack_criterion *most_wished(const struct proposals *proposals, const struct pack *pack,
                                                const struct released *released, const struct pack_texts *asked,
                                                int64_t *people)
{
	const struct pack_criterion *most = NULL;

	*people = 0;
	for (size_t i = 0; i < asked->len; i++) {
		int64_t wishes = wishes_about(released, asked->at[i]);

		if (wishes <= *people || proposal_of(proposals, asked->at[i]) != NULL)
			continue;
		most = pack_criterion(pack, asked->at[i]);
		*people = wishes;
	}
	return most;
}

static void propose_wished(struct arena *arena, struct proposals *proposals, const struct pack *pack,
                           const struct released *released, const struct pack_texts *asked)
{
	const struct pack_criterion *most;
	int64_t people;

	while (proposals->len < MOST_PROPOSED &&
	       (most = most_wished(proposals, pack, released, asked, &people)) != NULL)
		propose(arena, proposals, most,
		        text_format(arena, "%s said what would make it better.",
		                    people == 1 ? "One person"
		                                : text_format(arena, "%s people", text_of_count(arena, people))),
		        MINUTES_USUAL);
}

/* ------------------------------------------------------------------ all of it */

static void add_the_others(struct arena *arena, struct proposals *proposals, const struct pack *pack,
                           const struct pack_texts *asked)
{
	for (size_t i = 0; i < asked->len; i++) {
		const struct pack_criterion *criterion = pack_criterion(pack, asked->at[i]);

		if (criterion != NULL && proposal_of(proposals, criterion->key) == NULL)
			list_add(arena, proposals, ((struct proposal){ criterion, "", MINUTES_USUAL, false }));
	}
}

struct proposals talk_proposals(struct arena *arena, const struct pack *pack, const struct released *released,
                                const struct pack_texts *asked, bool is_conversation)
{
	struct proposals proposals = { 0 };

	if (is_conversation) {
		propose_wished(arena, &proposals, pack, released, asked);
	} else {
		struct findings findings = findings_of(arena, pack, released);

		propose_found(arena, &proposals, pack, &findings.disagreements, "Furthest apart", MINUTES_APART);
		propose_found(arena, &proposals, pack, &findings.lowest, "Lowest placed", MINUTES_LOWEST);
		propose_found(arena, &proposals, pack, &findings.strengths, "A strength", MINUTES_STRENGTH);
	}
	add_the_others(arena, &proposals, pack, asked);
	return proposals;
}

struct talk_items talk_proposed(struct arena *arena, const struct proposals *proposals)
{
	struct talk_items items = { 0 };
	const struct proposal *proposal;
	int64_t place = 1;

	for EACH(proposal, proposals) {
		struct talk_item item = { proposal->criterion->key, place, proposal->minutes, false };

		if (!proposal->is_proposed)
			continue;
		list_add(arena, &items, item);
		place++;
	}
	return items;
}
