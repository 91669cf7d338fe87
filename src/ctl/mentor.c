/* SPDX-License-Identifier: Apache-2.0 */
/* group mine: one's own students, and what to keep in mind about them. */
#include "act/mentor.h"
#include "all.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static json_t *
groups(const struct act_mentored *m)
{
	json_t *all = json_array(), *o;

	for (int i = 0; i < m->n_groups; i++) {
		o = json_object();
		json_object_set_new(
		    o, "group", json_string(m->group[i].code->name));
		json_object_set_new(
		    o, "words", json_string(_(m->group[i].code->words)));
		if (m->group[i].where[0] != '\0')
			json_object_set_new(
			    o, "where", json_string(m->group[i].where));
		if (m->group[i].carer[0] != '\0')
			json_object_set_new(
			    o, "carer", json_string(m->group[i].carer));
		json_array_append_new(all, o);
	}
	return all;
}

static int
say(void *arg, const struct act_mentored *m)
{
	json_t *o = json_object();

	ctl_put_id(o, "student", m->student);
	json_object_set_new(o, "name", json_string(m->name));
	json_object_set_new(o, "class", json_string(m->class));
	json_object_set_new(o, "as", json_string(tie_name(m->tie)));
	json_object_set_new(o, "care", json_string(care_name(m->care)));
	json_object_set_new(o, "groups", groups(m));
	if (m->psychology[0] != '\0')
		json_object_set_new(o, "ask", json_string(m->psychology));
	return ctl_say(arg, o);
}

static int
mine(struct ctl *c)
{
	return act_mentor_each(c->who, say, c);
}

const struct ctl_command ctl_group_mine = {
	.name = "group mine",
	.help = N_("Your own students, as mentor or linked teacher: what to "
		   "keep in mind, and whom to ask."),
	.run = mine,
};
