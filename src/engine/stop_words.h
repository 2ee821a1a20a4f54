/*
 * Words that say nothing by themselves: "the", "because", "very".
 *
 * English, folded as base/words.h folds (no capitals, no apostrophes), so "don't" stands here as "dont".
 */
#ifndef CAIRN_ENGINE_STOP_WORDS_H
#define CAIRN_ENGINE_STOP_WORDS_H

#include <stdbool.h>

bool is_stop_word(const char *folded);

#endif
