/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "call.h"
#include "screen/admin.h"
#include "screen/consultation.h"
#include "screen/custody.h"
#include "screen/knock.h"
#include "screen/file.h"
#include "screen/gate.h"
#include "screen/oncall.h"
#include "screen/roster.h"
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

static bool
is_lost(const struct act_today_row *row)
{
	return strcmp(row->kind->code, "line_lost") == 0 && row->due_at != 0;
}

/* An emergency whose first step was taken: no time runs, but it is not over. */
static bool
is_going_on(const struct act_today_row *row)
{
	return strcmp(row->kind->code, "emergency") == 0 && row->due_at == 0;
}

/* A time of day, which no clock has to count on; of another day, its day. */
static void
since_words(int64_t since, int64_t now, char to[SCREEN_WHEN])
{
	struct clock_parts p;
	char at[24];

	clock_parts_of(since, &p);
	if (since >= screen_day_end(now) - CLOCK_DAY)
		snprintf(at, sizeof(at), "%02d:%02d", p.hour, p.minute);
	else
		snprintf(at, sizeof(at), "%d-%02d", p.month, p.day);
	snprintf(to, SCREEN_WHEN, _("since %s"), at);
}

static void
due_words(const struct act_today_row *row, int64_t now, char to[SCREEN_WHEN])
{
	char span[CALL_SPAN];

	if (is_lost(row)) {
		call_span(now - row->due_at, span);
		snprintf(to, SCREEN_WHEN, _("for %s"), span);
	} else if (is_going_on(row))
		since_words(row->at, now, to);
	else
		screen_due(now, row->due_at, to);
}

/* It has no words for what to do: it says itself, at the end. */
static bool
says(const struct act_today_row *row)
{
	return row->kind->next[0] == '\0';
}

static const char *
next_words(const struct act_today_row *row)
{
	return row->draft  ? _("go on writing (draft here)")
	       : says(row) ? row->second
			   : _(row->kind->next);
}

static bool
has_second(const struct act_today_row *row)
{
	return row->second[0] != '\0' && row->block != TODAY_OTHERS &&
	       !says(row);
}

/* "超时 25 分   新报来   八年级3班 曾一诺   看一下": what to do stands last. */
static void
row_to_do(const struct act_today_row *row, int64_t now,
    const struct today_columns *c, struct tui_view v)
{
	enum tui_role role = row->overdue || row->first ? TUI_LATE : TUI_PLAIN;
	int kind = 1 + c->due + 1, about = kind + c->kind + 1;
	int next = v.w - c->next - 1;
	char due[SCREEN_WHEN];

	due_words(row, now, due);
	tui_cell(v, 0, 1, c->due, role, due);
	tui_cell(v, 0, kind, c->kind, row->first ? TUI_LATE : TUI_PLAIN,
	    _(row->kind->words));
	if (has_second(row))
		tui_text_f(tui_sub(v, 0, about, 1, next - about - 1), 0, 0,
		    TUI_PLAIN, "%s %s", row->second, row->about);
	else
		tui_cell(v, 0, about, next - about - 1, TUI_PLAIN, row->about);
	tui_cell(v, 0, next, c->next, TUI_PLAIN, next_words(row));
}

/* A time of day or a day, then what it is, who, and the rest. */
static void
draw_rest(const struct act_today_row *row, const struct today_columns *c,
    struct tui_view v)
{
	int about = 19 + c->kind + 1, rest = about + 13;

	tui_cell(v, 0, 19, c->kind, TUI_PLAIN, _(row->kind->words));
	tui_cell(v, 0, about, 12, TUI_PLAIN, row->about);
	tui_cell(v, 0, rest, v.w - rest - 1, TUI_PLAIN, row->second);
}

static void
row_meeting(const struct act_today_row *row, int64_t now,
    const struct today_columns *c, struct tui_view v)
{
	struct clock_parts p;

	(void)now;
	clock_parts_of(row->due_at, &p);
	tui_text_f(v, 0, 8, TUI_PLAIN, "%02d:%02d", p.hour, p.minute);
	draw_rest(row, c, v);
}

static void
row_watch(const struct act_today_row *row, int64_t now,
    const struct today_columns *c, struct tui_view v)
{
	(void)now, (void)c;
	tui_cell(v, 0, 2, 10, TUI_PLAIN, row->second);
	tui_cell(
	    v, 0, 13, v.w - 14, row->done ? TUI_PLAIN : TUI_HEAD, row->about);
}

static void
row_reach(const struct act_today_row *row, int64_t now,
    const struct today_columns *c, struct tui_view v)
{
	char when[SCREEN_WHEN];

	screen_at(now, row->at, when);
	tui_cell(v, 0, 2, c->duty, TUI_PLAIN, duty_words(row->second));
	tui_cell(v, 0, c->duty + 3, 14, TUI_PLAIN, row->about);
	if (when[0] != '\0')
		tui_text_f(v, 0, c->duty + 18, TUI_PLAIN,
		    _("last confirmed %s"), when);
}

static void
row_report(const struct act_today_row *row, int64_t now,
    const struct today_columns *c, struct tui_view v)
{
	char when[SCREEN_WHEN];

	screen_at(now, row->at, when);
	tui_cell(v, 0, 1, 17, TUI_PLAIN, when);
	draw_rest(row, c, v);
}

static void
row_figure(const struct act_today_row *row, int64_t now,
    const struct today_columns *c, struct tui_view v)
{
	(void)now, (void)c;
	tui_cell(v, 0, 1, 36, TUI_PLAIN, row->about);
	tui_cell(v, 0, 38, v.w - 39, TUI_PLAIN, row->second);
}

static void (*const ways[TODAY_BLOCKS])(const struct act_today_row *, int64_t,
    const struct today_columns *, struct tui_view) = {
	[TODAY_DO] = row_to_do,
	[TODAY_MEET] = row_meeting,
	[TODAY_WATCH] = row_watch,
	[TODAY_REACH] = row_reach,
	[TODAY_OTHERS] = row_to_do,
	[TODAY_REPORTS] = row_report,
	[TODAY_FIGURES] = row_figure,
	[TODAY_LATER] = row_to_do,
};

void
today_row(const struct act_today_row *row, int64_t now,
    const struct today_columns *c, struct tui_view line)
{
	ways[row->block](row, now, c, line);
}

/* All say a time of day or a day, but for those that count minutes; a ladder
 * that is seen is noted as seen with each picture. */
int64_t
today_still(const struct act_today *t, int64_t now)
{
	int64_t still = screen_day_end(now), next;

	for (size_t i = 0; i < t->n; i++) {
		const struct act_today_row *row = &t->row[i];

		if (row->ladder != 0 || is_lost(row))
			return now;
		if (ways[row->block] != row_to_do)
			continue;
		next = screen_due_still(now, row->due_at);
		still = next < still ? next : still;
	}
	return still;
}

/* --- columns as wide as the words of the language ------------------------- */

static void
widen(int *w, int max, const char *s)
{
	int n = text_width(s, strlen(s));

	n = n < max ? n : max;
	*w = n > *w ? n : *w;
}

void
today_columns_of(
    const struct act_today *t, int64_t now, int width, struct today_columns *c)
{
	struct today_columns said = { 0 };
	int about = 0, n;
	char due[SCREEN_WHEN];

	*c = (struct today_columns){ 17, 10, 26, 14 };
	for (size_t i = 0; i < t->n; i++) {
		const struct act_today_row *row = &t->row[i];

		widen(&c->kind, 20, _(row->kind->words));
		if (row->block == TODAY_REACH)
			widen(&c->duty, 20, duty_words(row->second));
		if (ways[row->block] != row_to_do)
			continue;
		due_words(row, now, due);
		widen(&said.due, 17, due);
		widen(&said.next, 30, next_words(row));
		n = has_second(row)
			? text_width(row->second, strlen(row->second)) + 1
			: 0;
		n += text_width(row->about, strlen(row->about));
		about = n > about ? n : about;
	}
	if (said.next > c->next)
		c->next = said.next;
	if (width - 5 - c->due - c->kind - c->next >= about)
		return;
	c->due = said.due; /* whom it concerns needs the room */
	c->next = said.next;
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
	{ "care", &screen_care, false },
	{ "circle", &screen_circle, true },
	{ "custody", &screen_custody, true },
	{ "glass", &screen_glass, false },
	{ "knock", &screen_knock, true },
	{ "later", &screen_call_later, false },
	{ "ledger", &screen_warnings, false },
	{ "note", &screen_note, true },
	{ "oncall", &screen_oncall, false },
	{ "package", &screen_package, true },
	{ "plan", &screen_plan, true },
	{ "plan.begin", &screen_plan_begin, true },
	{ "refused", &screen_refused, false },
	{ "report", &screen_report, false },
	{ "ticket", &screen_call, true },
	{ "transfer", &screen_transfer, true },
	{ "transfer.send", &screen_transfer_send, true },
	{ "unmask", &screen_review, true },
	{ "unplanned", &screen_unplanned, false },
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
