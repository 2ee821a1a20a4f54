/*
 * Two kinds of chance, never mixed.
 *
 * Secrets (tokens, salts) come from the operating system through libsodium. Everything that must come out the same twice (a
 * shuffle, a simulation) comes from a counter and a key: the same seed, chunk and counter give the same number on any machine and
 * any number of threads. That generator is SplitMix64's mixing function (Steele, Lea and Flood, OOPSLA 2014) over the three words.
 */
#ifndef CAIRN_BASE_RANDOM_H
#define CAIRN_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Must be called once, before threads begin. Ends the program when libsodium cannot start. */
void random_start(void);

void random_secret(void *bytes, size_t len);

/* 32 secret bytes as 52 characters of a to z and 2 to 7: safe in an address, read aloud without capitals. */
char *random_token(struct arena *arena);

/* So many characters, each one of `letters` (256 at most) as likely as another, and secret. */
char *random_letters(struct arena *arena, const char *letters, size_t len);

struct random {
	uint64_t seed, chunk, counter;
};

uint64_t random_word(struct random *random);
/* Evenly from 0 to below - 1, without the bias of a remainder; below must be over 0. */
uint64_t random_below(struct random *random, uint64_t below);
/* Evenly from 0 to just under 1, 53 bits. */
double random_unit(struct random *random);

#endif
