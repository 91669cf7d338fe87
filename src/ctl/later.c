/* SPDX-License-Identifier: Apache-2.0 */
/* What is entered later: --at and --form; form out, show, note. */
#include <string.h>

#include "act/actor.h"
#include "act/form.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "later.h"
#include "model/when.h"

const struct ctl_option ctl_later_options[] = {
	CTL_AT_OPTION,
	CTL_FORM_OPTION,
	{ NULL, NULL, NULL },
};

int
ctl_later_at(struct ctl *c, int64_t *at)
{
	const char *s = ctl_option_value(c, "--at");

	*at = 0;
	if (s == NULL)
		return ctl_given(c, "event_at") ? ctl_time(c, "event_at", at)
						: 0;
	if (when_read(s, act_now(c->who), at) == 0)
		return 0;
	return ctl_fail(c, ERR_INPUT,
	    _("--at: a time looks like \"14:30\", \"yesterday 14:30\","
	      " \"11-25 14:30\" or \"2 h ago\"."));
}

const char *
ctl_later_paper(const struct ctl *c)
{
	return ctl_option_value(c, "--form");
}

void
ctl_put_paper(json_t *o, const char *number)
{
	if (number[0] != '\0')
		json_object_set_new(o, "paper", json_string(number));
}

void
ctl_put_later(json_t *o, int64_t event_at, int64_t entered_at)
{
	if (when_is_later(event_at, entered_at))
		json_object_set_new(o, "entered_later", json_true());
}

int
ctl_say_later(struct ctl *c, json_t *o)
{
	const char *s = ctl_later_paper(c);
	struct act_paper p;

	if (s != NULL && act_form_look(c->who, s, &p) == 0) {
		ctl_put_paper(o, p.p.number);
		json_object_set_new(
		    o, "paper_known", json_boolean(p.p.printed_at != 0));
	}
	return ctl_say(c, o);
}

/* --- the sheets ------------------------------------------------------------
 */

static json_t *
sheet(const struct act_paper *v)
{
	const struct paper *p = &v->p;
	json_t *o = json_object();

	json_object_set_new(o, "number", json_string(p->number));
	json_object_set_new(o, "form", json_string(p->code));
	json_object_set_new(
	    o, "state", json_string(paper_state_code(p->state)));
	ctl_put_time(o, "printed_at", p->printed_at);
	if (v->printer[0] != '\0')
		json_object_set_new(o, "printed_by", json_string(v->printer));
	if (p->subject != PAPER_OF_NOTHING) {
		json_object_set_new(
		    o, "record", json_string(paper_subject_code(p->subject)));
		ctl_put_id(o, "id", p->object);
	}
	ctl_put_time(o, "event_at", p->event_at);
	ctl_put_time(o, p->state == PAPER_ENTERED ? "entered_at" : "noted_at",
	    p->done_at);
	if (v->doer[0] != '\0')
		json_object_set_new(o, "by", json_string(v->doer));
	return o;
}

struct saying {
	struct ctl *c;
	int64_t last;
	int n; /* of this page */
};

static int
say_sheet(void *arg, const struct act_paper *v)
{
	struct saying *x = arg;

	x->last = v->p.id;
	x->n++;
	return ctl_say(x->c, sheet(v));
}

static int
out(struct ctl *c)
{
	struct saying x = { .c = c };
	int r;

	do {
		x.n = 0;
		r = act_form_each(c->who, x.last, 0, say_sheet, &x);
	} while (r == 0 && x.n == ACT_FORM_PAGE);
	return r;
}

const struct ctl_command ctl_form_out = {
	.name = "form out",
	.help = N_("Sheets of blank forms that were printed where you work and "
		   "are neither entered nor accounted for, the oldest first."),
	.run = out,
};

static int
show(struct ctl *c)
{
	struct act_paper v;
	int r = act_form_look(c->who, c->argv[0], &v);

	return r == 0 ? ctl_say(c, sheet(&v)) : r;
}

const struct ctl_command ctl_form_show = {
	.name = "form show",
	.args = "NUMBER",
	.min = 1,
	.max = 1,
	.help = N_("What became of a sheet; the end of its number is enough: "
		   "312-01."),
	.run = show,
};

static int
note(struct ctl *c)
{
	static const char *const words[PAPER_STATES] = {
		[PAPER_OUT] = "out",
		[PAPER_RETURNED] = "returned",
		[PAPER_DESTROYED] = "destroyed",
		[PAPER_LOST] = "lost",
	};
	int64_t audit;
	json_t *o;
	int r;

	for (int i = 0; i < PAPER_STATES; i++) {
		if (words[i] == NULL || strcmp(words[i], c->argv[1]) != 0)
			continue;
		if ((r = act_form_note(
			 c->who, c->argv[0], (enum paper_state)i, &audit)) != 0)
			return r;
		o = json_object();
		json_object_set_new(o, "state",
		    json_string(paper_state_code((enum paper_state)i)));
		ctl_put_id(o, "audit_id", audit);
		return ctl_say(c, o);
	}
	return ctl_fail(
	    c, ERR_USAGE, _("A sheet is out, returned, destroyed or lost."));
}

const struct ctl_command ctl_form_note = {
	.name = "form note",
	.args = "NUMBER WHAT",
	.min = 2,
	.max = 2,
	.help = N_("A sheet that will not be entered: returned (blank), "
		   "destroyed or lost; out takes that back."),
	.run = note,
};
