/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/err.h"

int64_t
clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec;
}

int64_t
clock_ticks_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t
clock_ticks_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t
clock_since_boot_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_BOOTTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
clock_parts_of(int64_t at, struct clock_parts *p)
{
	time_t t = (time_t)at;
	struct tm tm;

	localtime_r(&t, &tm);
	p->year = tm.tm_year + 1900;
	p->month = tm.tm_mon + 1;
	p->day = tm.tm_mday;
	p->hour = tm.tm_hour;
	p->minute = tm.tm_min;
	p->second = tm.tm_sec;
	p->weekday = tm.tm_wday == 0 ? 7 : tm.tm_wday;
}

static void
clock_to_tm(const struct clock_parts *p, struct tm *tm)
{
	memset(tm, 0, sizeof(*tm));
	tm->tm_year = p->year - 1900;
	tm->tm_mon = p->month - 1;
	tm->tm_mday = p->day;
	tm->tm_hour = p->hour;
	tm->tm_min = p->minute;
	tm->tm_sec = p->second;
	tm->tm_isdst = -1;
}

int64_t
clock_from_parts(const struct clock_parts *p)
{
	struct tm tm;

	clock_to_tm(p, &tm);
	return mktime(&tm);
}

void
clock_iso(int64_t at, char to[21])
{
	time_t t = (time_t)at;
	struct tm tm;

	gmtime_r(&t, &tm);
	if (strftime(to, 21, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		to[0] = '\0';
}

/* The offset behind a time of day: "", "Z" or "+08:00". */
static int
clock_read_offset(const char *s, const struct tm *tm, int64_t *at)
{
	struct tm t = *tm;
	int h, m, n = 0;
	char sign;

	if (*s == '\0') {
		*at = mktime(&t);
		return 0;
	}
	*at = timegm(&t);
	if (strcmp(s, "Z") == 0)
		return 0;
	if (sscanf(s, "%c%2d:%2d%n", &sign, &h, &m, &n) != 3 || s[n] != '\0' ||
	    (sign != '+' && sign != '-') || h < 0 || h > 14 || m < 0 || m > 59)
		return ERR_INPUT;
	*at += (sign == '+' ? -1 : 1) * (h * 3600 + m * 60);
	return 0;
}

int
clock_read(const char *s, int64_t *at)
{
	struct clock_parts p = { 0 };
	struct tm tm, back;
	int n = 0;
	char sep;

	if (sscanf(s, "%4d-%2d-%2d%n", &p.year, &p.month, &p.day, &n) != 3)
		return ERR_INPUT;
	s += n;
	if (*s != '\0') {
		n = 0;
		if (sscanf(s, "%c%2d:%2d%n", &sep, &p.hour, &p.minute, &n) !=
			3 ||
		    (sep != ' ' && sep != 'T'))
			return ERR_INPUT;
		s += n;
		n = 0;
		if (*s == ':' && sscanf(s, ":%2d%n", &p.second, &n) == 1)
			s += n;
	}
	clock_to_tm(&p, &tm);
	back = tm;
	timegm(&back); /* moves an impossible date, which shows it up */
	if (back.tm_mday != tm.tm_mday || back.tm_mon != tm.tm_mon ||
	    back.tm_hour != tm.tm_hour || back.tm_min != tm.tm_min ||
	    back.tm_sec != tm.tm_sec || p.year < 1900 || p.year > 2999)
		return ERR_INPUT;
	return clock_read_offset(s, &tm, at);
}

int
clock_read_span(const char *s, int64_t *seconds)
{
	static const struct {
		char unit;
		int64_t seconds;
	} units[] = { { 's', 1 }, { 'm', CLOCK_MINUTE }, { 'h', CLOCK_HOUR },
		{ 'd', CLOCK_DAY } };
	long long v;
	int n = 0;
	char unit;

	if (*s == '+')
		s++;
	if (*s < '0' || *s > '9' ||
	    sscanf(s, "%8lld%c%n", &v, &unit, &n) != 2 || s[n] != '\0')
		return ERR_INPUT;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (units[i].unit == unit) {
			*seconds = v * units[i].seconds;
			return 0;
		}
	return ERR_INPUT;
}
