/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "area_internal.h"
#include "internal.h"

#define AREA_MAX 65536
#define UNDO_MAX (1u << 20) /* bytes of history, then the oldest goes */

struct tui_area *
tui_area_new(size_t max, const struct buf_memory *memory)
{
	struct tui_area *a = mem_zero(1, sizeof(*a));

	a->max = max > 0 ? max : AREA_MAX;
	a->w = 78;
	a->h = 10;
	a->column = -1;
	a->memory = memory;
	a->text = buf_new_in(memory);
	a->undo = buf_new_in(memory);
	a->redo = buf_new_in(memory);
	return a;
}

void
tui_area_free(struct tui_area *a)
{
	if (a == NULL)
		return;
	buf_free(a->text);
	buf_free(a->undo);
	buf_free(a->redo);
	free(a);
}

const char *
tui_area_text(struct tui_area *a)
{
	return buf_text(a->text);
}

size_t
tui_area_len(const struct tui_area *a)
{
	return buf_len(a->text);
}

size_t
tui_area_caret(const struct tui_area *a)
{
	return a->caret;
}

void
tui_area_set_caret(struct tui_area *a, size_t byte)
{
	a->caret = tui_edit_fit(a->text, byte);
	a->column = -1;
	a->typing = false;
}

void
tui_area_set(struct tui_area *a, const char *s, size_t n)
{
	buf_clear(a->text);
	buf_clear(a->undo);
	buf_clear(a->redo);
	text_clean(a->text, s, n, TEXT_LINES);
	if (buf_len(a->text) > a->max)
		buf_cut(a->text, tui_edit_fit(a->text, a->max));
	a->top = 0;
	tui_area_set_caret(a, buf_len(a->text));
}

/* --- history ------------------------------------------------------------- */

size_t
area_record_bytes(const struct change *c)
{
	return sizeof(*c) + c->n + sizeof(size_t);
}

void
area_history_add(struct buf *h, const struct change *c, const void *p)
{
	size_t whole = area_record_bytes(c);
	struct change first;

	if (whole > UNDO_MAX) {
		buf_clear(h); /* what came before cannot be reached either */
		return;
	}
	buf_add(h, c, sizeof(*c));
	buf_add(h, p, c->n);
	buf_add(h, &whole, sizeof(whole));
	while (buf_len(h) > UNDO_MAX) {
		memcpy(&first, buf_data(h), sizeof(first));
		buf_drop(h, area_record_bytes(&first));
	}
}

bool
area_history_last(
    const struct buf *h, size_t len, struct change *c, const uint8_t **p)
{
	size_t whole;

	if (len == 0)
		return false;
	memcpy(&whole, buf_data(h) + len - sizeof(whole), sizeof(whole));
	memcpy(c, buf_data(h) + len - whole, sizeof(*c));
	*p = buf_data(h) + len - whole + sizeof(*c);
	return true;
}

static bool
history_go(struct tui_area *a, struct buf *from, struct buf *to, bool back)
{
	struct change c;
	const uint8_t *p;
	bool more, joined = false;

	if (!area_history_last(from, buf_len(from), &c, &p))
		return false;
	do {
		if (c.inserted == back)
			tui_edit_delete(a->text, c.at, c.n);
		else
			tui_edit_insert(a->text, c.at, p, c.n);
		a->caret = tui_edit_after(a->text, back		? c.caret
						   : c.inserted ? c.at + c.n
								: c.at);
		more = c.joined;
		/* Going forward, records are joined the other way round. */
		c.joined = joined;
		joined = more;
		area_history_add(to, &c, p);
		buf_cut(from, buf_len(from) - area_record_bytes(&c));
	} while (more && area_history_last(from, buf_len(from), &c, &p));
	a->typing = false;
	a->column = -1;
	return true;
}

bool
tui_area_undo(struct tui_area *a)
{
	return history_go(a, a->undo, a->redo, true);
}

bool
tui_area_redo(struct tui_area *a)
{
	return history_go(a, a->redo, a->undo, false);
}

/* --- changes ------------------------------------------------------------- */

static enum tui_used
insert(struct tui_area *a, const char *s, size_t n, bool typed)
{
	struct buf *b = buf_new_in(a->memory);
	struct change c = { a->caret, 0, a->caret, true, typed && a->typing };

	text_clean(b, s, n, TEXT_LINES);
	if ((c.n = buf_len(b)) == 0 || buf_len(a->text) + c.n > a->max) {
		buf_free(b);
		return TUI_USED;
	}
	tui_edit_insert(a->text, a->caret, buf_data(b), c.n);
	area_history_add(a->undo, &c, buf_data(b));
	buf_clear(a->redo);
	a->caret = tui_edit_after(a->text, a->caret + c.n);
	a->column = -1;
	a->typing = typed && *s != '\n' && *s != ' ';
	buf_free(b);
	return TUI_CHANGED;
}

static enum tui_used delete (struct tui_area *a, size_t from, size_t to) {
	struct change c = { from, to - from, a->caret, false, false };

	if (from >= to) return TUI_USED;
	area_history_add(a->undo, &c, buf_data(a->text) + from);
	buf_clear(a->redo);
	tui_edit_delete(a->text, from, to - from);
	a->caret = tui_edit_after(a->text, from);
	a->column = -1;
	a->typing = false;
	return TUI_CHANGED;
}

enum tui_used
tui_area_paste(struct tui_area *a, const char *s, size_t n)
{
	return insert(a, s, n, false);
}

/* --- lines --------------------------------------------------------------- */

/* The line that begins at start: its bytes with its end. */
static size_t
line_bytes(const struct tui_area *a, size_t start)
{
	return tui_wrap((const char *)buf_data(a->text) + start,
	    buf_len(a->text) - start, a->w);
}

static bool
ends_in_newline(const struct tui_area *a, size_t end)
{
	return end > 0 && buf_data(a->text)[end - 1] == '\n';
}

/* Where the paragraph of byte at begins: lines are counted from there. */
static size_t
paragraph_of(const struct tui_area *a, size_t at)
{
	while (at > 0 && buf_data(a->text)[at - 1] != '\n')
		at--;
	return at;
}

/* The line the byte stands in.  At a soft break it is the line after it. */
static size_t
line_of(const struct tui_area *a, size_t at)
{
	size_t start = paragraph_of(a, at), n;

	while ((n = line_bytes(a, start)) > 0 && start + n <= at &&
	       !ends_in_newline(a, start + n) && start + n < buf_len(a->text))
		start += n;
	return start;
}

static int
column_of(const struct tui_area *a, size_t line, size_t at)
{
	int x = text_width((const char *)buf_data(a->text) + line, at - line);

	return x < a->w ? x : a->w - 1;
}

/* The last place for the caret in a line. */
static size_t
line_last(const struct tui_area *a, size_t line)
{
	size_t end = line + line_bytes(a, line);

	if (end == buf_len(a->text) && !ends_in_newline(a, end))
		return end;
	return end > line ? tui_edit_prev(a->text, end) : end;
}

static size_t
line_at_column(const struct tui_area *a, size_t line, int column)
{
	size_t last = line_last(a, line), n;

	n = text_cut(
	    (const char *)buf_data(a->text) + line, last - line, column);
	return tui_edit_fit(a->text, line + n);
}

/* The beginnings of the lines before and behind; false without one. */
static bool
line_before(const struct tui_area *a, size_t *line)
{
	if (*line == 0)
		return false;
	*line = line_of(a, *line - 1);
	return true;
}

static bool
line_after(const struct tui_area *a, size_t *line)
{
	size_t end = *line + line_bytes(a, *line);

	if (end >= buf_len(a->text) && !ends_in_newline(a, end))
		return false;
	if (end == *line)
		return false;
	*line = end;
	return true;
}

/* --- keys ---------------------------------------------------------------- */

static enum tui_used
move_lines(struct tui_area *a, int lines)
{
	size_t line = line_of(a, a->caret);
	int column = a->column >= 0 ? a->column : column_of(a, line, a->caret);
	bool moved = false;

	for (; lines < 0 && line_before(a, &line); lines++)
		moved = true;
	for (; lines > 0 && line_after(a, &line); lines--)
		moved = true;
	if (!moved)
		return TUI_PASS;
	tui_area_set_caret(a, line_at_column(a, line, column));
	a->column = column;
	return TUI_USED;
}

static enum tui_used
move_to(struct tui_area *a, size_t at)
{
	tui_area_set_caret(a, at);
	return TUI_USED;
}

static enum tui_used
move_page(struct tui_area *a, int lines)
{
	move_lines(a, lines); /* at the edge it stays, and is ours */
	return TUI_USED;
}

static enum tui_used
key_delete(struct tui_area *a, uint32_t key)
{
	size_t c = a->caret;

	switch (key) {
	case TUI_BACKSPACE:
		return delete (a, tui_edit_prev(a->text, c), c);
	case TUI_DELETE:
		return delete (a, c, tui_edit_next(a->text, c));
	case TUI_CTRL('U'):
		return delete (a, line_of(a, c), c);
	case TUI_CTRL('W'):
		return delete (a, tui_edit_word_prev(a->text, c), c);
	default:
		return TUI_PASS;
	}
}

static enum tui_used
key_move(struct tui_area *a, uint32_t key)
{
	size_t c = a->caret;

	switch (key) {
	case TUI_LEFT:
		return move_to(a, tui_edit_prev(a->text, c));
	case TUI_RIGHT:
		return move_to(a, tui_edit_next(a->text, c));
	case TUI_WORD_LEFT:
		return move_to(a, tui_edit_word_prev(a->text, c));
	case TUI_WORD_RIGHT:
		return move_to(a, tui_edit_word_next(a->text, c));
	case TUI_HOME:
		return move_to(a, line_of(a, c));
	case TUI_END:
		return move_to(a, line_last(a, line_of(a, c)));
	case TUI_UP:
		return move_lines(a, -1);
	case TUI_DOWN:
		return move_lines(a, 1);
	case TUI_PGUP:
		return move_page(a, -a->h);
	case TUI_PGDN:
		return move_page(a, a->h);
	default:
		return TUI_PASS;
	}
}

static enum tui_used
key_type(struct tui_area *a, uint32_t key)
{
	struct buf *b;
	enum tui_used used;

	if (key == TUI_ENTER)
		return insert(a, "\n", 1, true);
	if (key < 0x20 || key >= TUI_UP)
		return TUI_PASS;
	b = buf_new_in(a->memory);
	text_put(b, key);
	used = insert(a, (const char *)buf_data(b), buf_len(b), true);
	buf_free(b);
	return used;
}

enum tui_used
tui_area_key(struct tui_area *a, uint32_t key)
{
	enum tui_used used;

	if (key == TUI_CTRL('Z'))
		return tui_area_undo(a) ? TUI_CHANGED : TUI_USED;
	if (key == TUI_CTRL('Y'))
		return tui_area_redo(a) ? TUI_CHANGED : TUI_USED;
	if ((used = key_move(a, key)) != TUI_PASS ||
	    (used = key_delete(a, key)) != TUI_PASS)
		return used;
	return key_type(a, key);
}

/* --- drawing ------------------------------------------------------------- */

/* Scroll by lines until the caret's line is between top and h lines on. */
static void
scroll(struct tui_area *a, size_t line)
{
	size_t from = line;
	int n;

	a->top =
	    line_of(a, a->top < buf_len(a->text) ? a->top : buf_len(a->text));
	if (line < a->top)
		a->top = line;
	for (n = 1; n < a->h && from > a->top && line_before(a, &from); n++)
		;
	if (from > a->top)
		a->top = from;
}

void
tui_area_draw(struct tui_area *a, struct tui_view v, bool has)
{
	const char *p = (const char *)buf_data(a->text);
	size_t line, caret_line, n;
	bool more = true;

	if (v.w < 2 || v.h < 1)
		return;
	a->w = v.w;
	a->h = v.h;
	caret_line = line_of(a, a->caret);
	scroll(a, caret_line);
	line = a->top;
	for (int y = 0; y < v.h && more; y++) {
		n = line_bytes(a, line);
		if (ends_in_newline(a, line + n) && n > 0)
			n--;
		tui_text_n(v, y, 0, TUI_FIELD, p + line, n);
		if (line == caret_line && has)
			tui_caret(v, y, column_of(a, line, a->caret));
		more = line_after(a, &line);
	}
}
