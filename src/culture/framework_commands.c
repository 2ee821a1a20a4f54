/* cairn framework list, show, load and text. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "culture/frameworks.h"
#include "store/command_work.h"
#include "store/partnership.h"

/* ------------------------------------------------------------------ files */

static bool read_all(struct work *w, int file, const char *path, unsigned char *at, size_t room, size_t *len)
{
	*len = 0;
	while (*len < room) {
		ssize_t got = read(file, at + *len, room - *len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fault(w, FAULT_BAD_INPUT, "%s cannot be read: %s.", path, strerror(errno));
		if (got == 0)
			return true;
		*len += (size_t)got;
	}
	return fault(w, FAULT_TOO_LARGE, "%s is larger than 1 MB, the most that Cairn takes.", path);
}

static bool read_file(struct work *w, const char *path, struct blob *content)
{
	size_t room = PACK_BYTES + 1, len;
	unsigned char *at = arena_take(w->arena, room + 1);
	int file = open(path, O_RDONLY | O_CLOEXEC);
	bool is_read;

	if (file < 0)
		return fault(w, FAULT_NOT_FOUND, "%s cannot be opened: %s.", path, strerror(errno));
	is_read = read_all(w, file, path, at, room, &len);
	close(file);
	*content = (struct blob){ at, len };
	return is_read;
}

/* ------------------------------------------------------------------ doing */

static const char *need_word(struct work *w, int count, char **words, int index, const char *sentence)
{
	const char *word = command_word(count, words, index);

	if (word == NULL)
		fault(w, FAULT_BAD_INPUT, "%s", sentence);
	return word;
}

/* ------------------------------------------------------------------ list and show */

static bool run_list(struct work *w, int count, char **words)
{
	LIST(struct framework) all = { 0 };

	if (!command_enter(w, count, words) || !frameworks_all(w, (struct list_any *)(void *)&all))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		const struct pack *pack = pack_of_version(w, all.at[i].current);
		struct framework_wording wording;

		if (pack == NULL || !framework_wording(w, all.at[i].id, &wording))
			return false;
		printf("%s\t%s\t%lld criteria\t%lld of %lld statements in the official wording\n", all.at[i].key,
		       all.at[i].title, (long long)pack->criteria, (long long)worded_count(pack, &wording),
		       (long long)pack->statements);
	}
	return true;
}

static void print_criterion(const struct pack_criterion *criterion, const struct framework_wording *wording)
{
	const struct pack_statement *statement;

	printf("\n%s  %s\n    %s\n", criterion->key, criterion->name, criterion->question);
	for EACH(statement, &criterion->statements)
		printf("    %lld. %s\n", (long long)statement->number, statement_said(wording, statement));
}

static void print_pack(const struct pack *pack, const struct framework_wording *wording)
{
	const struct pack_theme *theme;
	const struct pack_criterion *criterion;

	printf("%s\n%s\n%s\n", pack->title, pack->credit, pack->licence_name);
	if (wording->source == NULL)
		printf("The official wording is not loaded: topic labels of our own stand in its place.\n");
	for EACH(theme, &pack->themes) {
		printf("\n%s\n", theme->name);
		for EACH(criterion, &theme->criteria)
			print_criterion(criterion, wording);
	}
}

static bool run_show(struct work *w, int count, char **words)
{
	const char *key = need_word(w, count, words, 0, "Say which framework, for example: cairn framework show gpf");
	const struct framework *framework;
	struct framework_wording wording;
	const struct pack *pack;

	if (key == NULL || !command_enter(w, count, words) || (framework = framework_by_key(w, key)) == NULL)
		return false;
	pack = pack_of_version(w, framework->current);
	if (pack == NULL || !framework_wording(w, framework->id, &wording))
		return false;
	print_pack(pack, &wording);
	return true;
}

/* ------------------------------------------------------------------ load and text */

static enum outcome load(struct work *w, void *plan)
{
	return framework_load(w, plan) ? CHANGED : REFUSED;
}

static bool run_load(struct work *w, int count, char **words)
{
	const char *path = need_word(w, count, words, 0, "Say which file, for example: cairn framework load ours.json");
	struct framework_plan plan;
	struct blob json;

	if (path == NULL || !command_enter(w, count, words) || !read_file(w, path, &json))
		return false;
	if (!framework_prepare(w, json, &plan)) {
		for (size_t i = 0; i < plan.problems.len; i++)
			fprintf(stderr, "%s\n", plan.problems.at[i]);
		return false;
	}
	if (!command_change(w, load, &plan))
		return false;
	if (plan.was_loaded)
		printf("%s, version %lld, is loaded already. Nothing was changed.\n", plan.pack->title,
		       (long long)plan.number);
	else
		printf("%s, version %lld: %lld criteria, %lld statements.\n", plan.pack->title, (long long)plan.number,
		       (long long)plan.pack->criteria, (long long)plan.pack->statements);
	return true;
}

static enum outcome load_text(struct work *w, void *plan)
{
	return wording_load(w, plan) ? CHANGED : REFUSED;
}

static bool run_text(struct work *w, int count, char **words)
{
	static const char help[] =
		"Say which framework and which file, for example: cairn framework text gpf framework.txt";
	const char *key = need_word(w, count, words, 0, help);
	const char *path = key == NULL ? NULL : need_word(w, count, words, 1, help);
	struct wording_plan plan;
	struct blob text;

	if (path == NULL || !command_enter(w, count, words) || !read_file(w, path, &text) ||
	    !wording_prepare(w, key, text, path, &plan) || !command_change(w, load_text, &plan))
		return false;
	printf("%zu of %zu statements\n", plan.wording.statements.len, plan.wording.statements.len);
	return true;
}

const struct command framework_commands[] = {
	{ "framework list", "[--partnership NAME]", "The frameworks that are here",
	  "One a line: its key, its title, how many criteria it has, and how much of its official wording is loaded.",
	  NEEDS_DATABASE, run_list },
	{ "framework show", "KEY [--partnership NAME]", "A framework: its criteria, questions and statements",
	  "Statements are in the official wording where it is loaded, else as topic labels of our own.", NEEDS_DATABASE,
	  run_show },
	{ "framework load", "FILE [--partnership NAME]", "Load a framework of your own, or a new version of one",
	  "The file is checked whole, and every problem in it is printed with its place. What is loaded already is "
	  "left alone. "
	  "A round keeps the version it began with. The form of the file is described in docs/packs.md.",
	  NEEDS_DATABASE, run_load },
	{ "framework text", "KEY FILE [--partnership NAME]",
	  "Load the official wording from your own copy of the document",
	  "FILE is the text of the document as it comes out of its PDF: plain text in UTF-8. All statements must be in "
	  "it, word for "
	  "word, with the licence and the credit; otherwise what is missing is printed and nothing is changed. See "
	  "docs/licences.md.",
	  NEEDS_DATABASE, run_text },
	{ .name = NULL },
};
