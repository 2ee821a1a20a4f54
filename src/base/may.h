/*
 * Who may come in. Each route says one of these; there is no default.
 *
 * The words are here, on the ground, because the route table needs them and so does the record of a person's role.
 */
#ifndef CAIRN_BASE_MAY_H
#define CAIRN_BASE_MAY_H

enum may {
	MAY_NOT_SAID, /* a route with this is a mistake: the program refuses to start */
	MAY_ANYONE,   /* the public page, signing in, health */
	MAY_WITH_LINK, /* whoever holds the link in the address: a participant, an invited person; the handler checks it */
	MAY_SIGNED_IN,  /* anybody with an account, in any partnership or none */
	MAY_READ,       /* viewer and above, in this partnership */
	MAY_CONTRIBUTE, /* contributor and above */
	MAY_ANALYSE,    /* analyst, planner, administrator */
	MAY_PLAN,       /* planner, administrator */
	MAY_APPROVE,    /* approver, administrator */
	MAY_ADMINISTER, /* administrator */
};

#endif
