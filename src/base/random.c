#include "base/random.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void random_start(void)
{
	if (sodium_init() < 0) {
		fputs("cairn: libsodium could not start\n", stderr);
		abort();
	}
}

void random_secret(void *bytes, size_t len)
{
	randombytes_buf(bytes, len);
}

char *random_token(struct arena *arena)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char bytes[33] = { 0 }; /* 32 and a spare, so that the last five bits can be read */
	char *token = arena_take(arena, 53);

	random_secret(bytes, 32);
	for (size_t i = 0; i < 52; i++) {
		size_t bit = i * 5;
		unsigned pair = (unsigned)(bytes[bit / 8] << 8 | bytes[bit / 8 + 1]);

		token[i] = letters[pair >> (11 - bit % 8) & 31];
	}
	sodium_memzero(bytes, sizeof bytes);
	return token;
}

char *random_letters(struct arena *arena, const char *letters, size_t len)
{
	char *text = arena_take(arena, len + 1);

	for (size_t i = 0; i < len; i++)
		text[i] = letters[randombytes_uniform((uint32_t)strlen(letters))];
	text[len] = '\0';
	return text;
}

static uint64_t mix(uint64_t word)
{
	word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9U;
	word = (word ^ (word >> 27)) * 0x94D049BB133111EBU;
	return word ^ (word >> 31);
}

uint64_t random_word(struct random *random)
{
	const uint64_t golden = 0x9E3779B97F4A7C15U;

	random->counter++;
	return mix(mix(mix(random->seed + golden) ^ (random->chunk + golden)) + random->counter * golden);
}

uint64_t random_below(struct random *random, uint64_t below)
{
	uint64_t limit = UINT64_MAX - UINT64_MAX % below;
	uint64_t word;

	do
		word = random_word(random);
	while (word >= limit);
	return word % below;
}

double random_unit(struct random *random)
{
	return (double)(random_word(random) >> 11) * 0x1p-53;
}
