/* SPDX-License-Identifier: Apache-2.0 */
/* rollover plan, run, undo, confirm, list; turns and turn: a new school
 * year. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/rollover.h"
#include "all.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"
#include "model/duty.h"

static const struct ctl_option options[] = {
	{ "--school", "NAME", N_("of this school alone, by name or code") },
	{ "--year", "YEAR", N_("that begins; else the nearest one") },
	{ NULL, NULL, NULL },
};

static int
year_of(const struct ctl *c)
{
	const char *s = ctl_option_value(c, "--year");

	return s != NULL ? atoi(s) : 0;
}

static json_t *
state_object(const struct rollover *r)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", r->id);
	json_object_set_new(o, "year", json_integer(r->year));
	ctl_put_id(o, "org", r->org);
	json_object_set_new(
	    o, "state", json_string(rollover_state_name(r->state)));
	json_object_set_new(
	    o, "words", json_string(_(rollover_state_words(r->state))));
	json_object_set_new(o, "students", json_integer(r->students));
	json_object_set_new(o, "posts", json_integer(r->posts));
	ctl_put_time(o, "started_at", r->started_at);
	ctl_put_time(o, "changed_at", r->changed_at);
	return o;
}

static int
say(void *arg, const struct rollover *r)
{
	return ctl_say(arg, state_object(r));
}

/* --- the plan ---------------------------------------------------------------
 */

static int
say_class(void *arg, const struct act_rollover_class *r)
{
	json_t *o = json_object(), *why = json_array();

	json_object_set_new(o, "school", json_string(r->school));
	ctl_put_id(o, "org", r->org.id);
	json_object_set_new(o, "from", json_string(r->from));
	json_object_set_new(o, "to", json_string(r->leaves ? "leaves" : r->to));
	json_object_set_new(o, "students", json_integer(r->students));
	if (r->excepts > 0)
		json_object_set_new(o, "another_way", json_integer(r->excepts));
	if (r->away > 0)
		json_object_set_new(o, "away", json_integer(r->away));
	json_object_set_new(o, "posts", json_integer(r->posts));
	json_object_set_new(o, "posts_ending", json_integer(r->ends));
	for (int i = 0; i < ROLLOVER_WHYS; i++)
		if (r->why & 1 << i)
			json_array_append_new(
			    why, json_string(act_rollover_why_name(i)));
	if (json_array_size(why) > 0)
		json_object_set(o, "why", why);
	json_decref(why);
	if (r->name[0] != '\0')
		json_object_set_new(o, "with", json_string(r->name));
	return ctl_say(arg, o);
}

static int
say_except(void *arg, const struct act_rollover_except *x)
{
	const char *to = x->to[0] != '\0' ? x->to : x->row.whereabouts;
	json_t *o = json_object();

	json_object_set_new(o, "school", json_string(x->school));
	json_object_set_new(o, "from", json_string(x->from));
	ctl_put_id(o, "student", x->row.student);
	json_object_set_new(o, "name", json_string(x->row.name));
	json_object_set_new(o, "number", json_string(x->row.number));
	json_object_set_new(o, "except", json_string(except_name(x->row.kind)));
	if (to[0] != '\0')
		json_object_set_new(o, "to", json_string(to));
	return ctl_say(arg, o);
}

static int
say_work(void *arg, const struct act_rollover_work *w)
{
	json_t *o = json_object();

	json_object_set_new(o, "school", json_string(w->school));
	json_object_set_new(o, "from", json_string(w->from));
	ctl_put_id(o, "org", w->org.id);
	json_object_set_new(
	    o, "open", json_string(w->appointment ? "appointment" : "warning"));
	json_object_set_new(o, "leaves", json_boolean(w->leaves));
	json_object_set_new(o, "now", json_string(w->now_name));
	json_object_set_new(o, "after", json_string(w->after_name));
	return ctl_say(arg, o);
}

static int
plan(struct ctl *c)
{
	const struct act_rollover_see see = { say_class, say_except, say_work,
		c };
	struct act_rollover_plan p;
	json_t *o;
	int r;

	r = act_rollover_plan(
	    c->who, ctl_option_value(c, "--school"), year_of(c), &p, &see);
	if (r != 0)
		return r;
	o = json_object();
	json_object_set_new(o, "year", json_integer(p.year));
	json_object_set_new(o, "schools", json_integer(p.schools));
	json_object_set_new(o, "classes_up", json_integer(p.up));
	json_object_set_new(o, "classes_leaving", json_integer(p.leaving));
	json_object_set_new(o, "students_up", json_integer(p.students_up));
	json_object_set_new(
	    o, "students_leaving", json_integer(p.students_leaving));
	json_object_set_new(o, "students_repeating", json_integer(p.repeating));
	json_object_set_new(o, "students_returning", json_integer(p.returning));
	json_object_set_new(o, "students_away", json_integer(p.away));
	json_object_set_new(o, "posts_ending", json_integer(p.posts));
	json_object_set_new(o, "posts_kept", json_integer(p.posts_kept));
	return ctl_say(c, o);
}

const struct ctl_command ctl_rollover_plan = {
	.name = "rollover plan",
	.help = N_("What a new school year would bring: what needs a look "
		   "first, then class by class, the sums last; nothing is "
		   "changed."),
	.options = options,
	.run = plan,
};

/* --- and what is done -------------------------------------------------------
 */

struct telling {
	int64_t began, told; /* ms */
};

/* On stderr, at most once a second: how many, how fast. */
static int
on_slice(void *arg, const struct rollover *r)
{
	struct telling *t = arg;
	int64_t now = clock_ticks_ms();

	if (now - t->told < 1000 || r->students == 0)
		return 0;
	t->told = now;
	fprintf(stderr, _("%lld students, %lld a second\n"),
	    (long long)r->students,
	    (long long)(r->students * 1000 / (now - t->began + 1)));
	return 0;
}

static int
run(struct ctl *c)
{
	struct telling t = { .began = clock_ticks_ms() };
	struct rollover out;
	int r = act_rollover_run(c->who, ctl_option_value(c, "--school"),
	    year_of(c), 0, on_slice, &t, &out);

	return r != 0 ? r : say(c, &out);
}

const struct ctl_command ctl_rollover_run = {
	.name = "rollover run",
	.help = N_("Turn the school year over, or go on with what was cut "
		   "off; it can be undone until it is confirmed."),
	.options = options,
	.run = run,
};

static int
undo(struct ctl *c)
{
	struct rollover out;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_rollover_undo(c->who, id, 0, NULL, NULL, &out)) != 0)
		return r;
	return say(c, &out);
}

const struct ctl_command ctl_rollover_undo = {
	.name = "rollover undo",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Undo a roll-over as a whole."),
	.run = undo,
};

static int
confirm(struct ctl *c)
{
	struct rollover out;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_rollover_confirm(c->who, id, &out)) != 0)
		return r;
	return say(c, &out);
}

const struct ctl_command ctl_rollover_confirm = {
	.name = "rollover confirm",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Confirm a roll-over: it cannot be undone any more."),
	.run = confirm,
};

static int
list(struct ctl *c)
{
	return act_rollover_each(c->who, 1000, say, c);
}

const struct ctl_command ctl_rollover_list = {
	.name = "rollover list",
	.help = N_("Every roll-over and how far it is, newest first."),
	.run = list,
};

/* --- what becomes of posts --------------------------------------------------
 */

static const struct ctl_option turn_options[] = {
	{ "--school", "NAME", N_("of this school alone, by name or code") },
	{ NULL, NULL, NULL },
};

static int
say_turn(void *arg, const struct act_rollover_turn *t)
{
	const struct duty *d = duty_of(t->post);
	json_t *o = json_object();

	json_object_set_new(
	    o, "post", json_string(d != NULL ? t->post : "other"));
	json_object_set_new(o, "turn", json_string(turn_name(t->turn)));
	json_object_set_new(o, "words", json_string(_(turn_words(t->turn))));
	json_object_set_new(o, "by", json_string(turn_by_name(t->by)));
	return ctl_say(arg, o);
}

static int
turns(struct ctl *c)
{
	return act_rollover_turn_each(
	    c->who, ctl_option_value(c, "--school"), say_turn, c);
}

const struct ctl_command ctl_rollover_turns = {
	.name = "rollover turns",
	.help = N_("What becomes of each post of a class or grade when the "
		   "year turns."),
	.options = turn_options,
	.run = turns,
};

static int
turn(struct ctl *c)
{
	const struct duty *d = duty_read(c->argv[0]);
	bool other = strcmp(c->argv[0], "other") == 0;
	int t = turn_of(c->argv[1]), r;
	int64_t audit = 0;
	json_t *o;

	if (t < 0 || (d == NULL && !other))
		return ctl_fail(c, ERR_USAGE,
		    _("Expected a post such as class_teacher, or other, and "
		      "moves-up, ends-with-year or stays."));
	r = act_rollover_turn_put(c->who, ctl_option_value(c, "--school"),
	    other ? "" : d->name, (enum turn)t, &audit);
	if (r != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

const struct ctl_command ctl_rollover_turn = {
	.name = "rollover turn",
	.args = "POST TURN",
	.min = 2,
	.max = 2,
	.help = N_("Decide it for a post: moves-up, ends-with-year, stays."),
	.options = turn_options,
	.run = turn,
};
