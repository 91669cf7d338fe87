/* SPDX-License-Identifier: Apache-2.0 */
/* file show, send, accept, refuse, withdraw, list: a student's file, and its
 * way to the next school. */
#include <string.h>

#include "act/file.h"
#include "act/transfer.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

/* --- looking ---------------------------------------------------------------
 */

struct telling {
	struct ctl *c;
	struct file_place last;
};

static int
say_row(void *arg, const struct act_file_row *row)
{
	struct telling *t = arg;
	json_t *o = json_object();
	const char *what, *how;

	t->last = row->place;
	act_file_words(row, &what, &how);
	ctl_put_time(o, "at", row->place.at);
	json_object_set_new(
	    o, "kind", json_string(act_file_kind_name(row->place.kind)));
	ctl_put_id(o, "id", row->opens ? row->object : 0);
	json_object_set_new(o, "what", json_string(_(what)));
	if (how[0] != '\0')
		json_object_set_new(o, "how", json_string(_(how)));
	if (row->who[0] != '\0')
		json_object_set_new(o, "who", json_string(row->who));
	return ctl_say(t->c, o);
}

static int
show(struct ctl *c)
{
	struct telling t = { .c = c };
	bool more = true;
	int64_t id;
	int r = ctl_id(c, 0, &id);

	while (r == 0 && more)
		r = act_file_each(c->who, id, &t.last, 0, say_row, &t, &more);
	return r;
}

const struct ctl_command ctl_file_show = {
	.name = "file show",
	.args = "STUDENT",
	.min = 1,
	.max = 1,
	.help = N_("What happened with a student, the newest first, as far as "
		   "you may know of it; never what was said."),
	.run = show,
};

/* --- sending on ------------------------------------------------------------
 */

static int
code_field(struct ctl *c, const char *field, enum transfer_list l, int *out)
{
	const char *v = ctl_text(c, field);

	*out = v != NULL ? transfer_of(l, v) : 0;
	if (*out >= 0)
		return 0;
	return ctl_fail(c, ERR_INPUT, _("%s: there is no such one."), field);
}

static int
send(struct ctl *c)
{
	struct act_transfer_ask ask = { .student = ctl_int(c, "student", 0),
		.to_school = ctl_int(c, "to_school", 0),
		.notes = ctl_bool(c, "notes", false),
		.reason = ctl_text(c, "reason"),
		.text = ctl_text(c, "text") };
	int ground, by, how, r;
	int64_t id, audit;

	if ((r = code_field(c, "ground", TRANSFER_LIST_GROUND, &ground)) != 0 ||
	    (r = code_field(c, "given_by", TRANSFER_LIST_GIVER, &by)) != 0 ||
	    (r = code_field(c, "given_how", TRANSFER_LIST_HOW, &how)) != 0 ||
	    (ctl_given(c, "given_at") &&
		(r = ctl_time(c, "given_at", &ask.given_at)) != 0))
		return r;
	ask.ground = (enum transfer_ground)ground;
	ask.given_by = (enum transfer_giver)by;
	ask.given_how = (enum transfer_how)how;
	if ((r = act_transfer_send(c->who, &ask, &id, &audit)) != 0)
		return r;
	return ctl_say_done(c, id, audit);
}

static const struct ctl_field send_fields[] = {
	{ "student", CTL_INT, true, N_("the student") },
	{ "to_school", CTL_INT, true, N_("id of the receiving school") },
	{ "text", CTL_TEXT, true, N_("what matters for the care there") },
	{ "ground", CTL_TEXT, false, N_("consent or safety; consent else") },
	{ "given_by", CTL_TEXT, false,
	    N_("who agreed: guardian, student or both; guardian else") },
	{ "given_how", CTL_TEXT, false, N_("paper or spoken; paper else") },
	{ "given_at", CTL_TIME, false, N_("when they agreed") },
	{ "notes", CTL_BOOL, false, N_("the notes of talks go too; no else") },
	{ "reason", CTL_TEXT, false, N_("why the notes go too") },
	{ NULL, CTL_TEXT, false, NULL },
};

const struct ctl_command ctl_file_send = {
	.name = "file send",
	.help = N_("Send a student's file on to the next school: the warning "
		   "and the plans go, the notes if you say so; they can read "
		   "it once they have accepted."),
	.fields = send_fields,
	.run = send,
};

/* --- answering -------------------------------------------------------------
 */

static int
step(struct ctl *c, enum transfer_event on)
{
	struct act_transfer v;
	int64_t id, audit, version;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_transfer_show(c->who, id, &v)) != 0)
		return r;
	version = ctl_int(c, "version", v.t.version);
	act_transfer_free(&v);
	r = act_transfer_step(
	    c->who, id, version, on, ctl_text(c, "reason"), &audit);
	return r == 0 ? ctl_say_done(c, id, audit) : r;
}

static const struct ctl_field reason_fields[] = {
	{ "reason", CTL_TEXT, true, N_("why") },
	{ "version", CTL_INT, false, N_("as seen") },
	{ NULL, CTL_TEXT, false, NULL },
};
static const struct ctl_field accept_fields[] = {
	{ "version", CTL_INT, false, N_("as seen") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
accept(struct ctl *c)
{
	return step(c, TRANSFER_ACCEPT);
}

static int
refuse(struct ctl *c)
{
	return step(c, TRANSFER_REFUSE);
}

static int
withdraw(struct ctl *c)
{
	return step(c, TRANSFER_WITHDRAW);
}

static int
contact(struct ctl *c)
{
	return step(c, TRANSFER_CONTACT);
}

const struct ctl_command ctl_file_contact = {
	.name = "file contact",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("You have met the student whose file came to your "
		   "school."),
	.fields = accept_fields,
	.run = contact,
};

const struct ctl_command ctl_file_accept = {
	.name = "file accept",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Accept a file that was sent to your school; its keys come "
		   "when the sender or the district next looks at Today."),
	.fields = accept_fields,
	.run = accept,
};

const struct ctl_command ctl_file_refuse = {
	.name = "file refuse",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Not accept a file that was sent to your school."),
	.fields = reason_fields,
	.run = refuse,
};

const struct ctl_command ctl_file_withdraw = {
	.name = "file withdraw",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Take back a file that was sent on, before it is accepted."),
	.fields = reason_fields,
	.run = withdraw,
};

/* --- on their way ----------------------------------------------------------
 */

static json_t *
head(const struct act_transfer *v)
{
	const struct transfer *t = &v->t;
	json_t *o = json_object();

	ctl_put_id(o, "id", t->id);
	json_object_set_new(o, "version", json_integer(t->version));
	ctl_put_id(o, "student", t->student);
	json_object_set_new(o, "student_name", json_string(v->student));
	json_object_set_new(o, "from", json_string(v->from));
	json_object_set_new(o, "to", json_string(v->to));
	json_object_set_new(o, "state",
	    json_string(state_code(&transfer_machine, (int)t->state)));
	json_object_set_new(o, "ground",
	    json_string(transfer_code(TRANSFER_LIST_GROUND, (int)t->ground)));
	if (t->ground == TRANSFER_CONSENT) {
		json_object_set_new(o, "given_by",
		    json_string(
			transfer_code(TRANSFER_LIST_GIVER, (int)t->given_by)));
		json_object_set_new(o, "given_how",
		    json_string(
			transfer_code(TRANSFER_LIST_HOW, (int)t->given_how)));
		ctl_put_time(o, "given_at", t->given_at);
	}
	json_object_set_new(o, "notes", json_boolean(t->notes));
	ctl_put_time(o, "sent_at", t->sent_at);
	ctl_put_time(o, "due_at", t->due_at);
	json_object_set_new(o, "late", json_boolean(v->late));
	return o;
}

static int
say_head(void *arg, const struct act_transfer *v)
{
	return ctl_say(arg, head(v));
}

static int
say_whole(struct ctl *c, int64_t id)
{
	struct act_transfer v;
	json_t *o, *steps = json_array();
	int r = act_transfer_show(c->who, id, &v);

	if (r != 0) {
		json_decref(steps);
		return r;
	}
	o = head(&v);
	for (int i = 0; i < v.n_step; i++) {
		json_t *s = json_object();

		json_object_set_new(s, "event",
		    json_string(
			state_event_code(&transfer_machine, v.step[i].event)));
		ctl_put_time(s, "at", v.step[i].at);
		json_object_set_new(s, "who", json_string(v.step[i].who));
		json_object_set_new(s, "text", json_string(v.step[i].text));
		json_array_append_new(steps, s);
	}
	json_object_set_new(o, "steps", steps);
	act_transfer_free(&v);
	return ctl_say(c, o);
}

static int
list(struct ctl *c)
{
	int64_t id;
	int r;

	if (c->argc == 0)
		return act_transfer_each(c->who, 0, say_head, c);
	if ((r = ctl_id(c, 0, &id)) != 0)
		return r;
	return say_whole(c, id);
}

const struct ctl_command ctl_file_list = {
	.name = "file list",
	.args = "[ID]",
	.max = 1,
	.help = N_("Files on their way to or from your school, those that are "
		   "late for the district; with ID one, and what was written "
		   "with it."),
	.run = list,
};
