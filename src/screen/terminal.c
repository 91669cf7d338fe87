/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "frame.h"

/*
 * Terminals that are not set to UTF-8, or cannot draw Chinese at all.  What
 * such a client is set to it does not say, so a person does: the page is ASCII
 * with one line of GBK, and whoever can read that goes on in GB18030.
 */

/* "Who can read this line presses Enter and goes on; or the terminal is set to
 * UTF-8 and connects again." */
static const char gbk_line[] =
    "\r\n  "
    "\xbf\xb4\xb5\xc3\xb6\xae\xd5\xe2\xd2\xbb\xd0\xd0\xa3\xac\xb0\xb4 E"
    "nter \xbe\xcd\xc4\xdc\xd3\xc3\xa3\xbb\xd2\xb2\xbf\xc9\xd2\xd4\xb0"
    "\xd1\xd6\xd5\xb6\xcb\xb8\xc4\xb3\xc9 UTF-8 \xd4\xd9\xc1\xac\xa1"
    "\xa3";

static const char *const encoding_page[] = {
	"Xinqing: this terminal is not set to UTF-8.",
	"",
	"PuTTY      Window > Translation > Remote character set: UTF-8",
	"Xshell     File > Properties > Terminal > Encoding: UTF-8",
	"MobaXterm  Session > Terminal settings > Charset: UTF-8",
	"SecureCRT  Session options > Appearance > Character encoding: UTF-8",
	"",
	"Enter: the line above is Chinese (GBK, GB18030), go on with that",
	"Esc:   leave, change it, connect again",
};

static const char no_gb18030[] =
    "GB18030 cannot be used here. Please set the terminal to UTF-8.";

static void
draw_page(struct screen_stack *ss, bool missing)
{
	struct tui_view v = tui_begin(ss->tui);
	int y = 4;

	for (size_t i = 0; i < sizeof(encoding_page) / sizeof(*encoding_page);
	     i++)
		tui_text(v, y++, 2, TUI_PLAIN, encoding_page[i]);
	if (missing)
		tui_text(v, y + 1, 2, TUI_ALERT, no_gb18030);
	tui_caret(v, 0, 0);
	tui_show(ss->tui);
	tui_raw(ss->tui, gbk_line, sizeof(gbk_line) - 1);
}

bool
terminal_ask_encoding(struct screen_stack *ss)
{
	struct tui_event ev;
	bool missing = false;

	/* The second answer of the probe may come after that of the person. */
	if (tui_is_utf8(ss->tui) || tui_is_gb18030(ss->tui))
		return true;
	for (;;) {
		draw_page(ss, missing);
		switch (tui_wait(ss->tui, &ev, 60000)) {
		case TUI_KEY:
			if (ev.key == TUI_ENTER) {
				tui_redraw(ss->tui);
				if (tui_use_gb18030(ss->tui))
					return true;
				missing = true;
			}
			if (ev.key == TUI_ESC || ev.key == TUI_CTRL('G'))
				return false;
			break;
		case TUI_IDLE:
		case TUI_GONE:
			return false;
		default:
			break;
		}
	}
}

void
terminal_choose_language(struct screen_stack *ss)
{
	const struct screen_start *st = ss->start;

	/* The Linux console has 512 glyphs: no Chinese there, ever. */
	if (tui_term_has_han(st->term))
		return;
	lang_set("en");
	screen_warn(ss->top, "%s",
	    _("This console cannot draw Chinese. Please use another "
	      "terminal."));
}
