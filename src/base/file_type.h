/*
 * What a file that somebody brings is: told from its bytes, and taken only when its name says the same.
 *
 * Taken are what people keep evidence in: PDF, Word, Excel and PowerPoint without macros, OpenDocument texts, sheets and slides, PNG, JPEG, plain
 * text and CSV. Pages, SVG, archives and programs are not, whatever they are called. What a browser says of a file is never asked.
 *
 * Bytes are told by libmagic, which only file_type.c knows; what is packed as a zip is looked into as well (office_package.h).
 */
#ifndef CAIRN_BASE_FILE_TYPE_H
#define CAIRN_BASE_FILE_TYPE_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

struct file_type {
	const char *ending; /* ".pdf" */
	const char *type;   /* what it is sent as: "application/pdf" */
	const char *says;   /* "PDF", "Word document" */
};

/* For a form: what may be chosen, ".pdf,.docx,...". And in words. */
#define FILE_TYPES_ACCEPTED ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.png,.jpg,.jpeg,.txt,.csv"
#define FILE_TYPES_IN_WORDS "PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, plain text or CSV"

/* Null with a fault that says in a sentence what is wrong and what to do: BAD_TYPE; BROKEN when libmagic itself cannot be used. */
const struct file_type *file_type_of(struct arena *arena, struct fault *fault, const char *name, struct blob content);

/* The type that is sent under this name, of one that was taken in; null for none of ours. */
const struct file_type *file_type_sent_as(const char *type);

/*
 * A name to keep and to show: the last part of a path, clean of control characters and of what turns the direction of reading, with single spaces,
 * 120 characters at most with its ending kept. "file" where nothing is left.
 */
const char *file_name_clean(struct arena *arena, const char *name);

#endif
