#include "store/role.h"

#include "base/text.h"

/* What each can do is what it can do today (tests/page/roles.mjs holds the phrases against the table of routes). */
#define AS_CONTRIBUTOR "Does what a contributor does: "

/*        word             name             today           right: contribute, analyse, plan, approve, administer */
#define ROLES(R)                                                                                   \
	R("administrator", "Administrator",                                                        \
	  "Invites people, gives roles, checks that the record is whole, and can do all that a planner can", 1, 1, 1, \
	  1, 1)                                                                                    \
	R("planner", "Planner",                                                                    \
	  "Sets up, opens and closes rounds, hands out links, records what was agreed and who does what, loads "  \
	  "frameworks, looks after groups",                                                        \
	  1, 1, 1, 0, 0)                                                                           \
	R("analyst", "Analyst", AS_CONTRIBUTOR "working with data is not in Cairn yet", 1, 1, 0, 0, 0) \
	R("approver", "Approver", AS_CONTRIBUTOR "deciding for a governing body is not in Cairn yet", 1, 0, 0, 1, 0) \
	R("contributor", "Contributor",                                                            \
	  "Reads what a viewer reads, keeps actions up to date, writes down what teams have practised", 1, 0, 0, \
	  0, 0)                                                                                    \
	R("viewer", "Viewer", "Reads rounds, their results once they have closed, frameworks, groups and what changed", 0, \
	  0, 0, 0, 0)

#define ROLE_WORD(word, name, phrase, c, a, p, v, m)   word,
#define ROLE_PHRASE(word, name, phrase, c, a, p, v, m) phrase,

const char *const roles[] = { ROLES(ROLE_WORD) NULL };
const char *const roles_in_words[] = { ROLES(ROLE_PHRASE) NULL };

static const struct {
	const char *word, *name;
	bool contribute, analyse, plan, approve, administer;
} rights[] = {
#define ROLE_RIGHTS(word, name, phrase, c, a, p, v, m) { word, name, c, a, p, v, m },
	ROLES(ROLE_RIGHTS)
};

#define ROLE_COUNT (sizeof rights / sizeof rights[0])

const char *role_name(const char *role)
{
	for (size_t i = 0; i < ROLE_COUNT; i++) {
		if (text_equal(rights[i].word, role))
			return rights[i].name;
	}
	return "";
}

bool role_may(const char *role, enum may may)
{
	size_t i = 0;

	if (may == MAY_ANYONE || may == MAY_WITH_LINK)
		return true;
	while (i < ROLE_COUNT && !text_equal(rights[i].word, role))
		i++;
	if (i == ROLE_COUNT)
		return false;
	switch (may) {
	case MAY_SIGNED_IN:
	case MAY_READ:
		return true;
	case MAY_CONTRIBUTE:
		return rights[i].contribute;
	case MAY_ANALYSE:
		return rights[i].analyse;
	case MAY_PLAN:
		return rights[i].plan;
	case MAY_APPROVE:
		return rights[i].approve;
	case MAY_ADMINISTER:
		return rights[i].administer;
	default:
		return false;
	}
}
