/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/consultation.h"
#include "act/today.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "consultation.h"
#include "screen/consultation.h"

/* My day: what is agreed, offered or asked for, and notes still to write, by
 * the time each wants. */
#define DAY_MAX 200

struct day {
	struct screen screen;
	struct act_appointment *row;
	size_t n;
	struct tui_list list;
	bool from_week; /* the week lies below */
};

static struct day *
of(struct screen *s)
{
	return (struct day *)s;
}

bool
screen_day_may(struct actor *who)
{
	return act_is(who, ROLE_PSYCHOLOGY) || act_is(who, ROLE_COUNSELLOR);
}

static int
add(void *arg, const struct act_appointment *a)
{
	struct day *d = arg;

	for (size_t i = 0; i < d->n; i++)
		if (d->row[i].row.id == a->row.id)
			return 0;
	if (d->n < DAY_MAX)
		d->row[d->n++] = *a;
	return 0;
}

static int64_t
wants(const struct act_appointment *a)
{
	int64_t at = a->row.due_at != 0 ? a->row.due_at : a->row.starts_at;

	return at != 0 ? at : INT64_MAX;
}

static int
sooner(const void *a, const void *b)
{
	int64_t x = wants(a), y = wants(b);

	return x < y ? -1 : x > y;
}

static int
read_all(struct day *d)
{
	struct actor *who = screen_who(&d->screen);
	int r;

	d->n = 0;
	if ((r = act_consultation_each(
		 who, CONSULTATIONS_MINE, 0, 0, DAY_MAX, add, d)) == 0)
		r = act_consultation_each(
		    who, CONSULTATIONS_FREE, 0, 0, DAY_MAX, add, d);
	if (d->n > 1)
		qsort(d->row, d->n, sizeof(*d->row), sooner);
	tui_list_go(&d->list, d->list.at);
	return r;
}

/* --- drawing ---------------------------------------------------------------
 */

static const struct tui_column columns[] = {
	{ N_("when"), 17, 0, false },
	{ N_("how"), 9, 0, false },
	{ N_("student"), 9, 1, false },
	{ N_("class"), 9, 1, false },
	{ N_("how far"), 13, 0, false },
	{ N_("next"), 17, 0, false },
};

static size_t
count(void *data)
{
	return ((struct day *)data)->n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct day *d = data;
	const struct act_appointment *a = &d->row[i];
	int64_t now = screen_now(&d->screen);
	bool late = screen_is_late(now, a->row.due_at);
	char due[SCREEN_WHEN];
	const char *const texts[] = { due,
		_(appointment_form_words((int)a->row.form)), a->student,
		a->class, _(appointment_state_words((int)a->row.state)),
		_(appointment_next_words((int)a->row.state)) };

	screen_due(
	    now, a->row.due_at != 0 ? a->row.due_at : a->row.starts_at, due);
	tui_columns_row(columns, (int)nitems(columns), line,
	    late ? TUI_LATE : TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
day_draw(struct screen *s, struct tui_view v)
{
	struct day *d = of(s);

	tui_columns_head(columns, (int)nitems(columns), v, 0);
	if (d->n == 0)
		tui_text(v, 2, 1, TUI_PLAIN,
		    _("Nothing is waiting for you. Have some water."));
	else
		tui_list_draw(&d->list, tui_sub(v, 1, 0, v.h - 1, v.w), true);
}

static void
day_where(struct screen *s, struct screen_title *t)
{
	buf_add_text(t->where, _("My day"));
	buf_add_f(t->state, _("%zu open"), of(s)->n);
}

/* --- doing -----------------------------------------------------------------
 */

void
consultation_open_row(struct screen *s, const struct act_appointment *a)
{
	bool note =
	    a->row.state == APPOINTMENT_HELD && (a->who & APPOINTMENT_OWN) != 0;

	screen_push(s, note ? &screen_note : &screen_consultation, &a->row.id);
}

/* To my week and back: neither stands over the other twice. */
static int
see_week(struct screen *s)
{
	static const bool from_day = true;

	if (of(s)->from_week)
		return SCREEN_BACK;
	screen_push(s, &screen_week, &from_day);
	return SCREEN_USED;
}

static int
day_key(struct screen *s, uint32_t key)
{
	struct day *d = of(s);

	if (key == TUI_ENTER && d->n > 0) {
		consultation_open_row(s, &d->row[d->list.at]);
		return SCREEN_USED;
	}
	return tui_list_key(&d->list, key) != TUI_PASS ? SCREEN_USED
						       : SCREEN_PASS;
}

static int
day_open(struct screen *s, const void *arg)
{
	struct day *d = of(s);

	d->from_week = arg != NULL;
	d->row = mem_zero(DAY_MAX, sizeof(*d->row));
	d->list.ops = &list_ops;
	d->list.data = d;
	s->pace = 60;
	s->n_topics =
	    act_today_topics(screen_who(s), s->topics, SCREEN_TOPICS_MAX);
	return read_all(d);
}

static void
day_changed(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static void
day_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	day_changed(s);
}

static void
day_close(struct screen *s)
{
	free(of(s)->row);
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    NULL },
	{ N_("My week: appointments by the hour"), N_("my week"),
	    "wode yizhou wdyz", TUI_F(6), 0, see_week, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_day = {
	.name = "day",
	.title = N_("My day"),
	.words = "wode yitian wdyt yuyue yy",
	.help = N_("Appointments and notes to write, the most overdue first.\n"
		   "Enter opens one: offer a time, note that it took place, "
		   "write it down.\n"
		   "F6 shows the week, with its free hours."),
	.size = sizeof(struct day),
	.actions = actions,
	.open = day_open,
	.where = day_where,
	.draw = day_draw,
	.key = day_key,
	.changed = day_changed,
	.unlock = day_changed,
	.answer = day_answer,
	.close = day_close,
};
