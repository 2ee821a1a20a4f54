#include "base/fault.h"

#include <stdarg.h>

#include "base/text.h"

static const struct {
	int http_status;
	int exit_status;
	const char *sentence;
} kinds[] = {
#define FAULT_ROW(name, http, exit_code, sentence) { http, exit_code, sentence },
	FAULT_KINDS(FAULT_ROW)
#undef FAULT_ROW
};

bool fault_set(struct arena *arena, struct fault *fault, enum fault_kind kind, const char *format, ...)
{
	va_list args;

	if (fault->kind != FAULT_NONE)
		return false;
	va_start(args, format);
	fault->kind = kind;
	fault->sentence = text_format_list(arena, format, args);
	va_end(args);
	return false;
}

int fault_http_status(enum fault_kind kind)
{
	return kinds[kind].http_status;
}

int fault_exit_status(enum fault_kind kind)
{
	return kinds[kind].exit_status;
}

const char *fault_sentence(enum fault_kind kind)
{
	return kinds[kind].sentence;
}
