/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "all.h"
#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/invite.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static int
say_done(struct ctl *c, const char *key, int64_t id, const char *state,
    int64_t audit)
{
	json_t *o = json_object();

	ctl_put_id(o, key, id);
	if (state != NULL)
		json_object_set_new(o, "state", json_string(state));
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

static const struct ctl_field propose_fields[] = {
	{ "login", CTL_TEXT, true, N_("small letters, digits, - _ .") },
	{ "number", CTL_TEXT, false,
	    N_("the work number, to sign in by as well") },
	{ "name", CTL_TEXT, true, N_("the person's name") },
	{ "phone", CTL_TEXT, false, N_("a phone number") },
	{ "key", CTL_TEXT, false,
	    N_("OpenSSH public key, no comment; without one: account "
	       "invite") },
	{ "role", CTL_TEXT, true,
	    N_("the first post: psychology, operator ...") },
	{ "org", CTL_INT, true, N_("id of the post's organisation") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
propose(struct ctl *c)
{
	struct act_account a = { .login = ctl_text(c, "login"),
		.number = ctl_text(c, "number"),
		.name = ctl_text(c, "name"),
		.phone = ctl_text(c, "phone"),
		.key_text = ctl_text(c, "key"),
		.role = role_of(ctl_text(c, "role")),
		.org = ctl_int(c, "org", 0) };
	int64_t person, audit;
	int r;

	if ((r = act_account_propose(c->who, &a, &person, &audit)) != 0)
		return r;
	return say_done(c, "id", person, "proposed", audit);
}

const struct ctl_command ctl_account_propose = {
	.name = "account propose",
	.help = N_("Propose an account; another administrator approves it."),
	.fields = propose_fields,
	.run = propose,
};

static int
lock(struct ctl *c)
{
	bool locked = !ctl_option(c, "--unlock");
	int64_t person, audit;
	int r;

	if ((r = ctl_id(c, 0, &person)) != 0 ||
	    (r = act_account_lock(c->who, person, locked, &audit)) != 0)
		return r;
	return say_done(c, "id", person, locked ? "locked" : "active", audit);
}

struct wanted {
	int64_t person, approval;
};

static int
match(void *arg, const struct approval *a)
{
	struct wanted *w = arg;

	if (strcmp(a->kind, "account") == 0 && a->object == w->person)
		w->approval = a->id;
	return 0;
}

static int
approve(struct ctl *c)
{
	struct wanted w = { 0 };
	int64_t audit;
	int r;

	if ((r = ctl_id(c, 0, &w.person)) != 0 ||
	    (r = act_approval_each(c->who, 0, 10000, match, &w)) != 0)
		return r;
	if (w.approval == 0)
		return ctl_fail(c, ERR_NOT_FOUND,
		    _("No account of that id waits for your agreement."));
	if ((r = act_approval_give(c->who, w.approval, &audit)) != 0)
		return r;
	return say_done(c, "id", w.person, "approved", audit);
}

const struct ctl_command ctl_account_approve = {
	.name = "account approve",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Agree to a proposed account; its first sign-in sets the "
		   "passphrase."),
	.run = approve,
};

static const struct ctl_option lock_options[] = {
	{ "--unlock", NULL, N_("open it again") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_account_lock = {
	.name = "account lock",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Stop an account, in use or waiting for its first sign-in; "
		   "its open sessions end at once."),
	.options = lock_options,
	.run = lock,
};

static int
reset(struct ctl *c)
{
	int64_t person, approval, audit;
	int r;

	if ((r = ctl_id(c, 0, &person)) != 0 ||
	    (r = act_account_reset(c->who, person, &approval, &audit)) != 0)
		return r;
	return say_done(c, "approval", approval, "asked", audit);
}

const struct ctl_command ctl_account_reset = {
	.name = "account reset",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Ask for a new start where no colleague can give it: the "
		   "security administrator agrees."),
	.run = reset,
};

static int
account_say(void *arg, const struct person *p)
{
	struct ctl *c = arg;
	json_t *o = json_object();

	ctl_put_id(o, "id", p->id);
	json_object_set_new(o, "login", json_string(p->login));
	if (p->number[0] != '\0')
		json_object_set_new(o, "number", json_string(p->number));
	json_object_set_new(o, "name", json_string(p->name));
	json_object_set_new(
	    o, "state", json_string(account_state_name(p->state)));
	ctl_put_time(o, "signed_in_at", p->signed_in_at);
	return ctl_say(c, o);
}

static int
list(struct ctl *c)
{
	return act_account_each(c->who, "", 100000, account_say, c);
}

const struct ctl_command ctl_account_list = {
	.name = "account list",
	.help = N_("Accounts and their state, for administrators."),
	.run = list,
};

static const struct ctl_field number_fields[] = {
	{ "number", CTL_TEXT, true, N_("the work number; \"\" for none") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
number(struct ctl *c)
{
	int64_t person, audit;
	int r;

	if ((r = act_people_find(c->who, c->argv[0], &person)) != 0 ||
	    (r = act_account_number(
		 c->who, person, ctl_text(c, "number"), &audit)) != 0)
		return r;
	return say_done(c, "id", person, NULL, audit);
}

const struct ctl_command ctl_account_number = {
	.name = "account number",
	.args = "LOGIN",
	.min = 1,
	.max = 1,
	.help = N_("The work number somebody may sign in by, beside the "
		   "login."),
	.fields = number_fields,
	.run = number,
};
