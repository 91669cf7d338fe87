/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/rollover.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/year.h"
#include "sheet.h"

/* The children of a class before a year turns: who repeats, comes back, goes
 * on leave, moves away.  A key opens the choice, a second one takes it. */
struct children {
	struct screen screen;
	struct rollover_class_arg of;
	struct act_rollover_except *row;
	size_t n;
	struct tui_list list;
};

static struct children *
of(struct screen *s)
{
	return (struct children *)s;
}

/* --- reading ----------------------------------------------------------------
 */

static int
add(void *arg, const struct act_rollover_except *e)
{
	struct children *x = arg;

	x->row = mem_grow(x->row, x->n + 1, sizeof(*x->row));
	x->row[x->n++] = *e;
	return 0;
}

static int
read_all(struct children *x)
{
	int64_t stood = x->list.at < x->n ? x->row[x->list.at].row.student : 0;
	size_t i = 0;
	int r;

	x->n = 0;
	r = act_rollover_children(
	    screen_who(&x->screen), x->of.class, x->of.year, add, x);
	/* a roster may have put others before the child the cursor is on */
	while (i < x->n && x->row[i].row.student != stood)
		i++;
	tui_list_go(&x->list, i < x->n ? i : x->list.at);
	return r;
}

/* --- drawing ----------------------------------------------------------------
 */

static size_t
count(void *data)
{
	return ((struct children *)data)->n;
}

static const char *
to_words(const struct act_rollover_except *e)
{
	if (e->row.kind == EXCEPT_NONE)
		return "";
	return e->to[0] != '\0'		       ? e->to
	       : e->row.whereabouts[0] != '\0' ? e->row.whereabouts
					       : _("unknown yet");
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	const struct act_rollover_except *e =
	    &((struct children *)data)->row[i];
	enum tui_role role = e->row.kind != EXCEPT_NONE ? TUI_SOON : TUI_PLAIN;

	tui_cell(line, 0, 2, 11, role, e->row.number);
	tui_cell(line, 0, 14, 12, role, e->row.name);
	tui_cell(line, 0, 27, 12, role, e->row.here ? "" : _("not at school"));
	tui_cell(line, 0, 40, 16, role, _(except_words(e->row.kind)));
	tui_cell(line, 0, 57, line.w - 58, role, to_words(e));
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
children_draw(struct screen *s, struct tui_view v)
{
	struct children *x = of(s);

	tui_text(v, 0, 2, TUI_HEAD, _("number"));
	tui_text(v, 0, 14, TUI_HEAD, _("name"));
	tui_text(v, 0, 40, TUI_HEAD, _("in the new year"));
	tui_text(v, 0, 57, TUI_HEAD, _("where to"));
	if (x->n == 0)
		tui_text(v, 1, 2, TUI_PLAIN, _("Nobody here."));
	tui_list_draw(&x->list, tui_sub(v, 1, 0, v.h - 1, v.w), true);
}

static void
children_where(struct screen *s, struct screen_title *t)
{
	const struct children *x = of(s);

	buf_add_f(
	    t->where, _("New school year %d-%d"), x->of.year, x->of.year + 1);
	if (x->n > 0)
		buf_add_f(t->where, "  %s", x->row[0].from);
}

/* --- doing ------------------------------------------------------------------
 */

static const struct act_rollover_except *
at(struct screen *s)
{
	struct children *x = of(s);

	return x->list.at < x->n ? &x->row[x->list.at] : NULL;
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return at(s) != NULL;
}

static int
note(struct screen *s, const struct act_except *x)
{
	int r = act_rollover_except(screen_who(s), x, NULL), e;

	if (r == 0)
		screen_say(s, "%s", _("Saved."));
	e = read_all(of(s));
	if (r != 0 || e != 0)
		screen_fail(s, r != 0 ? r : e);
	return r;
}

/* "" is an answer: the class that fits, or not known yet.  false: left. */
static bool
ask_to(struct screen *s, enum except_kind kind, struct buf *to)
{
	return screen_ask_maybe(s,
	    except_moves(kind) ? _("Which class in the new year? Empty: of the "
				   "same name")
			       : _("Where to? Empty: not known yet"),
	    WHEREABOUTS_MAX - 1, to);
}

static int
choose(struct screen *s)
{
	/* the child of now: rows may be others once the question is answered */
	const struct act_rollover_except e = *at(s);
	const char *words[EXCEPT_KINDS];
	struct act_except x = { .year = of(s)->of.year,
		.student = e.row.student };
	struct buf *to;
	int one;

	for (int k = EXCEPT_REPEATS; k < EXCEPT_KINDS; k++)
		words[k - 1] = except_words((enum except_kind)k);
	words[EXCEPT_KINDS - 1] = except_words(EXCEPT_NONE);
	one = screen_choose(s, e.row.name, words, EXCEPT_KINDS);
	if (one < 0)
		return SCREEN_USED;
	x.kind = (enum except_kind)((one + 1) % EXCEPT_KINDS);
	to = buf_new();
	while (x.kind == EXCEPT_NONE || ask_to(s, x.kind, to)) {
		x.to = buf_text(to);
		if (note(s, &x) == 0 || x.kind == EXCEPT_NONE)
			break;
	}
	buf_free(to);
	return SCREEN_USED;
}

static int
children_key(struct screen *s, uint32_t key)
{
	if (key == TUI_ENTER && at(s) != NULL)
		return choose(s);
	return tui_list_key(&of(s)->list, key) != TUI_PASS ? SCREEN_USED
							   : SCREEN_PASS;
}

static int
children_open(struct screen *s, const void *arg)
{
	struct children *x = of(s);

	x->of = *(const struct rollover_class_arg *)arg;
	x->list.ops = &list_ops;
	x->list.data = x;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	return read_all(x);
}

static void
children_changed(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static void
children_close(struct screen *s)
{
	free(of(s)->row);
}

static const struct screen_action actions[] = {
	{ N_("This student goes another way than the class"), N_("another way"),
	    "biedong bd", TUI_ENTER, 0, NULL, has_row },
	{ .name = NULL },
};

const struct screen_ops screen_rollover_class = {
	.name = "rollover-class",
	.title = N_("Who goes another way"),
	.words = "liuji xiuxue zhuanchu lxz",
	.help = N_("The students of a class before the year turns. Enter "
		   "chooses what becomes of one: repeats the year, comes back, "
		   "goes on leave, moves away, graduates; or goes the way of "
		   "the class after all.\n"
		   "It is heeded when the year is turned over, and undone with "
		   "it."),
	.size = sizeof(struct children),
	.actions = actions,
	.open = children_open,
	.where = children_where,
	.draw = children_draw,
	.key = children_key,
	.changed = children_changed,
	.close = children_close,
};
