/*
 * Blocks: the little that their views cannot say.
 */
#include "web/parts/form_parts.h"

#include "base/text.h"

const char *state_class(enum state state)
{
	switch (state) {
	case STATE_PLAIN:
		return "";
	case STATE_DONE:
		return " cn_state--done";
	case STATE_NOW:
		return " cn_state--now";
	case STATE_LATE:
		return " cn_state--late";
	case STATE_HOLE:
		return " cn_state--hole";
	case STATE_ASIDE:
		return " cn_state--aside";
	}
	return "";
}

static struct url page_url(struct arena *arena, struct url address, int64_t page)
{
	return url_with(arena, address, "page", text_format(arena, "%lld", (long long)page));
}

static void add_page(struct arena *arena, struct pages *pages, struct url address, int64_t page, bool is_current)
{
	struct page_link *link = list_new(arena, pages);

	link->label = text_of_count(arena, page);
	link->url = page_url(arena, address, page);
	link->is_current = is_current;
}

/* The first, the last, and one on each side of where we are; a gap for what is left out. */
struct pages pages_of(struct arena *arena, struct url address, int64_t page, int64_t count)
{
	struct pages pages = { 0 };
	int64_t last_shown = 0;

	if (count <= 1)
		return pages;
	for (int64_t i = 1; i <= count; i++) {
		bool is_near = i >= page - 1 && i <= page + 1;

		if (i != 1 && i != count && !is_near)
			continue;
		if (i > last_shown + 1)
			(void)list_new(arena, &pages);
		add_page(arena, &pages, address, i, i == page);
		last_shown = i;
	}
	if (page > 1)
		pages.before = page_url(arena, address, page > count ? count : page - 1);
	if (page < count)
		pages.after = page_url(arena, address, page + 1);
	return pages;
}
