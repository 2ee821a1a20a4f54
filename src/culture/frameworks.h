/*
 * The frameworks a partnership works with: the list, one to read, and loading its official wording or a framework
 * of one's own.
 *
 * Where the official wording is loaded, people see it, unaltered and with its credit, in place of our topic
 * labels: in HTML, JSON and CSV alike.
 */
#ifndef CAIRN_CULTURE_FRAMEWORKS_H
#define CAIRN_CULTURE_FRAMEWORKS_H

#include "base/field.h"
#include "store/framework.h"
#include "web/parts/parts.h"
#include "web/route.h"

/* ------------------------------------------------------------------ the list */

#define FRAMEWORK_LINE_FIELDS(F, S)                                                                \
	F(S, TEXT, key, .label = "Key")                                                            \
	F(S, TEXT, title, .label = "Framework")                                                    \
	F(S, TEXT, publisher, .label = "Publisher")                                                \
	F(S, INT, version, .label = "Version")                                                     \
	F(S, INT, criteria, .label = "Criteria")                                                   \
	F(S, INT, statements, .label = "Statements")                                               \
	F(S, INT, worded, .label = "In the official wording")                                      \
	F(S, MOMENT, loaded_at, .label = "Loaded")

ROW(framework_line, FRAMEWORK_LINE_FIELDS);

#define FRAMEWORKS_PAGE(P, S)                                                                      \
	P(S, MANY, struct framework_line, frameworks, &framework_line_record)                      \
	P(S, HIDDEN, bool, may_plan, 0)

PAGE(frameworks, FRAMEWORKS_PAGE);

/* ------------------------------------------------------------------ one framework */

/* `said` is the official sentence when `is_official`, else our topic label; `credit` stands beside each official
 * sentence. */
#define STATEMENT_LINE_FIELDS(F, S)                                                                \
	F(S, TEXT, id, .label = "Statement")                                                       \
	F(S, TEXT, theme, .label = "Theme")                                                        \
	F(S, TEXT, criterion, .label = "Criterion")                                                \
	F(S, TEXT, label, .label = "Topic")                                                        \
	F(S, TEXT, said, .label = "What it says")                                                  \
	F(S, FLAG, is_official, .label = "Official wording")                                       \
	F(S, TEXT, credit, .label = "Credit")

ROW(statement_line, STATEMENT_LINE_FIELDS);

#define CRITERION_LINE_FIELDS(F, S)                                                                \
	F(S, TEXT, key, .label = "Key")                                                            \
	F(S, TEXT, theme, .label = "Theme")                                                        \
	F(S, TEXT, name, .label = "Criterion")                                                     \
	F(S, TEXT, question, .label = "Question")                                                  \
	F(S, TEXT, think, .label = "Think of")                                                     \
	F(S, TEXT, look_for, .label = "What to look for")                                          \
	F(S, TEXT, asked_of, .label = "Who can usually know")                                      \
	F(S, INT, minutes, .label = "Minutes")                                                     \
	F(S, INT, statements, .label = "Statements")

ROW(criterion_line, CRITERION_LINE_FIELDS);

/* A theme as it is drawn: lines[i] belongs to theme->criteria.at[i]. */
struct criterion_shown {
	const struct pack_criterion *criterion;
	const char *asked_of; /* "Users and carers; Workforce" or "Everybody" */
	struct pack_texts said;
	bool is_official; /* all of them are in the official wording */
};

struct theme_shown {
	const struct pack_theme *theme;
	const char *counts; /* "4 criteria, 19 statements" */
	LIST(struct criterion_shown) criteria;
};

struct themes_shown {
	size_t len, cap;
	struct theme_shown *at;
};

#define FRAMEWORK_PAGE(P, S)                                                                       \
	P(S, FIELD, TEXT, key, .label = "Key")                                                     \
	P(S, FIELD, TEXT, title, .label = "Title")                                                 \
	P(S, FIELD, TEXT, publisher, .label = "Publisher")                                         \
	P(S, FIELD, TEXT, credit, .label = "Credit")                                               \
	P(S, FIELD, TEXT, licence, .label = "Licence")                                             \
	P(S, FIELD, TEXT, licence_address, .label = "Where the licence stands")                    \
	P(S, FIELD, TEXT, note, .label = "What is ours")                                           \
	P(S, FIELD, INT, version, .label = "Version")                                              \
	P(S, FIELD, INT, statements_in_all, .label = "Statements")                                 \
	P(S, FIELD, INT, worded, .label = "In the official wording")                               \
	P(S, MANY, struct statement_line, statements, &statement_line_record)                      \
	P(S, MANY, struct criterion_line, criteria, &criterion_line_record)                        \
	P(S, MANY, struct framework_version, versions, &framework_version_record)                  \
	P(S, ONE, struct wording_source, source, &wording_source_record)                           \
	P(S, HIDDEN, const struct pack *, pack, 0)                                                 \
	P(S, HIDDEN, struct themes_shown, themes, 0)                                               \
	P(S, HIDDEN, const char *, counts, 0)                                                      \
	P(S, HIDDEN, const char *, worded_words, 0)                                                \
	P(S, HIDDEN, bool, may_plan, 0)                                                            \
	P(S, HIDDEN, bool, may_load_text, 0)                                                       \
	P(S, HIDDEN, struct url, licence_url, 0)                                                   \
	P(S, HIDDEN, struct next_block, next, 0)

PAGE(framework, FRAMEWORK_PAGE);

/* ------------------------------------------------------------------ loading */

#define FRAMEWORK_TEXT_PAGE(P, S)                                                                  \
	P(S, ONE, struct framework, framework, &framework_record)                                  \
	P(S, ONE, struct wording_source, source, &wording_source_record)                           \
	P(S, HIDDEN, const struct pack *, pack, 0)                                                 \
	P(S, HIDDEN, struct form, form, 0)                                                         \
	P(S, HIDDEN, struct url, action, 0)                                                        \
	P(S, HIDDEN, struct url, back, 0)

PAGE(framework_text, FRAMEWORK_TEXT_PAGE);

#define FRAMEWORK_FILE_PAGE(P, S) P(S, HIDDEN, const struct request *, rq, 0)

PAGE(framework_file, FRAMEWORK_FILE_PAGE);

bool show_frameworks(struct work *w, struct request *rq);
bool show_framework(struct work *w, struct request *rq);
bool show_framework_text(struct work *w, struct request *rq);
bool show_framework_file(struct work *w, struct request *rq);

/* Its page. */
struct url framework_url(struct arena *arena, const char *key);
/* How many of a pack's statements are there in the official wording. */
int64_t worded_count(const struct pack *pack, const struct framework_wording *wording);

/* Ended by a null path, and by a null name. */
extern const struct route framework_routes[];
extern const struct command framework_commands[];

#endif
