/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/lang.h"
#include "later.h"
#include "warning_later.h"
#include "when.h"

void
warning_later_ask(struct screen *s, struct warning_later *l)
{
	struct buf *b = buf_new();
	char at[SCREEN_WHEN];

	*l = (struct warning_later){ 0 };
	if (screen_ask(s,
		_("When was it? yesterday 14:30, 11-25 14:30, 2 h ago"), b) &&
	    screen_later_read(s, buf_text(b), &l->event_at)) {
		(void)screen_later_ask_number(s, l->paper);
		screen_at(screen_now(s), l->event_at, at);
		screen_say(
		    s, _("The next step is noted as of %s. Choose it."), at);
	}
	buf_free(b);
}

/* The clock that the step begins. */
static const char *
clock_of(const struct act_warning *v, const struct act_action *a,
    const struct act_step *f)
{
	enum warning_severity sev =
	    f->severity != SEVERITY_NONE ? f->severity : v->w.severity;
	const struct state_move *m = state_find(&warning_machine,
	    (int)v->w.state, (int)a->event, warning_facts(&v->w, sev));

	if (f->parents == PARENTS_LATER)
		return "warning.parents_later";
	return m != NULL ? m->deadline : NULL;
}

bool
warning_later_says(struct screen *s, const struct act_warning *v,
    const struct act_action *a, const struct warning_later *l,
    struct act_step *f)
{
	const struct screen_later q = { .kind = WHEN_STEP,
		.event_at = l->event_at,
		.key = clock_of(v, a, f),
		/* who runs it sees it run out */
		.who = v->owner.id != 0 ? v->owner.name : v->psychology.name,
		.paper = l->paper };

	f->event_at = l->event_at;
	f->paper = l->paper;
	return screen_later_ask(s, &q);
}
