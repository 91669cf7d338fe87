/* SPDX-License-Identifier: Apache-2.0 */
/* Callers to watch: one line each by who left, accepted by name. */
#include <stdio.h>
#include <stdlib.h>

#include "act/actor.h"
#include "act/ticket.h"
#include "act/watch.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/ticket.h"

#define ROWS_MAX 100

struct watching {
	struct screen screen;
	struct tui_form form;
	struct tui_list list;
	struct {
		struct act_watch w;
		size_t sentence; /* in words */
	} row[ROWS_MAX];
	size_t n;
	struct buf *words;
};

static int
add_row(void *arg, const struct act_watch *w)
{
	struct watching *x = arg;

	if (x->n == ROWS_MAX)
		return 0;
	x->row[x->n].w = *w;
	x->row[x->n++].sentence = buf_len(x->words);
	buf_add_text(x->words, w->sentence);
	buf_add_char(x->words, '\0');
	return 0;
}

static int
read_all(struct watching *x)
{
	x->n = 0;
	buf_clear(x->words);
	return act_watch_each(screen_who(&x->screen), add_row, x);
}

static size_t
count(void *data)
{
	return ((struct watching *)data)->n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct watching *x = data;
	const struct act_watch *w = &x->row[i].w;

	tui_cell(line, 0, 2, 8, w->accepted_at != 0 ? TUI_GOOD : TUI_SOON,
	    w->accepted_at != 0 ? _("yours") : _("not yet"));
	tui_text(line, 0, 11, TUI_PLAIN,
	    (const char *)buf_data(x->words) + x->row[i].sentence);
}

static const struct tui_list_ops rows = { count, draw_row, NULL };

static int
watch_open(struct screen *s, const void *arg)
{
	struct watching *x = (struct watching *)s;
	int64_t line;
	int r;

	(void)arg;
	x->words = buf_new_in(screen_memory(s));
	x->list = (struct tui_list){ .ops = &rows, .data = x };
	tui_form_list(&x->form, &x->list);
	s->form = &x->form;
	if ((r = act_ticket_line(screen_who(s), &line)) != 0)
		return r;
	s->topics[s->n_topics++] = act_ticket_line_topic(line);
	return read_all(x);
}

static void
watch_changed(struct screen *s)
{
	if (!screen_is_locked(s))
		read_all((struct watching *)s);
}

static void
watch_where(struct screen *s, struct screen_title *t)
{
	(void)s;
	buf_add_text(t->where, _("Callers to watch"));
}

static void
watch_draw(struct screen *s, struct tui_view v)
{
	struct watching *x = (struct watching *)s;
	const struct act_watch *w;
	struct clock_parts p;

	if (x->n == 0) {
		tui_text(v, 1, 1, TUI_PLAIN, _("Nobody to watch just now."));
		return;
	}
	tui_form_draw_in(&x->form, 0, tui_sub(v, 0, 0, v.h - 3, v.w));
	tui_rule(v, v.h - 3);
	w = &x->row[x->list.at < x->n ? x->list.at : 0].w;
	clock_parts_of(w->at, &p);
	tui_text_f(v, v.h - 2, 1, TUI_PLAIN,
	    _("Handed over by %s, %d-%d %02d:%02d; accepted by %d"),
	    w->author_name, p.month, p.day, p.hour, p.minute, (int)w->accepted);
}

static bool
may_accept(struct screen *s, const char **why)
{
	struct watching *x = (struct watching *)s;

	(void)why;
	return x->list.at < x->n && x->row[x->list.at].w.accepted_at == 0;
}

static int
do_accept(struct screen *s)
{
	struct watching *x = (struct watching *)s;
	int64_t audit;
	int r;

	r = act_watch_accept(screen_who(s), x->row[x->list.at].w.id, &audit);
	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", _("Accepted; it is yours to go on with."));
	read_all(x);
	return SCREEN_USED;
}

static int
do_add(struct screen *s)
{
	struct buf *b = buf_new_in(screen_memory(s));
	int64_t id, audit;
	int r = -1;

	while (
	    r != 0 && screen_ask(s, _("One line for whoever comes next"), b)) {
		r = act_watch_add(
		    screen_who(s), 0, buf_text(b), 0, &id, &audit);
		screen_fail(s, r);
		read_all((struct watching *)s);
	}
	buf_free(b);
	return SCREEN_USED;
}

static int
watch_key(struct screen *s, uint32_t key)
{
	struct watching *x = (struct watching *)s;
	const struct act_watch *w;

	if (key != TUI_ENTER || x->list.at >= x->n)
		return SCREEN_PASS;
	w = &x->row[x->list.at].w;
	if (w->ticket != 0)
		screen_push(s, &screen_call, &w->ticket);
	return SCREEN_USED;
}

static void
watch_close(struct screen *s)
{
	buf_free(((struct watching *)s)->words);
}

static const struct screen_action actions[] = {
	{ N_("Open the ticket"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    NULL },
	{ N_("Accept this hand-over"), N_("accept"), "qianshou qs", TUI_F(8),
	    TUI_CTRL('S'), do_accept, may_accept },
	{ N_("A caller to watch: one line"), N_("new line"), "xie liuxin xlx",
	    TUI_F(4), TUI_CTRL('T'), do_add, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_watch = {
	.name = "watch",
	.title = N_("Callers to watch"),
	.words = "jieban liuxin jblx",
	.help = N_("Who may call again, in one line each, written by whoever"
		   " left.\n"
		   "F8 accepts one by name: its ticket is yours to go on"
		   " with."),
	.size = sizeof(struct watching),
	.actions = actions,
	.open = watch_open,
	.where = watch_where,
	.draw = watch_draw,
	.key = watch_key,
	.changed = watch_changed,
	.close = watch_close,
};
