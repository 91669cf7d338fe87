/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/day.h"

#define SERIAL_MIN 10000 /* 1927: shorter numbers are no dates */
#define SERIAL_MAX 73050 /* 2099-12-31 */

int
day_of(int year, int month, int day)
{
	return year * 10000 + month * 100 + day;
}

static int
days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool
day_exists(int day)
{
	int y = day / 10000, m = day / 100 % 100, d = day % 100;

	return y >= 1900 && y <= 2199 && m >= 1 && m <= 12 && d >= 1 &&
	       d <= days_in(y, m);
}

/* A spreadsheet counts from 1 January 1900 as 1 and believes in a 29 February
 * of that year; nobody here was born so early. */
static int
from_serial(long n)
{
	int year = 1900, month = 1;

	n -= 1; /* the day that never was */
	for (int days; n > (days = days_in(year, 2) == 29 ? 366 : 365); year++)
		n -= days;
	for (int days; n > (days = days_in(year, month)); month++)
		n -= days;
	return day_of(year, month, (int)n);
}

/* The digits at *s, at most max of them; -1 without any. */
static long
number(const char **s, int max)
{
	long n = -1;

	for (; max > 0 && isdigit((unsigned char)**s); max--, ++*s)
		n = (n < 0 ? 0 : n * 10) + (**s - '0');
	return n;
}

static bool
skip(const char **s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strncmp(*s, words[i], strlen(words[i])) == 0) {
			*s += strlen(words[i]);
			return true;
		}
	return false;
}

/* "2012-2-29" and its likes, already past the year. */
static int
read_parts(const char *s, long year)
{
	static const char *const after_year[] = { "-", "/", ".", "年" };
	static const char *const after_month[] = { "-", "/", ".", "月" };
	static const char *const after_day[] = { "日", " 00:00:00", " 0:00:00",
		" 0:00" };
	long month, day;

	if (!skip(&s, after_year, nitems(after_year)) ||
	    (month = number(&s, 2)) < 0 ||
	    !skip(&s, after_month, nitems(after_month)) ||
	    (day = number(&s, 2)) < 0)
		return 0;
	(void)skip(&s, after_day, nitems(after_day));
	return *s == '\0' ? day_of((int)year, (int)month, (int)day) : 0;
}

#define PLAIN_MAX 40

int
day_read(const char *typed, int *day)
{
	char s[PLAIN_MAX];
	const char *p = s;
	int d = 0;
	long n;

	if (!text_plain(typed, s, sizeof(s)))
		return ERR_INPUT;
	n = number(&p, 8);
	if (*p == '\0' && p - s == 8)
		d = (int)n;
	else if (*p == '\0' && n >= SERIAL_MIN && n <= SERIAL_MAX)
		d = from_serial(n);
	else if (p - s == 4)
		d = read_parts(p, n);
	if (!day_exists(d))
		return ERR_INPUT;
	*day = d;
	return 0;
}

int
day_age(int birth, int on)
{
	return on / 10000 - birth / 10000 - (on % 10000 < birth % 10000);
}

int
day_school_year(int on)
{
	return on / 10000 - (on / 100 % 100 < 9);
}

void
day_write(int day, char to[DAY_TEXT])
{
	snprintf(to, DAY_TEXT, "%04u-%02u-%02u", (unsigned)day / 10000 % 10000,
	    (unsigned)day / 100 % 100, (unsigned)day % 100);
}
