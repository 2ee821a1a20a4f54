/*
 * Who the people of a take-out are: the members, past ones too, by their number within the partnership.
 *
 * Their accounts belong to the installation and stay there. A take-out says of each the address and the name (people.jsonl), and the digest
 * of the password only when whoever runs Cairn asked for that. When it is taken in, an account with the same address is used, its name and
 * password left as they are; else one is made, without a password unless there is one in the take-out: an administrator makes them a link to a
 * new one.
 */
#ifndef CAIRN_STORE_TAKEOUT_PEOPLE_H
#define CAIRN_STORE_TAKEOUT_PEOPLE_H

#include "base/list.h"
#include "base/work.h"

struct takeout_person {
	int64_t number;
	const char *email, *name, *password_hash;
};

struct takeout_people {
	size_t len, cap;
	struct takeout_person *at; /* by number */
};

/* What one side calls a person, and what the other does; sorted by the first. */
struct takeout_names {
	size_t len, cap;
	struct takeout_name {
		int64_t from, to;
	} * at;
};

/* 0 when there is no such person. */
int64_t takeout_name_of(const struct takeout_names *names, int64_t from);

/* Everybody who is or was a member; the names go from account to number. */
bool takeout_people_read(struct work *w, struct takeout_people *people, struct takeout_names *names);
/* Finds or makes the account of each; the names go from number to account. Inside a change. */
bool takeout_people_settle(struct work *w, const struct takeout_people *people, struct takeout_names *names,
                           int64_t *made);

#endif
