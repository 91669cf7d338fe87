/* SPDX-License-Identifier: Apache-2.0 */
/* What is begun from the first screen, by role. */
#include "base/lang.h"
#include "screen/consultation.h"
#include "screen/practice.h"
#include "screen/warning.h"
#include "today_begin.h"

int
today_note_talk(struct screen *s)
{
	screen_push(s, &screen_talk, NULL);
	return SCREEN_USED;
}

bool
today_may_note(struct screen *s, const char **why)
{
	(void)why;
	return screen_day_may(screen_who(s));
}

int
today_report(struct screen *s)
{
	screen_push(s, &screen_report, NULL);
	return SCREEN_USED;
}

bool
today_may_report(struct screen *s, const char **why)
{
	(void)why;
	return screen_report_may(screen_who(s)) && !today_may_note(s, why);
}

int
today_practise(struct screen *s)
{
	screen_push(s, &screen_practice, NULL);
	return SCREEN_USED;
}

bool
today_may_practise(struct screen *s, const char **why)
{
	(void)why;
	return screen_practice_offered(screen_who(s));
}

/* One line that nobody has to answer. */
void
today_offer_practice(struct screen *s)
{
	s->hint = screen_practice_offered(screen_who(s))
		      ? N_("First time here? F7: your main things, once, with "
			   "invented people. 5 minutes.")
		      : NULL;
}
