/* SPDX-License-Identifier: Apache-2.0 */
/* package make, list, show, pass, back. */
#include <string.h>

#include "act/package.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static void
put_code(json_t *o, const char *key, enum package_list l, int i)
{
	json_object_set_new(o, key, json_string(package_code(l, i)));
}

static void
put_package(json_t *o, const struct package *p)
{
	json_t *list = json_array();

	ctl_put_id(o, "id", p->id);
	json_object_set_new(o, "number", json_string(p->number));
	ctl_put_id(o, "student", p->student);
	put_code(o, "medium", PACKAGE_LIST_MEDIUM, (int)p->medium);
	put_code(o, "receiver", PACKAGE_LIST_RECEIVER, (int)p->receiver);
	json_object_set_new(o, "name", json_string(p->name));
	put_code(o, "purpose", PACKAGE_LIST_PURPOSE, (int)p->purpose);
	put_code(o, "ground", PACKAGE_LIST_GROUND, (int)p->ground);
	for (int i = 0; i < PACKAGE_ITEMS; i++)
		if ((p->items & 1u << i) != 0)
			json_array_append_new(list,
			    json_string(package_code(PACKAGE_LIST_ITEM, i)));
	json_object_set_new(o, "contents", list);
	put_code(o, "state", PACKAGE_LIST_STATE, (int)p->state);
	ctl_put_time(o, "made_at", p->made_at);
	ctl_put_time(o, "expires_at", p->expires_at);
	json_object_set_new(o, "fetches", json_integer(p->fetches));
	if (p->due != 0)
		json_object_set_new(o, "due", json_integer(p->due));
	if (p->outcome != PACKAGE_NOT_YET)
		put_code(o, "outcome", PACKAGE_LIST_OUTCOME, (int)p->outcome);
}

static json_t *
view(const struct act_package *v)
{
	json_t *o = json_object();

	put_package(o, &v->p);
	json_object_set_new(o, "student_name", json_string(v->student));
	json_object_set_new(o, "made_by", json_string(v->maker));
	json_object_set_new(o, "agreed_by", json_string(v->agreer));
	json_object_set_new(o, "late", json_boolean(v->late));
	if (v->approval != 0)
		ctl_put_id(o, "approval", v->approval);
	return o;
}

/* --- making ----------------------------------------------------------------
 */

static int
code_field(struct ctl *c, const char *field, enum package_list l, int *out)
{
	const char *v = ctl_text(c, field);

	*out = v != NULL ? package_of(l, v) : 0;
	if (*out >= 0)
		return 0;
	return ctl_fail(c, ERR_INPUT, _("%s: there is no such one."), field);
}

static int
read_contents(struct ctl *c, unsigned *items)
{
	json_t *list = json_object_get(c->in, "contents"), *one;
	size_t i;

	json_array_foreach(list, i, one)
	{
		const char *s = json_string_value(one);
		int item = s != NULL ? package_of(PACKAGE_LIST_ITEM, s) : -1;

		if (item < 0)
			return ctl_fail(c, ERR_INPUT,
			    _("%s: there is no such one."), "contents");
		*items |= 1u << item;
	}
	return 0;
}

static int
read_ask(struct ctl *c, struct act_package_ask *ask)
{
	int medium, receiver, purpose, ground, r;

	if ((r = code_field(c, "medium", PACKAGE_LIST_MEDIUM, &medium)) != 0 ||
	    (r = code_field(c, "receiver", PACKAGE_LIST_RECEIVER, &receiver)) !=
		0 ||
	    (r = code_field(c, "purpose", PACKAGE_LIST_PURPOSE, &purpose)) !=
		0 ||
	    (r = code_field(c, "ground", PACKAGE_LIST_GROUND, &ground)) != 0)
		return r;
	ask->student = ctl_int(c, "student", 0);
	ask->medium = (enum package_medium)medium;
	ask->receiver = (enum package_receiver)receiver;
	ask->purpose = (enum package_purpose)purpose;
	ask->ground = (enum package_ground)ground;
	ask->name = ctl_text(c, "name");
	ask->appointment = ctl_int(c, "consultation", 0);
	ask->due_days = (int)ctl_int(c, "due_days", 0);
	return read_contents(c, &ask->items);
}

static int
make(struct ctl *c)
{
	struct act_package_ask ask = { .student = 0 };
	char pass[PACKAGE_PASS_MAX];
	struct package p;
	json_t *o;
	int r;

	if ((r = read_ask(c, &ask)) != 0 ||
	    (r = act_package_make(c->who, &ask, &p, pass)) != 0)
		return r;
	o = json_object();
	put_package(o, &p);
	if (pass[0] != '\0')
		json_object_set_new(o, "passphrase", json_string(pass));
	explicit_bzero(pass, sizeof(pass));
	return ctl_say(c, o);
}

static const struct ctl_field make_fields[] = {
	{ "student", CTL_INT, true, N_("the student") },
	{ "medium", CTL_TEXT, false, N_("zip or paper; zip else") },
	{ "receiver", CTL_TEXT, true,
	    N_("hospital, police, school or guardian") },
	{ "name", CTL_TEXT, true, N_("which hospital, station or school") },
	{ "purpose", CTL_TEXT, true, N_("treat, rescue, change or meet") },
	{ "ground", CTL_TEXT, true, N_("consent, safety or law") },
	{ "contents", CTL_LIST, true,
	    N_("any of directory, phone, warning, consultation") },
	{ "consultation", CTL_INT, false,
	    N_("whose notes; the newest with notes else") },
	{ "due_days", CTL_INT, false,
	    N_("paper: back or destroyed in so many days; 30 else") },
	{ NULL, CTL_TEXT, false, NULL },
};

const struct ctl_command ctl_package_make = {
	.name = "package make",
	.help = N_("Ask for a package about a student: a second person agrees, "
		   "then `gate word package` lets it out; the passphrase is "
		   "shown here alone, to be told by telephone."),
	.fields = make_fields,
	.run = make,
};

/* --- looking ---------------------------------------------------------------
 */

struct saying {
	struct ctl *c;
	bool out; /* those alone */
	struct act_package_after last;
	int n; /* of this page */
};

static int
say_one(void *arg, const struct act_package *v)
{
	struct saying *x = arg;

	x->last = (struct act_package_after){ v->past, v->p.id };
	x->n++;
	return !x->out || package_is_out(&v->p) ? ctl_say(x->c, view(v)) : 0;
}

/* Copies that are out are not past: that part is read for nothing. */
static int
list(struct ctl *c)
{
	struct saying x = { .c = c, .out = ctl_option(c, "--out") };
	int r;

	do {
		x.n = 0;
		r = act_package_each(c->who, &x.last, say_one, &x);
	} while (r == 0 && x.n == ACT_PACKAGE_PAGE && !(x.out && x.last.past));
	return r;
}

static const struct ctl_option list_options[] = {
	{ "--out", NULL, N_("copies on paper that are out, no others") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_package_list = {
	.name = "package list",
	.help = N_("Packages and copies: yours, and those you agree to or "
		   "answer for."),
	.options = list_options,
	.run = list,
};

static int
show(struct ctl *c)
{
	struct act_package v;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_package_show(c->who, id, &v)) != 0)
		return r;
	return ctl_say(c, view(&v));
}

const struct ctl_command ctl_package_show = {
	.name = "package show",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("One package: to whom, for what, what is in it."),
	.run = show,
};

/* --- afterwards ------------------------------------------------------------
 */

static int
new_pass(struct ctl *c)
{
	char pass[PACKAGE_PASS_MAX];
	json_t *o;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_package_pass(c->who, id, pass)) != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "id", id);
	json_object_set_new(o, "passphrase", json_string(pass));
	explicit_bzero(pass, sizeof(pass));
	return ctl_say(c, o);
}

const struct ctl_command ctl_package_pass = {
	.name = "package pass",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Another passphrase for what is fetched from now on, when "
		   "the first was forgotten or overheard."),
	.run = new_pass,
};

static int
back(struct ctl *c)
{
	int outcome = package_of(PACKAGE_LIST_OUTCOME, c->argv[1]);
	int64_t id, audit;
	json_t *o;
	int r;

	if (outcome <= PACKAGE_NOT_YET)
		return ctl_fail(
		    c, ERR_INPUT, _("outcome: returned, destroyed or lost."));
	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_package_note(
		 c->who, id, (enum package_outcome)outcome, &audit)) != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "id", id);
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

const struct ctl_command ctl_package_back = {
	.name = "package back",
	.args = "ID OUTCOME",
	.min = 2,
	.max = 2,
	.help = N_("A copy on paper came back (returned), was destroyed "
		   "(destroyed) or cannot be found (lost)."),
	.run = back,
};
