/* SPDX-License-Identifier: Apache-2.0 */
/* Plans to look at again, measures to take, files on their way to or from the
 * next school, children found and without a plan. */
#include <stdio.h>
#include <string.h>

#include "act/draft.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "plan_internal.h"
#include "store/store.h"
#include "store/student.h"
#include "today_internal.h"
#include "transfer_internal.h"
#include "warning_case.h"

#define ROWS 64

/* What a state asks of who answers for the plan. */
static const struct act_today_kind plans[PLAN_STATES] = {
	[PLAN_DRAFT] = { "plan.draft", N_("a plan"), N_("let it begin"),
	    "plan" },
	[PLAN_RUNNING] = { "plan.review", N_("a plan"), N_("look at it again"),
	    "plan" },
	[PLAN_REVIEWED] = { "plan.next", N_("a plan"), N_("goes on, or ends"),
	    "plan" },
};
static const struct act_today_kind measure_kind = { "measure", N_("a measure"),
	N_("do it, and tick it off"), "plan" };
static const struct act_today_kind accept_kind = { "transfer.accept",
	N_("a file for you"), N_("accept it or not"), "transfer" };
static const struct act_today_kind wait_kind = { "transfer.wait",
	N_("a file sent on"), N_("they have yet to accept"), "transfer" };
static const struct act_today_kind keys_kind = { "transfer.keys", N_("a file"),
	N_("its keys are on their way"), "transfer" };
static const struct act_today_kind contact_kind = { "transfer.contact",
	N_("a new student"), N_("make the first contact"), "transfer" };
static const struct act_today_kind late_kind = { "transfer.late",
	N_("a file waits"), N_("phone the two schools"), "transfer" };
static const struct act_today_kind missing_kind = { "plan.missing",
	N_("without a plan"), N_("see who they are"), "unplanned" };

/* A child's name and class, noted as shown. */
static int
add_child(
    struct today_list *l, const struct act_today_row *row, int64_t student)
{
	char class[97];
	struct student s;
	int r;

	if ((r = store_student_get(l->who->store, student, &s)) != 0)
		return r;
	act_class_name(l->who, &s, class, sizeof(class));
	today_names(l, student);
	today_add(l, row, s.name, class);
	return 0;
}

static int
add_plan(void *arg, const struct plan *p)
{
	struct today_list *l = arg;
	struct act_today_row row = { .kind = &plans[p->state],
		.block = today_when(l, p->review_at),
		.id = p->id,
		.version = p->version,
		.due_at = p->review_at,
		.at = p->made_at };

	return add_child(l, &row, p->student);
}

/* By the student for a new plan, else by the plan. */
static int
student_of_draft(struct actor *who, const struct act_draft *d, int64_t *student)
{
	struct student s;
	struct plan p;
	unsigned bits;
	int r;

	if (strcmp(d->kind, ACT_PLAN_BEGIN_DRAFT) != 0) {
		if ((r = plan_load(who, d->subject, &p, &bits)) == 0)
			*student = p.student;
		return r;
	}
	if ((r = store_student_get(who->store, d->subject, &s)) != 0 ||
	    (r = plan_who_of(who, &s, &bits)) != 0)
		return r;
	*student = s.id;
	return bits != 0 ? 0 : ERR_DENIED;
}

int
today_plan_draft(struct today_list *l, const struct act_draft *d,
    const struct act_today_row *row)
{
	int64_t student;
	int r = student_of_draft(l->who, d, &student);

	return r == 0 ? add_child(l, row, student) : r;
}

static int
add_measure(void *arg, const struct plan_measure *m)
{
	struct today_list *l = arg;
	struct act_today_row row = { .kind = &measure_kind,
		.block = today_when(l, m->due_at),
		.id = m->plan,
		.due_at = m->due_at,
		.at = m->due_at };
	struct plan p;
	int r = store_plan_get(l->who->store, m->plan, &p);

	return r == 0 ? add_child(l, &row, p.student) : r;
}

static int
add_transfer(void *arg, const struct transfer *t)
{
	struct today_list *l = arg;
	unsigned bits;
	struct act_today_row row = { .kind = &wait_kind,
		.block = TODAY_OTHERS,
		.id = t->id,
		.version = t->version,
		.due_at = t->due_at,
		.at = t->sent_at };
	int r;

	if ((r = transfer_who_of(l->who, t, &bits)) != 0)
		return r;
	if (t->state == TRANSFER_ARRIVED) {
		if ((bits & TRANSFER_RECEIVER) == 0)
			return 0;
		row.kind = &contact_kind;
		row.due_at = t->answered_at + TRANSFER_CONTACT_DAYS * CLOCK_DAY;
		row.block = today_when(l, row.due_at);
	} else if (t->state == TRANSFER_ACCEPTED) {
		row.kind = &keys_kind;
		row.due_at = 0;
	} else if ((bits & TRANSFER_RECEIVER) != 0) {
		row.kind = &accept_kind;
		row.block = TODAY_DO;
	} else if ((bits & TRANSFER_SENDER) == 0) {
		row.kind = &late_kind;
		row.block = TODAY_DO;
	}
	return add_child(l, &row, t->student);
}

/* Said once it is late: until then the warning's own row stands there. */
static int
add_missing(struct today_list *l)
{
	struct act_today_row row = { .block = TODAY_DO, .kind = &missing_kind };
	char about[64];
	int64_t n;
	int r = plan_missing_late(l->who, &n, &row.at);

	if (r != 0 || n == 0)
		return r;
	row.due_at = row.at + PLAN_DUE_DAYS * CLOCK_DAY;
	snprintf(about, sizeof(about), _("students: %lld"), (long long)n);
	today_add(l, &row, about, "");
	return 0;
}

int
today_file(struct today_list *l)
{
	struct actor *who = l->who;
	int r;

	if (act_is_administrator(who))
		return 0;
	if ((r = store_plan_of_owner(
		 who->store, who->person, ROWS, add_plan, l)) != 0 ||
	    (r = store_measure_of_owner(
		 who->store, who->person, ROWS, add_measure, l)) != 0)
		return r;
	if (act_transfer_may(who)) {
		if ((r = transfer_give_waiting(who)) == 0)
			r = transfer_each(who, -1, ROWS, add_transfer, l);
	}
	return r == 0 ? add_missing(l) : r;
}
