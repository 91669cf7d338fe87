/* SPDX-License-Identifier: Apache-2.0 */
/* A ticket: opened, read, saved; its keys. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/custody.h"
#include "act/presence.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "call.h"
#include "knock_line.h"
#include "screen/ticket.h"

struct call *
call_of(struct screen *s)
{
	return (struct call *)s;
}

bool
call_is_danger(const struct call *c)
{
	return c->v.head.row.danger && !c->asking;
}

void
call_clock(int64_t at, char to[6])
{
	struct clock_parts p;

	clock_parts_of(at, &p);
	snprintf(to, 6, "%02u:%02u", (unsigned)p.hour % 100,
	    (unsigned)p.minute % 100);
}

/* --- reading
 * --------------------------------------------------------------------- */

/* All that is written, but what this person is writing now. */
static void
gather_others(struct call *c)
{
	char at[6];

	buf_clear(c->others);
	for (size_t i = 0; i < c->v.n_said; i++) {
		const struct act_ticket_said *s = &c->v.said[i];

		if ((s->mine && s->writing) || s->text[0] == '\0')
			continue;
		call_clock(s->event_at, at);
		buf_add_f(
		    c->others, "%s %s%s%s\n", s->name, at, _(": "), s->text);
	}
}

static void
read_sentence(struct call *c)
{
	buf_clear(c->sentence);
	if (c->v.n_maybe > 0)
		act_ticket_sentence(
		    screen_who(&c->screen), c->v.maybe[0].ticket, c->sentence);
}

int
call_read(struct call *c)
{
	struct act_ticket_view v;
	int r;

	if ((r = act_ticket_view(screen_who(&c->screen), c->id, &v)) != 0)
		return r;
	act_ticket_view_free(&c->v);
	c->v = v;
	c->may_ask =
	    !v.head.may_read && act_custody_may_ask(screen_who(&c->screen),
				    CUSTODY_TICKET, c->id) == 0;
	gather_others(c);
	read_sentence(c);
	if (!c->screen.touched) /* nothing of ours is on its way */
		call_fields_read(c);
	call_unmask_read(c);
	screen_knock_lines(&c->screen, c->id, c->knocked, c->district);
	call_arrange(c);
	return 0;
}

void
call_arrange(struct call *c)
{
	const struct ticket *t = &c->v.head.row;
	bool danger = call_is_danger(c), may = c->v.head.may_write;

	for (int i = 0; i < CALL_NOTES; i++)
		c->form.items[i].off = danger || !may;
	c->form.items[CALL_NOTES].off = !may;
	c->form.items[CALL_STEPS].off = !danger;
	if (c->form.items[c->form.at].off)
		tui_form_go(&c->form, danger && may ? CALL_STEPS : CALL_NOTES);
	c->screen.urgent = t->danger;
	c->screen.in_call =
	    t->taken_at != 0 && t->ended_at == 0 &&
	    (t->state == TICKET_ACTIVE || t->state == TICKET_EMERGENCY) && may;
	c->screen.pace = c->screen.in_call ? CALL_PACE : 60;
	if (danger)
		call_stand_on(c);
}

/* --- saving
 * ------------------------------------------------------------------------ */

/* The words first: nothing else is worth losing them for. */
int
call_save(struct screen *s)
{
	struct call *c = call_of(s);
	int r;

	if (!c->v.head.may_write)
		return 0;
	if ((r = call_notes_save(c)) != 0 || screen_is_locked(s))
		return r;
	if ((r = call_fields_save(c)) != 0)
		return r;
	s->touched = false; /* all of it is there: what is read is the truth */
	return call_read(c);
}

int
call_write(struct call *c)
{
	struct act_ticket_entry e = { .text = tui_area_text(c->notes),
		.n = tui_area_len(c->notes) };
	struct act_ticket t;
	int64_t entry;
	int r;

	if (e.n == 0)
		return 0;
	r = act_ticket_write(screen_who(&c->screen), c->id, &e, &entry, &t);
	if (r != 0)
		return screen_fail(&c->screen, r);
	tui_area_set(c->notes, "", 0);
	buf_clear(c->kept);
	c->kept_at = screen_now(&c->screen);
	return call_read(c);
}

int
call_step(struct call *c, const struct act_ticket_do *d)
{
	struct act_ticket t;
	int r;

	r = act_ticket_step(
	    screen_who(&c->screen), c->id, c->v.head.row.version, d, &t);
	if (r != 0)
		screen_fail(&c->screen, r);
	call_read(c);
	return r;
}

/* --- opening
 * ------------------------------------------------------------------------- */

static void
make_texts(struct call *c)
{
	const struct buf_memory *m = screen_memory(&c->screen);

	c->kept = buf_new_in(m);
	c->others = buf_new_in(m);
	c->sentence = buf_new_in(m);
	c->why = buf_new_in(m);
	c->home = buf_new_in(m);
	c->knocked = buf_new();
	c->district = buf_new();
}

static bool
has_joined(struct call *c)
{
	int64_t me = screen_who(&c->screen)->person;

	for (size_t i = 0; i < c->v.n_moved; i++)
		if (c->v.moved[i].event == TICKET_JOIN &&
		    c->v.moved[i].person == me)
			return true;
	return false;
}

/* Whoever was asked in is in by opening it; once, or the change it makes
 * would be answered by the next. */
static void
join(struct call *c)
{
	const struct act_ticket *t = &c->v.head;
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_JOIN);

	if ((t->who & TICKET_OWN) == 0 && !has_joined(c) &&
	    state_check(&ticket_machine, t->row.state, TICKET_JOIN, t->facts,
		t->who, 0, 0, NULL) == 0)
		call_step(c, &d);
}

static int
call_open(struct screen *s, const void *arg)
{
	struct act_ticket_call in = { .channel = CHANNEL_PHONE };
	struct call *c = call_of(s);
	struct act_ticket t;
	int r;

	call_fields_make(c);
	make_texts(c);
	if (arg != NULL)
		c->id = *(const int64_t *)arg;
	else if ((r = act_ticket_new(screen_who(s), &in, &t)) != 0)
		return r;
	else
		c->id = t.row.id;
	if ((r = call_read(c)) != 0)
		return r;
	s->topics[s->n_topics++] = act_ticket_topic(c->id);
	if (c->v.head.row.taker != screen_who(s)->person)
		s->topics[s->n_topics++] = ACT_PRESENCE_TOPIC;
	s->shows = TOPIC_TICKET;
	s->shows_id = c->id;
	call_resume(c);
	join(c);
	call_come_in(c);
	call_place(c);
	return 0;
}

static void
call_close(struct screen *s)
{
	struct call *c = call_of(s);

	call_fields_free(c);
	buf_free(c->kept);
	buf_free(c->others);
	buf_free(c->sentence);
	buf_free(c->why);
	buf_free(c->home);
	buf_free(c->knocked);
	buf_free(c->district);
	act_ticket_view_free(&c->v);
}

static void
call_changed(struct screen *s)
{
	struct call *c = call_of(s);
	bool was = c->v.head.row.danger, lost = c->v.head.lost;
	int64_t taker = c->v.head.row.taker;

	if (screen_is_locked(s))
		return;
	if (call_read(c) != 0)
		return;
	call_tell_lost(c, lost);
	call_tell_taken(c, taker);
	if (c->v.head.row.danger && !was)
		screen_warn(s, "%s",
		    _("Stay with them, do not hang up. The shift lead is coming"
		      " in."));
	join(c);
}

static void
call_where(struct screen *s, struct screen_title *t)
{
	struct call *c = call_of(s);
	const struct ticket *row = &c->v.head.row;
	int64_t end = row->ended_at != 0 ? row->ended_at : screen_now(s);
	int64_t n = row->taken_at != 0 ? end - row->taken_at : 0;
	struct buf *words = buf_new();
	char span[CALL_SPAN];

	call_state_words(c, words);
	buf_add_f(t->where, _("Ticket %lld  %s"), (long long)row->id,
	    buf_text(words));
	buf_free(words);
	if (c->v.head.lost) {
		call_lost_words(&c->v.head, screen_now(s) - c->v.now, t->state);
	} else if (row->taken_at != 0) {
		call_span(n, span);
		buf_add_f(t->state, _("Call %s"), span);
	}
}

bool
screen_may_call(struct actor *who)
{
	int64_t line;

	return act_ticket_line(who, &line) == 0;
}

const struct screen_ops screen_call = {
	.name = "call",
	.title = N_("New call"),
	.words = "jie laidian jld",
	.help = N_("Write at once; nothing must be filled in first.\n"
		   "Tab goes to the next field, digits answer the three"
		   " questions, \"-\" means not asked.\n"
		   "F9 in danger; F5 asks somebody in; F8 ends the call.\n"
		   "In danger: Enter stamps a step, Space says how or why"
		   " not.\n"
		   "F6 asks for the home phone and address with a sentence:"
		   " the lead agrees by Enter; after a minute without an"
		   " answer you open it by Enter yourself.  Somebody else"
		   " reviews it afterwards.\n"
		   "When an operator's line is lost, F5 takes the call"
		   " over."),
	.size = sizeof(struct call),
	.actions = call_actions,
	.open = call_open,
	.where = call_where,
	.draw = call_draw,
	.key = call_key,
	.paste = call_paste,
	.changed = call_changed,
	.answer = call_answer,
	.save = call_save,
	.part = call_part,
	.close = call_close,
};
