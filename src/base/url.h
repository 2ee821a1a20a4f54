/*
 * Addresses of this site, put together from parts that are escaped one by one.
 *
 *     url_to(arena, "/culture/rounds/:id", "2")          /culture/rounds/2
 *     url_to(arena, "/answer/:token/:criterion", t, c)
 *
 * The pattern is a literal with one :word a part. A part is text; numbers go through url_id.
 */
#ifndef CAIRN_BASE_URL_H
#define CAIRN_BASE_URL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/out.h"

/* The pattern's parts in their order, ended by a null: use the macro. */
struct url url_of_parts(struct arena *arena, const char *pattern, ...) __attribute__((sentinel));
#define url_to(arena, ...) url_of_parts((arena), __VA_ARGS__, (const char *)NULL)

/* The commonest: one number. */
struct url url_id(struct arena *arena, const char *pattern, int64_t id);

/* The same address with `?name=value` or `&name=value` after it. */
struct url url_with(struct arena *arena, struct url url, const char *name, const char *value);

/* A place within a page: "#" and the fragment. */
struct url url_here(struct arena *arena, const char *fragment);

/* A full address on another site, only https (or http to this machine), for links that a person typed. Empty when it is not one. */
struct url url_elsewhere(struct arena *arena, const char *address);

/* %XX written out; false on a broken escape or on bytes that are not clean text. Plus means a space when `form` is true. */
bool url_unescape(struct arena *arena, const char *at, size_t len, bool form, char **text);

#endif
