/* Reading the form of one criterion. */
#include <string.h>

#include "base/text.h"
#include "culture/answer_question.h"

const char *placed_value(struct arena *arena, int placed)
{
	switch (placed) {
	case PLACED_NOT_SAID:
		return "";
	case PLACED_DOES_NOT_APPLY:
		return "na";
	case PLACED_DONT_KNOW:
		return "dk";
	default:
		return text_format(arena, "%d", placed);
	}
}

static bool placed_read(const char *value, int *placed)
{
	static const struct {
		const char *value;
		int placed;
	} places[] = { { "", PLACED_NOT_SAID },
		       { "dk", PLACED_DONT_KNOW },
		       { "na", PLACED_DOES_NOT_APPLY },
		       { "1", 1 },
		       { "2", 2 },
		       { "3", 3 },
		       { "4", 4 },
		       { "5", PLACED_MOST } };

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		if (strcmp(places[i].value, value) == 0) {
			*placed = places[i].placed;
			return true;
		}
	}
	return false;
}

bool answer_text_read(struct work *w, struct request *rq, const char *name, const char **text)
{
	size_t characters;

	*text = text_trim(w->arena, request_form(rq, name));
	characters = text_characters(*text);
	if (characters <= ANSWER_MOST)
		return true;
	return form_mistake(w, rq, name, "This is %s characters long. Shorten it to %s or fewer.",
	                    text_of_count(w->arena, (int64_t)characters), text_of_count(w->arena, ANSWER_MOST));
}

static bool read_placed(struct work *w, struct request *rq, const char *name, int *placed)
{
	*placed = PLACED_NOT_SAID;
	return placed_read(request_form(rq, name), placed) ||
	       form_mistake(w, rq, name, "Choose one of the descriptions, or leave this out.");
}

/* A statement's id begins with that of its criterion and a full stop; it is also the name of its field. */
bool answer_form_rates(const struct request *rq)
{
	const char *criterion = path_part(rq, "criterion");
	const struct pair *field;

	for EACH(field, &rq->form) {
		if (text_starts(field->name, criterion) && field->name[strlen(criterion)] == '.' &&
		    *field->value != '\0')
			return true;
	}
	return false;
}

bool answer_ratings_read(struct work *w, struct request *rq, const struct pack_criterion *criterion,
                         answer_place_reader *read, struct response *said)
{
	const struct pack_statement *statement;
	bool good = true;

	for EACH(statement, &criterion->statements) {
		struct rating rating = { statement->id, PLACED_NOT_SAID };

		good = read(w, rq, statement->id, &rating.placed) && good;
		if (rating.placed != PLACED_NOT_SAID)
			list_add(w->arena, &said->ratings, rating);
	}
	return good;
}

bool answer_form_read(struct work *w, struct request *rq, const struct pack_criterion *criterion, struct response *said)
{
	bool good = true;

	*said = (struct response){ 0 };
	if (!text_to_int(request_form(rq, "version"), &said->version))
		said->version = 0; /* a form that lost it is as old as can be */
	good = answer_text_read(w, rq, "strength", &said->strength) && good;
	good = read_placed(w, rq, "placed", &said->placed) && good;
	good = answer_text_read(w, rq, "reason", &said->reason) && good;
	good = answer_text_read(w, rq, "development", &said->development) && good;
	if (criterion != NULL)
		good = answer_ratings_read(w, rq, criterion, read_placed, said) && good;
	return good;
}
