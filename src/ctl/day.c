/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"
#include "day.h"
#include "model/day.h"

int
ctl_day(struct ctl *c, const char *field, int *day)
{
	const char *text = ctl_text(c, field);

	if (text == NULL || day_read(text, day) == 0)
		return 0;
	return ctl_fail(
	    c, ERR_INPUT, _("%s: a day is written like 2026-9-1."), field);
}

void
ctl_put_day(json_t *o, const char *key, int day)
{
	char text[16];

	if (day == 0)
		return;
	snprintf(text, sizeof(text), "%04u-%02u-%02u",
	    (unsigned)day / 10000 % 10000, (unsigned)day / 100 % 100,
	    (unsigned)day % 100);
	json_object_set_new(o, key, json_string(text));
}
