/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "internal.h"

#define KEPT 15	 /* digits that a spreadsheet keeps */
#define SMALL 30 /* zeros behind the point that are still written out */

/* --- digits ----------------------------------------------------------------
 */

/* "-1.20E+3" taken apart: 0.d1d2d3... times ten to the power of point. */
struct decimal {
	bool minus;
	char digit[KEPT + 2]; /* those that count, and one to round by */
	int n;
	int point;
};

/* Digits at p into d; how many stood there. */
static int
take_digits(struct decimal *d, const char *p, bool behind)
{
	int n = 0;

	for (; p[n] >= '0' && p[n] <= '9'; n++) {
		if (d->n == 0 && p[n] == '0') {
			d->point -= behind;
			continue;
		}
		if (d->n <= KEPT)
			d->digit[d->n++] = p[n];
		d->point += !behind;
	}
	return n;
}

static bool
take_exponent(struct decimal *d, const char *p)
{
	char *end;
	long e;

	if (*p == '\0')
		return true;
	if ((*p != 'e' && *p != 'E') || p[1] == '\0' ||
	    strchr("+-0123456789", p[1]) == NULL)
		return false;
	e = strtol(p + 1, &end, 10);
	if (*end != '\0' || e < -400 || e > 400)
		return false;
	d->point += (int)e;
	return true;
}

static bool
decimal_read(struct decimal *d, const char *s)
{
	int before, behind = 0;

	*d = (struct decimal){ .minus = *s == '-' };
	s += *s == '-' || *s == '+';
	before = take_digits(d, s, false);
	s += before;
	if (*s == '.') {
		behind = take_digits(d, s + 1, true);
		s += 1 + behind;
	}
	return before + behind > 0 && take_exponent(d, s);
}

/* To the digits a spreadsheet keeps; zeros at the end do not count. */
static void
decimal_round(struct decimal *d)
{
	int i;

	if (d->n > KEPT) {
		i = d->n = KEPT;
		while (d->digit[KEPT] >= '5' && --i >= 0 && ++d->digit[i] > '9')
			d->digit[i] = '0';
		if (i < 0) { /* 999... has become 1000... */
			d->digit[0] = '1';
			d->n = 1;
			d->point++;
		}
	}
	while (d->n > 0 && d->digit[d->n - 1] == '0')
		d->n--;
}

static void
decimal_write(const struct decimal *d, char *to)
{
	if (d->minus)
		*to++ = '-';
	if (d->point <= 0)
		*to++ = '0';
	for (int i = 0; i < d->point; i++)
		*to++ = i < d->n ? d->digit[i] : '0';
	if (d->n > d->point)
		*to++ = '.';
	for (int i = d->point; i < d->n; i++)
		*to++ = i < 0 ? '0' : d->digit[i];
	*to = '\0';
}

enum reader_word
number_digits(const char *value, char *to)
{
	struct decimal d;

	if (!decimal_read(&d, value))
		return READER_NUMBER;
	decimal_round(&d);
	if (d.n == 0 || d.point < -SMALL)
		d = (struct decimal){ .n = 1, .digit = "0", .point = 1 };
	if (d.point > KEPT)
		return READER_DIGITS;
	decimal_write(&d, to);
	return READER_NOTHING;
}

/* --- days and times ---------------------------------------------------------
 */

#define DAY_S 86400
#define LAST_DAY 2958465 /* 9999-12-31 */

/* The day n of the calendar that begins with 1900-01-01 as 1, and has a
 * 29 February 1900 as 60 because a program of 1983 had it. */
static bool
day_text(int64_t n, char *to)
{
	int64_t era, year, day, month;

	if (n < 1 || n > LAST_DAY || n == 60)
		return false;
	n += n < 60; /* from here on as if that day had been none */
	n += 693899; /* days since 0000-03-01 */
	era = n / 146097;
	n %= 146097;
	year = (n - n / 1460 + n / 36524 - n / 146096) / 365;
	day = n - (365 * year + year / 4 - year / 100);
	month = (5 * day + 2) / 153;
	day -= (153 * month + 2) / 5 - 1;
	year += era * 400 + (month >= 10);
	month += month < 10 ? 3 : -9;
	snprintf(
	    to, NUMBER_MAX, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
	return true;
}

static void
time_text(int64_t seconds, char *to)
{
	int h = (int)(seconds / 3600), m = (int)(seconds / 60 % 60),
	    s = (int)(seconds % 60);

	if (s == 0)
		snprintf(to, NUMBER_MAX / 2, "%02d:%02d", h, m);
	else
		snprintf(to, NUMBER_MAX / 2, "%02d:%02d:%02d", h, m, s);
}

enum reader_word
number_moment(const char *value, enum style how, bool epoch_1904, char *to)
{
	struct decimal d;
	int64_t day, seconds;
	double n;

	if (!decimal_read(&d, value))
		return READER_NUMBER;
	n = strtod(value, NULL);
	if (!(n >= 0 && n <= LAST_DAY + 1))
		return READER_DAY;
	day = (int64_t)n;
	seconds = (int64_t)((n - (double)day) * DAY_S + 0.5);
	if (seconds == DAY_S) {
		day++;
		seconds = 0;
	}
	if (how == STYLE_TIME && day < 60) { /* 26:30 is a span */
		time_text(day * DAY_S + seconds, to);
		return READER_NOTHING;
	}
	if (!day_text(epoch_1904 ? day + 1462 : day, to))
		return READER_DAY;
	if (how != STYLE_DAY && seconds != 0) {
		strcat(to, " ");
		time_text(seconds, to + strlen(to));
	}
	return READER_NOTHING;
}

static bool
is_day(const char *text)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	int year, month, day;

	return sscanf(text, "%4d-%2d-%2d", &year, &month, &day) == 3 &&
	       month >= 1 && month <= 12 && day >= 1 &&
	       day <= days[month - 1] &&
	       (month != 2 || day < 29 || year % 400 == 0 ||
		   (year % 4 == 0 && year % 100 != 0));
}

enum reader_word
number_iso(const char *value, char *to)
{
	static const char shape[] = "0000-00-00T00:00:00";
	size_t n = 0;

	while (n < strlen(shape) && value[n] != '\0' &&
	       (shape[n] == '0' ? value[n] >= '0' && value[n] <= '9'
				: value[n] == shape[n]))
		n++;
	if ((n != 10 && n != strlen(shape)) || !is_day(value))
		return READER_DAY;
	if (n == 10 ? value[n] != '\0'
		    : strspn(value + n, ".0123456789Z") != strlen(value + n))
		return READER_DAY;
	memcpy(to, value, n);
	to[n] = '\0';
	if (n == 10)
		return READER_NOTHING;
	to[10] = ' ';
	if (strcmp(to + 10, " 00:00:00") == 0)
		to[10] = '\0';
	else if (strcmp(to + 16, ":00") == 0)
		to[16] = '\0';
	return READER_NOTHING;
}
