/*
 * Finding the route of a path. Where several fit, the one that is literal earliest wins: /rounds/new before /rounds/:id.
 */
#include "web/route.h"

#include <string.h>

static bool part_ends(char c)
{
	return c == '/' || c == '\0';
}

static const char *part_end(const char *part)
{
	while (!part_ends(*part))
		part++;
	return part;
}

/* A bit for each part of the pattern that is literal, the first part highest; -1 when the pattern does not fit the path. Every request
 * tries every route: most differ in the first few letters, and are left there. */
static int64_t fit(const char *pattern, const char *path)
{
	int64_t literal = 0;

	while (*pattern == '/' && *path == '/') {
		pattern++;
		path++;
		literal <<= 1;
		if (*pattern == ':') {
			if (part_ends(*path))
				return -1;
			pattern = part_end(pattern);
			path = part_end(path);
			continue;
		}
		for (; *pattern == *path && !part_ends(*pattern); pattern++)
			path++;
		if (!part_ends(*pattern) || !part_ends(*path))
			return -1;
		literal |= 1;
	}
	return *pattern == '\0' && *path == '\0' ? literal : -1;
}

static const struct route *best_of(const struct route *const *tables, enum method method, const char *path)
{
	const struct route *best = NULL;
	int64_t best_fit = -1;

	for (; *tables != NULL; tables++) {
		for (const struct route *route = *tables; route->path != NULL; route++) {
			int64_t fits = route->method == method ? fit(route->path, path) : -1;

			if (fits > best_fit) {
				best = route;
				best_fit = fits;
			}
		}
	}
	return best;
}

static void take_parts(struct work *w, struct request *rq, const char *pattern, const char *path)
{
	while (*pattern == '/') {
		size_t pattern_len = strcspn(++pattern, "/");
		size_t path_len = strcspn(++path, "/");

		if (*pattern == ':')
			list_add(w->arena, &rq->parts,
			         ((struct pair){ text_copy_bytes(w->arena, pattern + 1, pattern_len - 1),
			                         text_copy_bytes(w->arena, path, path_len) }));
		pattern += pattern_len;
		path += path_len;
	}
}

const struct route *route_find(struct work *w, struct request *rq, const struct route *const *tables, bool *other)
{
	const struct route *route = best_of(tables, rq->method, rq->path);

	*other = route == NULL && best_of(tables, rq->method == GET ? POST : GET, rq->path) != NULL;
	if (route != NULL) {
		rq->parts.len = 0;
		take_parts(w, rq, route->path, rq->path);
	}
	return route;
}

const struct route *route_shown_at(const struct route *const *tables, const struct route *saved)
{
	for (; *tables != NULL; tables++) {
		for (const struct route *route = *tables; route->path != NULL; route++) {
			if (route->method == GET && strcmp(route->path, saved->path) == 0)
				return route;
		}
	}
	return NULL;
}
