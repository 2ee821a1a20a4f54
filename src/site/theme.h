/*
 * The site's own pages: home, signing in, your account, people, groups, what happened.
 */
#ifndef CAIRN_SITE_THEME_H
#define CAIRN_SITE_THEME_H

#include "web/route.h"

extern const struct theme site_theme;
extern const struct theme people_theme;
extern const struct theme groups_theme;

#endif
