#include "web/settings.h"

#include <unistd.h>

#include "web/listen.h"

#define CONNECTIONS  20000
#define BODIES_BYTES ((size_t)256 * 1024 * 1024)
#define BIG_BODIES   16
#define BIG_EACH     4 /* a room full of people brings photographs through one address */

static void set_default(int64_t *setting, int64_t value)
{
	if (*setting <= 0)
		*setting = value;
}

static int cores(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	return count > 0 ? (int)count : 1;
}

void settings_fill_in(struct server_settings *settings)
{
	if (settings->threads <= 0)
		settings->threads = cores();
	settings->connections = connections_allowed(settings->connections > 0 ? settings->connections : CONNECTIONS);
	set_default(&settings->headers_ms, 10 * SECOND_MS);
	set_default(&settings->body_ms, MINUTE_MS);
	set_default(&settings->big_body_ms, 5 * MINUTE_MS);
	if (settings->big_body_ms < settings->body_ms)
		settings->big_body_ms = settings->body_ms;
	set_default(&settings->silence_ms, 20 * SECOND_MS);
	set_default(&settings->answer_ms, MINUTE_MS);
	set_default(&settings->answer_rate, 4000);
	set_default(&settings->idle_ms, MINUTE_MS);
	set_default(&settings->stop_ms, 5 * SECOND_MS);
	if (settings->bodies == 0)
		settings->bodies = BODIES_BYTES;
	if (settings->big_bodies <= 0)
		settings->big_bodies = BIG_BODIES;
	if (settings->big_per_address <= 0)
		settings->big_per_address = BIG_EACH;
	if (settings->proxy != NULL)
		settings->per_address = 0; /* everybody comes from the proxy's address */
}

int64_t settings_tick_ms(const struct server_settings *settings)
{
	const int64_t deadlines[] = { settings->headers_ms, settings->body_ms, settings->silence_ms,
		                      settings->answer_ms,  settings->idle_ms, settings->stop_ms };
	int64_t shortest = deadlines[0];

	for (size_t i = 1; i < sizeof deadlines / sizeof deadlines[0]; i++)
		shortest = deadlines[i] < shortest ? deadlines[i] : shortest;
	return shortest >= 20 ? shortest / 20 : 1;
}
