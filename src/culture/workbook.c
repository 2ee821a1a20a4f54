#include "culture/workbook.h"

#include "base/text.h"
#include "culture/action_words.h"
#include "culture/report.h"
#include "culture/results_parts.h"
#include "culture/round_words.h"
#include "culture/workbook_sheet.h"

ROW_TYPE(workbook_fact, WORKBOOK_FACT_FIELDS);
ROW_TYPE(workbook_action, WORKBOOK_ACTION_FIELDS);

#define SHEET(book_, name_, record_, list_)                                                        \
	workbook_sheet(book_, name_, &(record_), (const struct list_any *)(const void *)(list_))

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

/* ------------------------------------------------------------------ the large sheets */

/* What a sheet of figures or words is made from. */
struct large_sheet {
	const char *name;
	unsigned parts; /* of enum release_part */
	void (*write)(struct workbook *book, const char *name, const struct pack *pack,
	              const struct released *released);
};

static void write_figures(struct workbook *book, const char *name, const struct pack *pack,
                          const struct released *released)
{
	struct results results = results_of(book->w->arena, pack, released);

	if (results.len > 0)
		SHEET(book, name, result_record, &results);
}

static void write_words(struct workbook *book, const char *name, const struct pack *pack,
                        const struct released *released)
{
	struct words_list words = words_of(book->w->arena, pack, released, NULL);

	SHEET(book, name, words_row_record, &words);
}

static const struct large_sheet large_sheets[] = {
	{ "Criteria by voice", RELEASE_CRITERIA | RELEASE_UNITS, write_figures },
	{ "Statements by voice", RELEASE_STATEMENTS | RELEASE_UNITS, write_figures },
	{ "Words", RELEASE_WORDS, write_words },
};

/* Each read and written by itself, in memory that ends with it: a large round has thousands of rows of each. */
static bool write_large(struct workbook *book, int64_t round, const struct pack *pack, const struct large_sheet *sheet)
{
	struct work *w = book->w, own = *w;
	const struct released *released;

	own.arena = arena_new();
	released = release_by_round(&own, round, sheet->parts);
	book->w = &own;
	if (released != NULL)
		sheet->write(book, sheet->name, pack, released);
	book->w = w;
	if (released == NULL)
		fault(w, own.fault.kind, "%s", own.fault.sentence);
	arena_free(own.arena);
	return released != NULL;
}

/* ------------------------------------------------------------------ all of it */

static bool fill(struct workbook *book, const struct round *round)
{
	struct report report;

	if (!report_of(book->w, round, FOR_FIGURES, &report))
		return false;
	write_summary(book, &report);
	if (report.is_conversation)
		SHEET(book, "Who wrote", wrote_row_record, &report.results.wrote);
	for (size_t i = 0; i < sizeof large_sheets / sizeof *large_sheets; i++) {
		if (!write_large(book, round->id, report.results.pack, &large_sheets[i]))
			return false;
	}
	SHEET(book, "Evidence", evidence_record, &report.evidence);
	SHEET(book, "Positions", agreed_record, &report.results.agreed);
	SHEET(book, "Who sees it differently", dissent_row_record, &report.results.dissents);
	write_actions(book, &report);
	SHEET(book, "Who answered", column_row_record, &report.results.columns);
	write_about(book, &report);
	return true;
}

bool workbook_write(struct work *w, const struct round *round, const char *path)
{
	struct workbook book;
	bool is_filled;

	if (!workbook_begin(&book, w, path))
		return false;
	is_filled = fill(&book, round);
	return workbook_end(&book) && is_filled;
}
