/* What adds and changes an action: see store/action.h. Every act leaves a line of history and ends with one event. */
#include "base/json.h"
#include "base/text.h"
#include "store/action.h"
#include "store/event.h"
#include "store/role.h"
#include "store/search_records.h"

/* ------------------------------------------------------------------ what must hold */

/* The name of an owner as it is now; `must_be_able`: they must belong here, and may do more than read. */
static bool owner_name(struct work *w, const struct action *action, bool must_be_able, const char **name)
{
	const struct rows *rows;

	*name = action->owner_name;
	if (action->owner == 0)
		return true;
	rows = db_ask(w,
	              "SELECT a.name, CASE WHEN m.ended_at IS NULL THEN m.role ELSE '' END FROM membership m "
	              "JOIN account a ON a.id = m.account WHERE m.partnership = $1 AND m.account = $2",
	              V(w->partnership), V(action->owner));
	if (rows == NULL)
		return false;
	if (rows->len == 0 || (must_be_able && !role_may(row_text(rows, 0, 1), MAY_CONTRIBUTE)))
		return fault(w, FAULT_CONFLICT,
		             "That person has left the partnership, or may only read here. Choose another owner.");
	*name = row_text(rows, 0, 0);
	return true;
}

static bool may_wait(struct work *w, const struct action *action)
{
	bool may;

	return action_may_wait(w, action->id, action->waits_for, &may) &&
	       (may || fault(w, FAULT_CONFLICT,
	                     "What it would wait for waits for this one already, or is gone. Choose another."));
}

/* ------------------------------------------------------------------ what is kept of the act */

static bool keep_said(struct work *w, const struct action *action, const char *owner, const char *said)
{
	return db_run(w,
	              "INSERT INTO action_said (partnership, action, version, at, who, said, what, kind, owner_name, "
	              "due_on, status, waits_for) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULLIF($12, "
	              "0))",
	              V(w->partnership), V(action->id), V(action->version), V(w->now),
	              V(w->person == NULL ? "" : w->person), V(said), V(action->what), V(action->kind), V(owner),
	              V(action->due_on), V(action->status), V(action->waits_for)) == 1;
}

/* {"said":"...","action":{...}} */
static const char *act_as_json(struct work *w, const struct action *action, const char *said)
{
	struct out out = { .arena = w->arena };

	json_open(&out, '{');
	json_name(&out, "said");
	json_text(&out, said);
	json_name(&out, "action");
	json_record(&out, &action_record, action);
	json_close(&out, '}');
	return out_html(&out).at;
}

static bool finish(struct work *w, const struct action *action, const char *owner, const char *said, const char *kind)
{
	return keep_said(w, action, owner, said) && search_action(w, action->id) &&
	       event_record(w, kind, "action", action->id, act_as_json(w, action, said));
}

/* ------------------------------------------------------------------ the acts */

static bool insert_action(struct work *w, const struct action *action)
{
	return db_run(w,
	              "INSERT INTO action (partnership, id, what, kind, round, criterion, criterion_name, position, "
	              "owner, owner_name, due_on, status, waits_for, is_example, made_by, made_at, version) "
	              "VALUES ($1, $2, $3, $4, NULLIF($5, 0), $6, $7, NULLIF($8, 0), NULLIF($9, 0), $10, $11, 'todo', "
	              "NULLIF($12, 0), $13, $14, $15, 1)",
	              V(w->partnership), V(action->id), V(action->what), V(action->kind), V(action->round),
	              V(action->criterion), V(action->criterion_name), V(action->position), V(action->owner),
	              V(action->owner_name), V(action->due_on), V(action->waits_for), V(action->is_example),
	              V(action->made_by), V(action->made_at)) == 1;
}

bool action_add(struct work *w, struct action *action)
{
	const char *owner;

	action->id = db_new_id(w, "action");
	action->status = "todo";
	action->outcome = "";
	action->made_by = w->person == NULL ? "" : w->person;
	action->made_at = w->now;
	action->version = 1;
	return action->id != 0 && owner_name(w, action, true, &owner) && may_wait(w, action) &&
	       insert_action(w, action) && finish(w, action, owner, "", "added");
}

static int64_t update_action(struct work *w, const struct action *action)
{
	return db_run(w,
	              "UPDATE action SET what = $4, kind = $5, owner = NULLIF($6, 0), owner_name = $7, due_on = $8, "
	              "status = $9, outcome = $10, ended_at = $11, waits_for = NULLIF($12, 0), version = version + 1 "
	              "WHERE partnership = $1 AND id = $2 AND version = $3",
	              V(w->partnership), V(action->id), V(action->version), V(action->what), V(action->kind),
	              V(action->owner), V(action->owner_name), V(action->due_on), V(action->status), V(action->outcome),
	              V(action->ended_at), V(action->waits_for));
}

/* What follows from where it stands now: whether it has ended, when, and with what. */
static void settle(struct action *after, const struct action *before, const char *said, struct moment now)
{
	bool is_open = action_is_open(after->status), is_same = text_equal(after->status, before->status);

	if (is_open)
		after->ended_at = (struct moment){ 0 };
	else if (!is_same || before->ended_at.ms == 0)
		after->ended_at = now;
	if (is_open)
		after->outcome = "";
	else if (!text_is_empty(said))
		after->outcome = said;
}

bool action_change(struct work *w, const struct action *action, const char *said)
{
	const struct action *before = action_by_id(w, action->id);
	struct action after = *action; /* a copy: the change may be run again */
	const char *owner;
	int64_t changed;

	if (before == NULL || !owner_name(w, &after, after.owner != before->owner, &owner) || !may_wait(w, &after))
		return false;
	after.outcome = before->outcome;
	after.ended_at = before->ended_at;
	settle(&after, before, said, w->now);
	changed = update_action(w, &after);
	if (changed == 0)
		return fault(w, FAULT_CONFLICT,
		             "Somebody else changed this action while you were working on it. What you typed is below; "
		             "compare, then save again.");
	after.version++;
	return changed == 1 && finish(w, &after, owner, said, "changed");
}
