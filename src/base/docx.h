/*
 * A Word document that somebody brings, looked at before anything is made of it: may its styles, headers and footers be used?
 *
 * It may when it is a zip file of a few hundred parts that stay within their folder, are not encrypted and come to DOCX_INFLATED_MOST bytes at most,
 * whatever they say of themselves; when all its XML can be read and declares no entities; when nothing in it runs, is loaded from elsewhere or
 * holds another file: no macros, no embedded objects, no picture or template that is only linked, no field that fetches something; and when its text
 * has no pictures, which pandoc would take along unseen. A link to a web page or an address of mail is all that may point out of it.
 *
 * ECMA-376 (Office Open XML), parts 1 and 2, has the names. Nothing is written anywhere.
 */
#ifndef CAIRN_BASE_DOCX_H
#define CAIRN_BASE_DOCX_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

#define DOCX_MOST          ((size_t)2 * 1024 * 1024)
#define DOCX_INFLATED_MOST ((size_t)20 * 1024 * 1024)

/* False with a fault that says in a sentence what is wrong and what to do. */
bool docx_check(struct arena *arena, struct fault *fault, struct blob content);

#endif
