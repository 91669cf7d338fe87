/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_PRACTICE_H
#define SCREEN_PRACTICE_H

#include "screen/screen.h"

/*
 * 练习: the three main things of one's own post, on the screens one works with
 * and on invented data that nobody keeps (act/practice.h).  Line 1 says so on
 * every picture; where the rules stand a coach says what to press next.  What
 * happens for real goes on under it, and a real call wins.
 */
extern const struct screen_ops screen_practice;
bool screen_practice_may(struct actor *who);
/* At the first sign-in, until it was begun: offered on the first screen. */
bool screen_practice_offered(struct actor *who);

#endif
