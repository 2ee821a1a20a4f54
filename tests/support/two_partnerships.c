#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above it before itself */
#include <cmocka.h>

#include "support/two_partnerships.h"

#include "base/random.h"
#include "store/framework.h"
#include "store/migrations.h"
#include "store/outcome.h"
#include "store/partnership.h"

static enum outcome make_partnerships(struct work *w, void *plan)
{
	(void)plan;
	if (!installation_start(w) || partnership_add(w, "First", false) != 1 || !framework_ship(w) ||
	    !outcomes_ship(w))
		return REFUSED;
	if (partnership_add(w, "Second", false) != 2)
		return REFUSED;
	w->partnership = 1;
	return CHANGED;
}

struct work *two_partnerships(void **state)
{
	struct scratch *scratch = *state;
	struct work *w = &scratch->work;
	struct migration *steps;
	size_t count = 0;

	random_start();
	steps = store_migrations(w->arena, &count);
	if (!database_migrate(scratch->database, w->arena, &w->fault, steps, count))
		fail_msg("%s", w->fault.sentence);
	w->now = date_start(date_of(2026, 11, 30));
	if (db_change_now(w, make_partnerships, NULL) != CHANGED)
		fail_msg("%s", w->fault.sentence);
	return w;
}
