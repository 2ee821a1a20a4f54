#include "chart/qr.h"

#include <qrencode.h>
#include <stdbool.h>

#include "chart/svg.h"

#define QUIET 4 /* modules */

static bool is_dark(const QRcode *code, int x, int y)
{
	return code->data[y * code->width + x] & 1;
}

/* Each run of dark modules is one bar, one module high. */
static void draw_line(struct out *out, const QRcode *code, int y)
{
	for (int x = 0; x < code->width; x++) {
		int start = x;

		while (x < code->width && is_dark(code, x, y))
			x++;
		if (x > start)
			out_format(out, "M%d %dh%dv1h-%dz", start + QUIET, y + QUIET, x - start, x - start);
	}
}

static void write_named(struct out *out, const char *tag, const char *id, const char *text)
{
	out_format(out, "<%s id=\"", tag);
	OUT_ATTRIBUTE(out, id);
	out_format(out, "-%s\">", tag);
	OUT_TEXT(out, text);
	out_format(out, "</%s>", tag);
}

static void draw(struct out *out, const QRcode *code, int side)
{
	out_format(out, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/><path fill=\"#000000\" d=\"", side, side);
	for (int y = 0; y < code->width; y++)
		draw_line(out, code, y);
	out_raw(out, "\"/>");
}

struct html chart_qr(struct arena *arena, const char *id, const char *title, const char *address)
{
	QRcode *code = QRcode_encodeString8bit(address, 0, QR_ECLEVEL_M);
	struct out out = { .arena = arena };
	int side;

	if (code == NULL)
		return svg_nothing(arena, "This address is too long for a QR code. Please send it as a link.");
	side = code->width + 2 * QUIET;
	out_format(&out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"", side, side);
	OUT_ATTRIBUTE(&out, id);
	out_raw(&out, "-title\" aria-describedby=\"");
	OUT_ATTRIBUTE(&out, id);
	out_raw(&out, "-desc\" shape-rendering=\"crispEdges\" xmlns=\"http://www.w3.org/2000/svg\">");
	write_named(&out, "title", id, title);
	write_named(&out, "desc", id, address);
	draw(&out, code, side);
	out_raw(&out, "</svg>\n");
	QRcode_free(code);
	return out_html(&out);
}
