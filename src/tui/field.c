/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "internal.h"
#include "tui/field.h"

#define FIELD_MAX 256

struct tui_field {
	struct tui_field_spec spec;
	struct buf *text;
	size_t caret;
	size_t left; /* first byte shown */
};

struct tui_field *
tui_field_new(const struct tui_field_spec *spec)
{
	struct tui_field *f = mem_zero(1, sizeof(*f));

	f->spec = *spec;
	if (f->spec.max == 0)
		f->spec.max = FIELD_MAX;
	f->text = buf_new_in(spec->memory);
	return f;
}

void
tui_field_free(struct tui_field *f)
{
	if (f == NULL)
		return;
	buf_free(f->text);
	free(f);
}

const char *
tui_field_text(struct tui_field *f)
{
	return buf_text(f->text);
}

size_t
tui_field_len(const struct tui_field *f)
{
	return buf_len(f->text);
}

size_t
tui_field_caret(const struct tui_field *f)
{
	return f->caret;
}

void
tui_field_set_caret(struct tui_field *f, size_t byte)
{
	f->caret = tui_edit_fit(f->text, byte);
}

long
tui_field_number(struct tui_field *f)
{
	return buf_len(f->text) == 0 ? -1 : atol(buf_text(f->text));
}

static int
cells_of(const struct tui_field *f)
{
	return text_width((const char *)buf_data(f->text), buf_len(f->text));
}

static bool
all_digits(const struct buf *b)
{
	for (size_t i = 0; i < buf_len(b); i++)
		if (buf_data(b)[i] < '0' || buf_data(b)[i] > '9')
			return false;
	return true;
}

/* s as this field takes it in; free it. */
static struct buf *
taken(const struct tui_field *f, const char *s, size_t n)
{
	struct buf *b = buf_new_in(f->spec.memory), *plain;
	uint32_t cp;
	size_t len;

	text_clean(b, s, n, TEXT_ONE_LINE);
	if (!f->spec.digits && !f->spec.narrow)
		return b;
	plain = buf_new_in(f->spec.memory);
	while (
	    (len = text_next((const char *)buf_data(b), buf_len(b), &cp)) > 0) {
		if (cp != ' ')
			text_put(plain, cp == 0xff0d ? '-' : text_narrow(cp));
		buf_drop(b, len);
	}
	buf_free(b);
	return plain;
}

static enum tui_used
insert(struct tui_field *f, const char *s, size_t n)
{
	struct buf *b = taken(f, s, n);
	size_t len = buf_len(b), was = f->caret;
	enum tui_used used = TUI_USED;

	if (len > 0 && (!f->spec.digits || all_digits(b)) &&
	    buf_len(f->text) + len <= f->spec.max) {
		tui_edit_insert(f->text, f->caret, buf_data(b), len);
		f->caret = tui_edit_after(f->text, was + len);
		used = TUI_CHANGED;
		if (f->spec.cells > 0 && cells_of(f) > f->spec.cells) {
			tui_edit_delete(f->text, was, len);
			f->caret = was;
			used = TUI_USED;
		}
	}
	buf_free(b);
	return used;
}

void
tui_field_set(struct tui_field *f, const char *s)
{
	struct buf *b = taken(f, s, strlen(s));
	size_t n = buf_len(b), fits;

	if (n > f->spec.max)
		n = tui_edit_fit(b, f->spec.max);
	if (f->spec.cells > 0) {
		fits = text_cut((const char *)buf_data(b), n, f->spec.cells);
		n = fits < n ? fits : n;
	}
	buf_clear(f->text);
	buf_add(f->text, buf_data(b), n);
	f->caret = n;
	f->left = 0;
	buf_free(b);
}

enum tui_used
tui_field_paste(struct tui_field *f, const char *s, size_t n)
{
	while (n > 0 && (s[n - 1] == '\n' || s[n - 1] == '\r'))
		n--; /* a line copied whole brings its end */
	return insert(f, s, n);
}

static enum tui_used delete (struct tui_field *f, size_t from, size_t to) {
	if (from == to) return TUI_USED;
	tui_edit_delete(f->text, from, to - from);
	f->caret = from;
	return TUI_CHANGED;
}

static enum tui_used
type(struct tui_field *f, uint32_t key)
{
	struct buf *b;
	enum tui_used used;

	if (key < 0x20 || key >= TUI_UP)
		return TUI_PASS;
	b = buf_new_in(f->spec.memory);
	text_put(b, key);
	used = insert(f, (const char *)buf_data(b), buf_len(b));
	buf_free(b);
	return used;
}

enum tui_used
tui_field_key(struct tui_field *f, uint32_t key)
{
	size_t was = f->caret;

	switch (key) {
	case TUI_LEFT:
		f->caret = tui_edit_prev(f->text, was);
		return TUI_USED;
	case TUI_RIGHT:
		f->caret = tui_edit_next(f->text, was);
		return TUI_USED;
	case TUI_WORD_LEFT:
		f->caret = tui_edit_word_prev(f->text, was);
		return TUI_USED;
	case TUI_WORD_RIGHT:
		f->caret = tui_edit_word_next(f->text, was);
		return TUI_USED;
	case TUI_HOME:
		f->caret = 0;
		return TUI_USED;
	case TUI_END:
		f->caret = buf_len(f->text);
		return TUI_USED;
	case TUI_BACKSPACE:
		return delete (f, tui_edit_prev(f->text, was), was);
	case TUI_DELETE:
		return delete (f, was, tui_edit_next(f->text, was));
	case TUI_CTRL('U'):
		return delete (f, 0, was);
	case TUI_CTRL('W'):
		return delete (f, tui_edit_word_prev(f->text, was), was);
	default:
		return type(f, key);
	}
}

/* One character's width here. */
static int
cells_between(const struct tui_field *f, size_t from, size_t to)
{
	int n = 0;

	if (!f->spec.masked)
		return text_width(
		    (const char *)buf_data(f->text) + from, to - from);
	for (; from < to; from = tui_edit_next(f->text, from))
		n++;
	return n;
}

/* Scroll so that the caret, one cell wide, is seen. */
static void
scroll(struct tui_field *f, int w)
{
	if (f->left > f->caret)
		f->left = f->caret;
	f->left = tui_edit_fit(f->text, f->left);
	while (
	    cells_between(f, f->left, f->caret) > w - 1 && f->left < f->caret)
		f->left = tui_edit_next(f->text, f->left);
	/* Do not leave room behind while something is hidden before. */
	while (f->left > 0 && cells_between(f, tui_edit_prev(f->text, f->left),
				  buf_len(f->text)) <= w - 1)
		f->left = tui_edit_prev(f->text, f->left);
}

static void
draw_masked(struct tui_field *f, struct tui_view cell)
{
	int n = cells_between(f, f->left, buf_len(f->text));

	tui_cell(cell, 0, 0, cell.w, TUI_FIELD, "");
	for (int i = 0; i < n && i < cell.w; i++)
		tui_text(cell, 0, i, TUI_FIELD, "*");
}

void
tui_field_draw_bare(
    struct tui_field *f, struct tui_view v, int y, int x, int w, bool has)
{
	struct tui_view cell = tui_sub(v, y, x, 1, w);

	if (cell.w < 1 || cell.h < 1)
		return;
	scroll(f, cell.w);
	if (f->spec.masked)
		draw_masked(f, cell);
	else {
		tui_cell(cell, 0, 0, cell.w, TUI_FIELD, "");
		tui_text_n(cell, 0, 0, TUI_FIELD,
		    (const char *)buf_data(f->text) + f->left,
		    buf_len(f->text) - f->left);
	}
	if (has)
		tui_caret(cell, 0, cells_between(f, f->left, f->caret));
}

void
tui_field_draw(
    struct tui_field *f, struct tui_view v, int y, int x, int w, bool has)
{
	enum tui_role role = has ? TUI_FIELD_ON : TUI_PLAIN;

	if (w < 3)
		return;
	tui_brackets(v, y, x, w, role);
	tui_field_draw_bare(f, v, y, x + 1, w - 2, has);
}
