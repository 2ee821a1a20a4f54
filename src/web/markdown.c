#include "web/markdown.h"

#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static bool is_plain_link(const char *address)
{
	return text_starts(address, "https://") || text_starts(address, "http://") || text_starts(address, "mailto:");
}

/* What may not stand goes, or loses what is wrong with it. */
static void clean(cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING: {
		int level = cmark_node_get_heading_level(node);
		cmark_node_set_heading_level(node, level < 2 ? 2 : level);
		break;
	}
	case CMARK_NODE_LINK:
		if (!is_plain_link(cmark_node_get_url(node)))
			cmark_node_set_url(node, "");
		break;
	default:
		break;
	}
}

/* A picture is freed only when the walk has left it. */
static void clean_all(cmark_node *document)
{
	cmark_iter *walk = cmark_iter_new(document);
	cmark_node *picture = NULL;

	for (cmark_event_type event = cmark_iter_next(walk); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk)) {
		cmark_node *node = cmark_iter_get_node(walk);

		if (picture != NULL)
			cmark_node_free(picture);
		picture = NULL;
		if (event != CMARK_EVENT_ENTER)
			continue;
		if (cmark_node_get_type(node) == CMARK_NODE_IMAGE) {
			cmark_iter_reset(walk, node, CMARK_EVENT_EXIT); /* past all that is in it */
			picture = node;
		} else {
			clean(node);
		}
	}
	if (picture != NULL)
		cmark_node_free(picture);
	cmark_iter_free(walk);
}

struct html markdown(struct arena *arena, const char *text)
{
	cmark_node *document = cmark_parse_document(text, strlen(text), CMARK_OPT_VALIDATE_UTF8);
	struct out out = { .arena = arena };
	char *html;

	if (document == NULL)
		return (struct html){ 0 };
	clean_all(document);
	html = cmark_render_html(document, CMARK_OPT_DEFAULT,
	                         NULL); /* the default leaves out markup and dangerous addresses */
	cmark_node_free(document);
	out_raw(&out, html);
	free(html);
	return out_html(&out);
}
