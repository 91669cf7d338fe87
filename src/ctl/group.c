/* SPDX-License-Identifier: Apache-2.0 */
/* group list, show, count, add, end: what to keep in mind about children. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/group.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "day.h"

/* --- answers ----------------------------------------------------------------
 */

static void
put_text(json_t *o, const char *key, const char *text)
{
	if (text[0] != '\0')
		json_object_set_new(o, key, json_string(text));
}

static json_t *
row_json(const struct group_row *row)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", row->id);
	ctl_put_id(o, "student", row->student);
	json_object_set_new(o, "group", json_string(row->g.code->name));
	json_object_set_new(o, "words", json_string(_(row->g.code->words)));
	json_object_set_new(
	    o, "source", json_string(group_source_name(row->g.source)));
	put_text(o, "evidence", row->g.evidence);
	put_text(o, "where", row->g.where);
	put_text(o, "carer", row->g.carer);
	ctl_put_day(o, "starts", row->g.starts);
	ctl_put_day(o, "ends", row->g.ends);
	json_object_set_new(o, "entered_by", json_string(row->by));
	ctl_put_time(o, "entered_at", row->entered_at);
	ctl_put_time(o, "ended_at", row->ended_at);
	return o;
}

static int
say_line(void *arg, const struct act_group_line *l)
{
	json_t *o = row_json(&l->row);

	json_object_set_new(o, "name", json_string(l->s.name));
	json_object_set_new(o, "class", json_string(l->class));
	return ctl_say(arg, o);
}

static int
say_group(void *arg, const struct act_group *g)
{
	return ctl_say(arg, row_json(&g->row));
}

static int
say_count(void *arg, const struct group_code *code, int64_t n)
{
	json_t *o = json_object();

	json_object_set_new(o, "group", json_string(code->name));
	json_object_set_new(o, "words", json_string(_(code->words)));
	json_object_set_new(
	    o, "students", n < 0 ? json_string(_("few")) : json_integer(n));
	return ctl_say(arg, o);
}

/* --- the ledger -------------------------------------------------------------
 */

static int64_t
number(const struct ctl *c, const char *option, int64_t dflt)
{
	const char *s = ctl_option_value(c, option);

	return s != NULL ? atoll(s) : dflt;
}

static int
read_ask(struct ctl *c, struct act_group_ask *ask)
{
	const char *code = ctl_option_value(c, "--group");
	const char *kind = ctl_option_value(c, "--kind");
	int k;

	*ask = (struct act_group_ask){ .kinds = 0 };
	if (ctl_option(c, "--families"))
		ask->kinds = 1u << GROUP_FAMILY | 1u << GROUP_NEED;
	if (code != NULL && (ask->code = group_code_of(code)) == NULL)
		return ctl_fail(c, ERR_INPUT,
		    _("There is no such group: xinqing rules groups lists "
		      "them."));
	if (kind != NULL) {
		if ((k = group_kind_of(kind)) < 0)
			return ctl_fail(c, ERR_INPUT,
			    _("--kind: family, need, study, risk or away."));
		ask->kinds |= 1u << k;
	}
	ask->org = number(c, "--org", 0);
	ask->after = number(c, "--after", 0);
	ask->limit = (int)number(c, "--limit", 100);
	return 0;
}

static int
list(struct ctl *c)
{
	struct act_group_ask ask;
	int r = read_ask(c, &ask);

	return r != 0 ? r : act_group_page(c->who, &ask, say_line, c);
}

static int
count(struct ctl *c)
{
	struct act_group_ask ask;
	int r = read_ask(c, &ask);

	return r != 0 ? r : act_group_count(c->who, &ask, say_count, c);
}

#define OF_WHAT                                                            \
	{ "--org", "ID", N_("of this class, grade, school or district") }, \
	    { "--group", "NAME", N_("one group: left_behind, or 留守") },  \
	{                                                                  \
		"--kind", "KIND", N_("family, need, study, risk or away")  \
	}
#define FAMILIES                                                               \
	{                                                                      \
		"--families", NULL, N_("the ledger of special-group families") \
	}

static const struct ctl_option list_options[] = {
	OF_WHAT,
	FAMILIES,
	{ "--after", "ID", N_("behind this row: the next page") },
	{ "--limit", "N", N_("at most N rows (100)") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_group_list = {
	.name = "group list",
	.help = N_("Which students a group or risk factor concerns now, by "
		   "class."),
	.options = list_options,
	.run = list,
};

static const struct ctl_option count_options[] = {
	OF_WHAT,
	FAMILIES,
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_group_count = {
	.name = "group count",
	.help = N_("How many students each group concerns; small numbers only "
		   "for whoever may see the names."),
	.options = count_options,
	.run = count,
};

/* --- of one student ---------------------------------------------------------
 */

static int
show(struct ctl *c)
{
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0)
		return r;
	return act_group_each(
	    c->who, id, ctl_option(c, "--all"), say_group, c, NULL);
}

static const struct ctl_option show_options[] = {
	{ "--all", NULL, N_("those that have ended as well") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_group_show = {
	.name = "group show",
	.args = "STUDENT",
	.min = 1,
	.max = 1,
	.help = N_("What is to be kept in mind about a student, since when and "
		   "from whom."),
	.options = show_options,
	.run = show,
};

static const struct ctl_field add_fields[] = {
	{ "group", CTL_TEXT, true, N_("its name: left_behind, or 留守") },
	{ "source", CTL_TEXT, false,
	    N_("who said so: school, family, visit, community, "
	       "civil_affairs, health ...") },
	{ "evidence", CTL_TEXT, false,
	    N_("which visit or paper shows it; no story") },
	{ "starts", CTL_TEXT, false, N_("since when; today else") },
	{ "ends", CTL_TEXT, false, N_("until when, if that is known") },
	{ "where", CTL_TEXT, false, N_("off campus: where") },
	{ "carer", CTL_TEXT, false, N_("and who cares for them there") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
read_text(struct ctl *c, const char *field, char to[GROUP_TEXT_MAX])
{
	const char *text = ctl_text(c, field);

	if (text == NULL)
		return 0;
	if (strlen(text) >= GROUP_TEXT_MAX)
		return ctl_fail(c, ERR_INPUT, _("%s: it is too long."), field);
	mem_copy_text(to, GROUP_TEXT_MAX, text);
	return 0;
}

static int
read_group(struct ctl *c, struct group *g)
{
	const char *source = ctl_text(c, "source");
	int s = source == NULL ? GROUP_FROM_SCHOOL : group_source_of(source), r;

	*g = (struct group){ .code = group_code_of(ctl_text(c, "group")) };
	if (g->code == NULL)
		return ctl_fail(c, ERR_INPUT,
		    _("There is no such group: xinqing rules groups lists "
		      "them."));
	if (s < 0)
		return ctl_fail(c, ERR_INPUT, _("source: there is no such."));
	g->source = (enum group_source)s;
	if ((r = ctl_day(c, "starts", &g->starts)) != 0 ||
	    (r = ctl_day(c, "ends", &g->ends)) != 0 ||
	    (r = read_text(c, "evidence", g->evidence)) != 0 ||
	    (r = read_text(c, "where", g->where)) != 0)
		return r;
	return read_text(c, "carer", g->carer);
}

static int
add(struct ctl *c)
{
	int64_t student, id = 0, audit = 0;
	struct group g;
	int r;

	if ((r = ctl_id(c, 0, &student)) != 0 || (r = read_group(c, &g)) != 0 ||
	    (r = act_group_add(c->who, student, &g, &id, &audit)) != 0)
		return r;
	return ctl_say_done(c, id, audit);
}

const struct ctl_command ctl_group_add = {
	.name = "group add",
	.args = "STUDENT",
	.min = 1,
	.max = 1,
	.help = N_("Keep something in mind about a student: a group or a risk "
		   "factor that the plans name."),
	.fields = add_fields,
	.run = add,
};

static int
end(struct ctl *c)
{
	int64_t id, audit = 0;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_group_end(c->who, id, &audit)) != 0)
		return r;
	return ctl_say_done(c, id, audit);
}

const struct ctl_command ctl_group_end = {
	.name = "group end",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("It is so no more; the row stays with its dates."),
	.run = end,
};
