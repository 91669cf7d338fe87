/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/file.h"
#include "act/plan.h"
#include "act/student.h"
#include "act/transfer.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/consultation.h"
#include "screen/file.h"
#include "screen/ticket.h"
#include "screen/warning.h"

/*
 * The student's file (一人一档): everything that happened, from the first
 * finding to the closing and after, the newest first; another page is read
 * when the cursor comes to the end of what stands there.
 */
#define PAGE 40

struct file {
	struct screen screen;
	int64_t id;
	struct act_student s;
	struct tui_list list;
	struct act_file_row *row;
	size_t n;
	bool more;
	struct act_planned plan;
	bool may_plan, may_send;
};

static struct file *
of(struct screen *s)
{
	return (struct file *)s;
}

static const struct screen_ops *const opens[FILE_KINDS] = {
	[FILE_CALL] = &screen_call,
	[FILE_REPORT] = &screen_warning,
	[FILE_WARNING] = &screen_warning,
	[FILE_TALK] = &screen_consultation,
	[FILE_PLAN] = &screen_plan,
	[FILE_TRANSFER] = &screen_transfer,
};

const struct screen_ops *
screen_file_opens(int kind)
{
	return kind > 0 && kind < FILE_KINDS ? opens[kind] : NULL;
}

static const char *const kinds[FILE_KINDS] = {
	[FILE_CALL] = N_("hotline"),
	[FILE_REPORT] = N_("concern"),
	[FILE_WARNING] = N_("worry"),
	[FILE_TALK] = N_("talk"),
	[FILE_PLAN] = N_("plan"),
	[FILE_TRANSFER] = N_("school"),
};

/* --- reading ---------------------------------------------------------------
 */

static int
add(void *arg, const struct act_file_row *row)
{
	struct file *f = arg;

	f->row = mem_grow(f->row, f->n + 1, sizeof(*f->row));
	f->row[f->n++] = *row;
	return 0;
}

static int
read_more(struct file *f)
{
	const struct file_place none = { .kind = 0 };

	return act_file_each(screen_who(&f->screen), f->id,
	    f->n > 0 ? &f->row[f->n - 1].place : &none, PAGE, add, f, &f->more);
}

/* What is new comes in above: the cursor stays with what it stood on. */
static void
stay(struct file *f, const struct file_place *stood)
{
	size_t i = 0;

	while (i < f->n && (f->row[i].place.kind != stood->kind ||
			       f->row[i].place.id != stood->id))
		i++;
	tui_list_go(&f->list, i < f->n ? i : 0);
}

/* As far down as it had been read. */
static int
read_file(struct file *f)
{
	struct file_place stood = { .kind = 0 };
	struct actor *who = screen_who(&f->screen);
	size_t had = f->n;
	int r;

	if (f->list.at < f->n)
		stood = f->row[f->list.at].place;
	f->n = 0;
	if ((r = act_student_show(who, f->id, &f->s)) != 0)
		return r;
	do
		r = read_more(f);
	while (r == 0 && f->more && f->n < had);
	if (r != 0)
		return r;
	f->may_plan = act_plan_of(who, f->id, &f->plan) == 0;
	f->may_send = act_transfer_may(who) && f->may_plan;
	stay(f, &stood);
	return 0;
}

/* --- drawing ---------------------------------------------------------------
 */

static size_t
count(void *data)
{
	return ((struct file *)data)->n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	const struct act_file_row *row = &((struct file *)data)->row[i];
	const char *what, *how;
	struct clock_parts p;
	int x;

	act_file_words(row, &what, &how);
	clock_parts_of(row->place.at, &p);
	tui_text_f(line, 0, 1, TUI_PLAIN, "%04d-%02d-%02d  %02d:%02d", p.year,
	    p.month, p.day, p.hour, p.minute);
	tui_cell(line, 0, 20, 7, TUI_FAINT, _(kinds[row->place.kind]));
	x = 28 + tui_text(tui_sub(line, 0, 28, 1, line.w - 41), 0, 0, TUI_PLAIN,
		     _(what));
	if (how[0] != '\0')
		tui_text_f(tui_sub(line, 0, x, 1, line.w - 13 - x), 0, 0,
		    TUI_PLAIN, "%s%s", _(", "), _(how));
	tui_cell(line, 0, line.w - 12, 11, TUI_PLAIN, row->who);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
draw_plan(const struct file *f, struct tui_view v)
{
	if (!f->may_plan)
		return;
	tui_text(v, 1, 1, TUI_HEAD, _("Plan"));
	if (f->plan.plan == 0)
		tui_text(v, 1, 12, TUI_SOON, _("none yet"));
	else
		tui_text(v, 1, 12, TUI_PLAIN,
		    _(plan_state_words((int)f->plan.state)));
}

static void
file_draw(struct screen *s, struct tui_view v)
{
	struct file *f = of(s);

	tui_text_f(v, 0, 1, TUI_TITLE, "%s  %s  %s", f->s.s.name, f->s.class,
	    f->s.school);
	draw_plan(f, v);
	tui_rule(v, 2);
	if (f->n == 0)
		tui_para(v, 3, 1, 2, TUI_PLAIN,
		    _("No entries for this student. That is fine; nothing "
		      "needs filling."));
	tui_list_draw(&f->list, tui_sub(v, 3, 0, v.h - 4, v.w), true);
	tui_text_f(v, v.h - 1, 1, TUI_FAINT,
	    f->more ? _("%d shown, the newest first; older ones follow")
		    : _("all %d that you may know of, the newest first"),
	    (int)f->n);
}

static void
file_where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, "%s    %s", _("What happened"), of(s)->s.s.name);
}

/* --- doing -----------------------------------------------------------------
 */

static int
file_open(struct screen *s, const void *arg)
{
	struct file *f = of(s);

	f->id = *(const int64_t *)arg;
	f->list.ops = &list_ops;
	f->list.data = f;
	s->shows = TOPIC_STUDENT;
	s->shows_id = f->id;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_STUDENT, f->id);
	return read_file(f);
}

static void
file_changed(struct screen *s)
{
	int r = read_file(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static void
file_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	file_changed(s);
	screen_answer(s, of(s)->id);
}

static void
file_close(struct screen *s)
{
	struct file *f = of(s);

	if (f->row != NULL)
		explicit_bzero(f->row, f->n * sizeof(*f->row));
	free(f->row);
	explicit_bzero(&f->s, sizeof(f->s));
}

static int
file_key(struct screen *s, uint32_t key)
{
	struct file *f = of(s);
	const struct act_file_row *row = &f->row[f->list.at];
	int r;

	if (key == TUI_ENTER && f->list.at < f->n) {
		if (row->opens)
			screen_push(s, opens[row->place.kind], &row->object);
		return SCREEN_USED;
	}
	if (tui_list_key(&f->list, key) == TUI_PASS)
		return SCREEN_PASS;
	if (f->more && f->list.at + PAGE / 2 >= f->n && (r = read_more(f)) != 0)
		screen_fail(s, r);
	return SCREEN_USED;
}

static bool
has_row(struct screen *s, const char **why)
{
	const struct file *f = of(s);

	(void)why;
	return f->list.at < f->n && f->row[f->list.at].opens;
}

static int
run_plan(struct screen *s)
{
	struct file *f = of(s);
	bool begins = f->plan.may_begin;

	screen_push(s, begins ? &screen_plan_begin : &screen_plan,
	    begins ? &f->id : &f->plan.plan);
	return SCREEN_USED;
}

static bool
may_plan(struct screen *s, const char **why)
{
	const struct file *f = of(s);

	(void)why;
	return f->may_plan && (f->plan.plan != 0 || f->plan.may_begin);
}

static int
run_send(struct screen *s)
{
	screen_push(s, &screen_transfer_send, &of(s)->id);
	return SCREEN_USED;
}

static bool
may_send(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->may_send;
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    has_row },
	{ N_("The plan of this student"), N_("plan"), "yishengyice ysyc jihua",
	    TUI_F(4), TUI_CTRL('T'), run_plan, may_plan },
	{ N_("Send the file on to another school"), NULL, "zhuanxue zhuanjiao",
	    0, 0, run_send, may_send },
	{ .name = NULL },
};

const struct screen_ops screen_file = {
	.name = "file",
	.title = N_("What happened"),
	.words = "yirenyidang yryd jingguo",
	.help = N_("What happened with this student, from the first finding to "
		   "the closing and after, the newest first: as far as you may "
		   "know of it. That a talk was is told, never what was said.\n"
		   "Enter opens a row where that is open to you.\n"
		   "F4 opens the plan, or begins one."),
	.size = sizeof(struct file),
	.actions = actions,
	.open = file_open,
	.where = file_where,
	.draw = file_draw,
	.key = file_key,
	.changed = file_changed,
	.answer = file_answer,
	.close = file_close,
};
