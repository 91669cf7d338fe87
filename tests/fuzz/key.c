/* SPDX-License-Identifier: Apache-2.0 */
/* The key decoder: any bytes in any chunks give keys, and all are taken. */
#include <stdlib.h>

#include "src/tui/internal.h"
#include "tests/lib/fuzz.h"
#include "tui/key.h"

const char *const fuzz_pieces[] = { "\033", "\033[", "\033[A", "\033[11~",
	"\033O", "\033OP", "\033[[A", "\033[200~", "\033[201~", "\033[1;5R",
	"\033[1;5C", "\033]0;x\a", "a", "心", "\b", "\r", "\xe5\xbf",
	"\033[111111111111111111;", "\033[<0;1;1M", "\033[<65;9;9m", "\033[<",
	"\033[M", ";0", "\033Xq", NULL };

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct tui_decoder *d = tui_decoder_new(NULL);
	size_t step = n > 0 ? p[0] % 7 + 1 : 1;
	enum tui_decoded what;
	uint32_t key;
	int column;

	tui_decoder_use_mouse(d, n > 1 && p[1] % 2 == 1);
	tui_decoder_define(d, "\033Xq", TUI_F(7));
	for (size_t at = 0; at < n; at += step) {
		tui_decoder_feed(d, p + at, n - at < step ? n - at : step);
		if (at % 11 == 3)
			tui_decoder_report(d, &column);
		while (
		    (what = tui_decoder_take(d, false, &key)) != DECODED_NONE)
			if (what == DECODED_KEY)
				fuzz_promise(key <= TUI_F12);
			else if (what == DECODED_MOUSE)
				fuzz_promise(tui_decoder_mouse(d)->y >= 0 &&
					     tui_decoder_mouse(d)->y < 1000 &&
					     tui_decoder_mouse(d)->x >= 0 &&
					     tui_decoder_mouse(d)->x < 1000);
	}
	while (tui_decoder_take(d, true, &key) != DECODED_NONE)
		;
	fuzz_promise(!tui_decoder_waits(d));
	tui_decoder_free(d);
	return 0;
}
