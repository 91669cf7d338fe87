/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WARNING_LATER_H
#define SCREEN_WARNING_LATER_H

#include "act/warning.h"
#include "screen/screen.h"

/* The next step was earlier: when, and the sheet it stood on; 0 and "": now. */
struct warning_later {
	int64_t event_at;
	char paper[PAPER_NUMBER_MAX];
};
void warning_later_ask(struct screen *s, struct warning_later *l);
/* Into the step; what saving it does then is read and agreed to. */
bool warning_later_says(struct screen *s, const struct act_warning *v,
    const struct act_action *a, const struct warning_later *l,
    struct act_step *f);

#endif
