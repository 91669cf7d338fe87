/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>
#include <string.h>

#include "base/mem.h"
#include "model/org.h"

#define UNDER(t) (1u << (t))

/* A school holds 99 grades of 99 classes, a district a million schools. */
static const struct {
	const char *name;
	int64_t span;
	unsigned parents;
} types[ORG_TYPE_COUNT] = {
	[ORG_NONE] = { "none", 0, 0 },
	[ORG_DISTRICT] = { "district", 1000000000000, UNDER(ORG_NONE) },
	[ORG_CENTRE] = { "centre", 1000, UNDER(ORG_DISTRICT) },
	[ORG_LINE] = { "line", 1000, UNDER(ORG_DISTRICT) },
	[ORG_SCHOOL] = { "school", 1000000, UNDER(ORG_DISTRICT) },
	[ORG_GRADE] = { "grade", 10000, UNDER(ORG_SCHOOL) },
	[ORG_CLASS] = { "class", 100, UNDER(ORG_GRADE) },
};

const char *
org_type_name(enum org_type t)
{
	return types[t < ORG_TYPE_COUNT ? t : ORG_NONE].name;
}

enum org_type
org_type_of(const char *name)
{
	for (size_t i = 0; i < nitems(types); i++)
		if (strcmp(types[i].name, name) == 0)
			return (enum org_type)i;
	return ORG_NONE;
}

int64_t
org_span(enum org_type t)
{
	return types[t < ORG_TYPE_COUNT ? t : ORG_NONE].span;
}

bool
org_fits(enum org_type t, enum org_type parent)
{
	return t < ORG_TYPE_COUNT && (types[t].parents & UNDER(parent)) != 0;
}
