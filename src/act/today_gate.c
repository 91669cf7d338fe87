/* SPDX-License-Identifier: Apache-2.0 */
/* Packages to agree to and to fetch, copies on paper that are out.  By their
 * numbers: no child stands in these rows. */
#include <stdio.h>

#include "act/package.h"
#include "base/clock.h"
#include "base/lang.h"
#include "gate_internal.h"
#include "package_internal.h"
#include "today_internal.h"

static const struct act_today_kind agree_kind = { "package.agree",
	N_("a package"), N_("agree or not"), "package" };
static const struct act_today_kind fetch_kind = { "package.fetch",
	N_("a package"), N_("agreed to: fetch it"), "package" };
static const struct act_today_kind copy_kind = { "package.copy",
	N_("a copy that is out"), N_("note that it came back"), "package" };

/* The end of that day. */
static int64_t
due_at(int day)
{
	struct clock_parts p = {
		.year = day / 10000, .month = day / 100 % 100, .day = day % 100
	};

	return clock_from_parts(&p) + CLOCK_DAY - 1;
}

static int
add(void *arg, const struct act_package *v)
{
	struct today_list *l = arg;
	struct act_today_row row = {
		.block = TODAY_DO, .id = v->p.id, .at = v->p.made_at
	};
	char about[PACKAGE_NUMBER_MAX + PACKAGE_NAME_MAX + 4];

	if (v->approval != 0)
		row.kind = &agree_kind;
	else if (v->mine && package_is_out(&v->p)) {
		row.kind = &copy_kind;
		row.due_at = due_at(v->p.due);
		row.block = today_when(l, row.due_at);
	} else if (v->may_fetch && v->p.fetches == 0)
		row.kind = &fetch_kind;
	else
		return 0;
	snprintf(about, sizeof(about), "%s  %s", v->p.number, v->p.name);
	today_add(l, &row, about, v->approval != 0 ? v->maker : "");
	return 0;
}

int
today_gate(struct today_list *l)
{
	return package_may(l->who) ? package_waiting(l->who, add, l) : 0;
}
