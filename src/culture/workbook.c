#include "culture/workbook.h"

#include <libgen.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/text.h"
#include "culture/action_words.h"
#include "culture/report.h"
#include "culture/results_parts.h"
#include "culture/round_words.h"

#define DAYS_1900 25569 /* 1 January 1970 as Excel counts days */

#define NARROW 14 /* characters */
#define WIDE   60

ROW_TYPE(workbook_fact, WORKBOOK_FACT_FIELDS);
ROW_TYPE(workbook_action, WORKBOOK_ACTION_FIELDS);

struct workbook {
	struct work *w;
	lxw_workbook *book;
	lxw_format *head, *day, *wrapped;
	lxw_error wrong;
};

/* ------------------------------------------------------------------ cells */

static void note(struct workbook *book, lxw_error wrong)
{
	if (wrong != LXW_NO_ERROR && book->wrong == LXW_NO_ERROR)
		book->wrong = wrong;
}

static void write_text(struct workbook *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text)
{
	if (*text != '\0')
		note(book, worksheet_write_string(sheet, row, column, text, book->wrapped));
}

static void write_figure(struct workbook *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                         struct figure figure)
{
	if (figure.state == FIGURE_SHOWN)
		note(book, worksheet_write_number(sheet, row, column, figure.value, NULL));
	else if (figure.state == FIGURE_SUPPRESSED)
		write_text(book, sheet, row, column, figure_text(book->w->arena, figure));
}

static void write_days(struct workbook *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, int64_t days)
{
	if (days != 0)
		note(book, worksheet_write_number(sheet, row, column, (double)(days + DAYS_1900), book->day));
}

static void write_cell(struct workbook *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       const struct field *field, const char *at)
{
	const void *cell = at + field->offset;

	switch (field->kind) {
	case FIELD_INT:
		note(book, worksheet_write_number(sheet, row, column, (double)*(const int64_t *)cell, NULL));
		break;
	case FIELD_TEXT:
		write_text(book, sheet, row, column, *(const char *const *)cell);
		break;
	case FIELD_FLAG:
		write_text(book, sheet, row, column, *(const bool *)cell ? "yes" : "no");
		break;
	case FIELD_DATE:
		write_days(book, sheet, row, column, ((const struct date *)cell)->days);
		break;
	case FIELD_MOMENT:
		if (((const struct moment *)cell)->ms != 0)
			write_days(book, sheet, row, column, date_at(*(const struct moment *)cell).days);
		break;
	case FIELD_FIGURE:
		write_figure(book, sheet, row, column, *(const struct figure *)cell);
		break;
	}
}

/* ------------------------------------------------------------------ sheets */

/* As wide as what is in it: the longest text of the column, within bounds. */
static double width_of(const struct field *field, const struct record_type *type, const struct list_any *rows)
{
	size_t longest = NARROW;

	for (size_t r = 0; field->kind == FIELD_TEXT && r < rows->len; r++) {
		const void *cell = (const char *)rows->at + r * type->size + field->offset;
		size_t len = strlen(*(const char *const *)cell);

		longest = len > longest ? len : longest;
	}
	return longest > WIDE ? WIDE : (double)longest;
}

/* A sheet of rows of one kind, the labels of its fields first. `rows` is any LIST of that record. */
static void write_sheet(struct workbook *book, const char *name, const struct record_type *type,
                        const struct list_any *rows)
{
	lxw_worksheet *sheet = workbook_add_worksheet(book->book, name);
	lxw_col_t column = 0;

	if (sheet == NULL) {
		note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	worksheet_freeze_panes(sheet, 1, 0);
	for (size_t i = 0; i < type->count; i++) {
		if (type->fields[i].secret)
			continue;
		note(book, worksheet_set_column(sheet, column, column, width_of(&type->fields[i], type, rows), NULL));
		note(book, worksheet_write_string(sheet, 0, column++, type->fields[i].label, book->head));
	}
	for (size_t r = 0; r < rows->len; r++) {
		column = 0;
		for (size_t i = 0; i < type->count; i++) {
			if (!type->fields[i].secret)
				write_cell(book, sheet, (lxw_row_t)(r + 1), column++, &type->fields[i],
				           (const char *)rows->at + r * type->size);
		}
	}
}

#define SHEET(book_, name_, record_, list_)                                                        \
	write_sheet(book_, name_, &(record_), (const struct list_any *)(const void *)(list_))

struct facts {
	size_t len, cap;
	struct workbook_fact *at;
};

static void add_fact(struct workbook *book, struct facts *facts, const char *what, const char *says)
{
	list_add(book->w->arena, facts, ((struct workbook_fact){ what, says }));
}

static void write_summary(struct workbook *book, const struct report *report)
{
	const struct results_page *results = &report->results;
	struct facts facts = { 0 };

	add_fact(book, &facts, "Partnership", report->place);
	add_fact(book, &facts, "Round", results->round->title);
	if (results->round->is_example)
		add_fact(book, &facts, "Example",
		         "Nobody said these words, and no figure here describes a real place.");
	add_fact(book, &facts, "Framework", results->pack->title);
	add_fact(book, &facts, "Answered", report->when);
	add_fact(book, &facts, "Purpose", results->round->purpose);
	add_fact(book, &facts, "What is so", results->heading);
	add_fact(book, &facts, "Who answered", results->say);
	for (size_t i = 0; i < results->strengths.len; i++)
		add_fact(book, &facts, "Strength",
		         text_format(book->w->arena, "%s, %s", results->strengths.at[i].name,
		                     results->strengths.at[i].sentence));
	for (size_t i = 0; i < results->disagreements.len; i++)
		add_fact(book, &facts, "Voices apart",
		         text_format(book->w->arena, "%s. %s", results->disagreements.at[i].name,
		                     results->disagreements.at[i].sentence));
	for (size_t i = 0; i < results->lowest.len; i++)
		add_fact(book, &facts, "Lowest placed",
		         text_format(book->w->arena, "%s, %s", results->lowest.at[i].name,
		                     results->lowest.at[i].sentence));
	SHEET(book, "Summary", workbook_fact_record, &facts);
}

static void write_about(struct workbook *book, const struct report *report)
{
	struct facts facts = { 0 };

	add_fact(book, &facts, "Small numbers",
	         text_format(book->w->arena,
	                     "What fewer than %d people said is never shown apart. “Not shown” and “under %d” are not "
	                     "nought.",
	                     report->threshold, report->threshold));
	add_fact(book, &facts, "Empty cells", "A figure that nobody has: not asked, or nobody placed themselves.");
	add_fact(book, &facts, "Positions",
	         "From 1 (not yet) to 5 (embedded). The median is the middle answer; half lie between the quartiles.");
	add_fact(book, &facts, "Who is meant",
	         "Those who answered are not a sample: the figures speak for them and for nobody else.");
	add_fact(book, &facts, "Words",
	         "As people wrote them, after somebody had looked for what could show who they are.");
	add_fact(book, &facts, "Credit", report->results.pack->credit);
	SHEET(book, "About", workbook_fact_record, &facts);
}

/* Rows of criteria, or of statements. */
static struct results level_of(struct arena *arena, const struct results *all, bool statements)
{
	struct results some = { 0 };

	for (size_t i = 0; i < all->len; i++) {
		if (text_equal(all->at[i].level, "statement") == statements)
			list_add(arena, &some, all->at[i]);
	}
	return some;
}

static void write_results(struct workbook *book, const struct report *report, const struct results *all)
{
	struct results criteria = level_of(book->w->arena, all, false),
		       statements = level_of(book->w->arena, all, true);

	if (report->is_conversation)
		SHEET(book, "Who wrote", wrote_row_record, &report->results.wrote);
	if (criteria.len > 0)
		SHEET(book, "Criteria by voice", result_record, &criteria);
	if (statements.len > 0)
		SHEET(book, "Statements by voice", result_record, &statements);
}

static void write_actions(struct workbook *book, const struct report *report)
{
	struct {
		size_t len, cap;
		struct workbook_action *at;
	} actions = { 0 };

	for (size_t i = 0; i < report->actions.len; i++) {
		const struct action_line *line = &report->actions.at[i];

		list_add(book->w->arena, &actions,
		         ((struct workbook_action){ .what = line->what,
		                                    .kind = action_kind_words(line->kind),
		                                    .criterion = line->criterion_name,
		                                    .owner = line->owner_name,
		                                    .due_on = line->due_on,
		                                    .state = action_state_of(line).words,
		                                    .outcome = line->outcome,
		                                    .waits_for = line->waits_for_what }));
	}
	SHEET(book, "Actions", workbook_action_record, &actions);
}

static bool fill(struct workbook *book, const struct round *round)
{
	struct work *w = book->w;
	struct report report;
	const struct released *released;
	struct results all;
	struct words_list words;

	if (!report_of(w, round, true, &report))
		return false;
	released = release_by_round(w, round->id, RELEASE_ALL);
	if (released == NULL)
		return false;
	all = results_of(w->arena, report.results.pack, released);
	write_summary(book, &report);
	write_results(book, &report, &all);
	words = words_of(w->arena, report.results.pack, released, NULL); /* all: the report has a few */
	SHEET(book, "Words", words_row_record, &words);
	SHEET(book, "Evidence", evidence_record, &report.evidence);
	SHEET(book, "Positions", agreed_record, &report.results.agreed);
	SHEET(book, "Who sees it differently", dissent_row_record, &report.results.dissents);
	write_actions(book, &report);
	SHEET(book, "Who answered", column_row_record, &report.results.columns);
	write_about(book, &report);
	return true;
}

static void set_formats(struct workbook *book)
{
	book->head = workbook_add_format(book->book);
	format_set_bold(book->head);
	format_set_text_wrap(book->head);
	format_set_align(book->head, LXW_ALIGN_VERTICAL_TOP);
	book->day = workbook_add_format(book->book);
	format_set_num_format(book->day, "d mmmm yyyy");
	book->wrapped = workbook_add_format(book->book);
	format_set_text_wrap(book->wrapped);
	format_set_align(book->wrapped, LXW_ALIGN_VERTICAL_TOP);
}

bool workbook_write(struct work *w, const struct round *round, const char *path)
{
	char *folder = dirname(text_copy(w->arena, path));
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };
	struct workbook book = { .w = w, .book = workbook_new_opt(path, &options) };
	bool is_filled;

	if (book.book == NULL)
		return fault(w, FAULT_UNAVAILABLE, "The workbook could not be begun: there is no room for files.");
	set_formats(&book);
	is_filled = fill(&book, round);
	note(&book, workbook_close(book.book));
	if (is_filled && book.wrong != LXW_NO_ERROR)
		return fault(w, FAULT_UNAVAILABLE, "The workbook could not be written: %s", lxw_strerror(book.wrong));
	return is_filled;
}
