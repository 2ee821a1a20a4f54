/*
 * The headers of a request, as they arrive one by one: the few that matter are kept, in the arena, when they are clean text.
 *
 * Of a header that comes twice the first counts. What a proxy says of the visitor is believed only from the trusted proxy's own address.
 */
#ifndef CAIRN_WEB_HEADS_H
#define CAIRN_WEB_HEADS_H

#include "web/request.h"

struct heads {
	struct work *work;
	struct request *request; /* with the peer's address in it */
	const char *cookie, *transfer_encoding, *content_length, *forwarded_for, *forwarded_proto;
	int lengths, hosts; /* how often each was told */
	int64_t announced;  /* bytes of the body, once done; 0 when that was not said */
};

void heads_keep(struct heads *heads, const char *name, const char *value);

/* All have come. The target must have been read. `proxy` is the trusted address or null. False, with the fault, when the length of the body
 * is told in two ways, or the host twice: different programs on the way read such a request differently, which is how requests are smuggled. */
bool heads_done(struct heads *heads, const char *proxy);

#endif
