/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "screen/warning.h"
#include "model/topic.h"
#include "pages.h"
#include "phones.h"
#include "warning_figures.h"
#include "warning_filter.h"
#include "warning_row.h"

/* 4a: the ledger.  What is due first stands first; the cursor's row says below
 * what to do next.  Never a severity here (K7): colleagues look over. */

#define PAGE 18 /* rows read at once: two screens at 80 x 24 */
#define BELOW 7 /* rows under the list */

struct ledger {
	struct screen screen;
	struct act_ledger own;
	struct tui_list list;
	struct act_warning_row row[PAGE];
	struct pages pages;
	int64_t total;
	struct warning_figures figures;
};

static struct ledger *
of(struct screen *s)
{
	return (struct ledger *)s;
}

static bool
is_plain(const struct ledger *l)
{
	return l->own.filter.scope == WARNINGS_OF_CLASS;
}

/* --- reading -------------------------------------------------------------- */

static int
add_row(void *arg, const struct act_warning_row *row)
{
	struct ledger *l = arg;

	l->row[l->pages.n++] = *row;
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	struct ledger *l = screen;
	struct actor *who = screen_who(&l->screen);
	int r;

	if ((r = act_warning_each(
		 who, &l->own, &after->place, PAGE, add_row, l)) != 0)
		return r;
	return act_warning_count(who, &l->own, 1000, &l->total);
}

static void
last_row(void *screen, union pages_key *to)
{
	const struct ledger *l = screen;

	to->place = l->row[l->pages.n - 1].place;
}

static int
read_all(struct ledger *l)
{
	if (!l->own.figures)
		return pages_again(&l->pages);
	return warning_figures_read(screen_who(&l->screen), &l->figures);
}

/* --- the list ------------------------------------------------------------- */

static size_t
count(void *data)
{
	struct ledger *l = data;

	return l->own.figures ? (size_t)l->figures.n : l->pages.n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct ledger *l = data;

	if (l->own.figures)
		warning_figures_row(&l->figures, i, line);
	else
		warning_row_line(
		    &l->row[i], screen_now(&l->screen), is_plain(l), line);
}

/* Not to the last page: all between would be read, and recorded as seen. */
static int
turn(void *data, enum tui_turn to, int rows)
{
	struct ledger *l = data;

	(void)rows;
	return l->own.figures || to == TUI_LAST ? ERR_NOT_FOUND
						: pages_turn(&l->pages, to);
}

static const struct tui_list_ops list_ops = { count, draw_row, turn };

static const struct act_warning_row *
at_cursor(const struct ledger *l)
{
	return !l->own.figures && l->list.at < l->pages.n ? &l->row[l->list.at]
							  : NULL;
}

/* --- drawing -------------------------------------------------------------- */

static void
draw_below(struct ledger *l, struct tui_view v)
{
	const struct act_warning_row *row = at_cursor(l);
	int first = l->pages.page * PAGE;

	tui_rule(v, 0);
	if (row != NULL && l->own.until == 0)
		warning_row_draw(row, screen_now(&l->screen), v, 1);
	else if (l->own.until != 0)
		warning_figures_until(screen_now(&l->screen), l->own.until, v);
	if (l->pages.n > 0)
		tui_text_f(v, 5, 1, TUI_FAINT, _("%d to %d of %lld%s"),
		    first + 1, first + (int)l->pages.n, (long long)l->total,
		    l->total >= 1000 ? "+" : "");
	warning_row_legend(l->row, l->pages.n, v, 5);
}

static void
draw(struct screen *s, struct tui_view v)
{
	struct ledger *l = of(s);
	int h = v.h - 3 - BELOW;

	if (l->own.figures) {
		warning_figures_head(v, 2);
		tui_list_draw(&l->list, tui_sub(v, 3, 0, v.h - 3, v.w), true);
		return;
	}
	warning_filter_draw(&l->own.filter, is_plain(l), v);
	tui_rule(v, 1);
	warning_row_head(v, 2);
	if (l->pages.n == 0)
		tui_text(
		    v, 4, 1, TUI_PLAIN, warning_filter_none(&l->own.filter));
	tui_list_draw(&l->list, tui_sub(v, 3, 0, h, v.w), true);
	draw_below(l, tui_sub(v, 3 + h, 0, BELOW, v.w));
}

static void
where(struct screen *s, struct screen_title *t)
{
	struct ledger *l = of(s);

	buf_add_f(t->where, "%s    %s",
	    is_plain(l) ? _("Whom we follow up") : _("Warning ledger"),
	    l->own.name);
	if (!l->own.figures)
		buf_add_f(t->state, _("%lld not closed"), (long long)l->total);
}

/* --- keys ----------------------------------------------------------------- */

/* Ten minutes are over, or it was said that they are: what was read of names
 * goes with them. */
static int
to_figures(struct ledger *l)
{
	explicit_bzero(l->row, sizeof(l->row));
	pages_clear(&l->pages);
	tui_list_go(&l->list, 0);
	act_warning_ledger(screen_who(&l->screen), &l->own);
	return read_all(l);
}

static void
again(struct ledger *l)
{
	size_t at = l->list.at;
	bool over = l->own.until != 0 && screen_now(&l->screen) >= l->own.until;
	int r = over ? to_figures(l) : read_all(l);

	if (r != 0)
		screen_fail(&l->screen, r);
	else if (!over)
		tui_list_go(&l->list, at);
}

static void
changed(struct screen *s)
{
	again(of(s));
}

/* Only what is open for a while changes by the clock alone. */
static void
beat(struct screen *s)
{
	if (of(s)->own.until != 0)
		again(of(s));
}

static int
open_names(struct screen *s)
{
	struct ledger *l = of(s);
	struct act_ledger names;

	if (warning_figures_names(s, &l->figures, l->list.at, &names)) {
		l->own = names;
		pages_clear(&l->pages);
		tui_list_go(&l->list, 0);
		again(l);
	}
	return SCREEN_USED;
}

static bool
has_names(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->own.until != 0;
}

static bool
has_figures(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->own.figures;
}

static int
close_names(struct screen *s)
{
	int r = to_figures(of(s));

	if (r != 0)
		screen_fail(s, r);
	return SCREEN_USED;
}

static int
open_row(struct screen *s)
{
	const struct act_warning_row *row = at_cursor(of(s));

	if (row != NULL && of(s)->own.until == 0)
		screen_push(s, &screen_warning, &row->w.id);
	else if (row != NULL)
		screen_say(s, "%s", _("Names can be seen here, nothing more."));
	return SCREEN_USED;
}

static void
answer(struct screen *s, const struct screen_ops *from, int64_t given)
{
	(void)from, (void)given;
	again(of(s));
}

static bool
is_asked(struct screen *s, const char **why)
{
	const struct act_warning_row *row = at_cursor(of(s));

	(void)why;
	return row != NULL && row->asked;
}

static int
acknowledge(struct screen *s)
{
	const struct act_warning_row *row = at_cursor(of(s));
	int r = act_warning_step(
	    screen_who(s), row->w.id, 0, WARNING_ACK, NULL, NULL);

	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(s,
		    _("%04lld: noted that you have seen it. Ctrl-R takes it"
		      " back."),
		    (long long)row->w.id);
	again(of(s));
	return SCREEN_USED;
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return at_cursor(of(s)) != NULL && of(s)->own.until == 0;
}

static int
danger(struct screen *s)
{
	const struct act_warning_row *row = at_cursor(of(s));
	/* The row may be another one when the question has been answered. */
	int64_t id = row->w.id, school = row->w.school;
	int64_t version = row->w.version;
	int r;

	if (!screen_confirm(s, _("Danger now: those in charge are asked to "
				 "look within ten minutes. Go on?")))
		return SCREEN_USED;
	r = act_warning_step(
	    screen_who(s), id, version, WARNING_DANGER, NULL, NULL);
	if (r != 0)
		screen_fail(s, r);
	else
		screen_phones(s, school);
	again(of(s));
	return SCREEN_USED;
}

static int
new_report(struct screen *s)
{
	screen_push(s, &screen_report, NULL);
	return SCREEN_USED;
}

static int
phones(struct screen *s)
{
	const struct act_warning_row *row = at_cursor(of(s));

	screen_phones(s, row != NULL ? row->w.school : of(s)->own.filter.of);
	return SCREEN_USED;
}

static void
from_start(struct ledger *l)
{
	int r;

	tui_list_go(&l->list, 0);
	if ((r = pages_first(&l->pages)) != 0)
		screen_fail(&l->screen, r);
}

static int
filter(struct screen *s)
{
	struct ledger *l = of(s);
	const struct act_warning_row *row = at_cursor(l);
	struct warning like = row != NULL ? row->w : (struct warning){ 0 };

	if (warning_filter_ask(s, &l->own.filter, &like, is_plain(l))) {
		from_start(l);
		warning_filter_keep(s, &l->own);
	}
	return SCREEN_USED;
}

static int
no_filter(struct ledger *l)
{
	warning_filter_clear(&l->own.filter);
	from_start(l);
	warning_filter_keep(&l->screen, &l->own);
	return SCREEN_USED;
}

static int
key(struct screen *s, uint32_t k)
{
	struct ledger *l = of(s);

	if (k == TUI_ENTER)
		return l->own.figures ? open_names(s) : open_row(s);
	if (k == '/' && !l->own.figures)
		return filter(s);
	if (k == '0' && !l->own.figures)
		return no_filter(l);
	return tui_list_key(&l->list, k) == TUI_PASS ? SCREEN_PASS
						     : SCREEN_USED;
}

static int
open_ledger(struct screen *s, const void *arg)
{
	struct ledger *l = of(s);
	int r;

	(void)arg;
	l->list.ops = &list_ops;
	l->list.data = l;
	pages_init(&l->pages, l, PAGE, read_page, last_row);
	if ((r = act_warning_ledger(screen_who(s), &l->own)) != 0)
		return r;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ORG, l->own.wakes);
	s->topics[s->n_topics++] =
	    STORE_TOPIC(TOPIC_PERSON, screen_who(s)->person);
	warning_filter_recall(s, &l->own);
	return read_all(l);
}

static void
close_ledger(struct screen *s)
{
	warning_figures_free(&of(s)->figures);
}

static const struct screen_action actions[] = {
	{ N_("Open it"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL, has_row },
	{ N_("See the names"), N_("see the names"), NULL, TUI_ENTER, 0, NULL,
	    has_figures },
	{ N_("I have seen it"), N_("I have seen it"), "wozhidaole wzdl",
	    TUI_F(4), TUI_CTRL('T'), acknowledge, is_asked },
	{ N_("Danger now, get help"), N_("danger!"), "yanxiaweixian jinji",
	    TUI_F(9), TUI_CTRL('X'), danger, has_row },
	{ N_("Whom to phone about it"), N_("find a person"), "zhaoren zr",
	    TUI_F(5), TUI_CTRL('P'), phones, NULL },
	{ N_("Close the names, back to figures"), N_("back to figures"),
	    "huidaoshumu hdsm", TUI_F(7), 0, close_names, has_names },
	{ N_("Report a new worry"), N_("report"), "xinbaoyijian xbyj", TUI_F(2),
	    TUI_CTRL('N'), new_report, NULL },
	{ .name = NULL }
};

const struct screen_ops screen_warnings = {
	.name = "warnings",
	.title = N_("Warning ledger"),
	.words = "yujingtaizhang yjtz",
	.help = N_("What is due first stands first.\n"
		   "The lower part says what to do next for the row under the "
		   "cursor.\n/ chooses what is shown, 0 shows all again.\n"
		   "* behind a time: entered later than it happened."),
	.size = sizeof(struct ledger),
	.actions = actions,
	.open = open_ledger,
	.where = where,
	.draw = draw,
	.key = key,
	.changed = changed,
	.beat = beat,
	.answer = answer,
	.close = close_ledger,
};

bool
screen_warnings_may(struct actor *who)
{
	struct act_ledger l;

	return act_warning_ledger(who, &l) == 0;
}
