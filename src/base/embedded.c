#include "base/embedded.h"

#include <stdlib.h>
#include <string.h>

static int compare_path(const void *path, const void *file)
{
	return strcmp(path, ((const struct embedded *)file)->path);
}

const struct embedded *embedded_find(const struct embedded *table, size_t count, const char *path)
{
	return count == 0 ? NULL : bsearch(path, table, count, sizeof *table, compare_path);
}
