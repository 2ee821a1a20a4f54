/* One comment on the checking page. See culture/words_check.h. */
#include <string.h>

#include "base/text.h"
#include "culture/words_check.h"
#include "culture/words_reason.h"

const char *check_field(struct arena *arena, const char *name, int64_t position)
{
	return text_format(arena, "%s-%lld", name, (long long)position);
}

static void add_piece(struct arena *arena, struct check_card *card, const char *from, size_t len, bool is_hint)
{
	if (len > 0)
		list_add(arena, &card->pieces, ((struct check_piece){ text_copy_bytes(arena, from, len), is_hint }));
}

/* The words, cut where hints begin and end. */
static void add_pieces(struct arena *arena, struct check_card *card)
{
	const char *words = card->item->words->words;
	size_t at = 0;

	for (size_t i = 0; i < card->item->hints.len; i++) {
		const struct hint *hint = &card->item->hints.at[i];

		add_piece(arena, card, words + at, hint->at - at, false);
		add_piece(arena, card, words + hint->at, hint->len, true);
		at = hint->at + hint->len;
	}
	add_piece(arena, card, words + at, strlen(words + at), false);
}

/* "“Mary Smith” is what may be a name; ..." Each only once. */
static const char *close_says(struct arena *arena, const struct check_item *item)
{
	const char *says = "";

	for (size_t i = 0; i < item->hints.len && check_is_close(item); i++) {
		const struct hint *hint = &item->hints.at[i];
		const char *one = text_format(arena, "“%.*s” is %s", (int)hint->len, item->words->words + hint->at,
		                              hint_words(hint->kind));

		if (strstr(says, one) == NULL)
			says = text_format(arena, "%s%s%s", says, *says == '\0' ? "" : "; ", one);
	}
	return says;
}

/* A reason that goes with what was found; a person may choose another. */
static const char *likely_reason(const struct check_item *item)
{
	if (item->hints.len == 0)
		return "";
	return item->hints.at[0].kind == HINT_RELATIVE || item->hints.at[0].kind == HINT_POSTCODE ? "recognised"
	                                                                                          : "person";
}

static void add_reasons(struct work *w, const struct request *rq, struct check_card *card)
{
	const char *reason = form_has(rq, card->reason_name)      ? request_form(rq, card->reason_name)
	                     : *card->item->words->reason != '\0' ? card->item->words->reason
	                                                          : likely_reason(card->item);

	card->reasons = words_reason_choices(w->arena, reason);
}

static const char *decided_says(struct arena *arena, const struct words_check *words)
{
	const char *what = text_equal(words->decision, "kept")   ? "Kept as it is"
	                   : text_equal(words->decision, "held") ? "Held back"
	                                                         : "Something taken out";

	if (*words->decision == '\0')
		return "";
	return text_format(arena, "%s by %s on %s", what, *words->decided_by == '\0' ? "Cairn" : words->decided_by,
	                   date_text(arena, date_at(words->decided_at)));
}

static const char *typed_or(const struct request *rq, const char *name, const char *otherwise)
{
	return form_has(rq, name) ? request_form(rq, name) : otherwise;
}

static void name_fields(struct arena *arena, struct check_card *card)
{
	int64_t position = card->item->words->position;

	card->position = text_format(arena, "%lld", (long long)position);
	card->version_name = check_field(arena, "version", position);
	card->choice_name = check_field(arena, "choice", position);
	card->mark_id = check_field(arena, "mark", position);
	card->take_id = check_field(arena, "take", position);
	card->hold_id = check_field(arena, "hold", position);
	card->left_name = check_field(arena, "left", position);
	card->reason_name = check_field(arena, "reason", position);
	card->why_name = check_field(arena, "why", position);
}

/* What was typed, when the form came back; else what was decided. */
static void fill_fields(struct work *w, const struct request *rq, struct check_card *card)
{
	const struct words_check *words = card->item->words;
	bool is_shortened = text_equal(words->decision, "shortened");

	card->version = text_format(w->arena, "%lld", (long long)words->version);
	if (rq->mistakes.len > 0)
		card->version = typed_or(rq, card->version_name, card->version);
	card->choice = typed_or(rq, card->choice_name, words->decision);
	card->left = typed_or(rq, card->left_name, is_shortened ? words->left_words : words->words);
	card->why = typed_or(rq, card->why_name, words->reason_words);
	card->choice_mistake = form_mistake_of(rq, card->choice_name);
	card->left_mistake = form_mistake_of(rq, card->left_name);
	card->reason_mistake = form_mistake_of(rq, card->reason_name);
	card->why_mistake = form_mistake_of(rq, card->why_name);
	add_reasons(w, rq, card);
	card->is_unfolded =
		text_equal(card->choice, "shortened") || *card->left_mistake != '\0' || *card->why_mistake != '\0' ||
		(*card->close == '\0' && (text_equal(card->choice, "held") || *card->reason_mistake != '\0'));
}

struct check_card check_card(struct work *w, const struct request *rq, const struct check_item *item, size_t nth)
{
	struct check_card card = { .item = item,
		                   .heading = "",
		                   .nth = text_format(w->arena, "Comment %zu", nth),
		                   .about = text_format(w->arena, "%s: %s",
		                                        item->criterion == NULL ? item->words->criterion
		                                                                : item->criterion->name,
		                                        kind_words(item->words->kind)),
		                   .close = close_says(w->arena, item),
		                   .decided = decided_says(w->arena, item->words) };

	name_fields(w->arena, &card);
	add_pieces(w->arena, &card);
	fill_fields(w, rq, &card);
	return card;
}
