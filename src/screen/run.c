/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/presence.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "frame.h"

#define SAVE_MS 800	   /* a draft is on the disk within a second */
#define SAVE_AGAIN_MS 5000 /* after it could not be saved */
#define LOCK_S 300
#define END_S 1800
#define STALLED_MS 50 /* the line takes no more: look again */
#define APART_MS 150  /* at most, between two pictures on a slow line */

/* --- clocks --------------------------------------------------------------- */

static void
save_one(struct screen *s)
{
	int r = 0;

	if (s->ops->save != NULL)
		r = s->ops->save(s);
	s->touched = r != 0;
	s->stack->dirty = true; /* "02:20 saved" is to be seen */
	if (r == 0)
		return;
	s->touched_ms = clock_ticks_ms() + SAVE_AGAIN_MS - SAVE_MS;
	screen_fail(s, r);
}

/* Drafts whose second is nearly over, or all that have changed. */
void
stack_save(struct screen_stack *ss, bool all)
{
	int64_t now = clock_ticks_ms();

	for (struct screen *s = ss->top; s != NULL; s = s->below)
		if (s->touched && (all || now >= s->touched_ms + SAVE_MS)) {
			save_one(s);
			ss->dirty = true; /* "kept 02:19" */
		}
}

void
stack_part(struct screen_stack *ss)
{
	stack_save(ss, true);
	for (struct screen *s = ss->top; s != NULL; s = s->below)
		if (s->ops->part != NULL)
			s->ops->part(s);
	ss->ended = true;
}

bool
stack_in_call(const struct screen_stack *ss)
{
	for (const struct screen *s = ss->top; s != NULL; s = s->below)
		if (s->in_call)
			return true;
	return false;
}

/* Something typed that could not be saved yet. */
static bool
unsaved(const struct screen_stack *ss)
{
	for (const struct screen *s = ss->top; s != NULL; s = s->below)
		if (s->touched)
			return true;
	return false;
}

static int64_t
idle_ms(const struct screen_stack *ss)
{
	int s = ss->locked ? ss->start->end_s : ss->start->lock_s;

	if (s == 0)
		s = ss->locked ? END_S : LOCK_S;
	return (int64_t)s * 1000;
}

static void
watch_idle(struct screen_stack *ss)
{
	int64_t now = clock_ticks_ms();

	/* Listening is work: it begins after.  And words that are nowhere but
	 * here, the disk being full, keep a locked session. */
	if (stack_in_call(ss) || (ss->locked && unsaved(ss)))
		ss->key_ms = now;
	if (now - ss->key_ms < idle_ms(ss))
		return;
	if (ss->locked) {
		ss->stopped = true;
		stack_pop_all(ss);
	} else {
		lock_now(ss);
	}
}

/* On a slow link no clock is drawn more often than each minute. */
static int
pace_of(const struct screen_stack *ss)
{
	int pace = ss->top->pace;

	return pace < CLOCK_MINUTE && stack_is_slow(ss) ? CLOCK_MINUTE : pace;
}

static void
beat(struct screen_stack *ss)
{
	struct screen *s = ss->top;
	int64_t now = stack_now(ss);

	if (s == NULL || now / pace_of(ss) == s->beaten)
		return;
	s->beaten = now / pace_of(ss);
	if (s->ops->beat != NULL && !ss->locked)
		s->ops->beat(s);
	if (tui_has_clocks(ss->tui) && !ss->dirty && !frame_tick(ss))
		ss->dirty = true;
}

static int64_t
sooner(int64_t a, int64_t b)
{
	return b < a ? b : a;
}

/* A line far away has pictures on it that nobody has seen yet.  As long as keys
 * come fast the next one waits for a third of a round trip behind the last, and
 * shows what has come meanwhile: what stands on the line for nothing is one or
 * two, not as many as there were keys. */
static int
wait_ms(const struct screen_stack *ss)
{
	int apart = stack_is_slow(ss) ? tui_answer_ms(ss->tui) / 3 : 0;
	int64_t left;

	if (apart == 0)
		return 0;
	apart = apart < APART_MS ? apart : APART_MS;
	left = ss->drawn_ms + apart - clock_ticks_ms();
	return left > 0 ? (int)left : 0;
}

/* How long nothing happens by itself. */
static int
next_ms(const struct screen_stack *ss)
{
	int64_t now = clock_ticks_ms();
	int64_t next = ss->key_ms + idle_ms(ss) - now;
	int pace = pace_of(ss);

	next = sooner(next, (pace - stack_now(ss) % pace) * 1000);
	if (quiet_at(ss) != 0)
		next = sooner(next, quiet_at(ss) - now);
	for (const struct screen *s = ss->top; s != NULL; s = s->below)
		if (s->touched)
			next = sooner(next, s->touched_ms + SAVE_MS - now);
	if (ss->dirty)
		next = sooner(next, wait_ms(ss) > 0 ? wait_ms(ss) : STALLED_MS);
	return next > 0 ? (int)next : 0;
}

/* --- the loop ------------------------------------------------------------- */

/* The terminal said late what it is: the picture was drawn for a UTF-8 one
 * meanwhile, and with signs that are narrow everywhere. */
static void
learn_terminal(struct screen_stack *ss)
{
	ss->dirty = true;
	if (tui_is_utf8(ss->tui))
		return;
	tui_redraw(ss->tui);
	if (!terminal_ask_encoding(ss)) {
		stack_save(ss, true);
		ss->ended = true;
	}
}

/* Somebody is there; behind the lock nothing is read. */
static void
pressed(struct screen_stack *ss)
{
	ss->key_ms = ss->pressed_ms = clock_ticks_ms();
	if (stack_now(ss) - ss->held >= CLOCK_MINUTE)
		ss->held = 0; /* with a key clocks go on, each minute */
	if (!ss->locked && ss->start->who != NULL)
		act_presence_press(ss->start->who);
}

/* What is under a practice, else the stack itself. */
static struct screen_stack *
root_of(struct screen_stack *ss)
{
	return ss->under != NULL ? ss->under : ss;
}

static void
answer_event(struct screen_stack *ss)
{
	struct tui_event ev = { 0 };

	switch (tui_wait(ss->tui, &ev, next_ms(ss))) {
	case TUI_KEY:
		pressed(ss);
		pressed(root_of(ss));
		keys_press(ss, ev.key);
		break;
	case TUI_PASTED:
		pressed(ss);
		pressed(root_of(ss));
		keys_paste(ss, ev.text, ev.len);
		break;
	case TUI_MOUSE:
		pressed(ss);
		keys_mouse(ss, &ev.mouse);
		break;
	case TUI_RESIZE:
		ss->dirty = true;
		break;
	case TUI_READY:
		stack_changed(root_of(ss));
		break;
	case TUI_TOLD:
		learn_terminal(ss);
		break;
	case TUI_IDLE:
		break;
	case TUI_GONE:
		stack_part(root_of(ss));
	}
}

/* Hidden, and what is practised with it: the passphrase is asked under it. */
static bool
step_hidden(struct screen_stack *ss)
{
	if (ss->under == NULL || !ss->under->locked)
		return false;
	stack_step(ss->under);
	ss->ended |= ss->under->ended;
	ss->dirty = true;
	return true;
}

void
stack_step(struct screen_stack *ss)
{
	if (step_hidden(ss))
		return;
	if (ss->under != NULL)
		coach_heed(ss);
	/* Everything typed first: ten keys waiting are one picture. */
	if (ss->dirty && wait_ms(ss) == 0 && !tui_has_input(ss->tui) &&
	    tui_has_room(ss->tui)) {
		ss->dirty = false;
		ss->drawn_ms = clock_ticks_ms();
		frame_draw(ss);
	}
	answer_event(ss);
	stack_save(ss, false);
	watch_idle(root_of(ss));
	quiet_watch(root_of(ss));
	beat(ss);
	if (ss->depth == 0 && !ss->ended)
		stack_pop_left(ss);
	if (ss->under != NULL)
		ss->ended |= ss->under->ended;
}

bool
over_run(struct screen_stack *ss, struct over *o)
{
	o->stack = ss;
	o->below = ss->over;
	o->done = false;
	ss->over = o;
	ss->dirty = true;
	ss->depth++;
	while (!o->done && !ss->ended && ss->top != NULL)
		stack_step(ss);
	ss->depth--;
	ss->over = o->below;
	ss->dirty = true;
	return o->done;
}

static int
open_terminal(struct screen_stack *ss)
{
	const struct screen_start *st = ss->start;
	struct tui_options o = { .fd = st->fd,
		.term = st->term,
		.memory = st->memory,
		.probe_ms = st->probe_ms };
	int r;

	if (st->themes != NULL && st->theme != NULL)
		o.theme = tui_themes_find(st->themes, st->theme);
	if ((r = tui_open(&ss->tui, &o)) == 0)
		stack_terminal(ss);
	return r;
}

int
screen_main(const struct screen_start *start)
{
	struct screen_stack ss = {
		.start = start, .dirty = true, .changes = -1
	};
	int r;

	setenv("TZ", start->zone != NULL ? start->zone : "Asia/Shanghai", 1);
	lang_set(start->language != NULL
		     ? start->language
		     : stack_setting(&ss, SETTING_LANGUAGE));
	ss.message = buf_new_in(start->memory);
	ss.key_ms = ss.pressed_ms = clock_ticks_ms();
	if (start->who != NULL)
		act_presence_come(start->who);
	if ((r = open_terminal(&ss)) == 0 && terminal_ask_encoding(&ss) &&
	    (r = stack_push(&ss, start->first, NULL)) == 0) {
		terminal_choose_language(&ss);
		stack_begin(&ss);
		if (start->begin != NULL && ss.top != NULL)
			start->begin(ss.top);
		while (ss.top != NULL && !ss.ended)
			stack_step(&ss);
		stack_pop_all(&ss);
		r = ss.shut	 ? ERR_DENIED
		    : ss.moved	 ? ERR_MOVED
		    : ss.stopped ? ERR_STOPPED
				 : 0;
	}
	if (start->who != NULL)
		act_presence_leave(start->who);
	tui_close(ss.tui);
	tui_field_free(ss.secret);
	buf_free(ss.message);
	return r;
}
