/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "all.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "model/appointment.h"
#include "model/custody.h"
#include "model/group.h"
#include "model/permit.h"
#include "model/profile.h"
#include "model/setting.h"
#include "model/plan.h"
#include "model/ticket.h"
#include "model/transfer.h"
#include "model/warning.h"
#include "model/when.h"

/* The manual's tables, printed from the ones that rule (design.md 5). */

static void
print_machine(const struct state_machine *m, struct buf *out)
{
	state_print(m, out);
}

static void
print_ticket(struct buf *out)
{
	print_machine(&ticket_machine, out);
}

static void
print_appointment(struct buf *out)
{
	print_machine(&appointment_machine, out);
}

static void
print_warning(struct buf *out)
{
	print_machine(&warning_machine, out);
}

static void
print_custody(struct buf *out)
{
	print_machine(&custody_machine, out);
}

static void
print_plan(struct buf *out)
{
	print_machine(&plan_machine, out);
}

static void
print_transfer(struct buf *out)
{
	print_machine(&transfer_machine, out);
}

static const struct {
	const char *name;
	void (*print)(struct buf *out);
} tables[] = {
	{ "ticket", print_ticket },
	{ "appointment", print_appointment },
	{ "warning", print_warning },
	{ "custody", print_custody },
	{ "plan", print_plan },
	{ "transfer", print_transfer },
	{ "permissions", permit_print },
	{ "deadlines", profile_print },
	{ "groups", group_print },
	{ "knocks", knock_print },
	{ "later", when_print },
	{ "settings", setting_print },
};

static int
rules(struct ctl *c)
{
	struct buf *out = buf_new();
	bool all = c->argc == 0, found = all;

	for (size_t i = 0; i < nitems(tables); i++) {
		if (!all && strcmp(c->argv[0], tables[i].name) != 0)
			continue;
		found = true;
		buf_add_f(out, "%s## %s\n\n", i > 0 && all ? "\n" : "",
		    tables[i].name);
		tables[i].print(out);
	}
	fputs(buf_text(out), c->out);
	buf_free(out);
	return found ? 0
		     : ctl_fail(c, ERR_USAGE,
			   _("The tables are ticket, appointment, warning, "
			     "custody, plan, transfer, permissions, "
			     "deadlines, groups, knocks, later and settings."));
}

const struct ctl_command ctl_rules = {
	.name = "rules",
	.args = "[TABLE]",
	.max = 1,
	.help = N_("The rules in force, as tables."),
	.flags = CTL_NO_ONE | CTL_NO_STORE,
	.run = rules,
};
