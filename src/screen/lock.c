/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "frame.h"

#define TRIES 5 /* then the session ends; drafts are kept */

void
lock_now(struct screen_stack *ss)
{
	const struct tui_field_spec spec = {
		.max = 1024, .masked = true, .memory = ss->start->memory
	};

	if (ss->under != NULL)
		ss = ss->under; /* the real one, and the practice with it */
	if (ss->locked)
		return;
	stack_save(ss, true);
	buf_clear(ss->message);
	ss->locked = true;
	ss->dirty = true;
	ss->tries = 0;
	ss->secret = tui_field_new(&spec);
	for (struct screen *s = ss->top; s != NULL; s = s->below)
		if (s->ops->lock != NULL)
			s->ops->lock(s);
	if (ss->start->lock != NULL)
		ss->start->lock(ss->start->who);
}

static void
come_back(struct screen_stack *ss)
{
	ss->locked = false;
	tui_field_free(ss->secret);
	ss->secret = NULL;
	buf_clear(ss->message);
	for (struct screen *s = ss->top; s != NULL; s = s->below)
		if (s->ops->unlock != NULL)
			s->ops->unlock(s);
	if (ss->top->stale && ss->top->ops->changed != NULL)
		ss->top->ops->changed(ss->top);
	ss->top->stale = false;
}

static void
try_secret(struct screen_stack *ss)
{
	int r = 0;

	if (ss->start->unlock != NULL)
		r = ss->start->unlock(ss->start->who,
		    tui_field_text(ss->secret), tui_field_len(ss->secret));
	tui_field_set(ss->secret, "");
	if (r == 0) {
		come_back(ss);
		return;
	}
	screen_fail(ss->top, r);
	if (r == ERR_PASSPHRASE && ++ss->tries >= TRIES) {
		ss->stopped = true;
		stack_pop_all(ss);
	}
}

void
lock_key(struct screen_stack *ss, uint32_t key)
{
	buf_clear(ss->message);
	if (key == TUI_ENTER)
		try_secret(ss);
	else if (key == TUI_CTRL('L'))
		tui_redraw(ss->tui);
	else if (key == TUI_ESC || key == TUI_CTRL('G'))
		tui_field_set(ss->secret, "");
	else
		tui_field_key(ss->secret, key);
}

void
lock_draw(struct screen_stack *ss, struct tui_view body)
{
	int y = body.h / 2 - 2, x = 20;

	tui_text(body, y, x, TUI_PLAIN,
	    _("Screen hidden. Enter your passphrase to come back."));
	tui_field_draw(ss->secret, body, y + 2, x, 40, true);
}
