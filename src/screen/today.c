/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/presence.h"
#include "act/today.h"
#include "act/watch.h"
#include "act/watching.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/custody.h"
#include "screen/screen.h"
#include "screen/today.h"
#include "today_begin.h"
#include "today_words.h"
#include "verify.h"

/*
 * What waits for me.  The row most overdue stands first and the cursor on it;
 * every row ends with what to do.  Blocks follow each other, each under its
 * heading; what does not fit scrolls with the cursor.
 */
struct today {
	struct screen screen;
	struct act_today now;
	size_t at;    /* the row with the cursor */
	int top;      /* first line shown, headings counted */
	int64_t next; /* the clock alone changes no row before this */
};

static struct today *
of(struct screen *s)
{
	return (struct today *)s;
}

/* --- reading ---------------------------------------------------------------
 */

/* An id is its kind's: ticket 12 is not warning 12. */
static bool
same_row(const struct act_today_row *a, const struct act_today_row *b)
{
	return a->id == b->id && a->kind == b->kind;
}

/* The cursor stays on its row, wherever that has gone. */
static void
find_row(struct today *t, const struct act_today_row *was)
{
	if (t->at >= t->now.n)
		t->at = t->now.n > 0 ? t->now.n - 1 : 0;
	if (was == NULL)
		return;
	for (size_t i = 0; i < t->now.n; i++)
		if (same_row(&t->now.row[i], was))
			t->at = i;
}

/* A row becomes overdue, or the day another: the minutes of the rest are
 * counted while drawing, so nothing is read for them. */
#define LOOK_S (10 * CLOCK_MINUTE)

static int64_t
next_look(const struct act_today *now)
{
	int64_t next = now->now + LOOK_S;

	for (size_t i = 0; i < now->n; i++)
		if (now->row[i].due_at >= now->now && now->row[i].due_at < next)
			next = now->row[i].due_at + 1;
	return next;
}

/* Has something come that stands before all that was there? */
static bool
is_news(const struct act_today *was, const struct act_today *now)
{
	if (now->count[TODAY_DO] == 0)
		return false;
	for (size_t i = 0; i < was->n; i++)
		if (same_row(&was->row[i], &now->row[0]) &&
		    was->row[i].block == TODAY_DO)
			return false;
	return true;
}

/* *news: what stands first was not there at the last look; or NULL. */
static int
read_all(struct today *t, bool *news)
{
	struct act_today_row was = { .id = 0 };
	bool had = t->at > 0 && t->at < t->now.n;
	struct act_today next;
	int r;

	if (had)
		was = t->now.row[t->at];
	if ((r = act_today(screen_who(&t->screen), &next)) != 0)
		return r;
	if (news != NULL)
		*news = is_news(&t->now, &next);
	act_today_free(&t->now);
	t->now = next;
	t->next = next_look(&t->now);
	find_row(t, had ? &was : NULL);
	return 0;
}

/* Said, and rung when it leaves little time: somebody may look elsewhere. */
#define SOON_S (15 * CLOCK_MINUTE)

static void
tell_news(struct screen *s)
{
	const struct act_today *now = &of(s)->now;
	const struct act_today_row *row = &now->row[0];

	screen_notice(s, _("Just in: %s  %s. It stands first."),
	    _(row->kind->words), row->about);
	if (row->due_at != 0 && row->due_at - now->now <= SOON_S)
		screen_ring(s);
}

static void
today_changed(struct screen *s)
{
	struct today *t = of(s);
	int64_t were = t->now.waiting;
	bool news;
	int r;

	if ((r = read_all(t, &news)) != 0)
		screen_fail(s, r);
	else if (t->now.waiting > were)
		screen_ring_call(s);
	else if (news)
		tell_news(s);
}

static void
today_again(struct screen *s)
{
	int r = read_all(of(s), NULL);

	if (r != 0)
		screen_fail(s, r);
}

static void
today_beat(struct screen *s)
{
	int64_t now = screen_now(s);

	/* The clock may also have been put back. */
	if (now >= of(s)->next || now < of(s)->now.now) {
		today_again(s);
		screen_news(s);
	}
}

/* --- drawing ---------------------------------------------------------------
 */

/* The line row i stands in: one for each row, two for each heading (but one
 * for the first). */
static int
line_of(const struct today *t, size_t i)
{
	int y = 0;

	for (size_t k = 0; k <= i && k < t->now.n; k++) {
		if (k == 0 || t->now.row[k].block != t->now.row[k - 1].block)
			y += k == 0 ? 1 : 2;
		if (k < i)
			y++;
	}
	return y;
}

static int
count_unsigned(const struct today *t)
{
	int n = 0;

	for (size_t i = 0; i < t->now.n; i++)
		n += t->now.row[i].block == TODAY_WATCH && !t->now.row[i].done;
	return n;
}

static void
draw_heading(struct today *t, struct tui_view v, int y, enum act_today_block b)
{
	if (y < 0 || y >= v.h)
		return;
	if (b == TODAY_DO || b == TODAY_WATCH)
		tui_text_f(v, y, 1, TUI_HEAD, "%s  %lld", today_heading(b),
		    (long long)t->now.count[b]);
	else
		tui_text(v, y, 1, TUI_HEAD, today_heading(b));
	if (b == TODAY_WATCH && count_unsigned(t) > 0)
		tui_right(v, y, v.w - 1, TUI_PLAIN,
		    _("handed over, not yet signed by you: F8"));
}

static void
draw_rows(struct today *t, struct tui_view v)
{
	int64_t now = screen_now(&t->screen);
	struct today_columns c;
	int y = line_of(t, 0) - t->top;

	today_columns_of(&t->now, now, v.w, &c);
	tui_rows(v, t->at, t->now.n);
	for (size_t i = 0; i < t->now.n; i++, y++) {
		const struct act_today_row *row = &t->now.row[i];
		bool first = i == 0 || row->block != t->now.row[i - 1].block;

		if (first && i > 0)
			y += 2; /* a blank line and the heading */
		if (first)
			draw_heading(t, v, y - 1, row->block);
		if (y < 0 || y >= v.h)
			continue;
		today_row(row, now, &c, tui_sub(v, y, 0, 1, v.w));
		tui_row(v, y, i);
		if (row->ladder != 0)
			act_presence_show(screen_who(&t->screen), row->ladder);
		if (i == t->at) {
			tui_text(v, y, 0, TUI_MARK, ">");
			tui_caret(v, y, 0);
		}
	}
}

/* Nothing to do is said, whatever stands below it. */
static bool
is_quiet(const struct today *t)
{
	return t->now.count[TODAY_DO] == 0;
}

static void
today_draw(struct screen *s, struct tui_view v)
{
	struct today *t = of(s);
	int y;

	if (is_quiet(t)) {
		tui_text(v, 1, 1, TUI_PLAIN,
		    _("Nothing is waiting for you. Have some water."));
		v = tui_sub(v, 3, 0, v.h - 3, v.w);
	}
	y = line_of(t, t->at);
	if (y - 1 < t->top)
		t->top = y - 1;
	if (y >= t->top + v.h)
		t->top = y - v.h + 1;
	if (t->top < 0 || t->at == 0)
		t->top = 0;
	draw_rows(t, v);
	s->still = today_still(&t->now, screen_now(s));
}

static void
today_where(struct screen *s, struct screen_title *title)
{
	struct today *t = of(s);

	buf_add_text(title->where, _("Today"));
	if (t->now.waiting > 0)
		buf_add_f(title->state, _("calls waiting %lld"),
		    (long long)t->now.waiting);
	else if (t->now.count[TODAY_DO] > 0)
		buf_add_f(title->state, _("to do %lld"),
		    (long long)t->now.count[TODAY_DO]);
}

/* --- doing -----------------------------------------------------------------
 */

static void
open_row(struct today *t)
{
	const struct act_today_row *row;
	const struct screen_ops *ops;
	bool with_id = false;
	int64_t id;

	if (t->at >= t->now.n)
		return;
	row = &t->now.row[t->at];
	if (strcmp(row->kind->open, "lost") == 0) {
		screen_custody_ask(&t->screen, CUSTODY_DRAFT, 0);
		return;
	}
	if ((ops = today_opens(row, &with_id)) == NULL) {
		screen_say(&t->screen, "%s",
		    row->kind->next[0] != '\0' ? _(row->kind->next)
					       : row->about);
		return;
	}
	id = row->id;
	screen_push(&t->screen, ops, with_id ? &id : NULL);
}

static int
move(struct today *t, int64_t by)
{
	int64_t to = (int64_t)t->at + by;

	if (to < 0 || t->now.n == 0)
		to = 0;
	else if (to >= (int64_t)t->now.n)
		to = (int64_t)t->now.n - 1;
	t->at = (size_t)to;
	return SCREEN_USED;
}

static int
today_key(struct screen *s, uint32_t key)
{
	struct today *t = of(s);

	switch (key) {
	case TUI_ENTER:
		open_row(t);
		return SCREEN_USED;
	case TUI_UP:
		return move(t, -1);
	case TUI_DOWN:
		return move(t, 1);
	case TUI_PGUP:
		return move(t, -10);
	case TUI_PGDN:
		return move(t, 10);
	case TUI_HOME:
		return move(t, -(int64_t)t->now.n);
	case TUI_END:
		return move(t, (int64_t)t->now.n);
	default:
		return SCREEN_PASS;
	}
}

/* Whoever comes on shift signs by name for each caller to watch. */
static int
sign_watches(struct screen *s)
{
	struct today *t = of(s);
	int n = 0, r;

	for (size_t i = 0; i < t->now.n; i++) {
		if (t->now.row[i].block != TODAY_WATCH || t->now.row[i].done)
			continue;
		r = act_watch_accept(screen_who(s), t->now.row[i].id, NULL);
		if (r != 0)
			return screen_fail(s, r), SCREEN_USED;
		n++;
	}
	screen_say(s, _("Signed: %d. They are yours now."), n);
	today_again(s);
	return SCREEN_USED;
}

static bool
may_sign(struct screen *s, const char **why)
{
	(void)why;
	return count_unsigned(of(s)) > 0;
}

static int
clock_seen(struct screen *s)
{
	int r = act_clock_alarm_clear(screen_who(s));

	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	today_again(s);
	return SCREEN_USED;
}

static bool
may_clear_clock(struct screen *s, const char **why)
{
	struct today *t = of(s);

	(void)why;
	for (size_t i = 0; i < t->now.n; i++)
		if (strcmp(t->now.row[i].kind->open, "clock") == 0)
			return true;
	return false;
}

/* --- the screen ------------------------------------------------------------
 */

static int
today_open(struct screen *s, const void *arg)
{
	(void)arg;
	s->pace = 60;
	today_offer_practice(s);
	s->n_topics =
	    act_today_topics(screen_who(s), s->topics, SCREEN_TOPICS_MAX);
	return read_all(of(s), NULL);
}

/* Locked: what was opened with the person's key goes, the rest comes back
 * with the passphrase. */
static void
today_lock(struct screen *s)
{
	act_today_free(&of(s)->now);
}

static void
today_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	today_offer_practice(s);
	today_again(s);
}

static void
today_close(struct screen *s)
{
	act_today_free(&of(s)->now);
}

static bool
has_rows(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->now.n > 0;
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    has_rows },
	{ N_("Practise with invented data"), N_("practise"), "lianxi lx",
	    TUI_F(7), TUI_CTRL('Q'), today_practise, today_may_practise },
	{ N_("Note a talk"), N_("note a talk"), "ji yici tanhua jycth",
	    TUI_F(2), TUI_CTRL('N'), today_note_talk, today_may_note },
	{ N_("A worry to report"), N_("report a worry"), "baogao bg", TUI_F(2),
	    TUI_CTRL('N'), today_report, today_may_report },
	{ N_("Sign the hand-over"), N_("sign hand-over"), "qianshou jieban qs",
	    TUI_F(8), TUI_CTRL('S'), sign_watches, may_sign },
	{ N_("Check the audit log from the first row"), N_("check the log"),
	    "hedui shenji hdsj", TUI_F(8), TUI_CTRL('S'), screen_verify,
	    screen_may_verify },
	{ N_("The clock is right again"), N_("clock is right"), "shizhong sz",
	    TUI_F(4), TUI_CTRL('T'), clock_seen, may_clear_clock },
	{ .name = NULL },
};

const struct screen_ops screen_today = {
	.name = "today",
	.title = N_("Today"),
	.words = "jintian jt",
	.help = N_("What waits for you, the most overdue first.\n"
		   "Each row ends with what to do next: Enter opens it.\n"
		   "F10 shows everything that can be done here."),
	.size = sizeof(struct today),
	.actions = actions,
	.open = today_open,
	.where = today_where,
	.draw = today_draw,
	.key = today_key,
	.changed = today_changed,
	.beat = today_beat,
	.lock = today_lock,
	.unlock = today_again,
	.answer = today_answer,
	.close = today_close,
};
