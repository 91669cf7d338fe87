/* SPDX-License-Identifier: Apache-2.0 */
/* Text as it is read and printed on a computer that has nothing of ours. */
#include <string.h>

#include "base/buf.h"
#include "gate_internal.h"

void
paper_text(const char *s, size_t n, struct buf *out)
{
	buf_add_text(out, "\xef\xbb\xbf");
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n')
			buf_add_char(out, '\r');
		buf_add_char(out, s[i]);
	}
}

static void
add_escaped(struct buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		switch (s[i]) {
		case '&':
			buf_add_text(out, "&amp;");
			break;
		case '<':
			buf_add_text(out, "&lt;");
			break;
		case '>':
			buf_add_text(out, "&gt;");
			break;
		default:
			buf_add_char(out, s[i]);
		}
}

/* No script, no picture, nothing that another machine would be asked for. */
void
paper_html_begin(const char *title, struct buf *out)
{
	buf_add_text(out,
	    "<!doctype html>\r\n<html lang=\"zh-CN\"><head>"
	    "<meta charset=\"utf-8\">\r\n"
	    "<meta http-equiv=\"Content-Security-Policy\""
	    " content=\"default-src 'none'; style-src 'unsafe-inline'\">\r\n"
	    "<title>");
	add_escaped(out, title, strlen(title));
	buf_add_text(out,
	    "</title>\r\n<style>\r\n"
	    "@page { size: A4; margin: 18mm 20mm }\r\n"
	    "body { font-family: SimSun, 'Songti SC', 'Noto Serif CJK SC',"
	    " serif; font-size: 12pt; line-height: 1.6 }\r\n"
	    "h1 { font-size: 18pt; text-align: center; margin: 0 0 6mm }\r\n"
	    "pre { font: inherit; white-space: pre-wrap; margin: 0 }\r\n"
	    "section + section { page-break-before: always }\r\n"
	    "</style></head><body>\r\n");
}

void
paper_html_sheet(const char *s, size_t n, struct buf *out)
{
	const char *line = memchr(s, '\n', n);
	size_t head = line != NULL ? (size_t)(line - s) : n;

	buf_add_text(out, "<section><h1>");
	add_escaped(out, s, head);
	buf_add_text(out, "</h1><pre>");
	if (head < n)
		add_escaped(out, s + head + 1, n - head - 1);
	buf_add_text(out, "</pre></section>\r\n");
}

void
paper_html_end(struct buf *out)
{
	buf_add_text(out, "</body></html>\r\n");
}
