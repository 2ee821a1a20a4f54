/*
 * Digests and secrets. BLAKE2b of 32 bytes (RFC 7693) and Argon2id, both through libsodium.
 *
 * Digests are given as 64 hexadecimal characters in the arena.
 */
#ifndef CAIRN_BASE_HASH_H
#define CAIRN_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define HASH_CHARACTERS 64

char *hash_bytes(struct arena *arena, const void *bytes, size_t len);
char *hash_text(struct arena *arena, const char *text);

/* Keyed, so that only who knows the key (any length up to 64 bytes) can make it. */
char *hash_keyed(struct arena *arena, const char *key, const char *text);

/* The same digest as hash_bytes gives, of what comes piece by piece. */
struct hashing {
	_Alignas(64) unsigned char state[384]; /* libsodium's own */
};
void hash_begin(struct hashing *hashing);
void hash_more(struct hashing *hashing, const void *bytes, size_t len);
void hash_end(struct hashing *hashing, char digest[HASH_CHARACTERS + 1]);

/* True when the same; takes as long when they differ. */
bool hash_same(const char *one, const char *other);

/* Argon2id, 19 MiB and two passes (OWASP's first recommendation): about 50 ms, so only ever on a SLOW route. */
char *password_hash(struct arena *arena, const char *password);
bool password_matches(const char *hash, const char *password);

#endif
