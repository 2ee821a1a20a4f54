/*
 * Markdown that a person typed, as HTML: headings, lists, emphasis, links. The one place that knows libcmark-gfm.
 *
 * Markup in it is dropped, not shown; pictures too; a link leads only to http, https or mailto. Headings begin one step below the page's own (# is an
 * h2).
 */
#ifndef CAIRN_WEB_MARKDOWN_H
#define CAIRN_WEB_MARKDOWN_H

#include "base/out.h"

struct html markdown(struct arena *arena, const char *text);

#endif
