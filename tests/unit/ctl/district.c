/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A district set up from files alone, as its office would: a store begun, and
 * organisations, staff, students, ties through the commands people run, with
 * the second person's approvals; then the school year turned over, with work
 * that is open.  After each, every list of what is missing says exactly what
 * was left out on purpose (QP-08, TJ-44, TJ-91, QD-61, QP-49 and the clauses
 * of act_gap_clauses()), and nobody is lost.
 *
 * 3 hotlines, 40 schools, 12,000 staff, 72,383 students, in under ten minutes;
 * with QUICK a sixth of the schools.
 */
#include <jansson.h>
#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/gap.h"
#include "act/sample.h"
#include "act/signin.h"
#include "base/clock.h"
#include "model/day.h"
#include "sealed/key.h"
#include "src/store/internal.h"
#include "store/store.h"
#include "tests/lib/cli.h"
#include "tests/lib/district.h"
#include "tests/lib/test.h"

#define LIMIT_MS (10 * 60 * 1000)

static struct district d;
static struct store *st;
static char *said; /* by the last command */
static int64_t spent_ms, setting_up_ms, rollover;

/* --- commands ---------------------------------------------------------------
 */

/* Run it to its end, as login; it must end well.  What it said is in said. */
static const char *
must(const char *login, const char *command, const char *input)
{
	struct cli c = { .data = ".",
		.login = login,
		.command = command,
		.input = input,
		.limit_ms = LIMIT_MS };

	cli_run(&c);
	if (c.status != 0)
		fail_msg("%s: %d: %s%s", command, c.status, c.out, c.err);
	spent_ms += c.ms;
	printf("# %6.1f s  %s\n", (double)c.ms / 1000, command);
	fflush(stdout);
	free(said);
	said = mem_text(c.out);
	cli_free(&c);
	return said;
}

static void
must_say(const char *login, const char *command, const char *what)
{
	if (strstr(must(login, command, NULL), what) == NULL)
		fail_msg("%s: no %s in %s", command, what, said);
}

static int64_t
must_count(const char *login, const char *command, const char *name)
{
	must(login, command, NULL);
	return cli_number(strrchr(said, '{'), name);
}

/* The id of the approval of a kind that waits for the second person. */
static void
approve(const char *kind)
{
	char wanted[64], command[64];
	const char *at;

	must("li", "approval list", NULL);
	snprintf(wanted, sizeof(wanted), "\"kind\":\"%s\"", kind);
	if ((at = strstr(said, wanted)) == NULL)
		fail_msg("no %s in %s", wanted, said);
	while (at > said && at[-1] != '\n')
		at--;
	snprintf(command, sizeof(command), "approval give %lld",
	    (long long)cli_number(at, "id"));
	must("li", command, NULL);
}

/* The first time, with the key that came in the file. */
static void
sign_in_first(const char *login)
{
	enum signin_state now;
	struct act_signin *s;
	struct actor *who = NULL;
	char pass[80], key[96];

	act_sample_pass(login, pass, sizeof(pass));
	district_key(login, key);
	assert_int_equal(act_signin_begin(st, &s), 0);
	assert_int_equal(act_signin_key(s, login, key, &now), 0);
	test_same_int(login, (int)now, SIGNIN_FIRST);
	assert_int_equal(act_signin_first(s, pass, strlen(pass), &who), 0);
	act_free(who);
	act_signin_end(s);
}

/* --- the store, for what no command tells ------------------------------------
 */

static void
ask(const char *sql, const char *arg, char *to, size_t size)
{
	sqlite3_stmt *q;
	const char *s;

	assert_int_equal(
	    sqlite3_prepare_v2(st->db, sql, -1, &q, NULL), SQLITE_OK);
	if (arg != NULL)
		sqlite3_bind_text(q, 1, arg, -1, SQLITE_STATIC);
	to[0] = '\0';
	if (sqlite3_step(q) == SQLITE_ROW) {
		s = (const char *)sqlite3_column_text(q, 0);
		snprintf(to, size, "%s", s != NULL ? s : "");
	}
	sqlite3_finalize(q);
}

static int64_t
number(const char *sql, const char *arg)
{
	char text[64];

	ask(sql, arg, text, sizeof(text));
	return atoll(text);
}

/* --- setting it up
 * ------------------------------------------------------------
 */

static void
begin_store(void)
{
	struct cli c = { .data = "new",
		.command = "init --passphrases-fd 3",
		.input = "{\"district\":\"云岭区\",\"system\":\"wang\","
			 "\"security\":\"li\",\"audit\":\"zhao\"}" };
	char three[3][80], all[260];

	act_sample_pass("wang", three[0], sizeof(three[0]));
	act_sample_pass("li", three[1], sizeof(three[1]));
	act_sample_pass("zhao", three[2], sizeof(three[2]));
	snprintf(
	    all, sizeof(all), "%s\n%s\n%s\n", three[0], three[1], three[2]);
	c.secrets = all;
	cli_run(&c);
	if (c.status != 0)
		fail_msg("init: %s%s", c.out, c.err);
	spent_ms += c.ms;
	cli_free(&c);
	assert_int_equal(chdir("new"), 0);
	assert_int_equal(store_open(&st, 2048), 0);
}

/* Two who hold custody: no file makes them. */
static void
propose_custodian(const char *login)
{
	char in[400], key[96], command[64];

	district_key(login, key);
	snprintf(in, sizeof(in),
	    "{\"login\":\"%s\",\"name\":\"白露\",\"role\":\"custodian\","
	    "\"org\":%lld,\"key\":\"%s\"}",
	    login,
	    (long long)number(
		"SELECT id FROM org WHERE type = 'district'", NULL),
	    key);
	snprintf(command, sizeof(command), "account approve %lld",
	    (long long)cli_number(must("wang", "account propose", in), "id"));
	must("li", command, NULL);
	sign_in_first(login);
}

static int
begin(void **state)
{
	struct clock_parts p;

	(void)state;
	setenv("TZ", "Asia/Shanghai", 1);
	clock_parts_of(clock_now(), &p);
	d = (struct district){ .hotlines = 3,
		.schools = 40,
		.staff = 12000,
		.students = 72383,
		.today = day_of(p.year, p.month, p.day) };
	if (getenv("QUICK") != NULL) {
		d.schools = 6;
		d.staff = 500;
		d.students = 3000;
	}
	assert_int_equal(sealed_init(), 0);
	assert_int_equal(chdir(test_folder()), 0);
	district_write(&d);
	begin_store();
	return 0;
}

static void
test_a_district_is_set_up_from_files_alone(void **state)
{
	char login[16];

	(void)state;
	assert_int_equal(
	    must_count("wang", "import orgs ../orgs.xlsx", "accepted"),
	    d.hotlines + d.schools + 4);
	assert_int_equal(
	    must_count("wang", "import staff ../staff.csv --make", "accepted"),
	    d.people);
	assert_int_equal(cli_number(strrchr(said, '{'), "refused"), 0);
	approve("staff");
	propose_custodian("custody1");
	propose_custodian("custody2");
	sign_in_first("office");
	assert_int_equal(
	    must_count("office", "import roster ../roster.csv", "accepted"),
	    d.students);
	assert_int_equal(
	    must_count("office", "import ties ../ties.csv", "accepted"),
	    30 * d.schools);
	setting_up_ms = spent_ms;
	printf("# set up in %.1f s: %d hotlines, %d schools, %lld staff, "
	       "%lld students, %d classes\n",
	    (double)setting_up_ms / 1000, d.hotlines, d.schools,
	    (long long)d.people, (long long)d.students, d.classes);
	assert_true(setting_up_ms < LIMIT_MS);

	sign_in_first("centre-1");
	for (int i = 1; i <= 3; i++) {
		district_teacher(i, login);
		sign_in_first(login);
		district_psychology(i, login);
		sign_in_first(login);
	}
}

/* --- what is missing
 * ----------------------------------------------------------
 */

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "S001/初中2025级3班 login", as the generator says it. */
static char *
line_of(const char *json, enum store_gap g)
{
	char org[32], person[32], where[200], login[40] = "", line[300];

	snprintf(org, sizeof(org), "%lld", (long long)cli_number(json, "org"));
	ask("SELECT COALESCE((SELECT s.code || '/' FROM org s WHERE s.type ="
	    " 'school' AND s.lft <= o.lft AND s.rgt >= o.lft), '') || o.name"
	    " FROM org o WHERE o.id = CAST(?1 AS INTEGER)",
	    org, where, sizeof(where));
	if (strstr(json, "\"person\":null") == NULL &&
	    strstr(json, "\"person\":") != NULL) {
		snprintf(person, sizeof(person), "%lld",
		    (long long)cli_number(json, "person"));
		ask("SELECT login FROM person WHERE id ="
		    " CAST(?1 AS INTEGER)",
		    person, login, sizeof(login));
	}
	if (g == GAP_NEVER_IN)
		return mem_text(login);
	snprintf(line, sizeof(line), "%s %s", where, login);
	return mem_text(line);
}

static void
same_gaps(enum store_gap g, struct district_lines *want, const char *when)
{
	struct district_lines got = { NULL, 0 };
	char command[64];
	size_t i;

	snprintf(command, sizeof(command), "gaps %s", act_gap_name(g));
	for (char *at = (char *)(uintptr_t)must("office", command, NULL);
	     *at != '\0'; at += *at == '\n') {
		got.line = mem_grow(got.line, got.n + 1, sizeof(*got.line));
		got.line[got.n++] = line_of(at, g);
		at += strcspn(at, "\n");
	}
	if (got.n > 0) /* of none there is no address */
		qsort(got.line, got.n, sizeof(*got.line), compare);
	if (want->n > 0)
		qsort(want->line, want->n, sizeof(*want->line), compare);
	for (i = 0; i < got.n && i < want->n; i++)
		if (strcmp(got.line[i], want->line[i]) != 0)
			break;
	if (i < got.n || i < want->n)
		fail_msg("%s, %s: %zu rows, %zu expected; '%s', expected '%s'",
		    when, command, got.n, want->n, i < got.n ? got.line[i] : "",
		    i < want->n ? want->line[i] : "");
	for (i = 0; i < got.n; i++)
		free(got.line[i]);
	free(got.line);
}

static void
test_every_list_of_gaps_has_what_was_left_out(void **state)
{
	(void)state;
	for (int g = 0; g < GAP_COUNT; g++)
		same_gaps((enum store_gap)g, &d.before[g], "before");
}

/* --- open work
 * ----------------------------------------------------------------
 */

/* A worry about a child, reported by the class teacher, looked at and run by
 * the psychology teacher. */
static void
open_warning(int school, int grade, int seat)
{
	char teacher[16], care[16], nth[16], in[300], command[64];
	int64_t warning;

	district_teacher(school, teacher);
	district_psychology(school, care);
	district_child(&d, grade, 1, seat, nth);
	snprintf(in, sizeof(in),
	    "SELECT s.id FROM student s JOIN org o ON o.id = s.school"
	    " WHERE o.code = 'S%03d' AND s.number = ?1",
	    school);
	snprintf(in, sizeof(in), "{\"student\":%lld,\"seen\":\"午饭没吃\"}",
	    (long long)number(in, nth));
	warning =
	    cli_number(must(teacher, "observation report", in), "warning");
	snprintf(
	    command, sizeof(command), "warning ack %lld", (long long)warning);
	must(care, command, "{}");
	/* the second of them: the grade's head has never signed in, so the
	 * district centre looks in their stead */
	must("centre-1", command, "{}");
	snprintf(in, sizeof(in), "{\"event\":\"verify\",\"version\":%lld}",
	    (long long)cli_number(said, "version"));
	snprintf(
	    command, sizeof(command), "warning step %lld", (long long)warning);
	must(care, command, in);
}

static void
make_circle(const char *login, const char *code)
{
	char command[64];

	snprintf(command, sizeof(command), "circle create %lld",
	    (long long)number(code != NULL
				  ? "SELECT id FROM org WHERE code = ?1"
				  : "SELECT id FROM org WHERE type ="
				    " 'district'",
		code));
	must(login, command, NULL);
}

static char *
work(void)
{
	char *text = mem_zero(1, 4096);

	ask("SELECT group_concat(w.id || ' ' || w.version || ' ' || w.open ||"
	    " ' ' || w.owner || ' ' || (SELECT group_concat(person || '-' ||"
	    " open) FROM warning_ack a WHERE a.warning = w.id)) FROM"
	    " (SELECT * FROM warning ORDER BY id) w",
	    NULL, text, 4096);
	return text;
}

static void
test_qp_49_work_is_open_when_the_year_turns(void **state)
{
	char login[16], code[16];

	(void)state;
	make_circle("centre-1", NULL);
	for (int i = 1; i <= 3; i++) {
		district_psychology(i, login);
		snprintf(code, sizeof(code), "S%03d", i);
		make_circle(login, code);
	}
	open_warning(1, 9, 5); /* leaves */
	open_warning(2, 7, 5); /* moves up */
	open_warning(3, 9, 1); /* repeats */
	assert_int_equal(number("SELECT COUNT(*) FROM warning WHERE open = 1"
				" AND owner IS NOT NULL",
			     NULL),
	    3);
}

/* --- the year turns
 * -----------------------------------------------------------
 */

static int64_t
children(const char *word, int grade)
{
	char sql[400], entry[16];

	snprintf(
	    entry, sizeof(entry), "%d", day_school_year(d.today) - (grade - 7));
	snprintf(sql, sizeof(sql),
	    "SELECT COUNT(*) FROM student s LEFT JOIN enrolment e ON"
	    " e.student = s.id AND e.until IS NULL WHERE s.entry ="
	    " CAST(?1 AS INTEGER) AND COALESCE(e.state, '') = '%s'",
	    word);
	return number(sql, entry);
}

static void
test_tj_44_the_school_year_turns_and_nobody_is_lost(void **state)
{
	int year = day_school_year(d.today) + 1;
	int64_t began = spent_ms, leaving, all;
	char command[80], *before = work(), *after;

	(void)state;
	all = d.repeat + d.moved + d.leave;
	snprintf(command, sizeof(command),
	    "rollover except ../excepts.csv --year %d", year);
	assert_int_equal(must_count("office", command, "accepted"), all);
	snprintf(command, sizeof(command), "rollover plan --year %d", year);
	leaving = must_count("office", command, "students_leaving");
	assert_int_equal(leaving, d.of_grade[2] - d.repeat + d.leave);
	/* the first line is an open warning of a class that leaves, and whose
	 * it stays */
	assert_non_null(strstr(said, "\"open\":\"warning\",\"leaves\":true"));
	assert_true(strstr(said, "\"open\":\"warning\"") - said < 400);
	snprintf(command, sizeof(command), "rollover run --year %d", year);
	must("office", command, NULL);
	rollover = cli_number(said, "id");
	assert_int_equal(cli_number(said, "students"), leaving);
	after = work();
	assert_string_equal(before, after);
	free(before);
	free(after);
	printf("# turned over in %.1f s, %lld leave\n",
	    (double)(spent_ms - began) / 1000, (long long)leaving);

	assert_int_equal(children("", 7), d.of_grade[0] - d.leave);
	assert_int_equal(children("suspended", 7), d.leave);
	assert_int_equal(children("", 8), d.of_grade[1] + d.repeat);
	assert_int_equal(children("", 9), 0);
	assert_int_equal(
	    children("graduated", 9), d.of_grade[2] - d.repeat - d.moved);
	assert_int_equal(children("transferred", 9), d.moved);
	assert_int_equal(
	    number("SELECT COUNT(*) FROM student", NULL), d.students);
}

static void
test_every_list_of_gaps_is_right_afterwards(void **state)
{
	char command[64];

	(void)state;
	for (int g = 0; g < GAP_COUNT; g++)
		same_gaps((enum store_gap)g, &d.after[g], "after");
	snprintf(command, sizeof(command), "rollover confirm %lld",
	    (long long)rollover);
	must_say("office", command, "confirmed");
	same_gaps(GAP_CLASS_TEACHER, &d.after[GAP_CLASS_TEACHER], "confirmed");
}

static int
end(void **state)
{
	(void)state;
	store_close(st);
	district_free(&d);
	free(said);
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_district_is_set_up_from_files_alone),
	cmocka_unit_test(test_every_list_of_gaps_has_what_was_left_out),
	cmocka_unit_test(test_qp_49_work_is_open_when_the_year_turns),
	cmocka_unit_test(test_tj_44_the_school_year_turns_and_nobody_is_lost),
	cmocka_unit_test(test_every_list_of_gaps_is_right_afterwards),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
