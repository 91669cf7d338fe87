/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <iconv.h>
#include <jansson.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/sample.h"
#include "act/sample_roster.h"
#include "base/clock.h"
#include "model/day.h"
#include "src/store/internal.h"
#include "tests/lib/cheap_pass.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/* A roster through the real program: what a school's office types. */

#define ROWS 60000 /* more than a slice of 50,000 */
#define SCHOOLS 12
#define ROUNDS 20

static const char heading[] =
    "姓名,性别,学籍号,身份证件号,学号,学校,年级,班级,出生日期\r\n";

/* Start "import roster ARGS" as dist1; what it says goes to the file out. */
static pid_t
start(const char *args)
{
	char pass[64], line[4096];
	pid_t pid;

	act_sample_pass("dist1", pass, sizeof(pass));
	snprintf(line, sizeof(line),
	    "echo '%s' >pass; exec '%s/xinqing' --data . --as dist1"
	    " --passphrase-fd 9 --json import roster %s 9<pass >out 2>&1",
	    pass, getenv("XINQING_BUILDDIR"), args);
	if ((pid = fork()) == 0) {
		cheap_pass_preload();
		execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	assert_true(pid > 0);
	return pid;
}

static char *
text_of(const char *name)
{
	static char text[1 << 16];
	FILE *f = fopen(name, "r");
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

/* Run it to its end; the last line it says. */
static json_t *
run(const char *args)
{
	char *text, *last;
	int status;
	json_t *o;

	assert_int_equal(waitpid(start(args), &status, 0) > 0, 1);
	text = text_of("out");
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("%s: %s", args, text);
	last = strrchr(text, '{');
	assert_non_null(last);
	o = json_loads(last, JSON_DISABLE_EOF_CHECK, NULL);
	assert_non_null(o);
	return o;
}

static int64_t
number(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

static void
write_file(const char *name, const void *bytes, size_t n)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

static void
test_every_encoding_is_found_by_itself(void **state)
{
	static const struct {
		const char *charset, *mark, *name;
	} c[] = {
		{ "UTF-8", "", "UTF-8" },
		{ "UTF-8", "\xef\xbb\xbf", "UTF-8 with a mark" },
		{ "GB18030", "", "GB18030" },
		{ "UTF-16LE", "\xff\xfe", "UTF-16" },
		{ "UTF-16BE", "\xfe\xff", "UTF-16" },
	};
	char row[512], file[2048];

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		iconv_t cd = iconv_open(c[i].charset, "UTF-8");
		size_t left, mark = strlen(c[i].mark), room;
		char *in = row, *end = file + mark;
		json_t *o;

		snprintf(row, sizeof(row),
		    "%s曾一诺,女,L990001201202290%d1,,30%d,S001,八年级,3班,"
		    "\r\n",
		    heading, (int)i + 10, (int)i);
		left = strlen(row);
		room = sizeof(file) - mark;
		memcpy(file, c[i].mark, mark);
		assert_int_equal(iconv(cd, &in, &left, &end, &room), 0);
		iconv_close(cd);
		write_file("small.csv", file, (size_t)(end - file));
		o = run("small.csv --dry-run");
		test_same_int(c[i].name, number(o, "accepted"), 1);
		json_decref(o);
		o = run("small.csv");
		test_same_text(c[i].name,
		    json_string_value(json_object_get(o, "encoding")),
		    c[i].name);
		test_same_int(c[i].name, number(o, "accepted"), 1);
		json_decref(o);
	}
}

static void
test_each_refused_row_says_where_and_why_but_no_value(void **state)
{
	static const struct {
		const char *row, *field;
		int column;
		const char *secret;
	} c[] = {
		{ "甲,女,G120101201202290028,,41,S001,八年级,3班,",
		    "pupil_number", 3, "120101201202290028" },
		{ "乙,女,,120101201202290028,42,S001,八年级,3班,",
		    "resident_number", 4, "120101201202290028" },
		{ "丙,女,6.1E+17,,43,S001,八年级,3班,", "pupil_number", 3,
		    "6.1E+17" }, /* the reason names 5.2E+17 as an example */
		{ "丁,女,,,44,S001,八年级,3班,2013-02-30", "birth", 9,
		    "2013-02-30" },
		{ "戊\x1b[2J,女,,,45,S001,八年级,3班,", "name", 1, "\x1b" },
		{ "己,女,,,46,S001,七十年级,3班,", "grade", 7, "七十年级" },
		{ "庚,女", "row", 0, "庚" },
	};
	char table[8192], longest[1200];
	json_t *o;
	int n;

	(void)state;
	n = snprintf(table, sizeof(table), "%s", heading);
	for (size_t i = 0; i < nitems(c); i++)
		n += snprintf(
		    table + n, sizeof(table) - (size_t)n, "%s\r\n", c[i].row);
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	n += snprintf(table + n, sizeof(table) - (size_t)n,
	    "%s,女,,,47,S001,八年级,3班,\r\n"
	    "好,女,,,48,S001,八年级,3班,\r\n",
	    longest);
	write_file("bad.csv", table, (size_t)n);
	o = run("bad.csv");
	assert_int_equal(number(o, "accepted"), 1);
	assert_int_equal(number(o, "refused"), nitems(c) + 1);
	json_decref(o);
	for (size_t i = 0; i < nitems(c); i++) {
		char where[160];

		snprintf(where, sizeof(where), "\"line\":%d", (int)i + 2);
		test_true(c[i].row, strstr(text_of("out"), where) != NULL);
		snprintf(where, sizeof(where), "\"field\":\"%s\"", c[i].field);
		test_true(c[i].row, strstr(text_of("out"), where) != NULL);
		if (c[i].column > 0) {
			snprintf(
			    where, sizeof(where), "\"column\":%d", c[i].column);
			test_true(
			    c[i].row, strstr(text_of("out"), where) != NULL);
		}
		test_true(
		    c[i].row, strstr(text_of("out"), c[i].secret) == NULL);
	}
	/* the table of refused rows goes in once it is mended */
	o = run("bad.csv.refused.csv --refused again.csv");
	assert_int_equal(number(o, "refused"), nitems(c) + 1);
	json_decref(o);
}

static void
make_roster(void)
{
	struct act_sample_roster r = { ROWS, SCHOOLS, 7, 0 };
	struct clock_parts p;
	FILE *f = fopen("many.csv", "w");

	clock_parts_of(clock_now(), &p);
	r.today = day_of(p.year, p.month, p.day);
	assert_non_null(f);
	assert_int_equal(act_sample_roster(f, &r), 0);
	fprintf(f, "坏行\r\n");
	fclose(f);
}

/* Audit rows: of slices that are in, or (what NULL) of anything. */
static int64_t
noted(const char *what)
{
	sqlite3_stmt *s;
	int64_t n;

	assert_int_equal(sqlite3_prepare_v2(test_office()->db,
			     "SELECT count(*) FROM audit"
			     " WHERE what = ?1 OR ?1 IS NULL",
			     -1, &s, NULL),
	    SQLITE_OK);
	sqlite3_bind_text(s, 1, what, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

/* Until n more are there, or it has ended. */
static void
until_noted(pid_t pid, const char *what, int64_t n)
{
	siginfo_t end = { .si_pid = 0 };

	for (int i = 0; i < 30000 && noted(what) < n; i++) {
		waitid(P_PID, (id_t)pid, &end, WEXITED | WNOHANG | WNOWAIT);
		if (end.si_pid != 0)
			return;
		usleep(1000);
	}
}

/* Start it, let it take in so many slices and a part of the next one, and
 * kill it.  Was it still at work? */
static bool
killed_after(int slices, unsigned part_ms)
{
	int64_t any = noted(NULL), in = noted("roster.slice");
	pid_t pid = start("many.csv");
	int status;

	until_noted(pid, NULL, any + 1); /* signed in */
	until_noted(pid, "roster.slice", in + slices);
	usleep(part_ms * 1000);
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status);
}

/* Killed at its beginning or in the midst of a slice, again and again: each
 * run goes on, none doubles a row.  The last rounds may find all done. */
static void
test_killed_at_any_point_it_goes_on(void **state)
{
	int early = 0, midst = 0;
	unsigned random = 20261127;
	const char *bad;
	json_t *o;

	(void)state;
	make_roster();
	for (int i = 0; i < ROUNDS; i++) {
		random = random * 1103515245u + 12345u;
		if (i % 2 == 0)
			early += killed_after(0, 0);
		else
			midst += killed_after(1, (random >> 16) % 300);
	}
	test_true("killed at its beginning", early > 0);
	test_true("killed with a slice done", midst > 0);
	o = run("many.csv");
	assert_int_equal(number(o, "accepted") + number(o, "unchanged"), ROWS);
	assert_int_equal(number(o, "refused"), 1);
	json_decref(o);
	bad = strstr(text_of("many.csv.refused.csv"), "坏行");
	assert_non_null(bad);
	assert_null(strstr(bad + 1, "坏行"));
	o = run("many.csv");
	assert_int_equal(number(o, "accepted"), 0);
	assert_int_equal(number(o, "changed"), 0);
	assert_int_equal(number(o, "unchanged"), ROWS);
	json_decref(o);
}

static int
begin(void **state)
{
	(void)state;
	test_office_schools(SCHOOLS);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

/* The same rows from the command line, through the real program. */
static json_t *
ask(const char *command, const char *fields)
{
	int status;
	const char *said = cli_said(".", "dist1", command, fields, &status);
	json_t *o;

	if (status != 0)
		fail_msg("%s: %s", command, said);
	o = json_loads(said, JSON_DISABLE_EOF_CHECK, NULL);
	assert_non_null(o);
	return o;
}

static const char *
word(const json_t *o, const char *key)
{
	return json_string_value(json_object_get(o, key));
}

static void
test_a_refused_row_is_mended_from_the_command_line(void **state)
{
	char row[512], args[64];
	json_t *o;

	(void)state;
	snprintf(row, sizeof(row),
	    "%s韦青,女,L990001201202290501,,9501,S999,八年级,3班,\r\n",
	    heading);
	write_file("mend.csv", row, strlen(row));
	o = run("mend.csv");
	assert_int_equal(number(o, "refused"), 1);
	assert_true(number(o, "waiting") >= 1);
	json_decref(o);
	o = ask("import drop --all", "{}"); /* those of the other tests too */
	json_decref(o);
	o = run("mend.csv");
	assert_int_equal(number(o, "waiting"), 1);
	json_decref(o);
	o = ask("import refused", "{}");
	test_same_text("field", word(o, "field"), "school");
	assert_int_equal(number(o, "line"), 2);
	snprintf(args, sizeof(args), "import refused %lld",
	    (long long)number(o, "id"));
	json_decref(o);
	o = ask(args, "{}");
	test_same_text("name", word(o, "name"), "韦青");
	snprintf(
	    args, sizeof(args), "import mend %lld", (long long)number(o, "id"));
	json_decref(o);
	o = ask(args, "{\"class\": \"\"}");
	test_same_text("still no school", word(o, "result"), "refused");
	json_decref(o);
	o = ask(args, "{\"school\": \"S001\", \"class\": \"4班\"}");
	test_same_text("mended", word(o, "result"), "accepted");
	json_decref(o);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_encoding_is_found_by_itself),
	cmocka_unit_test(test_each_refused_row_says_where_and_why_but_no_value),
	cmocka_unit_test(test_killed_at_any_point_it_goes_on),
	cmocka_unit_test(test_a_refused_row_is_mended_from_the_command_line),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
