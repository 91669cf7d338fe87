/* SPDX-License-Identifier: Apache-2.0 */
/* import columns: what a table may hold, from the tables of model/. */
#include <string.h>

#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "model/org_table.h"
#include "model/staff.h"
#include "table.h"

static void
put_choices(json_t *o, const struct detail_key *k)
{
	json_t *list;

	if (k->choice == NULL)
		return;
	list = json_array();
	for (const struct detail_choice *c = k->choice; c->words != NULL; c++)
		json_array_append_new(list, json_string(_(c->words)));
	json_object_set_new(o, "one_of", list);
}

static void
put_types(json_t *o, const struct detail_key *k)
{
	json_t *list;

	if (k->types == 0)
		return;
	list = json_array();
	for (int t = ORG_DISTRICT; t < ORG_TYPE_COUNT; t++)
		if (detail_fits(k, (enum org_type)t))
			json_array_append_new(list,
			    json_string(_(org_type_words((enum org_type)t))));
	json_object_set_new(o, "of", list);
}

static int
say_field(struct ctl *c, const struct table *t, int f)
{
	const struct table_field *field = table_field(t, f);
	json_t *o = json_object(), *heads = json_array();

	json_object_set_new(o, "field", json_string(field->name));
	json_object_set_new(o, "words", json_string(_(field->words)));
	for (size_t i = 0;
	     i < nitems(field->columns) && field->columns[i] != NULL; i++)
		json_array_append_new(heads, json_string(field->columns[i]));
	json_object_set_new(o, "columns", heads);
	if (f >= t->n_own) {
		const struct detail_key *k = &t->keys->key[f - t->n_own];

		put_choices(o, k);
		put_types(o, k);
		json_object_set_new(o, "clauses", json_string(k->clauses));
	}
	return ctl_say(c, o);
}

/* The posts that a table of staff may name; the types of one of orgs. */
static int
say_posts(struct ctl *c)
{
	const struct duty *d;
	int r = 0;

	for (int i = 0; r == 0 && (d = duty_at(i)) != NULL; i++) {
		json_t *o = json_object();

		json_object_set_new(o, "post", json_string(d->name));
		json_object_set_new(o, "words", json_string(_(d->words)));
		json_object_set_new(o, "called", json_string(d->typed));
		json_object_set_new(o, "role", json_string(role_name(d->role)));
		json_object_set_new(o, "clauses", json_string(d->clauses));
		r = ctl_say(c, o);
	}
	return r;
}

static int
say_types(struct ctl *c)
{
	int r = 0;

	for (int t = ORG_DISTRICT; r == 0 && t < ORG_TYPE_COUNT; t++) {
		json_t *o = json_object(), *under = json_array();

		for (int p = ORG_DISTRICT; p < ORG_TYPE_COUNT; p++)
			if (org_fits((enum org_type)t, (enum org_type)p))
				json_array_append_new(under,
				    json_string(
					_(org_type_words((enum org_type)p))));
		json_object_set_new(
		    o, "type", json_string(org_type_name((enum org_type)t)));
		json_object_set_new(o, "words",
		    json_string(_(org_type_words((enum org_type)t))));
		json_object_set_new(o, "under", under);
		json_object_set_new(o, "clauses",
		    json_string(org_type_clauses((enum org_type)t)));
		r = ctl_say(c, o);
	}
	return r;
}

static int
run(struct ctl *c)
{
	const struct table *t = ctl_table_of(c->argv[0]);
	int r = 0;

	if (t == NULL)
		return ctl_fail(c, ERR_USAGE,
		    _("Expected roster, staff, orgs, ties or training."));
	for (int f = 0; f < table_fields(t) && r == 0; f++)
		r = say_field(c, t, f);
	if (r == 0 && t == &staff_table)
		r = say_posts(c);
	return r == 0 && t == &org_table ? say_types(c) : r;
}

const struct ctl_command ctl_import_columns = {
	.name = "import columns",
	.args = "KIND",
	.min = 1,
	.max = 1,
	.help =
	    N_("What a table of KIND (roster, staff, orgs, ties, training) may "
	       "hold: its columns, and the posts or types that are known."),
	.flags = CTL_NO_ONE | CTL_NO_STORE,
	.run = run,
};
