/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_PHONES_H
#define SCREEN_PHONES_H

#include <stdint.h>

#include "screen/screen.h"

/* Whom to phone now, for an organisation and above it, with when each was
 * last confirmed: over the screen, until Esc (design.md 8). */
void screen_phones(struct screen *s, int64_t org);

/* Whom of these n has one phoned, and did they answer?  "Somebody else" is
 * all zero.  false: left with Esc. */
struct act_duty;
bool screen_phoned(struct screen *s, const struct act_duty *all, int n,
    struct act_duty *whom, bool *spoke);

#endif
