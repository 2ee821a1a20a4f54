/*
 * embed OUT.c OUT.h NAME FILE...: makes one table of files that become part of the program (base/embedded.h).
 *
 * The bytes are taken in by the assembler, so a large file costs the C compiler nothing. Their digest stands in the C file: what is
 * compiled differs whenever a file does, and no cache of compiled files can give back an old one.
 *
 * The digest is FNV-1a of 64 bits (Fowler, Noll and Vo; RFC 9923).
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

struct source {
	const char *path; /* as given */
	const char *name; /* its last part */
	char *full;       /* for the assembler, wherever it is started */
	size_t len;
	uint64_t digest;
};

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static uint64_t digest_of(const struct bytes *bytes)
{
	uint64_t digest = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < bytes->len; i++)
		digest = (digest ^ (unsigned char)bytes->at[i]) * UINT64_C(0x100000001b3);
	return digest;
}

static bool read_source(const char *path, struct source *source)
{
	struct bytes bytes = { 0 };

	*source = (struct source){ .path = path, .name = last_part(path) };
	if (!file_read(path, &bytes))
		return false;
	source->len = bytes.len;
	source->digest = digest_of(&bytes);
	source->full = realpath(path, NULL);
	bytes_free(&bytes);
	if (source->full == NULL)
		perror(path);
	return source->full != NULL;
}

static int compare_name(const void *one, const void *other)
{
	return strcmp(((const struct source *)one)->name, ((const struct source *)other)->name);
}

static bool read_sources(struct source *sources, size_t count, char **paths)
{
	for (size_t i = 0; i < count; i++)
		if (!read_source(paths[i], &sources[i]))
			return false;
	qsort(sources, count, sizeof *sources, compare_name);
	for (size_t i = 1; i < count; i++)
		if (strcmp(sources[i - 1].name, sources[i].name) == 0) {
			fprintf(stderr, "%s and %s have the same name: rename one.\n", sources[i - 1].path,
			        sources[i].path);
			return false;
		}
	return true;
}

static void add_quoted(struct bytes *out, const char *text)
{
	while (*text != '\0')
		bytes_quoted(out, *text++);
}

/* A path inside the assembler's string, inside C's: quoted twice. */
static void add_assembler_path(struct bytes *out, const char *path)
{
	struct bytes once = { 0 };

	add_quoted(&once, path);
	add_quoted(out, once.at == NULL ? "" : once.at);
	bytes_free(&once);
}

static void write_bytes(struct bytes *out, const char *table, size_t index, const struct source *source)
{
	bytes_format(out,
	             "__asm__(\".pushsection .rodata\\n\"\n\t\".globl %s_file_%zu\\n\"\n\t\".hidden %s_file_%zu\\n\"\n",
	             table, index, table, index);
	bytes_format(out, "\t\".balign 16\\n\"\n\t\"%s_file_%zu:\\n\"\n\t\".incbin \\\"", table, index);
	add_assembler_path(out, source->full);
	bytes_text(out, "\\\"\\n\"\n\t\".byte 0\\n\"\n\t\".popsection\\n\");\n");
	bytes_format(out, "extern const unsigned char %s_file_%zu[] __attribute__((visibility(\"hidden\")));\n\n",
	             table, index);
}

static void write_table(struct bytes *out, const char *table, const struct source *sources, size_t count)
{
	bytes_format(out, "const size_t %s_count = %zu;\nconst struct embedded %s[] = {\n", table, count, table);
	for (size_t i = 0; i < count; i++) {
		bytes_text(out, "\t{ \"");
		add_quoted(out, sources[i].name);
		bytes_format(out, "\", %s_file_%zu, %zu, \"%016" PRIx64 "\" },\n", table, i, sources[i].len,
		             sources[i].digest);
	}
	bytes_text(out, "\t{ 0 },\n};\n");
}

static bool write_both(char **words, const struct source *sources, size_t count)
{
	struct bytes code = { 0 }, header = { 0 };
	bool good;

	bytes_format(&header, "/* Made by the embedder. */\n#pragma once\n#include \"base/embedded.h\"\n\n");
	bytes_format(&header, "extern const size_t %s_count;\nextern const struct embedded %s[];\n", words[2],
	             words[2]);
	bytes_format(&code, "/* Made by the embedder. */\n#include \"%s\"\n\n", last_part(words[1]));
	for (size_t i = 0; i < count; i++)
		write_bytes(&code, words[2], i, &sources[i]);
	write_table(&code, words[2], sources, count);
	good = file_write(words[0], &code) && file_write(words[1], &header);
	bytes_free(&code);
	bytes_free(&header);
	return good;
}

int main(int count, char **words)
{
	const size_t files = count < 4 ? 0 : (size_t)count - 4;
	struct source *sources = calloc(files + 1, sizeof *sources);
	bool good;

	if (count < 4) {
		fputs("embed OUT.c OUT.h NAME FILE...: makes a table of files\n", stderr);
		free(sources);
		return 2;
	}
	good = sources != NULL && read_sources(sources, files, words + 4) && write_both(words + 1, sources, files);
	for (size_t i = 0; sources != NULL && i < files; i++)
		free(sources[i].full);
	free(sources);
	return good ? 0 : 1;
}
