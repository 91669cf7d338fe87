/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/mem.h"
#include "terminal.h"

#define CELLS_MOST 1000 /* no terminal is larger */
#define MODIFIERS (4 | 8 | 16)

static const char mouse_on[] = "\033[?1000h\033[?1006h",
		  mouse_off[] = "\033[?1006l\033[?1000l";

void
tui_use_mouse(struct tui *t, bool on)
{
	if (t->mouse == on)
		return;
	t->mouse = on;
	tui_decoder_use_mouse(t->decoder, on);
	tui_write(t, on ? mouse_on : mouse_off,
	    (on ? sizeof(mouse_on) : sizeof(mouse_off)) - 1);
}

/* At most four digits and what must follow them. */
static bool
read_number(const char **s, char end, int *to)
{
	size_t n = strspn(*s, "0123456789");

	if (n == 0 || n > 4 || (*s)[n] != end)
		return false;
	*to = 0;
	for (size_t i = 0; i < n; i++)
		*to = *to * 10 + ((*s)[i] - '0');
	*s += n + (end != '\0');
	return true;
}

/* The left button going down, the wheel: all else is nobody's. */
bool
tui_mouse_read(const char *params, char final, struct tui_mouse *m)
{
	static const struct {
		int button;
		enum tui_mouse_what what;
	} known[] = { { 0, TUI_CLICK }, { 64, TUI_WHEEL_UP },
		{ 65, TUI_WHEEL_DOWN } };
	const char *s = params + 1;
	int button, x, y;

	if (params[0] != '<' || final != 'M' ||
	    !read_number(&s, ';', &button) || !read_number(&s, ';', &x) ||
	    !read_number(&s, '\0', &y) || x < 1 || y < 1 || x > CELLS_MOST ||
	    y > CELLS_MOST)
		return false;
	for (size_t i = 0; i < nitems(known); i++)
		if (known[i].button == (button & ~MODIFIERS)) {
			*m = (struct tui_mouse){ known[i].what, y - 1, x - 1 };
			return true;
		}
	return false;
}

bool
tui_mouse_means(const struct tui *t, const struct tui_mouse *m, int *by)
{
	const struct tui_canvas *c = t->now;
	int at = c->rows_at, to = at;

	if (m->what == TUI_WHEEL_UP)
		to = at - 1;
	else if (m->what == TUI_WHEEL_DOWN)
		to = at + 1;
	else if (m->y >= c->h || (to = c->row_of[m->y]) < 0)
		return false;
	*by = to - at;
	return to >= 0 && to < c->rows;
}
