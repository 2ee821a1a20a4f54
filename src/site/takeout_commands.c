/*
 * cairn takeout, cairn takein: a whole partnership as one file, and back.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "db/db.h"
#include "site/takeout.h"
#include "store/event.h"
#include "store/partnership.h"
#include "store/takein.h"
#include "store/takeout.h"

/* ------------------------------------------------------------------ out */

/* Whoever can read it reads what everybody wrote: only its owner may. */
static int create(struct work *w, const char *path)
{
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (file < 0 && errno == EEXIST)
		fault(w, FAULT_CONFLICT,
		      "%s is there already, and a take-out is never written over another. Choose a new name.", path);
	else if (file < 0)
		fault(w, FAULT_UNAVAILABLE, "%s could not be made: %s.", path, strerrordesc_np(errno));
	return file;
}

static enum outcome note_taken_out(struct work *w, void *plan)
{
	(void)plan;
	return event_record(w, "took out", "partnership", 0, NULL) ? CHANGED : REFUSED;
}

/* The file is whole on the disk, and in the record, before anybody is told. */
static bool take_out_to(struct work *w, int file, const struct takeout_wish *wish, struct takeout_made *made)
{
	if (!takeout_write(w, wish, file, made))
		return false;
	if (fsync(file) != 0)
		return fault(w, FAULT_UNAVAILABLE, "The file could not be written whole.");
	return db_change_now(w, note_taken_out, NULL) == CHANGED;
}

static bool run_takeout(struct work *w, int count, char **words)
{
	const char *path = command_word(count, words, 0);
	const struct takeout_wish wish = { .with_passwords = command_flag(count, words, "with-passwords") };
	const struct partnership *partnership;
	struct takeout_made made;
	int file;
	bool is_made;

	if (path == NULL)
		return fault(w, FAULT_BAD_INPUT, "Give the file to write, for example: cairn takeout moray.zip --in 1");
	partnership = partnership_named(w, command_option(count, words, "in"));
	if (partnership == NULL) {
		if (w->fault.kind == FAULT_BAD_INPUT)
			w->fault.sentence =
				"There is more than one partnership. Say which: --in and its number or name.";
		return false;
	}
	w->partnership = partnership->id;
	file = create(w, path);
	if (file < 0)
		return false;
	is_made = take_out_to(w, file, &wish, &made);
	close(file);
	if (!is_made) {
		(void)unlink(path);
		return false;
	}
	printf("%s holds all of %s: %s records and %s files, %s bytes. It holds what people wrote as they wrote it: "
	       "keep it where only those may look who have to.\n",
	       path, partnership->name, text_of_count(w->arena, made.records), text_of_count(w->arena, made.files),
	       text_of_count(w->arena, made.bytes));
	return true;
}

/* ------------------------------------------------------------------ in */

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static bool read_name(struct work *w, int count, char **words, struct takein_wish *wish)
{
	const char *name = command_option(count, words, "name");

	wish->name = name == NULL ? NULL : text_trim(w->arena, name);
	return name == NULL || (!text_is_empty(wish->name) && text_characters(wish->name) <= 120) ||
	       fault(w, FAULT_BAD_INPUT, "The name of a partnership has from 1 to 120 characters.");
}

static bool run_takein(struct work *w, int count, char **words)
{
	const char *path = command_word(count, words, 0);
	struct takein_wish wish = { 0 };
	struct takein_made made;
	int file;
	bool is_taken;

	if (path == NULL)
		return fault(w, FAULT_BAD_INPUT, "Give the file to take in, for example: cairn takein moray.zip");
	if (!read_name(w, count, words, &wish))
		return false;
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return fault(w, FAULT_NOT_FOUND, "%s could not be opened: %s.", path, strerrordesc_np(errno));
	is_taken = takein_read(w, &wish, file, last_part(path), &made);
	close(file);
	if (!is_taken)
		return false;
	printf("Partnership %lld, %s, is there: %s records and %s files, every one as it was taken out.\n",
	       (long long)made.partnership, made.name, text_of_count(w->arena, made.records),
	       text_of_count(w->arena, made.files));
	if (made.accounts > 0)
		printf("%s of its people had no account here. Next, for each who is to sign in: cairn person password "
		       "EMAIL\n",
		       text_of_count(w->arena, made.accounts));
	return true;
}

const struct command takeout_commands[] = {
	{ "takeout", "FILE.zip [--in PARTNERSHIP] [--with-passwords]",
	  "Writes everything that is kept of a partnership to one file.",
	  "PARTNERSHIP is its number or its name; without it, the only one there is. The file holds what people wrote "
	  "as they wrote it, their files, and the log of what happened: it is not for publication, and taking it out "
	  "is "
	  "noted in the log. cairn takein loads it into any Cairn, on SQLite or PostgreSQL, and from there it comes "
	  "out "
	  "again byte for byte. Passwords stay behind; with --with-passwords their digests come along, for a move to "
	  "another machine. It can be done while Cairn serves.",
	  NEEDS_DATABASE, run_takeout },
	{ "takein", "FILE.zip [--name NAME]", "Loads what takeout wrote, as one more partnership.",
	  "Everything in the file is checked first; when something is wrong it says which record, and nothing is "
	  "changed. People whose address has an account here keep it, with its password; the others get one without a "
	  "password. --name gives the partnership another name. It can be done while Cairn serves, but others wait "
	  "with "
	  "saving meanwhile: some seconds for a hundred thousand answers.",
	  NEEDS_DATABASE, run_takein },
	{ 0 },
};
