/*
 * The files a browser needs, embedded in the program: style, script, fonts, the mark.
 */
#ifndef CAIRN_MAIN_ASSET_H
#define CAIRN_MAIN_ASSET_H

#include "web/request.h"

/* "/assets/cairn.css?v=DIGEST" and so on: an address that changes with the file, so that it may be kept for a year. */
struct frame_assets asset_addresses(struct arena *arena);

bool show_asset(struct work *w, struct request *rq);
bool show_icon(struct work *w, struct request *rq);

#endif
