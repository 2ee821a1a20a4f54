/*
 * Whether markup is well formed: tags balance and nest, attributes are quoted, ids are unique, and nothing in text
 * or attributes was left unescaped. Also refuses what no picture may hold: script, style and event attributes.
 */
#ifndef CAIRN_TESTS_MARKUP_H
#define CAIRN_TESTS_MARKUP_H

/* Null when all is well, else a sentence on the first thing that is wrong. `said` has room for 200 bytes. */
const char *markup_fault(const char *markup, char said[200]);

#endif
