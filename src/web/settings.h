/*
 * What the settings of a server are when nobody says otherwise.
 */
#ifndef CAIRN_WEB_SETTINGS_H
#define CAIRN_WEB_SETTINGS_H

#include "web/server.h"

/* Raises the limit of open files on the way (web/listen.h). */
void settings_fill_in(struct server_settings *settings);

/* How often the sweeper looks, so that a deadline is kept to a twentieth. */
int64_t settings_tick_ms(const struct server_settings *settings);

#endif
