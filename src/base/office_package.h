/*
 * What is packed as a zip and called a document of an office program: is it one, of that kind, and nothing else?
 *
 * Only its list of parts is read, and of an OpenDocument file the one short part that says its kind: nothing is unpacked, so no file can swell here.
 * Refused are what would swell where somebody opens it (OFFICE_INFLATED_MOST bytes by its own account, or more than OFFICE_PARTS_MOST parts), what
 * has macros, a password or a part whose name leaves its folder.
 *
 * ECMA-376 part 2 and OASIS OpenDocument 1.3 part 2 have the names.
 */
#ifndef CAIRN_BASE_OFFICE_PACKAGE_H
#define CAIRN_BASE_OFFICE_PACKAGE_H

#include "base/text.h"

#define OFFICE_INFLATED_MOST ((size_t)300 * 1024 * 1024)
#define OFFICE_PARTS_MOST    5000

/* Null when it is a document of this type; else the end of a sentence that begins with "This file": "has macros: save it without". */
const char *office_package_wrong(struct blob content, const char *type);

#endif
