/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_FORM_H
#define TUI_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/area.h"
#include "tui/choice.h"
#include "tui/field.h"
#include "tui/list.h"

/*
 * The fields of a screen in the order of Tab.  The form moves the cursor and
 * hands keys and pastes to the field that has it; where a field stands is
 * said when it is drawn, so nothing moves in time but on the screen.
 *
 *	tui_form_field(&s->form, s->name);	-> 0, in open()
 *	tui_form_area(&s->form, s->notes);	-> 1
 *	tui_form_draw(&s->form, 0, v, 1, 1, 20, _("Name"));
 */
#define TUI_FORM_MAX 48

enum tui_item_kind {
	TUI_ITEM_FIELD,
	TUI_ITEM_AREA,
	TUI_ITEM_CHOICE,
	TUI_ITEM_CHECKS,
	TUI_ITEM_LIST,
};

struct tui_item {
	enum tui_item_kind kind;
	void *widget; /* borrowed */
	bool off;     /* skipped: not asked now */
};

struct tui_form {
	struct tui_item items[TUI_FORM_MAX];
	int n, at;
};

/* Add one, return its number. */
int tui_form_field(struct tui_form *f, struct tui_field *w);
int tui_form_area(struct tui_form *f, struct tui_area *w);
int tui_form_choice(struct tui_form *f, struct tui_choice *w);
int tui_form_checks(struct tui_form *f, struct tui_checks *w);
int tui_form_list(struct tui_form *f, struct tui_list *w);

/* Draw item i: its label (may be NULL) at (y, x) and the widget behind it, w
 * cells in all; returns the rows used.  tui_form_draw_in() gives areas and
 * lists a view of their own. */
int tui_form_draw(struct tui_form *f, int i, struct tui_view v, int y, int x,
    int w, const char *label);
void tui_form_draw_in(struct tui_form *f, int i, struct tui_view v);

/*
 * A key for the form: first the field with the cursor, then Tab, Shift-Tab,
 * Up, Down and, outside of areas and lists, Enter move on.
 */
enum tui_used tui_form_key(struct tui_form *f, uint32_t key);
enum tui_used tui_form_paste(struct tui_form *f, const char *s, size_t n);
/* Letters and digits go into a text now. */
bool tui_form_typing(const struct tui_form *f);
void tui_form_go(struct tui_form *f, int i);

#endif
