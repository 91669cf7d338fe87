/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"
#include "model/care.h"

static const struct {
	const char *name, *words;
} states[CARE_COUNT] = {
	[CARE_USUAL] = { "usual", N_("as usual") },
	[CARE_OPEN] = { "open", N_("somebody looks after them") },
};

const char *
care_name(enum care c)
{
	return (unsigned)c < CARE_COUNT ? states[c].name : "";
}

const char *
care_words(enum care c)
{
	return (unsigned)c < CARE_COUNT ? states[c].words : "";
}
