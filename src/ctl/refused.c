/* SPDX-License-Identifier: Apache-2.0 */
/* import refused, import mend, import drop: rows that were not taken in. */
#include <string.h>

#include "act/mend.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"

static json_t *
head(const struct act_mend *a)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", a->id);
	ctl_put_id(o, "import", a->import);
	json_object_set_new(o, "line", json_integer(a->line));
	json_object_set_new(o, "kind", json_string(a->table->name));
	json_object_set_new(
	    o, "field", json_string(table_name(a->table, a->field)));
	json_object_set_new(o, "reason", json_string(_(a->words)));
	ctl_put_time(o, "at", a->at);
	return o;
}

static int
say_one(void *arg, const struct act_mend *a)
{
	return ctl_say(arg, head(a));
}

static int
list(struct ctl *c)
{
	struct act_mend_row row;
	int64_t id;
	json_t *o;
	int r;

	if (c->argc == 0)
		return act_mend_each(c->who, 0, ACT_MEND_MAX, say_one, c);
	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_mend_open(c->who, id, &row)) != 0)
		return r;
	o = head(&row.head);
	for (int f = 0; f < table_fields(row.head.table); f++)
		if (row.cell[f] != NULL)
			json_object_set_new(o, table_name(row.head.table, f),
			    json_string(row.cell[f]));
	act_mend_free(&row);
	return ctl_say(c, o);
}

const struct ctl_command ctl_import_refused = {
	.name = "import refused",
	.args = "[ID]",
	.max = 1,
	.help = N_("Rows of your rosters that were not taken in and can be "
		   "mended; with ID one of them and its cells."),
	.run = list,
};

/* Each field of a roster under its own name. */
#define FIELD(name, words)                       \
	{                                        \
		name, CTL_TEXT, false, N_(words) \
	}

static const struct ctl_field fields[] = {
	FIELD("name", "the name"),
	FIELD("sex", "the sex"),
	FIELD("birth", "the birthday"),
	FIELD("pupil_number", "the pupil number"),
	FIELD("resident_number", "the resident number"),
	FIELD("paper", "the kind of paper"),
	FIELD("number", "the student number"),
	FIELD("school", "the school"),
	FIELD("grade", "the grade"),
	FIELD("class", "the class"),
	FIELD("boarding", "the boarding"),
	FIELD("dorm", "the dormitory"),
	FIELD("address", "the address"),
	FIELD("guardian", "the guardian"),
	FIELD("relation", "the relation"),
	FIELD("phone", "the telephone"),
	FIELD("is_guardian", "whether a guardian"),
	FIELD("guardian2", "the second guardian"),
	FIELD("relation2", "the relation of the second"),
	FIELD("phone2", "the telephone of the second"),
	FIELD("is_guardian2", "whether the second is a guardian"),
	{ "cells", CTL_OBJECT, false,
	    N_("the same of staff or an organisation: {\"post\": ...}") },
	{ NULL, CTL_TEXT, false, NULL },
};

/* What is given stands in place of what stood there. */
static int
mend_row(struct ctl *c, struct act_mend_row *row, enum act_mended *how)
{
	const json_t *cells = json_object_get(c->in, "cells");

	for (int f = 0; f < table_fields(row->head.table); f++) {
		const char *name = table_name(row->head.table, f);
		const json_t *cell = json_object_get(cells, name);
		const char *given = json_is_string(cell)
					? json_string_value(cell)
					: ctl_text(c, name);

		if (given != NULL)
			row->cell[f] = given;
	}
	return act_mend_take(c->who, row->head.id, row->cell, how);
}

static int
mend(struct ctl *c)
{
	static const char *const words[] = { "refused", "accepted", "changed",
		"unchanged" };
	struct act_mend_row row;
	enum act_mended how;
	int64_t id;
	json_t *o;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_mend_open(c->who, id, &row)) != 0)
		return r;
	r = mend_row(c, &row, &how);
	act_mend_free(&row);
	if (r != 0)
		return r;
	o = json_object();
	json_object_set_new(o, "result", json_string(words[how]));
	if (how == MENDED_NOT && (r = act_mend_open(c->who, id, &row)) == 0) {
		json_object_update_new(o, head(&row.head));
		act_mend_free(&row);
	}
	return ctl_say(c, o);
}

const struct ctl_command ctl_import_mend = {
	.name = "import mend",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Take in a row that was refused, with the cells given in "
		   "place of its own."),
	.fields = fields,
	.run = mend,
};

static const struct ctl_option drop_options[] = {
	{ "--all", NULL, N_("all of yours") },
	{ NULL, NULL, NULL },
};

static int
drop(struct ctl *c)
{
	bool all = ctl_option(c, "--all");
	json_t *o = json_object();
	int64_t id = 0;
	int r;

	if (all != (c->argc == 0))
		r = ctl_fail(c, ERR_USAGE, _("Expected one ID, or --all."));
	else
		r = all ? 0 : ctl_id(c, 0, &id);
	if (r == 0)
		r = act_mend_drop(c->who, id);
	if (r != 0) {
		json_decref(o);
		return r;
	}
	ctl_put_id(o, "dropped", id);
	return ctl_say(c, o);
}

const struct ctl_command ctl_import_drop = {
	.name = "import drop",
	.args = "[ID]",
	.max = 1,
	.help = N_("Throw away a row that was not taken in."),
	.options = drop_options,
	.run = drop,
};
