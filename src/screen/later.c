/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "act/actor.h"
#include "act/form.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "later.h"
#include "model/profile.h"
#include "when.h"

bool
screen_later_read(struct screen *s, const char *typed, int64_t *at)
{
	*at = 0;
	if (typed[0] == '\0' || when_read(typed, screen_now(s), at) == 0)
		return true;
	screen_warn(s, "%s",
	    _("A time looks like 14:30, yesterday 14:30, 11-25 14:30 or 25 min "
	      "ago."));
	return false;
}

/* Somebody has entered it: what it became stands in the sentence. */
static bool
warn_entered(struct screen *s, const struct act_paper *p)
{
	char at[SCREEN_WHEN];

	screen_at(screen_now(s), p->p.done_at, at);
	screen_warn(s, _("%s was entered already: by %s, %s."), p->p.number,
	    p->doer, at);
	return false;
}

bool
screen_later_number(
    struct screen *s, const char *typed, char to[PAPER_NUMBER_MAX])
{
	struct act_paper p;
	int r;

	to[0] = '\0';
	if (typed[0] == '\0')
		return true;
	r = act_form_look(screen_who(s), typed, &p);
	if (r == ERR_INPUT) {
		screen_warn(s, "%s",
		    _("The number is letters a to z, digits and \"-\", as at "
		      "the head of the sheet."));
		return false;
	}
	if (r == 0 && p.p.state == PAPER_ENTERED)
		return warn_entered(s, &p);
	if (r == 0)
		mem_copy_text(to, PAPER_NUMBER_MAX, p.p.number);
	else if (r == ERR_NOT_FOUND)
		r = paper_number_read(typed, to);
	if (r != 0)
		screen_fail(s, r);
	return r == 0;
}

bool
screen_later_ask_number(struct screen *s, char to[PAPER_NUMBER_MAX])
{
	struct buf *b = buf_new();
	bool said = screen_ask_with(s,
	    _("The number at the head of the sheet? Its end is enough: "
	      "312-01"),
	    to, PAPER_NUMBER_MAX - 1, b);

	if (said)
		said = screen_later_number(s, buf_text(b), to);
	buf_free(b);
	return said;
}

/* --- before it is saved ----------------------------------------------------
 */

static void
ago_words(int64_t s, char to[SCREEN_WHEN])
{
	int m = (int)(s / CLOCK_MINUTE);

	if (m < 60)
		snprintf(to, SCREEN_WHEN, _("%d minutes ago"), m);
	else if (m < 48 * 60)
		snprintf(to, SCREEN_WHEN, _("%d hours ago"), m / 60);
	else
		snprintf(to, SCREEN_WHEN, _("%d days ago"), m / 60 / 24);
}

/* A time that may lie ahead: today's by its hour. */
static void
until_words(int64_t now, int64_t at, char to[SCREEN_WHEN])
{
	struct clock_parts n, p;

	clock_parts_of(now, &n);
	clock_parts_of(at, &p);
	if (p.year == n.year && p.month == n.month && p.day == n.day)
		snprintf(
		    to, SCREEN_WHEN, _("today %02d:%02d"), p.hour, p.minute);
	else
		snprintf(to, SCREEN_WHEN, "%02d-%02d %02d:%02d", p.month, p.day,
		    p.hour, p.minute);
}

/* Until when, and whether that is over already. */
static void
add_clock(struct screen *s, const struct screen_later *l, struct buf *b)
{
	int64_t now = screen_now(s), event = l->from ? l->from : l->event_at;
	int64_t due = profile_due(
	    profile_default(), l->key, when_start(l->key, event, now));
	char at[SCREEN_WHEN];

	if (due == 0)
		return;
	until_words(now, due, at);
	if (due < now)
		buf_add_f(b,
		    _(" The time for it was over %s: once saved it is overdue "
		      "in Today of %s."),
		    at, l->who);
	else if (when_counts_from(l->key) == WHEN_FROM_EVENT)
		buf_add_f(b,
		    _(" The time for it counts from then, until %s; %s see "
		      "it."),
		    at, l->who);
	else
		buf_add_f(b,
		    _(" The time for it counts from now, until %s; %s see "
		      "it."),
		    at, l->who);
}

static void
add_paper(struct screen *s, const char *number, struct buf *b)
{
	struct act_paper p;

	if (number != NULL && number[0] != '\0' &&
	    act_form_look(screen_who(s), number, &p) == ERR_NOT_FOUND)
		buf_add_f(b,
		    _(" No sheet %s was printed here; it is noted as it is."),
		    number);
}

static bool
is_refused(struct screen *s, const struct screen_later *l)
{
	switch (when_check(l->kind, screen_now(s), l->event_at)) {
	case WHEN_TO_COME:
		screen_warn(s, "%s", _("That time is still to come."));
		return true;
	case WHEN_TOO_OLD:
		screen_warn(s,
		    _("That is more than %d days ago: please write the day "
		      "into the text."),
		    (int)(when_oldest(l->kind) / CLOCK_DAY));
		return true;
	default:
		return false;
	}
}

bool
screen_later_ask(struct screen *s, const struct screen_later *l)
{
	const char *const options[] = { _("save it so"), _("go back") };
	int64_t now = screen_now(s);
	bool later = when_is_later(l->event_at, now), yes = true;
	char at[SCREEN_WHEN], ago[SCREEN_WHEN];
	struct buf *b;

	if (l->event_at != 0 && is_refused(s, l))
		return false;
	b = buf_new();
	if (later) {
		screen_at(now, l->event_at, at);
		ago_words(now - l->event_at, ago);
		buf_add_f(b, _("This was %s (%s)."), ago, at);
	}
	if (l->danger && later)
		buf_add_f(b, _(" In danger: %s are knocked now."), l->who);
	else if (later && l->key != NULL)
		add_clock(s, l, b);
	add_paper(s, l->paper, b);
	if (buf_len(b) > 0)
		yes = screen_choose(
			  s, buf_text(b), options, (int)nitems(options)) == 0;
	buf_free(b);
	return yes;
}

/* --- afterwards ------------------------------------------------------------
 */

/* The end is enough of a number that was printed here: form, day, printing,
 * sheet. */
static const char *
short_number(const char *number)
{
	int strokes = 0;

	for (const char *p = number; *p != '\0'; p++)
		strokes += *p == '-';
	return strokes == 3 ? paper_tail(number) : number;
}

void
screen_later_words(int64_t now, int64_t event, int64_t entry, const char *paper,
    struct buf *out)
{
	char happened[SCREEN_WHEN], entered[SCREEN_WHEN];

	if (when_is_later(event, entry)) {
		screen_at_short(now, event, happened);
		screen_at_short(now, entry, entered);
		buf_add_f(out, _("happened %s, entered %s"), happened, entered);
	}
	if (paper[0] != '\0')
		buf_add_f(out, _("%ssheet %s"), buf_len(out) > 0 ? _(", ") : "",
		    short_number(paper));
}
