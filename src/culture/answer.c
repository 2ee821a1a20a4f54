/* What the pages behind a participant's link share. */
#include "culture/answer.h"

#include "base/text.h"
#include "culture/answer_evidence.h"
#include "culture/answer_own.h"
#include "culture/answer_privacy.h"
#include "culture/answer_question.h"
#include "culture/join.h"
#include "culture/typed_code.h"
#include "store/framework.h"
#include "web/answer.h"

const struct route answer_routes[] = {
	{ GET, "/answer/:token", SHOW(show_answer_welcome), MAY_WITH_LINK, READS, "Your answers" },
	{ GET, "/answer/:token/finish", SHOW(show_answer_end), MAY_WITH_LINK, READS, "Thank you" },
	{ POST, "/answer/:token/finish", SAVE(answer_end), MAY_WITH_LINK, CHANGES, "Finish" },
	{ GET, "/answer/:token/privacy", SHOW(show_answer_privacy), MAY_WITH_LINK, READS, "Privacy notice" },
	{ GET, "/answer/:token/own", SHOW(show_answer_own), MAY_WITH_LINK, READS, "What is kept of your answers" },
	{ GET, "/answer/:token/withdraw", SHOW(show_answer_withdraw), MAY_WITH_LINK, READS, "Take your answers back" },
	{ POST, "/answer/:token/withdraw", SAVE(answer_withdraw), MAY_WITH_LINK, CHANGES, "Take your answers back" },
	{ GET, "/answer/:token/:criterion", SHOW(show_answer_question), MAY_WITH_LINK, READS, "A question" },
	{ POST, "/answer/:token/:criterion", SAVE_THEN(answer_question), MAY_WITH_LINK, CHANGES, "Save an answer" },
	{ GET, "/answer/:token/:criterion/evidence", SHOW(show_answer_evidence), MAY_WITH_LINK, READS, "Evidence" },
	{ POST, "/answer/:token/:criterion/evidence", SAVE_THEN(answer_evidence), MAY_WITH_LINK, CHANGES | BIG | SLOW,
	  "Bring evidence" },
	{ GET, "/answer/:token/:criterion/evidence/:evidence", SHOW(show_answer_evidence_file), MAY_WITH_LINK, READS,
	  "A file of yours" },
	{ POST, "/answer/:token/:criterion/evidence/:evidence/remove", SAVE(answer_evidence_remove), MAY_WITH_LINK,
	  CHANGES, "Remove evidence" },
	{ GET, "/join", SHOW(show_typed_code), MAY_WITH_LINK, READS, "Take part with a code" },
	{ POST, "/join", SAVE_THEN(typed_code), MAY_WITH_LINK, CHANGES, "Go to the questions" },
	{ GET, "/join/:token/privacy", SHOW(show_join_privacy), MAY_WITH_LINK, READS, "Privacy notice" },
	{ GET, "/join/:token", SHOW(show_join), MAY_WITH_LINK, READS, "Take part" },
	{ POST, "/join/:token", SAVE(join), MAY_WITH_LINK, CHANGES, "Start" },
	{ 0 },
};

bool answer_visit(struct work *w, struct request *rq, struct answer_visit *visit)
{
	*visit = (struct answer_visit){ .token = path_part(rq, "token") };
	w->account = 0; /* the log must not tie an account to an answer */
	rq->frame.kind = FRAME_PLAIN;
	if (!participant_by_token(w, visit->token, &visit->who) || !asked_of(w, &visit->who, &visit->asked))
		return false;
	visit->may_answer = answerer_may_answer(w, &visit->who);
	rq->frame.place = visit->who.place;
	rq->frame.is_example = visit->who.is_demonstration;
	return true;
}

bool answer_pack(struct work *w, struct answer_visit *visit)
{
	visit->pack = pack_of_version(w, visit->who.framework_version);
	return visit->pack != NULL;
}

struct url answer_url(struct arena *arena, const struct answer_visit *visit)
{
	if (visit->preview != NULL)
		return (struct url){ visit->preview->base };
	return url_to(arena, "/answer/:token", visit->token);
}

struct url answer_question_url(struct arena *arena, const struct answer_visit *visit, const char *criterion)
{
	if (visit->preview != NULL)
		return (struct url){ text_format(arena, "%s%s", visit->preview->base,
			                         url_to(arena, "/:criterion", criterion).at) };
	return url_to(arena, "/answer/:token/:criterion", visit->token, criterion);
}

struct url answer_end_url(struct arena *arena, const struct answer_visit *visit)
{
	if (visit->preview != NULL)
		return visit->preview->round;
	return url_to(arena, "/answer/:token/finish", visit->token);
}

const char *answer_title(struct arena *arena, const struct answer_visit *visit, const char *title)
{
	return visit->preview == NULL ? title : text_format(arena, "Preview: %s", title);
}

const char *answer_until(struct arena *arena, const struct answerer *who)
{
	if (who->closes_on.days == 0)
		return "until the round is closed";
	return text_format(arena, "until %s", date_text(arena, who->closes_on));
}

struct task_list answer_tasks(struct work *w, const struct answer_visit *visit, bool left)
{
	struct task_list tasks = { 0 };
	const struct asked *asked;

	for EACH(asked, &visit->asked) {
		const struct pack_criterion *criterion = pack_criterion(visit->pack, asked->criterion);
		struct task task = { .takes = asked->is_answered ? "done" : "to do",
			             .state = asked->is_answered ? STATE_DONE : STATE_ASIDE,
			             .url = answer_question_url(w->arena, visit, asked->criterion) };

		if (criterion == NULL || (left && asked->is_answered))
			continue;
		task.title = criterion->question;
		task.why = text_format(w->arena, "%s: %s", criterion->theme_name, criterion->name);
		list_add(w->arena, &tasks, task);
	}
	return tasks;
}

int64_t answer_minutes_left(const struct answer_visit *visit)
{
	int64_t asked = (int64_t)visit->asked.len;
	int64_t left = asked - (int64_t)asked_answered(&visit->asked);

	return asked == 0 ? 0 : (visit->who.minutes * left + asked - 1) / asked;
}

struct answer_paragraphs answer_paragraphs(struct arena *arena, const char *text)
{
	struct answer_paragraphs paragraphs = { 0 };
	size_t count;
	char **lines = text_split(arena, text, '\n', &count);

	for (size_t i = 0; i < count; i++) {
		const char *line = text_trim(arena, lines[i]);

		if (*line != '\0')
			list_add(arena, &paragraphs, line);
	}
	return paragraphs;
}
