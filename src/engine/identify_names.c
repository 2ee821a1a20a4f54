/* Names and relations: what can be told only by the words around it. */
#include <string.h>

#include "base/text.h"
#include "engine/identify_parts.h"
#include "engine/stop_words.h"

static bool is_one_of(const char *folded, const char *const *list)
{
	for (; *list != NULL; list++) {
		if (strcmp(folded, *list) == 0)
			return true;
	}
	return false;
}

/* ------------------------------------------------------------------ in a row */

static const char *const titles[] = { "mr",  "mrs",  "ms",   "miss", "mx",  "dr", "prof", "professor",
	                              "sir", "dame", "lord", "lady", "rev", "sr", "st",   NULL };

/* Written with a capital and no names; several words are given apart from each other. */
static const char *const common[] = {
	"monday",      "tuesday",    "wednesday",   "thursday",      "friday",    "saturday",    "sunday",
	"january",     "february",   "march",       "april",         "june",      "july",        "august",
	"september",   "october",    "november",    "december",      "christmas", "easter",      "scotland",
	"scottish",    "government", "britain",     "british",       "england",   "english",     "wales",
	"welsh",       "ireland",    "irish",       "europe",        "european",  "uk",          "eu",
	"gaelic",      "nhs",        "ijb",         "hscp",          "gp",        "gps",         "ahp",
	"ahps",        "tsi",        "covid",       "msp",           "msps",      "mp",          "mps",
	"cosla",       "it",         "tv",          "pdf",           "council",   "councils",    "board",
	"boards",      "parliament", "health",      "social",        "care",      "integration", "joint",
	"partnership", "strategic",  "planning",    "commissioning", "group",     "committee",   "plan",
	"act",         "locality",   "localities",  "hospital",      "hospice",   "public",      "national",
	"third",       "sector",     "independent", "community",     "framework", "teams",       "zoom",
	"team",        "service",    "services",    "manager",       "managers",  "member",      "members",
	"officer",     "officers",   "chair",       "planner",       "planners",  "analyst",     "administrator",
	"contributor", "approver",   "viewer",      "example",       NULL
};

/* How many words from this one on are a known term; the longest. */
static size_t term_at(const struct text_word *words, size_t len, const struct known_names *known)
{
	size_t longest = is_one_of(words[0].folded, common) ? 1 : 0;
	const struct term *term;

	for EACH(term, &known->terms) {
		size_t same = 0;

		if (term->len <= longest || term->len > len)
			continue;
		while (same < term->len && strcmp(term->at[same], words[same].folded) == 0)
			same++;
		if (same == term->len)
			longest = same;
	}
	return longest;
}

/* Between two words of one name there is a space or a hyphen, and a full stop only after a title or an initial. */
static bool goes_on(const struct text_word *word, const struct text_word *next)
{
	const char *gap = word->place.at + word->place.len;
	bool is_short = word->place.len == 1 || is_one_of(word->folded, titles);

	if (*gap == '.' && is_short)
		gap++;
	while (*gap == ' ' || *gap == '-')
		gap++;
	return gap == next->place.at;
}

/* Part of a name: a capital, and not a word that has it only because a sentence opens. "I" and "A" are words unless a full stop follows. */
static bool is_part(const struct text_word *word)
{
	if (!word->is_capital)
		return false;
	if (word->place.len == 1)
		return word->place.at[1] == '.' || (*word->place.at != 'I' && *word->place.at != 'A');
	return !is_stop_word(word->folded);
}

/* Words in a row that no known term takes in: two of them may be somebody's name. */
static void add_run(struct arena *arena, const char *text, const struct text_word *words, size_t len,
                    const struct known_names *known, struct hints *hints)
{
	size_t first = 0, at = 0;

	while (at < len) {
		size_t taken = term_at(&words[at], len - at, known);

		if (taken == 0) {
			at++;
			continue;
		}
		if (at - first >= 2)
			hint_add(arena, hints, HINT_NAME, text, &words[first], &words[at - 1]);
		at += taken;
		first = at;
	}
	if (at - first >= 2)
		hint_add(arena, hints, HINT_NAME, text, &words[first], &words[at - 1]);
}

static void add_rows(struct arena *arena, const char *text, const struct text_words *words,
                     const struct known_names *known, struct hints *hints)
{
	for (size_t first = 0; first < words->len; first++) {
		size_t end = first;

		while (end < words->len && is_part(&words->at[end]) &&
		       (end == first || goes_on(&words->at[end - 1], &words->at[end])))
			end++;
		if (end - first >= 2)
			add_run(arena, text, &words->at[first], end - first, known, hints);
		if (end > first)
			first = end - 1;
	}
}

/* ------------------------------------------------------------------ members */

#define PART_BYTES 3 /* a part of a name that is shorter is too many other things */

static bool is_whole_name(const struct text_word *words, size_t len, const struct term *name)
{
	if (name->len < 2 || name->len > len)
		return false;
	for (size_t i = 0; i < name->len; i++) {
		if (strcmp(name->at[i], words[i].folded) != 0)
			return false;
	}
	return true;
}

/* "Morag's" is folded to "morags"; "Planners" are not Planner's. */
static bool is_name_or_its(const struct text_word *word, const char *name)
{
	size_t len = strlen(name);

	if (strncmp(word->folded, name, len) != 0)
		return false;
	return word->folded[len] == '\0' ||
	       (strcmp(word->folded + len, "s") == 0 && word->place.len > strlen(word->folded));
}

static bool is_part_of_name(const struct text_word *word, const struct term *name)
{
	for (size_t i = 0; i < name->len; i++) {
		if (strlen(name->at[i]) >= PART_BYTES && !is_stop_word(name->at[i]) &&
		    is_name_or_its(word, name->at[i]))
			return true;
	}
	return false;
}

static void add_members(struct arena *arena, const char *text, const struct text_words *words,
                        const struct known_names *known, struct hints *hints)
{
	for (size_t i = 0; i < words->len; i++) {
		const struct text_word *word = &words->at[i];
		bool may_be_part = word->is_capital && term_at(word, words->len - i, known) == 0;
		const struct term *name;

		for EACH(name, &known->members) {
			if (is_whole_name(word, words->len - i, name))
				hint_add(arena, hints, HINT_MEMBER, text, word, word + name->len - 1);
			else if (may_be_part && is_part_of_name(word, name))
				hint_add(arena, hints, HINT_MEMBER, text, word, word);
		}
	}
}

void identify_names(struct arena *arena, const char *text, const struct text_words *words,
                    const struct known_names *known, struct hints *hints)
{
	add_rows(arena, text, words, known, hints);
	add_members(arena, text, words, known, hints);
}

/* ------------------------------------------------------------------ relations */

static const char *const family[] = { "mother",       "mum",           "mam",          "mummy",     "ma",
	                              "father",       "dad",           "da",           "daddy",     "parents",
	                              "son",          "sons",          "daughter",     "daughters", "child",
	                              "children",     "bairn",         "bairns",       "baby",      "boy",
	                              "girl",         "husband",       "wife",         "spouse",    "fiance",
	                              "fiancee",      "brother",       "brothers",     "sister",    "sisters",
	                              "twin",         "gran",          "granny",       "nan",       "nana",
	                              "grandma",      "grandmother",   "grandad",      "granddad",  "granda",
	                              "grandpa",      "grandfather",   "grandparents", "grandson",  "granddaughter",
	                              "grandchild",   "grandchildren", "uncle",        "aunt",      "auntie",
	                              "aunty",        "niece",         "nephew",       "cousin",    "stepson",
	                              "stepdaughter", "stepmother",    "stepfather",   NULL };
/* After "our" these are mostly organisations and staff. */
static const char *const near[] = { "partner", "friend", "neighbour", "boyfriend", "girlfriend", "ex",
	                            "carer",   "boss",   "manager",   "colleague", NULL };
static const char *const between[] = { "late",     "own",      "dear",    "old",      "elderly", "elder",  "eldest",
	                               "older",    "oldest",   "younger", "youngest", "young",   "year",   "years",
	                               "disabled", "autistic", "adult",   "teenage",  "poor",    "lovely", "beloved",
	                               "dying",    "little",   "wee",     "other",    "only",    "good",   "best",
	                               "next",     "door",     "foster",  "adopted",  "step",    "great",  NULL };

#define BETWEEN_MOST 4 /* "my 84 year old mother" */

/* "mother's" is folded to "mothers". */
static bool is_relation(const struct text_word *word, const char *const *list)
{
	size_t len = strlen(word->folded);
	char bare[WORD_BYTES + 1];

	if (is_one_of(word->folded, list))
		return true;
	if (len < 2 || word->folded[len - 1] != 's')
		return false;
	memcpy(bare, word->folded, len - 1);
	bare[len - 1] = '\0';
	return is_one_of(bare, list) && word->place.len > len; /* there was an apostrophe */
}

static bool may_stand_between(const struct text_word *word)
{
	return is_digit(*word->folded) || is_one_of(word->folded, between);
}

static bool is_in_one_sentence(const struct text_word *word, const struct text_word *next)
{
	const char *end = word->place.at + word->place.len;

	return memchr(end, '.', (size_t)(next->place.at - end)) == NULL &&
	       memchr(end, '\n', (size_t)(next->place.at - end)) == NULL;
}

static void add_relative(struct arena *arena, const char *text, const struct text_words *words, size_t first,
                         struct hints *hints)
{
	bool is_mine = strcmp(words->at[first].folded, "my") == 0;

	for (size_t i = first + 1; i < words->len && i <= first + 1 + BETWEEN_MOST; i++) {
		const struct text_word *word = &words->at[i];

		if (!is_in_one_sentence(word - 1, word))
			return;
		if (is_relation(word, family) || (is_mine && is_relation(word, near))) {
			hint_add(arena, hints, HINT_RELATIVE, text, &words->at[first], word);
			return;
		}
		if (!may_stand_between(word))
			return;
	}
}

void identify_relatives(struct arena *arena, const char *text, const struct text_words *words, struct hints *hints)
{
	for (size_t i = 0; i < words->len; i++) {
		if (strcmp(words->at[i].folded, "my") == 0 || strcmp(words->at[i].folded, "our") == 0)
			add_relative(arena, text, words, i, hints);
	}
}
