/* SPDX-License-Identifier: Apache-2.0 */
/* The reader of themes: refuses, naming the line, or gives a whole theme. */
#include <stdlib.h>
#include <string.h>

#include "tests/lib/fuzz.h"
#include "base/theme.h"

const char *const fuzz_pieces[] = { "plain", "title", " = ", "default", " ",
	"bright-red", "bold", "\n", "frames = yes\n", "#", "\r", "=", "alert",
	"plain = red blue bold\n", "late", "x", "clocks = no\n", "own:", "fc",
	"--0", "own:fc--0--0--0--0--0--0--0--0--0--0--0--0--0--0--0--0", NULL };

/* A whole theme is one that can be read, and stays itself in one word. */
static void
promise(const struct theme *t)
{
	char packed[THEME_PACK_MAX], again[THEME_PACK_MAX];
	enum theme_role worst;
	struct theme back;

	fuzz_promise(theme_light(t, &worst) >= 0);
	for (int i = 0; i < THEME_ROLES; i++)
		fuzz_promise(t->style[i].fg >= -1 && t->style[i].fg < 16 &&
			     t->style[i].bg >= -1 && t->style[i].bg < 16);
	theme_pack(t, packed);
	fuzz_promise(theme_unpack(packed, &back));
	theme_pack(&back, again);
	fuzz_promise(strcmp(packed, again) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct theme t = { .frames = false };
	char why[120] = "", word[128];
	size_t len = n < sizeof(word) ? n : sizeof(word) - 1;

	if (theme_read(&t, "x.theme", (const char *)p, n, why, sizeof(why)) !=
	    0)
		fuzz_promise(strncmp(why, "x.theme:", 8) == 0);
	else
		promise(&t);
	memcpy(word, p, len);
	word[len] = '\0';
	if (theme_unpack(word, &t))
		promise(&t);
	return 0;
}
