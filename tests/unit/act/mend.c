/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/import.h"
#include "act/mend.h"
#include "act/today.h"
#include "model/roster.h"
#include "act/sample.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/audit.h"
#include "store/refused.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/take.h"
#include "tests/lib/test.h"

/* Rows that were refused wait for whoever took the roster in, and go the way
 * of every row when they are mended. */
#define HEADING \
	"姓名,备注,性别,学籍号,学号,学校,年级,班级,监护人姓名,监护人电话\r\n"

static struct actor *dist1;

static int
begin(void **state)
{
	(void)state;
	test_office();
	dist1 = test_signin("dist1");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_leave(dist1);
	test_office_close();
	return 0;
}

static struct act_imported
take_in(const char *table, bool dry_run)
{
	const struct act_import how = { .dry_run = dry_run };
	struct act_imported out;

	assert_int_equal(test_take(dist1, "roster", table, &how, &out), 0);
	return out;
}

struct seen {
	struct act_mend row[ACT_MEND_MAX + 1];
	int n;
};

static int
see(void *arg, const struct act_mend *m)
{
	struct seen *s = arg;

	assert_true(s->n <= ACT_MEND_MAX);
	s->row[s->n++] = *m;
	return 0;
}

static struct seen *
waiting(struct actor *who)
{
	static struct seen s;

	s.n = 0;
	assert_int_equal(act_mend_each(who, 0, ACT_MEND_MAX + 1, see, &s), 0);
	return &s;
}

/* A note beside the name is no column of ours: "her secret" goes nowhere. */
static const char two_bad[] = HEADING
    "韦青,她的秘密,女,L990001201202290101,2101,S001,八年级,3班,妈妈,"
    "13800136021\r\n"
    "覃月,,女,L990001201202290102,2102,S999,八年级,3班,,\r\n"
    "罗小满,,女,L990001201202290103,2103,S001,八年级,3班,爸爸,1380013\r\n";

static bool
is_on_today(const char *about)
{
	struct act_today t;
	bool is = false;

	assert_int_equal(act_today(dist1, &t), 0);
	for (size_t i = 0; i < t.n; i++)
		is |= t.row[i].block == TODAY_DO &&
		      strcmp(t.row[i].about, about) == 0;
	act_today_free(&t);
	return is;
}

static void
test_refused_rows_wait_with_their_line_field_and_cells(void **state)
{
	struct act_imported out = take_in(two_bad, true);
	struct act_mend_row row;
	struct seen *s;

	(void)state;
	assert_int_equal(out.refused, 2);
	assert_int_equal(waiting(dist1)->n, 0); /* only tried */
	out = take_in(two_bad, false);
	assert_int_equal(out.refused, 2);
	assert_int_equal(out.waiting, 2);
	s = waiting(dist1);
	assert_int_equal(s->n, 2);
	assert_true(is_on_today("roster: 2 rows wait"));
	assert_int_equal(s->row[0].line, 3);
	assert_int_equal(s->row[0].field, ROSTER_SCHOOL);
	assert_string_equal(s->row[0].words, "There is no such school here.");
	assert_int_equal(s->row[1].line, 4);
	assert_int_equal(s->row[1].field, ROSTER_PHONE_1);
	assert_int_equal(act_mend_open(dist1, s->row[1].id, &row), 0);
	assert_string_equal(row.cell[ROSTER_NAME], "罗小满");
	assert_string_equal(row.cell[ROSTER_PHONE_1], "1380013");
	assert_string_equal(row.cell[ROSTER_SCHOOL], "S001");
	assert_null(row.cell[ROSTER_BIRTH]); /* the table has no such column */
	act_mend_free(&row);
}

static void
test_the_same_file_again_leaves_no_row_twice(void **state)
{
	(void)state;
	assert_int_equal(take_in(two_bad, false).unchanged, 1);
	assert_int_equal(waiting(dist1)->n, 2);
}

static void
test_nobody_else_sees_or_opens_them(void **state)
{
	static const char *const logins[] = { "op1", "grade1", "sec1", "aud1" };
	int64_t id = waiting(dist1)->row[0].id, n;

	(void)state;
	for (size_t i = 0; i < nitems(logins); i++) {
		struct actor *who = test_signin(logins[i]);
		const char *cell[TABLE_FIELDS_MAX] = { "王小明" };
		struct act_mend_row row;
		enum act_mended how;

		test_same_int(logins[i],
		    act_mend_each(who, 0, 10, see, &(struct seen){ .n = 0 }),
		    ERR_DENIED);
		test_same_int(
		    logins[i], act_mend_open(who, id, &row), ERR_DENIED);
		test_same_int(
		    logins[i], act_mend_take(who, id, cell, &how), ERR_DENIED);
		test_same_int(logins[i], act_mend_drop(who, id), ERR_DENIED);
		test_same_int(logins[i], act_mend_count(who, &n), 0);
		test_same_int(logins[i], n, 0);
		test_leave(who);
	}
	assert_int_equal(waiting(dist1)->n, 2);
}

/* They take in tables of their own, of groups. */
static void
test_who_takes_in_tables_sees_no_row_of_anothers(void **state)
{
	static const char *const logins[] = { "psy1", "class1" };
	int64_t id = waiting(dist1)->row[0].id, n;

	(void)state;
	for (size_t i = 0; i < nitems(logins); i++) {
		struct actor *who = test_signin(logins[i]);
		const char *cell[TABLE_FIELDS_MAX] = { "王小明" };
		struct seen s = { .n = 0 };
		struct act_mend_row row;
		enum act_mended how;

		test_same_int(logins[i], act_mend_each(who, 0, 10, see, &s), 0);
		test_same_int(logins[i], s.n, 0);
		test_same_int(
		    logins[i], act_mend_open(who, id, &row), ERR_NOT_FOUND);
		test_same_int(logins[i], act_mend_take(who, id, cell, &how),
		    ERR_NOT_FOUND);
		test_same_int(logins[i], act_mend_drop(who, id), ERR_NOT_FOUND);
		test_same_int(logins[i], act_mend_count(who, &n), 0);
		test_same_int(logins[i], n, 0);
		test_leave(who);
	}
	assert_int_equal(waiting(dist1)->n, 2);
}

static int
look_for(void *arg, const struct roster_refused *w)
{
	const char *p = w->cells;
	int *found = arg;

	for (size_t i = 0; i + 6 <= w->n_cells; i++)
		*found += memcmp(p + i, "覃", 3) == 0 ||
			  memcmp(p + i, "S999", 4) == 0;
	return 0;
}

static void
test_the_store_holds_the_cells_sealed(void **state)
{
	int found = 0;

	(void)state;
	assert_int_equal(store_refused_each(test_office(), dist1->person, 0, 10,
			     look_for, &found),
	    0);
	assert_int_equal(found, 0);
}

static int64_t
audit_rows(void)
{
	struct audit_head h;

	assert_int_equal(store_audit_head(test_office(), &h), 0);
	return h.id;
}

static void
test_a_mended_row_is_taken_in_and_gone(void **state)
{
	struct act_mend_row row;
	enum act_mended how;
	struct student s;
	int64_t id = waiting(dist1)->row[0].id, rows = audit_rows();

	(void)state;
	assert_int_equal(act_mend_open(dist1, id, &row), 0);
	row.cell[ROSTER_SCHOOL] = "S001";
	row.cell[ROSTER_GRADE] = "没有这个年级"; /* another fault, it stays */
	assert_int_equal(act_mend_take(dist1, id, row.cell, &how), 0);
	assert_int_equal(how, MENDED_NOT);
	act_mend_free(&row);
	assert_int_equal(waiting(dist1)->row[0].field, ROSTER_GRADE);
	assert_int_equal(act_mend_open(dist1, id, &row), 0);
	assert_string_equal(row.cell[ROSTER_SCHOOL], "S001"); /* kept */
	row.cell[ROSTER_GRADE] = "八年级";
	assert_int_equal(act_mend_take(dist1, id, row.cell, &how), 0);
	assert_int_equal(how, MENDED_NEW);
	act_mend_free(&row);
	assert_int_equal(audit_rows(), rows + 2);
	assert_int_equal(
	    store_student_by_identity(test_office(), "L990001201202290102", &s),
	    0);
	assert_string_equal(s.name, "覃月");
	assert_int_equal(waiting(dist1)->n, 1);
	assert_int_equal(act_mend_open(dist1, id, &row), ERR_NOT_FOUND);
}

static void
test_what_is_typed_is_kept_and_a_row_is_thrown_away(void **state)
{
	struct act_mend_row row;
	int64_t id = waiting(dist1)->row[0].id;

	(void)state;
	assert_int_equal(act_mend_open(dist1, id, &row), 0);
	row.cell[ROSTER_PHONE_1] = "=138,0013\"6";
	assert_int_equal(act_mend_keep(dist1, id, row.cell), 0);
	act_mend_free(&row);
	assert_int_equal(act_mend_open(dist1, id, &row), 0);
	assert_string_equal(row.cell[ROSTER_PHONE_1], "=138,0013\"6");
	act_mend_free(&row);
	assert_int_equal(act_mend_drop(dist1, id), 0);
	assert_int_equal(waiting(dist1)->n, 0);
	assert_int_equal(act_mend_drop(dist1, id), ERR_NOT_FOUND);
}

static void
test_no_more_than_five_hundred_wait(void **state)
{
	char *table = mem_zero(1, 65536), *p = table;
	struct act_imported out;

	(void)state;
	p = stpcpy(p, HEADING);
	for (int i = 0; i < ACT_MEND_MAX + 10; i++)
		p += sprintf(p, "王小明,,男,,%d,S999,八年级,3班,,\r\n", i);
	out = take_in(table, false);
	free(table);
	assert_int_equal(out.refused, ACT_MEND_MAX + 10);
	assert_int_equal(out.waiting, ACT_MEND_MAX);
	assert_int_equal(waiting(dist1)->n, ACT_MEND_MAX);
	assert_int_equal(act_mend_drop(dist1, 0), 0); /* all of them */
	assert_int_equal(waiting(dist1)->n, 0);
}

static void
test_old_rows_are_forgotten(void **state)
{
	struct actor *keeper;
	int64_t n;

	(void)state;
	take_in(HEADING "王小明,,男,,9,S999,八年级,3班,,\r\n", false);
	assert_int_equal(act_keeper(test_office(), &keeper), 0);
	assert_int_equal(act_mend_forget(keeper), 0);
	assert_int_equal(waiting(dist1)->n, 1);
	assert_int_equal(
	    act_sample_clock(dist1, (ACT_MEND_DAYS + 1) * CLOCK_DAY, &n), 0);
	assert_int_equal(act_mend_forget(keeper), 0);
	act_free(keeper);
	assert_int_equal(
	    store_refused_count(test_office(), dist1->person, &n), 0);
	assert_int_equal(n, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_refused_rows_wait_with_their_line_field_and_cells),
	cmocka_unit_test(test_the_same_file_again_leaves_no_row_twice),
	cmocka_unit_test(test_nobody_else_sees_or_opens_them),
	cmocka_unit_test(test_who_takes_in_tables_sees_no_row_of_anothers),
	cmocka_unit_test(test_the_store_holds_the_cells_sealed),
	cmocka_unit_test(test_a_mended_row_is_taken_in_and_gone),
	cmocka_unit_test(test_what_is_typed_is_kept_and_a_row_is_thrown_away),
	cmocka_unit_test(test_no_more_than_five_hundred_wait),
	cmocka_unit_test(test_old_rows_are_forgotten),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
