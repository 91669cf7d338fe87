/* SPDX-License-Identifier: Apache-2.0 */
/* staff proposed, staff strike: what came in one file, before it is agreed
 * to. */
#include <string.h>

#include "act/staff.h"
#include "all.h"
#include "base/lang.h"
#include "ctl/ctl.h"
#include "model/duty.h"

static int
say_row(void *arg, const struct post_row *row)
{
	struct ctl *c = arg;
	json_t *o = json_object();

	ctl_put_id(o, "post", row->post.id);
	json_object_set_new(o, "login", json_string(row->login));
	json_object_set_new(o, "name", json_string(row->name));
	json_object_set_new(
	    o, "state", json_string(account_state_name(row->state)));
	json_object_set_new(o, "words",
	    json_string(
		_(duty_post_words(row->post.role, row->post.duty))));
	json_object_set_new(o, "org", json_string(row->org));
	ctl_put_time(o, "starts", row->post.starts);
	ctl_put_time(o, "ends", row->post.ends);
	return ctl_say(c, o);
}

static int
list(struct ctl *c)
{
	int64_t batch;
	int r;

	if ((r = ctl_id(c, 0, &batch)) != 0)
		return r;
	return act_batch_each(c->who, batch, 0, 1000000, say_row, c);
}

const struct ctl_command ctl_staff_proposed = {
	.name = "staff proposed",
	.args = "IMPORT",
	.min = 1,
	.max = 1,
	.help = N_("The posts of one file of staff that wait to be agreed to "
		   "together (approval give)."),
	.run = list,
};

static int
strike(struct ctl *c)
{
	int64_t batch, post, audit = 0;
	json_t *o;
	int r;

	if ((r = ctl_id(c, 0, &batch)) != 0 || (r = ctl_id(c, 1, &post)) != 0 ||
	    (r = act_batch_strike(c->who, batch, post, &audit)) != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "post", post);
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

const struct ctl_command ctl_staff_strike = {
	.name = "staff strike",
	.args = "IMPORT POST",
	.min = 2,
	.max = 2,
	.help = N_("Take one person out of it; the others still wait."),
	.run = strike,
};
