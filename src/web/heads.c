#include "web/heads.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "web/reading.h"

static const char **place_of(struct heads *heads, const char *name)
{
	struct request *rq = heads->request;
	const struct {
		const char *name;
		const char **place;
	} known[] = {
		{ "Host", &rq->host },
		{ "User-Agent", &rq->agent },
		{ "Accept", &rq->accept },
		{ "Accept-Encoding", &rq->accept_encoding },
		{ "Cookie", &heads->cookie },
		{ "Content-Type", &rq->content_type },
		{ "Content-Length", &heads->content_length },
		{ "Origin", &rq->origin },
		{ "Sec-Fetch-Site", &rq->fetch_site },
		{ "If-None-Match", &rq->if_none_match },
		{ "Transfer-Encoding", &heads->transfer_encoding },
		{ "X-Forwarded-For", &heads->forwarded_for },
		{ "X-Forwarded-Proto", &heads->forwarded_proto },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (strcasecmp(name, known[i].name) == 0)
			return known[i].place;
	}
	return NULL;
}

void heads_keep(struct heads *heads, const char *name, const char *value)
{
	const char **place = place_of(heads, name);
	bool is_proxys;

	if (place == NULL)
		return;
	if (place == &heads->content_length)
		heads->lengths++;
	heads->hosts += place == &heads->request->host;
	/* A proxy's own line comes after any that a visitor made up. */
	is_proxys = place == &heads->forwarded_for || place == &heads->forwarded_proto;
	if ((is_proxys || text_is_empty(*place)) && text_is_clean(value, strlen(value)))
		*place = text_copy(heads->work->arena, value);
}

/* A proxy adds the address it saw at the end; what stands before it anybody could have written. */
static const char *last_address(struct arena *arena, const char *list)
{
	const char *comma = strrchr(list, ',');
	char *last = text_trim(arena, comma == NULL ? list : comma + 1);
	char *colon = strchr(last, ':');
	struct in6_addr six;
	struct in_addr four;

	/* some write the port as well: 192.0.2.1:443, [2001:db8::1]:443 */
	if (*last == '[' && strchr(last, ']') != NULL) {
		*strchr(last, ']') = '\0';
		last++;
	} else if (colon != NULL && strchr(colon + 1, ':') == NULL) {
		*colon = '\0';
	}
	return inet_pton(AF_INET, last, &four) == 1 || inet_pton(AF_INET6, last, &six) == 1 ? last : NULL;
}

static void believe_proxy(struct heads *heads, const char *proxy)
{
	struct request *rq = heads->request;
	const char *address;

	rq->is_forwarded = heads->forwarded_for != NULL;
	if (proxy == NULL || strcmp(proxy, rq->address) != 0)
		return;
	address = heads->forwarded_for == NULL ? NULL : last_address(heads->work->arena, heads->forwarded_for);
	/* Never the proxy's own: it would be taken for somebody on this machine. */
	if (heads->forwarded_for != NULL)
		rq->address = address != NULL ? address : "unknown";
	rq->is_secure = heads->forwarded_proto != NULL && strcasecmp(heads->forwarded_proto, "https") == 0;
}

static bool has_one_length(struct heads *heads)
{
	if (heads->transfer_encoding != NULL)
		return heads->lengths == 0 && strcasecmp(heads->transfer_encoding, "chunked") == 0;
	return heads->lengths == 0 ||
	       (heads->lengths == 1 && text_to_int(heads->content_length, &heads->announced) && heads->announced >= 0);
}

bool heads_done(struct heads *heads, const char *proxy)
{
	believe_proxy(heads, proxy);
	request_read_accept(heads->request, heads->request->accept);
	if (heads->cookie != NULL)
		request_read_cookies(heads->work, heads->request, heads->cookie);
	if (heads->hosts > 1)
		return fault(heads->work, FAULT_BAD_INPUT,
		             "The request names its host more than once, so it was not read.");
	return has_one_length(heads) ||
	       fault(heads->work, FAULT_BAD_INPUT, "The length of what was sent is not clear, so it was not read.");
}
