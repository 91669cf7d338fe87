/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TODAY_BEGIN_H
#define TODAY_BEGIN_H

#include <stdbool.h>

#include "screen/screen.h"

/* What is begun from the first screen, by role. */
int today_note_talk(struct screen *s);
bool today_may_note(struct screen *s, const char **why);
int today_report(struct screen *s);
bool today_may_report(struct screen *s, const char **why);
int today_practise(struct screen *s);
bool today_may_practise(struct screen *s, const char **why);
void today_offer_practice(struct screen *s);

#endif
