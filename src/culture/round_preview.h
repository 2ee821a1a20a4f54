/*
 * What a group will see, before anybody does: the pages of answering themselves (culture/answer.h), from the welcome through each question,
 * marked as a preview and with nothing to send.
 */
#ifndef CAIRN_CULTURE_ROUND_PREVIEW_H
#define CAIRN_CULTURE_ROUND_PREVIEW_H

#include "web/request.h"

bool show_round_preview(struct work *w, struct request *rq);
bool show_round_preview_question(struct work *w, struct request *rq);

#endif
