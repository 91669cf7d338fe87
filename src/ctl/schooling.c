/* SPDX-License-Identifier: Apache-2.0 */
#include "act/schooling.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static int
say_one(void *arg, const char *school, enum schooling s)
{
	json_t *o = json_object();

	if (school[0] != '\0')
		json_object_set_new(o, "school", json_string(school));
	json_object_set_new(o, "schooling", json_string(schooling_name(s)));
	return ctl_say(arg, o);
}

static int
list(struct ctl *c)
{
	return act_schooling_each(c->who, say_one, c);
}

const struct ctl_command ctl_schooling_list = {
	.name = "schooling list",
	.help = N_("How the schools part their years: the district, then "
		   "schools with a word of their own."),
	.run = list,
};

static int
set(struct ctl *c)
{
	int s = schooling_of(c->argv[0]), r;
	int64_t audit;
	json_t *o;

	if (s < 0)
		return ctl_fail(c, ERR_USAGE,
		    _("Expected six-three, five-four (初一 to 初四) or "
		      "five-four-prep (预初, 初一 to 初三)."));
	r = act_schooling_put(
	    c->who, ctl_option_value(c, "--school"), (enum schooling)s, &audit);
	if (r != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

static const struct ctl_option options[] = {
	{ "--school", "NAME", N_("of this school alone, by name or code") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_schooling_set = {
	.name = "schooling set",
	.args = "WORD",
	.min = 1,
	.max = 1,
	.help = N_("Decide how grades are read: six-three, five-four, "
		   "five-four-prep."),
	.options = options,
	.run = set,
};
