/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

/* Times are whole seconds since 1970 in UTC everywhere but on a screen. */
#define CLOCK_MINUTE 60
#define CLOCK_HOUR (60 * CLOCK_MINUTE)
#define CLOCK_DAY (24 * CLOCK_HOUR)

int64_t clock_now(void);      /* wall clock */
int64_t clock_ticks_ms(void); /* monotonic, for waiting and measuring */
int64_t clock_ticks_us(void); /* the same, finer */
/* The same, but the time that the machine was suspended counts. */
int64_t clock_since_boot_ms(void);

/* Parts of a time in the zone of the process (TZ, set from the profile). */
struct clock_parts {
	int year, month, day; /* 2026, 1..12, 1..31 */
	int hour, minute, second;
	int weekday; /* 1 Monday .. 7 Sunday */
};
void clock_parts_of(int64_t at, struct clock_parts *p);
int64_t clock_from_parts(const struct clock_parts *p);

/* "2026-11-24T02:14:05Z", for JSON and the log; to holds 21 bytes. */
void clock_iso(int64_t at, char to[21]);

/* Read "2026-11-24T02:14:05Z", "2026-11-24T10:14+08:00" or, in the zone of
 * the process, "2026-11-24 10:14" and "2026-11-24"; ERR_INPUT else. */
int clock_read(const char *s, int64_t *at);

/* Read "+90s", "15m", "+3h", "2d" (one unit); ERR_INPUT else. */
int clock_read_span(const char *s, int64_t *seconds);

#endif
