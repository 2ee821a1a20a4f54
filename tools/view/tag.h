/*
 * One tag while it is read, and its attributes. Between tag.c and attribute.c only.
 */
#ifndef CAIRN_TOOLS_VIEW_TAG_H
#define CAIRN_TOOLS_VIEW_TAG_H

#include "view/view.h"

struct tag {
	struct piece name;
	int line;
	size_t blocks; /* how many were open when it began */
	bool has_source, is_module;
};

bool tag_is_foreign(const struct view *view, const struct tag *tag);
/* Reads one attribute and writes it; the space before it has been written. */
void attribute_read(struct view *view, struct tag *tag);

#endif
