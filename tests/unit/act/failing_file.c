/* SPDX-License-Identifier: Apache-2.0 */
/*
 * As failing.c: plans, the file and its way to the next school, the care
 * ledger, with each step of the store failing once.  And the other way round:
 * what is closed to somebody is not opened by a step that fails.
 */
#include "act/actor.h"
#include "act/approval.h"
#include "act/care.h"
#include "act/consultation.h"
#include "act/file.h"
#include "act/gate.h"
#include "act/group.h"
#include "act/health.h"
#include "act/plan.h"
#include "act/student.h"
#include "act/ticket.h"
#include "act/transfer.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/org.h"
#include "tests/lib/any.h"
#include "tests/lib/failing.h"
#include "tests/lib/test.h"

static const char *const logins[] = { "psy1", "psy2", "class1", "head1",
	"centre1", "dist1", "op1", "sys1", NULL };
static struct org class, school, school2;
static int64_t child, talk, heed, approval, sent, warning;
static struct buf *words;
static struct act_plan_done plan;
static struct act_planned planned;
static struct act_name hand[40];
static struct act_care care;
static int n;
static bool more;

ANY(a_row, const struct act_file_row *row)
ANY(an_unplanned, const struct act_unplanned *row)
ANY(a_transfer, const struct act_transfer *row)
ANY(a_heed, const struct act_health *row)
ANY(a_group, const struct act_group *row)

/* --- calls that give something to be freed, or go on from the newest --------
 */

static int
see_plan(struct actor *who)
{
	struct act_plan *v;
	int r = act_plan_show(who, plan.plan, &v);

	if (r != 0)
		return r;
	plan.version = v->p.version;
	act_plan_free(v);
	return 0;
}

static int
agree_measure(struct actor *who, int64_t owner)
{
	struct act_measure_told m = { .owner = owner,
		.due_at = act_now(who) + CLOCK_DAY,
		.text = "午休陪他坐坐" };

	return act_plan_measure(who, plan.plan, plan.version, &m, &plan);
}

static int
step_plan(struct actor *who, enum plan_event on, const char *text)
{
	return act_plan_step(who, plan.plan, plan.version, on, text,
	    on == PLAN_START ? act_now(who) + CLOCK_DAY : 0, &plan);
}

static int
send_file(struct actor *who)
{
	const struct act_transfer_ask ask = { .student = child,
		.to_school = school2.id,
		.ground = TRANSFER_CONSENT,
		.given_by = GIVEN_BY_BOTH,
		.given_how = GIVEN_PAPER,
		.given_at = act_now(who) - CLOCK_DAY,
		.text = "午休有人陪就好" };

	return act_transfer_send(who, &ask, &sent, NULL);
}

static int
see_transfer(struct actor *who)
{
	struct act_transfer v;
	int r = act_transfer_show(who, sent, &v);

	if (r == 0)
		act_transfer_free(&v);
	return r;
}

static int
see_warning(struct actor *who)
{
	struct act_warning *w;
	int r = act_warning_show(who, warning, &w);

	if (r == 0)
		act_warning_free(w);
	return r;
}

static int
see_talk(struct actor *who)
{
	struct act_consultation v;
	int r = act_consultation_show(who, talk, GROUND_SAFETY, &v);

	if (r == 0)
		act_consultation_free(&v);
	return r;
}

static int
see_file(struct actor *who)
{
	return act_file_each(
	    who, child, &(struct file_place){ 0 }, 20, a_row, NULL, &more);
}

static int
student(struct actor *who)
{
	struct act_student s;

	return act_student_show(who, child, &s);
}

/* A word for the ledger that was agreed to. */
static int
fetch(struct actor *who)
{
	const struct act_gate_ask ask = {
		.purpose = GATE_CARE, .object = approval, .copies = 1
	};
	char word[GATE_WORD_MAX];
	struct gate g;

	return act_gate_make(who, &ask, &g, word);
}

/* clang-format off */
#define CALLS(X)                                                               \
	X(act_plan_begin, "psy1", w, child, "睡得好", &plan)                   \
	X(act_plan_of, "psy1", w, child, &planned)                             \
	X(act_plan_hands, "psy1", w, child, hand, 40, &n)                      \
	X(agree_measure, "psy1", w, failing_who("class1")->person)             \
	X(step_plan, "psy1", w, PLAN_START, NULL)                              \
	X(see_plan, "psy1", w)                                                 \
	X(see_plan, "class1", w)                                               \
	X(act_unplanned_each, "psy1", w, NULL, 0, an_unplanned, NULL)          \
	X(act_unplanned_each, "dist1", w, NULL, 0, an_unplanned, NULL)         \
	X(see_file, "psy1", w)                                                 \
	X(see_file, "class1", w)                                               \
	X(act_care_ask, "psy1", w, &approval)                                  \
	X(act_care_show, "head1", w, &care)                                    \
	X(act_approval_give, "head1", w, approval, NULL)                       \
	X(fetch, "psy1", w)                                                    \
	X(send_file, "psy1", w)                                                \
	X(see_transfer, "psy2", w)                                             \
	X(act_transfer_each, "psy2", w, 9, a_transfer, NULL)                   \
	X(act_transfer_step, "psy2", w, sent, 1, TRANSFER_REFUSE, "没来",      \
	    NULL)
/* clang-format on */

FAILING_TABLE(do_row, CALLS)

static void
test_no_failure_of_the_store_is_taken_for_done(void **state)
{
	(void)state;
	failing_each(do_row, NULL);
}

/* clang-format off */
#define CLOSED(X)                                                              \
	X(see_talk, "centre1", w) /* the school has a teacher of its own */    \
	X(see_talk, "psy2", w)                                                 \
	X(see_plan, "psy2", w)                                                 \
	X(see_plan, "op1", w)                                                  \
	X(step_plan, "class1", w, PLAN_WRITE, "不该我")                        \
	X(act_plan_hands, "head1", w, child, hand, 40, &n)                     \
	X(see_warning, "psy2", w)                                              \
	X(see_warning, "op1", w)                                               \
	X(see_file, "psy2", w)                                                 \
	X(see_file, "op1", w)                                                  \
	X(student, "psy2", w)                                                  \
	X(student, "sys1", w)                                                  \
	X(act_health_each, "psy2", w, child, true, a_heed, NULL)               \
	X(act_health_each, "dist1", w, child, true, a_heed, NULL)              \
	X(act_health_words, "class1", w, heed, words)                          \
	X(act_health_words, "psy2", w, heed, words)                            \
	X(act_group_each, "psy2", w, child, true, a_group, NULL, NULL)         \
	X(send_file, "class1", w)                                              \
	X(send_file, "psy2", w)                                                \
	X(see_transfer, "op1", w)                                              \
	X(see_transfer, "class1", w)                                           \
	X(see_transfer, "centre1", w)                                          \
	X(fetch, "psy2", w)                                                    \
	X(fetch, "head1", w)                                                   \
	X(act_care_ask, "class1", w, &approval)                                \
	X(act_unplanned_each, "op1", w, NULL, 0, an_unplanned, NULL)
/* clang-format on */

FAILING_TABLE(try_row, CLOSED)

static void
test_no_failure_of_the_store_opens_what_is_closed(void **state)
{
	const char *name = "";
	int r = 0, k;

	(void)state;
	for (int row = 0; r != FAILING_END; row++) {
		k = 0;
		do {
			failing_from(k);
			r = try_row(row, &name);
			failing_from(-1);
			if (r == 0)
				fail_msg("row %d, %s: opened by its step %d",
				    row, name, k);
		} while (r != FAILING_END && failing_steps() > k++);
	}
}

/* A talk with a note, a row of the health ledger, a worry. */
static void
begin_child(struct actor *who)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	const struct act_note_text t = {
		.text = "睡不好", .n = 9, .risk = RISK_NONE
	};
	struct observation_told o = { .student = child, .seen = "午饭没吃" };
	struct act_appointment a;
	struct act_receipt receipt;

	b.student = child;
	assert_int_equal(act_consultation_book(who, &b, &a), 0);
	talk = a.row.id;
	assert_int_equal(
	    act_consultation_note(who, talk, a.row.version, &t, &a), 0);
	assert_int_equal(
	    act_health_add(who, child, 1, 0, "why", 3, &heed, NULL), 0);
	assert_int_equal(
	    act_observation_report(failing_who("class1"), &o, &receipt), 0);
	warning = receipt.warning;
}

static int
begin(void **state)
{
	struct actor *psy1;

	(void)state;
	words = failing_begin(logins);
	child = failing_child("failing:file", "", &class, &school);
	psy1 = failing_who("psy1");
	assert_int_equal(
	    store_org_by_code(psy1->store, ORG_SCHOOL, "S002", &school2), 0);
	begin_child(psy1);
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_no_failure_of_the_store_is_taken_for_done),
	cmocka_unit_test(test_no_failure_of_the_store_opens_what_is_closed),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, failing_end);
}
