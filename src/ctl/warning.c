/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "all.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "later.h"
#include "warning_internal.h"

static int
raise_one(struct ctl *c)
{
	struct observation_told o;
	struct act_receipt rec;
	int r;

	if ((r = warning_read_report(c, &o)) != 0 ||
	    (r = act_warning_raise(c->who, &o, &rec)) != 0)
		return r;
	return warning_say(c, rec.warning, rec.audit);
}

const struct ctl_command ctl_warning_raise = {
	.name = "warning raise",
	.help = N_("Raise a warning as a professional; it joins the open one "
		   "of the student."),
	.fields = warning_report_fields,
	.options = ctl_later_options,
	.run = raise_one,
};

/* --- steps ---------------------------------------------------------------- */

static const struct ctl_field ack_fields[] = {
	{ "version", CTL_INT, false, N_("the one you saw") },
	{ "text", CTL_TEXT, false, N_("what you saw when you looked") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
ack(struct ctl *c)
{
	struct act_step f = { .level = -1, .text = ctl_text(c, "text") };
	struct act_stepped done;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_warning_step(c->who, id, ctl_int(c, "version", 0),
		 WARNING_ACK, &f, &done)) != 0)
		return r;
	return warning_say(c, id, done.audit);
}

const struct ctl_command ctl_warning_ack = {
	.name = "warning ack",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("I have seen it."),
	.fields = ack_fields,
	.run = ack,
};

static const struct ctl_field step_fields[] = {
	{ "event", CTL_TEXT, true, N_("one of the actions it shows") },
	{ "version", CTL_INT, true, N_("the one you saw") },
	{ "text", CTL_TEXT, false, N_("what was found, done or agreed") },
	{ "reason", CTL_TEXT, false, N_("why; sealed") },
	{ "severity", CTL_TEXT, false,
	    N_("attention, general, serious or crisis") },
	{ "level", CTL_TEXT, false, N_("class, grade, school or district") },
	{ "parents", CTL_TEXT, false,
	    N_("told, later or harm; the last two with a reason") },
	{ "person", CTL_INT, false, N_("whom it is handed to") },
	{ "event_at", CTL_TIME, false, N_("when it was; now else") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
read_word(struct ctl *c, const char *field, int (*of)(const char *), int *v)
{
	const char *s = ctl_text(c, field);

	if (s == NULL || (*v = of(s)) >= 0)
		return 0;
	return ctl_fail(
	    c, ERR_INPUT, _("%s: that is not one of the words here."), field);
}

static int
read_step(struct ctl *c, struct act_step *f, int *event)
{
	int severity = 0, parents = 0, r;

	*f = (struct act_step){ .level = -1,
		.text = ctl_text(c, "text"),
		.reason = ctl_text(c, "reason"),
		.person = ctl_int(c, "person", 0),
		.paper = ctl_later_paper(c) };
	*event = state_event_by_code(&warning_machine, ctl_text(c, "event"));
	if (*event < 0 || *event == WARNING_REPORT || *event == WARNING_OVERDUE)
		return ctl_fail(
		    c, ERR_INPUT, _("event: there is no such step."));
	if ((r = ctl_later_at(c, &f->event_at)) != 0 ||
	    (r = read_word(c, "severity", warning_severity_of, &severity)) !=
		0 ||
	    (r = read_word(c, "level", warning_level_of, &f->level)) != 0 ||
	    (r = read_word(c, "parents", warning_parents_of, &parents)) != 0)
		return r;
	f->severity = (enum warning_severity)severity;
	f->parents = (enum warning_parents)parents;
	return 0;
}

static int
step(struct ctl *c)
{
	struct act_stepped done;
	struct act_step f;
	int64_t id;
	int event, r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = read_step(c, &f, &event)) != 0 ||
	    (r = act_warning_step(c->who, id, ctl_int(c, "version", 0),
		 (enum warning_event)event, &f, &done)) != 0)
		return r;
	return warning_say(c, id, done.audit);
}

const struct ctl_command ctl_warning_step = {
	.name = "warning step",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("One step of a warning; what needs a second person is "
		   "asked for, and the same step by one who may is the "
		   "agreement."),
	.fields = step_fields,
	.options = ctl_later_options,
	.run = step,
};

static int
show(struct ctl *c)
{
	struct act_warning *v;
	int64_t id;
	json_t *o;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_warning_show(c->who, id, &v)) != 0)
		return r;
	o = warning_object(v);
	warning_put_story(o, v);
	act_warning_free(v);
	return ctl_say(c, o);
}

const struct ctl_command ctl_warning_show = {
	.name = "warning show",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("A warning, as far as you may see it."),
	.run = show,
};

/* --- the ledger ----------------------------------------------------------- */

#define PAGE 20

struct listing {
	struct ctl *c;
	struct warning_place last;
	int n;
	int64_t now;
};

static int
list_one(void *arg, const struct act_warning_row *row)
{
	struct listing *l = arg;
	const struct warning *w = &row->w;
	json_t *o = json_object();
	char after[48];

	l->last = row->place;
	l->n++;
	ctl_put_id(o, "id", w->id);
	json_object_set_new(o, "state",
	    json_string(state_code(&warning_machine, (int)w->state)));
	ctl_put_id(o, "version", w->version);
	ctl_put_id(o, "student", w->student);
	json_object_set_new(o, "name", json_string(row->student));
	json_object_set_new(o, "class", json_string(row->class));
	json_object_set_new(o, "school", json_string(row->school));
	json_object_set_new(
	    o, "level", json_string(warning_level_name(w->level)));
	json_object_set_new(o, "danger", json_boolean(w->danger));
	ctl_put_time(o, "due_at", w->due_at);
	if (w->due_at != 0)
		json_object_set_new(o, "due_key", json_string(w->due_key));
	json_object_set_new(
	    o, "overdue", json_boolean(w->due_at != 0 && w->due_at < l->now));
	if (row->owner.id != 0)
		json_object_set_new(o, "owner", json_string(row->owner.login));
	json_object_set_new(o, "asked", json_boolean(row->asked));
	ctl_put_time(o, "event_at", w->event_at);
	ctl_put_time(o, "entered_at", w->entered_at);
	snprintf(after, sizeof(after), "%lld:%lld", (long long)row->place.order,
	    (long long)row->place.id);
	json_object_set_new(o, "after", json_string(after));
	return ctl_say(l->c, o);
}

static void
put_figure(json_t *o, const char *name, const struct figure *f, int64_t n)
{
	char words[FIGURE_WORDS];

	figure_words(f, n, words);
	json_object_set_new(
	    o, name, n == FIGURE_HIDDEN ? json_string(words) : json_integer(n));
}

static int
figures_one(void *arg, const struct act_figure *f)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", f->school);
	json_object_set_new(o, "school", json_string(f->name));
	put_figure(o, "open", &f->n, f->n.open);
	put_figure(o, "overdue", &f->n, f->n.overdue);
	put_figure(o, "entered_later", &f->n, f->n.later);
	put_figure(o, "entered_later_overdue", &f->n, f->n.later_overdue);
	return ctl_say(arg, o);
}

static int64_t
number(const struct ctl *c, const char *option, int64_t dflt)
{
	const char *s = ctl_option_value(c, option);

	return s != NULL ? strtoll(s, NULL, 10) : dflt;
}

static int
word(struct ctl *c, const char *option, int (*of)(const char *), int *v)
{
	const char *s = ctl_option_value(c, option);

	if (s == NULL || (*v = of(s)) >= 0)
		return 0;
	return ctl_fail(
	    c, ERR_USAGE, _("%s: that is not one of the words here."), option);
}

static int
state_of(const char *code)
{
	return state_by_code(&warning_machine, code);
}

static int
read_filter(struct ctl *c, struct warning_filter *f, int64_t now)
{
	int r;

	if ((r = word(c, "--state", state_of, &f->state)) != 0 ||
	    (r = word(c, "--level", warning_level_of, &f->level)) != 0)
		return r;
	f->school = number(c, "--school", 0);
	f->grade = number(c, "--grade", 0);
	f->owner = number(c, "--person", 0);
	if (ctl_option(c, "--overdue"))
		f->overdue_at = now;
	if (ctl_option(c, "--closed") || f->state == WARNING_CLOSED)
		f->open = WARNINGS_CLOSED;
	return 0;
}

/* "order:id", the "after" of the last row seen. */
static int
read_place(struct ctl *c, struct warning_place *p)
{
	const char *s = ctl_option_value(c, "--after");
	char *end;

	if (s == NULL)
		return 0;
	p->order = strtoll(s, &end, 10);
	if (*end != ':' || (p->id = strtoll(end + 1, &end, 10)) <= 0 ||
	    *end != '\0')
		return ctl_fail(
		    c, ERR_USAGE, _("--after takes the \"after\" of a row."));
	return 0;
}

/* Figures become the names of --school, on --ground. */
static int
name_school(struct ctl *c, struct act_ledger *l)
{
	const char *word = ctl_option_value(c, "--ground");
	int ground = permit_ground_of(word);

	if (ground != GROUND_CONSENT && ground != GROUND_SAFETY)
		return ctl_fail(c, ERR_USAGE,
		    _("--ground takes consent (the family agreed) or safety "
		      "(serious danger now)."));
	return act_warning_names(
	    c->who, number(c, "--school", 0), (enum permit_ground)ground, l);
}

static int
list(struct ctl *c)
{
	struct listing l = { .c = c, .now = act_now(c->who) };
	int limit = (int)number(c, "--limit", PAGE), r;
	struct act_ledger ledger;

	if ((r = act_warning_ledger(c->who, &ledger)) != 0)
		return r;
	if (ledger.figures && ctl_option_value(c, "--ground") != NULL &&
	    (r = name_school(c, &ledger)) != 0)
		return r;
	if (ledger.figures)
		return act_warning_figures(c->who, figures_one, c);
	if ((r = read_filter(c, &ledger.filter, l.now)) != 0 ||
	    (r = read_place(c, &l.last)) != 0)
		return r;
	do {
		l.n = 0;
		r = act_warning_each(
		    c->who, &ledger, &l.last, limit, list_one, &l);
	} while (r == 0 && l.n > 0 && ctl_option(c, "--all"));
	return r;
}

static const struct ctl_option list_options[] = {
	{ "--state", "STATE", N_("only those in this state") },
	{ "--level", "LEVEL", N_("class, grade, school or district") },
	{ "--overdue", NULL, N_("only what is overdue") },
	{ "--closed", NULL, N_("the closed ones") },
	{ "--school", "ORG", N_("of one school") },
	{ "--ground", "WORD",
	    N_("names of a school where figures stand: consent or safety") },
	{ "--grade", "ORG", N_("of one grade") },
	{ "--person", "ID", N_("of one person who runs them") },
	{ "--after", "AFTER", N_("behind the row with this \"after\"") },
	{ "--limit", "N", N_("rows a page, 64 at most") },
	{ "--all", NULL, N_("every page, streamed") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_warning_list = {
	.name = "warning list",
	.help = N_("The ledger, what is due first; figures alone where no "
		   "names are open."),
	.options = list_options,
	.run = list,
};
