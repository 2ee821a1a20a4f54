#include "site/groups.h"

#include "base/text.h"
#include "store/role.h"
#include "web/answer.h"

ROW_TYPE(group_row, GROUP_ROW_FIELDS);
PAGE_TYPE(groups, GROUPS_PAGE);
PAGE_TYPE(group, GROUP_PAGE);
PAGE_TYPE(voice, VOICE_PAGE);

static const char *voice_name(const struct groups_page *page, int64_t id)
{
	for (size_t i = 0; i < page->voices.len; i++) {
		if (page->voices.at[i].id == id)
			return page->voices.at[i].name;
	}
	return "";
}

static void fill_groups(struct work *w, struct groups_page *page, const struct people_group *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		list_add(w->arena, &page->groups,
		         ((struct group_row){ .id = at[i].id,
		                              .name = at[i].name,
		                              .voice = voice_name(page, at[i].voice),
		                              .voice_id = at[i].voice,
		                              .prescribed = at[i].prescribed,
		                              .retired = at[i].retired,
		                              .note = at[i].note }));
}

bool show_groups(struct work *w, struct request *rq)
{
	static const struct pair notices[] = {
		{ "saved", "Saved. Rounds that are open keep the groups they began with." }, { NULL, NULL }
	};
	struct groups_page page = { .may_edit = role_may(w->role, MAY_PLAN) };
	LIST(struct people_group) all = { 0 };

	if (!voices_all(w, (struct list_any *)(void *)&page.voices) || !groups_all(w, (struct list_any *)(void *)&all))
		return answer_fault(w, rq);
	fill_groups(w, &page, all.at, all.len);
	frame_notice(rq, notices);
	return answer(w, rq, VIEW(groups, &page));
}

static bool voice_choices(struct work *w, const char *chosen, struct choices *choices)
{
	LIST(struct voice) voices = { 0 };

	if (!voices_all(w, (struct list_any *)(void *)&voices))
		return false;
	for (size_t i = 0; i < voices.len; i++) {
		const char *value = text_format(w->arena, "%lld", (long long)voices.at[i].id);

		list_add(w->arena, choices,
		         ((struct choice){
				 .value = value, .label = voices.at[i].name, .chosen = text_equal(value, chosen) }));
	}
	return true;
}

static bool show_group_form(struct work *w, struct request *rq, const struct people_group *group, struct url action)
{
	struct group_page page = { .group = group,
		                   .form = form_of(w, rq, &people_group_record, group),
		                   .action = action };

	if (!voice_choices(w, form_value(w->arena, rq, &people_group_record, group, "voice"), &page.voices))
		return answer_fault(w, rq);
	frame_crumb(w, rq, "Groups", url_to(w->arena, "/groups"));
	if (group != NULL)
		rq->frame.title = group->name;
	return answer(w, rq, VIEW(group, &page));
}

bool show_group(struct work *w, struct request *rq)
{
	const struct people_group *group = group_by_id(w, path_id(rq, "id"));

	if (group == NULL)
		return answer_fault(w, rq);
	return show_group_form(w, rq, group, url_id(w->arena, "/groups/:id", group->id));
}

bool show_new_group(struct work *w, struct request *rq)
{
	return show_group_form(w, rq, NULL, url_to(w->arena, "/groups/new"));
}

/* Which one is changed; without an :id in the address a new one is made, and number and version stay 0. */
static bool read_which(struct work *w, struct request *rq, int64_t *id, int64_t *version)
{
	if (*path_part(rq, "id") == '\0')
		return true;
	*id = path_id(rq, "id");
	if (*id == 0)
		return fault(w, FAULT_NOT_FOUND,
		             "There is no such page. The address may be mistyped, or the page gone.");
	return (text_to_int(request_form(rq, "version"), version) && *version > 0) ||
	       fault(w, FAULT_BAD_INPUT, "The form came without its version. Open the page again.");
}

bool prepare_group(struct work *w, struct request *rq)
{
	struct people_group *group = NEW(w->arena, struct people_group);

	rq->plan = group;
	rq->then = url_with(w->arena, url_to(w->arena, "/groups"), "done", "saved");
	if (!read_which(w, rq, &group->id, &group->version))
		return false;
	if (!form_read_whole(w, rq, &people_group_record, group))
		return false;
	group->retired = form_ticked(rq, "retired", "yes");
	if (voice_by_id(w, group->voice) != NULL)
		return true;
	if (w->fault.kind != FAULT_NOT_FOUND)
		return false;
	w->fault = (struct fault){ 0 };
	return form_mistake(w, rq, "voice", "Choose the voice this group is gathered under.");
}

enum outcome change_group(struct work *w, void *plan)
{
	struct people_group *group = plan;

	return (group->version == 0 ? group_add(w, group) : group_change(w, group)) ? CHANGED : REFUSED;
}

static bool show_voice_form(struct work *w, struct request *rq, const struct voice *voice, struct url action)
{
	struct voice_page page = { .voice = voice, .form = form_of(w, rq, &voice_record, voice), .action = action };

	frame_crumb(w, rq, "Groups", url_to(w->arena, "/groups"));
	if (voice != NULL)
		rq->frame.title = voice->name;
	return answer(w, rq, VIEW(voice, &page));
}

bool show_voice(struct work *w, struct request *rq)
{
	const struct voice *voice = voice_by_id(w, path_id(rq, "id"));

	if (voice == NULL)
		return answer_fault(w, rq);
	return show_voice_form(w, rq, voice, url_id(w->arena, "/voices/:id", voice->id));
}

bool show_new_voice(struct work *w, struct request *rq)
{
	return show_voice_form(w, rq, NULL, url_to(w->arena, "/voices/new"));
}

bool prepare_voice(struct work *w, struct request *rq)
{
	struct voice *voice = NEW(w->arena, struct voice);

	rq->plan = voice;
	rq->then = url_with(w->arena, url_to(w->arena, "/groups"), "done", "saved");
	voice->key = "";
	if (!read_which(w, rq, &voice->id, &voice->version))
		return false;
	return form_read_whole(w, rq, &voice_record, voice);
}

enum outcome change_voice(struct work *w, void *plan)
{
	struct voice *voice = plan;

	return (voice->version == 0 ? voice_add(w, voice) : voice_change(w, voice)) ? CHANGED : REFUSED;
}
