/* SPDX-License-Identifier: Apache-2.0 */
/* The numbers of the district's care system: one kind of table (import_row.h),
 * QP-40. */
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/student.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import_row.h"
#include "store/care.h"
#include "store/org.h"
#include "store/store.h"
#include "student_internal.h"

/* Of all its schools, or of the own one. */
static const enum role takers[] = { ROLE_DISTRICT_STAFF, ROLE_PSYCHOLOGY };

static int
may(struct actor *who)
{
	for (size_t i = 0; i < nitems(takers); i++)
		if (act_is(who, takers[i]))
			return 0;
	return ERR_DENIED;
}

static bool
may_at(struct actor *who, int64_t place)
{
	for (size_t i = 0; i < nitems(takers); i++)
		if (act_is_for(who, takers[i], place))
			return true;
	return false;
}

static int
open_numbers(struct import *im)
{
	int r = may(im->who);

	return r == 0 ? 0
		      : act_fail(im->who, r,
			    _("This is taken in by psychology teachers and "
			      "the district's office."));
}

static void
close_numbers(struct import *im)
{
	tdestroy(im->by_number, free);
	tdestroy(im->by_student, free);
}

/* --- what a dry run would have put in --------------------------------------
 */

static int
number_order(const void *a, const void *b)
{
	const struct care_number *x = a, *y = b;

	return strcmp(x->number, y->number);
}

static int
student_order(const void *a, const void *b)
{
	const struct care_number *x = a, *y = b;

	return (x->student > y->student) - (x->student < y->student);
}

static void
pretend_in(void **tree, const struct care_number *n,
    int (*order)(const void *, const void *))
{
	struct care_number *new = mem_zero(1, sizeof(*new)), **at;

	*new = *n;
	at = tsearch(new, tree, order);
	if (at == NULL || *at != new) {
		if (at != NULL)
			**at = *n;
		free(new);
	}
}

static void
pretend(struct import *im, const struct care_number *n)
{
	pretend_in(&im->by_number, n, number_order);
	pretend_in(&im->by_student, n, student_order);
}

/* What stands of the student: there, or earlier in a file that is only
 * tried. */
static int
look_up_student(struct import *im, struct care_number *known)
{
	struct care_number **was = tfind(known, &im->by_student, student_order);
	int r;

	if (was != NULL) {
		*known = **was;
		return 0;
	}
	r = store_care_number_of(im->who->store, known->student, known);
	return r == ERR_NOT_FOUND ? 0 : r;
}

/* The same of the number; one whose student was given another is free. */
static int
look_up_number(struct import *im, struct care_number *other)
{
	struct care_number **was = tfind(other, &im->by_number, number_order);
	int r;

	if (was != NULL)
		*other = **was;
	else if ((r = store_care_number_by(
		      im->who->store, other->number, other)) != 0)
		return r == ERR_NOT_FOUND ? 0 : r;
	was = tfind(other, &im->by_student, student_order);
	if (was != NULL && strcmp((*was)->number, other->number) != 0)
		other->student = 0;
	return 0;
}

/* --- a row -----------------------------------------------------------------
 */

static void
judge(struct import *im, const char *const *cells, size_t n,
    struct import_row *to)
{
	if (care_read(cells, n, &im->columns, im->today, &to->care, &to->fault))
		to->fault.words = NULL;
}

/* The child that a row means, whose numbers this person may take in. */
static int
find(struct import *im, const struct care_cells *row, struct student *s)
{
	struct act_exact ask = { .number = row->student };
	struct org o;
	int r;

	if (row->school[0] != '\0')
		ask.school = row->school;
	else if (im->place != 0) {
		if ((r = store_org_get(im->who->store, im->place, &o)) != 0)
			return r;
		ask.school = o.name;
	}
	r = student_find_exact(im->who, &ask, s);
	return r == 0 && !may_at(im->who, s->place) ? ERR_NOT_FOUND : r;
}

/* What speaks against it: a msgid, and the field; nothing is changed that the
 * row does not say is to change.  known is the student's, other the number's;
 * without one its number or its student is none. */
static const char *
fault_of(const struct care_cells *row, const struct student *s,
    const struct care_number *known, const struct care_number *other,
    int *field)
{
	*field = CARE_NAME;
	if (row->name[0] != '\0' && strcmp(row->name, s->name) != 0)
		return N_("This number belongs to somebody of another name.");
	*field = CARE_NUMBER;
	if (other->student != 0 && other->student != s->id)
		return N_("Another student has this number.");
	*field = CARE_OLD;
	if (known->number[0] == '\0' || strcmp(known->number, row->number) == 0)
		return NULL;
	if (row->old[0] == '\0')
		return N_("This student has another number: the old one, "
			  "please, if it is to change.");
	return strcmp(row->old, known->number) != 0
		   ? N_("The old number is not the one that stands here.")
		   : NULL;
}

static int
put(struct import *im, struct care_number *new, int64_t known)
{
	int64_t note = 0;
	int r;

	if (im->in->dry_run) {
		pretend(im, new);
		return 0;
	}
	if ((r = act_note(im->who, "care.number", new->student, NULL,
		 &new->student, 1, &note)) == 0 &&
	    known != 0)
		r = store_care_number_end(im->who->store, known, note);
	return r == 0 ? store_care_number_add(im->who->store, new, note) : r;
}

static int
write_known(struct import *im, struct import_row *row, const struct student *s)
{
	struct care_number new = { .student = s->id,
		.entered_by = im->who->person,
		.entered_at = im->now };
	struct care_number known = { .student = s->id }, other = { .id = 0 };
	const char *words;
	int field, r;

	mem_copy_text(new.number, sizeof(new.number), row->care.number);
	mem_copy_text(other.number, sizeof(other.number), row->care.number);
	if ((r = look_up_student(im, &known)) != 0 ||
	    (r = look_up_number(im, &other)) != 0)
		return r;
	words = fault_of(&row->care, s, &known, &other, &field);
	if (words != NULL)
		return import_refuse(im, row, field, words);
	if (strcmp(known.number, new.number) == 0) {
		im->state.unchanged++;
		return 0;
	}
	*(known.number[0] != '\0' ? &im->state.changed : &im->state.accepted) +=
	    1;
	return put(im, &new, known.id);
}

static int
write_row(struct import *im, struct import_row *row, int64_t audit)
{
	struct student s;
	int r;

	(void)audit; /* each child has a row of its own */
	if ((r = find(im, &row->care, &s)) == ERR_NOT_FOUND)
		return import_refuse(im, row, CARE_STUDENT,
		    N_("There is no such student here."));
	return r != 0 ? r : write_known(im, row, &s);
}

const struct import_kind import_care = { &care_table, may, open_numbers,
	close_numbers, import_place_school, judge, write_row, NULL };
