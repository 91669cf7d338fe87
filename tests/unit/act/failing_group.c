/* SPDX-License-Identifier: Apache-2.0 */
/*
 * As failing.c: what is kept in mind about a child, what is to be heeded and
 * how it stands, with each step of the store failing once.
 */
#include "act/actor.h"
#include "act/group.h"
#include "act/health.h"
#include "act/import.h"
#include "act/ledger.h"
#include "act/student.h"
#include "base/buf.h"
#include "store/audit.h"
#include "tests/lib/any.h"
#include "tests/lib/failing.h"
#include "tests/lib/office.h"
#include "tests/lib/take.h"
#include "tests/lib/test.h"

static const char *const logins[] = { "psy1", "class1", "dist1", NULL };

static int64_t child, group, heed, n;
static struct buf *why;
static struct act_student shown;
static struct act_group_ask ask = { .limit = 10 };
static struct org where;

ANY(a_group, const struct act_group *row)
ANY(a_line, const struct act_group_line *row)

static int
a_count(void *arg, const struct group_code *c, int64_t students)
{
	(void)arg, (void)c, (void)students;
	return 0;
}

ANY(a_heed, const struct act_health *row)
ANY(a_child, const struct act_ledger_line *row)

static struct group orphan;

/* The same table again and again: nothing of a try that failed has gone in. */
static int
take_in(struct actor *who)
{
	struct act_imported got;

	return test_take(
	    who, "groups", "学号,群体\r\n2290101,留守\r\n", NULL, &got);
}

/* clang-format off */
#define CALLS(X)                                                               \
	X(act_group_add, "class1", w, child, &orphan, &group, NULL)            \
	X(act_group_each, "class1", w, child, false, a_group, NULL, NULL)      \
	X(act_group_org, "psy1", w, 0, &where)                                 \
	X(act_group_page, "psy1", w, &ask, a_line, NULL)                       \
	X(act_group_count, "dist1", w, &ask, a_count, NULL)                    \
	X(act_group_end, "class1", w, group, NULL)                             \
	X(take_in, "psy1", w)                                                  \
	X(act_health_add, "psy1", w, child, 1, 0, "why", 3, &heed, NULL)       \
	X(act_health_each, "class1", w, child, false, a_heed, NULL)            \
	X(act_health_org, "psy1", w, 0, &where)                                \
	X(act_health_page, "psy1", w, 0, 0, 10, a_heed, NULL)                  \
	X(act_health_words, "psy1", w, heed, why)                              \
	X(act_health_count, "dist1", w, 0, &n)                                 \
	X(act_health_end, "psy1", w, heed, NULL)                               \
	X(act_student_show, "class1", w, child, &shown)                        \
	X(act_ledger_page, "psy1", w, 0, 0, 0, 10, a_child, NULL)
/* clang-format on */

FAILING_TABLE(do_row, CALLS)

static int
count_row(void *arg, const struct act_group *g)
{
	(void)g;
	++*(int *)arg;
	return 0;
}

static void
test_no_failure_of_the_store_is_taken_for_done(void **state)
{
	int rows = 0;

	(void)state;
	failing_each(do_row, NULL);
	/* each went in once, whatever failed before */
	assert_int_equal(act_group_each(failing_who("class1"), child, true,
			     count_row, &rows, NULL),
	    0);
	assert_int_equal(rows, 2);
}

static int64_t
audit_rows(void)
{
	struct audit_head h;

	assert_int_equal(store_audit_head(failing_who("psy1")->store, &h), 0);
	return h.id;
}

/* Nothing is shown that the log does not know of, however often it is asked
 * for: a row that could not be written is written by the next try. */
static void
test_a_view_that_failed_is_in_the_audit_by_the_next_one(void **state)
{
	struct actor *who;
	int64_t before;
	int left, k = 0;

	(void)state;
	assert_int_equal(act_health_add(failing_who("psy1"), child, 1, 0, "", 0,
			     &heed, NULL),
	    0);
	do {
		who = test_signin("class1");
		before = audit_rows();
		failing_from(k);
		(void)act_health_each(who, child, false, a_heed, NULL);
		failing_from(-1);
		left = failing_steps() - k;
		test_same_int("the next try",
		    act_health_each(who, child, false, a_heed, NULL), 0);
		test_same_int(
		    "rows of the audit", (int)(audit_rows() - before), 1);
		test_leave(who);
		k++;
	} while (left > 0);
	assert_true(k > 5);
}

static int
begin(void **state)
{
	struct org class, school;

	(void)state;
	why = failing_begin(logins);
	child =
	    failing_child("G990001201202290101", "2290101", &class, &school);
	orphan.code = group_code_of("orphan");
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_no_failure_of_the_store_is_taken_for_done),
	cmocka_unit_test(
	    test_a_view_that_failed_is_in_the_audit_by_the_next_one),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, failing_end);
}
