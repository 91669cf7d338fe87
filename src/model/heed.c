/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/heed.h"

static const struct {
	const char *name, *words;
} heeds[HEED_COUNT] = {
	[HEED_EXERCISE] = { "exercise", N_("no hard exercise") },
	[HEED_HEIGHTS] = { "heights",
	    N_("somebody beside them at heights and in water") },
	[HEED_FOOD] = { "food", N_("ask before giving food") },
	[HEED_MEDICINE] = { "medicine", N_("ask before giving medicine") },
	[HEED_CARRIES] = { "carries",
	    N_("carries medicine and may take it at any time") },
	[HEED_REST] = { "rest", N_("may rest whenever needed") },
	[HEED_CALL] = { "call",
	    N_("if unwell: school doctor, family and 120 at once") },
};

const char *
heed_name(enum heed h)
{
	return (unsigned)h < HEED_COUNT ? heeds[h].name : "";
}

const char *
heed_words(enum heed h)
{
	return (unsigned)h < HEED_COUNT ? heeds[h].words : "";
}

int
heed_of(const char *name)
{
	for (int h = 0; h < HEED_COUNT; h++)
		if (strcmp(heeds[h].name, name) == 0)
			return h;
	return -1;
}

static void
put(unsigned bits, const char *between, bool for_people,
    char to[HEED_WORDS_MAX])
{
	size_t n = 0;

	to[0] = '\0';
	for (int h = 0; h < HEED_COUNT && n < HEED_WORDS_MAX; h++)
		if ((bits & 1u << h) != 0)
			n += (size_t)snprintf(to + n, HEED_WORDS_MAX - n,
			    "%s%s", n > 0 ? between : "",
			    for_people ? _(heeds[h].words) : heeds[h].name);
}

void
heed_put(unsigned bits, char to[HEED_WORDS_MAX])
{
	put(bits, " ", false, to);
}

void
heed_say(unsigned bits, char to[HEED_WORDS_MAX])
{
	put(bits, _("; "), true, to);
}

int
heed_read(const char *names)
{
	char one[16];
	int bits = 0, h;
	size_t n;

	for (; *names != '\0'; names += n + strspn(names + n, " ")) {
		n = strcspn(names, " ");
		if (n == 0 || n >= sizeof(one))
			return -1;
		mem_copy_text(one, n + 1, names);
		if ((h = heed_of(one)) < 0)
			return -1;
		bits |= 1 << h;
	}
	return bits;
}
