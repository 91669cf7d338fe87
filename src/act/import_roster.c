/* SPDX-License-Identifier: Apache-2.0 */
/* A roster of students: one kind of table (import_row.h). */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import_row.h"
#include "store/ledger.h"
#include "store/rollover.h"
#include "store/store.h"

static const struct table_fault no_school = { ROSTER_SCHOOL,
	N_("There is no such school here.") };

static int
may(struct actor *who)
{
	struct places *p = NULL;
	int r = places_open(who, &p);

	places_close(p);
	return r;
}

static int
open_places(struct import *im)
{
	int r = places_open(im->who, &im->places);

	if (r == ERR_DENIED)
		return act_fail(im->who, r,
		    _("Rosters are taken in by the district's office."));
	return r;
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
	if (im->school >= 0)
		im->place = places_school_id(im->places, im->school);
	else if (name == NULL)
		return ERR_DENIED;
	else
		return act_fail(
		    im->who, ERR_NOT_FOUND, _("There is no such school here."));
	return 0;
}

static void
judge(struct import *im, const char *const *cells, size_t n,
    struct import_row *to)
{
	to->school = im->school;
	if (!roster_read(
		cells, n, &im->columns, im->today, &to->row, &to->fault))
		return;
	to->fault.words = NULL;
	if (im->school < 0)
		to->school = places_school(im->places, to->row.school);
	if (to->school < 0)
		to->fault = no_school;
	else
		roster_grade(&to->row, places_schooling(im->places, to->school),
		    im->today, &to->fault);
}

/* --- writing ----------------------------------------------------------------
 */

/* What the table has no column for stays as it was. */
static void
keep_known(
    const struct import *im, const struct student *old, struct student *s)
{
	const int *at = im->columns.at;

	s->id = old->id;
	s->version = old->version;
	if (s->sex == SEX_UNKNOWN)
		s->sex = old->sex;
	if (s->birth == 0)
		s->birth = old->birth;
	if (at[ROSTER_NUMBER] < 0)
		memcpy(s->number, old->number, sizeof(s->number));
	if (at[ROSTER_BOARDING] < 0)
		s->boarding = old->boarding;
	if (at[ROSTER_DORM] < 0)
		memcpy(s->dorm, old->dorm, sizeof(s->dorm));
	if (at[ROSTER_ADDRESS] < 0)
		memcpy(s->address, old->address, sizeof(s->address));
	if (old->reading_by != 0 && strcmp(old->name, s->name) == 0) {
		s->reading_by = old->reading_by;
		memcpy(s->reading, old->reading, sizeof(s->reading));
	}
}

static bool
same_student(const struct student *a, const struct student *b)
{
	return a->class == b->class && a->school == b->school &&
	       strcmp(a->name, b->name) == 0 &&
	       strcmp(a->reading, b->reading) == 0 &&
	       strcmp(a->number, b->number) == 0 && a->sex == b->sex &&
	       a->birth == b->birth && a->grade.stage == b->grade.stage &&
	       a->grade.entry == b->grade.entry &&
	       strcmp(a->label, b->label) == 0 && a->boarding == b->boarding &&
	       strcmp(a->dorm, b->dorm) == 0 &&
	       strcmp(a->address, b->address) == 0;
}

static bool
has_guardians(const struct import *im)
{
	return im->columns.at[ROSTER_GUARDIAN_1] >= 0 ||
	       im->columns.at[ROSTER_PHONE_1] >= 0;
}

static int
same_guardians(const struct import *im, const struct student *old,
    const struct roster_row *row, bool *same)
{
	struct guardian was[STUDENT_GUARDIANS_MAX + 1];
	int n, r;

	*same = true;
	if (!has_guardians(im))
		return 0;
	r = store_guardian_all(
	    im->who->store, old->id, was, (int)nitems(was), &n);
	*same = r == 0 && n == row->n_guardians;
	for (int i = 0; *same && i < n; i++)
		*same =
		    strcmp(was[i].name, row->guardians[i].name) == 0 &&
		    strcmp(was[i].relation, row->guardians[i].relation) == 0 &&
		    strcmp(was[i].phone, row->guardians[i].phone) == 0;
	return r;
}

/* Whom a roster names was looked through with it (TJ-44). */
static int
is_fresh(struct import *im, const struct student *s)
{
	if (im->in->dry_run)
		return 0;
	return store_fresh_put(im->who->store, s->id, im->now, im->who->person);
}

static int
add(struct import *im, struct import_row *row, int64_t audit)
{
	int r;

	im->state.accepted++;
	if (im->in->dry_run)
		return 0;
	r = store_student_add(im->who->store, &row->row.s, im->now, audit);
	if (r == 0)
		r = is_fresh(im, &row->row.s);
	if (r == 0 && row->row.n_guardians > 0)
		r = store_guardian_put(im->who->store, row->row.s.id,
		    row->row.guardians, row->row.n_guardians, audit);
	return r;
}

/* Somebody else's number typed by mistake would write over a child. */
static bool
is_somebody_else(const struct student *old, const struct student *s)
{
	return strcmp(old->name, s->name) != 0 && old->birth != 0 &&
	       s->birth != 0 && old->birth != s->birth;
}

static int
change(struct import *im, struct import_row *row, const struct student *old,
    int64_t audit)
{
	struct student *s = &row->row.s;
	bool same;
	int r;

	if (!places_writable(im->places, old->school))
		return import_refuse(im, row, ROSTER_PUPIL,
		    N_("This student is on the roll of a school that is not "
		       "yours to change."));
	if (is_somebody_else(old, s))
		return import_refuse(im, row,
		    row->row.s.identity[0] == 'S' ? ROSTER_NUMBER
						  : ROSTER_PUPIL,
		    N_("This number belongs to a student of another name and "
		       "birthday."));
	keep_known(im, old, s);
	if ((r = same_guardians(im, old, &row->row, &same)) != 0)
		return r;
	if (same && same_student(old, s)) {
		im->state.unchanged++;
		return is_fresh(im, s);
	}
	im->state.changed++;
	if (im->in->dry_run)
		return 0;
	r = store_student_put(im->who->store, s, im->now, audit);
	if (r == 0)
		r = is_fresh(im, s);
	if (r == 0 && s->class != old->class) /* at school, whatever was */
		r = store_enrolment_end(im->who->store, s->id, audit);
	if (r == 0 && !same)
		r = store_guardian_put(im->who->store, s->id,
		    row->row.guardians, row->row.n_guardians, audit);
	return r;
}

static int
write_row(struct import *im, struct import_row *row, int64_t audit)
{
	struct student old, *s = &row->row.s;
	int r;

	r = places_class(im->places, row->school, s, !im->in->dry_run);
	if (r == ERR_LIMIT)
		return import_refuse(im, row, ROSTER_CLASS,
		    N_("The school has more classes than can be held."));
	if (r != 0)
		return r;
	if (s->identity[0] == '\0')
		snprintf(s->identity, sizeof(s->identity), "S%lld:%s",
		    (long long)s->school, s->number);
	r = store_student_by_identity(im->who->store, s->identity, &old);
	if (r == ERR_NOT_FOUND)
		return add(im, row, audit);
	return r != 0 ? r : change(im, row, &old, audit);
}

const struct import_kind import_roster = { &roster_table, may, open_places,
	close_places, place, judge, write_row, NULL };
