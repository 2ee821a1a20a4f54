/*
 * A round to answer, made with as little as there can be: one partnership, voices with groups, two criteria, and an open round.
 */
#ifndef CAIRN_TESTS_SUPPORT_ANSWERING_H
#define CAIRN_TESTS_SUPPORT_ANSWERING_H

#include "database.h"
#include "store/answer.h"

#define ANSWERING_GROUPS 5

/* Groups 1 and 2 are users and carers (voice 1), 3 and 4 the workforce (voice 2), 5 leaders (voice 3). All are asked both criteria
 * but group 2, which is asked only the first. Group n's link is answering_link(n). The first criterion has two statements, the second one. */
void answering_start(struct scratch *scratch, const char *depth);
const char *answering_link(struct arena *arena, int group);

/* A person of that group joins; their link. Fails the test when they may not. */
const char *answering_join(struct scratch *scratch, int group);

/* The same 52 characters for the same number. */
const char *answering_token(struct arena *arena, const char *word, int64_t number);

/* One save in a change of its own: what became of it. */
enum outcome answering_save(struct scratch *scratch, struct answer_save *save);
/* The commonest: texts and a place for a page opened at this version. The fault stays in scratch->work. */
struct answer_save answering_say(const char *token, const char *criterion, int64_t version, const char *strength,
                                 int placed, const char *development);

/* One number that a query gives. */
int64_t answering_number(struct scratch *scratch, const struct statement *statement);
#define answering_count(scratch, sql) answering_number((scratch), STATEMENT(sql))

#endif
