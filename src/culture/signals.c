#include "culture/signals_parts.h"

#include <string.h>

#include "base/text.h"
#include "engine/summary.h"
#include "store/framework.h"
#include "store/role.h"
#include "store/round.h"
#include "web/answer.h"

ROW_TYPE(signal_line, SIGNAL_LINE_FIELDS);
PAGE_TYPE(signals, SIGNALS_PAGE);
PAGE_TYPE(signal, SIGNAL_PAGE);

/* What the signals are set beside: a pack for the names, and what people said, where a closed round has ratings. */
struct beside {
	const struct pack *pack;         /* never null */
	const struct released *released; /* null: there is no such round */
	const struct round_line *round;
};

/* ------------------------------------------------------------------ in words */

/* The criterion of a statement's id: all before its last full stop. */
static const char *criterion_of(struct arena *arena, const char *statement)
{
	const char *stop = strrchr(statement, '.');

	return stop == NULL ? statement : text_copy_bytes(arena, statement, (size_t)(stop - statement));
}

static const char *first_of(struct arena *arena, const struct signal_kind *kind)
{
	return text_copy_bytes(arena, kind->bears_on, strcspn(kind->bears_on, " "));
}

/* "Leadership: accountable leaders"; the bare id where the pack has no such statement. */
static const char *name_of(struct arena *arena, const struct pack *pack, const char *id)
{
	const struct pack_criterion *criterion = pack_criterion(pack, criterion_of(arena, id));
	const struct pack_statement *statement = pack_statement(pack, id);

	if (criterion == NULL || statement == NULL)
		return id;
	return text_format(arena, "%s: %s", criterion->name, statement->label);
}

static const char *names_of(struct arena *arena, const struct pack *pack, const struct signal_kind *kind)
{
	size_t count;
	char **ids = text_split(arena, kind->bears_on, ' ', &count);
	const char *names = "";

	for (size_t i = 0; i < count; i++)
		names = text_format(arena, "%s%s%s", names, i == 0 ? "" : "; ", name_of(arena, pack, ids[i]));
	return names;
}

static struct figure count_figure(const struct signal_read *read, int64_t count)
{
	return read->whole == 0 ? (struct figure){ 0 } : figure_of_count(count);
}

/* Missing where nobody was asked, or there is no round of ratings. */
static struct figure median_of(const struct released *released, const char *criterion)
{
	const struct released_cell *cell = released == NULL ? NULL : released_cell_of(released, criterion, 0, 0);

	return cell == NULL ? (struct figure){ 0 } : summary_of_cell(&cell->cell).median;
}

static const char *people_words(struct arena *arena, struct figure median)
{
	switch (median.state) {
	case FIGURE_SHOWN:
		return text_format(arena, "median %s", figure_text(arena, median));
	case FIGURE_SUPPRESSED:
		return "not shown";
	case FIGURE_MISSING:
		break;
	}
	return "no ratings";
}

/*
 * A quarter or less of the records where people place us at 4 or higher, or three quarters or more where they place us at 2 or lower: far enough
 * apart to ask why. Which of the two is right, the numbers do not know.
 */
static const char *apart_words(const struct signal_read *read, struct figure median)
{
	if (!read->kind->more_is_more || read->whole == 0 || median.state != FIGURE_SHOWN)
		return "";
	if (read->part * 4 <= read->whole && median.value >= 4)
		return "People and records point apart. Is it done and not written down, or do few see where it is not "
		       "done?";
	if (read->part * 4 >= read->whole * 3 && median.value <= 2)
		return "People and records point apart. Is it written down and not felt, or not known?";
	return "";
}

/* ------------------------------------------------------------------ lines */

static struct signal_line line_of(struct arena *arena, const struct beside *beside, const struct signal_read *read)
{
	const struct signal_kind *kind = read->kind;

	return (struct signal_line){
		.key = kind->key,
		.title = kind->title,
		.part = count_figure(read, read->part),
		.whole = count_figure(read, read->whole),
		.counts = kind->counts,
		.bears_on = names_of(arena, beside->pack, kind),
		.people = median_of(beside->released, criterion_of(arena, first_of(arena, kind))),
		.cannot_say = kind->cannot_say,
		.query = kind->query,
	};
}

static struct signal_shown shown_of(struct arena *arena, const struct signal_read *read, const struct signal_line *line)
{
	return (struct signal_shown){
		.line = line,
		.says = read->whole == 0 ? "nothing recorded yet"
		                         : text_format(arena, "%s of %s", text_of_count(arena, read->part),
		                                       text_of_count(arena, read->whole)),
		.people = people_words(arena, line->people),
		.apart = apart_words(read, line->people),
		.url = url_to(arena, "/culture/signals/:key", read->kind->key),
	};
}

/* ------------------------------------------------------------------ beside what people said */

struct round_lines {
	size_t len, cap;
	struct round_line *at;
};

static const struct round_line *latest_rated(const struct round_lines *rounds)
{
	const struct round_line *latest = NULL;

	for (size_t i = 0; i < rounds->len; i++) {
		const struct round_line *round = &rounds->at[i];

		if (text_equal(round->state, "closed") && !text_equal(round->depth, "conversation") &&
		    (latest == NULL || round->closed_at.ms > latest->closed_at.ms))
			latest = round;
	}
	return latest;
}

static bool find_beside(struct work *w, struct beside *beside)
{
	const struct framework *framework = framework_by_key(w, "gpf");
	struct round_lines rounds = { 0 };

	*beside = (struct beside){ .pack = framework == NULL ? NULL : pack_of_version(w, framework->current) };
	if (beside->pack == NULL || !rounds_list(w, (struct list_any *)(void *)&rounds))
		return false;
	beside->round = latest_rated(&rounds);
	if (beside->round != NULL)
		beside->released = release_by_round(w, beside->round->id, RELEASE_CRITERIA);
	return beside->round == NULL || beside->released != NULL;
}

/* ------------------------------------------------------------------ the pages */

static bool show_signals(struct work *w, struct request *rq)
{
	struct signals_page page = { .round = "" };
	struct signal_list signals = { 0 };
	struct beside beside;

	if (!find_beside(w, &beside) || !signals_read(w, NULL, &signals))
		return false;
	for (size_t i = 0; i < signals.len; i++)
		list_add(w->arena, &page.signals, line_of(w->arena, &beside, &signals.at[i]));
	for (size_t i = 0; i < signals.len; i++) /* now the lines stay where they are */
		list_add(w->arena, &page.shown, shown_of(w->arena, &signals.at[i], &page.signals.at[i]));
	if (beside.round != NULL) {
		page.round = beside.round->title;
		page.results = url_id(w->arena, "/culture/rounds/:id/results", beside.round->id);
	}
	frame_crumb(w, rq, "Self-assessment", url_to(w->arena, "/culture/rounds"));
	return answer(w, rq, VIEW(signals, &page));
}

static bool show_signal(struct work *w, struct request *rq)
{
	const struct signal_kind *kind = signal_kind_by_key(path_part(rq, "key"));
	struct signal_page page = { .partnership = w->partnership, .today = date_at(w->now) };
	struct signal_line line;
	struct signal_read read;
	struct beside beside;
	size_t count;
	char **ids;

	if (kind == NULL)
		return fault(w, FAULT_NOT_FOUND, "There is no such signal.");
	if (!find_beside(w, &beside) || !signal_read(w, kind, &read))
		return false;
	line = line_of(w->arena, &beside, &read);
	page.signal = &line;
	page.shown = shown_of(w->arena, &read, &line);
	page.records = (struct url){ kind->shown_at };
	ids = text_split(w->arena, kind->bears_on, ' ', &count);
	for (size_t i = 0; i < count; i++)
		list_add(w->arena, &page.bearing, name_of(w->arena, beside.pack, ids[i]));
	rq->frame.title = kind->title;
	frame_crumb(w, rq, "Self-assessment", url_to(w->arena, "/culture/rounds"));
	frame_crumb(w, rq, "What the records show", url_to(w->arena, "/culture/signals"));
	return answer(w, rq, VIEW(signal, &page));
}

bool signals_on_criterion(struct work *w, const struct pack *pack, const struct released *released,
                          const char *criterion, bool for_projector, struct html *section)
{
	const struct beside beside = { .pack = pack, .released = released };
	struct signals_section part = { .for_projector = for_projector };
	struct signal_list signals = { 0 };
	struct out out = { .arena = w->arena };

	*section = (struct html){ 0 };
	if (!role_may(w->role, MAY_READ))
		return true;
	if (!signals_read(w, criterion, &signals))
		return false;
	for (size_t i = 0; i < signals.len; i++) {
		struct signal_line *line = NEW(w->arena, struct signal_line);

		*line = line_of(w->arena, &beside, &signals.at[i]);
		line->people = median_of(released, criterion);
		list_add(w->arena, &part.shown, shown_of(w->arena, &signals.at[i], line));
	}
	if (part.shown.len > 0) {
		view_signals_section(&out, &part);
		*section = out_html(&out);
	}
	return true;
}

const struct route signal_routes[] = {
	{ GET, "/culture/signals", SHOW(show_signals), MAY_READ, READS, "What the records show" },
	{ GET, "/culture/signals/:key", SHOW(show_signal), MAY_READ, READS, "A signal" },
	{ .path = NULL },
};
