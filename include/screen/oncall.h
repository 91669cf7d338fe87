/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_ONCALL_H
#define SCREEN_ONCALL_H

#include <stdbool.h>

#include "screen/screen.h"

/* Whom to phone: the on-call directory with "last confirmed"; arg NULL. */
extern const struct screen_ops screen_oncall;
/* For the entries of main/session.c: whoever keeps or needs it. */
bool screen_oncall_may(struct actor *who);

/* Who of several holders of a post is on duty, and when; arg NULL. */
extern const struct screen_ops screen_rota;
bool screen_rota_may(struct actor *who);

#endif
