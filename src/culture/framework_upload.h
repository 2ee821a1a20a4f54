/*
 * The two uploads about frameworks, in the parts a changing route has. What a file has wrong comes back on its
 * form, sentence by sentence; nothing is changed then.
 */
#ifndef CAIRN_CULTURE_FRAMEWORK_UPLOAD_H
#define CAIRN_CULTURE_FRAMEWORK_UPLOAD_H

#include "web/route.h"

bool prepare_framework_text(struct work *w, struct request *rq);
enum outcome change_framework_text(struct work *w, void *plan);

bool prepare_framework_file(struct work *w, struct request *rq);
enum outcome change_framework_file(struct work *w, void *plan);
bool after_framework_file(struct work *w, struct request *rq);

#endif
