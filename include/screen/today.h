/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_TODAY_H
#define SCREEN_TODAY_H

#include "screen/screen.h"

/* What waits for me (screens.md 1a, 1b): the first screen; arg NULL. */
extern const struct screen_ops screen_today;

#endif
