#include "web/markdown.h"

#include <cmark-gfm.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static bool is_plain_link(const char *address)
{
	return text_starts(address, "https://") || text_starts(address, "http://") || text_starts(address, "mailto:");
}

static void lower_heading(cmark_node *node)
{
	int level = cmark_node_get_heading_level(node);

	cmark_node_set_heading_level(node, level < 2 ? 2 : level);
}

/* What it says stays where it stood, as plain text. */
static void empty_link(cmark_node *link)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(link)) != NULL) {
		if (cmark_node_insert_before(link, child) == 0)
			break;
	}
}

/* What may not stand goes, or loses what is wrong with it. True: this node is to be freed. */
static bool clean(cmark_iter *walk, cmark_node *node, cmark_event_type event)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		lower_heading(node);
		return false;
	case CMARK_NODE_IMAGE:
		cmark_iter_reset(walk, node, CMARK_EVENT_EXIT); /* past all that is in it */
		return true;
	case CMARK_NODE_LINK:
		if (event != CMARK_EVENT_EXIT || is_plain_link(cmark_node_get_url(node)))
			return false;
		empty_link(node); /* all in it has been walked through */
		return true;
	default:
		return false;
	}
}

/* A node is freed only when the walk has left it. */
static void clean_all(cmark_node *document)
{
	cmark_iter *walk = cmark_iter_new(document);
	cmark_node *gone = NULL;

	for (cmark_event_type event = cmark_iter_next(walk); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk)) {
		cmark_node *node = cmark_iter_get_node(walk);

		if (gone != NULL)
			cmark_node_free(gone);
		gone = clean(walk, node, event) ? node : NULL;
	}
	if (gone != NULL)
		cmark_node_free(gone);
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
