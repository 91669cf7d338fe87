/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/when.h"
#include "tui/list.h"
#include "warning_row.h"
#include "when.h"

static void
draw_looks(
    const struct act_warning_row *row, int64_t now, struct tui_view v, int y)
{
	char when[SCREEN_WHEN];
	int x = 1;

	for (int i = 0; i < row->n_looks; i++) {
		if (row->looks[i].at != 0) {
			screen_at_short(now, row->looks[i].at, when);
			x += tui_text_f(v, y, x, TUI_PLAIN, _("%s looked %s"),
			    row->looks[i].who.name, when);
		} else
			x += tui_text_f(v, y, x, TUI_PLAIN,
			    _("%s has not looked yet"), row->looks[i].who.name);
		x += 4;
	}
}

/* The sentence that makes a second screen needless. */
static const char *
next_step(const struct act_warning_row *row)
{
	static const char *const by_state[WARNING_STATES] = {
		[WARNING_REPORTED] = N_("Next: wait for those asked to look."),
		[WARNING_REOPENED] = N_("Next: wait for those asked to look."),
		[WARNING_ACKNOWLEDGED] =
		    N_("Next: start finding out, call the family."),
		[WARNING_VERIFYING] = N_("Next: decide what it is, together "
					 "with the district centre."),
		[WARNING_NOT_CONFIRMED] = N_("Next: close it."),
		[WARNING_CONFIRMED] = N_("Next: decide which level helps."),
		[WARNING_AT_LEVEL] =
		    N_("Next: agree on measures and begin to help."),
		[WARNING_INTERVENING] = N_("Next: look again how it goes."),
		[WARNING_MONITORING] =
		    N_("Next: keep an eye on it until the time is over."),
		[WARNING_CLOSED] = N_("Closed. If something new comes up, just "
				      "report it."),
	};

	if (row->asked)
		return _("Next: look first, then press F4; not safe now: F9.");
	return _(by_state[row->w.state]);
}

static bool
is_later(const struct act_warning_row *row)
{
	return when_is_later(row->w.event_at, row->w.entered_at);
}

/* Right behind the time due. */
static void
draw_mark(
    const struct act_warning_row *row, const char *due, struct tui_view line)
{
	if (is_later(row) && !tui_is_spoken(line))
		tui_text(
		    line, 0, 1 + text_width(due, strlen(due)), TUI_FAINT, "*");
}

static const struct tui_column columns[] = {
	{ N_("time due"), 17, 0, false },
	{ N_("no."), 5, 0, false },
	{ N_("student"), 8, 1, false },
	{ N_("class"), 11, 1, false },
	{ N_("how far"), 11, 0, false },
	{ N_("runs it"), 8, 0, false },
	{ N_("level"), 11, 0, false },
};

void
warning_row_head(struct tui_view v, int y)
{
	tui_columns_head(columns, (int)nitems(columns), v, y);
}

void
warning_row_line(const struct act_warning_row *row, int64_t now, bool plain,
    struct tui_view line)
{
	char due[SCREEN_WHEN], id[24];

	screen_due(now, row->w.due_at, due);
	snprintf(id, sizeof(id), "%04lld", (long long)row->w.id);
	const char *const texts[] = { due, id, row->student, row->class,
		_(warning_word(row->w.state, !plain)), row->owner.name,
		plain ? "" : _(warning_level_word(row->w.level)) };

	tui_columns_row(columns, (int)nitems(columns), line,
	    screen_is_late(now, row->w.due_at) ? TUI_LATE : TUI_PLAIN, texts);
	draw_mark(row, due, line);
}

void
warning_row_legend(
    const struct act_warning_row *row, int n, struct tui_view v, int y)
{
	for (int i = 0; i < n && !tui_is_spoken(v); i++)
		if (is_later(&row[i])) {
			tui_right(v, y, v.w - 1, TUI_FAINT,
			    _("* entered later than it happened"));
			return;
		}
}

static void
draw_reported(
    const struct act_warning_row *row, int64_t now, struct tui_view v, int y)
{
	char when[SCREEN_WHEN], entered[SCREEN_WHEN];

	screen_at(
	    now, is_later(row) ? row->w.event_at : row->w.entered_at, when);
	screen_at(now, row->w.entered_at, entered);
	if (is_later(row))
		tui_text_f(v, y, 1, TUI_PLAIN,
		    _("%04lld %s  happened %s, entered %s by %s"),
		    (long long)row->w.id, row->student, when, entered,
		    row->reporter.name);
	else
		tui_text_f(v, y, 1, TUI_PLAIN,
		    _("%04lld %s  reported %s by %s"), (long long)row->w.id,
		    row->student, when, row->reporter.name);
}

void
warning_row_draw(
    const struct act_warning_row *row, int64_t now, struct tui_view v, int y)
{
	draw_reported(row, now, v, y);
	draw_looks(row, now, v, y + 1);
	tui_text(v, y + 2, 1, TUI_HEAD, next_step(row));
}
