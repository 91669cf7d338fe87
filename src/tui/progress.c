/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/lang.h"
#include "tui/progress.h"

#define BAR 30

static int64_t
rate(const struct tui_progress *p)
{
	int64_t ms = p->now_ms - p->began_ms;

	return ms > 0 ? p->done * 1000 / ms : 0;
}

void
tui_progress_text(const struct tui_progress *p, char *to, int size)
{
	int64_t r = rate(p), left = r > 0 ? (p->total - p->done) / r : -1;

	if (p->total <= 0)
		snprintf(to, (size_t)size, _("%lld so far, %lld a second"),
		    (long long)p->done, (long long)r);
	else if (p->done >= p->total)
		snprintf(
		    to, (size_t)size, _("%lld, all done"), (long long)p->done);
	else if (left < 0)
		snprintf(to, (size_t)size, _("%lld of %lld"),
		    (long long)p->done, (long long)p->total);
	else if (left < 120)
		snprintf(to, (size_t)size,
		    _("%lld of %lld, %lld a second, %lld s left"),
		    (long long)p->done, (long long)p->total, (long long)r,
		    (long long)left);
	else
		snprintf(to, (size_t)size,
		    _("%lld of %lld, %lld a second, %lld min left"),
		    (long long)p->done, (long long)p->total, (long long)r,
		    (long long)(left / 60));
}
