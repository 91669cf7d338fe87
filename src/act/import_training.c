/* SPDX-License-Identifier: Apache-2.0 */
/* Who was at a training: one kind of table (import_row.h). */
#include <string.h>

#include "act/actor.h"
#include "base/err.h"
#include "base/lang.h"
#include "import_row.h"
#include "office_internal.h"
#include "store/store.h"
#include "training_internal.h"

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
open_people(struct import *im)
{
	int r = may(im->who);

	return r == 0 ? 0
		      : act_fail(im->who, r,
			    _("Trainings are taken in by who keeps the "
			      "office: a school's principal, the district."));
}

static void
close_people(struct import *im)
{
	(void)im;
}

/* People are told by their login or number: the file has no place. */
static int
place(struct import *im, const char *name, int64_t id)
{
	(void)id;
	return name == NULL ? 0
			    : act_fail(im->who, ERR_INPUT,
				  _("A table of trainings is of no place."));
}

static void
judge(struct import *im, const char *const *cells, size_t n,
    struct import_row *to)
{
	if (!training_row_read(
		cells, n, &im->columns, &to->training, &to->fault))
		return;
	to->fault.words = NULL;
	if (to->training.training.day > im->today)
		to->fault = (struct table_fault){ TRAINING_ON,
			N_("This day has not been yet.") };
}

/* One of a name that is not theirs is somebody else's row. */
static int
find_person(struct import *im, const struct training_row *t, struct person *p)
{
	int r = store_person_by_login(im->who->store, t->person, p);

	if (r == 0 && (r = office_change_person(im->who, p->id)) == ERR_DENIED)
		r = ERR_NOT_FOUND;
	if (r == 0 && t->name[0] != '\0' && strcmp(t->name, p->name) != 0)
		r = ERR_EXISTS;
	return r;
}

static int
write_row(struct import *im, struct import_row *row, int64_t audit)
{
	struct person p;
	bool changed;
	int r;

	(void)audit;
	r = find_person(im, &row->training, &p);
	if (r == ERR_NOT_FOUND)
		return import_refuse(im, row, TRAINING_PERSON,
		    N_("There is nobody of this login or number here: staff "
		       "comes first."));
	if (r == ERR_EXISTS)
		return import_refuse(im, row, TRAINING_NAME,
		    N_("This number belongs to somebody of another name."));
	if (r != 0)
		return r;
	if (im->in->dry_run) {
		im->state.accepted++;
		return 0;
	}
	if ((r = training_put(
		 im->who, p.id, &row->training.training, &changed)) != 0)
		return r;
	*(changed ? &im->state.accepted : &im->state.unchanged) += 1;
	return 0;
}

static int
finish(struct import *im)
{
	store_touch(im->who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return 0;
}

const struct import_kind import_training = { &training_table, may, open_people,
	close_people, place, judge, write_row, finish };
