#include "main/asset.h"

#include <string.h>

#include "base/embedded.h"
#include "main/assets.h"
#include "web/answer.h"

static const struct embedded *asset_named(const char *name)
{
	return embedded_find(assets, assets_count, name);
}

static struct url address(struct arena *arena, const char *name)
{
	const struct embedded *asset = asset_named(name);
	struct url url = url_to(arena, "/assets/:name", name);

	return asset == NULL ? url : url_with(arena, url, "v", asset->digest);
}

struct frame_assets asset_addresses(struct arena *arena)
{
	return (struct frame_assets){ .system_style = address(arena, "design-system.css"),
		                      .own_style = address(arena, "cairn.css"),
		                      .script = address(arena, "cairn.js"),
		                      .icon = address(arena, "favicon.svg") };
}

static const char *type_of(const char *name)
{
	static const struct pair types[] = {
		{ ".css", "text/css; charset=utf-8" },
		{ ".js", "text/javascript; charset=utf-8" },
		{ ".svg", "image/svg+xml" },
		{ ".woff2", "font/woff2" },
		{ ".txt", "text/plain; charset=utf-8" },
		{ ".png", "image/png" },
	};

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		if (text_ends(name, types[i].name))
			return types[i].value;
	}
	return "application/octet-stream";
}

/* The form compressed at build, when there is one and the browser takes it. */
static const struct embedded *smaller_form(struct work *w, struct request *rq, const char *name)
{
	const struct embedded *zipped = NULL;

	if (strstr(rq->accept_encoding, "gzip") != NULL && strstr(rq->accept_encoding, "gzip;q=0") == NULL)
		zipped = asset_named(text_format(w->arena, "%s.gz", name));
	if (zipped != NULL)
		answer_header(w, rq, "Content-Encoding", "gzip");
	return zipped;
}

static bool answer_asset(struct work *w, struct request *rq, const char *name)
{
	const struct embedded *asset = asset_named(name), *sent;

	if (asset == NULL || text_ends(name, ".gz"))
		return fault(w, FAULT_NOT_FOUND, "There is no such file.");
	sent = smaller_form(w, rq, name);
	rq->answer.etag = text_format(w->arena, sent == NULL ? "\"%s\"" : "\"%s-gz\"", asset->digest);
	rq->answer.may_be_kept = text_equal(request_query(rq, "v"), asset->digest) || text_ends(name, ".woff2");
	if (strstr(rq->if_none_match, rq->answer.etag) != NULL) {
		rq->answer.status = 304;
		return answer_bytes(w, rq, NULL, NULL, (struct blob){ (const unsigned char *)"", 0 });
	}
	if (sent == NULL)
		sent = asset;
	return answer_bytes(w, rq, type_of(name), NULL, (struct blob){ sent->at, sent->len });
}

bool show_asset(struct work *w, struct request *rq)
{
	return answer_asset(w, rq, path_part(rq, "name"));
}

bool show_icon(struct work *w, struct request *rq)
{
	return answer_asset(w, rq, "favicon.svg");
}
