/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <stdio.h>

#include "model/figure.h"
#include "model/profile.h"

static bool
is_small(int64_t n)
{
	return n > 0 && n < profile_default()->small_cell;
}

/* As a part of `all`, whose number stands beside it. */
static int64_t
part(int64_t n, int64_t all)
{
	return is_small(n) || is_small(all - n) ? FIGURE_HIDDEN : n;
}

static int64_t
of_few(int64_t n)
{
	return n > 0 ? FIGURE_HIDDEN : 0;
}

/* Each is a part of what can be reckoned from those before it. */
void
figure_hide(struct figure *f)
{
	const struct figure is = *f;
	int64_t rest = is.open;

	if (is_small(is.open)) {
		*f = (struct figure){ FIGURE_HIDDEN, of_few(is.overdue),
			of_few(is.later), of_few(is.later_overdue) };
		return;
	}
	f->later = part(is.later, is.open);
	if (f->later != FIGURE_HIDDEN)
		rest -= is.later;
	f->overdue = part(is.overdue, rest);
	rest = f->later != FIGURE_HIDDEN ? is.later : is.open;
	f->later_overdue = part(is.later_overdue, rest);
}

void
figure_words(const struct figure *f, int64_t n, char to[FIGURE_WORDS])
{
	if (n != FIGURE_HIDDEN)
		snprintf(to, FIGURE_WORDS, "%lld", (long long)n);
	else if (f->open == FIGURE_HIDDEN)
		snprintf(
		    to, FIGURE_WORDS, "<%d", profile_default()->small_cell);
	else
		snprintf(to, FIGURE_WORDS, "*");
}
