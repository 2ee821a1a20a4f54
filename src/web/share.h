/*
 * Shares: how much of something scarce is in use in all and for each network address, so that no visitor takes the whole of it.
 *
 * The address counts as people have it: an IPv4 address whole, of an IPv6 address the network (/64). Counting is by place in a fixed table,
 * found with a key of this start that nobody knows. Two addresses may fall on one place and then share what it has. As all together may hold only
 * a few full shares, only a few of the many places are ever full, so that hardly ever harms anybody, and nobody can bring it about. In return
 * there is nothing to allocate, to lock or to fill up. (Stochastic fairness queueing, McKenney, INFOCOM 1990.)
 *
 * Any thread may take and give; whoever takes gives back as much at the same place, once.
 */
#ifndef CAIRN_WEB_SHARE_H
#define CAIRN_WEB_SHARE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHARE_PLACES 16384

struct shares {
	uint64_t key;
	size_t most, each_most;
	_Atomic size_t taken;
	_Atomic size_t taken_at[SHARE_PLACES];
};

/* In memory that is all nought. */
void shares_start(struct shares *shares, size_t most, size_t each_most);

/* The place of an address written in figures; all that is no address has one place together. */
size_t share_place(const struct shares *shares, const char *address);

/* False, and nothing is taken, when that would be too much for the place or for all. */
bool share_take(struct shares *shares, size_t place, size_t amount);
void share_give(struct shares *shares, size_t place, size_t amount);
size_t shares_taken(struct shares *shares);

#endif
