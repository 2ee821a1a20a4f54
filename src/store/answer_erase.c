#include "store/answer_erase.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "store/answer_parts.h"
#include "store/event.h"
#include "store/typed_code.h"
#include "store/words.h"
#include "store/words_parts.h"

ROW_TYPE(erasable, ERASABLE_FIELDS);

/* ------------------------------------------------------------------ the number */

#define LETTERS "23456789cdfhjklmnpqrtvwx" /* as typed codes have them */

enum { CHECK_CHARACTERS = 8 };

/* Each character of two hexadecimal digits of a keyed digest. */
static const char *check_of(struct arena *arena, const char *token_hash)
{
	const char *digest = hash_keyed(arena, token_hash, "erase my answers");
	char check[CHECK_CHARACTERS + 1] = "";

	for (size_t i = 0; i < CHECK_CHARACTERS; i++) {
		const char two[3] = { digest[2 * i], digest[2 * i + 1], '\0' };

		check[i] = LETTERS[(size_t)strtoul(two, NULL, 16) % (sizeof LETTERS - 1)];
	}
	return text_copy(arena, check);
}

/* Null with the fault set; "" when there is no such link. */
static const char *check_by_id(struct work *w, int64_t participant)
{
	struct rows *rows = db_ask(w, "SELECT token_hash FROM participant WHERE partnership = $1 AND id = $2",
	                           V(w->partnership), V(participant));

	if (rows == NULL)
		return NULL;
	return rows->len == 0 ? "" : check_of(w->arena, row_text(rows, 0, 0));
}

const char *erasure_number(struct work *w, int64_t participant)
{
	const char *check = check_by_id(w, participant);

	return check == NULL
	               ? NULL
	               : text_format(w->arena, "%lld-%s", (long long)participant, typed_code_shown(w->arena, check));
}

/* The letters and digits of what was typed: the last eight are the check, those before it the number. */
static bool read_number(struct arena *arena, const char *typed, int64_t *participant, const char **check)
{
	char *all = text_fold(arena, typed);
	size_t len = 0;

	for (const char *from = all; *from != '\0'; from++) {
		if ((*from >= 'a' && *from <= 'z') || (*from >= '0' && *from <= '9'))
			all[len++] = *from;
	}
	all[len] = '\0';
	if (len <= CHECK_CHARACTERS || len > CHECK_CHARACTERS + 15)
		return false;
	*check = typed_code_read(arena, all + len - CHECK_CHARACTERS);
	return *check != NULL && text_to_int(text_copy_bytes(arena, all, len - CHECK_CHARACTERS), participant);
}

/* ------------------------------------------------------------------ what they wrote */

struct written {
	const char *criterion, *kind, *words;
};

struct written_list {
	size_t len, cap;
	struct written *at;
};

static bool written_by(struct work *w, int64_t participant, struct written_list *list)
{
	static const char *const kinds[] = { "strength", "development", "reason" };
	struct rows *rows = db_ask(w,
	                           "SELECT criterion, strength, development, reason FROM response "
	                           "WHERE partnership = $1 AND participant = $2 ORDER BY id",
	                           V(w->partnership), V(participant));

	for (size_t i = 0; rows != NULL && i < rows->len; i++) {
		for (size_t kind = 0; kind < 3; kind++) {
			const char *words = text_trim(w->arena, row_text(rows, i, kind + 1));

			if (*words != '\0')
				list_add(w->arena, list,
				         ((struct written){ row_text(rows, i, 0), kinds[kind], words }));
		}
	}
	return rows != NULL;
}

/* Released word for word, or with something taken out of it. */
static bool is_what_is_left(struct arena *arena, const char *written, const char *released)
{
	struct shortened shortened;

	if (strchr(released, '[') == NULL)
		return false;
	shortened = shorten(arena, written, released, MARK_SOMETHING);
	return shortened.became == SHORTEN_DONE && text_equal(shortened.left, released);
}

/* One that is released of what they wrote: as it is, or else shortened. *place is 0 for none. */
static bool released_of(struct work *w, int64_t round, const struct written *written, int64_t *place, const char **seen)
{
	struct rows *rows =
		db_ask(w,
	               "SELECT position, words FROM released_words WHERE partnership = $1 AND round = $2 "
	               "AND criterion = $3 AND kind = $4 AND words <> '' "
	               "ORDER BY CASE WHEN words = $5 THEN 0 ELSE 1 END, position",
	               V(w->partnership), V(round), V(written->criterion), V(written->kind), V(written->words));

	*place = 0;
	for (size_t i = 0; rows != NULL && i < rows->len && *place == 0; i++) {
		const char *words = row_text(rows, i, 1);

		if (text_equal(words, written->words) || is_what_is_left(w->arena, written->words, words)) {
			*place = row_int(rows, i, 0);
			*seen = words;
		}
	}
	return rows != NULL;
}

/* ------------------------------------------------------------------ looking */

static bool count_answers(struct work *w, struct erasable *erasable)
{
	struct rows *rows = db_ask(w,
	                           "SELECT COUNT(*), MIN(saved_at), MAX(saved_at), "
	                           "(SELECT COUNT(*) FROM statement_rating s WHERE s.partnership = $1 AND "
	                           "s.participant = $2), (SELECT COUNT(*) FROM evidence e WHERE e.partnership = $1 AND "
	                           "e.participant = $2) FROM response WHERE partnership = $1 AND participant = $2",
	                           V(w->partnership), V(erasable->participant));

	if (rows == NULL)
		return false;
	erasable->criteria = row_int(rows, 0, 0);
	erasable->first_at = row_moment(rows, 0, 1);
	erasable->last_at = row_moment(rows, 0, 2);
	erasable->statements = row_int(rows, 0, 3);
	erasable->pieces = row_int(rows, 0, 4);
	return true;
}

static bool count_words(struct work *w, struct erasable *erasable)
{
	struct written_list written = { 0 };
	const struct written *one;

	if (!written_by(w, erasable->participant, &written))
		return false;
	for
		EACH(one, &written)
		{
			const char *seen;
			int64_t place, waiting;

			if (!released_of(w, erasable->round, one, &place, &seen) ||
			    !words_waiting_of(w, erasable->round, one->criterion, one->kind, one->words, &waiting))
				return false;
			erasable->released += place != 0;
			erasable->waiting += waiting > 0;
		}
	return true;
}

/* Whether that link is of the round of this number, which has been opened. */
static bool is_of_round(struct work *w, int64_t round, int64_t participant, bool *is)
{
	struct rows *rows = db_ask(w,
	                           "SELECT 1 FROM participant p JOIN round r ON r.partnership = p.partnership "
	                           "AND r.id = p.round WHERE p.partnership = $1 AND p.id = $2 AND p.round = $3 "
	                           "AND r.state <> 'draft'",
	                           V(w->partnership), V(participant), V(round));

	*is = rows != NULL && rows->len == 1;
	return rows != NULL;
}

bool erasable_by_number(struct work *w, int64_t round, const char *typed, bool *found, struct erasable *erasable)
{
	const char *check, *right;

	*erasable = (struct erasable){ .round = round };
	*found = read_number(w->arena, typed, &erasable->participant, &check);
	if (!*found)
		return true;
	right = check_by_id(w, erasable->participant);
	if (right == NULL || !is_of_round(w, round, erasable->participant, found))
		return false;
	*found = *found && text_equal(check, right);
	return !*found || (count_answers(w, erasable) && count_words(w, erasable));
}

/* ------------------------------------------------------------------ inside a change */

/* Words that wait for their release go with the answer; those released go when that is wanted. */
static bool forget_words(struct work *w, const struct answers_erasing *erasing, const struct written *written)
{
	struct words_taking_out taking = {
		.round = erasing->round, .left = "", .reason = "other", .reason_words = "Taken back by whoever wrote it"
	};

	if (!words_forget(w, erasing->round, written->criterion, written->kind, written->words))
		return false;
	if (!erasing->take_out)
		return true;
	return released_of(w, erasing->round, written, &taking.place, &taking.seen) &&
	       (taking.place == 0 || words_take_out(w, &taking));
}

/* So that a round which closes just now has closed, words to check and all, before anything is looked for. */
static bool hold_round(struct work *w, int64_t round)
{
	return db_run(w, "UPDATE round SET state = state WHERE partnership = $1 AND id = $2", V(w->partnership),
	              V(round)) >= 0;
}

bool answers_erase(struct work *w, const struct answers_erasing *erasing)
{
	struct written_list written = { 0 };
	const struct written *one;
	int64_t dropped;
	bool is;

	if (!hold_round(w, erasing->round) || !is_of_round(w, erasing->round, erasing->participant, &is))
		return false;
	if (!is)
		return fault(w, FAULT_NOT_FOUND, "There is no such link in this round.");
	if (!words_hold_release(w, erasing->round) || !written_by(w, erasing->participant, &written))
		return false;
	for
		EACH(one, &written)
		{
			if (!forget_words(w, erasing, one))
				return false;
		}
	if (!answers_drop(w, erasing->participant, &dropped))
		return false;
	if (dropped == 0)
		return fault(w, FAULT_CONFLICT, "Nothing is kept for this number any more.");
	return event_record(w, "erased", "participant", erasing->participant, NULL);
}
