/* SPDX-License-Identifier: Apache-2.0 */
/* Where a row of staff belongs: its organisation, grade, class and campus. */
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import_staff.h"

int
staff_refuse(struct going *g, int field, const char *words)
{
	g->refused = true;
	return import_refuse(g->im, g->row, field, words);
}

static bool
makes(const struct going *g)
{
	return g->im->in->make;
}

/* The last name of a path that leads to what is there. */
static int
make_org(struct going *g, bool *many)
{
	char path[2 * ORG_NAME_MAX], *name;
	struct org o = { .type = g->s->type };
	const struct org *above;
	int r;

	mem_copy_text(path, sizeof(path), g->s->org);
	if ((name = strrchr(path, '/')) != NULL) {
		*name++ = '\0';
		above = orgs_find(g->im->orgs, path, many);
	} else {
		name = path;
		above = orgs_only(g->im->orgs, ORG_DISTRICT);
	}
	if (above == NULL || *many || !org_fits(o.type, above->type))
		return 0;
	o.parent = above->id;
	mem_copy_text(o.name, sizeof(o.name), name);
	if ((r = orgs_add(g->im->orgs, &o)) == 0)
		g->org = orgs_child(g->im->orgs, o.parent, o.type, o.name);
	return r;
}

static int
find_org(struct going *g)
{
	bool many = false;
	int r;

	g->org = g->s->org[0] != '\0' ? orgs_find(g->im->orgs, g->s->org, &many)
				      : orgs_get(g->im->orgs, g->im->place);
	if (g->org == NULL && !many && makes(g) && g->s->type != ORG_NONE &&
	    (r = make_org(g, &many)) != 0)
		return r;
	if (g->org != NULL)
		return 0;
	return staff_refuse(g, STAFF_ORG,
	    many ? N_("Several are called so: please write the code, or a "
		      "path with / between the names.")
		 : N_("There is no such organisation here."));
}

static int
refuse_below(struct going *g, int field, int r)
{
	if (r == ERR_INPUT)
		return staff_refuse(g, field,
		    N_("There is no such grade. 八年级, 初二, 高一 and "
		       "初中2024级 are understood."));
	if (r == ERR_NOT_FOUND)
		return staff_refuse(
		    g, field, N_("The school has no such grade or class."));
	if (r == ERR_LIMIT)
		return staff_refuse(g, field,
		    N_("The school has more classes than can be held."));
	return r;
}

/* From the school to the grade, and to the class, as far as the post stands
 * there. */
static int
go_down(struct going *g)
{
	const struct duty *d = g->s->duty;
	int r = 0;

	if (!duty_fits(d, g->org->type) && g->org->type == ORG_SCHOOL &&
	    g->s->grade[0] != '\0') {
		r = orgs_grade(g->im->orgs, g->org, g->s->grade, g->im->today,
		    makes(g), &g->org);
		if (r != 0)
			return refuse_below(g, STAFF_GRADE, r);
	}
	if (!duty_fits(d, g->org->type) && g->s->label[0] != '\0' &&
	    org_fits(ORG_CLASS, g->org->type)) {
		r = orgs_class(
		    g->im->orgs, g->org, g->s->label, makes(g), &g->org);
		if (r != 0)
			return refuse_below(g, STAFF_CLASS, r);
	}
	if (duty_fits(d, g->org->type))
		return 0;
	if (duty_fits(d, ORG_CLASS) && g->s->label[0] == '\0')
		return staff_refuse(g, STAFF_CLASS,
		    N_("The class is missing or cannot be read."));
	return staff_refuse(g, STAFF_POST,
	    N_("This post is not held at an organisation of this type."));
}

static int
find_campus(struct going *g)
{
	const struct org *school;
	struct org o = { .type = ORG_CAMPUS };
	int r;

	if (g->s->campus[0] == '\0')
		return 0;
	school = orgs_above(g->im->orgs, g->org, ORG_SCHOOL);
	if (school == NULL)
		return staff_refuse(
		    g, STAFF_CAMPUS, N_("Only a school has a campus."));
	g->campus =
	    orgs_child(g->im->orgs, school->id, ORG_CAMPUS, g->s->campus);
	if (g->campus == NULL && makes(g)) {
		o.parent = school->id;
		mem_copy_text(o.name, sizeof(o.name), g->s->campus);
		if ((r = orgs_add(g->im->orgs, &o)) != 0)
			return refuse_below(g, STAFF_CAMPUS, r);
		g->campus = orgs_child(
		    g->im->orgs, school->id, ORG_CAMPUS, g->s->campus);
	}
	return g->campus != NULL ? 0
				 : staff_refuse(g, STAFF_CAMPUS,
				       N_("The school has no such campus."));
}

int
staff_place(struct going *g)
{
	int r;

	if ((r = find_org(g)) != 0 || g->refused || (r = go_down(g)) != 0 ||
	    g->refused)
		return r;
	return find_campus(g);
}
