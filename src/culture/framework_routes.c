/* The addresses of frameworks. Joined into the theme's table. */
#include "culture/framework_upload.h"
#include "culture/frameworks.h"

const struct route framework_routes[] = {
	{ GET, "/culture/frameworks", SHOW(show_frameworks), MAY_READ, READS, "Frameworks" },
	{ GET, "/culture/frameworks/:key", SHOW(show_framework), MAY_READ, READS, "A framework" },
	{ GET, "/culture/frameworks/:key/text", SHOW(show_framework_text), MAY_PLAN, READS,
	  "Load the official wording" },
	{ POST, "/culture/frameworks/:key/text", SAVE(framework_text), MAY_PLAN, CHANGES | BIG | SLOW,
	  "Load the official wording" },
	{ GET, "/culture/load-a-framework", SHOW(show_framework_file), MAY_PLAN, READS, "Load a framework" },
	{ POST, "/culture/load-a-framework", SAVE_THEN(framework_file), MAY_PLAN, CHANGES | BIG | SLOW,
	  "Load a framework" },
	{ .path = NULL },
};
