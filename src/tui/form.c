/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"
#include "tui/form.h"

static int
add(struct tui_form *f, enum tui_item_kind kind, void *widget)
{
	if (f->n == TUI_FORM_MAX)
		log_fatal("too many fields in a form");
	f->items[f->n] = (struct tui_item){ kind, widget, false };
	return f->n++;
}

int
tui_form_field(struct tui_form *f, struct tui_field *w)
{
	return add(f, TUI_ITEM_FIELD, w);
}

int
tui_form_area(struct tui_form *f, struct tui_area *w)
{
	return add(f, TUI_ITEM_AREA, w);
}

int
tui_form_choice(struct tui_form *f, struct tui_choice *w)
{
	return add(f, TUI_ITEM_CHOICE, w);
}

int
tui_form_checks(struct tui_form *f, struct tui_checks *w)
{
	return add(f, TUI_ITEM_CHECKS, w);
}

int
tui_form_list(struct tui_form *f, struct tui_list *w)
{
	return add(f, TUI_ITEM_LIST, w);
}

int
tui_form_draw(struct tui_form *f, int i, struct tui_view v, int y, int x, int w,
    const char *label)
{
	struct tui_item *it = &f->items[i];
	bool has = f->at == i && !it->off;
	int used = 0;

	if (label != NULL)
		used = tui_text(v, y, x, TUI_HEAD, label) + 1;
	switch (it->kind) {
	case TUI_ITEM_FIELD:
		tui_field_draw(it->widget, v, y, x + used, w - used, has);
		return 1;
	case TUI_ITEM_CHOICE:
		return tui_choice_draw(it->widget, v, y, x + used, has);
	case TUI_ITEM_CHECKS:
		return tui_checks_draw(it->widget, v, y, x + used, has);
	default:
		tui_form_draw_in(f, i, tui_sub(v, y, x + used, v.h, w - used));
		return v.h - y;
	}
}

void
tui_form_draw_in(struct tui_form *f, int i, struct tui_view v)
{
	struct tui_item *it = &f->items[i];
	bool has = f->at == i && !it->off;

	if (it->kind == TUI_ITEM_AREA)
		tui_area_draw(it->widget, v, has);
	else if (it->kind == TUI_ITEM_LIST)
		tui_list_draw(it->widget, v, has);
	else
		tui_form_draw(f, i, v, 0, 0, v.w, NULL);
}

static enum tui_used
step(struct tui_form *f, int by, bool round)
{
	int to = f->at;

	for (int i = 0; i < f->n; i++) {
		to += by;
		if (to < 0 || to >= f->n) {
			if (!round)
				return TUI_PASS;
			to = to < 0 ? f->n - 1 : 0;
		}
		if (!f->items[to].off) {
			f->at = to;
			return TUI_USED;
		}
	}
	return TUI_PASS;
}

static enum tui_used
item_key(struct tui_item *it, uint32_t key)
{
	switch (it->kind) {
	case TUI_ITEM_FIELD:
		return tui_field_key(it->widget, key);
	case TUI_ITEM_AREA:
		return tui_area_key(it->widget, key);
	case TUI_ITEM_CHOICE:
		return tui_choice_key(it->widget, key);
	case TUI_ITEM_CHECKS:
		return tui_checks_key(it->widget, key);
	default:
		return tui_list_key(it->widget, key);
	}
}

enum tui_used
tui_form_key(struct tui_form *f, uint32_t key)
{
	struct tui_item *it = &f->items[f->at];
	enum tui_used used = TUI_PASS;

	if (f->n == 0)
		return TUI_PASS;
	if (!it->off && key != TUI_TAB && key != TUI_BACKTAB)
		used = item_key(it, key);
	if (used != TUI_PASS)
		return used;
	switch (key) {
	case TUI_TAB:
		return step(f, 1, true);
	case TUI_BACKTAB:
		return step(f, -1, true);
	case TUI_DOWN:
		return step(f, 1, false);
	case TUI_UP:
		return step(f, -1, false);
	case TUI_ENTER:
		return it->kind == TUI_ITEM_LIST ? TUI_PASS : step(f, 1, false);
	default:
		return TUI_PASS;
	}
}

enum tui_used
tui_form_paste(struct tui_form *f, const char *s, size_t n)
{
	struct tui_item *it = &f->items[f->at];

	if (f->n == 0 || it->off)
		return TUI_PASS;
	if (it->kind == TUI_ITEM_FIELD)
		return tui_field_paste(it->widget, s, n);
	if (it->kind == TUI_ITEM_AREA)
		return tui_area_paste(it->widget, s, n);
	return TUI_PASS;
}

bool
tui_form_typing(const struct tui_form *f)
{
	const struct tui_item *it = &f->items[f->at];

	return f->n > 0 && !it->off &&
	       (it->kind == TUI_ITEM_FIELD || it->kind == TUI_ITEM_AREA);
}

void
tui_form_go(struct tui_form *f, int i)
{
	if (i >= 0 && i < f->n && !f->items[i].off)
		f->at = i;
}
