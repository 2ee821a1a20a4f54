/*
 * A pack: a framework as data. Themes hold criteria, criteria hold statements; a described line says how people
 * place themselves.
 *
 * pack_read checks everything once, so that nobody after it has to: keys are unique and well formed, texts are
 * there and of a sensible length, a line has exactly five positions, a criterion without positions of its own has
 * those of the line. What is wrong is told to the person who made the file as sentences with a place in it ("Theme
 * 2, criterion 3: the question is missing."), at most PACK_PROBLEMS of them.
 *
 * The form of the file is described in docs/packs.md. Everything lives in the arena given; a pack is never changed
 * after it was read.
 */
#ifndef CAIRN_STORE_PACK_H
#define CAIRN_STORE_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/list.h"

enum pack_limit {
	PACK_BYTES = 1 << 20,
	PACK_THEMES = 20,
	PACK_CRITERIA = 200,    /* in the whole pack */
	PACK_STATEMENTS = 2000, /* in the whole pack */
	PACK_POSITIONS = 5,
	PACK_STEPS = 12, /* of a workshop */
	PACK_LINKS = 40,
	PACK_PROBLEMS = 50,
};

/* A LIST(const char *) with a name, so that it can be handed about. */
struct pack_texts {
	size_t len, cap;
	const char **at;
};

/* A place on the line, 1 (furthest to go) to 5. */
struct pack_position {
	int64_t number;
	const char *name; /* "In places" */
	const char *says; /* what it looks like when one is there */
};

/* The other two answers. `asks` is what to ask of who chooses it, or "". */
struct pack_choice {
	const char *name, *says, *asks;
};

struct pack_statement {
	const char *id;    /* "culture.partnership.1" */
	const char *label; /* a topic of a few words of our own: an index entry, not the official sentence */
	const char *mark;  /* fingerprint of the official sentence (see wording.h), or "" when the pack has none */
	int64_t number;    /* 1, 2, ... within its criterion */
};

struct pack_criterion {
	const char *key;      /* "culture.partnership" */
	const char *name;     /* as in the source */
	const char *question; /* ours */
	const char *think;    /* ours: a prompt of one sentence, or "" */
	int64_t minutes;      /* what answering it usually takes */
	int64_t number;       /* 1, 2, ... in the whole pack */
	const char *theme_name, *theme_colour;
	struct pack_texts look_for;
	struct pack_texts asked_of; /* keys of the broad voices that can usually know; none: everybody */
	LIST(struct pack_position) positions;
	LIST(struct pack_statement) statements;
};

/* Where the framework stands among others: what its publisher says, or our reading of it, which says so. */
struct pack_link {
	const char *to, *part, *says;
	const char *whose; /* "publisher" or "ours" */
};

/* A part of a workshop. */
struct pack_step {
	const char *name, *says;
	int64_t minutes;
	struct pack_texts ask; /* questions for the room */
};

/* How a team can practise a theme together, for who leads it. */
struct pack_workshop {
	const char *aim;
	int64_t minutes; /* of all steps */
	struct pack_texts bring, try_next;
	LIST(struct pack_step) steps;
};

struct pack_theme {
	const char *key, *name;
	const char *colour;                   /* culture, analyse, plan, deliver, review, or "" */
	const struct pack_workshop *workshop; /* null: the pack has none for it */
	LIST(struct pack_criterion) criteria;
};

struct pack {
	const char *key, *title, *publisher, *credit;
	const char *note; /* what in the pack is ours, for readers */
	const char *licence_name, *licence_says, *licence_address;
	const char *licence_mark;   /* fingerprint of the document's passage on its licence, or "" */
	const char *source_address; /* where the document is published, or "" */
	const char *source_end;     /* the last words of the document, by which a cut copy is noticed, or "" */
	const char *stem;           /* what every statement completes ("Good strategic planning"), or "" */
	LIST(struct pack_link) links;
	LIST(struct pack_position) line;
	struct pack_choice dont_know, does_not_apply;
	LIST(struct pack_theme) themes;
	int64_t criteria, statements; /* how many in all */
};

/* Null with the fault set when the file cannot be used; `problems` then says why, one sentence each. */
struct pack *pack_read(struct arena *arena, struct fault *fault, const char *json, size_t len,
                       struct pack_texts *problems);

/* Null when the pack has none of that key. */
const struct pack_theme *pack_theme(const struct pack *pack, const char *key);
const struct pack_criterion *pack_criterion(const struct pack *pack, const char *key);
const struct pack_statement *pack_statement(const struct pack *pack, const char *id);
/* Whether a broad voice is usually asked this. */
bool pack_asks(const struct pack_criterion *criterion, const char *voice);

#endif
