/*
 * The partnership's own Word document whose look its Word reports take: styles, header and footer. At most one; without it reports have a plain look.
 *
 * Whoever takes one in has looked at it first (base/docx.h), and so does whoever uses it: it may have come with a take-out.
 */
#ifndef CAIRN_STORE_REFERENCE_DOCUMENT_H
#define CAIRN_STORE_REFERENCE_DOCUMENT_H

#include "base/work.h"
#include "store/file.h"

#define DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

struct reference_document {
	const struct file *file; /* null: there is none */
	int64_t version;         /* 0: there is none */
};

bool reference_document(struct work *w, struct reference_document *document);

/* What is to be instead of the version that was seen. */
struct reference_act {
	int64_t version;
	const char *name; /* to show */
	struct blob content;
};

/* Inside a change. CONFLICT when somebody was there first. The file it takes the place of goes. */
bool reference_document_set(struct work *w, const struct reference_act *act);
bool reference_document_remove(struct work *w, int64_t version);

#endif
