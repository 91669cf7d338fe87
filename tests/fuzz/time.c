/* SPDX-License-Identifier: Apache-2.0 */
/* Times and spans as people and scripts write them: what is taken prints and
 * reads back as the same; a meeting without a year lies ahead, what happened
 * lies behind, or so little ahead that it is told. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "model/when.h"
#include "src/screen/consultation.h"
#include "tests/lib/fuzz.h"

#define NOW 1795500000 /* a day of November 2026 */

const char *const fuzz_pieces[] = { "2026-11-24", "T", "02:14", ":05", "Z",
	"+08:00", " ", "11-30", "/", "12.31", "23:59", "：", "１４", "+90s",
	"15m", "3h", "2d", "-", "9999", "0", "24:00", "02-30", "昨天", "前天",
	"今天", "昨晚", "下午", "2点半", "11月25日", "25", "分钟前", "小时前",
	"半", "yesterday", " min ago", "年", "2026年", NULL };

static void
a_time(const char *s)
{
	int64_t at, again;
	char iso[21];

	if (clock_read(s, &at) != 0)
		return;
	clock_iso(at, iso);
	fuzz_promise(strlen(iso) == 20);
	fuzz_promise(clock_read(iso, &again) == 0 && again == at);
}

static void
a_span(const char *s)
{
	int64_t seconds;

	if (clock_read_span(s, &seconds) == 0)
		fuzz_promise(seconds >= 0);
}

static void
a_meeting(const char *s)
{
	int64_t at;
	int r = consultation_read_time(s, NOW, &at);

	fuzz_promise(r == 0 || r == ERR_INPUT);
	if (r == 0 && strchr(s, '-') == NULL) /* 14:00, 12/31 14:00 */
		fuzz_promise(at >= NOW - 60 && at < NOW + 367 * CLOCK_DAY);
}

/* Four digits in a row, or a wide one somewhere. */
static bool
may_name_a_year(const char *s)
{
	int run = 0;

	for (; *s != '\0'; s++) {
		run = *s >= '0' && *s <= '9' ? run + 1 : 0;
		if (run == 4 || (unsigned char)*s == 0xef)
			return true;
	}
	return false;
}

static void
what_happened(const char *s)
{
	int64_t at;
	int r = when_read(s, NOW, &at);

	fuzz_promise(r == 0 || r == ERR_INPUT);
	if (r != 0 || may_name_a_year(s))
		return;
	fuzz_promise(at <= NOW + 91 * CLOCK_DAY);
	fuzz_promise(at >= NOW - 9999 * (int64_t)CLOCK_DAY);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *s = fuzz_text(p, n);

	a_time(s);
	a_span(s);
	a_meeting(s);
	what_happened(s);
	free(s);
	return 0;
}
