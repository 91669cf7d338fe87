/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/lang.h"
#include "base/mem.h"
#include "tui/key.h"

/* What a key is called where it is not its own letter. */
static const struct {
	uint32_t key;
	const char *name;
} key_names[] = {
	{ TUI_ENTER, "Enter" },
	{ TUI_ESC, "Esc" },
	{ TUI_TAB, "Tab" },
	{ TUI_BACKTAB, "Shift-Tab" },
	{ TUI_SPACE, N_("Space") },
	{ TUI_PGUP, "PgUp" },
	{ TUI_PGDN, "PgDn" },
	{ TUI_HOME, "Home" },
	{ TUI_END, "End" },
	{ TUI_DELETE, "Del" },
	{ TUI_INSERT, "Ins" },
	{ TUI_UP, "Up" },
	{ TUI_DOWN, "Down" },
	{ TUI_LEFT, "Left" },
	{ TUI_RIGHT, "Right" },
	{ TUI_BACKSPACE, "Backspace" },
};

const char *
tui_key_name(uint32_t key, char to[16])
{
	for (size_t i = 0; i < nitems(key_names); i++)
		if (key_names[i].key == key)
			return key_names[i].name;
	if (key > TUI_F0 && key <= TUI_F12)
		snprintf(to, 16, "F%u", (unsigned)(key - TUI_F0));
	else if (key < 0x20)
		snprintf(to, 16, "Ctrl-%c", (char)('@' + key));
	else if (key < 0x7f)
		snprintf(to, 16, "%c", (char)key);
	else
		snprintf(to, 16, "?");
	return to;
}
