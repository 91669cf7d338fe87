/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/consultation.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/text.h"
#include "consultation.h"
#include "screen/consultation.h"
#include "screen/screen.h"

/* A talk is noted the same hour, or it is late. */
void
consultation_late(const struct appointment *a, char to[SCREEN_WHEN])
{
	int64_t noted = a->noted_at != 0 ? a->noted_at : a->entered_at;
	int64_t late = a->held_at != 0 ? noted - a->held_at : 0;

	to[0] = '\0';
	if (late >= 2 * CLOCK_DAY)
		snprintf(to, SCREEN_WHEN, _("reported late by %d days"),
		    (int)(late / CLOCK_DAY));
	else if (late >= CLOCK_HOUR)
		snprintf(to, SCREEN_WHEN, _("reported late by %d h"),
		    (int)(late / CLOCK_HOUR));
}

static void
narrow(const char *s, char to[40])
{
	struct buf *b = buf_new();
	uint32_t cp;
	size_t n, left = strlen(s);

	for (; (n = text_next(s, left, &cp)) > 0; s += n, left -= n)
		text_put(b, cp == TEXT_BAD ? '?' : text_narrow(cp));
	snprintf(to, 40, "%s", buf_text(b));
	buf_free(b);
}

/* Both or none of the two numbers of "%d:%d" at s. */
static bool
read_clock(const char *s, struct clock_parts *p)
{
	char rest;

	return sscanf(s, " %d:%d %c", &p->hour, &p->minute, &rest) == 2 &&
	       p->hour >= 0 && p->hour < 24 && p->minute >= 0 && p->minute < 60;
}

int
consultation_read_time(const char *s, int64_t now, int64_t *at)
{
	struct clock_parts p;
	char text[40];
	int used = 0;

	narrow(s, text);
	if (clock_read(text, at) == 0)
		return 0;
	clock_parts_of(now, &p);
	p.second = 0;
	if (read_clock(text, &p)) {
		*at = clock_from_parts(&p);
		if (*at < now)
			*at += CLOCK_DAY;
		return 0;
	}
	if (sscanf(text, " %d%*[-/.]%d %n", &p.month, &p.day, &used) != 2 ||
	    used == 0 || !read_clock(text + used, &p) || p.month < 1 ||
	    p.month > 12 || p.day < 1 || p.day > 31)
		return ERR_INPUT;
	*at = clock_from_parts(&p);
	if (*at < now) { /* January, said in December */
		p.year++;
		*at = clock_from_parts(&p);
	}
	return 0;
}

bool
consultation_ask_time(
    struct screen *s, const char *question, const char *was, int64_t *at)
{
	struct buf *b = buf_new_in(screen_memory(s));
	bool said;

	while ((said = screen_ask_with(s, question, was, 0, b)) &&
	       consultation_read_time(buf_text(b), screen_now(s), at) != 0)
		screen_warn(
		    s, "%s", _("A time looks like 14:00 or 11-30 14:00."));
	buf_free(b);
	return said;
}

void
consultation_ask_student(struct screen *s, int64_t warning)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_INVITE);
	struct act_appointment a;
	int r;

	b.warning = warning;
	if (!consultation_ask_time(
		s, _("Which day and time?"), NULL, &b.starts_at))
		return;
	if ((r = act_consultation_book(screen_who(s), &b, &a)) != 0)
		screen_fail(s, r);
	else
		screen_push(s, &screen_consultation, &a.row.id);
}
