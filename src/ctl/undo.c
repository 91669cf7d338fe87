/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/undo.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static json_t *
undone_object(const struct act_undone *u)
{
	json_t *o = json_object();

	json_object_set_new(
	    o, "kind", json_string(undo_kind_name(u->deed.rule->kind)));
	ctl_put_id(o, "id", u->deed.object);
	json_object_set_new(o, "undone", json_string(u->deed.rule->what));
	ctl_put_time(o, "done_at", u->deed.at);
	json_object_set_new(o, "version", json_integer(u->version));
	ctl_put_id(o, "audit_id", u->audit);
	return o;
}

static int
undo(struct ctl *c)
{
	struct act_undone u;
	int64_t id = 0;
	int r, kind = UNDO_TICKET;

	if (c->argc == 1)
		return ctl_fail(
		    c, ERR_USAGE, _("Which one?  KIND and ID go together."));
	if (c->argc == 2) {
		if ((kind = undo_kind_of(c->argv[0])) < 0)
			return ctl_fail(c, ERR_INPUT,
			    _("KIND: ticket, warning or appointment."));
		if ((r = ctl_id(c, 1, &id)) != 0)
			return r;
	}
	if ((r = act_undo(c->who, (enum undo_kind)kind, id, &u)) != 0)
		return r;
	return ctl_say(c, undone_object(&u));
}

const struct ctl_command ctl_undo = {
	.name = "undo",
	.args = "[KIND] [ID]",
	.max = 2,
	.help = N_("Take back what you did last: of a record, or of all."),
	.run = undo,
};
