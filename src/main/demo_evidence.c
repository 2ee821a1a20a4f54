/*
 * What invented participants of the demonstration bring along as evidence, and the facilitator who looks at it after the close. A piece that the file
 * says nothing of waits: so there is one to look at.
 */
#include <string.h>

#include "base/file_type.h"
#include "base/text.h"
#include "main/demo.h"
#include "store/evidence_check.h"

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}

/* A file is written out in the demonstration itself, and told from its bytes like any other. */
static bool read_file(struct work *w, const json_t *described, struct evidence_giving *giving)
{
	const char *content = text_of(described, "content");
	const struct file_type *type;

	if (*content == '\0')
		return true;
	giving->name = text_of(described, "file");
	giving->content = (struct blob){ (const unsigned char *)content, strlen(content) };
	type = file_type_of(w->arena, &w->fault, giving->name, giving->content);
	giving->type = type == NULL ? "" : type->type;
	return type != NULL;
}

static bool bring(struct work *w, const char *token, const json_t *described)
{
	struct evidence_giving giving = { .token = token,
		                          .criterion = text_of(described, "criterion"),
		                          .words = text_of(described, "words"),
		                          .link = text_of(described, "link"),
		                          .name = "",
		                          .type = "" };

	return read_file(w, described, &giving) && evidence_give(w, &giving);
}

bool demo_evidence_bring(struct work *w, const json_t *round, const char *group, int64_t person, const char *token)
{
	const json_t *one, *all = json_object_get(round, "evidence");
	size_t i;

	json_array_foreach(all, i, one)
	{
		if (text_equal(text_of(one, "group"), group) &&
		    json_integer_value(json_object_get(one, "person")) == person && !bring(w, token, one))
			return false;
	}
	return true;
}

static bool decide(struct work *w, int64_t round, const struct evidence_check *check, const json_t *described)
{
	const struct evidence_decision decision = { .round = round,
		                                    .id = check->id,
		                                    .version = check->version,
		                                    .decision = text_of(described, "decision"),
		                                    .reason = text_of(described, "reason"),
		                                    .reason_words = "" };

	return *decision.decision == '\0' || evidence_decide(w, &decision);
}

bool demo_evidence_look(struct work *w, int64_t round, const json_t *described)
{
	const json_t *one, *all = json_object_get(described, "evidence");
	struct evidence_checks checks = { 0 };
	size_t i;

	if (!evidence_to_check(w, round, &checks))
		return false;
	for (size_t c = 0; c < checks.len; c++) {
		json_array_foreach(all, i, one)
		{
			if (text_equal(text_of(one, "words"), checks.at[c].words) &&
			    !decide(w, round, &checks.at[c], one))
				return false;
		}
	}
	return true;
}
