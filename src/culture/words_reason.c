#include "culture/words_reason.h"

#include "base/text.h"
#include "store/words.h"

struct choices words_reason_choices(struct arena *arena, const char *chosen)
{
	struct choices choices = { 0 };

	list_add(arena, &choices, ((struct choice){ .value = "", .label = "Choose a reason" }));
	for (size_t i = 0; i < WORDS_REASONS; i++)
		list_add(arena, &choices,
		         ((struct choice){ .value = words_reasons[i].key,
		                           .label = words_reasons[i].says,
		                           .chosen = text_equal(words_reasons[i].key, chosen) }));
	return choices;
}

bool words_why_read(struct work *w, struct request *rq, struct words_why *why)
{
	const struct words_reason *reason = words_reason_by(request_form(rq, why->reason_field));
	const char *words = text_trim(w->arena, request_form(rq, why->why_field));

	why->reason_words = "";
	if (reason == NULL)
		return form_mistake(w, rq, why->reason_field, "Choose why something is taken out or held back.");
	why->reason = reason->key;
	if (!text_equal(reason->key, "other"))
		return true;
	why->reason_words = words;
	if (*words == '\0')
		return form_mistake(w, rq, why->why_field, "Say the other reason in a few words.");
	return text_characters(words) <= WORDS_WHY_MOST ||
	       form_mistake(w, rq, why->why_field, "Shorten the reason to %d characters.", WORDS_WHY_MOST);
}

bool words_left_is_right(struct work *w, struct request *rq, const char *field, const struct shortened *shortened)
{
	switch (shortened->became) {
	case SHORTEN_DONE:
		return true;
	case SHORTEN_NOTHING:
		return form_mistake(w, rq, field,
		                    "Nothing is taken out of this comment. Take words out, or leave it as it is.");
	case SHORTEN_ALL:
		return form_mistake(
			w, rq, field,
			"Nothing would be left of this comment. Take out, or hold back, all of it instead.");
	case SHORTEN_ADDED:
		return form_mistake(
			w, rq, field,
			"“%s” was not written there. You can take words out; you cannot add, change or move any.",
			shortened->added);
	case SHORTEN_TOO_LONG:
		break;
	}
	return form_mistake(w, rq, field, "This is too long to be shortened. Take out, or hold back, all of it.");
}
