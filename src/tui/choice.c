/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/choice.h"

static const char *
words(const char *option)
{
	return *option == '\0' ? option : _(option);
}

/* The sign before and behind what is chosen: two cells, or a word of two. */
static const char *
sign(struct tui_view v, const char *drawn, bool before)
{
	return !tui_is_spoken(v) ? drawn : before ? _("x ") : "";
}

/* "[2 yes]" when chosen, " 2 yes " when not; read aloud, "x 2 yes". */
static int
draw_option(const struct tui_choice *c, struct tui_view v, int y, int x, int i,
    bool has)
{
	bool on = i == c->chosen, at = has && i == c->at;
	enum tui_role role = on ? TUI_CHOSEN : TUI_PLAIN;
	int used = 0;

	used += tui_text(v, y, x, role, on ? sign(v, "[", true) : " ");
	if (at)
		tui_caret(v, y, x + used);
	used += tui_text_f(
	    v, y, x + used, role, "%d %s", i + 1, words(c->options[i]));
	used += tui_text(v, y, x + used, role, on ? sign(v, "]", false) : " ");
	return used;
}

static int
draw_down(const struct tui_choice *c, struct tui_view v, int y, int x, bool has)
{
	for (int i = 0; i < c->n; i++) {
		if (has && i == c->at) {
			tui_text(v, y + i, x, TUI_MARK, ">");
			tui_caret(v, y + i, x);
		}
		draw_option(c, v, y + i, x + 1, i, false);
	}
	return c->n;
}

int
tui_choice_draw(
    const struct tui_choice *c, struct tui_view v, int y, int x, bool has)
{
	int at = x, lines = 1, w;
	const char *option;

	if (c->down)
		return draw_down(c, v, y, x, has);
	for (int i = 0; i < c->n; i++) {
		option = words(c->options[i]);
		w = text_width(option, strlen(option)) + 4;
		if (at > x && at + w > v.w) {
			at = x;
			lines++;
		}
		at += draw_option(c, v, y + lines - 1, at, i, has) + 1;
	}
	return lines;
}

static enum tui_used
choose(struct tui_choice *c, int i)
{
	bool same = c->chosen == i;

	c->at = c->chosen = i;
	return same ? TUI_USED : TUI_CHANGED;
}

static enum tui_used
step(struct tui_choice *c, int by)
{
	int to = c->at + by;

	if (to < 0 || to >= c->n)
		return c->down ? TUI_PASS : TUI_USED;
	c->at = to;
	return TUI_USED;
}

enum tui_used
tui_choice_key(struct tui_choice *c, uint32_t key)
{
	key = text_narrow(key);
	if (key >= '1' && key < '1' + (uint32_t)c->n)
		return choose(c, (int)(key - '1'));
	if (key == TUI_SPACE && c->n > 0)
		return choose(c, c->at);
	if (key == (c->down ? TUI_UP : TUI_LEFT))
		return step(c, -1);
	if (key == (c->down ? TUI_DOWN : TUI_RIGHT))
		return step(c, 1);
	return TUI_PASS;
}

static int
across(const struct tui_checks *c)
{
	return c->across > 0 ? c->across : 1;
}

/* The widest option, so that all stand in columns. */
static int
column_width(const struct tui_checks *c)
{
	int widest = 0, w;
	const char *option;

	for (int i = 0; i < c->n; i++) {
		option = words(c->options[i]);
		w = text_width(option, strlen(option));
		widest = w > widest ? w : widest;
	}
	return widest + 4 + (c->digits ? 2 : 0) + 3;
}

int
tui_checks_draw(
    const struct tui_checks *c, struct tui_view v, int y, int x, bool has)
{
	int w = column_width(c), n = across(c), cx, cy, used;
	bool on;

	for (int i = 0; i < c->n; i++) {
		cy = y + i / n;
		cx = x + i % n * w;
		on = c->on >> i & 1;
		used = tui_text(v, cy, cx, on ? TUI_CHOSEN : TUI_PLAIN,
		    tui_is_spoken(v) ? on ? _("  x ") : "    "
		    : on	     ? "[x] "
				     : "[ ] ");
		if (c->digits)
			used += tui_text_f(
			    v, cy, cx + used, TUI_PLAIN, "%d ", i + 1);
		tui_text(v, cy, cx + used, on ? TUI_CHOSEN : TUI_PLAIN,
		    words(c->options[i]));
		if (has && i == c->at)
			tui_caret(v, cy, cx + 1);
	}
	return (c->n + n - 1) / n;
}

static enum tui_used
checks_step(struct tui_checks *c, int by)
{
	int to = c->at + by;

	if (to < 0 || to >= c->n)
		return TUI_PASS;
	c->at = to;
	return TUI_USED;
}

enum tui_used
tui_checks_key(struct tui_checks *c, uint32_t key)
{
	key = text_narrow(key);
	if (c->digits && key >= '1' && key <= '9' &&
	    key < '1' + (uint32_t)c->n) {
		c->at = (int)(key - '1');
		key = TUI_SPACE;
	}
	switch (key) {
	case TUI_SPACE:
		c->on ^= UINT64_C(1) << c->at;
		return TUI_CHANGED;
	case TUI_LEFT:
		checks_step(c, -1);
		return TUI_USED;
	case TUI_RIGHT:
		checks_step(c, 1);
		return TUI_USED;
	case TUI_UP:
		return checks_step(c, -across(c));
	case TUI_DOWN:
		return checks_step(c, across(c));
	default:
		return TUI_PASS;
	}
}
