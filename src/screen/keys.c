/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "frame.h"

#define MOUSE_STEPS 300 /* as many rows as a terminal has */

/* The keys that mean the same on every screen.  A screen cannot take the
 * first ones; the last ones are asked when nobody else wanted the key. */
static void
redraw(struct screen_stack *ss)
{
	tui_redraw(ss->tui);
}

static void
back(struct screen_stack *ss)
{
	if (ss->top->below != NULL)
		ss->top->leaving = true;
	else if (ss->under != NULL)
		coach_leave(ss);
	else if (screen_confirm(ss->top, _("Sign out?")))
		ss->top->leaving = true;
}

struct common_key {
	uint32_t key;
	bool in_text; /* also while a text field has the cursor */
	void (*run)(struct screen_stack *ss);
};

static const struct common_key first_keys[] = {
	{ TUI_F(12), true, lock_now },
	{ TUI_CTRL('K'), true, lock_now },
	{ TUI_CTRL('L'), true, redraw },
};

static const struct common_key frame_keys[] = {
	{ TUI_F(1), true, help_open },
	{ TUI_F(10), true, menu_open },
	{ TUI_CTRL('O'), true, menu_open },
};

static const struct common_key last_keys[] = {
	{ TUI_ESC, true, back },
	{ TUI_CTRL('G'), true, back },
	{ ':', false, palette_open },
	{ '?', false, help_open },
};

static bool
press_common(struct screen_stack *ss, const struct common_key *k, size_t n,
    uint32_t key, bool typing)
{
	for (size_t i = 0; i < n; i++)
		if (k[i].key == key && (k[i].in_text || !typing)) {
			k[i].run(ss);
			return true;
		}
	return false;
}

/* A screen that has a key of its own everywhere: F3 finds a student. */
static bool
press_entry(struct screen_stack *ss, uint32_t key)
{
	const struct screen_entry *e = ss->start->entries;

	for (; e != NULL && e->ops != NULL; e++)
		if (key != 0 && (key == e->key || key == e->second) &&
		    entry_offered(ss, e)) {
			stack_push(ss, e->ops, NULL);
			return true;
		}
	return false;
}

/* The screen's own: of several with the key, the one that may be done now.
 * With none the key is another screen's, if one has it from everywhere, else
 * the person hears why not. */
static bool
press_action(struct screen *s, const struct screen_action *a, uint32_t key)
{
	const struct screen_action *not_now = NULL;
	const char *why;

	for (; a != NULL && a->name != NULL; a++) {
		if (a->run == NULL || key == 0 ||
		    (key != a->key && key != a->second))
			continue;
		if (action_allowed(s, a, &why)) {
			action_run(s, a);
			return true;
		}
		if (not_now == NULL || why != NULL)
			not_now = a;
	}
	if (not_now == NULL)
		return false;
	if (!press_entry(s->stack, key))
		action_run(s, not_now);
	return true;
}

static void
form_changed(struct screen *s)
{
	screen_touch(s);
	if (s->ops->typed != NULL)
		s->ops->typed(s);
}

static bool
press_form(struct screen *s, uint32_t key)
{
	enum tui_used used;

	if (s->form == NULL)
		return false;
	used = tui_form_key(s->form, key);
	if (used == TUI_CHANGED)
		form_changed(s);
	return used != TUI_PASS;
}

static bool
press_screen(struct screen *s, uint32_t key)
{
	int used = s->ops->key == NULL ? SCREEN_PASS : s->ops->key(s, key);

	if (used == SCREEN_BACK)
		s->leaving = true;
	return used != SCREEN_PASS;
}

/* "Still in call?"  Any key says yes.  What is typed into a text is a word
 * too; any other key does nothing else: it was pressed for the answer. */
static bool
only_answers(struct screen_stack *ss)
{
	const struct screen *s = ss->top;

	if (!quiet_answer(ss))
		return false;
	return ss->over != NULL || s->form == NULL || !tui_form_typing(s->form);
}

static void
press_top(struct screen_stack *ss, uint32_t key)
{
	struct screen *s = ss->top;
	bool typing = s->form != NULL && tui_form_typing(s->form);

	if (!typing)
		key = text_narrow(key);
	if (press_common(ss, frame_keys, nitems(frame_keys), key, typing) ||
	    press_action(s, s->ops->actions, key) || press_entry(ss, key) ||
	    press_action(s, ss->start->actions, key) || press_form(s, key) ||
	    press_screen(s, key))
		return;
	press_common(ss, last_keys, nitems(last_keys), key, typing);
}

void
keys_press(struct screen_stack *ss, uint32_t key)
{
	ss->dirty = true;
	if (ss->locked) {
		quiet_answer(ss);
		lock_key(ss, key);
		return;
	}
	buf_clear(ss->message);
	if (ss->under != NULL && coach_key(ss, key))
		return;
	if (press_common(ss, first_keys, nitems(first_keys), key, true) ||
	    only_answers(ss))
		return;
	if (ss->over != NULL)
		ss->over->key(ss->over, key);
	else
		press_top(ss, key);
}

static enum tui_used
paste_into(struct screen_stack *ss, const char *s, size_t n)
{
	struct screen *top = ss->top;
	enum tui_used used = TUI_PASS;

	if (ss->locked)
		return tui_field_paste(ss->secret, s, n);
	if (ss->over != NULL)
		return ss->over->paste != NULL ? ss->over->paste(ss->over, s, n)
					       : TUI_PASS;
	if (top->form != NULL)
		used = tui_form_paste(top->form, s, n);
	if (used == TUI_CHANGED)
		form_changed(top);
	else if (used == TUI_PASS && top->ops->paste != NULL)
		top->ops->paste(top, s, n);
	return used;
}

/* An empty clipboard, or the end of a line alone. */
static bool
is_nothing(const char *s, size_t n)
{
	while (n > 0 && (s[n - 1] == '\n' || s[n - 1] == '\r'))
		n--;
	return n == 0;
}

/* A paste is text, never a command.  What has no room goes in whole or not at
 * all, which is said: who pastes looks elsewhere. */
void
keys_paste(struct screen_stack *ss, const char *s, size_t n)
{
	ss->dirty = true;
	quiet_answer(ss);
	buf_clear(ss->message);
	if (paste_into(ss, s, n) == TUI_USED && !is_nothing(s, n))
		screen_warn(ss->top, "%s",
		    _("That does not fit here; nothing of it was put in."));
}

/* Rows may be passed over on the way, as headings are: after each step it is
 * seen where the cursor stands now. */
void
keys_mouse(struct screen_stack *ss, const struct tui_mouse *m)
{
	int by, was = 0;

	if (ss->locked || !tui_mouse_means(ss->tui, m, &by))
		return;
	if (by == 0)
		keys_press(ss, TUI_ENTER);
	for (int i = 0; i < MOUSE_STEPS && by != 0 && by != was &&
			(was == 0 || (was < 0) == (by < 0));
	     i++) {
		was = by;
		keys_press(ss, by < 0 ? TUI_UP : TUI_DOWN);
		if (m->what != TUI_CLICK)
			return;
		frame_compose(ss);
		if (!tui_mouse_means(ss->tui, m, &by))
			return;
	}
}
