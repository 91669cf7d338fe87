/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/consultation.h"
#include "act/today.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "consultation.h"
#include "screen/consultation.h"
#include "screen/student.h"
#include "week.h"

/* My week: seven days by the hour.  Enter opens who stands there; in a free
 * hour it makes an appointment. */
#define ROUND (5 * CLOCK_MINUTE)

struct week_screen {
	struct screen screen;
	struct week w;
	bool from_day;		 /* the day lies below */
	int64_t slot;		 /* given while the student is being found */
	struct screen_pick pick; /* whom; filled by the lookup */
};

static struct week_screen *
of(struct screen *s)
{
	return (struct week_screen *)s;
}

/* --- reading ---------------------------------------------------------------
 */

static int
add(void *arg, const struct act_appointment *a)
{
	struct week *w = arg;
	struct week_row *to;
	struct clock_parts p;

	if (a->row.state == APPOINTMENT_CANCELLED || w->n == WEEK_ROWS_MAX)
		return 0;
	to = &w->row[w->n++];
	clock_parts_of(a->row.starts_at, &p);
	*to = (struct week_row){ *a, p.weekday - 1, p.hour, p.minute };
	return 0;
}

static int
read_week(struct week_screen *x)
{
	x->w.n = 0;
	return act_consultation_each(screen_who(&x->screen), CONSULTATIONS_WEEK,
	    x->w.monday, 0, WEEK_ROWS_MAX, add, &x->w);
}

static void
read_again(struct screen *s)
{
	int r = read_week(of(s));

	if (r != 0)
		screen_fail(s, r);
}

/* To the day and hour of a time, in its week. */
static void
go_to(struct week *w, int64_t at)
{
	struct clock_parts p;

	clock_parts_of(at, &p);
	w->day = p.weekday - 1;
	w->hour = p.hour;
	p.day -= w->day;
	p.hour = p.minute = p.second = 0;
	w->monday = clock_from_parts(&p);
}

static int
turn(struct screen *s, int days)
{
	struct week *w = &of(s)->w;

	w->monday = week_at(w, days, 0);
	read_again(s);
	return SCREEN_USED;
}

/* --- opening and making ----------------------------------------------------
 */

/* Who stands in the hour under the cursor; NULL: nobody, or none chosen. */
static const struct week_row *
choose_row(struct week_screen *x)
{
	const struct week_row *in[9];
	const char *names[9];
	char text[9][224];
	int n = week_in_slot(&x->w, x->w.day, x->w.hour, in, 9), at = 0;

	for (int i = 0; i < n && n > 1; i++) {
		snprintf(text[i], sizeof(text[i]), "%02d:%02d  %s  %s",
		    in[i]->hour, in[i]->minute, in[i]->a.student,
		    in[i]->a.class);
		names[i] = text[i];
	}
	if (n > 1)
		at = screen_choose(&x->screen, _("Which one?"), names, n);
	return n > 0 && at >= 0 ? in[at] : NULL;
}

/* Asked for, or to be invited, and without a time so far. */
struct waiting {
	struct act_appointment a[8];
	char text[8][224];
	int n;
};

static int
add_waiting(void *arg, const struct act_appointment *a)
{
	struct waiting *w = arg;

	if (a->row.starts_at != 0 || w->n == (int)nitems(w->a))
		return 0;
	snprintf(w->text[w->n], sizeof(w->text[0]), "%s  %s  %s", a->student,
	    a->class, _(appointment_state_words((int)a->row.state)));
	w->a[w->n++] = *a;
	return 0;
}

static void
tell(struct screen *s, int r, const char *student)
{
	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(
		    s, _("Noted for %s. Ask whether the time suits."), student);
	if (r == 0)
		read_again(s);
}

static int
offer(struct week_screen *x, const struct act_appointment *a)
{
	struct act_appointment_do d = ACT_APPOINTMENT_DO(APPOINTMENT_OFFER);
	struct screen *s = &x->screen;
	struct act_appointment after;

	d.starts_at = x->slot;
	tell(s,
	    act_consultation_step(
		screen_who(s), a->row.id, a->row.version, &d, &after),
	    a->student);
	return SCREEN_USED;
}

/* A student who was found: invited, and offered the time. */
static void
invite(struct week_screen *x)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_INVITE);
	struct screen *s = &x->screen;
	struct act_appointment after = { .student = "" };

	b.student = x->pick.student;
	b.starts_at = x->slot;
	x->pick.student = 0;
	tell(
	    s, act_consultation_book(screen_who(s), &b, &after), after.student);
}

static int
choose_whom(struct week_screen *x)
{
	const char *names[nitems(((struct waiting *)0)->a) + 1];
	struct screen *s = &x->screen;
	struct waiting *w = mem_zero(1, sizeof(*w));
	int at = 0, r;

	if ((r = act_consultation_each(screen_who(s), CONSULTATIONS_MINE, 0, 0,
		 0, add_waiting, w)) != 0 ||
	    (r = act_consultation_each(screen_who(s), CONSULTATIONS_FREE, 0, 0,
		 0, add_waiting, w)) != 0)
		screen_fail(s, r);
	for (int i = 0; i < w->n; i++)
		names[i] = w->text[i];
	names[w->n] = N_("another student");
	if (r == 0 && w->n > 0)
		at =
		    screen_choose(s, _("Who gets this time?"), names, w->n + 1);
	if (r == 0 && at >= 0 && at < w->n)
		offer(x, &w->a[at]);
	else if (r == 0 && at == w->n)
		screen_push(s,
		    screen_lookup_may(screen_who(s)) ? &screen_lookup
						     : &screen_find,
		    &x->pick);
	free(w);
	return SCREEN_USED;
}

/* The hour, or what is left of it, stands there already; the minutes can be
 * typed over. */
static int
make(struct screen *s)
{
	struct week_screen *x = of(s);
	int64_t at = week_at(&x->w, x->w.day, x->w.hour), now = screen_now(s);
	struct clock_parts p;
	char was[24];

	if (at < now)
		at = (now / ROUND + 1) * ROUND;
	clock_parts_of(at, &p);
	snprintf(was, sizeof(was), "%02d-%02d %02d:%02d", p.month, p.day,
	    p.hour, p.minute);
	if (!consultation_ask_time(s, _("At what time?"), was, &x->slot))
		return SCREEN_USED;
	return choose_whom(x);
}

static bool
may_make(struct screen *s, const char **why)
{
	struct week_screen *x = of(s);

	*why = _("This hour has passed.");
	return week_is_to_come(&x->w, x->w.day, x->w.hour, screen_now(s));
}

static int
open_slot(struct screen *s)
{
	struct week_screen *x = of(s);
	const struct week_row *in[1], *row;
	const char *why;

	if (week_in_slot(&x->w, x->w.day, x->w.hour, in, 1) > 0) {
		if ((row = choose_row(x)) != NULL)
			consultation_open_row(s, &row->a);
	} else if (may_make(s, &why))
		return make(s);
	else
		screen_say(s, "%s", why);
	return SCREEN_USED;
}

/* --- the screen ------------------------------------------------------------
 */

static int
move(struct week *w, int days, int hours)
{
	int day = w->day + days, hour = w->hour + hours;

	if (day >= 0 && day < 7 && hour >= 0 && hour < 24) {
		w->day = day;
		w->hour = hour;
	}
	return SCREEN_USED;
}

static int
week_key(struct screen *s, uint32_t key)
{
	struct week *w = &of(s)->w;

	switch (key) {
	case TUI_ENTER:
		return open_slot(s);
	case TUI_UP:
		return move(w, 0, -1);
	case TUI_DOWN:
		return move(w, 0, 1);
	case TUI_LEFT:
		return w->day == 0 ? (w->day = 6, turn(s, -7)) : move(w, -1, 0);
	case TUI_RIGHT:
		return w->day == 6 ? (w->day = 0, turn(s, 7)) : move(w, 1, 0);
	case TUI_PGUP:
		return turn(s, -7);
	case TUI_PGDN:
		return turn(s, 7);
	case TUI_HOME:
		go_to(w, screen_now(s));
		return turn(s, 0);
	default:
		return SCREEN_PASS;
	}
}

/* To my day and back: neither stands over the other twice. */
static int
see_day(struct screen *s)
{
	static const bool from_week = true;

	if (of(s)->from_day)
		return SCREEN_BACK;
	screen_push(s, &screen_day, &from_week);
	return SCREEN_USED;
}

static void
week_draw_body(struct screen *s, struct tui_view v)
{
	week_draw(&of(s)->w, v, screen_now(s));
}

static void
week_where(struct screen *s, struct screen_title *t)
{
	struct clock_parts a, b;

	clock_parts_of(week_at(&of(s)->w, 0, 0), &a);
	clock_parts_of(week_at(&of(s)->w, 6, 0), &b);
	buf_add_f(t->where, _("My week  %02d-%02d to %02d-%02d"), a.month,
	    a.day, b.month, b.day);
	buf_add_f(t->state, _("%zu talks"), of(s)->w.n);
}

static int
week_open(struct screen *s, const void *arg)
{
	struct week_screen *x = of(s);

	x->from_day = arg != NULL;
	x->w.row = mem_zero(WEEK_ROWS_MAX, sizeof(*x->w.row));
	go_to(&x->w, screen_now(s));
	s->n_topics =
	    act_today_topics(screen_who(s), s->topics, SCREEN_TOPICS_MAX);
	return read_week(x);
}

static void
week_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	if (of(s)->pick.student != 0)
		invite(of(s));
	else
		read_again(s);
}

static void
week_close(struct screen *s)
{
	free(of(s)->w.row);
}

static const struct screen_action actions[] = {
	{ N_("Open, or make an appointment here"), N_("open or make"),
	    "dakai dk yue", TUI_ENTER, 0, NULL, NULL },
	{ N_("Make an appointment here"), NULL, "yue yici yyc", TUI_F(2),
	    TUI_CTRL('N'), make, may_make },
	{ N_("The other week"), N_("other week"), "huan yizhou hyz", TUI_PGDN,
	    0, NULL, NULL },
	{ N_("My day: everything that is open"), N_("my day"),
	    "wode yitian wdyt", TUI_F(6), 0, see_day, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_week = {
	.name = "week",
	.title = N_("My week"),
	.words = "wode yizhou wdyz richeng rc",
	.help =
	    N_("Your appointments of one week, by the hour.\n"
	       "The arrows move, PgUp and PgDn turn to another week, Home "
	       "comes back to now.\n"
	       "Enter opens the appointment that stands there. In a free "
	       "hour it makes one: the time, then whom.\n"
	       "- is a free hour. Behind a name: ? waits for their answer, ! "
	       "something is left to do."),
	.size = sizeof(struct week_screen),
	.actions = actions,
	.open = week_open,
	.where = week_where,
	.draw = week_draw_body,
	.key = week_key,
	.changed = read_again,
	.unlock = read_again,
	.answer = week_answer,
	.close = week_close,
};
