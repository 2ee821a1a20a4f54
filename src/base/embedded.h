/*
 * Files that are part of the program: assets, frameworks, migrations.
 *
 * The build makes one table for each kind (tools/embed), sorted by name, so that nothing need be installed beside the program.
 * The bytes live as long as the program and are followed by a NUL that is not counted: a text file may be read as text.
 */
#ifndef CAIRN_BASE_EMBEDDED_H
#define CAIRN_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
	const char *path; /* the file's own name, without folders: "0001_start.sql" */
	const unsigned char *at;
	size_t len;
	const char *
		digest; /* 16 hexadecimal characters that change when the file does (FNV-1a, 64 bits): not for secrets */
};

/* The file of that name, or null. */
const struct embedded *embedded_find(const struct embedded *table, size_t count, const char *path);

#endif
