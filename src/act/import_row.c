/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/mend.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "import_row.h"
#include "store/store.h"

/* Columns as people call them, in the reasons. */
static const char *const field_words[ROSTER_FIELDS] = {
	[ROSTER_NAME] = N_("the name"),
	[ROSTER_SEX] = N_("the sex"),
	[ROSTER_BIRTH] = N_("the birthday"),
	[ROSTER_PUPIL] = N_("the pupil number"),
	[ROSTER_RESIDENT] = N_("the resident number"),
	[ROSTER_PAPER] = N_("the kind of paper"),
	[ROSTER_NUMBER] = N_("the student number"),
	[ROSTER_SCHOOL] = N_("the school"),
	[ROSTER_GRADE] = N_("the grade"),
	[ROSTER_CLASS] = N_("the class"),
	[ROSTER_BOARDING] = N_("the boarding"),
	[ROSTER_DORM] = N_("the dormitory"),
	[ROSTER_ADDRESS] = N_("the address"),
	[ROSTER_GUARDIAN_1] = N_("the guardian"),
	[ROSTER_RELATION_1] = N_("the relation"),
	[ROSTER_PHONE_1] = N_("the telephone"),
	[ROSTER_IS_1] = N_("whether a guardian"),
	[ROSTER_GUARDIAN_2] = N_("the second guardian"),
	[ROSTER_RELATION_2] = N_("the relation of the second"),
	[ROSTER_PHONE_2] = N_("the telephone of the second"),
	[ROSTER_IS_2] = N_("whether the second is a guardian"),
};

/* What the column of reasons is called, in both languages: a mended table
 * that is taken in again has one already. */
static const char *const reason_headings[] = { "原因", "reason" };

const char *
act_roster_field_words(enum roster_field f)
{
	return f < ROSTER_FIELDS ? field_words[f] : N_("the row");
}

/* A cell as it goes back: what must not reach a terminal is marked, so that
 * it cannot be taken in again unmended. */
static void
put_cell(struct buf *out, const char *s, bool first)
{
	struct buf *clean;

	if (s[strcspn(s, "\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f"
			 "\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b"
			 "\x1c\x1d\x1e\x1f\x7f\xc2\xe2\xee\xef")] == '\0') {
		csv_put(out, s, first);
		return;
	}
	clean = buf_new();
	if (text_clean(clean, s, strlen(s), TEXT_LINES) > 0)
		buf_add_text(clean, "\xef\xbf\xbd");
	csv_put(out, buf_text(clean), first);
	buf_free(clean);
}

static void
put_cells(struct buf *out, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put_cell(out, cells[i], i == 0);
}

void
import_heading(struct import *im, const char *const *cells, size_t n)
{
	im->kept = n;
	for (size_t i = 0; i < nitems(reason_headings) && n > 0; i++)
		if (strcmp(cells[n - 1], reason_headings[i]) == 0)
			im->kept = n - 1;
	buf_clear(im->refused);
	buf_add_text(im->refused, "\xef\xbb\xbf");
	put_cells(im->refused, cells, im->kept);
	buf_add_f(im->refused, ",%s\r\n", _("reason"));
}

/* --- judging ----------------------------------------------------------------
 */

static const char *
fault_words(enum csv_fault f)
{
	static const char *const words[] = {
		[CSV_FINE] = NULL,
		[CSV_QUOTE] = N_("A quotation mark does not close."),
		[CSV_LONG] = N_("The line is too long to be a row."),
		[CSV_MANY] = N_("There are too many cells."),
		[CSV_TEXT] = N_("Some of it cannot be read as text."),
	};

	return words[f];
}

static const struct roster_fault no_school = { ROSTER_SCHOOL,
	N_("There is no such school here.") };

void
import_read_row(struct import *im, int64_t line, enum csv_fault fault,
    const char *const *cells, size_t n, struct import_row *to)
{
	to->line = line;
	to->school = im->school;
	to->fault = (struct roster_fault){ ROSTER_FIELDS, fault_words(fault) };
	if (to->fault.words == NULL && roster_read(cells, n, &im->columns,
					   im->today, &to->row, &to->fault)) {
		to->fault.words = NULL;
		if (im->school < 0)
			to->school = places_school(im->places, to->row.school);
		if (to->school < 0)
			to->fault = no_school;
		else
			roster_grade(&to->row,
			    places_schooling(im->places, to->school), im->today,
			    &to->fault);
	}
	to->text = buf_len(im->text);
	put_cells(im->text, cells, n < im->kept ? n : im->kept);
	to->n_text = buf_len(im->text) - to->text;
}

/* --- writing -----------------------------------------------------------------
 */

static int
refuse(struct import *im, const struct import_row *row, enum roster_field field,
    const char *words)
{
	const char *p = (const char *)buf_data(im->text) + row->text;
	struct buf *why = buf_new();
	int column;

	column = field < ROSTER_FIELDS ? im->columns.at[field] + 1 : 0;
	buf_add_f(why, _("line %d, %s: %s"), (int)row->line,
	    _(act_roster_field_words(field)), _(words));
	buf_add(im->refused, p, row->n_text);
	csv_put(im->refused, buf_text(why), 0);
	buf_add_text(im->refused, "\r\n");
	buf_free(why);
	im->state.refused++;
	if (im->in->on_refused != NULL)
		im->in->on_refused(
		    im->in->arg, row->line, column, field, words);
	return import_keep(im, row, field, words);
}

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

static int
add(struct import *im, struct import_row *row, int64_t audit)
{
	int r;

	im->state.accepted++;
	if (im->in->dry_run)
		return 0;
	r = store_student_add(im->who->store, &row->row.s, im->now, audit);
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
		return refuse(im, row, ROSTER_PUPIL,
		    N_("This student is on the roll of a school that is not "
		       "yours to change."));
	if (is_somebody_else(old, s))
		return refuse(im, row,
		    row->row.s.identity[0] == 'S' ? ROSTER_NUMBER
						  : ROSTER_PUPIL,
		    N_("This number belongs to a student of another name and "
		       "birthday."));
	keep_known(im, old, s);
	if ((r = same_guardians(im, old, &row->row, &same)) != 0)
		return r;
	if (same && same_student(old, s)) {
		im->state.unchanged++;
		return 0;
	}
	im->state.changed++;
	if (im->in->dry_run)
		return 0;
	r = store_student_put(im->who->store, s, im->now, audit);
	if (r == 0 && !same)
		r = store_guardian_put(im->who->store, s->id,
		    row->row.guardians, row->row.n_guardians, audit);
	return r;
}

int
import_write_row(struct import *im, struct import_row *row, int64_t audit)
{
	struct student old, *s = &row->row.s;
	int r;

	if (row->fault.words != NULL)
		return refuse(im, row, row->fault.field, row->fault.words);
	r = places_class(im->places, row->school, s, !im->in->dry_run);
	if (r == ERR_LIMIT)
		return refuse(im, row, ROSTER_CLASS,
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
