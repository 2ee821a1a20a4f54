#include "culture/frameworks.h"

#include "base/text.h"
#include "store/role.h"
#include "web/answer.h"

ROW_TYPE(framework_line, FRAMEWORK_LINE_FIELDS);
PAGE_TYPE(frameworks, FRAMEWORKS_PAGE);

struct url framework_url(struct arena *arena, const char *key)
{
	return url_to(arena, "/culture/frameworks/:key", key);
}

int64_t worded_count(const struct pack *pack, const struct framework_wording *wording)
{
	const struct wording_statement *said;
	int64_t count = 0;

	for EACH(said, &wording->said)
		count += pack_statement(pack, said->id) != NULL;
	return count;
}

static bool add_line(struct work *w, const struct framework *framework, struct frameworks_page *page)
{
	const struct pack *pack = pack_of_version(w, framework->current);
	const struct framework_version *version = framework_version_by_id(w, framework->current);
	struct framework_wording wording;

	if (pack == NULL || version == NULL || !framework_wording(w, framework->id, &wording))
		return false;
	list_add(w->arena, &page->frameworks,
	         ((struct framework_line){ .key = framework->key,
	                                   .title = framework->title,
	                                   .publisher = pack->publisher,
	                                   .version = version->number,
	                                   .criteria = pack->criteria,
	                                   .statements = pack->statements,
	                                   .worded = worded_count(pack, &wording),
	                                   .loaded_at = version->loaded_at }));
	return true;
}

bool show_frameworks(struct work *w, struct request *rq)
{
	struct frameworks_page page = { .may_plan = role_may(w->role, MAY_PLAN) };
	LIST(struct framework) all = { 0 };

	if (!frameworks_all(w, (struct list_any *)(void *)&all))
		return false;
	for (size_t i = 0; i < all.len; i++) {
		if (!add_line(w, &all.at[i], &page))
			return false;
	}
	return answer(w, rq, VIEW(frameworks, &page));
}
