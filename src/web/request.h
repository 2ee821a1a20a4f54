/*
 * A request as a handler sees it, and what a handler answers with. Nothing here knows HTTP's wire or what Cairn plans.
 *
 * Everything lives in the arena of the piece of work. Names and values have been checked: clean UTF-8, no NUL, limits kept.
 */
#ifndef CAIRN_WEB_REQUEST_H
#define CAIRN_WEB_REQUEST_H

#include <stdbool.h>

#include "base/field.h"
#include "base/text.h"
#include "base/url.h"
#include "base/work.h"

enum method { GET, POST }; /* HEAD is answered as GET without the body */

enum wanted { WANTS_HTML, WANTS_JSON, WANTS_CSV }; /* by .json or .csv after the path, else by Accept */

struct pair {
	const char *name, *value;
};

struct pair_list {
	size_t len, cap;
	struct pair *at;
};

struct upload {
	const char *name;      /* the form field's */
	const char *file_name; /* as sent, cut to its last part; only for showing */
	const char *type;      /* as sent; never believed */
	struct blob content;
};

/* What a person must mend: a field of the form and a sentence. */
struct mistake {
	const char *field;
	const char *sentence;
};

enum frame_kind {
	FRAME_SITE,      /* header with sections, footer with the menu */
	FRAME_PLAIN,     /* brand and footer only: answering, signing in */
	FRAME_PROJECTOR, /* dark, nothing else */
};

struct section {
	const char *name;
	struct url url;
};

/* Where the layout finds its style, script and picture: with the digest of each, so that a browser may keep them. */
struct frame_assets {
	struct url system_style, own_style, script, icon;
};

/* What the layout around a page needs. Filled in by dispatch; handlers may change the title, kind, crumbs and notice. */
struct frame {
	enum frame_kind kind;
	const char *title;   /* the route's unless a handler says better; never null when a page is drawn */
	const char *place;   /* the partnership's name, or "" */
	const char *person;  /* who is signed in, or "" */
	const char *role;    /* in words, or "" */
	const char *section; /* the name of the section we are in, or "" */
	struct url search;   /* where the words of the search box go; null inside: no box */
	LIST(struct section) sections;
	LIST(struct section) crumbs;       /* from the section down to the page above this one */
	const char *notice;                /* "Saved." after a change, or "" */
	bool notice_is_error;              /* the sentence says why nothing was changed */
	bool is_example;                   /* a demonstration: the layout says so on every page */
	const struct frame_assets *assets; /* null: plain names */
};

struct answer {
	int status;       /* 0 until something has been answered */
	const char *type; /* Content-Type */
	struct html body; /* or bytes of any kind */
	int file;         /* when file_bytes is not 0: an open file in place of the body; closed with the arena */
	int64_t file_bytes;
	const char *file_name; /* a download, or null */
	struct url location;   /* of a redirect */
	bool may_be_kept;      /* an asset with a digest in its name: kept for a year; everything else no-store */
	const char *etag;
	struct pair_list headers; /* Set-Cookie and the like, already safe: no line breaks */
};

struct program; /* main's: what the program's own pages tell about it */

struct request {
	enum method method;
	bool is_head;
	const char *path; /* decoded, without the .json or .csv */
	enum wanted wants;
	const char *id;                               /* in the log and on the fault page */
	const char *target;                           /* as sent: path and query, still escaped */
	struct pair_list query, form, cookies, parts; /* parts: the :words of the route's path */
	LIST(struct upload) uploads;
	LIST(struct mistake) mistakes;
	const char *host, *origin, *fetch_site, *agent, *address; /* headers and the peer's address; "" when absent */
	const char *accept, *accept_encoding, *if_none_match;     /* the same */
	bool is_secure;                                           /* came by TLS, said by a trusted proxy */
	bool is_forwarded; /* somebody says it came through a proxy, trusted or not */
	struct blob body;
	const char *content_type;

	const struct route *route;
	const char *forgery_token; /* goes into every form; checked by dispatch on the way back */
	void *plan;                /* made by prepare, read by change */
	struct url then;           /* where to after a change */
	void (*reading_ends)(struct work *w,
	                     struct request *rq); /* called once before a page is drawn; null: nobody wants to know */
	struct program *program;
	struct frame frame;
	struct answer answer;
};

/* The first of that name, or "" (never null). */
const char *request_query(const struct request *rq, const char *name);
const char *request_form(const struct request *rq, const char *name);
/* A cookie that answer_cookie gave, over the same kind of connection: by TLS only one that no other host could plant. */
const char *request_cookie(const struct request *rq, const char *name);
const char *path_part(const struct request *rq, const char *name);
/* What stands before a cookie's name over TLS: browsers take such a cookie only from the very host, over TLS, for the whole of it (RFC 6265bis,
 * section 4.1.3.2), so none can come from a neighbour under the same domain. */
#define COOKIE_OF_HOST "__Host-"
/* A :word that must be a positive whole number; 0 otherwise, which no record has. */
int64_t path_id(const struct request *rq, const char *name);
/* Whether a form came with that name at all, and whether one of its values is this (checkboxes). */
bool form_has(const struct request *rq, const char *name);
bool form_ticked(const struct request *rq, const char *name, const char *value);
const struct upload *request_upload(const struct request *rq, const char *name);

/* The full address of a page of this site, as a person elsewhere must type it: from the host the request named. */
const char *full_address(struct arena *arena, const struct request *rq, struct url url);

/* The version a form must carry: when it comes back with mistakes, the one it came with, so that a change somebody else made meanwhile is
 * still noticed; else the one there is now. */
int64_t form_version(const struct request *rq, int64_t now);

/* Adds a mistake; always false. */
bool form_mistake(struct work *w, struct request *rq, const char *field, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* The sentence for a field, or "". */
const char *form_mistake_of(const struct request *rq, const char *field);
/* Reads every typed field that came with the form into the record; true when none has a mistake. */
bool form_read(struct work *w, struct request *rq, const struct record_type *type, void *record);
/* The same where the form holds every typed field: one that did not come is read as empty, so that no text stays null. */
bool form_read_whole(struct work *w, struct request *rq, const struct record_type *type, void *record);
/* What the form must show in a field: what was typed when the form came back, else what the record holds (null: nothing). */
const char *form_value(struct arena *arena, const struct request *rq, const struct record_type *type,
                       const void *record, const char *field);

#endif
