/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"
#include "tui/list.h"

static size_t
count(const struct tui_list *l)
{
	return l->ops->count(l->data);
}

/* The rows shown follow the cursor by as little as need be. */
static void
scroll(struct tui_list *l, size_t n)
{
	size_t rows = l->rows > 0 ? (size_t)l->rows : 1;

	if (l->at >= n)
		l->at = n > 0 ? n - 1 : 0;
	if (l->top > l->at)
		l->top = l->at;
	if (l->at >= l->top + rows)
		l->top = l->at - rows + 1;
	if (l->top + rows > n)
		l->top = n > rows ? n - rows : 0;
}

/* A page before and one behind may follow: one row more at each end. */
void
tui_list_rows(const struct tui_list *l, struct tui_view v)
{
	size_t n = count(l), more = l->ops->turn != NULL ? 1 : 0;

	tui_rows(v, l->at + more, n + 2 * more);
	for (int y = 0; y < v.h && l->top + (size_t)y < n; y++)
		tui_row(v, y, l->top + (size_t)y + more);
}

void
tui_list_draw(struct tui_list *l, struct tui_view v, bool has)
{
	size_t n = count(l), i;

	l->rows = v.h;
	scroll(l, n);
	if (has)
		tui_list_rows(l, v);
	for (int y = 0; y < v.h && (i = l->top + (size_t)y) < n; y++) {
		l->ops->row(l->data, i, tui_sub(v, y, 0, 1, v.w));
		if (i != l->at)
			continue;
		tui_text(v, y, 0, TUI_MARK, ">");
		if (has)
			tui_caret(v, y, 0);
	}
}

void
tui_list_go(struct tui_list *l, size_t i)
{
	l->at = i;
	scroll(l, count(l));
}

static bool
turn(struct tui_list *l, enum tui_turn to)
{
	return l->ops->turn != NULL &&
	       l->ops->turn(l->data, to, l->rows > 0 ? l->rows : 1) == 0;
}

/* The first row of the next page, or the last of the one before. */
static enum tui_used
turn_to(struct tui_list *l, enum tui_turn to, bool at_end)
{
	if (!turn(l, to))
		return TUI_USED;
	l->top = 0;
	tui_list_go(l, at_end ? count(l) : 0);
	return TUI_USED;
}

static enum tui_used
down(struct tui_list *l, size_t by)
{
	size_t n = count(l);

	if (l->at + 1 >= n)
		return l->ops->turn == NULL && by == 1
			   ? TUI_PASS
			   : turn_to(l, TUI_NEXT, false);
	tui_list_go(l, l->at + by < n ? l->at + by : n - 1);
	return TUI_USED;
}

static enum tui_used
up(struct tui_list *l, size_t by)
{
	if (l->at == 0)
		return l->ops->turn == NULL && by == 1
			   ? TUI_PASS
			   : turn_to(l, TUI_PREVIOUS, true);
	tui_list_go(l, l->at > by ? l->at - by : 0);
	return TUI_USED;
}

enum tui_used
tui_list_key(struct tui_list *l, uint32_t key)
{
	size_t page = l->rows > 1 ? (size_t)l->rows : 2;

	switch (key) {
	case TUI_UP:
		return up(l, 1);
	case TUI_DOWN:
		return down(l, 1);
	case TUI_PGUP:
		return up(l, page);
	case TUI_PGDN:
		return down(l, page);
	case TUI_HOME:
		turn(l, TUI_FIRST);
		tui_list_go(l, 0);
		return TUI_USED;
	case TUI_END:
		turn(l, TUI_LAST);
		tui_list_go(l, count(l));
		return TUI_USED;
	default:
		return TUI_PASS;
	}
}

/* Room between and before: the marker's column, a blank between two. */
static int
columns_need(const struct tui_column *cols, int n, const bool *out, int *grow)
{
	int need = 1;

	*grow = 0;
	for (int i = 0; i < n; i++)
		if (!out[i]) {
			need += cols[i].w + 1;
			*grow += cols[i].grow;
		}
	return need;
}

void
tui_columns_lay(const struct tui_column *cols, int n, int w,
    int x[TUI_COLUMNS_MAX], int width[TUI_COLUMNS_MAX])
{
	bool out[TUI_COLUMNS_MAX] = { false };
	int grow, spare, share, at = 1;

	for (int i = n - 1; i >= 0 && columns_need(cols, n, out, &grow) > w + 1;
	     i--)
		out[i] = cols[i].drop;
	spare = w + 1 - columns_need(cols, n, out, &grow);
	for (int i = 0; i < n; i++) {
		share = spare > 0 && grow > 0 && !out[i]
			    ? spare * cols[i].grow / grow
			    : 0;
		x[i] = at;
		width[i] = out[i] ? 0 : cols[i].w + share;
		if (!out[i])
			at += width[i] + 1;
	}
}

void
tui_columns_head(const struct tui_column *cols, int n, struct tui_view v, int y)
{
	int x[TUI_COLUMNS_MAX], w[TUI_COLUMNS_MAX];

	tui_columns_lay(cols, n, v.w, x, w);
	for (int i = 0; i < n; i++)
		if (w[i] > 0 && cols[i].head != NULL)
			tui_cell(v, y, x[i], w[i], TUI_HEAD, _(cols[i].head));
}

void
tui_columns_row(const struct tui_column *cols, int n, struct tui_view line,
    enum tui_role role, const char *const *texts)
{
	int x[TUI_COLUMNS_MAX], w[TUI_COLUMNS_MAX];

	tui_columns_lay(cols, n, line.w, x, w);
	for (int i = 0; i < n; i++)
		if (w[i] > 0 && texts[i] != NULL)
			tui_cell(line, 0, x[i], w[i], role, texts[i]);
}
