/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_KNOCK_H
#define SCREEN_KNOCK_H

#include <stdbool.h>

#include "screen/screen.h"

/* Who is being knocked: arg NULL, or an int64_t ladder to stand on. */
extern const struct screen_ops screen_knock;
/* For the entries of main/session.c. */
bool screen_knock_may(struct actor *who);

#endif
