/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/paper.h"

static const struct {
	const char *code, *words;
} states[PAPER_STATES] = {
	[PAPER_OUT] = { "OUT", N_("not entered yet") },
	[PAPER_ENTERED] = { "ENTERED", N_("entered") },
	[PAPER_RETURNED] = { "RETURNED", N_("came back blank") },
	[PAPER_DESTROYED] = { "DESTROYED", N_("destroyed") },
	[PAPER_LOST] = { "LOST", N_("cannot be found") },
};

static const char *const subjects[PAPER_SUBJECTS] = { "", "ticket",
	"observation", "consultation", "step" };

const char *
paper_state_code(enum paper_state s)
{
	return states[s].code;
}

int
paper_state_of(const char *code)
{
	for (int i = 0; i < PAPER_STATES; i++)
		if (strcmp(states[i].code, code) == 0)
			return i;
	return -1;
}

const char *
paper_state_words(enum paper_state s)
{
	return states[s].words;
}

const char *
paper_subject_code(enum paper_subject s)
{
	return subjects[s];
}

int
paper_subject_of(const char *code)
{
	for (int i = 0; i < PAPER_SUBJECTS; i++)
		if (strcmp(subjects[i], code) == 0)
			return i;
	return -1;
}

/* Full-width letters and the strokes an input method makes of "-". */
static uint32_t
narrow(uint32_t cp)
{
	if ((cp >= 0xff21 && cp <= 0xff3a) || (cp >= 0xff41 && cp <= 0xff5a))
		return cp - 0xfee0;
	if (cp == 0xff0d || cp == 0x2014 || cp == 0x2013 || cp == 0x2212)
		return '-';
	return text_narrow(cp);
}

int
paper_number_read(const char *s, char to[PAPER_NUMBER_MAX])
{
	size_t n, left = strlen(s), len = 0;
	char out[PAPER_NUMBER_MAX];
	uint32_t cp;

	for (; (n = text_next(s, left, &cp)) > 0; s += n, left -= n) {
		cp = cp == TEXT_BAD ? '?' : narrow(cp);
		if (cp == ' ' || cp == 0x3000)
			continue;
		if (cp >= 128 || len == sizeof(out) - 1 ||
		    (!isalnum((int)cp) && cp != '-'))
			return ERR_INPUT;
		out[len++] = (char)tolower((int)cp);
	}
	out[len] = '\0';
	if (strpbrk(out, "0123456789") == NULL)
		return ERR_INPUT;
	memcpy(to, out, len + 1);
	return 0;
}

const char *
paper_tail(const char *number)
{
	const char *p = number + strlen(number);

	for (int strokes = 0; p > number; p--)
		if (p[-1] == '-' && ++strokes == 2)
			return p;
	return number;
}
