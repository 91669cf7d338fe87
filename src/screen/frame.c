/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "frame.h"
#include "model/role.h"

#define MIN_ROWS 24
#define MIN_COLS 80
#define KEYS_MAX 200

static void
too_small(struct screen_stack *ss, struct tui_view v)
{
	int rows = ss->start->min_rows, cols = ss->start->min_cols;

	rows = rows > 0 ? rows : MIN_ROWS;
	cols = cols > 0 ? cols : MIN_COLS;
	for (int y = 0; y < v.h; y++)
		tui_cell(v, y, 0, v.w, TUI_PLAIN, "");
	tui_para(v, 0, 0, v.h, TUI_PLAIN,
	    _("The window is too small. Please make it larger; every word is "
	      "kept."));
	tui_text_f(
	    v, v.h - 1, 0, TUI_PLAIN, "%dx%d < %dx%d", v.w, v.h, cols, rows);
}

/* --- line 1 --------------------------------------------------------------- */

#define QUARTER (15 * CLOCK_MINUTE)

/* Zones change by quarters of an hour, and at one: libc, which reads the rule
 * of the zone anew for each time, is asked once a quarter. */
static void
clock_words(struct screen_stack *ss, char to[8])
{
	int64_t now = stack_now(ss);
	int minute = (int)(now % QUARTER / CLOCK_MINUTE);
	struct clock_parts p;

	if (ss->quarter != now / QUARTER) {
		clock_parts_of(now, &p);
		ss->quarter = now / QUARTER;
		ss->quarter_minute = p.hour * 60 + p.minute - minute;
	}
	minute += ss->quarter_minute;
	snprintf(to, 8, "%02d:%02d", minute / 60 % 24, minute % 60);
}

static void
draw_where(
    struct screen_stack *ss, struct tui_view v, const char *where, int end)
{
	bool urgent = ss->top->urgent && !ss->locked;
	struct tui_view left;
	int x = 0;

	if (ss->under != NULL)
		x = tui_text(v, 0, 0, TUI_ALERT, _("PRACTICE")) + 1;
	x += tui_text(v, 0, x, urgent ? TUI_ALERT : TUI_TITLE,
	    urgent ? _("URGENT") : _("Xinqing"));
	left = tui_sub(v, 0, x + 2, 1, end - x - 4);

	if (!ss->locked)
		tui_text(left, 0, 0, TUI_TITLE, where);
}

/* "接线员 op1 林晓": the person's id stands on every screen, what they are
 * only where there is room. */
static void
person_words(const struct screen_start *st, bool role, struct buf *out)
{
	const struct actor *who = st->who;

	if (st->person != NULL)
		buf_add_text(out, st->person);
	else if (who != NULL && who->n_posts > 0 && role)
		buf_add_f(out, "%s %s %s", _(role_words(who->posts[0].role)),
		    who->login, who->name);
	else if (who != NULL)
		buf_add_f(out, "%s %s", who->login, who->name);
}

/* "psy2 也开着  通话 06:42"; of several the first and how many more, so that
 * where this is keeps its room. */
static void
add_also(const struct screen *s, struct buf *state)
{
	struct buf *b;

	if (s->n_also == 0)
		return;
	b = buf_new();
	if (s->n_also == 1)
		buf_add_f(b, _("also: %s"), s->also);
	else
		buf_add_f(b, _("also: %s +%d"), s->also, s->n_also - 1);
	if (buf_len(state) > 0)
		buf_add_f(b, "  %s", buf_text(state));
	buf_clear(state);
	buf_add_text(state, buf_text(b));
	buf_free(b);
}

static int
width_of(struct buf *b)
{
	return text_width(buf_text(b), buf_len(b));
}

#define NAME_W 12    /* ours, at the left, and what is kept free around it */
#define PRACTICE_W 9 /* and that it is practice, at most */

static void
draw_title(struct screen_stack *ss, struct tui_view v)
{
	struct screen_title t = { buf_new(), buf_new() };
	struct buf *person = buf_new();
	const struct screen_ops *ops = ss->top->ops;
	int x = v.w, name = NAME_W;
	char clock[8];

	if (ss->under != NULL)
		name += PRACTICE_W;
	if (ops->where != NULL)
		ops->where(ss->top, &t);
	else
		buf_add_text(t.where, _(ops->title));
	add_also(ss->top, t.state);
	clock_words(ss, clock);
	x = tui_right(v, 0, x, TUI_TITLE, clock) - 2;
	person_words(ss->start, true, person);
	if (name + width_of(t.where) + width_of(t.state) + 2 +
		width_of(person) >
	    x) {
		buf_clear(person);
		person_words(ss->start, false, person);
	}
	x = tui_right(v, 0, x, TUI_TITLE, buf_text(person));
	if (!ss->locked && buf_len(t.state) > 0)
		x = tui_right(v, 0, x - 2, TUI_TITLE, buf_text(t.state));
	draw_where(ss, v, buf_text(t.where), x);
	buf_free(t.where);
	buf_free(t.state);
	buf_free(person);
}

/* --- the key line --------------------------------------------------------- */

/* "F2 call" at x, if it ends before the column end. */
static int
draw_key(struct tui_view v, int x, int end, uint32_t key, const char *label)
{
	char name[16];
	const char *k = _(tui_key_name(key, name));
	int w = text_width(k, strlen(k)) + 1 + text_width(label, strlen(label));

	if (x + w > end)
		return x;
	x += tui_text(v, 0, x, TUI_KEY_NAME, k);
	x += tui_text(v, 0, x + 1, TUI_KEY_WORD, label) + 1;
	return x + 2;
}

static int
draw_actions(struct screen *s, struct tui_view v, int end)
{
	const struct screen_action *a = s->ops->actions;
	const char *why;
	int x = 0;

	for (; a != NULL && a->name != NULL; a++) {
		why = NULL;
		if (a->label != NULL && a->key != 0 &&
		    action_allowed(s, a, &why))
			x = draw_key(v, x, end, a->key, _(a->label));
	}
	return x;
}

/* Screens with a key of their own everywhere, as far as there is room. */
static int
draw_entries(struct screen_stack *ss, struct tui_view v, int x, int end)
{
	const struct screen_entry *e = ss->start->entries;

	for (; e != NULL && e->ops != NULL; e++)
		if (e->key != 0 && entry_offered(ss, e))
			x = draw_key(v, x, end, e->key, _(e->ops->title));
	return x;
}

static void
draw_keys(struct screen_stack *ss, struct tui_view v)
{
	const char *more = _("more"), *help = _("help");
	int tail = (int)sizeof("F10   F1 ") - 1 +
		   text_width(more, strlen(more)) +
		   text_width(help, strlen(help)),
	    x;

	if (ss->locked)
		return;
	if (ss->over != NULL) {
		if (ss->over->keys != NULL)
			tui_text(v, 0, 0, TUI_KEY_WORD, _(ss->over->keys));
		return;
	}
	x = draw_actions(ss->top, v, v.w - tail - 2);
	x = draw_entries(ss, v, x, v.w - tail - 2);
	x = draw_key(v, x, v.w, TUI_F(10), more);
	draw_key(v, x, v.w, TUI_F(1), help);
}

/* --- the whole ------------------------------------------------------------ */

static void
draw_message(struct screen_stack *ss, struct tui_view v)
{
	/* The last cell stays empty: writing there scrolls some terminals. */
	struct tui_view line = tui_sub(v, 0, 0, 1, v.w - 1);

	if (ss->under != NULL && coach_alert(ss) != NULL)
		tui_text(line, 0, 0, TUI_ALERT, coach_alert(ss));
	else if (ss->quiet)
		tui_text(line, 0, 0, TUI_ALERT,
		    _("Still in call? Any key says yes; nothing is ended."));
	else if (buf_len(ss->message) > 0)
		tui_text(line, 0, 0, ss->warns ? TUI_ALERT : TUI_MESSAGE,
		    buf_text(ss->message));
	else if (!ss->locked && ss->over == NULL && ss->top->hint != NULL)
		tui_text(line, 0, 0, TUI_MESSAGE, _(ss->top->hint));
}

struct tui_view
frame_sheet(struct tui_view body, int h)
{
	struct tui_view sheet;

	if (h >= body.h) { /* all of it: line 2 is the rule above */
		for (int y = 0; y < body.h; y++)
			tui_cell(body, y, 0, body.w, TUI_PLAIN, "");
		return body;
	}
	sheet = tui_sub(body, body.h - h - 1, 0, h + 1, body.w);
	for (int y = 0; y <= h; y++)
		tui_cell(sheet, y, 0, sheet.w, TUI_PLAIN, "");
	tui_rule(sheet, 0);
	return tui_sub(sheet, 1, 0, h, sheet.w);
}

static void
draw_overs(struct over *o, struct tui_view body)
{
	if (o == NULL)
		return;
	draw_overs(o->below, body); /* what was asked first lies below */
	tui_rows(body, 0, 0);	    /* and takes no click any more */
	o->draw(o, body);
}

static void
draw_body(struct screen_stack *ss, struct tui_view body)
{
	if (ss->locked) {
		lock_draw(ss, body);
		return;
	}
	if (ss->top->ops->draw != NULL)
		ss->top->ops->draw(ss->top, body);
	draw_overs(ss->over, body);
}

/* The rules; where somebody practises, what there is to do and why. */
static void
draw_rules(struct screen_stack *ss, struct tui_view v)
{
	if (ss->under == NULL) {
		tui_rule(v, 1);
		tui_rule(v, v.h - 3);
		return;
	}
	coach_draw(ss, tui_sub(v, 1, 0, 1, v.w));
	coach_draw_why(ss, tui_sub(v, v.h - 3, 0, 1, v.w));
}

/* Read aloud, a clock that moves by itself talks into everything: the time
 * shown is that of a key, and of news. */
static void
hold_clocks(struct screen_stack *ss)
{
	if (tui_has_clocks(ss->tui))
		ss->held = 0;
	else if (ss->held == 0)
		ss->held = stack_now(ss);
}

/* Until when: behind the lock nothing moves; what is asked over a screen, and
 * a practice, may know a clock of their own. */
static int64_t
still_until(const struct screen_stack *ss)
{
	if (ss->over != NULL || ss->under != NULL)
		return 0;
	return ss->locked ? INT64_MAX : ss->top->still;
}

void
frame_compose(struct screen_stack *ss)
{
	struct tui_view v = tui_begin(ss->tui);
	const struct screen_start *st = ss->start;

	hold_clocks(ss);
	ss->composing = true;
	ss->composed = stack_now(ss);
	ss->top->still = 0;
	if (v.h < (st->min_rows > 0 ? st->min_rows : MIN_ROWS) ||
	    v.w < (st->min_cols > 0 ? st->min_cols : MIN_COLS)) {
		too_small(ss, v);
	} else {
		draw_title(ss, tui_sub(v, 0, 0, 1, v.w));
		draw_rules(ss, v);
		draw_body(ss, tui_sub(v, 2, 0, v.h - 5, v.w));
		draw_keys(ss, tui_sub(v, v.h - 2, 0, 1, v.w));
		draw_message(ss, tui_sub(v, v.h - 1, 0, 1, v.w));
	}
	ss->composing = false;
	ss->still = still_until(ss);
}

bool
frame_tick(struct screen_stack *ss)
{
	int64_t now = stack_now(ss);
	struct tui_view line;
	char clock[8];

	if (now < ss->composed || now >= ss->still || !tui_has_room(ss->tui) ||
	    !tui_amend(ss->tui, 0, &line))
		return false;
	clock_words(ss, clock);
	tui_right(line, 0, line.w, TUI_TITLE, clock);
	tui_show_line(ss->tui, 0);
	return true;
}

void
frame_draw(struct screen_stack *ss)
{
	frame_compose(ss);
	tui_show(ss->tui);
}
