/* SPDX-License-Identifier: Apache-2.0 */
/* gaps: what is missing in the office. */
#include <string.h>

#include "act/gap.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"
#include "model/duty.h"
#include "model/role.h"

struct telling {
	struct ctl *c;
	enum store_gap gap;
};

static int
say_row(void *arg, const struct gap_row *g)
{
	struct telling *t = arg;
	json_t *o = json_object();

	json_object_set_new(o, "gap", json_string(act_gap_name(t->gap)));
	ctl_put_id(o, "org", g->org);
	json_object_set_new(o, "name", json_string(g->name));
	if (g->above[0] != '\0')
		json_object_set_new(o, "above", json_string(g->above));
	ctl_put_id(o, "person", g->person);
	if (g->who[0] != '\0')
		json_object_set_new(o, "who", json_string(g->who));
	if (g->person != 0)
		json_object_set_new(o, "post",
		    json_string(
			_(duty_post_words(role_of(g->role), g->duty))));
	ctl_put_time(o, "at", g->at);
	return ctl_say(t->c, o);
}

static int
say_count(struct ctl *c, enum store_gap g)
{
	json_t *o = json_object();
	int64_t n;
	int r;

	if ((r = act_gap_count(c->who, g, &n)) != 0) {
		json_decref(o);
		return r;
	}
	json_object_set_new(o, "gap", json_string(act_gap_name(g)));
	json_object_set_new(o, "words", json_string(_(act_gap_words(g))));
	json_object_set_new(o, "clauses", json_string(act_gap_clauses(g)));
	json_object_set_new(o, "count", json_integer(n));
	return ctl_say(c, o);
}

static int
run(struct ctl *c)
{
	struct telling t = { .c = c };
	int r = 0, g;

	if (c->argc == 0) {
		for (g = 0; g < GAP_COUNT && r == 0; g++)
			r = say_count(c, (enum store_gap)g);
		return r;
	}
	if ((g = act_gap_of(c->argv[0])) < 0)
		return ctl_fail(c, ERR_INPUT, _("There is no such list."));
	t.gap = (enum store_gap)g;
	return act_gap_each(c->who, t.gap, 0, 100000, say_row, &t);
}

const struct ctl_command ctl_gaps = {
	.name = "gaps",
	.args = "[NAME]",
	.max = 1,
	.help = N_("What is missing: how many of each kind; with NAME, each "
		   "of that kind."),
	.run = run,
};
