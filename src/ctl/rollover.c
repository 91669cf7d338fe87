/* SPDX-License-Identifier: Apache-2.0 */
/* rollover plan, run, undo, confirm, list: a new school year. */
#include <stdlib.h>

#include "act/rollover.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

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
	if (r->away > 0)
		json_object_set_new(o, "away", json_integer(r->away));
	json_object_set_new(o, "posts", json_integer(r->posts));
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
plan(struct ctl *c)
{
	struct act_rollover_plan p;
	json_t *o;
	int r;

	r = act_rollover_plan(c->who, ctl_option_value(c, "--school"),
	    year_of(c), &p, say_class, c);
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

static int
run(struct ctl *c)
{
	struct rollover out;
	int r = act_rollover_run(c->who, ctl_option_value(c, "--school"),
	    year_of(c), 0, NULL, NULL, &out);

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
