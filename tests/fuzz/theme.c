/* SPDX-License-Identifier: Apache-2.0 */
/* The reader of themes: refuses, naming the line, or gives a whole theme. */
#include <stdlib.h>
#include <string.h>

#include "tests/lib/fuzz.h"
#include "tui/theme.h"

const char *const fuzz_pieces[] = { "plain", "title", " = ", "default", " ",
	"bright-red", "bold", "\n", "frames = yes\n", "#", "\r", "=", "alert",
	"plain = red blue bold\n", "late", "x", NULL };

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct tui_theme t = { .frames = false };
	char why[120] = "";

	if (tui_theme_read(
		&t, "x.theme", (const char *)p, n, why, sizeof(why)) != 0)
		fuzz_promise(strncmp(why, "x.theme:", 8) == 0);
	else
		for (int i = 0; i < TUI_ROLES; i++)
			fuzz_promise(t.style[i].fg >= -1 && t.style[i].fg < 16);
	return 0;
}
