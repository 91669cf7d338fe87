/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/group.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "day_words.h"
#include "pages.h"
#include "screen/group.h"
#include "tui/list.h"

/* Whom a group concerns, by class, a page from the store at a time (QD-44). */
#define PAGE 40 /* PAGES_MAX of them: a district */

#define OF(kind) (1u << (kind))
static const struct {
	unsigned kinds;
	const char *words;
} filters[] = {
	{ OF(GROUP_FAMILY) | OF(GROUP_NEED), N_("special-group families") },
	{ OF(GROUP_STUDY), N_("study") },
	{ OF(GROUP_RISK), N_("what weighs on them") },
	{ OF(GROUP_AWAY), N_("off campus") },
	{ 0, N_("all groups") },
};

struct ledger {
	struct screen screen;
	struct act_group_line row[PAGE];
	int filter;
	const struct group_code *code; /* one group alone; NULL: the filter */
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
screen_group_ledger_may(struct actor *who)
{
	return act_group_may_list(who);
}

/* --- reading ----------------------------------------------------------------
 */

static int
add_row(void *arg, const struct act_group_line *l)
{
	struct ledger *x = arg;

	x->row[x->pages.n++] = *l;
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	struct ledger *x = screen;
	struct act_group_ask ask = { .code = x->code,
		.kinds = filters[x->filter].kinds,
		.after = after->number,
		.limit = PAGE };

	return act_group_page(screen_who(&x->screen), &ask, add_row, x);
}

static void
last_row(void *screen, union pages_key *to)
{
	const struct ledger *x = screen;

	to->number = x->row[x->pages.n - 1].row.id;
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

/* The words of a group are never cut; where they leave no room for who said so
 * or where they are, that stands below alone, whole, for the row one is on. */
#define WORDS_X 26
#define DATES_X 62
#define PLACE_W 12

static int
place_x(void)
{
	int x = WORDS_X + group_words_width() + 1;

	return x + PLACE_W < DATES_X ? x : 0;
}

static const char *
place_words(const struct group *g)
{
	return g->where[0] != '\0' ? g->where
				   : _(group_source_words(g->source));
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	const struct act_group_line *l = &((struct ledger *)data)->row[i];
	const struct group *g = &l->row.g;
	int place = place_x();
	char day[DAY_WORDS];

	day_words(g->ends != 0 ? g->ends : g->starts, day);
	tui_cell(line, 0, 2, 12, TUI_PLAIN, l->class);
	tui_cell(line, 0, 15, 10, TUI_PLAIN, l->s.name);
	tui_text(line, 0, WORDS_X, TUI_PLAIN, _(g->code->words));
	if (place != 0)
		tui_cell(line, 0, place, PLACE_W, TUI_PLAIN, place_words(g));
	tui_text_f(line, 0, DATES_X, TUI_PLAIN,
	    g->ends != 0 ? _("until %s") : _("since %s"), day);
}

static const struct tui_list_ops list_ops = { count, draw_row, turn };

/* --- drawing ----------------------------------------------------------------
 */

static void
ledger_where(struct screen *s, struct screen_title *t)
{
	const struct ledger *x = of(s);

	buf_add_f(t->where, _("Groups: %s"), x->where);
	buf_add_text(t->state,
	    x->code != NULL ? _(x->code->words) : _(filters[x->filter].words));
}

static void
ledger_draw(struct screen *s, struct tui_view v)
{
	struct ledger *x = of(s);
	int place = place_x();

	tui_text(v, 0, 2, TUI_HEAD, _("class"));
	tui_text(v, 0, 15, TUI_HEAD, _("name"));
	tui_text(v, 0, WORDS_X, TUI_HEAD, _("to keep in mind"));
	if (place != 0)
		tui_text(v, 0, place, TUI_HEAD, _("from, place"));
	tui_text(v, 0, DATES_X, TUI_HEAD, _("dates"));
	if (x->pages.n == 0)
		tui_text(v, 1, 2, TUI_PLAIN, _("Nobody here."));
	tui_list_draw(&x->list, tui_sub(v, 1, 0, v.h - 3, v.w), true);
	if (x->list.at < x->pages.n)
		tui_text_f(v, v.h - 1, 1, TUI_FAINT, _("from, place: %s"),
		    place_words(&x->row[x->list.at].row.g));
}

/* --- doing ------------------------------------------------------------------
 */

static int
reread(struct screen *s)
{
	struct ledger *x = of(s);
	int r = pages_again(&x->pages);

	tui_list_go(&x->list, x->list.at);
	if (r != 0)
		screen_fail(s, r);
	return SCREEN_USED;
}

static const struct act_group_line *
at(struct screen *s)
{
	struct ledger *x = of(s);

	return x->list.at < count(x) ? &x->row[x->list.at] : NULL;
}

static int
from_the_start(struct screen *s)
{
	struct ledger *x = of(s);
	int r;

	if ((r = pages_first(&x->pages)) != 0)
		screen_fail(s, r);
	tui_list_go(&x->list, 0);
	return SCREEN_USED;
}

static int
filter(struct screen *s)
{
	struct ledger *x = of(s);

	x->code = NULL;
	x->filter = (x->filter + 1) % (int)nitems(filters);
	return from_the_start(s);
}

/* The group of this row alone. */
static int
alone(struct screen *s)
{
	struct ledger *x = of(s);

	x->code = x->code == NULL ? at(s)->row.g.code : NULL;
	return from_the_start(s);
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
	if (key == TUI_ENTER) {
		if (at(s) != NULL)
			screen_push(s, &screen_groups, &at(s)->s.id);
		return SCREEN_USED;
	}
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
	if ((r = act_group_org(screen_who(s), 0, &o)) != 0)
		return r;
	mem_copy_text(x->where, sizeof(x->where), o.name);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	return pages_first(&x->pages);
}

static void
ledger_changed(struct screen *s)
{
	reread(s);
}

static void
ledger_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	reread(s);
}

static const struct screen_action actions[] = {
	{ N_("Open what is noted of this student"), N_("open"), "dakai dk",
	    TUI_ENTER, 0, NULL, has_row },
	{ N_("This group alone"), N_("this one"), "zhikan zhexiang zkzx",
	    TUI_F(4), TUI_CTRL('T'), alone, has_row },
	{ N_("Another kind of group"), N_("which"), "huanyilei hyl", TUI_F(6),
	    0, filter, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_group_ledger = {
	.name = "group-ledger",
	.title = N_("Groups to keep in mind"),
	.words = "teshuqunti taizhang tsqttz qunti qt",
	.help = N_("Students of your class or school whom a group or risk "
		   "factor of the plans concerns now, by class.\n"
		   "F6 shows another kind, F4 the group of this row alone. "
		   "Enter opens what is noted of the student; a table goes in "
		   "under Files in and out, or by `xinqing import groups`."),
	.size = sizeof(struct ledger),
	.actions = actions,
	.open = ledger_open,
	.where = ledger_where,
	.draw = ledger_draw,
	.key = ledger_key,
	.changed = ledger_changed,
	.answer = ledger_answer,
};
