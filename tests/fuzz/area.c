/* SPDX-License-Identifier: Apache-2.0 */
/* A text being written: keys and pastes as a terminal sends them, in any
 * order.  The caret never stands inside a character, the text is clean and
 * no longer than allowed, and undo gives every step back. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "src/tui/internal.h"
#include "tests/lib/fuzz.h"
#include "tui/area.h"
#include "tui/field.h"

#define TEXT_MOST 300

const char *const fuzz_pieces[] = { "\033[200~", "\033[201~", "\033[A",
	"\033[B", "\033[C", "\033[D", "\033[1;5C", "\033[1;5D", "\033[H",
	"\033[F", "\033[3~", "\x7f", "\r", "\n", "\t", "\x15", "\x17", "\x1a",
	"\x19", "心", "晴，", "（", "e\xcc\x81", "\xf0\x9f\x91\xa9", "a b",
	"\xe2\x80\xae", "\xe5\xbf", "\033[2J", NULL };

static void
is_sound(struct tui_area *a)
{
	struct buf *b = buf_new();
	size_t n = tui_area_len(a);
	const char *s = tui_area_text(a);

	fuzz_promise(n <= TEXT_MOST && strlen(s) == n);
	fuzz_promise(text_clean(b, s, n, TEXT_LINES) == 0);
	fuzz_promise(buf_len(b) == n && memcmp(buf_data(b), s, n) == 0);
	fuzz_promise(tui_edit_fit(b, tui_area_caret(a)) == tui_area_caret(a));
	buf_free(b);
}

static void
is_drawn(struct tui_area *a, int h, int w)
{
	struct tui_canvas *c = tui_canvas_new(h, w);

	tui_area_draw(a, tui_canvas_view(c), true);
	fuzz_promise(c->caret_y >= 0 && c->caret_y < h);
	fuzz_promise(c->caret_x >= 0 && c->caret_x < w);
	tui_canvas_free(c);
}

static void
comes_back(struct tui_area *a)
{
	char last[TEXT_MOST + 1];
	int steps = 0;

	strcpy(last, tui_area_text(a));
	for (; tui_area_undo(a); steps++)
		is_sound(a);
	for (; steps > 0; steps--) {
		fuzz_promise(tui_area_redo(a));
		is_sound(a);
	}
	fuzz_promise(strcmp(last, tui_area_text(a)) == 0);
}

/* Packed, and taken up in another area with the same text: the caret, and what
 * can be undone, are the same. */
static void
goes_on(struct tui_area *a)
{
	struct tui_area *b = tui_area_new(TEXT_MOST, NULL);
	struct buf *packed = buf_new();

	tui_area_pack(a, 1 << 20, packed);
	tui_area_set(b, tui_area_text(a), tui_area_len(a));
	fuzz_promise(tui_area_unpack(b, packed) == 0);
	fuzz_promise(buf_len(packed) == 0);
	fuzz_promise(tui_area_caret(a) == tui_area_caret(b));
	comes_back(b);
	while (tui_area_undo(b))
		;
	fuzz_promise(tui_area_len(b) == 0);
	buf_free(packed);
	tui_area_free(b);
}

/* Any bytes in place of a history: refused, or what can be undone leaves no
 * more than is allowed. */
static void
takes_any(struct tui_area *a, const uint8_t *p, size_t n)
{
	struct tui_area *b = tui_area_new(TEXT_MOST, NULL);
	struct buf *packed = buf_new();

	buf_put_bytes(packed, tui_area_text(a), tui_area_len(a));
	buf_put_i64(packed, n > 0 ? p[0] : 0);
	buf_add(packed, p, n);
	tui_area_set(b, tui_area_text(a), tui_area_len(a));
	tui_area_unpack(b, packed);
	while (tui_area_undo(b))
		fuzz_promise(tui_area_len(b) <= TEXT_MOST);
	while (tui_area_redo(b))
		fuzz_promise(tui_area_len(b) <= TEXT_MOST);
	buf_free(packed);
	tui_area_free(b);
}

/* The same keys into a line. */
static void
in_a_line(struct tui_field *f, enum tui_decoded what, uint32_t key,
    const struct buf *paste)
{
	struct buf *b = buf_new();

	if (what == DECODED_KEY)
		tui_field_key(f, key);
	else if (what == DECODED_PASTE)
		tui_field_paste(
		    f, (const char *)buf_data(paste), buf_len(paste));
	buf_add_text(b, tui_field_text(f));
	fuzz_promise(buf_len(b) <= 40 && buf_len(b) == tui_field_len(f));
	fuzz_promise(tui_edit_fit(b, tui_field_caret(f)) == tui_field_caret(f));
	buf_free(b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const struct tui_field_spec line = { .max = 40 };
	struct tui_decoder *d = tui_decoder_new(NULL);
	struct tui_area *a = tui_area_new(TEXT_MOST, NULL);
	struct tui_field *f = tui_field_new(&line);
	const struct buf *paste;
	enum tui_decoded what;
	uint32_t key = 0;

	lang_set("zh_CN");
	tui_decoder_feed(d, p, n);
	while ((what = tui_decoder_take(d, true, &key)) != DECODED_NONE) {
		paste = tui_decoder_paste(d);
		if (what == DECODED_KEY)
			tui_area_key(a, key);
		else if (what == DECODED_PASTE)
			tui_area_paste(
			    a, (const char *)buf_data(paste), buf_len(paste));
		is_sound(a);
		in_a_line(f, what, key, paste);
	}
	is_drawn(a, 5, 10);
	is_drawn(a, 1, 2);
	comes_back(a);
	goes_on(a);
	takes_any(a, p, n);
	tui_field_free(f);
	tui_area_free(a);
	tui_decoder_free(d);
	return 0;
}
