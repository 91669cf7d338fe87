/* SPDX-License-Identifier: Apache-2.0 */
/* Who is being knocked, all of it in one list: above the ladders, below what
 * happened on the one with the cursor. */
#include <stdio.h>
#include <stdlib.h>

#include "act/actor.h"
#include "act/knock.h"
#include "act/presence.h"
#include "act/today.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "knock_line.h"
#include "later.h"
#include "screen/knock.h"
#include "screen/ticket.h"
#include "screen/warning.h"
#include "when.h"

#define ROWS_MAX 50

struct knocks {
	struct screen screen;
	struct tui_list list;
	struct act_knock *row; /* ROWS_MAX */
	size_t n;
};

static struct knocks *
of(struct screen *s)
{
	return (struct knocks *)s;
}

bool
screen_knock_may(struct actor *who)
{
	return !act_is_administrator(who);
}

/* --- reading ---------------------------------------------------------------
 */

static int
add_row(void *arg, const struct act_knock *k)
{
	struct knocks *x = arg;

	if (x->n < ROWS_MAX && k->row.kind != KNOCK_TEST)
		x->row[x->n++] = *k;
	return 0;
}

static void
stand_on(struct knocks *x, int64_t ladder)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->row[i].row.id == ladder)
			tui_list_go(&x->list, i);
}

static int
read_all(struct knocks *x)
{
	int64_t at = x->list.at < x->n ? x->row[x->list.at].row.id : 0;
	int r;

	x->n = 0;
	r = act_knock_each(screen_who(&x->screen), add_row, x);
	tui_list_go(&x->list, x->list.at);
	stand_on(x, at);
	return r;
}

static void
again(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

/* --- drawing ---------------------------------------------------------------
 */

static const struct tui_column columns[] = {
	{ N_("what it is"), 12, 0, false },
	{ N_("where"), 18, 1, false },
	{ N_("since"), 11, 0, false },
	{ N_("last knock"), 32, 2, false },
};

static size_t
count(void *data)
{
	return ((struct knocks *)data)->n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct knocks *x = data;
	const struct act_knock *k = &x->row[i];
	struct buf *about = buf_new(), *words = buf_new();
	char when[SCREEN_WHEN];
	const char *texts[4];

	screen_at_short(screen_now(&x->screen), k->row.at, when);
	act_knock_about(k, about);
	act_knock_words(k, words);
	texts[0] = buf_text(about);
	texts[1] = k->org;
	texts[2] = when;
	texts[3] = buf_text(words);
	tui_columns_row(columns, (int)nitems(columns), line,
	    k->wanted ? TUI_LATE : TUI_PLAIN, texts);
	act_presence_show(screen_who(&x->screen), k->row.id);
	buf_free(about);
	buf_free(words);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

/* "02:14  1  周岚  by message  no answer yet" */
static void
draw_knock(const struct act_knock_row *row, int64_t now, struct tui_view v)
{
	char when[SCREEN_WHEN];

	screen_at_short(now, row->started_at, when);
	tui_cell(v, 0, 2, 11, TUI_PLAIN, when);
	tui_text_f(v, 0, 14, TUI_FAINT, "%d", row->rung + 1);
	tui_cell(v, 0, 17, 14, TUI_PLAIN, row->name);
	if (row->channel >= 0)
		tui_cell(v, 0, 32, 11, TUI_PLAIN,
		    _(knock_channel_words(row->channel)));
	tui_cell(v, 0, 44, v.w - 45,
	    row->result == KNOCK_RANG || row->result == KNOCK_LOOKS ||
		    row->result == KNOCK_RINGS
		? TUI_PLAIN
		: TUI_LATE,
	    _(knock_result_words((int)row->result)));
}

static void
draw_call(const struct act_knock_call *c, int64_t now, struct tui_view v)
{
	struct buf *later = buf_new();
	char when[SCREEN_WHEN];
	int x;

	screen_at_short(now, c->event_at != 0 ? c->event_at : c->at, when);
	tui_cell(v, 0, 2, 11, TUI_PLAIN, when);
	x = tui_text_f(v, 0, 17, c->spoke ? TUI_GOOD : TUI_LATE,
	    c->spoke ? _("%s phoned %s: spoke to them")
		     : _("%s phoned %s: no answer"),
	    c->by, c->name[0] != '\0' ? c->name : _("somebody else"));
	screen_later_words(now, c->event_at, c->at, "", later);
	tui_text(v, 0, 17 + x + 2, TUI_FAINT, buf_text(later));
	buf_free(later);
}

static void
draw_next(const struct act_knock *k, int64_t now, struct tui_view v, int y)
{
	char when[SCREEN_WHEN];

	if (k->row.due_at == 0) {
		tui_text(v, y, 1, TUI_LATE,
		    _("No one has answered. Please phone now; F5 shows the "
		      "numbers."));
		return;
	}
	screen_at_short(now, k->row.due_at, when);
	tui_text_f(v, y, 1, TUI_PLAIN, _("The next are knocked at %s."), when);
}

/* The newest that fit: calls last, they are what somebody did. */
static void
draw_one(const struct act_knock *k, int64_t now, struct tui_view v)
{
	int calls = k->n_calls < 3 ? k->n_calls : 3;
	int room = v.h - 2 - calls, y = 1;
	int from = k->n > room ? k->n - room : 0;

	tui_text(v, 0, 1, TUI_HEAD, _(knock_kind_words((int)k->row.kind)));
	for (int i = from; i < k->n; i++, y++)
		draw_knock(&k->knock[i], now, tui_sub(v, y, 0, 1, v.w));
	for (int i = k->n_calls - calls; i < k->n_calls; i++, y++)
		draw_call(&k->call[i], now, tui_sub(v, y, 0, 1, v.w));
	draw_next(k, now, v, v.h - 1);
}

static void
draw(struct screen *s, struct tui_view v)
{
	struct knocks *x = of(s);
	int half = v.h / 2 - 2;

	if (x->n == 0) {
		tui_text(v, 1, 1, TUI_PLAIN, _("Nobody is being knocked."));
		return;
	}
	tui_columns_head(columns, (int)nitems(columns), v, 0);
	tui_list_draw(&x->list, tui_sub(v, 1, 0, half, v.w), true);
	tui_rule(v, half + 1);
	draw_one(&x->row[x->list.at < x->n ? x->list.at : 0], screen_now(s),
	    tui_sub(v, half + 2, 0, v.h - half - 2, v.w));
}

/* --- doing -----------------------------------------------------------------
 */

static const struct act_knock *
at_cursor(struct screen *s)
{
	struct knocks *x = of(s);

	return x->list.at < x->n ? &x->row[x->list.at] : NULL;
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return at_cursor(s) != NULL;
}

static int
open_row(struct screen *s)
{
	const struct act_knock *k = at_cursor(s);
	int64_t id;

	if (k == NULL)
		return SCREEN_USED;
	id = k->row.object;
	screen_push(s,
	    k->row.subject == KNOCK_OF_TICKET ? &screen_call : &screen_warning,
	    &id);
	return SCREEN_USED;
}

static bool
may_take(struct screen *s, const char **why)
{
	(void)why;
	return at_cursor(s) != NULL && at_cursor(s)->may_take;
}

static int
take(struct screen *s)
{
	const struct act_knock *k = at_cursor(s);
	int r;

	if (k == NULL ||
	    !screen_confirm(s, _("You see to it, and nobody else is knocked?")))
		return SCREEN_USED;
	r = act_knock_take(screen_who(s), k->row.id, NULL);
	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", _("Noted: you see to it."));
	again(s);
	return SCREEN_USED;
}

static int
phone(struct screen *s)
{
	const struct act_knock *k = at_cursor(s);

	if (k != NULL)
		screen_ladder_phone(s, k->row.id);
	again(s);
	return SCREEN_USED;
}

static int
phoned_earlier(struct screen *s)
{
	const struct act_knock *k = at_cursor(s);

	if (k != NULL)
		screen_ladder_phoned(s, k->row.id);
	again(s);
	return SCREEN_USED;
}

static int
key(struct screen *s, uint32_t k)
{
	if (k == TUI_ENTER)
		return open_row(s);
	return tui_list_key(&of(s)->list, k) != TUI_PASS ? SCREEN_USED
							 : SCREEN_PASS;
}

static int
open_knocks(struct screen *s, const void *arg)
{
	struct knocks *x = of(s);
	int r;

	x->list.ops = &list_ops;
	x->list.data = x;
	x->row = mem_zero(ROWS_MAX, sizeof(*x->row));
	s->n_topics =
	    act_today_topics(screen_who(s), s->topics, SCREEN_TOPICS_MAX);
	if ((r = read_all(x)) == 0 && arg != NULL)
		stand_on(x, *(const int64_t *)arg);
	return r;
}

static void
answer(struct screen *s, const struct screen_ops *from, int64_t given)
{
	(void)from, (void)given;
	again(s);
}

static void
close_knocks(struct screen *s)
{
	free(of(s)->row);
}

static const struct screen_action actions[] = {
	{ N_("Open what it is about"), N_("open"), "dakai dk", TUI_ENTER, 0,
	    NULL, has_row },
	{ N_("I see to it: knock nobody else"), N_("I see to it"), "wo lai wl",
	    TUI_F(4), TUI_CTRL('T'), take, may_take },
	{ N_("Whom to phone; note who answered"), N_("phone them"),
	    "da dianhua ddh", TUI_F(5), TUI_CTRL('P'), phone, has_row },
	{ N_("Somebody was phoned earlier: note when"), N_("phoned earlier"),
	    "zaoxie daguo dianhua zxdgdh", TUI_F(8), TUI_CTRL('S'),
	    phoned_earlier, has_row },
	{ .name = NULL },
};

const struct screen_ops screen_knock = {
	.name = "knock",
	.title = N_("Who is being knocked"),
	.words = "qiaomen qm",
	.help = N_("Whoever must look and is not looking is knocked, one after"
		   " the other, until somebody has seen it.\n"
		   "Above what it is about; below who was knocked, how, and"
		   " what came of it.\n"
		   "F4 says that you see to it; F5 shows whom to phone and"
		   " notes whether they answered."),
	.size = sizeof(struct knocks),
	.actions = actions,
	.open = open_knocks,
	.draw = draw,
	.key = key,
	.changed = again,
	.unlock = again,
	.answer = answer,
	.close = close_knocks,
};
