#include "base/hash.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"

#define DIGEST_BYTES  32
#define ARGON2_PASSES 2
#define ARGON2_BYTES  ((size_t)19 * 1024 * 1024)

static char *hex(struct arena *arena, const unsigned char *digest)
{
	char *text = arena_take(arena, DIGEST_BYTES * 2 + 1);

	return sodium_bin2hex(text, DIGEST_BYTES * 2 + 1, digest, DIGEST_BYTES);
}

char *hash_bytes(struct arena *arena, const void *bytes, size_t len)
{
	unsigned char digest[DIGEST_BYTES];

	crypto_generichash(digest, sizeof digest, bytes, len, NULL, 0);
	return hex(arena, digest);
}

char *hash_text(struct arena *arena, const char *text)
{
	return hash_bytes(arena, text, strlen(text));
}

char *hash_keyed(struct arena *arena, const char *key, const char *text)
{
	unsigned char digest[DIGEST_BYTES];

	crypto_generichash(digest, sizeof digest, (const unsigned char *)text, strlen(text), (const unsigned char *)key,
	                   strlen(key));
	return hex(arena, digest);
}

_Static_assert(sizeof(struct hashing) == sizeof(crypto_generichash_state), "libsodium's state fits");

static crypto_generichash_state *state_of(struct hashing *hashing)
{
	return (crypto_generichash_state *)(void *)hashing->state;
}

void hash_begin(struct hashing *hashing)
{
	crypto_generichash_init(state_of(hashing), NULL, 0, DIGEST_BYTES);
}

void hash_more(struct hashing *hashing, const void *bytes, size_t len)
{
	crypto_generichash_update(state_of(hashing), bytes, len);
}

void hash_end(struct hashing *hashing, char digest[HASH_CHARACTERS + 1])
{
	unsigned char bytes[DIGEST_BYTES];

	crypto_generichash_final(state_of(hashing), bytes, sizeof bytes);
	sodium_bin2hex(digest, HASH_CHARACTERS + 1, bytes, sizeof bytes);
}

bool hash_same(const char *one, const char *other)
{
	size_t len = strlen(one);

	return len == strlen(other) && sodium_memcmp(one, other, len) == 0;
}

char *password_hash(struct arena *arena, const char *password)
{
	char *hash = arena_take(arena, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_str_alg(hash, password, strlen(password), ARGON2_PASSES, ARGON2_BYTES,
	                          crypto_pwhash_ALG_ARGON2ID13) != 0)
		return NULL;
	return hash;
}

bool password_matches(const char *hash, const char *password)
{
	return !text_is_empty(hash) && crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
}
