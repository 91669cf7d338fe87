/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WHEN_H
#define SCREEN_WHEN_H

#include <stdbool.h>
#include <stdint.h>

/* Times as people say them; to holds SCREEN_WHEN bytes. */
#define SCREEN_WHEN 64

/* "超时   28 分", "还剩   1 时 40 分", "今天   17:00", "3 天"; "" for 0. */
void screen_due(int64_t now, int64_t due, char to[SCREEN_WHEN]);
bool screen_is_late(int64_t now, int64_t due);
/* The day of now ends: words that name a day are others from then on. */
int64_t screen_day_end(int64_t now);
/* What screen_due() says now is what it says until then; now or before: it
 * counts minutes. */
int64_t screen_due_still(int64_t now, int64_t due);

/* "今天 08:07", "昨天 22:05", "11-24 08:07"; "" for 0. */
void screen_at(int64_t now, int64_t at, char to[SCREEN_WHEN]);
/* "08:07" on the same day, else as screen_at(). */
void screen_at_short(int64_t now, int64_t at, char to[SCREEN_WHEN]);

/* How long ago: "today 08:07", "yesterday 22:05", "34 days ago"; "never" for
 * 0. */
void screen_age(int64_t now, int64_t at, char to[SCREEN_WHEN]);
/* "2026-12-01"; "" for 0. */
void screen_day_of(int64_t at, char to[SCREEN_WHEN]);

#endif
