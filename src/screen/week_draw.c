/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "week.h"
#include "when.h"

/* The hours of a school's day; others are shown when something stands there
 * or the cursor goes there. */
#define FROM 8
#define TO 20
#define TIME_W 7
#define BELOW 5 /* a rule, three lines on the hour, what the signs mean */

static const char *const days[7] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
	N_("Fri"), N_("Sat"), N_("Sun") };

int64_t
week_at(const struct week *w, int day, int hour)
{
	struct clock_parts p;

	clock_parts_of(w->monday, &p);
	p.day += day;
	p.hour = hour;
	return clock_from_parts(&p);
}

bool
week_is_to_come(const struct week *w, int day, int hour, int64_t now)
{
	return week_at(w, day, hour + 1) > now;
}

int
week_in_slot(const struct week *w, int day, int hour,
    const struct week_row **in, int max)
{
	int n = 0;

	for (size_t i = 0; i < w->n && n < max; i++)
		if (w->row[i].day == day && w->row[i].hour == hour)
			in[n++] = &w->row[i];
	return n;
}

/* --- the hours shown -------------------------------------------------------
 */

static void
stretch(int hour, int *from, int *to)
{
	*from = hour < *from ? hour : *from;
	*to = hour > *to ? hour : *to;
}

/* The first hour shown, and one beyond the last. */
static int
place(struct week *w, int rows, int *end)
{
	int from = FROM, to = TO;

	stretch(w->hour, &from, &to);
	for (size_t i = 0; i < w->n; i++)
		stretch(w->row[i].hour, &from, &to);
	if (w->hour < w->top)
		w->top = w->hour;
	if (w->hour >= w->top + rows)
		w->top = w->hour - rows + 1;
	if (w->top > to + 1 - rows)
		w->top = to + 1 - rows;
	if (w->top < from)
		w->top = from;
	*end = w->top + rows < to + 1 ? w->top + rows : to + 1;
	return w->top;
}

/* --- a cell ----------------------------------------------------------------
 */

static bool
has_more_to_do(const struct appointment *a, int64_t now)
{
	return a->state == APPOINTMENT_HELD ||
	       (appointment_is_open(a->state) &&
		   screen_is_late(now, a->due_at));
}

static const char *
sign_of(const struct appointment *a, int64_t now)
{
	if (has_more_to_do(a, now))
		return "!";
	return a->state == APPOINTMENT_OFFERED ? "?" : "";
}

static enum tui_role
look_of(const struct appointment *a, int64_t now)
{
	if (has_more_to_do(a, now))
		return TUI_LATE;
	return appointment_is_open(a->state) ? TUI_PLAIN : TUI_FAINT;
}

/* "曾一诺?": what is behind the name stays when the name is cut. */
static void
draw_name(
    struct tui_view cell, const struct week_row *row, int more, int64_t now)
{
	const char *name = row->a.student;
	enum tui_role role = look_of(&row->a.row, now);
	int w = text_width(name, strlen(name)), room;
	char tail[16];

	if (more > 0)
		snprintf(tail, sizeof(tail), "%s+%d", sign_of(&row->a.row, now),
		    more);
	else
		snprintf(tail, sizeof(tail), "%s", sign_of(&row->a.row, now));
	room = cell.w - 2 - (int)strlen(tail);
	if (w > room)
		w = room;
	tui_cell(cell, 0, 1, w, role, name);
	tui_text(cell, 0, 1 + w, role, tail);
}

static void
draw_slot(
    const struct week *w, struct tui_view cell, int day, int hour, int64_t now)
{
	const struct week_row *in[9];
	int n = week_in_slot(w, day, hour, in, 9);

	if (n > 0)
		draw_name(cell, in[0], n - 1, now);
	else if (week_is_to_come(w, day, hour, now))
		tui_text(cell, 0, 1, TUI_RULE, "-");
	if (day == w->day && hour == w->hour) {
		tui_paint(cell, 0, 0, cell.w - 1, TUI_MARK);
		tui_text(cell, 0, 0, TUI_MARK, ">");
		tui_caret(cell, 0, 0);
	}
}

/* --- around it -------------------------------------------------------------
 */

static bool
is_today(const struct week *w, int day, int64_t now)
{
	return now >= week_at(w, day, 0) && now < week_at(w, day + 1, 0);
}

static void
draw_head(const struct week *w, struct tui_view cell, int day, int64_t now)
{
	struct clock_parts p;

	clock_parts_of(week_at(w, day, 0), &p);
	if (is_today(w, day, now))
		tui_text_f(cell, 0, 1, TUI_MARK, "%s %d", _("today"), p.day);
	else
		tui_text_f(cell, 0, 1, TUI_HEAD, "%s %d", _(days[day]), p.day);
}

/* All that stands in the hour under the cursor, or what Enter does there. */
static void
draw_detail(const struct week *w, struct tui_view v, int64_t now)
{
	const struct week_row *in[3];
	int n = week_in_slot(w, w->day, w->hour, in, 3);

	if (n == 0)
		tui_text_f(v, 0, 1, TUI_PLAIN, "%s %02d:00  %s",
		    _(days[w->day]), w->hour,
		    week_is_to_come(w, w->day, w->hour, now)
			? _("Free. Enter makes an appointment.")
			: _("Nothing was noted here."));
	for (int i = 0; i < n; i++) {
		const struct act_appointment *a = &in[i]->a;

		tui_text_f(v, i, 1, TUI_PLAIN,
		    "%s %02d:%02d  %s  %s  %s  %s  %s", _(days[w->day]),
		    in[i]->hour, in[i]->minute, a->student, a->class,
		    _(appointment_form_words((int)a->row.form)), a->row.room,
		    _(appointment_state_words((int)a->row.state)));
	}
}

/* Does somebody stand in an hour from first on, before last? */
static bool
is_anybody(const struct week *w, int first, int last)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->row[i].hour >= first && w->row[i].hour < last)
			return true;
	return false;
}

static void
draw_hours(const struct week *w, struct tui_view v, int from, int end)
{
	for (int hour = from; hour < end; hour++)
		tui_text_f(v, 1 + hour - from, 1, TUI_HEAD, "%02d:00", hour);
	if (is_anybody(w, 0, from))
		tui_text(v, 1, 0, TUI_MARK, "^");
	if (is_anybody(w, end, 24))
		tui_text(v, end - from, 0, TUI_MARK, "v");
}

void
week_draw(struct week *w, struct tui_view v, int64_t now)
{
	int pitch = (v.w - TIME_W) / 7, end;
	int from = place(w, v.h - 1 - BELOW, &end);

	for (int day = 0; day < 7; day++) {
		int x = TIME_W + day * pitch;

		draw_head(w, tui_sub(v, 0, x, 1, pitch), day, now);
		for (int hour = from; hour < end; hour++)
			draw_slot(w, tui_sub(v, 1 + hour - from, x, 1, pitch),
			    day, hour, now);
	}
	draw_hours(w, v, from, end);
	tui_rule(v, v.h - BELOW);
	draw_detail(w, tui_sub(v, v.h - BELOW + 1, 0, 3, v.w), now);
	tui_text(v, v.h - 1, 1, TUI_FAINT,
	    _("-  free   ?  waits for their answer   !  something is left to "
	      "do   ^ v  more"));
}
