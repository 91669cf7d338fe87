/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/admin.h"
#include "screen/consultation.h"
#include "screen/custody.h"
#include "screen/oncall.h"
#include "screen/ticket.h"
#include "screen/warning.h"
#include "today_words.h"
#include "when.h"

static const char *const headings[TODAY_BLOCKS] = {
	[TODAY_DO] = N_("To do now"),
	[TODAY_MEET] = N_("Meetings today"),
	[TODAY_WATCH] = N_("To watch on this shift"),
	[TODAY_REACH] = N_("Who can be reached"),
	[TODAY_OTHERS] = N_("Waiting for others"),
	[TODAY_REPORTS] = N_("What you reported"),
	[TODAY_FIGURES] = N_("As it stands"),
	[TODAY_LATER] = N_("The days to come"),
};

const char *
today_heading(enum act_today_block b)
{
	return _(headings[b]);
}

static const struct {
	const char *duty, *words;
} duties[] = {
	{ "district", N_("district duty") },
	{ "lead", N_("shift lead") },
	{ "school", N_("school duty") },
	{ "psychology", N_("psychology teacher") },
};

static const char *
duty_words(const char *duty)
{
	for (size_t i = 0; i < nitems(duties); i++)
		if (strcmp(duties[i].duty, duty) == 0)
			return _(duties[i].words);
	return duty;
}

/* --- a line each -----------------------------------------------------------
 */

/* "超时 25 分   新报来   八年级3班 曾一诺   看一下": what to do stands last. */
static void
row_to_do(const struct act_today_row *row, int64_t now, struct tui_view v)
{
	enum tui_role role = row->overdue || row->first ? TUI_LATE : TUI_PLAIN;
	int next = v.w - 27;
	bool says = row->kind->next[0] == '\0'; /* itself, at the end */
	char due[SCREEN_WHEN];

	if (strcmp(row->kind->code, "line_lost") == 0 && row->due_at != 0)
		snprintf(due, sizeof(due), _("for %02d:%02d"),
		    (int)(now - row->due_at) / 60,
		    (int)(now - row->due_at) % 60);
	else
		screen_due(now, row->due_at, due);
	tui_cell(v, 0, 1, 17, role, due);
	tui_cell(v, 0, 19, 10, row->first ? TUI_LATE : TUI_PLAIN,
	    _(row->kind->words));
	if (row->second[0] != '\0' && row->block != TODAY_OTHERS && !says)
		tui_text_f(tui_sub(v, 0, 30, 1, next - 31), 0, 0, TUI_PLAIN,
		    "%s %s", row->second, row->about);
	else
		tui_cell(v, 0, 30, next - 31, TUI_PLAIN, row->about);
	tui_cell(v, 0, next, v.w - next - 1, TUI_PLAIN,
	    row->draft ? _("go on writing (a draft is here)")
	    : says     ? row->second
		       : _(row->kind->next));
}

static void
row_meeting(const struct act_today_row *row, int64_t now, struct tui_view v)
{
	struct clock_parts p;

	(void)now;
	clock_parts_of(row->due_at, &p);
	tui_text_f(v, 0, 8, TUI_PLAIN, "%02d:%02d", p.hour, p.minute);
	tui_cell(v, 0, 19, 10, TUI_PLAIN, _(row->kind->words));
	tui_cell(v, 0, 30, 12, TUI_PLAIN, row->about);
	tui_cell(v, 0, 43, v.w - 44, TUI_PLAIN, row->second);
}

static void
row_watch(const struct act_today_row *row, int64_t now, struct tui_view v)
{
	(void)now;
	tui_cell(v, 0, 2, 10, TUI_PLAIN, row->second);
	tui_cell(
	    v, 0, 13, v.w - 14, row->done ? TUI_PLAIN : TUI_HEAD, row->about);
}

static void
row_reach(const struct act_today_row *row, int64_t now, struct tui_view v)
{
	char when[SCREEN_WHEN];

	screen_at(now, row->at, when);
	tui_cell(v, 0, 2, 14, TUI_PLAIN, duty_words(row->second));
	tui_cell(v, 0, 17, 14, TUI_PLAIN, row->about);
	if (when[0] != '\0')
		tui_text_f(v, 0, 32, TUI_PLAIN, _("last confirmed %s"), when);
}

static void
row_report(const struct act_today_row *row, int64_t now, struct tui_view v)
{
	char when[SCREEN_WHEN];

	screen_at(now, row->at, when);
	tui_cell(v, 0, 1, 17, TUI_PLAIN, when);
	tui_cell(v, 0, 19, 10, TUI_PLAIN, _(row->kind->words));
	tui_cell(v, 0, 30, 12, TUI_PLAIN, row->about);
	tui_cell(v, 0, 43, v.w - 44, TUI_PLAIN, row->second);
}

static void
row_figure(const struct act_today_row *row, int64_t now, struct tui_view v)
{
	(void)now;
	tui_cell(v, 0, 1, 36, TUI_PLAIN, row->about);
	tui_cell(v, 0, 38, v.w - 39, TUI_PLAIN, row->second);
}

void
today_row(const struct act_today_row *row, int64_t now, struct tui_view line)
{
	static void (*const ways[TODAY_BLOCKS])(
	    const struct act_today_row *, int64_t, struct tui_view) = {
		[TODAY_DO] = row_to_do,
		[TODAY_MEET] = row_meeting,
		[TODAY_WATCH] = row_watch,
		[TODAY_REACH] = row_reach,
		[TODAY_OTHERS] = row_to_do,
		[TODAY_REPORTS] = row_report,
		[TODAY_FIGURES] = row_figure,
		[TODAY_LATER] = row_to_do,
	};

	ways[row->block](row, now, line);
}

/* --- opening ---------------------------------------------------------------
 */

static const struct {
	const char *open;
	const struct screen_ops *ops;
	bool with_id;
} opens[] = {
	{ "account", &screen_accounts, false },
	{ "appointment", &screen_consultation, true },
	{ "approval", &screen_approvals, false },
	{ "circle", &screen_circle, true },
	{ "custody", &screen_custody, true },
	{ "ledger", &screen_warnings, false },
	{ "note", &screen_note, true },
	{ "oncall", &screen_oncall, false },
	{ "report", &screen_report, false },
	{ "ticket", &screen_call, true },
	{ "unmask", &screen_review, true },
	{ "warning", &screen_warning, true },
	{ "watch", &screen_watch, false },
};

const struct screen_ops *
today_opens(const struct act_today_row *row, bool *with_id)
{
	for (size_t i = 0; i < nitems(opens); i++)
		if (strcmp(opens[i].open, row->kind->open) == 0) {
			*with_id = opens[i].with_id;
			return opens[i].ops;
		}
	return NULL;
}
