/*
 * Files of the source tree, for tests: found from where this file was compiled, so a test runs from any build
 * folder made by Meson.
 */
#ifndef CAIRN_TESTS_SUPPORT_SOURCE_FILE_H
#define CAIRN_TESTS_SUPPORT_SOURCE_FILE_H

#include "base/arena.h"
#include "base/text.h"

/* The file at a path from the top of the source tree, or at a full path. A null address when it is not there. */
struct blob source_file(struct arena *arena, const char *path);

#endif
