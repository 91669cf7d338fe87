/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_ROSTER_H
#define SCREEN_ROSTER_H

#include "screen/screen.h"

/* Rows of a roster that were refused and wait to be mended; arg NULL. */
extern const struct screen_ops screen_refused;
bool screen_refused_may(struct actor *who);

/* One of them; arg: its id, an int64_t. */
extern const struct screen_ops screen_mend;

#endif
