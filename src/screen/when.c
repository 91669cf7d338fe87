/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/clock.h"
#include "base/lang.h"
#include "when.h"

/* Days from now's day to at's day, in the zone of the process. */
static int64_t
days_apart(int64_t now, int64_t at)
{
	struct clock_parts a, b;

	clock_parts_of(now, &a);
	clock_parts_of(at, &b);
	a.hour = a.minute = a.second = 0;
	b.hour = b.minute = b.second = 0;
	return (clock_from_parts(&b) - clock_from_parts(&a) + CLOCK_DAY / 2) /
	       CLOCK_DAY;
}

static void
say_late(int64_t s, char to[SCREEN_WHEN])
{
	int m = (int)(s / CLOCK_MINUTE);

	if (m < 60)
		snprintf(to, SCREEN_WHEN, _("late   %d min"), m);
	else if (m < 24 * 60)
		snprintf(
		    to, SCREEN_WHEN, _("late   %d h %d min"), m / 60, m % 60);
	else
		snprintf(to, SCREEN_WHEN, _("late   %d days"), m / 60 / 24);
}

/* A minute that has begun counts: two hours are two hours at first, and the
 * last minute is one, not none. */
static void
say_left(int64_t s, char to[SCREEN_WHEN])
{
	int m = (int)((s + CLOCK_MINUTE - 1) / CLOCK_MINUTE);

	if (m < 60)
		snprintf(to, SCREEN_WHEN, _("left   %d min"), m);
	else
		snprintf(
		    to, SCREEN_WHEN, _("left   %d h %d min"), m / 60, m % 60);
}

bool
screen_is_late(int64_t now, int64_t due)
{
	return due != 0 && due < now;
}

int64_t
screen_day_end(int64_t now)
{
	struct clock_parts p;

	clock_parts_of(now, &p);
	p.hour = p.minute = p.second = 0;
	p.day++;
	return clock_from_parts(&p);
}

#define COUNTS_S (3 * CLOCK_HOUR) /* from then on each minute is said */

int64_t
screen_due_still(int64_t now, int64_t due)
{
	int64_t end = screen_day_end(now), next = due - COUNTS_S + 1;

	if (due == 0)
		return end;
	if (now - due >= CLOCK_DAY)
		next = now + CLOCK_DAY - (now - due) % CLOCK_DAY;
	return next < end ? next : end;
}

void
screen_due(int64_t now, int64_t due, char to[SCREEN_WHEN])
{
	struct clock_parts p;
	int64_t days;

	to[0] = '\0';
	if (due == 0)
		return;
	if (due < now) {
		say_late(now - due, to);
		return;
	}
	days = days_apart(now, due);
	clock_parts_of(due, &p);
	if (due - now < COUNTS_S)
		say_left(due - now, to);
	else if (days == 0)
		snprintf(
		    to, SCREEN_WHEN, _("today  %02d:%02d"), p.hour, p.minute);
	else if (days == 1)
		snprintf(to, SCREEN_WHEN, _("tomorrow  %02d:%02d"), p.hour,
		    p.minute);
	else
		snprintf(to, SCREEN_WHEN, _("%d days"), (int)days);
}

void
screen_at(int64_t now, int64_t at, char to[SCREEN_WHEN])
{
	struct clock_parts p;
	int64_t days = at != 0 ? days_apart(at, now) : 0;

	to[0] = '\0';
	if (at == 0)
		return;
	clock_parts_of(at, &p);
	if (days == 0)
		snprintf(
		    to, SCREEN_WHEN, _("today %02d:%02d"), p.hour, p.minute);
	else if (days == 1)
		snprintf(to, SCREEN_WHEN, _("yesterday %02d:%02d"), p.hour,
		    p.minute);
	else
		snprintf(to, SCREEN_WHEN, "%02d-%02d %02d:%02d", p.month, p.day,
		    p.hour, p.minute);
}

void
screen_at_short(int64_t now, int64_t at, char to[SCREEN_WHEN])
{
	struct clock_parts p;

	if (at == 0 || days_apart(at, now) != 0) {
		screen_at(now, at, to);
		return;
	}
	clock_parts_of(at, &p);
	snprintf(to, SCREEN_WHEN, "%02d:%02d", p.hour, p.minute);
}

void
screen_age(int64_t now, int64_t at, char to[SCREEN_WHEN])
{
	int64_t days = at != 0 ? days_apart(at, now) : 0;

	if (at == 0)
		snprintf(to, SCREEN_WHEN, "%s", _("never"));
	else if (days <= 1)
		screen_at(now, at, to);
	else
		snprintf(to, SCREEN_WHEN, _("%d days ago"), (int)days);
}

void
screen_day_of(int64_t at, char to[SCREEN_WHEN])
{
	struct clock_parts p;

	to[0] = '\0';
	if (at == 0)
		return;
	clock_parts_of(at, &p);
	snprintf(to, SCREEN_WHEN, "%04d-%02d-%02d", p.year, p.month, p.day);
}
