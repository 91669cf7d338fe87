/* SPDX-License-Identifier: Apache-2.0 */
#include "act/account.h"
#include "act/actor.h"
#include "act/import.h"
#include "act/student.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/audit.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/take.h"
#include "tests/lib/test.h"

/* Two children of class1's class, one of another class of the grade, one of
 * another grade, one of another school. */
static const char table[] =
    "姓名,性别,出生日期,学籍号,学号,学校,年级,班级,现住址,监护人姓名,"
    "监护人关系,监护人电话\r\n"
    "曾一诺,女,2012-02-29,L990001201202290001,20250317,S001,八年级,3班,"
    "青山路1号,曾母,母亲,13800136021\r\n"
    "吕晓,男,2012-03-01,L990001201203010002,20250318,S001,八年级,3班,"
    "青山路2号,吕父,父亲,13800137777\r\n"
    "曾怡,女,2012-03-02,L990001201203020003,20250401,S001,八年级,4班,,"
    "曾父,父亲,13800138888\r\n"
    "曾依,女,2013-03-02,L990001201303020004,20260101,S001,七年级,1班,,"
    "依母,母亲,13800136021\r\n"
    "曾远,男,2012-05-05,L990001201205050005,20250101,S002,八年级,1班,,"
    "远母,母亲,13800136021\r\n"
    "王明,男,2012-05-06,L990001201205060006,20250501,S001,八年级,5班,,,,"
    "\r\n"
    "王明,男,2012-05-07,L990001201205070007,20250502,S001,八年级,5班,,,,"
    "\r\n";

static int64_t yinuo; /* 曾一诺 */

static int
begin(void **state)
{
	struct actor *who = test_signin("dist1");
	struct act_imported out;
	struct student s;

	(void)state;
	assert_int_equal(test_take(who, "roster", table, NULL, &out), 0);
	assert_int_equal(out.accepted, 7);
	test_leave(who);
	assert_int_equal(
	    store_student_by_identity(test_office(), "L990001201202290001", &s),
	    0);
	yinuo = s.id;
	return 0;
}

static int
add_name(void *arg, const struct act_student_row *row)
{
	char *to = arg;

	assert_true(row->school[0] != '\0' && row->class[0] != '\0');
	assert_string_equal(row->s->address, "");
	strcat(to, row->s->name);
	strcat(to, " ");
	return 0;
}

/* What login finds, names in order; ERR_... when it may not look. */
static const char *
finds(const char *login, const char *typed, int limit, bool *more)
{
	static char names[256];
	struct actor *who = test_signin(login);
	struct act_lookup *l;
	int r = act_lookup_open(who, &l);

	names[0] = '\0';
	if (r == 0) {
		assert_int_equal(
		    act_lookup_find(l, typed, limit, add_name, names, more), 0);
		act_lookup_close(l);
	} else {
		assert_true(who->why[0] != '\0');
		strcpy(names, err_name(r));
	}
	test_leave(who);
	return names;
}

static int64_t
audit_rows(void)
{
	struct audit_head h;

	assert_int_equal(store_audit_head(test_office(), &h), 0);
	return h.id;
}

static void
test_each_role_finds_where_its_posts_reach(void **state)
{
	static const struct {
		const char *login, *typed, *names;
	} c[] = {
		{ "class1", "zeng", "曾一诺 " },
		{ "class1", "zyn", "曾一诺 " },
		{ "class1", "ZENG YI", "曾一诺 " },
		{ "class1", "曾", "曾一诺 " },
		{ "class1", "2025", "曾一诺 吕晓 " },
		{ "class1", "6021", "曾一诺 " },
		{ "class1", "7777", "吕晓 " },
		{ "class1", "", "吕晓 曾一诺 " },
		{ "class1", "lv", "吕晓 " },
		{ "class1", "lu", "吕晓 " },
		{ "class1", "lü", "吕晓 " },
		{ "class1", "L990001201202290001", "曾一诺 " },
		{ "class1", "L990001201203020003", "" },
		{ "grade1", "zeng", "曾怡 曾一诺 " },
		{ "grade1", "8888", "" }, /* the family: on a ground only */
		{ "grade1", "", "" },
		{ "psy1", "zeng", "曾怡 曾依 曾一诺 " },
		{ "psy1", "6021", "曾一诺 曾依 " },
		{ "psy1", "", "" },
		{ "psy2", "zeng", "曾远 " },
		{ "psy2", "曾一诺", "" },
		{ "head1", "zeng", "曾怡 曾依 曾一诺 " },
		{ "head1", "6021", "" },
		{ "dist1", "zeng", "曾怡 曾依 曾一诺 曾远 " },
		{ "dist1", "zy", "曾怡 曾依 曾远 曾一诺 " },
		{ "dist1", "6021", "" },
		{ "op1", "zeng", "ERR_DENIED" },
		{ "lead1", "zeng", "ERR_DENIED" },
		{ "centre1", "zeng", "ERR_DENIED" },
		{ "cust1", "zeng", "ERR_DENIED" },
		{ "sys1", "zeng", "ERR_DENIED" },
		{ "sec1", "zeng", "ERR_DENIED" },
		{ "aud1", "zeng", "ERR_DENIED" },
	};
	char why[80];
	bool more;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		snprintf(why, sizeof(why), "%s: %s", c[i].login, c[i].typed);
		test_same_text(
		    why, finds(c[i].login, c[i].typed, 50, &more), c[i].names);
	}
}

static void
test_more_is_said_and_browsing_leaves_no_row(void **state)
{
	struct actor *who = test_signin("psy1");
	char names[256] = "";
	struct act_lookup *l;
	const char *where;
	int64_t rows, n;
	bool more;

	(void)state;
	assert_int_equal(act_lookup_open(who, &l), 0);
	rows = audit_rows();
	assert_int_equal(
	    act_lookup_find(l, "zeng", 2, add_name, names, &more), 0);
	assert_string_equal(names, "曾怡 曾依 ");
	assert_true(more);
	names[0] = '\0';
	assert_int_equal(
	    act_lookup_find(l, "zeng", 3, add_name, names, &more), 0);
	assert_false(more);
	assert_int_equal(act_lookup_reach(l, &where, &n), 0);
	assert_string_equal(where, "第001实验学校");
	assert_int_equal(n, 6);
	assert_int_equal(audit_rows(), rows);
	act_lookup_close(l);
	test_leave(who);
}

static void
test_who_is_locked_meanwhile_finds_nobody_more(void **state)
{
	struct actor *who = test_signin("psy1"), *sec = test_signin("sec1");
	struct act_lookup *l;
	char names[256] = "";
	bool more = true;

	(void)state;
	assert_int_equal(act_lookup_open(who, &l), 0);
	assert_int_equal(act_account_lock(sec, who->person, true, NULL), 0);
	assert_int_equal(
	    act_lookup_find(l, "zeng", 2, add_name, names, &more), ERR_DENIED);
	assert_false(more);
	assert_string_equal(names, "");
	assert_int_equal(act_account_lock(sec, who->person, false, NULL), 0);
	act_lookup_close(l);
	test_leave(sec);
	test_leave(who);
}

/* --- exactly one ------------------------------------------------------------
 */

static int
last_row(void *arg, const struct audit_event *e)
{
	struct audit_event *to = arg;

	*to = *e;
	to->what = strcmp(e->what, "student.exact") == 0 ? "exact" : "other";
	to->ground = e->ground != NULL
			 ? permit_ground_name(
			       (enum permit_ground)permit_ground_of(e->ground))
			 : NULL;
	return 0;
}

static void
test_the_line_finds_one_exactly_and_on_a_ground(void **state)
{
	static const struct {
		const char *why;
		struct act_exact ask;
		int r;
	} c[] = {
		{ "full name", { "S001", "曾一诺", NULL, GROUND_SAFETY }, 0 },
		{ "the school's name",
		    { "第001实验学校", "曾一诺", NULL, GROUND_CONSENT }, 0 },
		{ "its number", { "S001", NULL, "20250317", GROUND_STAFF }, 0 },
		{ "pupil number",
		    { NULL, NULL, "l990001201202290001", GROUND_SAFETY }, 0 },
		{ "no ground", { "S001", "曾一诺", NULL, GROUND_NONE },
		    ERR_INPUT },
		{ "half a name", { "S001", "曾一", NULL, GROUND_SAFETY },
		    ERR_NOT_FOUND },
		{ "pinyin", { "S001", "zengyinuo", NULL, GROUND_SAFETY },
		    ERR_NOT_FOUND },
		{ "another school", { "S002", "曾一诺", NULL, GROUND_SAFETY },
		    ERR_NOT_FOUND },
		{ "no such school",
		    { "月亮中学", "曾一诺", NULL, GROUND_SAFETY },
		    ERR_NOT_FOUND },
		{ "no school", { NULL, "曾一诺", NULL, GROUND_SAFETY },
		    ERR_NOT_FOUND },
		{ "half a number", { "S001", NULL, "2025", GROUND_SAFETY },
		    ERR_NOT_FOUND },
		{ "two of one name", { "S001", "王明", NULL, GROUND_SAFETY },
		    ERR_NOT_FOUND },
		{ "nothing", { "S001", NULL, NULL, GROUND_SAFETY },
		    ERR_NOT_FOUND },
		{ "a wildcard", { "S001", "%", NULL, GROUND_SAFETY },
		    ERR_NOT_FOUND },
	};
	struct actor *who = test_signin("op1");
	char first[ACT_WHY_MAX] = "";
	struct act_found f;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct audit_event row = { .id = 0 };
		int64_t rows = audit_rows();
		int r = act_student_exact(who, &c[i].ask, &f);

		test_same_int(c[i].why, r, c[i].r);
		test_same_int(c[i].why, f.student, r == 0 ? yinuo : 0);
		/* refused before looking leaves none; every look one */
		test_same_int(c[i].why, audit_rows() - rows, r != ERR_INPUT);
		if (r == ERR_INPUT)
			continue;
		assert_int_equal(
		    store_audit_each(test_office(), rows, 1, last_row, &row),
		    0);
		test_same_text(c[i].why, row.what, "exact");
		test_same_int(c[i].why, row.object, f.student);
		test_same_int(c[i].why, row.n_subjects, r == 0);
		test_same_text(
		    c[i].why, row.ground, permit_ground_name(c[i].ask.ground));
		if (r == ERR_NOT_FOUND && first[0] == '\0')
			strcpy(first, who->why);
		if (r == ERR_NOT_FOUND)
			test_same_text(c[i].why, who->why, first);
	}
	test_leave(who);
}

static void
test_who_works_at_a_school_need_not_name_it(void **state)
{
	struct actor *who = test_signin("class1");
	struct act_exact ask = { NULL, "曾一诺", NULL, GROUND_NONE };
	struct act_found f;

	(void)state;
	assert_int_equal(act_student_exact(who, &ask, &f), 0);
	assert_int_equal(f.student, yinuo);
	ask.name = "曾怡"; /* of another class */
	assert_int_equal(act_student_exact(who, &ask, &f), ERR_NOT_FOUND);
	test_leave(who);
}

static void
test_who_may_find_exactly(void **state)
{
	static const struct {
		const char *login;
		int r;
	} c[] = { { "op1", 0 }, { "lead1", 0 }, { "psy1", 0 },
		{ "psy2", ERR_NOT_FOUND }, { "cust1", ERR_DENIED },
		{ "sys1", ERR_DENIED }, { "sec1", ERR_DENIED },
		{ "aud1", ERR_DENIED }, { "centre1", ERR_DENIED } };
	struct act_exact ask = { "S001", "曾一诺", NULL, GROUND_SAFETY };
	struct act_found f;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct actor *who = test_signin(c[i].login);

		test_same_int(
		    c[i].login, act_student_exact(who, &ask, &f), c[i].r);
		test_leave(who);
	}
}

/* --- one student
 * ---------------------------------------------------------------- */

static void
test_who_sees_what_of_a_student(void **state)
{
	static const struct {
		const char *login;
		int r, guardians;
		enum permit_answer family;
		bool correct;
	} c[] = {
		{ "class1", 0, 1, PERMIT_YES, true },
		{ "psy1", 0, 1, PERMIT_YES, true },
		{ "grade1", 0, 0, PERMIT_GROUND, true },
		{ "head1", 0, 0, PERMIT_NO, false },
		{ "dist1", 0, 0, PERMIT_NO, true },
		{ "psy2", ERR_NOT_FOUND, 0, PERMIT_NO, false },
		{ "centre1", ERR_NOT_FOUND, 0, PERMIT_NO, false },
		{ "op1", ERR_NOT_FOUND, 0, PERMIT_NO, false },
		{ "lead1", ERR_NOT_FOUND, 0, PERMIT_NO, false },
		{ "cust1", ERR_NOT_FOUND, 0, PERMIT_NO, false },
		{ "sys1", ERR_NOT_FOUND, 0, PERMIT_NO, false },
		{ "sec1", ERR_NOT_FOUND, 0, PERMIT_NO, false },
		{ "aud1", ERR_NOT_FOUND, 0, PERMIT_NO, false },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct actor *who = test_signin(c[i].login);
		struct act_student s;

		test_same_int(
		    c[i].login, act_student_show(who, yinuo, &s), c[i].r);
		test_same_int(c[i].login, s.n_guardians, c[i].guardians);
		test_same_int(c[i].login, s.family, c[i].family);
		test_same_int(c[i].login, s.may_correct, c[i].correct);
		test_same_text(c[i].login, s.s.identity, "");
		test_same_text(c[i].login, s.s.address,
		    c[i].guardians > 0 ? "青山路1号" : "");
		if (c[i].guardians > 0)
			test_same_text(
			    c[i].login, s.guardians[0].phone, "138 **** 6021");
		if (c[i].r == 0)
			test_same_text(c[i].login, s.teacher, "许文");
		test_leave(who);
	}
}

static void
test_a_whole_number_takes_a_purpose_and_leaves_a_row(void **state)
{
	static const struct {
		const char *login;
		enum act_purpose purpose;
		int r;
	} c[] = {
		{ "class1", PURPOSE_CONTACT, 0 },
		{ "psy1", PURPOSE_SAFETY, 0 },
		{ "class1", PURPOSE_COUNT, ERR_INPUT },
		{ "grade1", PURPOSE_CONTACT, ERR_DENIED },
		{ "grade1", PURPOSE_SAFETY, 0 },
		{ "head1", PURPOSE_SAFETY, ERR_DENIED },
		{ "dist1", PURPOSE_SAFETY, ERR_DENIED },
		{ "psy2", PURPOSE_SAFETY, ERR_NOT_FOUND },
		{ "op1", PURPOSE_SAFETY, ERR_NOT_FOUND },
		{ "sys1", PURPOSE_SAFETY, ERR_NOT_FOUND },
	};
	struct guardian g[2];
	char phone[PHONE_MAX];
	int n;

	(void)state;
	assert_int_equal(store_guardian_all(test_office(), yinuo, g, 2, &n), 0);
	for (size_t i = 0; i < nitems(c); i++) {
		struct actor *who = test_signin(c[i].login);
		int64_t rows = audit_rows();

		test_same_int(c[i].login,
		    act_guardian_phone(
			who, yinuo, g[0].id, c[i].purpose, phone),
		    c[i].r);
		test_same_text(
		    c[i].login, phone, c[i].r == 0 ? "13800136021" : "");
		test_same_int(c[i].login, audit_rows() - rows, c[i].r == 0);
		test_leave(who);
	}
}

static void
test_a_reading_is_corrected_and_found_by(void **state)
{
	struct actor *who = test_signin("class1");
	struct act_student s;
	int64_t audit = 0;
	bool more;

	(void)state;
	assert_int_equal(act_student_show(who, yinuo, &s), 0);
	assert_int_equal(
	    act_student_reading(who, yinuo, s.s.version, "曾", &audit),
	    ERR_INPUT);
	assert_int_equal(
	    act_student_reading(who, yinuo, s.s.version, "Céng yī nuò", &audit),
	    0);
	assert_true(audit > 0);
	assert_int_equal(
	    act_student_reading(who, yinuo, s.s.version, "zeng yi nuo", &audit),
	    ERR_STALE);
	assert_string_equal(finds("class1", "ceng", 9, &more), "曾一诺 ");
	assert_string_equal(finds("class1", "zeng", 9, &more), "");
	assert_int_equal(act_student_reading(who, yinuo, s.s.version + 1,
			     "zeng yi nuo", &audit),
	    0);
	test_leave(who);
	who = test_signin("head1");
	assert_int_equal(
	    act_student_reading(who, yinuo, 3, "a b c", &audit), ERR_DENIED);
	test_leave(who);
	who = test_signin("centre1");
	assert_int_equal(
	    act_student_reading(who, yinuo, 3, "a b c", &audit), ERR_NOT_FOUND);
	test_leave(who);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_each_role_finds_where_its_posts_reach),
	cmocka_unit_test(test_more_is_said_and_browsing_leaves_no_row),
	cmocka_unit_test(test_who_is_locked_meanwhile_finds_nobody_more),
	cmocka_unit_test(test_the_line_finds_one_exactly_and_on_a_ground),
	cmocka_unit_test(test_who_works_at_a_school_need_not_name_it),
	cmocka_unit_test(test_who_may_find_exactly),
	cmocka_unit_test(test_who_sees_what_of_a_student),
	cmocka_unit_test(test_a_whole_number_takes_a_purpose_and_leaves_a_row),
	cmocka_unit_test(test_a_reading_is_corrected_and_found_by),
};

int
main(void)
{
	int r;

	lang_set("zh_CN");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	r = cmocka_run_group_tests(tests, begin, NULL);
	test_office_close();
	return r;
}
