/* In the order of their bytes, for they are looked up by halves. */
#include "engine/stop_words.h"

#include <stdlib.h>
#include <string.h>

static const char *const words[] = {
	"a",         "about",      "above",      "across",     "after",     "again",    "against",  "ago",
	"all",       "almost",     "alone",      "along",      "already",   "also",     "although", "always",
	"am",        "among",      "an",         "and",        "another",   "any",      "anybody",  "anyone",
	"anything",  "anywhere",   "are",        "arent",      "around",    "as",       "ask",      "asked",
	"at",        "away",       "back",       "be",         "became",    "because",  "become",   "been",
	"before",    "began",      "being",      "below",      "between",   "both",     "but",      "by",
	"came",      "can",        "cannot",     "cant",       "come",      "could",    "couldnt",  "did",
	"didnt",     "do",         "does",       "doesnt",     "doing",     "done",     "dont",     "down",
	"during",    "each",       "either",     "else",       "enough",    "even",     "ever",     "every",
	"everybody", "everyone",   "everything", "everywhere", "few",       "first",    "for",      "from",
	"full",      "further",    "gave",       "get",        "gets",      "getting",  "give",     "given",
	"go",        "goes",       "going",      "gone",       "good",      "got",      "had",      "has",
	"hasnt",     "have",       "havent",     "having",     "he",        "hed",      "her",      "here",
	"hers",      "herself",    "hes",        "him",        "himself",   "his",      "how",      "however",
	"i",         "id",         "if",         "ill",        "im",        "in",       "instead",  "into",
	"is",        "isnt",       "it",         "its",        "itself",    "ive",      "just",     "keep",
	"kept",      "know",       "last",       "least",      "less",      "let",      "lets",     "like",
	"little",    "long",       "look",       "made",       "make",      "makes",    "making",   "many",
	"may",       "maybe",      "me",         "might",      "mine",      "more",     "most",     "much",
	"must",      "my",         "myself",     "need",       "needed",    "needs",    "neither",  "never",
	"new",       "next",       "no",         "nobody",     "none",      "nor",      "not",      "nothing",
	"now",       "nowhere",    "of",         "off",        "often",     "on",       "once",     "one",
	"ones",      "only",       "onto",       "or",         "other",     "others",   "our",      "ours",
	"ourselves", "out",        "over",       "own",        "per",       "perhaps",  "please",   "put",
	"quite",     "rather",     "really",     "said",       "same",      "saw",      "say",      "says",
	"see",       "seem",       "seemed",     "seems",      "seen",      "several",  "shall",    "she",
	"should",    "shouldnt",   "since",      "so",         "some",      "somebody", "someone",  "something",
	"sometimes", "somewhere",  "soon",       "still",      "such",      "sure",     "take",     "taken",
	"tell",      "than",       "thanks",     "that",       "thats",     "the",      "their",    "theirs",
	"them",      "themselves", "then",       "there",      "therefore", "these",    "they",     "theyre",
	"thing",     "things",     "think",      "this",       "those",     "though",   "three",    "through",
	"till",      "time",       "to",         "together",   "told",      "too",      "took",     "toward",
	"towards",   "two",        "under",      "until",      "up",        "upon",     "us",       "use",
	"used",      "using",      "usually",    "very",       "want",      "wanted",   "was",      "wasnt",
	"way",       "we",         "well",       "went",       "were",      "werent",   "weve",     "what",
	"whatever",  "when",       "where",      "whether",    "which",     "while",    "who",      "whoever",
	"whole",     "whom",       "whose",      "why",        "will",      "with",     "within",   "without",
	"wont",      "work",       "worked",     "works",      "would",     "wouldnt",  "yes",      "yet",
	"you",       "youd",       "youll",      "your",       "youre",     "yours",    "yourself",
};

static int by_bytes(const void *one, const void *other)
{
	return strcmp(one, *(const char *const *)other);
}

bool is_stop_word(const char *folded)
{
	return bsearch(folded, words, sizeof words / sizeof words[0], sizeof words[0], by_bytes) != NULL;
}
