#include "site/erase_member.h"

#include <string.h>

#include "base/text.h"
#include "web/answer.h"

ROW_TYPE(erase_member_form, ERASE_MEMBER_FIELDS);
PAGE_TYPE(erase_member, ERASE_MEMBER_PAGE);

bool show_erase_member(struct work *w, struct request *rq)
{
	struct erase_member_page page = { .member = member_to_erase(w, path_id(rq, "id")) };

	if (page.member == NULL)
		return answer_fault(w, rq);
	page.form = form_of(w, rq, &erase_member_form_record, NULL);
	page.is_self = page.member->id == w->account;
	page.is_one_word = strchr(page.member->name, ' ') == NULL;
	page.of_that_name = members_of_that_name(w, page.member);
	if (page.of_that_name < 0)
		return answer_fault(w, rq);
	frame_crumb(w, rq, "People", url_to(w->arena, "/people"));
	return answer(w, rq, VIEW(erase_member, &page));
}

struct erase_member_plan {
	int64_t account;
	struct person_words also;
};

bool prepare_erase_member(struct work *w, struct request *rq)
{
	struct erase_member_plan *plan = NEW(w->arena, struct erase_member_plan);
	struct erase_member_form form = { 0 };
	size_t count;
	char **lines;

	rq->plan = plan;
	rq->then = url_with(w->arena, url_to(w->arena, "/people"), "done", "erased");
	plan->account = path_id(rq, "id");
	if (!form_read_whole(w, rq, &erase_member_form_record, &form))
		return false;
	lines = text_split(w->arena, form.also, '\n', &count);
	for (size_t i = 0; i < count; i++) {
		const char *name = text_squeeze(w->arena, lines[i]);

		if (*name != '\0' && text_characters(name) < 3)
			return form_mistake(w, rq, "also",
			                    "“%s” is too short to be looked for: it would be found in other words.",
			                    name);
		person_words_add(w->arena, &plan->also, name);
	}
	return true;
}

enum outcome change_erase_member(struct work *w, void *made)
{
	const struct erase_member_plan *plan = made;

	return member_erase(w, plan->account, &plan->also) ? CHANGED : REFUSED;
}
