/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "act/actor.h"
#include "act/today.h"
#include "all.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"

static const char *const kinds[TODAY_KINDS] = {
	[TODAY_TICKET] = "ticket",
	[TODAY_WARNING] = "warning",
	[TODAY_APPOINTMENT] = "appointment",
	[TODAY_APPROVAL] = "approval",
	[TODAY_DRAFT] = "draft",
	[TODAY_WATCH] = "watch",
	[TODAY_CIRCLE] = "circle",
	[TODAY_CLOCK] = "clock",
	[TODAY_REPORT] = "report",
};

static int
row_say(struct ctl *c, const struct today_row *row, int64_t now)
{
	json_t *o = json_object();

	json_object_set_new(o, "kind", json_string(kinds[row->kind]));
	ctl_put_id(o, "id", row->object);
	if (row->key[0] != '\0')
		json_object_set_new(o, "what", json_string(row->key));
	if (row->name[0] != '\0')
		json_object_set_new(o, "name", json_string(row->name));
	if (row->place[0] != '\0')
		json_object_set_new(o, "place", json_string(row->place));
	ctl_put_time(o, "due_at", row->due_at);
	json_object_set_new(o, "overdue",
	    json_boolean(row->due_at != 0 && row->due_at < now));
	if (row->danger)
		json_object_set_new(o, "danger", json_true());
	return ctl_say(c, o);
}

static int
run(struct ctl *c)
{
	struct act_today *t = mem_zero(1, sizeof(*t));
	json_t *o;
	int r;

	if ((r = act_today(c->who, t)) == 0 && t->line) {
		o = json_object();
		json_object_set_new(o, "kind", json_string("waiting"));
		json_object_set_new(o, "calls", json_integer(t->waiting));
		ctl_put_time(o, "since", t->waiting_since);
		r = ctl_say(c, o);
	}
	for (int i = 0; i < t->n && r == 0; i++)
		r = row_say(c, &t->rows[i], t->now);
	free(t);
	return r;
}

const struct ctl_command ctl_today = {
	.name = "today",
	.help = N_("What waits for you, the most overdue first."),
	.run = run,
};
