#include "web/wire.h"

#include <stdlib.h>
#include <string.h>

#include "base/time.h"

#define FIRST_BODY_BYTES ((size_t)4096)
#define ADDRESS_PART     8                          /* one address may have an eighth of the room for ordinary bodies */
#define LISTEN_ON_BYTES  ((size_t)64 * 1024 * 1024) /* read past the limit, so that the visitor gets to see why */

void stock_start(struct wire_stock *stock, const struct server_settings *settings)
{
	pthread_mutex_init(&stock->lock, NULL);
	stock->arenas_len = 0;
	shares_start(&stock->ordinary, settings->bodies, settings->bodies / ADDRESS_PART);
	shares_start(&stock->big, (size_t)settings->big_bodies, (size_t)settings->big_per_address);
}

void stock_end(struct wire_stock *stock)
{
	while (stock->arenas_len > 0)
		arena_free(stock->arenas[--stock->arenas_len]);
	pthread_mutex_destroy(&stock->lock);
}

static struct arena *arena_from(struct wire_stock *stock)
{
	struct arena *arena = NULL;

	pthread_mutex_lock(&stock->lock);
	if (stock->arenas_len > 0)
		arena = stock->arenas[--stock->arenas_len];
	pthread_mutex_unlock(&stock->lock);
	return arena == NULL ? arena_new() : arena;
}

static void arena_back(struct wire_stock *stock, struct arena *arena)
{
	arena_reset(arena);
	pthread_mutex_lock(&stock->lock);
	if (stock->arenas_len < sizeof stock->arenas / sizeof stock->arenas[0]) {
		stock->arenas[stock->arenas_len++] = arena;
		arena = NULL;
	}
	pthread_mutex_unlock(&stock->lock);
	arena_free(arena);
}

struct wire *wire_new(const char *target)
{
	size_t len = strlen(target);
	struct wire *wire = calloc(1, sizeof *wire + len + 1); /* before the headers are in there is no arena */

	if (wire == NULL)
		return NULL;
	memcpy(wire->target, target, len);
	wire->exchange.wire = wire;
	wire->exchange.began_us = time_monotonic_us();
	atomic_init(&wire->state, WIRE_HEADERS);
	return wire;
}

void wire_lend_arena(struct wire_stock *stock, struct wire *wire)
{
	wire->exchange.work.arena = arena_from(stock);
	wire->exchange.work.now = time_now();
}

static size_t place_in(const struct shares *shares, const struct wire *wire)
{
	return share_place(shares, wire->exchange.request.address);
}

static void give_share_back(struct wire_stock *stock, struct wire *wire)
{
	if (wire->body_share > 0)
		share_give(&stock->ordinary, place_in(&stock->ordinary, wire), wire->body_share);
	wire->body_share = 0;
}

static void drop_body(struct wire_stock *stock, struct wire *wire)
{
	give_share_back(stock, wire);
	if (wire->is_big)
		share_give(&stock->big, place_in(&stock->big, wire), 1);
	wire->is_big = false;
	free(wire->body);
	wire->body = NULL;
	wire->body_len = wire->body_cap = 0;
}

void wire_free(struct wire_stock *stock, struct wire *wire)
{
	drop_body(stock, wire);
	if (wire->exchange.work.arena != NULL)
		arena_back(stock, wire->exchange.work.arena);
	free(wire);
}

/* Whether there is room for a body of so many bytes. */
static bool has_room(struct wire_stock *stock, struct wire *wire, size_t cap)
{
	size_t more = cap - wire->body_cap;

	if (wire->is_big)
		return true;
	if (cap > BODY_ORDINARY) {
		wire->is_big = share_take(&stock->big, place_in(&stock->big, wire), 1);
		if (wire->is_big)
			give_share_back(stock, wire);
		return wire->is_big;
	}
	if (!share_take(&stock->ordinary, place_in(&stock->ordinary, wire), more))
		return false;
	wire->body_share += more;
	return true;
}

/* False when there is no room; what was taken is given back when the body is dropped. */
static bool grow(struct wire_stock *stock, struct wire *wire, size_t need)
{
	size_t cap = wire->body_cap == 0 ? FIRST_BODY_BYTES : wire->body_cap;
	unsigned char *larger;

	while (cap < need)
		cap *= 2;
	if (cap > wire->body_most && need <= wire->body_most)
		cap = wire->body_most;
	if (cap <= wire->body_cap)
		return true;
	if (!has_room(stock, wire, cap))
		return false;
	larger = realloc(wire->body, cap);
	if (larger == NULL)
		return false;
	wire->body = larger;
	wire->body_cap = cap;
	return true;
}

bool wire_keep(struct wire_stock *stock, struct wire *wire, const char *at, size_t len)
{
	struct work *w = &wire->exchange.work;

	wire->body_seen += len;
	if (wire->body_seen > wire->body_limit)
		fault(w, FAULT_TOO_LARGE, "That is larger than Cairn takes here: at most %s kB.",
		      text_of_count(w->arena, (int64_t)(wire->body_limit / 1024)));
	else if (w->fault.kind == FAULT_NONE && !grow(stock, wire, wire->body_len + len))
		fault(w, FAULT_UNAVAILABLE,
		      "Too much is being sent to Cairn at once just now. Nothing was changed. Please try again soon.");
	if (w->fault.kind != FAULT_NONE) {
		drop_body(stock, wire);
		return wire->body_seen <= LISTEN_ON_BYTES;
	}
	memcpy(wire->body + wire->body_len, at, len);
	wire->body_len += len;
	return true;
}
