/* SPDX-License-Identifier: Apache-2.0 */
/* A call in peace: screens.md 2a. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "call.h"
#include "later.h"

/* Of one that was entered later both times, and the sheet, in place of where
 * it stands; that shows by what can be done. */
void
call_state_words(const struct call *c, struct buf *out)
{
	const struct ticket *row = &c->v.head.row;
	struct buf *b = buf_new();

	screen_later_words(
	    c->v.now, row->rang_at, row->entered_at, c->v.paper, b);
	buf_add_f(out, "%s",
	    buf_len(b) > 0 ? buf_text(b)
			   : _(ticket_state_words(row->state == TICKET_EMERGENCY
						      ? TICKET_ACTIVE
						      : row->state)));
	buf_free(b);
}

/* --- the repeat caller
 * ------------------------------------------------------------ */

static const char *
why_maybe(const struct act_ticket_maybe *m)
{
	if (m->confirmed)
		return _("said to be");
	if (m->number && m->alias)
		return _("same number and name");
	return m->number ? _("same number") : _("same name");
}

static void
when_words(int64_t at, int64_t now, char *to, size_t size)
{
	struct clock_parts p, n;
	char hm[6];

	clock_parts_of(at, &p);
	clock_parts_of(now, &n);
	call_clock(at, hm);
	if (p.year == n.year && p.month == n.month && p.day == n.day)
		snprintf(to, size, _("today %s"), hm);
	else
		snprintf(to, size, _("on %d-%d %s"), p.month, p.day, hm);
}

/* Returns the rows it took. */
static int
draw_banner(struct call *c, struct tui_view v)
{
	const struct act_ticket_maybe *m = c->v.maybe;
	char when[48];
	int x;

	if (c->v.n_maybe == 0)
		return 0;
	when_words(m->rang_at, c->v.now, when, sizeof(when));
	tui_text_f(v, 0, 1, TUI_HEAD,
	    m->confirmed
		? _("Called before: %d (%s). Last %s, with %s")
		: _("May have called before: %d (%s). Last %s, with %s"),
	    (int)c->v.n_maybe, why_maybe(m), when, m->taker);
	x = tui_right(v, 1, v.w - 1, TUI_FAINT,
	    m->confirmed ? _("F6 look back") : _("F6 look back, F7 not them"));
	if (buf_len(c->sentence) > 0)
		tui_cell(v, 1, 1, x - 2, TUI_PLAIN, buf_text(c->sentence));
	tui_rule(v, 2);
	return 3;
}

/* --- who, where
 * --------------------------------------------------------------------- */

static void
draw_word(struct tui_view v, int y, int x, const char *label,
    const struct ticket_word *list, int value)
{
	int at = x + tui_text(v, y, x, TUI_HEAD, label) + 1;

	tui_brackets(v, y, at, 12, TUI_PLAIN);
	tui_cell(v, y, at + 1, 10, TUI_FIELD,
	    value >= 0 ? _(list[value].words) : "");
}

static const char *
tail_of(const char *number)
{
	size_t n = strlen(number);

	return n > 4 ? number + n - 4 : "";
}

static void
draw_sheet(struct call *c, struct tui_view v, int y)
{
	const struct ticket_sheet *s = &c->v.sheet;

	draw_word(v, y, 1, _("Caller"), ticket_callers, s->caller);
	tui_form_draw(&c->form, CALL_ALIAS, v, y, 22, 20, _("Called"));
	tui_text_f(v, y, 44, TUI_HEAD, _("No. %s"), tail_of(s->number));
	draw_word(v, y, 59, _("about"), ticket_abouts, s->about);
	tui_form_draw(&c->form, CALL_PLACE, v, y + 1, 1, 38, _("Is at"));
	tui_form_draw(
	    &c->form, CALL_WITH, v, y + 1, 41, v.w - 43, _("Who is there"));
}

/* --- the three questions
 * ------------------------------------------------------------- */

static void
mark(struct call *c, struct tui_view v, int y, bool here)
{
	tui_text(v, y, 0, TUI_MARK, here ? ">" : " ");
	(void)c;
}

static void
draw_progress(struct call *c, struct tui_view v, int y)
{
	enum ticket_question q = ticket_answers_next(&c->v.answers);
	static const int number[ASK_COUNT] = { 1, 2, 2, 3 };
	char text[64];

	if (q == ASK_COUNT)
		snprintf(text, sizeof(text), "%s", _("all three asked"));
	else
		snprintf(text, sizeof(text), _("at question %d"), number[q]);
	tui_right(v, y, v.w - 1, TUI_FAINT, text);
}

static void
draw_questions(struct call *c, struct tui_view v, int y)
{
	int at = c->form.at;

	tui_text(v, y, 1, TUI_HEAD,
	    _("Three questions (in your own words; \"not asked\" counts)"));
	draw_progress(c, v, y);
	mark(c, v, y + 1, at == CALL_THOUGHTS);
	tui_text_f(v, y + 1, 2, TUI_PLAIN, "1 %s",
	    _("Thoughts of not living, of hurting oneself"));
	tui_form_draw(&c->form, CALL_THOUGHTS, v, y + 2, 3, v.w - 4, NULL);
	mark(c, v, y + 3, at == CALL_STRENGTH || at == CALL_HOPELESS);
	tui_text(v, y + 3, 2, TUI_PLAIN, "2");
	tui_form_draw(
	    &c->form, CALL_STRENGTH, v, y + 3, 4, 27, _("Strength 0-100"));
	tui_form_draw(
	    &c->form, CALL_HOPELESS, v, y + 3, 34, 27, _("Hopelessness 0-100"));
	tui_text(v, y + 3, 64, TUI_FAINT, _("- not asked"));
	mark(c, v, y + 4, at == CALL_DANGER);
	tui_text_f(v, y + 4, 2, TUI_PLAIN, "3 %s",
	    _("Danger now (doing it, means at hand, tonight, from others)"));
	tui_form_draw(&c->form, CALL_DANGER, v, y + 5, 3, v.w - 4, NULL);
}

/* --- what is written
 * ------------------------------------------------------------------ */

#define LINES_MAX 64

void
call_draw_others(struct call *c, struct tui_view v)
{
	struct {
		const char *s;
		size_t n;
	} line[LINES_MAX];
	const char *s = buf_text(c->others);
	size_t left = buf_len(c->others), used, n = 0;
	int rows = v.h < LINES_MAX ? v.h : LINES_MAX;

	while (
	    left > 0 && rows > 0 && (used = tui_wrap(s, left, v.w - 2)) > 0) {
		line[n % (size_t)rows].s = s;
		line[n++ % (size_t)rows].n = used;
		s += used;
		left -= used;
	}
	for (int i = 0; i < rows && (size_t)i < n; i++) {
		size_t first = n > (size_t)rows ? n - (size_t)rows : 0;
		size_t k = (first + (size_t)i) % (size_t)rows;
		size_t len = line[k].n;

		if (len > 0 && line[k].s[len - 1] == '\n')
			len--;
		tui_text_n(v, i, 2, TUI_FAINT, line[k].s, len);
	}
}

static void
draw_notes(struct call *c, struct tui_view v, int y)
{
	char hm[6], saved[32];
	int rest = v.h - y - 1, others = buf_len(c->others) > 0 ? 2 : 0;

	tui_text(v, y, 1, TUI_HEAD,
	    c->v.head.row.asked_at != 0 || c->v.head.row.danger_at != 0
		? _("Notes (those asked in read along)")
		: _("Notes (yours and the line's)"));
	if (c->kept_at != 0) {
		call_clock(c->kept_at, hm);
		snprintf(saved, sizeof(saved), _("%s saved"), hm);
		tui_right(v, y, v.w - 1, TUI_GOOD, saved);
	}
	if (rest - others < 3)
		others = rest > 3 ? rest - 3 : 0;
	tui_form_draw_in(&c->form, CALL_NOTES,
	    tui_sub(v, y + 1, 1, rest - others - 1, v.w - 2));
	if (others > 0)
		call_draw_others(c, tui_sub(v, v.h - others, 0, others, v.w));
	else
		tui_text(v, v.h - 1, 1, TUI_FAINT,
		    _("You might say: thank you for telling me. I ask because "
		      "you"
		      " matter."));
}

/* Who may not read it sees the row: number, clock, operator. */
static void
draw_row(struct call *c, struct tui_view v)
{
	tui_text_f(v, 1, 1, TUI_HEAD, _("Taken by %s"), c->v.head.taker);
	tui_para(v, 3, 1, 4, TUI_PLAIN,
	    _("What is said here is open to its operator alone. It opens to"
	      " you when you are asked in, and in danger."));
	if (c->v.head.lost)
		tui_text_f(v, 7, 1, TUI_ALERT,
		    _("The line to %s is lost. F5 takes the call over."),
		    c->v.head.taker);
	if (c->may_ask)
		tui_para(v, 9, 1, 3, TUI_PLAIN,
		    _("If a child is in danger and nobody can be reached, F10 "
		      "has break-glass: both custodians are asked."));
}

void
call_draw(struct screen *s, struct tui_view v)
{
	struct call *c = call_of(s);
	int y;

	if (!c->v.head.may_read) {
		draw_row(c, v);
		return;
	}
	if (call_is_danger(c)) {
		call_draw_danger(c, v);
		return;
	}
	y = draw_banner(c, v);
	draw_sheet(c, v, y);
	draw_questions(c, v, y + 2 + (c->v.n_maybe == 0));
	y += 8 + (c->v.n_maybe == 0);
	tui_rule(v, y);
	draw_notes(c, v, y + 1);
}
