/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A knock without content, through the real server: a full story of danger,
 * with commands that write down all that they are given - arguments,
 * environment, stdin, folder, descriptors.  Nothing of a name, a school, a
 * number or of hurry is in it.  Then the keeper and its knocker are killed.
 */
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/process.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define PATIENCE_MS 20000

/* Where commands write, whatever account they run as. */
static char folder[64];
static char child[64];

/* In its place at once: one that runs cannot be written over. */
static void
command(const char *name, const char *text)
{
	char path[100], new[110];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	snprintf(new, sizeof(new), "%s.new", path);
	f = fopen(new, "w");
	assert_non_null(f);
	fprintf(f, "#!/bin/sh\n%s\n", text);
	fchmod(fileno(f), 0755);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(rename(new, path), 0);
}

/* All of it in one file each; and one line each in a file of their own. */
static void
record(const char *name)
{
	char text[1000];

	snprintf(text, sizeof(text),
	    "{ tr '\\0' '\\n' </proc/$$/cmdline; tr '\\0' '\\n' "
	    "</proc/$$/environ; pwd; cat; ls -l /proc/$$/fd /proc/$$/cwd; "
	    "cat /proc/$$/comm; } >%s/all.$$ 2>&1\n"
	    "echo %s $1 >>%s/told",
	    folder, name, folder);
	command(name, text);
}

static void
serve(void)
{
	static char sms[128], phone[128];
	const char *const options[] = { "--penalty-exempt=127.0.0.0/8", sms,
		phone, "--knock-limit=20s", NULL };

	snprintf(sms, sizeof(sms), "--knock-sms=%s/sms", folder);
	snprintf(phone, sizeof(phone), "--knock-phone=%s/phone", folder);
	server_start(options);
}

static int
begin(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/knocks-XXXXXX");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chmod(folder, 0777), 0);
	record("sms");
	record("phone");
	serve();
	desk_students(3000);
	desk_child("第001实验学校,八年级,3班", 1, child);
	return 0;
}

static int
end(void **state)
{
	char text[128];

	(void)state;
	server_stop();
	snprintf(text, sizeof(text), "rm -rf %s", folder);
	return system(text);
}

/* How many lines of the file begin so. */
static int
lines(const char *name, const char *line)
{
	char path[100], text[200];
	size_t n = strlen(line);
	FILE *f;
	int count = 0;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if ((f = fopen(path, "r")) == NULL)
		return 0;
	while (fgets(text, sizeof(text), f) != NULL)
		count += strncmp(text, line, n) == 0 && text[n] == '\n';
	fclose(f);
	return count;
}

static int64_t
person(const char *login)
{
	char pattern[64];
	const char *all = strdup(desk_did("sys1", "account list", NULL)), *at;
	int64_t id;

	snprintf(pattern, sizeof(pattern), "\"login\":\"%s\"", login);
	at = strstr(all, pattern);
	assert_non_null(at);
	while (at > all && at[-1] != '\n')
		at--;
	id = cli_number(at, "id");
	free((void *)(uintptr_t)all);
	return id;
}

/* Wait until that person was told by that channel so often, or more. */
static void
told(const char *channel, const char *login, int n)
{
	int64_t until = clock_ticks_ms() + PATIENCE_MS;
	char line[64];

	snprintf(
	    line, sizeof(line), "%s %lld", channel, (long long)person(login));
	while (lines("told", line) < n) {
		if (clock_ticks_ms() > until)
			fail_msg("\"%s\" %d times, not %d", line,
			    lines("told", line), n);
		poll(NULL, 0, 10);
	}
}

static int64_t
call_in_danger(void)
{
	char line[64], in[256];
	const char *a = desk_did("op1", "ticket new", "{}");
	int64_t id = cli_number(a, "id");

	snprintf(line, sizeof(line), "ticket step %lld", (long long)id);
	snprintf(in, sizeof(in), "{\"event\":\"danger\",\"version\":%lld}",
	    (long long)cli_number(a, "version"));
	desk_did("op1", line, in);
	return id;
}

/* Known by name, so that the school is knocked as well. */
static void
link_child(int64_t ticket)
{
	char line[64], in[300];

	snprintf(in, sizeof(in),
	    "{\"school\":\"第001实验学校\",\"name\":\"%s\","
	    "\"ground\":\"safety\"}",
	    child);
	snprintf(line, sizeof(line), "ticket link %lld", (long long)ticket);
	snprintf(in, sizeof(in),
	    "{\"student\":%lld,\"ground\":\"safety\",\"why\":\"说到药\"}",
	    (long long)cli_number(
		desk_did("op1", "student find --exact", in), "id"));
	desk_did("op1", line, in);
}

/* --- the canary ----------------------------------------------------------- */

/* Is it anywhere in what the commands were given?  "-x TEXT": as a line. */
static bool
was_given(const char *text)
{
	bool whole = strncmp(text, "-x ", 3) == 0;
	char line[400];

	snprintf(line, sizeof(line), "grep -qF %s -e '%s' %s/all.*",
	    whole ? "-x" : "", text + (whole ? 3 : 0), folder);
	return system(line) == 0;
}

static void
test_a_full_story_of_danger_tells_a_command_nothing(void **state)
{
	static const char *const words[] = { "第001", "实验学校", "心晴一线",
		"八年级", "林晓", "周岚", "何静", "何明", "op1", "lead1",
		"psy1", "centre1", "010-0000", "6021", "13800004407", "danger",
		"Danger", "危险", "紧急", "emergency", "urgent", "crisis",
		"ticket", "warning", "ladder", "工单", "预警", "求助", "药",
		"XINQING", "store", "keeper.key", "socket:", "pipe:", "S1:" };
	char in[300];
	const char *all;
	int64_t id;

	(void)state;
	id = call_in_danger();
	link_child(id);
	told("sms", "lead1", 1);
	told("phone", "lead1", 1);
	told("sms", "psy1", 1);
	told("sms", "class1", 1);
	desk_did("sys1", "sample clock +6m", NULL);
	told("sms", "centre1", 1);
	told("sms", "lead1", 2);
	desk_did("sys1", "sample clock +4m", NULL);
	told("sms", "lead1", 3);
	told("phone", "centre1", 2);
	/* who is told is a number, and what is said one sentence */
	snprintf(in, sizeof(in), "-x %lld", (long long)person("lead1"));
	assert_true(was_given(in));
	assert_true(was_given("-x 心晴有一件事等您，请登录看看。"));
	for (size_t i = 0; i < nitems(words); i++)
		if (was_given(words[i]))
			fail_msg("a command was given \"%s\"", words[i]);
	assert_false(was_given(child));
	assert_false(was_given(server_data()));
	/* the same at the desk: what was knocked, and who phoned */
	all = desk_did("centre1", "knock list", NULL);
	assert_non_null(strstr(all, "\"kind\":\"danger\""));
	assert_non_null(strstr(all, "\"result\":\"rang\""));
	assert_null(strstr(all, "next_at")); /* all have been knocked */
	snprintf(in, sizeof(in), "knock phoned %lld",
	    (long long)cli_number(all, "id"));
	desk_did("centre1", in, "{\"oncall\":2,\"spoke\":true}");
	assert_non_null(
	    strstr(desk_did("op1", "knock list", NULL), "\"oncall\":2,"));
	snprintf(in, sizeof(in), "ticket show %lld", (long long)id);
	desk_did("lead1", in, NULL); /* seen */
	assert_null(strstr(desk_did("op1", "knock list", NULL), "\"ticket\""));
}

/* --- the machine's administrator ------------------------------------------ */

static void
test_a_channel_is_tried_from_the_command_line(void **state)
{
	static const struct {
		const char *channel, *text, *result;
	} c[] = {
		{ "sms", NULL, "\"result\":\"rang\"" },
		{ "phone", "exit 1", "\"result\":\"failed\"" },
		{ "mail", NULL, "\"result\":\"no_command\"" },
	};
	char line[64];
	int status;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		if (c[i].text != NULL)
			command(c[i].channel, c[i].text);
		snprintf(line, sizeof(line), "knock test %s", c[i].channel);
		if (strstr(desk_did("sys1", line, NULL), c[i].result) == NULL)
			fail_msg("%s: not %s", line, c[i].result);
	}
	record("phone");
	assert_non_null(strstr(
	    desk_run("sys1", "knock test smoke", NULL, &status), "ERR_INPUT"));
}

static void
test_the_gateways_list_is_the_system_administrators(void **state)
{
	char line[64];
	const char *all;
	int status;

	(void)state;
	snprintf(line, sizeof(line),
	    "{\"person\":%lld,\"phone\":\"010-0000-6022\"}",
	    (long long)person("lead1"));
	all = desk_did("sys1", "knock export", NULL);
	assert_non_null(strstr(all, line));
	assert_null(strstr(all, "周岚"));
	desk_run("lead1", "knock export", NULL, &status);
	assert_int_not_equal(status, 0);
	assert_non_null(strstr(
	    desk_did("aud1", "audit list", NULL), "\"what\":\"knock.export\""));
}

/* --- processes ------------------------------------------------------------ */

static pid_t
waited_for(const char *name, pid_t parent, pid_t but)
{
	int64_t until = clock_ticks_ms() + PATIENCE_MS;
	pid_t pid;

	while ((pid = server_process(name, parent)) == 0 || pid == but) {
		if (clock_ticks_ms() > until)
			fail_msg("no %s comes", name);
		poll(NULL, 0, 10);
	}
	return pid;
}

static void
test_the_knocker_has_nothing_of_the_keepers(void **state)
{
	pid_t keeper = waited_for("xinqing-keeper", server_pid(), 0);
	pid_t knocker = waited_for("xinqing-knocker", keeper, 0);

	(void)state;
	assert_true(process_says(knocker, "status", "NoNewPrivs:\t1"));
	assert_true(
	    process_says(knocker, "status", "CapEff:\t0000000000000000"));
	/* stdin, the log twice, the pair, SIGCHLD, /dev/null */
	assert_int_equal(process_descriptors(knocker), 6);
}

/* Either of the two may die: both come again, and a rung that was under way
 * is told as unknown while the next is climbed. */
static void
test_a_keeper_or_a_knocker_killed_loses_no_rung(void **state)
{
	static const char *const victims[] = { "xinqing-keeper",
		"xinqing-knocker" };
	const char *all;
	pid_t keeper, victim;
	int64_t id, until;
	char line[64];

	(void)state;
	for (size_t i = 0; i < nitems(victims); i++) {
		command("sms", "echo hangs $1 >>${0%/*}/told; exec sleep 60");
		command("phone", "exec sleep 60");
		keeper = waited_for("xinqing-keeper", server_pid(), 0);
		id = call_in_danger();
		told("hangs", "lead1", (int)i + 1);
		victim =
		    i == 0 ? keeper : waited_for("xinqing-knocker", keeper, 0);
		record("sms");
		record("phone");
		assert_int_equal(kill(victim, SIGKILL), 0);
		waited_for("xinqing-keeper", server_pid(), keeper);
		until = clock_ticks_ms() + PATIENCE_MS;
		do {
			all = desk_did("lead1", "knock list", NULL);
			if (clock_ticks_ms() > until)
				fail_msg("it stays as it was: %s", all);
		} while (strstr(all, "\"result\":\"unknown\"") == NULL ||
			 strstr(all, "\"rung\":2,") == NULL);
		snprintf(line, sizeof(line), "ticket show %lld", (long long)id);
		desk_did("lead1", line, NULL);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_full_story_of_danger_tells_a_command_nothing),
	cmocka_unit_test(test_a_channel_is_tried_from_the_command_line),
	cmocka_unit_test(test_the_gateways_list_is_the_system_administrators),
	cmocka_unit_test(test_the_knocker_has_nothing_of_the_keepers),
	cmocka_unit_test(test_a_keeper_or_a_knocker_killed_loses_no_rung),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
