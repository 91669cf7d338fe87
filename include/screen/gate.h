/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_GATE_H
#define SCREEN_GATE_H

#include "act/gate.h"
#include "screen/screen.h"

/* Files in and out: what can be sent, what can be fetched; arg NULL. */
extern const struct screen_ops screen_gate;
bool screen_gate_may(struct actor *who);

/* A word, the command to paste, and what becomes of the file; arg: what it is
 * for, a const struct act_gate_ask *. */
extern const struct screen_ops screen_gate_wait;

/* Packages and copies that left the house; arg NULL. */
extern const struct screen_ops screen_packages;
bool screen_packages_may(struct actor *who);

/* One of them; arg: const int64_t *. */
extern const struct screen_ops screen_package;

/* A new one; arg: const int64_t *, the student. */
extern const struct screen_ops screen_package_make;

#endif
