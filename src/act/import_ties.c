/* SPDX-License-Identifier: Apache-2.0 */
/* Who looks after whom: one kind of table (import_row.h). */
#include <string.h>

#include "act/actor.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import_find.h"
#include "import_row.h"
#include "office_internal.h"
#include "store/store.h"

static int
may(struct actor *who)
{
	return act_is(who, ROLE_SYSTEM_ADMIN) ||
		       act_is(who, ROLE_DISTRICT_STAFF) ||
		       act_is(who, ROLE_PRINCIPAL)
		   ? 0
		   : ERR_DENIED;
}

static int
open_orgs(struct import *im)
{
	return import_orgs_open(
	    im, N_("This is taken in by a principal, the district's office "
		   "or the system administrator."));
}

static int
place(struct import *im, const char *name, int64_t id)
{
	const struct org *o = import_orgs_place(im, name, id, NULL);

	if (o == NULL || o->type != ORG_SCHOOL)
		return act_fail(
		    im->who, ERR_NOT_FOUND, _("There is no such school here."));
	im->place = o->id;
	return 0;
}

static void
judge(struct import *im, const char *const *cells, size_t n,
    struct import_row *to)
{
	if (tie_read(cells, n, &im->columns, im->today, &to->tie, &to->fault))
		to->fault.words = NULL;
}

/* A row on its way in; refused: it has been named as such. */
struct going {
	struct import *im;
	struct import_row *row;
	const struct org *school; /* as the row says; NULL: not said */
	struct tie_row tie;
	bool refused, stands;
	int64_t known; /* the one that says the same */
};

static int
refuse(struct going *g, int field, const char *words)
{
	g->refused = true;
	return import_refuse(g->im, g->row, field, words);
}

static int
find_school(struct going *g)
{
	const char *typed = g->row->tie.school;
	bool many = false;

	if (typed[0] != '\0')
		g->school = orgs_find(g->im->orgs, typed, &many);
	else if (g->im->place != 0)
		g->school = orgs_get(g->im->orgs, g->im->place);
	else
		g->school = orgs_only(g->im->orgs, ORG_SCHOOL);
	if (g->school != NULL && g->school->type == ORG_SCHOOL)
		return 0;
	g->school = NULL;
	return typed[0] == '\0' && g->row->tie.pupil[0] != '\0'
		   ? 0
		   : refuse(
			 g, TIES_SCHOOL, N_("There is no such school here."));
}

static int
find_student(struct going *g)
{
	const struct tie_cells *t = &g->row->tie;
	struct student s;
	int r;

	r = t->pupil[0] != '\0'
		? store_student_by_identity(g->im->who->store, t->pupil, &s)
		: import_student_by_number(g->im, g->school->id, t->number, &s);
	if (r == 0 && !office_keeps(g->im->who, s.place))
		r = ERR_NOT_FOUND;
	if (r == ERR_NOT_FOUND)
		return refuse(g, t->pupil[0] != '\0' ? TIES_PUPIL : TIES_NUMBER,
		    N_("There is no such student here."));
	if (r == 0)
		g->tie.student = s.id;
	return r;
}

static int
find_class(struct going *g)
{
	const struct tie_cells *t = &g->row->tie;
	const struct org *grade, *class;
	int r = ERR_NOT_FOUND;

	if (g->school != NULL)
		r = orgs_grade(g->im->orgs, g->school, t->grade, g->im->today,
		    false, &grade);
	if (r == 0)
		r = orgs_class(g->im->orgs, grade, t->label, false, &class);
	if (r == ERR_NOT_FOUND || r == ERR_INPUT)
		return refuse(g, TIES_CLASS,
		    N_("The school has no such grade or class."));
	if (r == 0)
		g->tie.class = class->id;
	return r;
}

static int
find_teacher(struct going *g)
{
	struct person p;
	int r;

	r = store_person_by_login(g->im->who->store, g->row->tie.teacher, &p);
	if (r == 0 && (r = office_change_person(g->im->who, p.id)) == 0)
		g->tie.person = p.id;
	if (r == ERR_NOT_FOUND || r == ERR_DENIED)
		return refuse(g, TIES_TEACHER,
		    N_("There is no such teacher here: staff comes first."));
	return r;
}

static int
look_at_tie(void *arg, const struct tie_row *t)
{
	struct going *g = arg;

	if (t->kind == g->tie.kind && t->person == g->tie.person)
		g->known = t->id;
	return 0;
}

static int
put(struct going *g)
{
	struct store *st = g->im->who->store;
	bool ends = g->row->tie.ends;
	int r;

	if ((r = store_tie_of_student(st, g->tie.student, g->tie.class,
		 g->im->now, look_at_tie, g)) != 0)
		return r;
	if ((g->known != 0) != ends) {
		g->im->state.unchanged++;
		return 0;
	}
	*(ends ? &g->im->state.changed : &g->im->state.accepted) += 1;
	if (g->im->in->dry_run)
		return 0;
	return ends ? store_tie_end(st, g->known, g->im->now)
		    : store_tie_add(st, &g->tie);
}

static int
write_row(struct import *im, struct import_row *row, int64_t audit)
{
	struct going g = { .im = im, .row = row };
	int r;

	(void)audit;
	g.tie.kind = row->tie.kind;
	g.tie.since = im->now;
	if ((r = find_school(&g)) != 0 || g.refused ||
	    (r = find_teacher(&g)) != 0 || g.refused ||
	    (r = row->tie.label[0] != '\0' ? find_class(&g)
					   : find_student(&g)) != 0 ||
	    g.refused)
		return r;
	return put(&g);
}

const struct import_kind import_ties = { &tie_table, may, open_orgs,
	import_orgs_close, place, judge, write_row, NULL };
