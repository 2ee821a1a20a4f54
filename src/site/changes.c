#include "site/changes.h"

#include "base/text.h"
#include "db/db.h"
#include "store/role.h"
#include "web/answer.h"

#define PAGE_LENGTH 50

ROW_TYPE(change_row, CHANGE_FIELDS);
PAGE_TYPE(changes, CHANGES_PAGE);

/* ------------------------------------------------------------------ in words */

/* What is said of an act on a kind of record. A title, where there is one, follows. */
struct saying {
	const char *kind, *record, *says;
};

static const struct saying sayings[] = {
	{ "started", "round", "set up the round" },
	{ "changed", "round", "changed the round" },
	{ "opened", "round", "opened the round" },
	{ "closed", "round", "closed the round" },
	{ "checked words of", "round", "checked words of" },
	{ "released the words of", "round", "released the words of" },
	{ "took something out of the words of", "round", "took something out of the words of" },
	{ "shown", "evidence", "showed a piece of evidence" },
	{ "held", "evidence", "held back a piece of evidence" },
	{ "tagged words of", "round", "tagged words of" },
	{ "took a tag away from the words of", "round", "took a tag away from the words of" },
	{ "invited", "round", "made links for" },
	{ "made papers for", "round", "made paper forms for" },
	{ "invited", "person", "invited somebody" },
	{ "made a password link for", "person", "made a password link" },
	{ "withdrew an invitation", "person", "withdrew an invitation" },
	{ "removed", "person", "removed somebody" },
	{ "erased", "person", "erased somebody who has left" },
	{ "loaded", "framework", "loaded the framework" },
	{ "loaded", "wording", "loaded the official wording" },
	{ "added", "group", "added the group" },
	{ "changed", "group", "changed the group" },
	{ "added", "voice", "added the voice" },
	{ "changed", "voice", "changed the voice" },
	{ "saved", "agenda", "chose what to talk about" },
	{ "changed", "agenda", "changed what to talk about" },
	{ "skipped", "criterion", "skipped a criterion in a talk" },
	{ "recorded", "position", "recorded a position" },
	{ "changed", "position", "changed a position" },
	{ "added", "action", "added an action" },
	{ "changed", "action", "said how an action goes" },
	{ "wrote down", "practice", "wrote down what was practised by" },
	{ "changed", "practice", "changed what was practised by" },
	{ "added", "outcome", "added the outcome" },
	{ "changed", "outcome", "changed the outcome" },
	{ "loaded", "outcome set", "loaded the set" },
	{ "changed", "look", "changed the look of Word reports with" },
	{ "removed", "look", "took away the look of Word reports" },
	{ "created", "partnership", "set up the partnership" },
	{ "saved", "privacy notice", "saved the privacy notice" },
	{ "changed", "retention", "changed how long records are kept" },
	{ "asked for", "clearout", "asked for a clear-out" },
	{ "asked for", "officers", "asked for a document for officers" },
	{ "asked for", "document", "asked for a report as a document" },
	{ "asked for", "check", "asked for a check" },
	{ "stopped", "check", "stopped a check" },
	{ "took out", "partnership", "took everything out to a file" },
	{ "asked for", "takeout", "asked for a take-out of everything" },
	{ "stopped", "takeout", "stopped a take-out" },
	{ "downloaded", "takeout", "downloaded a take-out of everything" },
	{ "removed", "takeout", "removed the file of a take-out" },
};

/* An act as it is kept, and what the sentence needs besides: of a group its name, of a person the role,
 * whether it is their own doing and whether it is how they came in. */
struct act {
	const struct happening *event;
	const char *payload; /* "" when it was erased, or says nothing here */
	bool is_own, is_first;
};

static const char *role_sentence(struct arena *arena, const struct act *act)
{
	const char *role = role_name(act->payload);

	if (act->is_own && act->is_first)
		return *role == '\0' ? "joined" : text_format(arena, "joined as %s", role);
	if (act->is_own)
		return *role == '\0' ? "took another role" : text_format(arena, "took the role %s", role);
	if (act->is_first)
		return *role == '\0' ? "let somebody in" : text_format(arena, "let somebody in as %s", role);
	return *role == '\0' ? "gave somebody a role" : text_format(arena, "gave somebody the role %s", role);
}

static const char *sentence_of(struct arena *arena, const struct act *act)
{
	const struct happening *event = act->event;
	const char *title = *event->title != '\0' ? event->title : act->payload;

	if (text_equal(event->record, "person") && text_equal(event->kind, "gave a role to"))
		return role_sentence(arena, act);
	for (size_t i = 0; i < sizeof sayings / sizeof sayings[0]; i++) {
		const struct saying *saying = &sayings[i];

		if (!text_equal(event->kind, saying->kind) || !text_equal(event->record, saying->record))
			continue;
		return text_format(arena, "%s%s%s", saying->says, *title == '\0' ? "" : " ", title);
	}
	return text_format(arena, "%s the %s%s%s", event->kind, event->record, *title == '\0' ? "" : " ", title);
}

/* ------------------------------------------------------------------ reading */

/* Payloads that are one word or name, by the number of the event. Others are JSON and not for people. */
static struct rows *payloads_of(struct work *w, int64_t from, int64_t to)
{
	return db_ask(w,
	              "SELECT e.number, COALESCE(p.payload, ''), CASE WHEN e.account = e.record_id THEN 1 ELSE 0 END, "
	              "CASE WHEN m.began_at = e.at THEN 1 ELSE 0 END "
	              "FROM event e LEFT JOIN event_payload p ON p.partnership = e.partnership AND p.number = e.number "
	              "LEFT JOIN membership m ON m.partnership = e.partnership AND m.number = e.record_id "
	              "AND e.record = 'person' "
	              "WHERE e.partnership = $1 AND e.number >= $2 AND e.number <= $3 "
	              "AND (e.record IN ('group', 'voice', 'practice', 'outcome', 'outcome set') OR (e.record = "
	              "'person' AND e.kind = 'gave a "
	              "role to'))",
	              V(w->partnership), V(from), V(to));
}

static struct act act_of(const struct rows *payloads, const struct happening *event)
{
	for (size_t i = 0; i < payloads->len; i++) {
		if (row_int(payloads, i, 0) == event->number)
			return (struct act){ event, row_text(payloads, i, 1), row_int(payloads, i, 2) == 1,
				             row_int(payloads, i, 3) == 1 };
	}
	return (struct act){ event, "", false, false };
}

bool changes_newest(struct work *w, int64_t most, int64_t skip, struct change_list *changes)
{
	LIST(struct happening) events = { 0 };
	const struct rows *payloads;

	if (!events_newest(w, most, skip, (struct list_any *)(void *)&events))
		return false;
	if (events.len == 0)
		return true;
	payloads = payloads_of(w, events.at[events.len - 1].number, events.at[0].number);
	if (payloads == NULL)
		return false;
	for (size_t i = 0; i < events.len; i++) {
		struct act act = act_of(payloads, &events.at[i]);

		list_add(w->arena, changes,
		         ((struct change_row){ .at = events.at[i].at,
		                               .who = *events.at[i].who == '\0' ? "Cairn" : events.at[i].who,
		                               .what = sentence_of(w->arena, &act) }));
	}
	return true;
}

/* How many to pass over for those before a place; 0 is the end. */
static int64_t skip_to(int64_t before, int64_t all)
{
	return before < 1 || before > all ? 0 : all - before + 1;
}

bool show_changes(struct work *w, struct request *rq)
{
	struct changes_page page = { 0 };
	struct change_list changes = { 0 };
	int64_t before = 0, all, skip;

	text_to_int(request_query(rq, "before"), &before);
	if (!events_to_read(w, &all))
		return answer_fault(w, rq);
	skip = skip_to(before, all);
	if (!changes_newest(w, PAGE_LENGTH, skip, &changes))
		return answer_fault(w, rq);
	list_share(&page.changes, &changes);
	if (all - skip > PAGE_LENGTH)
		page.older = all - skip - PAGE_LENGTH + 1;
	return answer(w, rq, VIEW(changes, &page));
}
