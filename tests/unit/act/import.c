/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/import.h"
#include "act/sample_roster.h"
#include "act/schooling.h"
#include "act/student.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "model/day.h"
#include "model/roster.h"
#include "store/audit.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/take.h"
#include "tests/lib/test.h"

#define HEADING "姓名,性别,学籍号,学号,学校,年级,班级,监护人姓名,监护人电话\r\n"

struct told {
	int n;
	int64_t line[16];
	int column[16];
	int field[16];
};

static void
on_refused(void *arg, int64_t line, int column, int field, const char *words)
{
	struct told *t = arg;

	assert_non_null(words);
	if (t->n < 16) {
		t->line[t->n] = line;
		t->column[t->n] = column;
		t->field[t->n] = field;
	}
	t->n++;
}

static char *
text_of(int fd)
{
	off_t n = lseek(fd, 0, SEEK_END);
	char *s = mem_zero(1, (size_t)n + 1);

	assert_int_equal(pread(fd, s, (size_t)n, 0), n);
	return s;
}

/* Take a table in as login; the refused rows come back in *refused. */
static int
take_in(const char *login, const char *table, bool dry_run,
    struct act_imported *out, struct told *told, char **refused)
{
	struct actor *who = test_signin(login);
	const struct act_import how = {
		.dry_run = dry_run, .on_refused = on_refused, .arg = told
	};
	int r, fd;

	*told = (struct told){ .n = 0 };
	r = test_take(who, "roster", table, &how, out);
	fd = open("refused.csv", O_RDONLY);
	*refused = text_of(fd);
	close(fd);
	if (r != 0 && r != ERR_STOPPED)
		assert_true(who->why[0] != '\0');
	test_leave(who);
	return r;
}

static int
today(void)
{
	struct clock_parts p;

	clock_parts_of(store_now(test_office()), &p);
	return day_of(p.year, p.month, p.day);
}

static int64_t
audit_rows(void)
{
	struct audit_head h;

	assert_int_equal(store_audit_head(test_office(), &h), 0);
	return h.id;
}

static void
test_rows_go_in_and_a_second_time_change_nothing(void **state)
{
	static const char table[] = HEADING
	    "曾一诺,女,L990001201202290001,2017,第001实验学校,八年级,3班,妈妈,"
	    "13800136021\r\n"
	    "单雄,男,L990001201202290002,2018,S001,八年级,4班,爸爸,"
	    "13800136022\r\n";
	static const char changed[] = HEADING
	    "曾一诺,女,L990001201202290001,2017,第001实验学校,八年级,4班,妈妈,"
	    "13800136021\r\n"
	    "单雄,男,L990001201202290002,2018,S001,八年级,4班,爸爸,"
	    "13800136022\r\n";
	struct act_imported out;
	struct student s;
	struct org class, class1, grade;
	char name[CLASS_FULL_MAX];
	struct grade g;
	struct told told;
	char *refused;

	(void)state;
	assert_int_equal(
	    take_in("dist1", table, true, &out, &told, &refused), 0);
	assert_int_equal(out.accepted, 2);
	free(refused);
	assert_int_equal(
	    store_student_by_identity(test_office(), "L990001201202290001", &s),
	    ERR_NOT_FOUND);

	assert_int_equal(
	    take_in("dist1", table, false, &out, &told, &refused), 0);
	assert_int_equal(out.accepted, 2);
	assert_int_equal(told.n, 0);
	free(refused);
	assert_int_equal(
	    store_student_by_identity(test_office(), "L990001201202290001", &s),
	    0);
	assert_string_equal(s.reading, "zeng yi nuo");
	assert_int_equal(s.birth, 20120229);
	assert_int_equal(store_org_get(test_office(), s.class, &class), 0);
	assert_int_equal(store_org_get(test_office(), class.parent, &grade), 0);
	assert_true(grade_of_number((int)grade.number, &g));
	class_name(&g, "3", name);
	assert_string_equal(class.name, name);
	class_full_words(&g, "3", today(), name);
	assert_string_equal(name, "八年级3班");
	assert_int_equal(s.place, class.lft);
	class1 = class;

	assert_int_equal(
	    take_in("dist1", table, false, &out, &told, &refused), 0);
	assert_int_equal(out.accepted, 0);
	assert_int_equal(out.changed, 0);
	assert_int_equal(out.unchanged, 2);
	free(refused);

	assert_int_equal(
	    take_in("dist1", changed, false, &out, &told, &refused), 0);
	assert_int_equal(out.changed, 1);
	assert_int_equal(out.unchanged, 1);
	free(refused);
	assert_int_equal(
	    store_student_by_identity(test_office(), "L990001201202290001", &s),
	    0);
	assert_int_equal(s.version, 2);
	assert_true(s.class != class1.id);
}

static void
test_each_refused_row_is_named_and_kept(void **state)
{
	static const char table[] =
	    "青山区学生名册,,,,,,,,\r\n" HEADING
	    "石磊,男,L990001201202290003,2019,第001实验学校,八年级,3班,爸爸,"
	    "13800136023\r\n"
	    "错号,男,G990001201202290003,2020,第001实验学校,八年级,3班,爸爸,"
	    "13800136024\r\n"
	    "外校,男,L990001201202290004,2021,月亮中学,八年级,3班,,\r\n"
	    "\"少列,男\r\n"
	    "=cmd|' /C calc'!A0,男,L990001201202290005,2022,S001,八年级,3班,,"
	    "\r\n"
	    "韦青,女,5.2E+17,2023,第001实验学校,八年级,3班,妈妈,"
	    "1.38E+10\r\n";
	static const struct {
		int64_t line;
		int column;
		int field;
	} want[] = {
		{ 4, 3, ROSTER_PUPIL },
		{ 5, 5, ROSTER_SCHOOL },
		{ 6, 0, ROSTER_FIELDS },
		{ 7, 1, ROSTER_NAME },
		{ 8, 3, ROSTER_PUPIL },
	};
	struct act_imported out;
	struct told told;
	char *refused, *again;

	(void)state;
	assert_int_equal(
	    take_in("dist1", table, false, &out, &told, &refused), 0);
	assert_int_equal(out.accepted, 1);
	assert_int_equal(out.refused, nitems(want));
	assert_int_equal(told.n, nitems(want));
	for (size_t i = 0; i < nitems(want); i++) {
		assert_int_equal(told.line[i], want[i].line);
		assert_int_equal(told.column[i], want[i].column);
		assert_int_equal(told.field[i], want[i].field);
	}
	/* the original columns, one more, and no formula */
	assert_non_null(strstr(refused, "监护人电话,原因\r\n"));
	assert_non_null(strstr(refused, "\r\n错号,男,G990001201202290003,"));
	assert_non_null(strstr(refused, "\"'=cmd|"));
	assert_null(strstr(refused, "石磊"));
	/* taken in again it is refused again, in one column of reasons */
	assert_int_equal(
	    take_in("dist1", refused, false, &out, &told, &again), 0);
	assert_int_equal(out.refused, nitems(want));
	assert_null(strstr(again, "原因,原因"));
	free(refused);
	free(again);
}

static void
test_a_mended_row_goes_in(void **state)
{
	static const char bad[] = HEADING
	    "罗小满,女,L990001201202290010,2030,第001实验学校,十年级级,3班,,"
	    "\r\n";
	struct act_imported out;
	struct told told;
	char *refused, *again, *grade;

	(void)state;
	assert_int_equal(
	    take_in("dist1", bad, false, &out, &told, &refused), 0);
	assert_int_equal(out.refused, 1);
	grade = strstr(refused, "十年级级");
	assert_non_null(grade);
	memcpy(grade, "七年级   ", strlen("十年级级"));
	assert_int_equal(
	    take_in("dist1", refused, false, &out, &told, &again), 0);
	assert_int_equal(out.accepted, 1);
	assert_int_equal(out.refused, 0);
	free(refused);
	free(again);
}

static void
test_a_number_typed_by_mistake_writes_over_nobody(void **state)
{
	static const char table[] =
	    "姓名,出生日期,学籍号,学号,学校,年级,班级\r\n"
	    "别的孩子,2013-01-01,L990001201202290001,2017,第001实验学校,"
	    "八年级,3班\r\n";
	struct act_imported out;
	struct told told;
	struct student s;
	char *refused;

	(void)state;
	assert_int_equal(
	    take_in("dist1", table, false, &out, &told, &refused), 0);
	assert_int_equal(out.refused, 1);
	assert_int_equal(told.field[0], ROSTER_PUPIL);
	assert_int_equal(
	    store_student_by_identity(test_office(), "L990001201202290001", &s),
	    0);
	assert_string_equal(s.name, "曾一诺");
	free(refused);
}

/* Wherever its column stands, also in the first place. */
static void
test_who_cares_at_home_is_read_from_any_column(void **state)
{
	static const struct {
		const char *table, *name, *phone;
	} c[] = {
		{ "监护人姓名,姓名,学籍号,学校,年级,班级,监护人电话\r\n"
		  "外婆,曾一诺,L990001201202290001,S001,八年级,4班,"
		  "13800136023\r\n",
		    "外婆", "13800136023" },
		{ "监护人电话,姓名,学籍号,学校,年级,班级\r\n"
		  "13800136024,曾一诺,L990001201202290001,S001,八年级,4班\r\n",
		    "", "13800136024" },
		{ "姓名,学籍号,学校,年级,班级,监护人姓名,监护人电话\r\n"
		  "曾一诺,L990001201202290001,S001,八年级,4班,妈妈,"
		  "13800136021\r\n",
		    "妈妈", "13800136021" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct guardian g[4];
		struct act_imported out;
		struct told told;
		struct student s;
		char *refused;
		int n;

		assert_int_equal(
		    take_in("dist1", c[i].table, false, &out, &told, &refused),
		    0);
		test_same_int(c[i].phone, out.changed, 1);
		assert_int_equal(store_student_by_identity(
				     test_office(), "L990001201202290001", &s),
		    0);
		assert_int_equal(
		    store_guardian_all(test_office(), s.id, g, 4, &n), 0);
		test_same_int(c[i].phone, n, 1);
		assert_string_equal(g[0].name, c[i].name);
		assert_string_equal(g[0].phone, c[i].phone);
		free(refused);
	}
}

/* Somebody has said how the name is read: a roster says nothing of that. */
static void
test_a_reading_that_was_corrected_stays(void **state)
{
	static const char again[] = HEADING
	    "曾一诺,女,L990001201202290001,2017,第001实验学校,八年级,3班,妈妈,"
	    "13800136021\r\n";
	static const char renamed[] = HEADING
	    "曾一可,女,L990001201202290001,2017,第001实验学校,八年级,4班,妈妈,"
	    "13800136021\r\n";
	static const char back[] = HEADING
	    "曾一诺,女,L990001201202290001,2017,第001实验学校,八年级,4班,妈妈,"
	    "13800136021\r\n";
	static const struct {
		const char *table, *reading;
	} c[] = { { again, "ceng yi nuo" }, { renamed, "zeng yi ke" },
		{ back, "zeng yi nuo" } };
	struct actor *dist = test_signin("dist1");
	struct student s;

	(void)state;
	assert_int_equal(
	    store_student_by_identity(test_office(), "L990001201202290001", &s),
	    0);
	assert_int_equal(
	    act_student_reading(dist, s.id, s.version, "ceng yi nuo", NULL), 0);
	for (size_t i = 0; i < nitems(c); i++) {
		struct act_imported out;
		struct told told;
		char *refused;

		assert_int_equal(
		    take_in("dist1", c[i].table, false, &out, &told, &refused),
		    0);
		test_same_int(c[i].reading, out.changed, 1);
		assert_int_equal(store_student_get(test_office(), s.id, &s), 0);
		assert_string_equal(s.reading, c[i].reading);
		free(refused);
	}
	test_leave(dist);
}

static void
test_columns_that_are_missing_leave_what_was(void **state)
{
	static const char table[] = "姓名,学籍号,学校,年级,班级\r\n"
				    "曾一诺,L990001201202290001,"
				    "第001实验学校,八年级,4班\r\n";
	struct guardian g[4];
	struct act_imported out;
	struct told told;
	struct student s;
	char *refused;
	int n;

	(void)state;
	assert_int_equal(
	    take_in("dist1", table, false, &out, &told, &refused), 0);
	assert_int_equal(out.unchanged, 1);
	assert_int_equal(
	    store_student_by_identity(test_office(), "L990001201202290001", &s),
	    0);
	assert_string_equal(s.number, "2017");
	assert_int_equal(store_guardian_all(test_office(), s.id, g, 4, &n), 0);
	assert_int_equal(n, 1);
	free(refused);
}

static void
test_a_district_or_a_school_may_be_five_four(void **state)
{
	static const char table[] = HEADING
	    "甲一,女,L990001201502280031,2051,第001实验学校,六年级,3班,,\r\n"
	    "乙一,女,L990001201502280032,2052,S002,六年级,3班,,\r\n"
	    "丙一,女,L990001201502280033,2053,第001实验学校,预初,3班,,\r\n";
	static const struct {
		const char *why, *school;
		enum schooling in;
		int refused;
		enum stage first, second;
	} c[] = {
		{ "six-three", NULL, SCHOOLING_6_3, 1, STAGE_PRIMARY,
		    STAGE_PRIMARY },
		{ "the district", NULL, SCHOOLING_5_4_PREP, 0, STAGE_JUNIOR_4,
		    STAGE_JUNIOR_4 },
		{ "one school not", "S002", SCHOOLING_6_3, 0, STAGE_JUNIOR_4,
		    STAGE_PRIMARY },
	};
	struct actor *dist1, *psy1 = test_signin("psy1");
	struct act_imported out;
	struct student s;
	struct told told;
	char *refused;
	int64_t audit;

	(void)state;
	assert_int_equal(
	    act_schooling_put(psy1, NULL, SCHOOLING_5_4, &audit), ERR_DENIED);
	test_leave(psy1);
	for (size_t i = 0; i < nitems(c); i++) {
		dist1 = test_signin("dist1");
		test_same_int(c[i].why,
		    act_schooling_put(dist1, c[i].school, c[i].in, &audit), 0);
		assert_int_equal(
		    act_schooling_put(dist1, "月亮中学", SCHOOLING_5_4, &audit),
		    ERR_NOT_FOUND);
		test_leave(dist1);
		test_same_int(c[i].why,
		    take_in("dist1", table, false, &out, &told, &refused), 0);
		test_same_int(c[i].why, out.refused, c[i].refused);
		free(refused);
		assert_int_equal(store_student_by_identity(
				     test_office(), "L990001201502280031", &s),
		    0);
		test_same_int(c[i].why, s.grade.stage, c[i].first);
		assert_int_equal(store_student_by_identity(
				     test_office(), "L990001201502280032", &s),
		    0);
		test_same_int(c[i].why, s.grade.stage, c[i].second);
	}
	dist1 = test_signin("dist1"); /* as it was, for the others here */
	assert_int_equal(
	    act_schooling_put(dist1, NULL, SCHOOLING_6_3, &audit), 0);
	test_leave(dist1);
}

static void
test_who_may_take_in_a_roster(void **state)
{
	static const char *const others[] = { "op1", "lead1", "psy1", "class1",
		"grade1", "head1", "centre1", "cust1", "sys1", "sec1", "aud1" };
	static const char table[] = HEADING
	    "新来,女,L990001201202290020,2040,第001实验学校,八年级,3班,,\r\n";
	struct act_imported out;
	struct told told;
	struct student s;
	char *refused;

	(void)state;
	for (size_t i = 0; i < nitems(others); i++) {
		test_same_int(others[i],
		    take_in(others[i], table, false, &out, &told, &refused),
		    ERR_DENIED);
		test_same_int(others[i],
		    store_student_by_identity(
			test_office(), "L990001201202290020", &s),
		    ERR_NOT_FOUND);
		free(refused);
	}
}

static void
test_what_is_no_roster_is_said(void **state)
{
	static const struct {
		const char *why, *table;
	} c[] = {
		{ "empty", "" },
		{ "no names", "a,b\r\n1,2\r\n" },
		{ "no class", "姓名,学号,学校\r\n" },
		{ "no number", "姓名,班级,学校\r\n" },
		{ "no school", "姓名,班级,学号\r\n" },
		{ "no text", "\xff\xfe\x00\x00" },
	};
	struct act_imported out;
	struct told told;
	char *refused;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		test_same_int(c[i].why,
		    take_in("dist1", c[i].table, false, &out, &told, &refused),
		    ERR_INPUT);
		free(refused);
	}
}

/* --- a long one, cut off
 * ------------------------------------------------------ */

static int
stop_at_once(void *arg, int64_t rows, int64_t bytes, int64_t all)
{
	(void)arg;
	assert_true(rows > 0 && bytes > 0 && bytes <= all);
	return 1;
}

static int
kill_oneself(void *arg, int64_t rows, int64_t bytes, int64_t all)
{
	(void)arg, (void)rows, (void)bytes, (void)all;
	raise(SIGKILL);
	return 0;
}

#define MANY 36000

static int
run(int (*progress)(void *, int64_t, int64_t, int64_t),
    struct act_imported *out)
{
	struct actor *who = test_signin("dist1");
	/* Slices end by time as well: small ones, so that a fast machine is
	 * cut off in the middle too. */
	struct act_import in = { .on_progress = progress, .slice = 4000 };
	int r;

	in.source = open("many.csv", O_RDONLY);
	in.refused = open("many.refused.csv", O_RDWR | O_CREAT, 0600);
	assert_true(in.source >= 0 && in.refused >= 0);
	r = act_import_roster(who, &in, out);
	close(in.source);
	close(in.refused);
	test_leave(who);
	return r;
}

static void
killed(void)
{
	struct act_imported out;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		run(kill_oneself, &out);
		_exit(1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
}

static void
test_what_was_cut_off_goes_on(void **state)
{
	struct act_sample_roster roster = { MANY, 3, 7, today() };
	struct act_imported out;
	FILE *f = fopen("many.csv", "w+");
	char *refused;
	int64_t rows;
	int fd;

	(void)state;
	assert_non_null(f);
	assert_int_equal(act_sample_roster(f, &roster), 0);
	fprintf(f, "坏行\r\n");
	fclose(f);

	killed(); /* after the first slice */
	killed(); /* after the second */
	assert_int_equal(run(stop_at_once, &out), ERR_STOPPED);
	assert_true(out.resumed_at > 2000);
	rows = audit_rows();
	assert_int_equal(run(NULL, &out), 0);
	assert_true(out.resumed_at > 3000);
	assert_int_equal(out.accepted, MANY);
	assert_int_equal(out.unchanged, 0);
	assert_int_equal(out.refused, 1);
	/* sign-in, slices, the end: no row of the audit a student */
	assert_true(audit_rows() - rows < MANY / 500);
	fd = open("many.refused.csv", O_RDONLY);
	refused = text_of(fd);
	close(fd);
	assert_non_null(strstr(refused, "\r\n坏行,"));
	assert_null(strstr(strstr(refused, "坏行") + 1, "坏行"));
	free(refused);

	assert_int_equal(run(NULL, &out), 0);
	assert_int_equal(out.resumed_at, 0);
	assert_int_equal(out.unchanged, MANY);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_rows_go_in_and_a_second_time_change_nothing),
	cmocka_unit_test(test_each_refused_row_is_named_and_kept),
	cmocka_unit_test(test_a_mended_row_goes_in),
	cmocka_unit_test(test_a_number_typed_by_mistake_writes_over_nobody),
	cmocka_unit_test(test_columns_that_are_missing_leave_what_was),
	cmocka_unit_test(test_who_cares_at_home_is_read_from_any_column),
	cmocka_unit_test(test_a_reading_that_was_corrected_stays),
	cmocka_unit_test(test_a_district_or_a_school_may_be_five_four),
	cmocka_unit_test(test_who_may_take_in_a_roster),
	cmocka_unit_test(test_what_is_no_roster_is_said),
	cmocka_unit_test(test_what_was_cut_off_goes_on),
};

int
main(void)
{
	int r;

	lang_set("zh_CN");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	r = cmocka_run_group_tests(tests, NULL, NULL);
	test_office_close();
	return r;
}
