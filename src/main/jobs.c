#include "main/jobs.h"

#include "base/text.h"
#include "main/program.h"

static const struct job_kind *kind_of_theme(const struct theme *theme, const char *name)
{
	for (const struct job_kind *kind = theme->jobs; kind != NULL && kind->name != NULL; kind++) {
		if (text_equal(kind->name, name))
			return kind;
	}
	return NULL;
}

const struct job_kind *job_kind_named(const char *name)
{
	const struct job_kind *found = NULL;

	for (size_t i = 0; found == NULL && themes[i] != NULL; i++)
		found = kind_of_theme(themes[i], name);
	return found;
}
