/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists of a school's children: the health ledger, groups, everybody.  More
 * rows than one row of the audit holds, and pages of any size that is asked
 * for.
 */
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/group.h"
#include "act/health.h"
#include "act/import.h"
#include "act/ledger.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/audit.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define CHILDREN 70 /* more than AUDIT_SUBJECTS_MAX */

static struct actor *psy1, *class1, *dist1;
static struct store *st;
static struct org class, school;
static int64_t children[CHILDREN];

static int64_t
child(int i)
{
	struct student s = { .school = school.id,
		.class = class.id,
		.place = class.lft,
		.grade = { STAGE_JUNIOR, 2024 },
		.name = "韦青",
		.reading = "wei qing",
		.label = "3" };

	snprintf(s.identity, sizeof(s.identity), "health:%d", i);
	snprintf(s.number, sizeof(s.number), "99%04d", i + 1);
	assert_int_equal(store_student_add(st, &s, store_now(st), 1), 0);
	return s.id;
}

static int
begin(void **state)
{
	struct group orphan = { .code = group_code_of("orphan") };
	int64_t id;

	(void)state;
	lang_set("en");
	st = test_office();
	psy1 = test_signin("psy1");
	class1 = test_signin("class1");
	dist1 = test_signin("dist1");
	assert_int_equal(store_org_get(st,
			     act_post(class1, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(store_org_above(st, class.id, ORG_SCHOOL, &school), 0);
	assert_int_equal(store_begin(st), 0);
	for (int i = 0; i < CHILDREN; i++)
		children[i] = child(i);
	assert_int_equal(store_end(st, 0), 0);
	for (int i = 0; i < CHILDREN; i++) {
		assert_int_equal(act_health_add(psy1, children[i],
				     1u << HEED_FOOD, 0, "", 0, &id, NULL),
		    0);
		assert_int_equal(
		    act_group_add(class1, children[i], &orphan, &id, NULL), 0);
	}
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_leave(psy1);
	test_leave(class1);
	test_leave(dist1);
	test_office_close();
	return 0;
}

static int
a_heed(void *arg, const struct act_health *h)
{
	(void)h;
	++*(int *)arg;
	return 0;
}

static int
a_group(void *arg, const struct act_group_line *l)
{
	(void)l;
	++*(int *)arg;
	return 0;
}

static int
a_child(void *arg, const struct act_ledger_line *l)
{
	(void)l;
	++*(int *)arg;
	return 0;
}

struct noted {
	const char *what;
	int rows, subjects;
};

static int
note(void *arg, const struct audit_event *e)
{
	struct noted *n = arg;

	if (strcmp(e->what, n->what) == 0) {
		n->rows++;
		n->subjects += e->n_subjects;
	}
	return 0;
}

static void
test_a_long_page_of_the_health_ledger_is_in_the_audit_child_by_child(
    void **state)
{
	struct noted noted = { .what = "health.list" };
	struct audit_head before;
	int n = 0;

	(void)state;
	assert_int_equal(store_audit_head(st, &before), 0);
	assert_int_equal(act_health_page(psy1, 0, 0, 100, a_heed, &n), 0);
	assert_int_equal(n, CHILDREN);
	assert_int_equal(store_audit_each(st, before.id, 100, note, &noted), 0);
	assert_int_equal(noted.subjects, CHILDREN);
	assert_int_equal(noted.rows, 2);
}

static void
test_a_page_of_no_size_is_as_long_as_pages_are(void **state)
{
	static const int sizes[] = { 0, -1, INT_MIN, INT_MAX };

	(void)state;
	for (size_t i = 0; i < nitems(sizes); i++) {
		const struct act_group_ask ask = { .limit = sizes[i] };
		int heeds = 0, groups = 0, all = 0;

		test_same_int("health",
		    act_health_page(psy1, 0, 0, sizes[i], a_heed, &heeds), 0);
		test_same_int("health", heeds, CHILDREN);
		test_same_int("groups",
		    act_group_page(class1, &ask, a_group, &groups), 0);
		test_same_int("groups", groups, CHILDREN);
		test_same_int("everybody",
		    act_ledger_page(psy1, 0, 0, 0, sizes[i], a_child, &all), 0);
		test_same_int("everybody", all, CHILDREN);
	}
}

static int
tried(const char *table, bool dry_run, struct act_imported *got)
{
	struct act_import from = { .dry_run = dry_run };
	int r;

	from.source = open("groups.csv", O_RDWR | O_CREAT | O_TRUNC, 0600);
	from.refused = open("refused.csv", O_RDWR | O_CREAT | O_TRUNC, 0600);
	assert_int_equal(
	    write(from.source, table, strlen(table)), (ssize_t)strlen(table));
	r = act_import(dist1, "groups", &from, got);
	close(from.source);
	close(from.refused);
	return r;
}

/* The district enters and counts, and reads none: what stands of one child is
 * not to be found out by trying, and not at all unseen. */
static void
test_what_stands_of_a_child_is_not_found_out_by_trying(void **state)
{
	static const char stands[] = "学号,学校,群体\r\n990001,S001,孤儿\r\n";
	static const char does_not[] = "学号,学校,群体\r\n990001,S001,留守\r\n";
	struct group orphan = { .code = group_code_of("orphan") };
	struct act_imported one, two;
	struct audit_head before;
	struct noted n = { .what = "group.known" };
	int64_t id;

	(void)state;
	assert_int_equal(tried(stands, true, &one), 0);
	assert_int_equal(tried(does_not, true, &two), 0);
	assert_int_equal(one.accepted, 1);
	assert_int_equal(two.accepted, 1);
	assert_int_equal(one.unchanged, two.unchanged);
	assert_int_equal(store_audit_head(st, &before), 0);
	assert_int_equal(tried(stands, false, &one), 0);
	assert_int_equal(one.unchanged, 1);
	assert_int_equal(
	    act_group_add(dist1, children[0], &orphan, &id, NULL), ERR_EXISTS);
	assert_int_equal(store_audit_each(st, before.id, 100, note, &n), 0);
	assert_int_equal(n.rows, 2);
	assert_int_equal(n.subjects, 2);
	/* whose it is to read learns nothing new */
	assert_int_equal(store_audit_head(st, &before), 0);
	assert_int_equal(
	    act_group_add(class1, children[0], &orphan, &id, NULL), ERR_EXISTS);
	n.rows = 0;
	assert_int_equal(store_audit_each(st, before.id, 100, note, &n), 0);
	assert_int_equal(n.rows, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_a_long_page_of_the_health_ledger_is_in_the_audit_child_by_child),
	cmocka_unit_test(test_a_page_of_no_size_is_as_long_as_pages_are),
	cmocka_unit_test(
	    test_what_stands_of_a_child_is_not_found_out_by_trying),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
