/* SPDX-License-Identifier: Apache-2.0 */
/* Asking for a package: is all of it there, and theirs to read? */
#include <stdio.h>
#include <string.h>

#include "act/approval.h"
#include "act/consultation.h"
#include "act/package.h"
#include "act/student.h"
#include "act/warning.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "gate_internal.h"
#include "model/day.h"
#include "package_internal.h"
#include "store/store.h"

#define DUE_DAYS 30
#define DUE_DAYS_MAX 366

/* --- is all of it there ----------------------------------------------------
 */

static int
check_phone(struct actor *who, const struct act_package_ask *ask,
    const struct act_student *s)
{
	bool open =
	    s->family == PERMIT_YES ||
	    (s->family == PERMIT_GROUND && ask->ground == PACKAGE_SAFETY);

	if (open && s->n_guardians > 0)
		return 0;
	return act_fail(who, open ? ERR_INPUT : ERR_DENIED,
	    _("No number is known, or it is not open to you."));
}

static int
check_warning(
    struct actor *who, const struct act_package_ask *ask, struct package *p)
{
	struct act_warning *w;
	int r = act_warning_of(who, ask->student, &w);

	if (r == 0) {
		p->warning = w->w.id;
		p->warning_version = w->w.version;
		if ((w->items & 1u << ITEM_STATE) == 0)
			r = ERR_DENIED;
		act_warning_free(w);
	}
	if (r == ERR_NOT_FOUND || r == ERR_DENIED)
		return act_fail(who, ERR_INPUT,
		    _("There is no warning that is open to you."));
	return r;
}

struct newest {
	int64_t id;
};

static int
take_newest(void *arg, const struct act_appointment *a)
{
	struct newest *n = arg;

	if (n->id == 0 && a->may_read && a->row.noted_at != 0)
		n->id = a->row.id;
	return 0;
}

static int
check_talk(
    struct actor *who, const struct act_package_ask *ask, struct package *p)
{
	struct act_consultation v;
	struct newest n = { ask->appointment };
	int r = 0;

	if (n.id == 0)
		r = act_consultation_each(who, CONSULTATIONS_STUDENT,
		    ask->student, 0, 50, take_newest, &n);
	if (r == 0 && n.id != 0 &&
	    (r = act_consultation_show(
		 who, n.id, package_permit(ask->ground), &v)) == 0) {
		if (v.n_note == 0 || v.head.row.student != ask->student)
			n.id = 0;
		p->appointment = n.id;
		p->appointment_version = v.head.row.version;
		act_consultation_free(&v);
	}
	if (n.id == 0 || r == ERR_NOT_FOUND || r == ERR_DENIED)
		return act_fail(who, ERR_INPUT,
		    _("There is no note of a consultation that is open to "
		      "you."));
	return r;
}

/* Outside of the transaction: each of these is a view of its own. */
static int
check_items(
    struct actor *who, const struct act_package_ask *ask, struct package *p)
{
	struct act_student s;
	int r;

	if ((r = act_student_show(who, ask->student, &s)) != 0)
		return r;
	p->school = s.s.school;
	if ((ask->items & PACKAGE_PHONE) != 0)
		r = check_phone(who, ask, &s);
	explicit_bzero(&s, sizeof(s));
	if (r == 0 && (ask->items & PACKAGE_WARNING) != 0)
		r = check_warning(who, ask, p);
	if (r == 0 && (ask->items & PACKAGE_CONSULTATION) != 0)
		r = check_talk(who, ask, p);
	return r;
}

static int
check_fields(struct actor *who, const struct act_package_ask *ask)
{
	if (ask->name == NULL || ask->name[0] == '\0' ||
	    strlen(ask->name) >= PACKAGE_NAME_MAX)
		return act_fail(who, ERR_INPUT,
		    _("name: please say which hospital, station or school."));
	if (ask->due_days < 0 || ask->due_days > DUE_DAYS_MAX)
		return act_fail(
		    who, ERR_INPUT, _("due_days: from 1 to %d."), DUE_DAYS_MAX);
	return 0;
}

/* --- written down ----------------------------------------------------------
 */

static int
day_in(int64_t now, int days)
{
	struct clock_parts p;

	clock_parts_of(now + days * CLOCK_DAY, &p);
	return day_of(p.year, p.month, p.day);
}

/* The next of the day. */
static int
give_number(struct actor *who, struct package *p)
{
	char prefix[PACKAGE_NUMBER_MAX];
	int64_t n;
	int r;

	snprintf(prefix, sizeof(prefix), "%c%d-",
	    p->medium == PACKAGE_ZIP ? 'X' : 'Z', day_in(p->made_at, 0));
	if ((r = store_package_count(who->store, prefix, &n)) != 0)
		return r;
	snprintf(p->number, sizeof(p->number), "%.10s%04d", prefix,
	    (int)(n % 9999) + 1);
	return 0;
}

static int
put(struct actor *who, struct package *p, const char *pass)
{
	struct package_row row;
	int r;

	p->made_by = who->person;
	p->made_at = act_now(who);
	if ((r = give_number(who, p)) != 0 ||
	    (r = act_note(who, "package.make", 0,
		 package_code(PACKAGE_LIST_GROUND, (int)p->ground), &p->student,
		 1, &p->audit)) != 0)
		return r;
	row = (struct package_row){ .p = *p };
	if ((r = store_package_add(who->store, &row)) != 0)
		return r;
	p->id = row.p.id;
	if (pass[0] != '\0' && (r = package_keep_pass(who, p->id, pass)) != 0)
		return r;
	return act_approval_ask(who, PACKAGE_KIND, p->id, 0, NULL, NULL);
}

int
act_package_make(struct actor *who, const struct act_package_ask *ask,
    struct package *out, char pass[PACKAGE_PASS_MAX])
{
	struct package p = { .student = ask->student,
		.medium = ask->medium,
		.receiver = ask->receiver,
		.purpose = ask->purpose,
		.ground = ask->ground,
		.items = ask->items | PACKAGE_DIRECTORY };
	int days = ask->due_days != 0 ? ask->due_days : DUE_DAYS;
	int r;

	pass[0] = '\0';
	if ((r = act_look(who)) != 0)
		return r;
	if (!package_may(who))
		return ERR_DENIED;
	if ((r = check_fields(who, ask)) != 0 ||
	    (r = check_items(who, ask, &p)) != 0 || (r = act_begin(who)) != 0)
		return r;
	mem_copy_text(p.name, sizeof(p.name), ask->name);
	if (ask->medium == PACKAGE_PAPER)
		p.due = day_in(act_now(who), days);
	else
		package_fresh_pass(pass);
	if ((r = act_end(who, put(who, &p, pass))) != 0)
		explicit_bzero(pass, PACKAGE_PASS_MAX);
	else
		*out = p;
	return r;
}
