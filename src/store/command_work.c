#include "store/command_work.h"

#include "store/partnership.h"

bool command_enter(struct work *w, int count, char **words)
{
	const struct partnership *partnership = partnership_named(w, command_option(count, words, "partnership"));

	if (partnership == NULL)
		return false;
	w->partnership = partnership->id;
	return true;
}

bool command_change(struct work *w, change_function *run, void *plan)
{
	if (db_change_now(w, run, plan) == CHANGED)
		return true;
	return w->fault.kind == FAULT_NONE ? fault(w, FAULT_BROKEN, "That could not be done.") : false;
}
