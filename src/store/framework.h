/*
 * The frameworks a partnership works with, and the official wording it has loaded for them.
 *
 * A framework has versions: each is a pack as it was loaded, kept byte for byte and never changed, because a round
 * keeps the version it began with. The newest is the one new rounds begin with. The official wording belongs to
 * the framework, apart from its packs: whole or not at all, unaltered, with its digest, its licence and who loaded
 * it.
 *
 * Loading is in two parts. The _prepare functions read and check on a worker; the _load functions are SQL only and
 * run inside a change. Sentences for people are set as the fault; what a file has wrong in detail is in the list
 * of problems.
 */
#ifndef CAIRN_STORE_FRAMEWORK_H
#define CAIRN_STORE_FRAMEWORK_H

#include "base/field.h"
#include "base/text.h"
#include "base/work.h"
#include "db/db.h"
#include "store/pack.h"
#include "store/wording.h"

/* `current` is the number (id) of the framework's newest version. */
#define FRAMEWORK_FIELDS(F, S)                                                                     \
	F(S, INT, id, .label = "Number")                                                           \
	F(S, TEXT, key, .label = "Key")                                                            \
	F(S, TEXT, title, .label = "Title")                                                        \
	F(S, INT, current, .label = "Current version")

RECORD(framework, FRAMEWORK_FIELDS);

/* A version without its pack; `number` counts 1, 2, ... within the framework. */
#define FRAMEWORK_VERSION_FIELDS(F, S)                                                             \
	F(S, INT, id, .label = "Id")                                                               \
	F(S, INT, framework, .label = "Framework")                                                 \
	F(S, INT, number, .label = "Version")                                                      \
	F(S, TEXT, digest, .label = "Digest")                                                      \
	F(S, MOMENT, loaded_at, .label = "Loaded")                                                 \
	F(S, TEXT, loaded_by, .label = "Loaded by")

ROW(framework_version, FRAMEWORK_VERSION_FIELDS);

#define WORDING_SOURCE_FIELDS(F, S)                                                                \
	F(S, INT, framework, .label = "Framework")                                                 \
	F(S, TEXT, digest, .label = "Digest of the file")                                          \
	F(S, TEXT, file_name, .label = "File")                                                     \
	F(S, TEXT, credit, .label = "Credits")                                                     \
	F(S, TEXT, licence, .label = "Licence")                                                    \
	F(S, MOMENT, loaded_at, .label = "Loaded")                                                 \
	F(S, TEXT, loaded_by, .label = "Loaded by")

ROW(wording_source, WORDING_SOURCE_FIELDS);

/* ------------------------------------------------------------------ asking */

/* By title. `frameworks` is any LIST(struct framework). */
bool frameworks_all(struct work *w, struct list_any *frameworks);
/* Null with the fault NOT_FOUND when there is none. */
const struct framework *framework_by_key(struct work *w, const char *key);
const struct framework *framework_by_id(struct work *w, int64_t id);

/* Newest first. */
bool framework_versions(struct work *w, int64_t framework, struct list_any *versions);
const struct framework_version *framework_version_by_id(struct work *w, int64_t version);
/* The pack of a version: read once, then shared by all threads until the database is closed. Null with the fault
 * set. */
const struct pack *pack_of_version(struct work *w, int64_t version);

/* The official wording of a framework. With none loaded `source` is null and `said` is empty. */
struct framework_wording {
	const struct wording_source *source;
	LIST(struct wording_statement) said; /* in the pack's order */
};

bool framework_wording(struct work *w, int64_t framework, struct framework_wording *wording);
/* The same, found by one of the framework's versions: for a round. */
bool framework_wording_of_version(struct work *w, int64_t version, struct framework_wording *wording);
/* What is shown of a statement: the official sentence where it is loaded, else the label. */
const char *statement_said(const struct framework_wording *wording, const struct pack_statement *statement);

/* ------------------------------------------------------------------ loading */

struct framework_plan {
	const struct pack *pack;
	const char *json; /* as it came: kept byte for byte */
	const char *digest;
	struct pack_texts problems;
	/* what came of it */
	int64_t framework, version, number;
	bool was_loaded; /* it is the current version already: nothing was changed */
};

/* Copies what it is given. */
bool framework_prepare(struct work *w, struct blob json, struct framework_plan *plan);
/* Inside a change. A new framework, or the next version of the one with that key. */
bool framework_load(struct work *w, struct framework_plan *plan);
/* The frameworks that come with Cairn, for a new partnership. Inside a change. */
bool framework_ship(struct work *w);

struct wording_plan {
	const struct framework *framework;
	const char *file_name;
	struct wording wording;
};

/* Reads the text against the framework's current version. `file_name` is only for showing; its folders are left
 * out. */
bool wording_prepare(struct work *w, const char *key, struct blob text, const char *file_name,
                     struct wording_plan *plan);
/* Inside a change: takes the place of earlier wording. A conflict when the framework got another version since. */
bool wording_load(struct work *w, const struct wording_plan *plan);

#endif
