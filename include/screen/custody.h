/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_CUSTODY_H
#define SCREEN_CUSTODY_H

#include "model/custody.h"
#include "screen/screen.h"

/* One request to custody, for everybody it concerns; arg: its id. */
extern const struct screen_ops screen_custody;
/* Break-glass, from the palette: what is to be opened, and why.  arg NULL. */
extern const struct screen_ops screen_glass;
/* One's circle: its people and the work on its keys; arg: its id, NULL: the
 * first that one is in. */
extern const struct screen_ops screen_circle;

/* For the entries of main/session.c. */
bool screen_glass_may(struct actor *who);
bool screen_circle_may(struct actor *who);

/* From where something stays shut: ask why, then ask custody. */
void
screen_custody_ask(struct screen *s, enum custody_kind kind, int64_t object);

#endif
