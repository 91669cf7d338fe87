/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "day_words.h"
#include "model/day.h"
#include "model/group.h"
#include "sheet.h"

void
day_words(int day, char to[DAY_WORDS])
{
	to[0] = '\0';
	if (day != 0)
		snprintf(to, DAY_WORDS, "%04u-%02u-%02u",
		    (unsigned)day / 10000 % 10000, (unsigned)day / 100 % 100,
		    (unsigned)day % 100);
}

void
span_words(int starts, int ends, char to[SPAN_WORDS])
{
	char from[DAY_WORDS], until[DAY_WORDS];

	day_words(starts, from);
	day_words(ends, until);
	if (ends == 0)
		snprintf(to, SPAN_WORDS, _("since %s"), from);
	else
		snprintf(to, SPAN_WORDS, _("%s to %s"), from, until);
}

bool
day_ask(struct screen *s, const char *question, int was, int *day)
{
	char typed[32];

	day_words(was, typed);
	for (;;) {
		if (!sheet_ask(s, question, typed, typed, sizeof(typed)))
			return false;
		if (day_read(typed, day) == 0)
			return true;
		screen_warn(s, "%s", _("A day is written like 2026-9-1."));
	}
}

int
day_now(struct screen *s)
{
	struct clock_parts p;

	clock_parts_of(screen_now(s), &p);
	return day_of(p.year, p.month, p.day);
}

int
group_words_width(void)
{
	const struct group_code *c;
	int widest = 0, w;

	for (int i = 0; (c = group_code_at(i)) != NULL; i++) {
		const char *words = _(c->words);

		w = text_width(words, strlen(words));
		widest = w > widest ? w : widest;
	}
	return widest;
}
