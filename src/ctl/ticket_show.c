/* SPDX-License-Identifier: Apache-2.0 */
/* ticket show, list. */
#include <stdlib.h>

#include "act/actor.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "ticket_internal.h"

static int
show(struct ctl *c)
{
	struct act_ticket_view v;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_ticket_view(c->who, id, &v)) != 0)
		return r;
	r = ctl_say(c, ticket_view_object(&v));
	act_ticket_view_free(&v);
	return r;
}

const struct ctl_command ctl_ticket_show = {
	.name = "ticket show",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("One ticket, as far as you may read it; logged."),
	.run = show,
};

#define PAGE 50

struct listing {
	struct ctl *c;
	int64_t last;
	int n;
};

static int
list_one(void *arg, const struct act_ticket *t)
{
	struct listing *l = arg;
	json_t *o = ticket_object(t);

	/* a list shows rows; what can be done is asked of one */
	json_object_del(o, "actions");
	l->last = t->row.id;
	l->n++;
	return ctl_say(l->c, o);
}

static int
which(struct ctl *c, enum act_ticket_list *list, int *state)
{
	const char *code = ctl_option_value(c, "--state");

	*list = ctl_option(c, "--line")	     ? TICKETS_LINE
		: ctl_option(c, "--waiting") ? TICKETS_WAITING
					     : TICKETS_MINE;
	*state = 0;
	if (code == NULL)
		return 0;
	*list = TICKETS_STATE;
	*state = state_by_code(&ticket_machine, code);
	return *state >= 0 ? 0
			   : ctl_fail(c, ERR_INPUT,
				 _("%s: that is not one of the words here."),
				 "--state");
}

static int64_t
number(struct ctl *c, const char *option, int64_t dflt)
{
	const char *v = ctl_option_value(c, option);

	return v != NULL ? strtoll(v, NULL, 10) : dflt;
}

static int
list(struct ctl *c)
{
	struct listing l = { .c = c, .last = number(c, "--before", 0) };
	int limit = (int)number(c, "--limit", PAGE), state, r;
	enum act_ticket_list list;

	if ((r = which(c, &list, &state)) != 0)
		return r;
	do {
		l.n = 0;
		r = act_ticket_each(
		    c->who, list, state, l.last, limit, list_one, &l);
	} while (r == 0 && l.n > 0 && ctl_option(c, "--all"));
	return r;
}

static const struct ctl_option list_options[] = {
	{ "--line", NULL, N_("all of the line (its lead)") },
	{ "--waiting", NULL, N_("calls that wait") },
	{ "--state", "STATE", N_("of the line, in one state (its lead)") },
	{ "--before", "ID", N_("the page below this ticket") },
	{ "--limit", "N", N_("rows a page, 200 at most") },
	{ "--all", NULL, N_("every page, streamed") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_ticket_list = {
	.name = "ticket list",
	.help = N_("Your tickets, newest first."),
	.options = list_options,
	.run = list,
};
