/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/ledger.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "pages.h"
#include "screen/student.h"
#include "screen/year.h"
#include "tui/list.h"
#include "when.h"

/* Every child of what one sees, a page from the store at a time, and when each
 * row was last looked through (TJ-44). */
#define PAGE 40 /* PAGES_MAX of them: a district */

static const int stale_days[] = { 0, 30, 90, 180 };

struct ledger {
	struct screen screen;
	struct act_ledger_line row[PAGE];
	int stale; /* of stale_days */
	bool care; /* how it stands, in place of room and mentors */
	char where[ORG_NAME_MAX];
	struct tui_list list;
	struct pages pages;
};

static struct ledger *
of(struct screen *s)
{
	return (struct ledger *)s;
}

bool
screen_ledger_may(struct actor *who)
{
	return act_ledger_may(who);
}

/* --- reading ----------------------------------------------------------------
 */

static int
add_row(void *arg, const struct act_ledger_line *l)
{
	struct ledger *x = arg;

	x->row[x->pages.n++] = *l;
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	struct ledger *x = screen;

	return act_ledger_page(screen_who(&x->screen), 0, after->number,
	    stale_days[x->stale], PAGE, add_row, x);
}

static void
last_row(void *screen, union pages_key *to)
{
	const struct ledger *x = screen;

	to->number = x->row[x->pages.n - 1].row.s.id;
}

static int
turn(void *data, enum tui_turn to, int rows)
{
	(void)rows;
	return pages_turn(&((struct ledger *)data)->pages, to);
}

static size_t
count(void *data)
{
	return ((const struct ledger *)data)->pages.n;
}

static const char *
place_words(const struct act_ledger_line *l)
{
	if (l->row.state == ENROLMENT_HERE)
		return l->row.s.dorm;
	return strcmp(l->row.whereabouts, "unknown") == 0 ? _("unknown yet")
							  : l->row.whereabouts;
}

/* A neutral word and a date (QD-11); nothing for who may not know. */
static void
draw_care(
    struct ledger *x, const struct act_ledger_line *l, struct tui_view line)
{
	char at[SCREEN_WHEN];

	if (l->care_view == CARE_UNSEEN)
		return;
	screen_age(screen_now(&x->screen), l->row.care.at, at);
	tui_cell(line, 0, 37, 12, TUI_PLAIN, _(care_words(l->row.care.care)));
	if (l->row.care.at != 0)
		tui_cell(line, 0, 50, 12, TUI_PLAIN, at);
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct ledger *x = data;
	const struct act_ledger_line *l = &x->row[i];
	char at[SCREEN_WHEN];

	screen_age(screen_now(&x->screen), l->row.fresh_at, at);
	tui_cell(line, 0, 2, 13, TUI_PLAIN, l->class);
	tui_cell(line, 0, 16, 10, TUI_PLAIN, l->row.s.name);
	tui_cell(line, 0, 27, 9, TUI_PLAIN, _(enrolment_words(l->row.state)));
	if (x->care)
		draw_care(x, l, line);
	else {
		tui_cell(line, 0, 37, 12, TUI_PLAIN, place_words(l));
		tui_cell(line, 0, 50, 12, TUI_PLAIN, l->mentors);
	}
	tui_cell(line, 0, 63, line.w - 64, TUI_PLAIN, at);
}

static const struct tui_list_ops list_ops = { count, draw_row, turn };

/* --- drawing ----------------------------------------------------------------
 */

static const struct act_ledger_line *
at(struct screen *s)
{
	struct ledger *x = of(s);

	return x->list.at < count(x) ? &x->row[x->list.at] : NULL;
}

static void
ledger_where(struct screen *s, struct screen_title *t)
{
	const struct ledger *x = of(s);

	buf_add_f(t->where, _("All students: %s"), x->where);
	if (stale_days[x->stale] != 0)
		buf_add_f(t->state, _("not looked through for %d days"),
		    stale_days[x->stale]);
}

static void
ledger_draw(struct screen *s, struct tui_view v)
{
	struct ledger *x = of(s);
	const struct act_ledger_line *l = at(s);

	if (l != NULL && l->school[0] != '\0') {
		tui_text(v, v.h - 1, 2, TUI_FAINT, l->school);
		v.h--;
	}
	tui_text(v, 0, 2, TUI_HEAD, _("class"));
	tui_text(v, 0, 16, TUI_HEAD, _("name"));
	tui_text(v, 0, 37, TUI_HEAD, x->care ? _("now") : _("room, place"));
	tui_text(v, 0, 50, TUI_HEAD, x->care ? _("looked after") : _("with"));
	tui_text(v, 0, 63, TUI_HEAD, _("looked through"));
	if (x->pages.n == 0)
		tui_text(v, 1, 2, TUI_PLAIN, _("Nobody here."));
	tui_list_draw(&x->list, tui_sub(v, 1, 0, v.h - 1, v.w), true);
}

/* --- doing ------------------------------------------------------------------
 */

static int
reread(struct screen *s, int r)
{
	struct ledger *x = of(s);
	int e = pages_again(&x->pages);

	tui_list_go(&x->list, x->list.at);
	if (r != 0 || e != 0)
		screen_fail(s, r != 0 ? r : e);
	return SCREEN_USED;
}

static int
fresh(struct screen *s)
{
	const struct act_ledger_line *l = at(s);
	int r = act_ledger_fresh(screen_who(s), l->row.s.id, NULL);

	if (r == 0)
		screen_say(s, "%s", _("Saved."));
	return reread(s, r);
}

static int
fresh_class(struct screen *s)
{
	const struct act_ledger_line *l = at(s);
	struct buf *b = buf_new();
	int64_t n;
	bool yes;
	int r;

	buf_add_f(b, _("Have you looked through all of %s?"), l->class);
	yes = screen_confirm(s, buf_text(b));
	buf_free(b);
	if (!yes)
		return SCREEN_USED;
	r = act_ledger_fresh_class(screen_who(s), l->row.s.class, &n, NULL);
	if (r == 0)
		screen_say(s, _("%lld students looked through."), (long long)n);
	return reread(s, r);
}

static int
filter(struct screen *s)
{
	struct ledger *x = of(s);
	int r;

	x->stale = (x->stale + 1) % (int)nitems(stale_days);
	if ((r = pages_first(&x->pages)) != 0)
		screen_fail(s, r);
	tui_list_go(&x->list, 0);
	return SCREEN_USED;
}

static int
show_care(struct screen *s)
{
	of(s)->care = !of(s)->care;
	return SCREEN_USED;
}

/* Somebody who may not know is not offered it. */
static bool
may_care(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->pages.n > 0 && of(s)->row[0].care_view != CARE_UNSEEN;
}

static int
open_row(struct screen *s)
{
	const struct act_ledger_line *l = at(s);

	if (l != NULL)
		screen_push(s, &screen_student, &l->row.s.id);
	return SCREEN_USED;
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return at(s) != NULL;
}

static int
ledger_key(struct screen *s, uint32_t key)
{
	if (key == TUI_ENTER)
		return open_row(s);
	return tui_list_key(&of(s)->list, key) != TUI_PASS ? SCREEN_USED
							   : SCREEN_PASS;
}

static int
ledger_open(struct screen *s, const void *arg)
{
	struct ledger *x = of(s);
	struct org o;
	int r;

	(void)arg;
	x->list.ops = &list_ops;
	x->list.data = x;
	pages_init(&x->pages, x, PAGE, read_page, last_row);
	if ((r = act_ledger_org(screen_who(s), 0, &o)) != 0)
		return r;
	mem_copy_text(x->where, sizeof(x->where), o.name);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	return pages_first(&x->pages);
}

static void
ledger_changed(struct screen *s)
{
	reread(s, 0);
}

static void
ledger_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	reread(s, 0);
}

static const struct screen_action actions[] = {
	{ N_("Open this student"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    has_row },
	{ N_("This row is right, as of now"), N_("is right"), "heduiguo hdg",
	    TUI_F(8), TUI_CTRL('S'), fresh, has_row },
	{ N_("The whole class is right"), N_("class is right"),
	    "quanban hedui qbhd", TUI_F(4), TUI_CTRL('T'), fresh_class,
	    has_row },
	{ N_("Not looked through for 30, 90, 180 days"), N_("how old"),
	    "duojiu mei hedui djmhd", TUI_F(6), 0, filter, NULL },
	{ N_("How it stands with each of them"), N_("how it stands"),
	    "xianzhuang xz", TUI_F(7), 0, show_care, may_care },
	{ .name = NULL },
};

const struct screen_ops screen_ledger = {
	.name = "ledger",
	.title = N_("All students"),
	.words = "quanyuan taizhang qytz",
	.help = N_("Every student of your class, grade, school or district, "
		   "and when the row was last looked through.\n"
		   "F8 says that a row is right, F4 that a whole class is; a "
		   "roster taken in says so as well. F6 shows those not looked "
		   "through for long. F7 shows how it stands with each: in one "
		   "word, with a date. PgDn turns the page."),
	.size = sizeof(struct ledger),
	.actions = actions,
	.open = ledger_open,
	.where = ledger_where,
	.draw = ledger_draw,
	.key = ledger_key,
	.changed = ledger_changed,
	.answer = ledger_answer,
};
