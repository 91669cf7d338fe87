/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/register.h"
#include "act/today.h"
#include "act/watch.h"
#include "act/watching.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/topic.h"
#include "screen/screen.h"
#include "screen/today.h"
#include "today_words.h"
#include "tui/list.h"
#include "when.h"

/* The row that is most overdue stands first and the cursor on it; each row
 * ends with what to do.  Below, for a line: callers to watch, in the words of
 * who wrote them, and whom one can reach. */
#define WATCHES 5
#define ONCALLS 3

struct today {
	struct screen screen;
	struct act_today now;
	struct tui_list list;
	struct {
		int64_t id;
		bool accepted;
		char from[65];
		struct buf *sentence;
	} watch[WATCHES];
	int n_watches, unsigned_watches;
	struct oncall oncall[ONCALLS];
	int n_oncalls;
};

static struct today *
of(struct screen *s)
{
	return (struct today *)s;
}

/* --- reading ------------------------------------------------------------------ */

static int
add_watch(void *arg, const struct act_watch *w)
{
	struct today *t = arg;

	if (w->accepted_at == 0 && w->author != screen_who(&t->screen)->person)
		t->unsigned_watches++;
	if (t->n_watches == WATCHES)
		return 0;
	t->watch[t->n_watches].id = w->id;
	t->watch[t->n_watches].accepted = w->accepted_at != 0 ||
	    w->author == screen_who(&t->screen)->person;
	mem_copy_text(t->watch[t->n_watches].from, 65, w->author_name);
	buf_clear(t->watch[t->n_watches].sentence);
	buf_add_text(t->watch[t->n_watches].sentence, w->sentence);
	t->n_watches++;
	return 0;
}

static int
add_oncall(void *arg, const struct oncall *o)
{
	struct today *t = arg;

	if (t->n_oncalls < ONCALLS)
		t->oncall[t->n_oncalls++] = *o;
	return 0;
}

static int
read_all(struct today *t)
{
	struct actor *who = screen_who(&t->screen);
	int r;

	t->n_watches = t->unsigned_watches = t->n_oncalls = 0;
	if ((r = act_today(who, &t->now)) != 0)
		return r;
	if (t->now.line) {
		if (!screen_is_locked(&t->screen))
			(void)act_watch_each(who, add_watch, t);
		r = act_oncall_each(who, who->posts[0].org, add_oncall, t);
	}
	tui_list_go(&t->list, t->list.at);
	return r;
}

static void
today_changed(struct screen *s)
{
	struct today *t = of(s);
	int64_t were = t->now.waiting;

	if (read_all(t) == 0 && t->now.waiting > were)
		screen_ring(s);
}

/* --- drawing ------------------------------------------------------------------- */

static size_t
count(void *data)
{
	return (size_t)((struct today *)data)->now.n;
}

static const struct tui_column columns[] = {
	{ NULL, 17, 0, false },
	{ NULL, 8, 0, false },
	{ NULL, 24, 1, false },
	{ NULL, 22, 0, false },
};

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct today *t = data;
	const struct today_row *row = &t->now.rows[i];
	int64_t now = screen_now(&t->screen);
	char due[SCREEN_WHEN], whom[220];
	const char *const texts[] = { due, today_what(row), whom,
		today_do(row) };

	screen_due(now, row->due_at, due);
	today_whom(row, whom, sizeof(whom));
	tui_columns_row(columns, (int)nitems(columns), line,
	    screen_is_late(now, row->due_at) ? TUI_LATE : TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static int
draw_watches(struct today *t, struct tui_view v, int y)
{
	if (t->n_watches == 0 || y + 2 >= v.h)
		return y;
	y++;
	tui_text_f(v, y, 1, TUI_HEAD, _("To watch on this shift  %d"),
	    t->n_watches);
	if (t->unsigned_watches > 0)
		tui_right(v, y, v.w - 1, TUI_PLAIN,
		    _("handed over, not yet signed by you: F8"));
	y++;
	for (int i = 0; i < t->n_watches && y < v.h; i++, y++) {
		tui_cell(v, y, 2, 10, TUI_PLAIN, t->watch[i].from);
		tui_cell(v, y, 13, v.w - 14,
		    t->watch[i].accepted ? TUI_PLAIN : TUI_HEAD,
		    buf_text(t->watch[i].sentence));
	}
	return y;
}

static int
draw_oncalls(struct today *t, struct tui_view v, int y)
{
	char when[SCREEN_WHEN];

	if (t->n_oncalls == 0 || y + 2 >= v.h)
		return y;
	y++;
	tui_text(v, y++, 1, TUI_HEAD, _("Who can be reached"));
	for (int i = 0; i < t->n_oncalls && y < v.h; i++, y++) {
		screen_at(screen_now(&t->screen), t->oncall[i].confirmed_at,
		    when);
		tui_cell(v, y, 2, 12, TUI_PLAIN,
		    today_duty(t->oncall[i].duty));
		tui_cell(v, y, 15, 12, TUI_PLAIN, t->oncall[i].name);
		tui_cell(v, y, 28, 16, TUI_PLAIN, t->oncall[i].phone);
		if (when[0] != '\0')
			tui_text_f(v, y, 46, TUI_PLAIN, _("last confirmed %s"),
			    when);
	}
	if (y < v.h)
		tui_text(v, y++, 2, TUI_PLAIN,
		    _("Ambulance   120          Police      110"));
	return y;
}

static void
today_draw(struct screen *s, struct tui_view v)
{
	struct today *t = of(s);
	int rows = t->now.n < 1 ? 1 : t->now.n;
	int y;

	if (rows > v.h - 1 - (t->now.line ? 9 : 0))
		rows = v.h - 1 - (t->now.line ? 9 : 0);
	if (rows < 3)
		rows = 3;
	tui_text_f(v, 0, 1, TUI_HEAD, _("To do now  %d"), t->now.n);
	if (t->now.n == 0)
		tui_text(v, 2, 1, TUI_PLAIN,
		    t->now.line ?
			_("No calls yet. This screen will ring once when one "
			  "comes.") :
			_("Nothing is waiting for you. Have some water."));
	else
		tui_list_draw(&t->list, tui_sub(v, 1, 0, rows, v.w), true);
	y = draw_watches(t, v, rows + 1);
	y = draw_oncalls(t, v, y);
	if (t->now.audit && y + 2 < v.h)
		tui_text_f(v, y + 1, 1, TUI_PLAIN,
		    _("The audit log has %lld rows. Verify it on the server: "
		      "xinqing audit verify"),
		    (long long)t->now.audit_rows);
}

static void
today_where(struct screen *s, struct screen_title *title)
{
	buf_add_text(title->where, _("Today"));
	if (of(s)->now.waiting > 0)
		buf_add_f(title->state, _("waiting %lld"),
		    (long long)of(s)->now.waiting);
}

/* --- doing --------------------------------------------------------------------- */

static int
today_enter(struct today *t)
{
	const struct today_row *row;
	const struct screen_ops *ops;

	if (t->now.n == 0)
		return SCREEN_USED;
	row = &t->now.rows[t->list.at];
	if ((ops = today_opens(row)) == NULL) {
		screen_say(&t->screen, "%s", today_do(row));
		return SCREEN_USED;
	}
	screen_push(&t->screen, ops,
	    row->object != 0 ? &row->object : NULL);
	return SCREEN_USED;
}

static int
today_key(struct screen *s, uint32_t key)
{
	struct today *t = of(s);

	if (key == TUI_ENTER)
		return today_enter(t);
	return tui_list_key(&t->list, key) != TUI_PASS ? SCREEN_USED :
							   SCREEN_PASS;
}

static int
sign_watches(struct screen *s)
{
	struct today *t = of(s);
	int n = 0, r;

	for (int i = 0; i < t->n_watches; i++) {
		if (t->watch[i].accepted)
			continue;
		r = act_watch_accept(screen_who(s), t->watch[i].id, NULL);
		if (r != 0)
			return screen_fail(s, r), SCREEN_USED;
		n++;
	}
	screen_say(s, _("Signed: %d. They are yours now."), n);
	(void)read_all(t);
	return SCREEN_USED;
}

static bool
may_sign(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->unsigned_watches > 0;
}

static int
clock_seen(struct screen *s)
{
	int r = act_clock_alarm_clear(screen_who(s));

	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	(void)read_all(of(s));
	return SCREEN_USED;
}

static bool
may_clear_clock(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->now.n > 0 && of(s)->now.rows[0].kind == TODAY_CLOCK;
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    NULL },
	{ N_("Sign the hand-over"), N_("sign hand-over"),
	    "qianshou jieban qs", TUI_F(8), TUI_CTRL('S'), sign_watches,
	    may_sign },
	{ N_("The clock is right again"), N_("clock is right"),
	    "shizhong sz", TUI_F(4), TUI_CTRL('T'), clock_seen,
	    may_clear_clock },
	{ .name = NULL },
};

/* What changes here: the person's own, and what their posts' organisations
 * and lines see. */
static void
today_topics(struct today *t)
{
	struct actor *who = screen_who(&t->screen);
	struct screen *s = &t->screen;

	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_PERSON, who->person);
	s->topics[s->n_topics++] = TOPIC_ALL;
	for (int i = 0; i < who->n_posts; i++) {
		if (s->n_topics + 2 > SCREEN_TOPICS_MAX)
			break;
		s->topics[s->n_topics++] =
		    STORE_TOPIC(TOPIC_ORG, who->posts[i].org);
		if (who->posts[i].role == ROLE_OPERATOR ||
		    who->posts[i].role == ROLE_LEAD)
			s->topics[s->n_topics++] =
			    STORE_TOPIC(TOPIC_LINE, who->posts[i].org);
	}
}

static int
today_open(struct screen *s, const void *arg)
{
	struct today *t = of(s);

	(void)arg;
	t->list.ops = &list_ops;
	t->list.data = t;
	s->pace = 60;
	for (int i = 0; i < WATCHES; i++)
		t->watch[i].sentence = buf_new_in(screen_memory(s));
	today_topics(t);
	return read_all(t);
}

static void
today_close(struct screen *s)
{
	for (int i = 0; i < WATCHES; i++)
		buf_free(of(s)->watch[i].sentence);
}

static void
today_lock(struct screen *s)
{
	struct today *t = of(s);

	for (int i = 0; i < t->n_watches; i++)
		buf_clear(t->watch[i].sentence);
	t->n_watches = 0;
}

static void
today_again(struct screen *s)
{
	(void)read_all(of(s));
}

const struct screen_ops screen_today = {
	.name = "today",
	.title = N_("Today"),
	.words = "jintian jt",
	.help = N_("What waits for you, the most overdue first.\n"
		   "Each row ends with what to do next: Enter opens it.\n"
		   "F2 takes the call that waits longest, from anywhere.\n"
		   "F3 finds a student. F10 shows everything that can be done."),
	.size = sizeof(struct today),
	.actions = actions,
	.open = today_open,
	.where = today_where,
	.draw = today_draw,
	.key = today_key,
	.changed = today_changed,
	.beat = today_again,
	.lock = today_lock,
	.unlock = today_again,
	.close = today_close,
};
