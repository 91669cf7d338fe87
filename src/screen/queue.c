/* SPDX-License-Identifier: Apache-2.0 */
/* The line's board: for its lead every ticket by number, clock and operator;
 * for an operator what waits, and their own.  Nothing anybody said. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/presence.h"
#include "act/ticket.h"
#include "act/unmask.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "call.h"
#include "model/role.h"
#include "screen/ticket.h"
#include "screen/undo.h"

#define ROWS_MAX 200
#define PAGE 30
#define ASKED_MAX 16

struct queue {
	struct screen screen;
	struct tui_form form;
	struct tui_list list;
	struct act_ticket row[ROWS_MAX];
	size_t n;
	int64_t waiting;
	int64_t asked[ASKED_MAX]; /* tickets whose home somebody asks for */
	int n_asked;
	bool lost;  /* some call has nobody at it */
	int64_t at; /* when it was read */
	bool later; /* a page further down */
};

static int
add_row(void *arg, const struct act_ticket *t)
{
	struct queue *q = arg;

	for (size_t i = 0; i < q->n; i++)
		if (q->row[i].row.id == t->row.id)
			return 0;
	if (q->n < ROWS_MAX)
		q->row[q->n++] = *t;
	q->lost |= t->lost;
	return 0;
}

static int
add_asked(void *arg, const struct act_unmask *u)
{
	struct queue *q = arg;

	if (q->n_asked < ASKED_MAX)
		q->asked[q->n_asked++] = u->u.ticket;
	return 0;
}

static bool
is_asked(const struct queue *q, int64_t ticket)
{
	for (int i = 0; i < q->n_asked; i++)
		if (q->asked[i] == ticket)
			return true;
	return false;
}

static bool
is_lead(struct queue *q)
{
	return act_is(screen_who(&q->screen), ROLE_LEAD);
}

/* All who wait are counted, and rung for; the longest page of them is shown,
 * that there is room for what goes on. */
static int
add_waiting(void *arg, const struct act_ticket *t)
{
	struct queue *q = arg;

	q->waiting++;
	return q->n < PAGE ? add_row(q, t) : 0;
}

/* What is going on first: waiting, lines lost, danger, calls; then the
 * newest. */
static int
read_first(struct queue *q)
{
	static const int now[] = { TICKET_EMERGENCY, TICKET_ACTIVE };
	struct actor *who = screen_who(&q->screen);
	int r;

	q->n = 0;
	q->n_asked = 0;
	q->later = q->lost = false;
	q->at = screen_now(&q->screen);
	q->waiting = 0;
	if ((r = act_ticket_each(
		 who, TICKETS_WAITING, 0, 0, ROWS_MAX, add_waiting, q)) != 0)
		return r;
	if ((r = act_ticket_lost(who, add_row, q)) != 0 ||
	    (is_lead(q) &&
		(r = act_unmask_each(who, false, add_asked, q)) != 0))
		return r;
	q->screen.pace = q->lost ? CALL_PACE : 60;
	for (size_t i = 0; i < nitems(now) && is_lead(q) && r == 0; i++)
		r = act_ticket_each(
		    who, TICKETS_STATE, now[i], 0, PAGE, add_row, q);
	if (r == 0)
		r = act_ticket_each(who,
		    is_lead(q) ? TICKETS_LINE : TICKETS_MINE, 0, 0, PAGE,
		    add_row, q);
	return r;
}

static int
read_next(struct queue *q)
{
	int64_t before = q->n > 0 ? q->row[q->n - 1].row.id : 0;
	size_t was = q->n;
	int r;

	q->n = 0;
	r = act_ticket_each(screen_who(&q->screen),
	    is_lead(q) ? TICKETS_LINE : TICKETS_MINE, 0, before, PAGE, add_row,
	    q);
	if (r == 0 && q->n == 0) {
		q->n = was; /* the rows still stand there */
		return ERR_NOT_FOUND;
	}
	q->later = r == 0;
	return r;
}

static int
turn(void *data, enum tui_turn to, int rows)
{
	struct queue *q = data;

	(void)rows;
	if (to == TUI_NEXT)
		return read_next(q);
	if (to == TUI_LAST || !q->later)
		return ERR_NOT_FOUND;
	return read_first(q);
}

static size_t
count(void *data)
{
	return ((struct queue *)data)->n;
}

static const struct tui_column columns[] = {
	{ N_("time limit"), 18, 0, false },
	{ N_("no."), 8, 0, false },
	{ N_("how far"), 14, 0, false },
	{ N_("length"), 8, 0, false },
	{ N_("operator"), 12, 1, false },
};

/* How long it rings, or the call has lasted. */
static void
clock_words(const struct ticket *t, int64_t now, char to[CALL_SPAN])
{
	int64_t from = t->taken_at != 0 ? t->taken_at : t->rang_at;
	int64_t n = (t->ended_at != 0 ? t->ended_at : now) - from;

	to[0] = '\0';
	if (t->state == TICKET_NEW || t->taken_at != 0)
		call_span(n, to);
}

static void
due_words(const struct ticket *t, int64_t now, char *to, size_t size)
{
	int64_t left = t->due_at - now, n = left < 0 ? -left : left;

	to[0] = '\0';
	if (t->due_at == 0)
		return;
	if (n < CLOCK_HOUR)
		snprintf(to, size,
		    left < 0 ? _("late  %lld min") : _("left  %lld min"),
		    (long long)((left < 0 ? n : n + CLOCK_MINUTE - 1) /
				CLOCK_MINUTE));
	else if (n < 2 * CLOCK_DAY)
		snprintf(to, size,
		    left < 0 ? _("late  %lld h") : _("left  %lld h"),
		    (long long)(n / CLOCK_HOUR));
	else
		snprintf(to, size,
		    left < 0 ? _("late  %lld days") : _("left  %lld days"),
		    (long long)(n / CLOCK_DAY));
}

/* "林晓  接线员断线 00:20": what somebody has to do something about. */
static bool
operator_words(const struct queue *q, const struct act_ticket *t, int64_t now,
    struct buf *to)
{
	bool calls = t->lost || t->quiet_s != 0 || is_asked(q, t->row.id);

	buf_add_f(to, "%s%s", t->taker, calls ? "  " : "");
	if (t->lost)
		call_lost_words(t, now - q->at, to);
	else if (t->quiet_s != 0)
		buf_add_f(to, _("no key for %lld min"),
		    (long long)(t->quiet_s + now - q->at) / CLOCK_MINUTE);
	else if (calls)
		buf_add_text(to, _("home phone: your word"));
	return calls;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct queue *q = data;
	const struct act_ticket *t = &q->row[i];
	int64_t now = screen_now(&q->screen);
	char due[40], number[24], clock[CALL_SPAN];
	struct buf *taker = buf_new();
	bool calls = operator_words(q, t, now, taker);
	const char *texts[] = { due, number,
		_(ticket_state_words(t->row.state)), clock, buf_text(taker) };

	due_words(&t->row, now, due, sizeof(due));
	clock_words(&t->row, now, clock);
	snprintf(number, sizeof(number), "%lld", (long long)t->row.id);
	tui_columns_row(columns, (int)nitems(columns), line,
	    calls || (t->row.due_at != 0 && t->row.due_at < now) ? TUI_LATE
								 : TUI_PLAIN,
	    texts);
	buf_free(taker);
}

static const struct tui_list_ops rows = { count, draw_row, turn };

static int
queue_open(struct screen *s, const void *arg)
{
	struct queue *q = (struct queue *)s;
	int64_t line;
	int r;

	(void)arg;
	q->list = (struct tui_list){ .ops = &rows, .data = q };
	tui_form_list(&q->form, &q->list);
	s->form = &q->form;
	if ((r = act_ticket_line(screen_who(s), &line)) != 0)
		return r;
	s->topics[s->n_topics++] = act_ticket_line_topic(line);
	s->topics[s->n_topics++] = ACT_PRESENCE_TOPIC;
	s->pace = 60;
	return read_first(q);
}

static void
queue_changed(struct screen *s)
{
	struct queue *q = (struct queue *)s;
	int64_t waited = q->waiting;
	size_t at = q->list.at;

	if (q->later || screen_is_locked(s))
		return;
	read_first(q);
	tui_list_go(&q->list, at);
	if (q->waiting > waited) {
		screen_ring_call(s);
		screen_say(s, "%s", _("A call is waiting. F2 takes it."));
	}
}

static void
queue_where(struct screen *s, struct screen_title *t)
{
	struct queue *q = (struct queue *)s;

	buf_add_text(t->where, is_lead(q) ? _("Board") : _("My tickets"));
	buf_add_f(t->state, _("waiting %lld"), (long long)q->waiting);
}

static void
queue_draw(struct screen *s, struct tui_view v)
{
	struct queue *q = (struct queue *)s;

	tui_columns_head(columns, (int)nitems(columns), v, 0);
	if (q->n == 0)
		tui_text(v, 2, 1, TUI_PLAIN,
		    _("No calls yet. This screen will ring once when one"
		      " comes."));
	tui_form_draw_in(&q->form, 0, tui_sub(v, 1, 0, v.h - 1, v.w));
}

static int
queue_key(struct screen *s, uint32_t key)
{
	struct queue *q = (struct queue *)s;
	const struct act_ticket *t;

	if (key != TUI_ENTER || q->list.at >= q->n)
		return SCREEN_PASS;
	t = &q->row[q->list.at];
	if (t->row.state == TICKET_NEW)
		screen_push(s, &screen_call, NULL);
	else
		screen_push(s, &screen_call, &t->row.id);
	return SCREEN_USED;
}

/* The lead gives a ticket to somebody. */
static bool
may_assign(struct screen *s, const char **why)
{
	struct queue *q = (struct queue *)s;
	const struct act_ticket *t = &q->row[q->list.at];

	(void)why;
	return q->list.at < q->n &&
	       state_check(&ticket_machine, t->row.state, TICKET_ASSIGN,
		   t->facts, t->who, ~0u, 0, NULL) == 0;
}

static int
do_assign(struct screen *s)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_ASSIGN);
	struct queue *q = (struct queue *)s;
	int64_t id = q->row[q->list.at].row.id;
	int64_t version = q->row[q->list.at].row.version;
	struct act_colleague all[9];
	const char *options[9];
	struct act_ticket t;
	int n, at, r;

	if (act_ticket_colleagues(screen_who(s), all, 9, &n) != 0)
		return SCREEN_USED;
	for (int i = 0; i < n; i++)
		options[i] = all[i].name;
	if ((at = screen_choose(s, _("Who goes on with it?"), options, n)) < 0)
		return SCREEN_USED;
	d.person = all[at].person;
	if ((r = act_ticket_step(screen_who(s), id, version, &d, &t)) != 0)
		screen_fail(s, r);
	else
		screen_say_done(s, &ticket_machine, d.event, _("Saved."));
	read_first(q);
	return SCREEN_USED;
}

static int
do_ring(struct screen *s)
{
	struct act_ticket_call c = { .channel = CHANNEL_PHONE };
	struct act_ticket t;
	int r;

	if ((r = act_ticket_ring(screen_who(s), &c, &t)) != 0)
		screen_fail(s, r);
	read_first((struct queue *)s);
	return SCREEN_USED;
}

static const struct screen_action actions[] = {
	{ N_("Open"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL, NULL },
	{ N_("Give it to somebody"), NULL, "huan ren genjin hrgj", 0, 0,
	    do_assign, may_assign },
	{ N_("Note a waiting call"), NULL, "ji denghou jdh", 0, 0, do_ring,
	    NULL },
	{ .name = NULL },
};

const struct screen_ops screen_queue = {
	.name = "queue",
	.title = N_("Tickets of the line"),
	.words = "gongdan gd paidui pd",
	.help = N_("What waits stands first, then what goes on.\n"
		   "Number, clock and operator: what was said opens with the"
		   " ticket, to whom it is open.\n"
		   "An operator whose line is lost stands there with the time"
		   " since: open it, F5 takes it over.\n"
		   "F2 takes the longest waiting call."),
	.size = sizeof(struct queue),
	.actions = actions,
	.open = queue_open,
	.where = queue_where,
	.draw = queue_draw,
	.key = queue_key,
	.changed = queue_changed,
};
