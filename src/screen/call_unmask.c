/* SPDX-License-Identifier: Apache-2.0 */
/* F6 in danger: the child's home.  Asked for with a sentence, it stands as a
 * ninth row under the steps; Enter there agrees, or opens it alone once a
 * minute has gone by without an answer. */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "call.h"
#include "when.h"

#define HOME_ROWS 3

static int64_t
me(struct call *c)
{
	return screen_who(&c->screen)->person;
}

/* --- reading -------------------------------------------------------------- */

static void
home_words(const struct act_unmask_home *h, struct buf *out)
{
	for (int i = 0; i < h->n; i++)
		buf_add_f(out, "%s%s %s %s", i > 0 ? "    " : "",
		    h->guardians[i].relation, h->guardians[i].name,
		    h->guardians[i].phone);
	if (h->n == 0)
		buf_add_text(out, _("no guardian is on the roster"));
	buf_add_char(out, '\n');
	if (h->boarding)
		buf_add_f(out, "%s %s    ", _("boarding"), h->dorm);
	buf_add_text(out, h->address[0] != '\0'
			      ? h->address
			      : _("no address is on the roster"));
}

static void
read_home(struct call *c)
{
	struct act_unmask_home h;

	if (act_unmask_home(screen_who(&c->screen), c->id, &h) != 0)
		return;
	home_words(&h, c->home);
	act_unmask_home_wipe(&h);
}

/* Somebody waits for this person's word.  It is said, and the cursor stays: a
 * hand about to press Enter on a step would open the home by it. */
static void
tell_asked(struct call *c)
{
	if (c->unmask.u.asked_by == me(c))
		return;
	screen_ring(&c->screen);
	screen_warn(&c->screen,
	    _("%s needs the home phone and address. F6 agrees."),
	    c->unmask.asker);
}

/* Whoever waited for it need not look for the answer. */
static void
tell_opened(struct call *c)
{
	if (c->unmask.u.asked_by == me(c) && c->unmask.u.opened_by != me(c))
		screen_say(&c->screen, _("%s agreed"), c->unmask.opener);
}

void
call_unmask_read(struct call *c)
{
	int64_t was = c->unmask.u.id;
	bool waited = call_unmask_waits(c);

	buf_clear(c->why);
	buf_clear(c->home); /* wiped */
	if (!c->v.head.row.danger || !c->v.head.may_read ||
	    act_unmask_of(screen_who(&c->screen), c->id, &c->unmask, c->why) !=
		0)
		c->unmask = (struct act_unmask){ .u.id = 0 };
	c->was_opened = c->v.head.may_read &&
			act_unmask_was_opened(screen_who(&c->screen), c->id);
	if (unmask_is_open(&c->unmask.u)) {
		read_home(c);
		if (waited)
			tell_opened(c);
	} else if (c->unmask.u.id != 0 && c->unmask.u.id != was)
		tell_asked(c);
	if (!call_unmask_waits(c) && c->steps.at >= CHECK_COUNT) {
		tui_list_go(&c->steps, CHECK_COUNT - 1);
		c->fell = true;
	}
}

bool
call_unmask_waits(const struct call *c)
{
	return c->unmask.u.id != 0 && c->unmask.u.opened_at == 0;
}

/* --- drawing -------------------------------------------------------------- */

/* The ninth row. */
void
call_unmask_row(struct call *c, struct tui_view line)
{
	const struct unmask *u = &c->unmask.u;
	int64_t now = screen_now(&c->screen), wait;
	int r = unmask_may_open(u, me(c), now, &wait);

	if (u->asked_by != me(c))
		tui_text_f(line, 0, 2, TUI_ALERT,
		    _("9 %s needs the home phone and address: Enter agrees"),
		    c->unmask.asker);
	else if (r == 0)
		tui_text(line, 0, 2, TUI_ALERT,
		    _("9 Nobody has answered: Enter opens it, somebody reviews"
		      " it afterwards"));
	else
		tui_text_f(line, 0, 2, TUI_HEAD,
		    _("9 Home phone: a second person was asked; alone in %d s"),
		    (int)wait);
}

static int
draw_open(struct call *c, struct tui_view v)
{
	int y = 0;

	if (c->v.check[CHECK_GUARDIAN - 1].outcome == CHECK_NOT_GUARDIAN ||
	    (c->v.answers.harm & HARM_FROM_GUARDIAN) != 0)
		tui_text(v, y++, 1, TUI_ALERT,
		    _("The guardian may be the danger. Do not call home; the"
		      " shift lead will handle it."));
	return y +
	       tui_para(v, y, 1, HOME_ROWS - y, TUI_HEAD, buf_text(c->home));
}

int
call_unmask_draw(struct call *c, struct tui_view v)
{
	if (buf_len(c->home) > 0)
		return draw_open(c, v);
	if (!call_unmask_waits(c)) {
		tui_text(v, 0, 1, TUI_FAINT,
		    _("Home phone and address: F6 and a sentence; the lead "
		      "agrees, reviewed later."));
		return 1;
	}
	/* the row itself is the list's */
	tui_cell(v, 1, 4, v.w - 5, TUI_PLAIN, buf_text(c->why));
	return 2;
}

/* --- doing ---------------------------------------------------------------- */

static int
ask(struct call *c)
{
	struct screen *s = &c->screen;
	struct buf *b = buf_new_in(screen_memory(s));
	int r = -1;

	while (r != 0 &&
	       screen_ask(s, _("Why is the home needed? One sentence."), b)) {
		r = act_unmask_ask(screen_who(s), c->id, buf_text(b));
		if (screen_fail(s, r) == 0)
			screen_say(s, "%s",
			    _("A second person has been asked. Stay with"
			      " them."));
		call_read(c);
		if (call_unmask_waits(c) && c->form.at == CALL_STEPS)
			tui_list_go(&c->steps, CHECK_COUNT);
	}
	buf_free(b);
	return SCREEN_USED;
}

int
call_unmask_open(struct call *c)
{
	struct screen *s = &c->screen;
	int r = act_unmask_open(screen_who(s), c->id);

	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s",
		    _("Open as long as the emergency lasts; somebody else"
		      " reviews it afterwards."));
	call_read(c);
	c->fell = false; /* by one's own hand */
	return SCREEN_USED;
}

int
call_unmask(struct screen *s)
{
	struct call *c = call_of(s);
	int64_t seen = c->unmask.u.id;

	call_save(s);
	call_read(c); /* somebody may have linked or asked just now */
	if (buf_len(c->home) > 0)
		screen_read(
		    s, _("Home (this look is recorded)"), buf_text(c->home));
	else if (call_unmask_waits(c)) {
		/* Nobody agrees by the key to what was asked under it. */
		if (c->unmask.u.id == seen)
			return call_unmask_open(c);
	} else if (c->v.n_link == 0 ||
		   c->v.link[c->v.n_link - 1].until_at != 0) {
		screen_say(
		    s, "%s", _("Find the student first; then F6 again."));
		return call_find(s);
	} else
		return ask(c);
	return SCREEN_USED;
}

/* --- afterwards ------------------------------------------------------------
 */

static void
add_when(struct screen *s, const char *what, int64_t at, struct buf *out)
{
	char when[SCREEN_WHEN];

	screen_at(screen_now(s), at, when);
	buf_add_f(out, "%s  %s  ", what, when);
}

static void
after_words(struct screen *s, const struct act_unmask *u, struct buf *reason,
    struct buf *found, struct buf *out)
{
	bool alone = u->u.opened_by == u->u.asked_by;

	add_when(s, _("Asked"), u->u.asked_at, out);
	buf_add_f(out, "%s\n%s\n\n", u->asker, buf_text(reason));
	add_when(s, _("Opened"), u->u.opened_at, out);
	if (alone)
		buf_add_f(
		    out, "%s\n\n", _("alone: nobody answered for a minute"));
	else
		buf_add_f(out, _("%s agreed"), u->opener);
	if (!alone)
		buf_add_text(out, "\n\n");
	if (u->u.reviewed_at == 0) {
		buf_add_text(out, _("Nobody has reviewed it yet."));
		return;
	}
	add_when(s, _("Signed"), u->u.reviewed_at, out);
	buf_add_f(out, "%s\n%s\n", u->reviewer,
	    buf_len(found) > 0 ? buf_text(found) : _("sealed to others"));
}

/* Why the home was opened, and what whoever looked at it afterwards found. */
int
call_unmask_after(struct screen *s)
{
	struct buf *reason = buf_new_in(screen_memory(s)),
		   *found = buf_new_in(screen_memory(s)),
		   *out = buf_new_in(screen_memory(s));
	struct act_unmask u;
	int r =
	    act_unmask_after(screen_who(s), call_of(s)->id, &u, reason, found);

	if (r == ERR_NOT_FOUND)
		screen_say(s, "%s", _("No home was opened in this call."));
	else if (r != 0)
		screen_fail(s, r);
	else {
		after_words(s, &u, reason, found, out);
		screen_read(s, _("The opened home"), buf_text(out));
	}
	buf_free(reason);
	buf_free(found);
	buf_free(out);
	return SCREEN_USED;
}
