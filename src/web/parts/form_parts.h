/*
 * What the views of fields.html need of a field, worked out once: names, ids, what describes it, what it shows.
 *
 * Private to parts. Everything lives in the arena of the form; texts that are not there are "", never null.
 */
#ifndef CAIRN_WEB_PARTS_FORM_PARTS_H
#define CAIRN_WEB_PARTS_FORM_PARTS_H

#include "web/parts/parts.h"

struct form_field {
	const char *name, *label, *hint, *mistake, *value;
	const char *hint_id, *mistake_id;
	const char *described_by; /* the ids of hint and mistake that are there */
	const char *kind;         /* input type */
	const char *autocomplete, *keyboard, *accept, *width;
	int64_t max; /* characters; 0: no limit to tell */
	int rows;
	bool is_optional, is_ticked, no_spelling;
};

struct form_option {
	const char *id, *value, *label, *hint, *hint_id;
	bool is_chosen, is_apart;
};

struct form_group {
	const struct form_field *field;
	LIST(struct form_option) options;
};

const struct form_field *text_input(const struct form *form, const char *name, const char *autocomplete);
const struct form_field *lines_input(const struct form *form, const char *name, int rows);
const struct form_field *date_input(const struct form *form, const char *name);
const struct form_field *number_input(const struct form *form, const char *name);
const struct form_field *password_input(const struct form *form, const char *name, const char *autocomplete);
const struct form_field *flag_input(const struct form *form, const char *name);
const struct form_field *file_input(struct arena *arena, const struct request *rq, const char *name, const char *label,
                                    const char *hint, const char *accept);
const struct form_group *choice_group(const struct form *form, const char *name, const struct choices *options);
const struct form_group *checks_group(struct arena *arena, const struct request *rq, const char *legend,
                                      const char *name, const char *hint, const struct choices *options);

/* The mistakes of a request, each with the address of its field (null inside when it belongs to the whole form). */
struct mistake_link {
	const char *sentence;
	struct url url;
};

struct mistake_links {
	LIST(struct mistake_link) at_fields;
};
const struct mistake_links *mistake_links(struct arena *arena, const struct request *rq);

/* The class of a state: " cn_state--done". */
const char *state_class(enum state state);

#endif
