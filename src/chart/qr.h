/*
 * An address as a QR code (ISO/IEC 18004, made by libqrencode), black on white with the quiet zone of four modules
 * that readers need.
 *
 * Error correction is level M: a seventh of the symbol may be hidden by a thumb or a fold. One drawing for every
 * size.
 */
#ifndef CAIRN_CHART_QR_H
#define CAIRN_CHART_QR_H

#include "base/out.h"

/* `title` says what it opens, for people who do not see it. An address too long for a QR code gives a sentence
 * that says so. */
struct html chart_qr(struct arena *arena, const char *id, const char *title, const char *address);

#endif
