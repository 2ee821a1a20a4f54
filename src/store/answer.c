/* Who holds a link, what they are asked, and what they have said so far. */
#include "store/answer.h"

#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "db/db.h"

#define TOKEN_CHARACTERS 52

/* ------------------------------------------------------------------ who */

static bool token_is_well_formed(const char *token)
{
	return strlen(token) == TOKEN_CHARACTERS &&
	       strspn(token, "abcdefghijklmnopqrstuvwxyz234567") == TOKEN_CHARACTERS;
}

static bool no_such_link(struct work *w)
{
	return fault(w, FAULT_NOT_FOUND,
	             "This link does not work. Check that you copied all of it, or ask whoever sent it.");
}

/* Both lookups give the same columns, so that one reader does for both. A group's link has noughts for the participant. */
#define ROUND_COLUMNS                                                                              \
	"g.partnership, g.round, g.id, g.name, g.minutes, t.name, "                                \
	"CASE WHEN t.is_demonstration = 1 OR r.is_example = 1 THEN 1 ELSE 0 END, "                 \
	"r.title, r.purpose, r.depth, r.state, r.framework_version, r.threshold, r.closes_on, r.closed_at, " \
	"CASE WHEN r.shown_to = 'participants' THEN 1 ELSE 0 END"
#define ROUND_TABLES                                                                               \
	"JOIN round r ON r.partnership = g.partnership AND r.id = g.round "                        \
	"JOIN partnership t ON t.id = g.partnership "

static bool read_answerer(struct work *w, const struct rows *rows, struct answerer *who)
{
	if (rows == NULL)
		return false;
	if (rows->len == 0)
		return no_such_link(w);
	w->partnership = row_int(rows, 0, 0);
	*who = (struct answerer){
		.round = row_int(rows, 0, 1),
		.round_group = row_int(rows, 0, 2),
		.group = row_text(rows, 0, 3),
		.minutes = row_int(rows, 0, 4),
		.place = row_text(rows, 0, 5),
		.is_demonstration = row_flag(rows, 0, 6),
		.title = row_text(rows, 0, 7),
		.purpose = row_text(rows, 0, 8),
		.depth = row_text(rows, 0, 9),
		.state = row_text(rows, 0, 10),
		.framework_version = row_int(rows, 0, 11),
		.threshold = row_int(rows, 0, 12),
		.closes_on = row_date(rows, 0, 13),
		.closed_at = row_moment(rows, 0, 14),
		.results_for_participants = row_flag(rows, 0, 15),
		.id = row_int(rows, 0, 16),
		.begun_at = row_moment(rows, 0, 17),
		.finished_at = row_moment(rows, 0, 18),
		.is_personal = row_flag(rows, 0, 19),
		.label = row_text(rows, 0, 20),
		.made_at = row_moment(rows, 0, 21),
	};
	return true;
}

/* The digest of the secret is the key here: it is what says which partnership we are in. */
bool participant_by_token(struct work *w, const char *token, struct answerer *who)
{
	if (!token_is_well_formed(token))
		return no_such_link(w);
	return read_answerer(
		w,
		db_ask(w,
	               "SELECT " ROUND_COLUMNS ", p.id, p.begun_at, p.finished_at, "
	               "CASE WHEN p.came_by = 'personal' THEN 1 ELSE 0 END, p.label, p.made_at FROM participant p "
	               "JOIN round_group g ON g.partnership = p.partnership AND g.id = p.round_group " ROUND_TABLES
	               "WHERE p.token_hash = $1",
	               V(hash_text(w->arena, token))),
		who);
}

bool answerer_by_group_link(struct work *w, const char *token, struct answerer *who)
{
	if (!token_is_well_formed(token))
		return no_such_link(w);
	return read_answerer(w,
	                     db_ask(w,
	                            "SELECT " ROUND_COLUMNS
	                            ", 0, NULL, NULL, 0, '', NULL FROM round_group g " ROUND_TABLES
	                            "WHERE g.link_token = $1",
	                            V(token)),
	                     who);
}

bool answerer_may_answer(const struct work *w, const struct answerer *who)
{
	return text_equal(who->state, "open") &&
	       (who->closes_on.days == 0 || date_at(w->now).days <= who->closes_on.days);
}

struct date answerer_ended_on(const struct answerer *who)
{
	struct date closed = who->closed_at.ms == 0 ? (struct date){ 0 } : date_at(who->closed_at);

	if (closed.days == 0 || (who->closes_on.days != 0 && who->closes_on.days < closed.days))
		return who->closes_on;
	return closed;
}

/* ------------------------------------------------------------------ what is asked */

/* A page that was emptied again is not an answer. A statement's id begins with that of its criterion and a full stop. */
static struct rows *asked_rows(struct work *w, const struct answerer *who)
{
	return db_ask(w,
	              "SELECT c.criterion, CASE WHEN s.id IS NOT NULL AND (s.placed IS NOT NULL OR s.strength <> '' "
	              "OR s.development <> '' OR EXISTS (SELECT 1 FROM statement_rating a "
	              "WHERE a.partnership = $1 AND a.participant = $4 "
	              "AND SUBSTR(a.statement, 1, LENGTH(c.criterion) + 1) = c.criterion || '.')) THEN 1 ELSE 0 END "
	              "FROM round_group_criterion g "
	              "JOIN round_criterion c ON c.partnership = $1 AND c.round = $2 AND c.criterion = g.criterion "
	              "LEFT JOIN response s ON s.partnership = $1 AND s.participant = $4 AND s.criterion = g.criterion "
	              "WHERE g.partnership = $1 AND g.round_group = $3 ORDER BY c.position, c.criterion",
	              V(w->partnership), V(who->round), V(who->round_group), V(who->id));
}

bool asked_of(struct work *w, const struct answerer *who, struct asked_list *asked)
{
	const struct rows *rows = asked_rows(w, who);

	*asked = (struct asked_list){ 0 };
	if (rows == NULL)
		return false;
	for (size_t i = 0; i < rows->len; i++)
		list_add(w->arena, asked, ((struct asked){ row_text(rows, i, 0), row_flag(rows, i, 1) }));
	return true;
}

size_t asked_answered(const struct asked_list *asked)
{
	size_t answered = 0;

	for (size_t i = 0; i < asked->len; i++)
		answered += asked->at[i].is_answered;
	return answered;
}

size_t asked_place(const struct asked_list *asked, const char *criterion)
{
	size_t i = 0;

	while (i < asked->len && !text_equal(asked->at[i].criterion, criterion))
		i++;
	return i;
}

const char *asked_next(const struct asked_list *asked, size_t from)
{
	for (size_t i = from; i < asked->len; i++) {
		if (!asked->at[i].is_answered)
			return asked->at[i].criterion;
	}
	return NULL;
}

/* ------------------------------------------------------------------ what was said */

static bool read_ratings(struct work *w, const struct answerer *who, const char *criterion, struct response *response)
{
	const struct rows *rows;

	if (!text_equal(who->depth, "statements"))
		return true;
	rows = db_ask(w,
	              "SELECT statement, placed FROM statement_rating WHERE partnership = $1 AND participant = $2 "
	              "AND SUBSTR(statement, 1, LENGTH($3) + 1) = $3 || '.' ORDER BY statement",
	              V(w->partnership), V(who->id), V(criterion));
	for (size_t i = 0; rows != NULL && i < rows->len; i++)
		list_add(w->arena, &response->ratings,
		         ((struct rating){ row_text(rows, i, 0), (int)row_int(rows, i, 1) }));
	return rows != NULL;
}

bool response_of(struct work *w, const struct answerer *who, const char *criterion, struct response *response)
{
	const struct rows *rows = db_ask(w,
	                                 "SELECT id, version, strength, development, reason, COALESCE(placed, -2), "
	                                 "saved_at FROM response "
	                                 "WHERE partnership = $1 AND participant = $2 AND criterion = $3",
	                                 V(w->partnership), V(who->id), V(criterion));

	*response = (struct response){ .strength = "", .development = "", .reason = "", .placed = PLACED_NOT_SAID };
	if (rows == NULL)
		return false;
	if (rows->len == 0)
		return true;
	response->id = row_int(rows, 0, 0);
	response->version = row_int(rows, 0, 1);
	response->strength = row_text(rows, 0, 2);
	response->development = row_text(rows, 0, 3);
	response->reason = row_text(rows, 0, 4);
	response->placed = (int)row_int(rows, 0, 5);
	response->saved_at = row_moment(rows, 0, 6);
	return read_ratings(w, who, criterion, response);
}

int rating_of(const struct response *response, const char *statement)
{
	for (size_t i = 0; i < response->ratings.len; i++) {
		if (text_equal(response->ratings.at[i].statement, statement))
			return response->ratings.at[i].placed;
	}
	return PLACED_NOT_SAID;
}

bool response_says_something(const struct response *response)
{
	return response->placed != PLACED_NOT_SAID || response->ratings.len > 0 || !text_is_empty(response->strength) ||
	       !text_is_empty(response->development) || !text_is_empty(response->reason);
}
