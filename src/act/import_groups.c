/* SPDX-License-Identifier: Apache-2.0 */
/* What to keep in mind about children: one kind of table (import_row.h). */
#include <string.h>

#include "act/actor.h"
#include "act/student.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "group_internal.h"
#include "import_row.h"
#include "store/org.h"
#include "store/store.h"
#include "student_internal.h"

/* Somewhere, a class of them. */
static int
may(struct actor *who)
{
	for (int i = 0; i < who->n_posts; i++) {
		struct permit_on on = { .lft = who->posts[i].lft };

		if (group_may(who, CLASS_FAMILY, MAY_RAISE, &on))
			return 0;
	}
	return ERR_DENIED;
}

static int
open_groups(struct import *im)
{
	int r = may(im->who);

	if (r != 0)
		return act_fail(im->who, r,
		    _("This is taken in by class teachers, psychology teachers "
		      "and the district's office."));
	return 0;
}

static void
close_groups(struct import *im)
{
	(void)im;
}

static void
judge(struct import *im, const char *const *cells, size_t n,
    struct import_row *to)
{
	if (group_read(
		cells, n, &im->columns, im->today, &to->group, &to->fault))
		to->fault.words = NULL;
}

/* The child that a row means, for whom this person may enter it. */
static int
find(struct import *im, const struct group_cells *row, struct student *s)
{
	struct act_exact ask = { .number = row->number };
	struct org o;
	int r;

	if (row->school[0] != '\0')
		ask.school = row->school;
	else if (im->place != 0) {
		if ((r = store_org_get(im->who->store, im->place, &o)) != 0)
			return r;
		ask.school = o.name;
	}
	if ((r = student_find_exact(im->who, &ask, s)) == 0 &&
	    !group_may_at(im->who, row->group.code->class, MAY_RAISE, s->place))
		r = ERR_NOT_FOUND;
	return r;
}

/* Its end is past: one that stands ends, and none begins. */
static bool
is_over(const struct import *im, const struct group *g)
{
	return g->ends != 0 && g->ends < im->today;
}

static int
write_row(struct import *im, struct import_row *row, int64_t audit)
{
	struct group_row new = { .g = row->group.group }, known;
	struct student s;
	bool over = is_over(im, &new.g), stands, reads;
	int r;

	(void)audit; /* each child has a row of its own */
	if ((r = find(im, &row->group, &s)) == ERR_NOT_FOUND)
		return import_refuse(im, row, GROUPS_NUMBER,
		    N_("There is no such student here, or not for this."));
	if (r != 0 ||
	    (r = group_standing(im->who, s.id, new.g.code, &known)) != 0)
		return r;
	reads = group_may_at(im->who, new.g.code->class, MAY_READ, s.place);
	/* who enters and reads none is not told by a trial what stands; nor
	 * without a trace by the file itself */
	stands = im->in->dry_run && !reads ? over : known.id != 0;
	if (stands != over && !reads &&
	    (r = act_note(im->who, "group.known", 0, NULL, &s.id, 1, NULL)) !=
		0)
		return r;
	*(stands != over ? &im->state.unchanged
	    : over	 ? &im->state.changed
			 : &im->state.accepted) += 1;
	if (stands != over || im->in->dry_run)
		return 0;
	new.student = s.id;
	return over ? group_close(im->who, &known, NULL)
		    : group_put(im->who, &new, NULL);
}

static int
finish(struct import *im)
{
	store_touch(im->who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return 0;
}

const struct import_kind import_groups = { &group_table, may, open_groups,
	close_groups, import_place_school, judge, write_row, finish };
