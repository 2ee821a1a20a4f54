/*
 * Forms: from a field of a record to what its view shows.
 */
#include "web/parts/form_parts.h"

#include "base/text.h"

struct form form_of(struct work *w, const struct request *rq, const struct record_type *type, const void *record)
{
	return (struct form){ .rq = rq, .type = type, .record = record, .arena = w->arena };
}

static const char *or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

/* Whether the page is shown because a form came back, so that what was typed is what counts. */
static bool form_came_back(const struct request *rq)
{
	return rq->form.len > 0;
}

static void describe(struct arena *arena, struct form_field *f)
{
	f->hint_id = *f->hint == '\0' ? "" : text_format(arena, "%s-hint", f->name);
	f->mistake_id = *f->mistake == '\0' ? "" : text_format(arena, "%s-mistake", f->name);
	f->described_by = text_trim(arena, text_format(arena, "%s %s", f->hint_id, f->mistake_id));
}

static struct form_field *field_named(struct arena *arena, const struct request *rq, const char *name,
                                      const char *label, const char *hint)
{
	struct form_field *f = NEW(arena, struct form_field);

	*f = (struct form_field){ .name = name, .label = or_empty(label), .hint = or_empty(hint), .kind = "text" };
	f->mistake = form_mistake_of(rq, name);
	f->value = f->autocomplete = f->keyboard = f->accept = f->width = "";
	describe(arena, f);
	return f;
}

/* A field the record does not have is a mistake of the program: it shows its name, which nobody can miss. */
static struct form_field *field_of(const struct form *form, const char *name)
{
	const struct field *known = record_field(form->type, name);
	struct form_field *f;

	if (known == NULL)
		return field_named(form->arena, form->rq, name, name, NULL);
	f = field_named(form->arena, form->rq, name, known->label, known->hint);
	f->value = form_value(form->arena, form->rq, form->type, form->record, name);
	f->is_optional = !known->required;
	f->max = known->max == 0 ? FIELD_CHARACTERS : (int64_t)known->max;
	return f;
}

const struct form_field *text_input(const struct form *form, const char *name, const char *autocomplete)
{
	struct form_field *f = field_of(form, name);
	bool is_address = text_equal(autocomplete, "email") || text_equal(autocomplete, "username");

	f->kind = is_address ? "email" : "text";
	f->autocomplete = or_empty(autocomplete);
	f->no_spelling = is_address || text_equal(autocomplete, "name");
	return f;
}

const struct form_field *lines_input(const struct form *form, const char *name, int rows)
{
	struct form_field *f = field_of(form, name);

	f->rows = rows;
	return f;
}

const struct form_field *date_input(const struct form *form, const char *name)
{
	struct form_field *f = field_of(form, name);

	if (*f->hint == '\0') {
		f->hint = "For example, 22 November 2026";
		describe(form->arena, f);
	}
	f->autocomplete = "off";
	f->width = " ds_input--fixed-20";
	f->no_spelling = true;
	return f;
}

const struct form_field *number_input(const struct form *form, const char *name)
{
	struct form_field *f = field_of(form, name);

	f->keyboard = "numeric";
	f->autocomplete = "off";
	f->width = " ds_input--fixed-10";
	return f;
}

const struct form_field *password_input(const struct form *form, const char *name, const char *autocomplete)
{
	struct form_field *f = field_of(form, name);

	f->kind = "password";
	f->autocomplete = or_empty(autocomplete);
	f->value = "";
	f->no_spelling = true;
	return f;
}

const struct form_field *flag_input(const struct form *form, const char *name)
{
	struct form_field *f = field_of(form, name);

	f->is_ticked = text_equal(f->value, "yes");
	return f;
}

const struct form_field *file_input(struct arena *arena, const struct request *rq, const char *name, const char *label,
                                    const char *hint, const char *accept)
{
	struct form_field *f = field_named(arena, rq, name, label, hint);

	f->accept = or_empty(accept);
	return f;
}

static struct form_option *option_add(struct arena *arena, struct form_group *group, const struct choice *choice)
{
	const char *name = group->field->name;
	struct form_option *option = list_new(arena, &group->options);
	int number = (int)group->options.len;

	option->id = number == 1 ? name : text_format(arena, "%s-%d", name, number);
	option->value = choice->value;
	option->label = choice->label;
	option->hint = or_empty(choice->hint);
	option->hint_id = *option->hint == '\0' ? "" : text_format(arena, "%s-%d-hint", name, number);
	option->is_apart = choice->apart;
	return option;
}

/* The words a field may be, as choices that read well: "third_sector" is "Third sector". */
static const struct choices *choices_of_field(const struct form *form, const char *name)
{
	const struct field *known = record_field(form->type, name);
	struct choices *made = NEW(form->arena, struct choices);

	for (size_t i = 0; known != NULL && known->choices != NULL && known->choices[i] != NULL; i++) {
		char *label = text_copy(form->arena, known->choices[i]);

		for (char *c = label; *c != '\0'; c++)
			*c = *c == '_' ? ' ' : *c;
		if (label[0] >= 'a' && label[0] <= 'z')
			label[0] = (char)(label[0] - 'a' + 'A');
		list_add(form->arena, made, ((struct choice){ .value = known->choices[i], .label = label }));
	}
	return made;
}

const struct form_group *choice_group(const struct form *form, const char *name, const struct choices *options)
{
	struct form_group *group = NEW(form->arena, struct form_group);
	const struct choices *all = options == NULL ? choices_of_field(form, name) : options;
	bool has_value;

	group->field = field_of(form, name);
	has_value = *group->field->value != '\0' || form_came_back(form->rq);
	for (size_t i = 0; i < all->len; i++) {
		struct form_option *option = option_add(form->arena, group, &all->at[i]);

		option->is_chosen = has_value ? text_equal(group->field->value, option->value) : all->at[i].chosen;
	}
	return group;
}

const struct form_group *checks_group(struct arena *arena, const struct request *rq, const char *legend,
                                      const char *name, const char *hint, const struct choices *options)
{
	struct form_group *group = NEW(arena, struct form_group);

	group->field = field_named(arena, rq, name, legend, hint);
	for (size_t i = 0; i < options->len; i++) {
		struct form_option *option = option_add(arena, group, &options->at[i]);

		option->is_chosen = form_came_back(rq) ? form_ticked(rq, name, option->value) : options->at[i].chosen;
	}
	return group;
}

const struct mistake_links *mistake_links(struct arena *arena, const struct request *rq)
{
	struct mistake_links *links = NEW(arena, struct mistake_links);

	for (size_t i = 0; i < rq->mistakes.len; i++) {
		struct mistake_link *link = list_new(arena, &links->at_fields);

		link->sentence = rq->mistakes.at[i].sentence;
		if (!text_is_empty(rq->mistakes.at[i].field))
			link->url = url_here(arena, rq->mistakes.at[i].field);
	}
	return links;
}
