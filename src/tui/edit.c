/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "internal.h"

static uint8_t *
bytes(struct buf *b)
{
	return (uint8_t *)(uintptr_t)buf_data(b);
}

void
tui_edit_insert(struct buf *b, size_t at, const void *p, size_t n)
{
	size_t len = buf_len(b);

	if (n == 0)
		return;
	buf_room(b, n);
	memmove(bytes(b) + at + n, bytes(b) + at, len - at);
	memcpy(bytes(b) + at, p, n);
	buf_wrote(b, n);
}

void
tui_edit_delete(struct buf *b, size_t at, size_t n)
{
	size_t len = buf_len(b);

	memmove(bytes(b) + at, bytes(b) + at + n, len - at - n);
	explicit_bzero(bytes(b) + len - n, n);
	buf_cut(b, len - n);
}

static size_t
step(const struct buf *b, size_t at, uint32_t *cp)
{
	return text_next((const char *)buf_data(b) + at, buf_len(b) - at, cp);
}

size_t
tui_edit_next(const struct buf *b, size_t at)
{
	uint32_t cp = 0;

	at += step(b, at, &cp);
	/* A mark at the beginning of a line has no base. */
	while (cp != '\n' && at < buf_len(b) && step(b, at, &cp) > 0 &&
	       cp != TEXT_BAD && text_cells(cp) == 0)
		at += step(b, at, &cp);
	return at;
}

size_t
tui_edit_prev(const struct buf *b, size_t at)
{
	const uint8_t *p = buf_data(b);
	uint32_t cp;

	while (at > 0) {
		do
			at--;
		while (at > 0 && (p[at] & 0xc0) == 0x80);
		step(b, at, &cp);
		if (cp == TEXT_BAD || text_cells(cp) != 0 ||
		    (at > 0 && p[at - 1] == '\n'))
			break;
	}
	return at;
}

size_t
tui_edit_fit(const struct buf *b, size_t at)
{
	size_t len = buf_len(b), prev;

	if (at >= len)
		return len;
	prev = tui_edit_prev(b, at + 1);
	return tui_edit_next(b, prev) <= at ? at : prev;
}

size_t
tui_edit_after(const struct buf *b, size_t at)
{
	size_t fit = tui_edit_fit(b, at);

	return fit < at ? tui_edit_next(b, fit) : at;
}

/* What belongs together when a word is passed: 0 blanks, 1 letters, 2 each by
 * itself. */
static int
class_of(uint32_t cp)
{
	if (cp == ' ' || cp == '\n' || cp == 0x3000)
		return 0;
	return cp < 0x2e80 ? 1 : 2;
}

size_t
tui_edit_word_prev(const struct buf *b, size_t at)
{
	size_t prev;
	uint32_t cp;
	int in = 0, c;

	while (at > 0) {
		prev = tui_edit_prev(b, at);
		step(b, prev, &cp);
		c = class_of(cp);
		if (in != 0 && c != in)
			break;
		at = prev;
		if (c == 2)
			break;
		in = c;
	}
	return at;
}

size_t
tui_edit_word_next(const struct buf *b, size_t at)
{
	size_t len = buf_len(b);
	uint32_t cp;
	int in = 0, c;

	while (at < len) {
		step(b, at, &cp);
		c = class_of(cp);
		if (in != 0 && c != in)
			break;
		at = tui_edit_next(b, at);
		if (c == 2)
			break;
		in = c;
	}
	return at;
}
