/* SPDX-License-Identifier: Apache-2.0 */
/* The care ledger as a file for the district's care system. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/approval.h"
#include "act/care.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "gate_internal.h"
#include "model/student.h"
#include "model/when.h"
#include "store/audit.h"
#include "store/care.h"
#include "store/org.h"
#include "store/plan.h"
#include "store/store.h"
#include "store/student.h"
#include "student_internal.h"

/* --- who may ---------------------------------------------------------------
 */

bool
care_may_fetch(const struct actor *who)
{
	return act_is(who, ROLE_PSYCHOLOGY);
}

bool
act_care_may(const struct actor *who)
{
	return care_may_fetch(who) || act_is(who, ROLE_CRISIS_HEAD);
}

/* The school whose ledger it is to this person. */
static int
own_school(struct actor *who, struct org *school)
{
	static const enum role roles[] = { ROLE_PSYCHOLOGY, ROLE_CRISIS_HEAD };
	const struct post *p = NULL;

	for (size_t i = 0; i < nitems(roles) && p == NULL; i++)
		p = act_post(who, roles[i]);
	if (p == NULL)
		return ERR_DENIED;
	return store_org_above(who->store, p->org, ORG_SCHOOL, school);
}

int
care_approval_may(struct actor *who, const struct approval *a)
{
	struct org o;

	if (store_org_get(who->store, a->object, &o) != 0)
		return ERR_DENIED;
	return act_is_for(who, ROLE_CRISIS_HEAD, o.lft) ||
		       act_is_for(who, ROLE_COUNSELLOR, o.lft)
		   ? 0
		   : ERR_DENIED;
}

int
care_approval_give(struct actor *who, const struct approval *a)
{
	return act_note(who, "care.agree", a->object, NULL, NULL, 0, NULL);
}

int
care_approval_refuse(
    struct actor *who, const struct approval *a, const char *reason)
{
	(void)reason;
	return act_note(who, "care.refuse", a->object, NULL, NULL, 0, NULL);
}

/* --- asking ----------------------------------------------------------------
 */

static int
ask(struct actor *who, int64_t *approval)
{
	struct org school;
	int r;

	if (!care_may_fetch(who))
		return ERR_DENIED;
	if ((r = own_school(who, &school)) != 0 ||
	    (r = act_approval_ask(
		 who, ACT_CARE_KIND, school.id, 0, NULL, approval)) != 0)
		return r;
	store_touch(who->store, STORE_TOPIC(TOPIC_ORG, school.id));
	return act_note(who, "care.ask", school.id, NULL, NULL, 0, NULL);
}

int
act_care_ask(struct actor *who, int64_t *approval)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	return act_end(who, ask(who, approval));
}

/* --- how it stands ---------------------------------------------------------
 */

static enum act_care_state
state_of(struct actor *who, const struct approval *a)
{
	switch (a->state) {
	case APPROVAL_ASKED:
		return CARE_ASKED;
	case APPROVAL_GIVEN:
		return act_now(who) < a->decided_at + ACT_CARE_FETCH_S
			   ? CARE_AGREED
			   : CARE_NONE;
	default:
		return CARE_REFUSED;
	}
}

static int
count(void *arg, const struct care_row *row)
{
	(void)row;
	++*(int64_t *)arg;
	return 0;
}

static int
fill(struct actor *who, const struct approval *a, struct act_care *out)
{
	int r;

	out->approval = a->id;
	out->state = state_of(who, a);
	out->asked_at = a->asked_at;
	out->decided_at = a->decided_at;
	out->mine = a->asked_by == who->person;
	out->may_agree = out->state == CARE_ASKED && !out->mine &&
			 care_approval_may(who, a) == 0;
	if ((r = store_person_name(who->store, a->asked_by, out->asker)) != 0)
		return r;
	return a->decided_by != 0
		   ? store_person_name(who->store, a->decided_by, out->second)
		   : 0;
}

int
act_care_show(struct actor *who, struct act_care *out)
{
	struct approval a;
	struct org school;
	int r;

	*out = (struct act_care){ .school = 0 };
	if ((r = act_look(who)) != 0 || (r = own_school(who, &school)) != 0)
		return r;
	out->school = school.id;
	mem_copy_text(out->name, sizeof(out->name), school.name);
	r = store_approval_last(who->store, ACT_CARE_KIND, school.id, &a);
	if (r == 0)
		r = fill(who, &a, out);
	out->may_ask = care_may_fetch(who) && out->state != CARE_ASKED;
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	return store_care_each(
	    who->store, school.lft, school.rgt, count, &out->n);
}

/* --- the file --------------------------------------------------------------
 */

/* The school it was agreed to for, where they care still. */
static int
agreed(struct actor *who, int64_t approval, struct org *school)
{
	struct approval a;
	int r;

	if ((r = store_approval_get(who->store, approval, &a)) != 0)
		return r;
	if (strcmp(a.kind, ACT_CARE_KIND) != 0 || a.asked_by != who->person)
		return ERR_NOT_FOUND;
	if ((r = store_org_get(who->store, a.object, school)) != 0)
		return r;
	if (!act_is_for(who, ROLE_PSYCHOLOGY, school->lft))
		return ERR_DENIED;
	switch (state_of(who, &a)) {
	case CARE_AGREED:
		return 0;
	case CARE_ASKED:
		return act_fail(
		    who, ERR_SECOND, _("A second person has to agree first."));
	default:
		return act_fail(who, ERR_STATE,
		    _("It can no longer be fetched. Please make a new one."));
	}
}

int
care_fetch_may(struct actor *who, int64_t approval)
{
	struct org school;

	return agreed(who, approval, &school);
}

struct rows {
	struct care_row *row;
	size_t n;
};

static int
collect(void *arg, const struct care_row *row)
{
	struct rows *all = arg;

	all->row = mem_grow(all->row, all->n + 1, sizeof(*all->row));
	all->row[all->n++] = *row;
	return 0;
}

static void
put_day(struct buf *out, int64_t at)
{
	struct clock_parts p;
	char day[16] = "";

	if (at != 0) {
		clock_parts_of(at, &p);
		snprintf(
		    day, sizeof(day), "%04d-%02d-%02d", p.year, p.month, p.day);
	}
	csv_put(out, day, false);
}

static const char *const heads[] = { N_("pupil number"), N_("name"),
	N_("school"), N_("class"), N_("cared for since"), N_("plan"),
	N_("plan is looked at again"), N_("last talk"),
	N_("happened, if entered later"), N_("the care system's number") };

static int
put_row(struct actor *who, const struct care_row *row, struct buf *out)
{
	struct care_number number = { .number = "" };
	char class[CLASS_FULL_MAX];
	struct student s;
	struct org o;
	int r;

	if ((r = store_student_get(who->store, row->student, &s)) != 0 ||
	    (r = store_org_get(who->store, s.school, &o)) != 0)
		return r;
	r = store_care_number_of(who->store, row->student, &number);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	class_full_words(&s.grade, s.label, student_today(who), class);
	csv_put(out, s.identity, true);
	csv_put(out, s.name, false);
	csv_put(out, o.name, false);
	csv_put(out, class, false);
	put_day(out, row->since);
	csv_put(out, row->planned ? _(plan_state_words((int)row->plan)) : "",
	    false);
	put_day(out, row->review_at);
	put_day(out, row->talked_at);
	put_day(
	    out, when_is_later(row->event_at, row->since) ? row->event_at : 0);
	csv_put(out, number.number, false);
	buf_add_text(out, "\r\n");
	explicit_bzero(&s, sizeof(s));
	return 0;
}

/* Told to the audit before it is made: every child in it. */
static int
note_rows(struct actor *who, int64_t approval, const struct rows *all)
{
	int64_t subject[AUDIT_SUBJECTS_MAX];
	int r, n;

	if ((r = act_begin(who)) != 0)
		return r;
	for (size_t i = 0; r == 0 && (i < all->n || i == 0); i += (size_t)n) {
		for (n = 0; n < AUDIT_SUBJECTS_MAX && i + (size_t)n < all->n;
		     n++)
			subject[n] = all->row[i + (size_t)n].student;
		r = act_note(
		    who, "care.give", approval, NULL, subject, n, NULL);
		if (n == 0)
			break;
	}
	return act_end(who, r);
}

int
care_build(struct actor *who, int64_t approval, struct buf *out)
{
	struct rows all = { .n = 0 };
	struct org school;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = agreed(who, approval, &school)) != 0 ||
	    (r = store_care_each(
		 who->store, school.lft, school.rgt, collect, &all)) != 0 ||
	    (r = note_rows(who, approval, &all)) != 0) {
		free(all.row);
		return r;
	}
	buf_add_text(out, "\xef\xbb\xbf"); /* spreadsheets need it */
	for (size_t i = 0; i < nitems(heads); i++)
		csv_put(out, _(heads[i]), i == 0);
	buf_add_text(out, "\r\n");
	for (size_t i = 0; i < all.n && r == 0; i++)
		r = put_row(who, &all.row[i], out);
	free(all.row);
	return r;
}
