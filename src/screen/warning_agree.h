/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WARNING_AGREE_H
#define SCREEN_WARNING_AGREE_H

#include "act/warning.h"
#include "screen/screen.h"

struct buf;

/* What a second person is asked: the step, and how serious or to whom. */
void warning_pending_words(
    const struct act_warning *v, const struct act_pending *p, struct buf *to);

/* The first one this person may decide; NULL without. */
const struct act_pending *warning_pending_mine(const struct act_warning *v);

/* Ask for a yes or no to it, and carry that out.  The view is stale after. */
void warning_decide(
    struct screen *s, const struct act_warning *v, const struct act_pending *p);

#endif
