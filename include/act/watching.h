/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_WATCHING_H
#define ACT_WATCHING_H

#include <stdint.h>

struct actor;

/* A descriptor that rings when the store's clock or settings change. */
int act_clock_listen(struct actor *keeper, int *fd);

/* Once a second: sessions look again at what a process saved that died before
 * it could tell them (design.md 3: the keeper's safety net). */
void act_tell_untold(struct actor *keeper);

/* The keeper saw the machine's clock jump by so many seconds: kept in the
 * store until the system administrator has looked. */
int act_clock_alarm(struct actor *keeper, int64_t step);
/* When it was raised, 0 if there is none; and that somebody has looked. */
int act_clock_alarm_get(struct actor *who, int64_t *at);
int act_clock_alarm_clear(struct actor *who);

#endif
