/* SPDX-License-Identifier: Apache-2.0 */
/* A time that has passed, as people say it. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/day.h"
#include "model/when.h"

#define TEXT_MAX 64
#define NEAR (90 * (int64_t)CLOCK_DAY) /* a day so close is not last year's */

/* Narrow, in small letters, without the blanks around it. */
static bool
plain(const char *s, char to[TEXT_MAX])
{
	size_t n, left = strlen(s), len;
	struct buf *b = buf_new();
	uint32_t cp;
	bool fits;

	for (; (n = text_next(s, left, &cp)) > 0; s += n, left -= n) {
		cp = cp == TEXT_BAD ? '?' : text_narrow(cp);
		if (cp == '\t' ||
		    cp == 0x3000) /* a blank as wide as a character */
			cp = ' ';
		if (cp == 0xff0d)
			cp = '-';
		if (cp != ' ' || buf_len(b) > 0)
			text_put(b, cp < 128 ? (uint32_t)tolower((int)cp) : cp);
	}
	len = buf_len(b);
	while (len > 0 && buf_text(b)[len - 1] == ' ')
		len--;
	fits = len > 0 && len < TEXT_MAX;
	if (fits) {
		memcpy(to, buf_text(b), len);
		to[len] = '\0';
	}
	buf_free(b);
	return fits;
}

static void
blanks(const char **s)
{
	*s += strspn(*s, " ");
}

/* Is this what comes next?  Then it is behind us. */
static bool
took(const char **s, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*s, word, n) != 0)
		return false;
	*s += n;
	return true;
}

/* The digits that come next, at most max of them; -1 without any. */
static int
number(const char **s, int max)
{
	int n = -1;

	for (; max > 0 && **s >= '0' && **s <= '9'; max--, ++*s)
		n = (n < 0 ? 0 : n * 10) + (**s - '0');
	return n;
}

/* --- so long ago -----------------------------------------------------------
 */

static const struct {
	const char *word;
	int64_t seconds;
} spans[] = {
	{ "分钟前", CLOCK_MINUTE },
	{ "分前", CLOCK_MINUTE },
	{ "个小时前", CLOCK_HOUR },
	{ "小时前", CLOCK_HOUR },
	{ "天前", CLOCK_DAY },
	{ "minutes ago", CLOCK_MINUTE },
	{ "minute ago", CLOCK_MINUTE },
	{ "min ago", CLOCK_MINUTE },
	{ "hours ago", CLOCK_HOUR },
	{ "hour ago", CLOCK_HOUR },
	{ "h ago", CLOCK_HOUR },
	{ "days ago", CLOCK_DAY },
	{ "day ago", CLOCK_DAY },
};

static bool
read_ago(const char *s, int64_t now, int64_t *at)
{
	bool half = took(&s, "半个") || took(&s, "半");
	int n = half ? 1 : number(&s, 4);

	blanks(&s);
	for (size_t i = 0; i < nitems(spans) && n >= 0; i++)
		if (strcmp(s, spans[i].word) == 0 &&
		    (!half || spans[i].seconds == CLOCK_HOUR)) {
			*at = now - n * spans[i].seconds / (half ? 2 : 1);
			return true;
		}
	return false;
}

/* --- the day ---------------------------------------------------------------
 */

/* Longer words before those they begin with. */
static const struct {
	const char *word;
	int back;
} days[] = {
	{ "大前天", 3 },
	{ "前天", 2 },
	{ "昨天", 1 },
	{ "昨晚", 1 },
	{ "今天", 0 },
	{ "今早", 0 },
	{ "the day before yesterday", 2 },
	{ "yesterday", 1 },
	{ "today", 0 },
};

struct reading {
	struct clock_parts p;
	bool has_day, has_year;
	int next; /* days: twelve at night begins the day after */
};

static bool
read_named_day(const char **s, struct reading *r)
{
	for (size_t i = 0; i < nitems(days); i++)
		if (took(s, days[i].word)) {
			r->p.day -= days[i].back;
			r->has_day = r->has_year = true;
			/* "昨晚" says the half of the day as well */
			if (strcmp(days[i].word, "昨晚") == 0)
				*s -= strlen("晚");
			else if (strcmp(days[i].word, "今早") == 0)
				*s -= strlen("早");
			return true;
		}
	return false;
}

static bool
part_ends(const char **s, const char *word)
{
	return took(s, word) || took(s, "-") || took(s, "/") || took(s, ".");
}

/* "2026-11-25", "2026年11月25日", "11-25", "11月25日"; nothing is taken when
 * it is no day. */
static bool
read_day(const char **s, struct reading *r)
{
	const char *at = *s;
	int n = number(&at, 4), month, day;

	if (n >= 1900) {
		if (!part_ends(&at, "年"))
			return false;
		r->p.year = n;
		r->has_year = true;
		n = number(&at, 2);
	}
	month = n;
	if (month < 1 || month > 12 || !part_ends(&at, "月") ||
	    (day = number(&at, 2)) < 0)
		return false;
	if (!took(&at, "日"))
		(void)took(&at, "号");
	if (!day_exists(day_of(r->has_year ? r->p.year : 2000, month, day)))
		return false;
	r->p.month = month;
	r->p.day = day;
	r->has_day = true;
	*s = at;
	return true;
}

/* --- the hour --------------------------------------------------------------
 */

/* From which hour on the hours of a clock face are the second half. */
static const struct {
	const char *word;
	int below; /* a smaller hour is twelve later; 0: never */
	int night; /* smaller ones, and twelve, are behind midnight; 0: never */
} halves[] = {
	{ "凌晨", 0, 0 },
	{ "早上", 0, 0 },
	{ "上午", 0, 0 },
	{ "早", 0, 0 },
	{ "中午", 11, 0 },
	{ "下午", 12, 0 },
	{ "傍晚", 12, 0 },
	{ "晚上", 12, 5 },
	{ "晚", 12, 5 },
};

static void
second_half(struct reading *r, size_t half)
{
	bool twelve = r->p.hour == 12;

	if (strcmp(halves[half].word, "凌晨") == 0)
		r->p.hour -= twelve ? 12 : 0;
	else if (halves[half].night != 0 &&
		 (twelve || r->p.hour < halves[half].night)) {
		r->p.hour %= 12;
		r->next = 1;
	} else if (r->p.hour < halves[half].below)
		r->p.hour += 12;
}

static bool
read_minute(const char **s, struct reading *r)
{
	if (took(s, ":")) {
		r->p.minute = number(s, 2);
		return r->p.minute >= 0;
	}
	if (!took(s, "点") && !took(s, "时"))
		return false;
	r->p.minute = 0;
	if (took(s, "半"))
		r->p.minute = 30;
	else if (**s >= '0' && **s <= '9') {
		r->p.minute = number(s, 2);
		(void)took(s, "分");
	}
	return true;
}

static bool
read_hour(const char *s, struct reading *r)
{
	size_t half = 0;

	while (half < nitems(halves) && !took(&s, halves[half].word))
		half++;
	blanks(&s);
	r->p.hour = number(&s, 2);
	if (r->p.hour < 0 || !read_minute(&s, r))
		return false;
	if (half < nitems(halves))
		second_half(r, half);
	return *s == '\0' && r->p.hour < 24 && r->p.minute < 60;
}

/* --- together --------------------------------------------------------------
 */

/* What was left out is the last there was, but a day close ahead. */
static int64_t
time_of(const struct reading *r)
{
	struct clock_parts p = r->p;

	p.day += r->next;
	return clock_from_parts(&p);
}

static int64_t
fill(struct reading *r, int64_t now)
{
	int64_t at = time_of(r);

	if (at <= now + WHEN_AHEAD)
		return at;
	if (!r->has_day)
		r->p.day--;
	else if (!r->has_year && at - now > NEAR)
		r->p.year--;
	return time_of(r);
}

/* 29 February is a day of the year it was in. */
static bool
is_day_of_its_year(const struct reading *r)
{
	return !r->has_day || r->p.day < 1 ||
	       day_exists(day_of(r->p.year, r->p.month, r->p.day));
}

int
when_read(const char *s, int64_t now, int64_t *at)
{
	struct reading r = { .has_day = false };
	char text[TEXT_MAX];
	const char *p = text;
	int64_t t;

	if (!plain(s, text))
		return ERR_INPUT;
	if (read_ago(text, now, at))
		return 0;
	clock_parts_of(now, &r.p);
	r.p.second = 0;
	if (!read_named_day(&p, &r))
		(void)read_day(&p, &r);
	blanks(&p);
	if (read_hour(p, &r)) {
		t = fill(&r, now);
		if (!is_day_of_its_year(&r))
			return ERR_INPUT;
		*at = t;
		return 0;
	}
	/* what a script writes: with its zone, to the second */
	return strpbrk(s, "Tt:") != NULL && clock_read(s, at) == 0 ? 0
								   : ERR_INPUT;
}
