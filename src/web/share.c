#include "web/share.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/random.h"

void shares_start(struct shares *shares, size_t most, size_t each_most)
{
	shares->most = most;
	shares->each_most = each_most;
	random_secret(&shares->key, sizeof shares->key);
}

static uint64_t network_of(const char *address)
{
	struct in6_addr six;
	struct in_addr four;
	uint64_t network = 0;

	if (inet_pton(AF_INET, address, &four) == 1)
		memcpy(&network, &four, sizeof four);
	else if (inet_pton(AF_INET6, address, &six) == 1)
		memcpy(&network, &six, sizeof network);
	return network;
}

size_t share_place(const struct shares *shares, const char *address)
{
	struct random scattered = { .seed = shares->key, .chunk = network_of(address) };

	return random_word(&scattered) % SHARE_PLACES;
}

/* Added first and looked at then, so that two threads never both take the last of it. */
static bool take_from(_Atomic size_t *taken, size_t most, size_t amount)
{
	if (atomic_fetch_add(taken, amount) + amount <= most)
		return true;
	atomic_fetch_sub(taken, amount);
	return false;
}

bool share_take(struct shares *shares, size_t place, size_t amount)
{
	if (!take_from(&shares->taken_at[place], shares->each_most, amount))
		return false;
	if (take_from(&shares->taken, shares->most, amount))
		return true;
	atomic_fetch_sub(&shares->taken_at[place], amount);
	return false;
}

void share_give(struct shares *shares, size_t place, size_t amount)
{
	atomic_fetch_sub(&shares->taken_at[place], amount);
	atomic_fetch_sub(&shares->taken, amount);
}

size_t shares_taken(struct shares *shares)
{
	return atomic_load(&shares->taken);
}
