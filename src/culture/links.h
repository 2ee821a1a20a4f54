/*
 * The links into an open round: one for each group, for a room, a newsletter or a poster, and personal ones for
 * one person each.
 *
 * A personal link is shown once, on the page that follows its making, since only a digest of it is kept.
 */
#ifndef CAIRN_CULTURE_LINKS_H
#define CAIRN_CULTURE_LINKS_H

#include "culture/again.h"
#include "culture/round_words.h"
#include "store/invite.h"
#include "store/round.h"
#include "web/route.h"

#define GROUP_LINK_FIELDS(F, S)                                                                                        \
	F(S, INT, id, .label = "Group")                                                                                \
	F(S, TEXT, name, .label = "Name")                                                                              \
	F(S, TEXT, voice_name, .label = "Voice")                                                                       \
	F(S, INT, minutes, .label = "Minutes")                                                                         \
	F(S, TEXT, address, .label = "Group link")                                                                     \
	F(S, TEXT, code, .label = "Code to type")

ROW(group_link, GROUP_LINK_FIELDS);

struct group_link_shown {
	const struct group_link *link;
	const char *id, *asks;
	const char *text_id, *text; /* an invitation to paste */
	struct url poster, personal, room;
};

struct group_links_shown {
	size_t len, cap;
	struct group_link_shown *at;
};

#define LINKS_PAGE(P, S)                                                                                               \
	P(S, MANY, struct group_link, links, &group_link_record)                                                       \
	P(S, HIDDEN, const struct round *, round, 0)                                                                   \
	P(S, HIDDEN, const char *, until, 0)                                                                           \
	P(S, HIDDEN, const char *, typed_at, 0)                                                                        \
	P(S, HIDDEN, struct url, back, 0)                                                                              \
	P(S, HIDDEN, struct url, posters, 0)                                                                           \
	P(S, HIDDEN, struct url, paper, 0)                                                                             \
	P(S, HIDDEN, struct url, csv, 0)                                                                               \
	P(S, HIDDEN, struct group_links_shown, shown, 0)                                                               \
	P(S, HIDDEN, struct copied_mark, copied, 0)

PAGE(links, LINKS_PAGE);

/* Personal links of one group: the form that makes them, and the one that replaces a lost one. */
#define PERSONAL_LINKS_PAGE(P, S)                                                                                      \
	P(S, FIELD, TEXT, group, .label = "Group")                                                                     \
	P(S, FIELD, INT, made, .label = "Personal links made")                                                         \
	P(S, HIDDEN, const struct round *, round, 0)                                                                   \
	P(S, HIDDEN, const struct request *, rq, 0)                                                                    \
	P(S, HIDDEN, const char *, once, 0)                                                                            \
	P(S, HIDDEN, struct form, form, 0)                                                                             \
	P(S, HIDDEN, struct choices, labelled, 0)                                                                      \
	P(S, HIDDEN, int64_t, of_others, 0)                                                                            \
	P(S, HIDDEN, struct url, action, 0)                                                                            \
	P(S, HIDDEN, struct url, back, 0)

PAGE(personal_links, PERSONAL_LINKS_PAGE);

#define MADE_LINK_FIELDS(F, S)                                                                                         \
	F(S, TEXT, label, .label = "For")                                                                              \
	F(S, TEXT, address, .label = "Link")

ROW(made_link, MADE_LINK_FIELDS);

struct made_link_shown {
	const struct made_link *link;
	const char *id, *name;
};

struct made_links_shown {
	size_t len, cap;
	struct made_link_shown *at;
};

#define MADE_LINKS_PAGE(P, S)                                                                                          \
	P(S, MANY, struct made_link, links, &made_link_record)                                                         \
	P(S, HIDDEN, const char *, heading, 0)                                                                         \
	P(S, HIDDEN, const char *, as_csv, 0)                                                                          \
	P(S, HIDDEN, struct url, more, 0)                                                                              \
	P(S, HIDDEN, struct url, back, 0)                                                                              \
	P(S, HIDDEN, struct made_links_shown, shown, 0)

PAGE(made_links, MADE_LINKS_PAGE);

/* A poster as it is drawn. Without a code it has the whole address, in pieces: between two of them a line may end. */
struct poster_shown {
	const char *group, *takes, *typed_code;
	struct pack_texts address;
	struct html code;
};

struct posters_shown {
	size_t len, cap;
	struct poster_shown *at;
};

#define POSTER_PAGE(P, S)                                                                                              \
	P(S, MANY, struct group_link, links, &group_link_record)                                                       \
	P(S, HIDDEN, const struct round *, round, 0)                                                                   \
	P(S, HIDDEN, const char *, asker, 0)                                                                           \
	P(S, HIDDEN, const char *, purpose, 0)                                                                         \
	P(S, HIDDEN, const char *, typed_at, 0)                                                                        \
	P(S, HIDDEN, struct url, back, 0)                                                                              \
	P(S, HIDDEN, struct posters_shown, posters, 0)                                                                 \
	P(S, HIDDEN, struct copied_mark, copied, 0)

PAGE(poster, POSTER_PAGE);

bool show_links(struct work *w, struct request *rq);
/* The poster of one group, and those of all, a sheet each. */
bool show_poster(struct work *w, struct request *rq);
bool show_posters(struct work *w, struct request *rq);
bool show_personal_links(struct work *w, struct request *rq);
bool prepare_personal_links(struct work *w, struct request *rq);
enum outcome change_personal_links(struct work *w, void *plan);
bool after_personal_links(struct work *w, struct request *rq);

/* A group's link as it is handed out, with the address in full. */
struct group_link group_link_of(struct work *w, const struct request *rq, const struct round_group *group);

/* The round of the address, open for answers, with the crumbs above; else null with the fault set. */
const struct round *links_round(struct work *w, struct request *rq);

#endif
