/* SPDX-License-Identifier: Apache-2.0 */
/* setting list, set: what a person has set for themselves. */
#include <stdlib.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/setting.h"
#include "all.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static json_t *
values_of(const struct setting *s)
{
	json_t *a = json_array();

	for (const struct setting_value *v = s->values; v->value != NULL; v++)
		json_array_append_new(a, json_string(v->value));
	return a;
}

static int
say_one(struct ctl *c, enum setting_id id)
{
	const struct setting *s = setting_at(id);
	json_t *o = json_object();

	json_object_set_new(o, "name", json_string(s->name));
	json_object_set_new(o, "value", json_string(act_setting(c->who, id)));
	json_object_set_new(o, "default", json_string(s->dflt));
	json_object_set_new(o, "kind", json_string(setting_kind_name(s->kind)));
	json_object_set_new(o, "values", values_of(s));
	json_object_set_new(o, "help", json_string(_(s->help)));
	return ctl_say(c, o);
}

static int
list(struct ctl *c)
{
	int r = act_look(c->who);

	for (int id = 0; id < SETTING_COUNT && r == 0; id++)
		r = say_one(c, (enum setting_id)id);
	return r;
}

const struct ctl_command ctl_setting_list = {
	.name = "setting list",
	.help = N_("What you have set for yourself, and what may be set."),
	.run = list,
};

/* The screen offers what lies in the folder of themes; so does this. */
static bool
is_there(const char *theme)
{
	const char *dir = getenv("XINQING_THEMEDIR");
	struct buf *b = buf_new();
	bool yes;

	buf_add_f(
	    b, "%s/%s.theme", dir != NULL ? dir : PKGDATADIR "/themes", theme);
	yes = access(buf_text(b), R_OK) == 0;
	buf_free(b);
	return yes;
}

static int
set(struct ctl *c)
{
	const char *name = c->argv[0], *value = c->argv[1];
	enum setting_id id = setting_of(name);
	int64_t audit;
	json_t *o;
	int r;

	if (id == SETTING_THEME && setting_fits(id, value) && !is_there(value))
		return ctl_fail(
		    c, ERR_INPUT, _("theme: no theme of that name is here."));
	if ((r = act_setting_put(c->who, name, value, &audit)) != 0)
		return r;
	o = json_object();
	json_object_set_new(o, "name", json_string(name));
	json_object_set_new(o, "value", json_string(value));
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

const struct ctl_command ctl_setting_set = {
	.name = "setting set",
	.args = "NAME VALUE",
	.min = 2,
	.max = 2,
	.help = N_("Set one for yourself; open sessions follow at once."),
	.run = set,
};
