/* SPDX-License-Identifier: Apache-2.0 */
/* The text filter: whatever comes in, what goes out is UTF-8 that steers no
 * terminal, as wide as was said. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "tests/lib/fuzz.h"

const char *const fuzz_pieces[] = { "心晴", "a", "\033[2J", "\xe2\x80\xae",
	"\xc2\x9b", "\xf0\x9f\x91\xa8\xe2\x80\x8d", "\xcc\x81", "\xed\xa0\x80",
	"\xf4\x90\x80\x80", "\r\n", "\t", "\xef\xbb\xbf", "\xf3\xa0\x81\x81",
	"\xf0\xb1\x8d\x90", "\xff", "\xe5\xbf", NULL };

static void
shown(const char *s, size_t n, int cols)
{
	struct buf *b = buf_new();
	int used = text_for_screen(b, s, n, cols), w = 0;
	const char *p = (const char *)buf_data(b);
	size_t left = buf_len(b), len, cut = text_cut(s, n, cols);
	uint32_t cp;

	fuzz_promise(used <= cols && cut <= n);
	fuzz_promise(text_width(s, cut) == used);
	for (; (len = text_next(p, left, &cp)) > 0; p += len, left -= len) {
		fuzz_promise(cp != TEXT_BAD && text_cells(cp) >= 0);
		fuzz_promise(cp >= 0x20 && cp != 0x7f);
		w += text_cells(cp);
	}
	fuzz_promise(w == used);
	buf_free(b);
}

static void
cleaned(const char *s, size_t n, int how)
{
	struct buf *b = buf_new(), *again = buf_new();

	text_clean(b, s, n, how);
	fuzz_promise(
	    text_clean(again, (const char *)buf_data(b), buf_len(b), how) == 0);
	fuzz_promise(buf_len(b) == buf_len(again) &&
		     memcmp(buf_data(b), buf_data(again), buf_len(b)) == 0);
	buf_free(b);
	buf_free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const char *s = (const char *)p;

	lang_set("zh_CN");
	shown(s, n, 1 << 20);
	shown(s, n, 10);
	cleaned(s, n, TEXT_LINES);
	cleaned(s, n, TEXT_ONE_LINE);
	return 0;
}
