/*
 * One part of a Word document, as XML: private to docx.c.
 */
#ifndef CAIRN_BASE_DOCX_PART_H
#define CAIRN_BASE_DOCX_PART_H

#include "base/text.h"

/* What it has that it may not have, as the end of a sentence that begins with its name; null for nothing. `is_of_text`: it says what the text itself points
 * to. Pictures there would go along with every report, unseen. */
const char *docx_part_wrong(struct blob xml, bool is_of_text);

#endif
