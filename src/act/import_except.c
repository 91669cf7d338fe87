/* SPDX-License-Identifier: Apache-2.0 */
/* Who repeats, comes back or leaves when a year turns: one kind of table
 * (import_row.h). */
#include <string.h>

#include "act/actor.h"
#include "base/err.h"
#include "base/lang.h"
#include "import_row.h"
#include "model/day.h"
#include "rollover_internal.h"
#include "store/store.h"

static int
may(struct actor *who)
{
	return act_is(who, ROLE_DISTRICT_STAFF) ? 0 : ERR_DENIED;
}

/* The year of rows that name none is the file's, else the plan's. */
static int
open_places(struct import *im)
{
	struct org any;
	int r = may(im->who);

	if (r == 0)
		r = places_open(im->who, &im->places);
	if (r == ERR_DENIED)
		return act_fail(im->who, r,
		    _("The school year is turned over by the district's "
		      "office."));
	im->year = im->in->year;
	return r == 0 ? rollover_scope(im->who, NULL, &im->year, &any) : r;
}

static void
close_places(struct import *im)
{
	places_close(im->places);
}

static int
place(struct import *im, const char *name, int64_t id)
{
	im->school = name != NULL ? places_school(im->places, name)
				  : places_school_of(im->places, id);
	if (im->school < 0)
		return act_fail(
		    im->who, ERR_NOT_FOUND, _("There is no such school here."));
	im->place = places_school_id(im->places, im->school);
	return 0;
}

static void
judge(struct import *im, const char *const *cells, size_t n,
    struct import_row *to)
{
	if (!except_read(
		cells, n, &im->columns, im->today, &to->except, &to->fault))
		return;
	to->fault.words = NULL;
	to->school = im->school;
	if (to->except.school[0] != '\0' && im->school < 0)
		to->school = places_school(im->places, to->except.school);
	if (to->school < 0 && to->except.pupil[0] == '\0')
		to->fault = (struct table_fault){ EXCEPTS_SCHOOL,
			N_("There is no such school here.") };
}

static int
find_student(struct import *im, struct import_row *row, struct student *s)
{
	const struct except_cells *x = &row->except;

	if (x->pupil[0] != '\0')
		return store_student_by_identity(im->who->store, x->pupil, s);
	return import_student_by_number(
	    im, places_school_id(im->places, row->school), x->number, s);
}

static int
write_row(struct import *im, struct import_row *row, int64_t audit)
{
	const struct except_cells *x = &row->except;
	struct except_ask ask = { x->year != 0 ? x->year : im->year, x->kind,
		x->day, x->to };
	enum except_field field = EXCEPTS_KIND;
	const char *words = NULL;
	struct student s;
	bool changed = false;
	int r;

	/* the file it came in may have been of another year than the plan is
	 * of by now */
	if (im->mends && x->year == 0)
		return import_refuse(im, row, EXCEPTS_YEAR,
		    N_("Please write the year it begins in, such as 2026."));
	r = find_student(im, row, &s);
	if (r == ERR_NOT_FOUND)
		return import_refuse(im, row,
		    x->pupil[0] != '\0' ? EXCEPTS_PUPIL : EXCEPTS_NUMBER,
		    N_("There is no such student here."));
	if (r != 0)
		return r;
	r = rollover_except_put(im->who, &s, &ask, audit, im->in->dry_run,
	    &changed, &field, &words);
	if (words != NULL)
		return import_refuse(im, row, (int)field, words);
	*(changed ? &im->state.accepted : &im->state.unchanged) += 1;
	return r;
}

static int
finish(struct import *im)
{
	store_touch(im->who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return 0;
}

const struct import_kind import_except = { &except_table, may, open_places,
	close_places, place, judge, write_row, finish };
