/*
 * The long work of making a document, shared by all who make one: a folder of its own, a page and its pictures written into it, a converter in
 * confinement that makes Word or PDF of them (base/confined.h), and what comes of it kept with the job.
 */
#ifndef CAIRN_STORE_DOCUMENT_MAKE_H
#define CAIRN_STORE_DOCUMENT_MAKE_H

#include "base/text.h"
#include "store/job_run.h"

#define DOCUMENT_SOURCE "report.html" /* what is converted */
#define DOCUMENT_FILE   "document"    /* what comes of it */

struct document_making {
	struct job_run *run;
	const char *key, *name, *type; /* "docx", "Word" and the type a browser is told */
	const char *folder;            /* set by document_folder */
	bool has_look;                 /* of the partnership's own, for Word; set by document_put_look */
	struct blob content;           /* set by document_read */
};

/* Gone when the job ends, however it ends. */
bool document_folder(struct document_making *making);
const char *document_path(const struct document_making *making, const char *name);
bool document_put(const struct document_making *making, const char *name, const char *at, size_t len);

/* The partnership's own look, where it has one, for document_word. It is looked at again: it may have come with a take-out. */
bool document_put_look(struct document_making *making);

/* Runs a converter in the folder; `words` ended by a null. */
bool document_convert(const struct document_making *making, const char *const words[]);
/* Word of DOCUMENT_SOURCE. */
bool document_word(const struct document_making *making);

bool document_read(struct document_making *making);
/* Inside a change. */
bool document_keep(struct work *w, const struct document_making *making, const char *name);
/* "12 kilobytes." */
const char *document_size(const struct document_making *making);

#endif
