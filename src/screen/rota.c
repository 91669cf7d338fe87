/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "act/actor.h"
#include "act/rota.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "consultation.h"
#include "model/topic.h"
#include "screen/oncall.h"

/* Who is on duty, night by night: who is knocked first. */
struct rotas {
	struct screen screen;
	struct rota row[ACT_ROTA_MAX];
	size_t n;
	struct tui_list list;
};

static struct rotas *
of(struct screen *s)
{
	return (struct rotas *)s;
}

bool
screen_rota_may(struct actor *who)
{
	return act_rota_may(who);
}

/* --- reading ---------------------------------------------------------------
 */

static int
add_row(void *arg, const struct rota *row, bool now)
{
	struct rotas *x = arg;

	(void)now;
	if (x->n < ACT_ROTA_MAX)
		x->row[x->n++] = *row;
	return 0;
}

static int
read_all(struct rotas *x)
{
	int r;

	x->n = 0;
	r = act_rota_each(screen_who(&x->screen), add_row, x);
	tui_list_go(&x->list, x->list.at);
	return r;
}

/* --- drawing ---------------------------------------------------------------
 */

static const struct tui_column columns[] = {
	{ N_("from when"), 16, 0, false },
	{ N_("until when"), 16, 0, false },
	{ N_("on duty"), 16, 1, false },
	{ N_("post"), 16, 1, false },
	{ "", 10, 0, false },
};

static size_t
count(void *data)
{
	return ((struct rotas *)data)->n;
}

static void
day_and_time(int64_t at, char to[40])
{
	struct clock_parts p;

	clock_parts_of(at, &p);
	snprintf(
	    to, 40, "%02d-%02d %02d:%02d", p.month, p.day, p.hour, p.minute);
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct rotas *x = data;
	const struct rota *row = &x->row[i];
	bool now = row->starts_at <= screen_now(&x->screen);
	char from[40], until[40];
	const char *const texts[] = { from, until, row->name,
		_(role_words(row->role)), now ? _("now") : "" };

	day_and_time(row->starts_at, from);
	day_and_time(row->ends_at, until);
	tui_columns_row(columns, (int)nitems(columns), line,
	    now ? TUI_SOON : TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
rota_draw(struct screen *s, struct tui_view v)
{
	struct rotas *x = of(s);

	tui_columns_head(columns, (int)nitems(columns), v, 0);
	tui_list_draw(&x->list, tui_sub(v, 1, 0, v.h - 1, v.w), true);
	if (x->n == 0)
		tui_para(v, 2, 1, 2, TUI_PLAIN,
		    _("Nobody is planned: when somebody must come, all of you "
		      "are knocked at once. F2 plans a turn."));
}

/* --- doing -----------------------------------------------------------------
 */

static int
told(struct screen *s, int r)
{
	int e;

	if (r != 0)
		screen_fail(s, r); /* before its reason is forgotten */
	else
		screen_say(s, "%s", _("Saved."));
	if ((e = read_all(of(s))) != 0)
		screen_fail(s, e);
	return SCREEN_USED;
}

static int
plan(struct screen *s)
{
	const char *names[ACT_ROTA_PEOPLE];
	struct act_rota_people all;
	int64_t from, to;
	int one, r;

	if ((r = act_rota_people(screen_who(s), &all)) != 0)
		return told(s, r);
	for (int i = 0; i < all.n; i++)
		names[i] = all.of[i].name;
	one = screen_choose(s, _("Whose turn is it?"), names, all.n);
	if (one < 0 ||
	    !consultation_ask_time(
		s, _("From when on? 20:00, 11-30 20:00"), NULL, &from) ||
	    !consultation_ask_time(
		s, _("Until when? 08:00, 12-1 08:00"), NULL, &to))
		return SCREEN_USED;
	if (to <= from && to + CLOCK_DAY > from)
		to += CLOCK_DAY; /* the morning after */
	return told(s, act_rota_add(screen_who(s), all.of[one].person, from, to,
			   NULL, NULL));
}

static int
drop(struct screen *s)
{
	struct rotas *x = of(s);
	int64_t id = x->row[x->list.at].id;

	if (!screen_confirm(s, _("Take this turn off the rota?")))
		return SCREEN_USED;
	return told(s, act_rota_drop(screen_who(s), id, NULL));
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->list.at < of(s)->n;
}

static int
rota_key(struct screen *s, uint32_t key)
{
	return tui_list_key(&of(s)->list, key) != TUI_PASS ? SCREEN_USED
							   : SCREEN_PASS;
}

static int
rota_open(struct screen *s, const void *arg)
{
	struct rotas *x = of(s);

	(void)arg;
	x->list.ops = &list_ops;
	x->list.data = x;
	screen_topics_of_posts(s);
	return read_all(x);
}

static void
rota_changed(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static const struct screen_action actions[] = {
	{ N_("Plan a turn"), N_("plan a turn"), "pai ban pb", TUI_F(2),
	    TUI_CTRL('N'), plan, NULL },
	{ N_("Take this turn off"), N_("take off"), "qu diao qd", TUI_F(7), 0,
	    drop, has_row },
	{ .name = NULL },
};

const struct screen_ops screen_rota = {
	.name = "rota",
	.title = N_("Who is on duty"),
	.words = "paiban zhiban pb zb",
	.help = N_("Who of those in your post is on duty, and when: who is "
		   "knocked first when somebody must come. The others are "
		   "knocked where the deputies stand, a few minutes later; "
		   "where nobody is on duty, all at once.\n"
		   "F2 plans a turn of somebody who holds the post, F7 takes "
		   "one off."),
	.size = sizeof(struct rotas),
	.actions = actions,
	.open = rota_open,
	.draw = rota_draw,
	.key = rota_key,
	.changed = rota_changed,
};
