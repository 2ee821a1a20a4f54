/*
 * The parts pages are made of: the Scottish Government Design System's mark-up, and ours where it has none, as views.
 *
 * A view shows a part; the view compiler adds the out, so it is not written:
 *
 *     {% show error_summary(page->form.rq) %}
 *     {% show text_field(&page->form, "title", "off") %}
 *
 * A form's parts find label, hint, limits and mistakes by themselves: a struct form knows the request (what was typed, what was
 * wrong with it), the kind of record and the record being changed. The first control of a field has the field's name as its id, so the
 * links of the error summary lead to it. Labels of fields that may be left empty end in "(optional)".
 *
 * Structs are the caller's and need to live only until the view is drawn. Nothing here can fail.
 */
#ifndef CAIRN_WEB_PARTS_PARTS_H
#define CAIRN_WEB_PARTS_PARTS_H

#include "web/request.h"

/* ------------------------------------------------------------------ forms */

struct form {
	const struct request *rq;
	const struct record_type *type; /* labels, hints and limits */
	const void *record;             /* what is being changed; null: nothing yet */
	struct arena *arena;
};

struct form form_of(struct work *w, const struct request *rq, const struct record_type *type, const void *record);

/* One answer a person can choose. */
struct choice {
	const char *value, *label;
	const char *hint; /* null for none */
	bool chosen;      /* to begin with; what was typed or what the record holds goes before it */
	bool apart;       /* radios only: stands after an "or" */
};

struct choices {
	size_t len, cap;
	struct choice *at;
};

/* "There is a problem", with a link to each field; nothing when there is no mistake. Stands at the top, before the heading. */
void view_error_summary(struct out *o, const struct request *rq);
/* The token every changing form carries. */
void view_forgery(struct out *o, const struct request *rq);

/* One line. `autocomplete` is HTML's word ("name", "email", "off"); email and username give a phone the right keyboard. */
void view_text_field(struct out *o, const struct form *form, const char *name, const char *autocomplete);
/* Several lines. */
void view_lines_field(struct out *o, const struct form *form, const char *name, int rows);
/* One text that takes any date date_read takes: quicker to type, and on a phone, than three boxes. */
void view_date_field(struct out *o, const struct form *form, const char *name);
void view_number_field(struct out *o, const struct form *form, const char *name);
/* Never shows what was typed. "current-password" or "new-password". */
void view_password_field(struct out *o, const struct form *form, const char *name, const char *autocomplete);
/* A box to tick, for a FLAG: "no" is sent when it is not. */
void view_flag_field(struct out *o, const struct form *form, const char *name);
/* Radios. Options null: the field's own `choices`. */
void view_choice_field(struct out *o, const struct form *form, const char *name, const struct choices *options);
void view_select_field(struct out *o, const struct form *form, const char *name, const struct choices *options);
/* A file; the form needs enctype="multipart/form-data". `accept` as HTML has it: ".json,.txt". */
void view_file_field(struct out *o, const struct request *rq, const char *name, const char *label, const char *hint,
                     const char *accept);
/* Boxes of which any number may be ticked: read them with form_ticked. */
void view_checks_field(struct out *o, const struct request *rq, const char *legend, const char *name, const char *hint,
                       const struct choices *options);
void view_submit_button(struct out *o, const char *label);
/* An address to hand on, in a field that can be selected; a script brings out a button that copies it. `id` unique on the page. */
void view_copy_link(struct out *o, const char *id, const char *label, const char *address);

/* ------------------------------------------------------------------ blocks */

/* The one next step of a page. */
struct next_block {
	const char *heading; /* "Next: talk about option appraisal" */
	const char *why;
	const char *button; /* a verb; null for none */
	struct url url;
	const char *other; /* a second way on, as a link; null for none */
	struct url other_url;
};
void view_next_block(struct out *o, const struct next_block *next);

enum state { STATE_PLAIN, STATE_DONE, STATE_NOW, STATE_LATE, STATE_HOLE, STATE_ASIDE };

/* A shape and a word, always both. */
void view_state(struct out *o, enum state state, const char *word);

struct task {
	const char *title;
	const char *why;   /* null for none */
	struct url url;    /* an empty one (null inside): a heading without a link */
	const char *takes; /* "2 minutes", or the word of its state */
	enum state state;  /* STATE_PLAIN: `takes` stands without a shape */
};

struct task_list {
	size_t len, cap;
	struct task *at;
};
/* Under a section's h2: each task is an h3. */
void view_task_list(struct out *o, const struct task_list *tasks);

/* A row of a summary list: `value`, or `rich` when it has something in it. A change is a link, said with the key for who cannot see it. */
struct summary_row {
	const char *key, *value;
	struct html rich;
	const char *change; /* "Change"; null for none */
	struct url url;
};

struct summary_list {
	size_t len, cap;
	struct summary_row *at;
};
void view_summary_list(struct out *o, const struct summary_list *rows);

/* What somebody wrote, line breaks kept. `who` null or "": said without a name. */
void view_quote(struct out *o, const char *words, const char *who);

/* Nothing here yet: what would be, and a way to begin (button null for none). */
void view_empty_state(struct out *o, const char *title, const char *sentence, const char *button, struct url url);

/* A summary that opens. */
void view_more(struct out *o, const char *summary, struct html content);

/* A wide table scrolls in its own region, which the keyboard can reach. */
void view_scroll(struct out *o, const char *name, struct html table);

/* Page 3 of 12. Made by pages_of; nothing is shown for one page. */
struct page_link {
	const char *label; /* a number; null for a gap */
	struct url url;
	bool is_current;
};

struct pages {
	size_t len, cap;
	struct page_link *at;
	struct url before, after; /* null inside: none */
};
/* The page's own address with ?page=N after it. */
struct pages pages_of(struct arena *arena, struct url address, int64_t page, int64_t count);
void view_pagination(struct out *o, const struct pages *pages);

/* ------------------------------------------------------------------ figures */

/* A chart with all that belongs to it. The title is an h3 and states the finding. */
struct figure_frame {
	const char *title, *sub;
	struct html wide,
		narrow;   /* the same drawing for two widths; narrow empty: `wide` holds both. Ids unique on the page */
	struct html foot; /* paragraphs: source, period, how many */
	struct html table;      /* the figures; empty for none */
	const char *table_name; /* what the table is, for a screen reader */
	struct url csv;         /* null inside: none */
	const char *code;       /* recomputes it; null for none */
	bool is_full;           /* drawn for the full width of the page */
};
void view_figure_frame(struct out *o, const struct figure_frame *figure);

#endif
