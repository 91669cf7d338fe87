/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <stddef.h>
#include <stdint.h>

/*
 * A key is a Unicode code point, a control character, or one of these.  What
 * terminals call the same key by different bytes arrives as one: both codes
 * of Backspace, the function keys of PuTTY, xterm, the console, rxvt, tmux.
 */
enum tui_key {
	TUI_TAB = 0x09,
	TUI_ENTER = 0x0d,
	TUI_ESC = 0x1b,
	TUI_SPACE = 0x20,
	TUI_BACKSPACE = 0x7f,
	TUI_UP = 0x110000,
	TUI_DOWN,
	TUI_LEFT,
	TUI_RIGHT,
	TUI_HOME,
	TUI_END,
	TUI_PGUP,
	TUI_PGDN,
	TUI_INSERT,
	TUI_DELETE,
	TUI_BACKTAB,
	TUI_WORD_LEFT,
	TUI_WORD_RIGHT,
	TUI_F0, /* TUI_F(1) .. TUI_F(12) */
	TUI_F12 = TUI_F0 + 12,
};
#define TUI_F(n) (TUI_F0 + (n))
#define TUI_CTRL(c) ((uint32_t)((c)&0x1f))

/* "F2", "Ctrl-N", "Enter", "Esc" for the key line; static or in to. */
const char *tui_key_name(uint32_t key, char to[16]);

/* What a widget answers to a key. */
enum tui_used {
	TUI_PASS,    /* not mine */
	TUI_USED,    /* moved; nothing that is saved has changed */
	TUI_CHANGED, /* the content has changed */
};

#endif
