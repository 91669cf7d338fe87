/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "model/tie.h"

static const struct {
	const char *name, *words;
} ties[TIE_COUNT] = {
	[TIE_MENTOR] = { "mentor", N_("mentor") },
	[TIE_LINKED] = { "linked", N_("linked teacher") },
};

const char *
tie_name(enum tie_kind k)
{
	return (unsigned)k < TIE_COUNT ? ties[k].name : "";
}

const char *
tie_words(enum tie_kind k)
{
	return (unsigned)k < TIE_COUNT ? ties[k].words : "";
}

int
tie_of(const char *name)
{
	for (int k = 0; k < TIE_COUNT; k++)
		if (strcmp(ties[k].name, name) == 0)
			return k;
	return -1;
}
