/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WARNING_H
#define SCREEN_WARNING_H

#include <stdbool.h>
#include <stdint.h>

#include "screen/screen.h"

/* The ledger (screens.md 4a); arg NULL. */
extern const struct screen_ops screen_warnings;
/* One warning (4b); arg: its id, an int64_t. */
extern const struct screen_ops screen_warning;
/* A worry to report (5); arg: a student's id, or NULL. */
extern const struct screen_ops screen_report;

/* For the entries of main/session.c. */
bool screen_warnings_may(struct actor *who);
bool screen_report_may(struct actor *who);

#endif
