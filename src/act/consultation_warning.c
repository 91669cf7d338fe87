/* SPDX-License-Identifier: Apache-2.0 */
/* Where consultations and warnings meet: one books from a warning, a risk
 * heard in a talk opens one (SJS-15). */
#include <stdlib.h>

#include "act/warning.h"
#include "base/mem.h"
#include "consultation_internal.h"
#include "warning_case.h"

int
consultation_warn(struct actor *who, int64_t student, int64_t event_at,
    bool danger, int64_t *warning)
{
	return act_warning_from_consultation(
	    who, student, event_at, danger, warning, NULL);
}

static enum appointment_need
need_of(const struct warning *w)
{
	if (w->danger || w->severity == SEVERITY_CRISIS)
		return NEED_NOW;
	return w->severity == SEVERITY_SERIOUS ? NEED_SOON : NEED_ORDINARY;
}

int
consultation_of_warning(
    struct actor *who, int64_t warning, struct appointment *row, bool need)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	int r;

	if ((r = case_read(who, warning, c)) == 0 && (r = case_allow(c)) == 0) {
		row->student = c->w.student;
		if (need)
			row->need = need_of(&c->w);
	}
	free(c);
	return r;
}
