/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A day at the real server in which every name, number, narrative, passphrase
 * and code is a canary: none of them sings in the log of any process, in the
 * system's log, in arguments, environments, error texts, the audit log, what
 * doctor and metrics say, or in plain in any file of the data folder.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <syslog.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/fault.h"
#include "tests/lib/people.h"
#include "tests/lib/process.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define PATIENCE_MS 20000
#define SYSTEM_LOG "/dev/log"

/* The child, and what is told of it. */
#define CHILD "金丝雀"
#define GUARDIAN "丝雀珍"
#define PHONE "13912340002"
#define CALLER "13912340001"
#define PUPIL "G900100201407240006"

/* Whatever a person typed or a file held, but for logins that are there. */
static const char *const canaries[] = { CHILD, GUARDIAN, PHONE, CALLER, PUPIL,
	"雀巷九号", "雀不行", "Gcanary-refused", "雀话一", "雀话二", "雀话三",
	"雀话四", "雀话五", "雀话六", "雀话七", "雀话八", "雀名", "canary-key",
	"canary-pass-wrong", "canary-as-login", "canary-join", "CANARYCODE",
	"canaryword", "canary-command", "sample-op1-passphrase",
	"sample-psy1-passphrase", "sample-dist1-passphrase" };

static char code[64]; /* a one-time code that was given */

/* --- where one could sing --------------------------------------------------
 */

static void
silent(const char *where, const char *text)
{
	for (size_t i = 0; i < nitems(canaries); i++)
		if (strstr(text, canaries[i]) != NULL)
			fail_msg("%s: \"%s\" in\n%s", where, canaries[i], text);
	if (code[0] != '\0' && strstr(text, code) != NULL)
		fail_msg("%s: the code in\n%s", where, text);
}

/* What xinqing itself logs goes to the system; where nobody listens to that,
 * the test does. */
static struct {
	int fd;
	char path[300];
	bool ours;
} journal = { .fd = -1 };

static void *
take_journal(void *arg)
{
	FILE *to = arg;
	char line[2048];
	ssize_t n;

	while ((n = recv(journal.fd, line, sizeof(line), 0)) >= 0) {
		fprintf(to, "%.*s\n", (int)n, line);
		fflush(to);
	}
	return NULL;
}

static void
leave_journal(void)
{
	if (journal.ours)
		unlink(SYSTEM_LOG);
	journal.ours = false;
}

static void
listen_to_system(void)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX,
		.sun_path = SYSTEM_LOG };
	pthread_t thread;
	FILE *to;

	if (getuid() != 0 || access(SYSTEM_LOG, F_OK) == 0)
		return;
	journal.fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (bind(journal.fd, (const struct sockaddr *)&a, sizeof(a)) != 0)
		return;
	journal.ours = true;
	atexit(leave_journal);
	assert_int_equal(chmod(SYSTEM_LOG, 0666), 0);
	snprintf(
	    journal.path, sizeof(journal.path), "%s/journal", test_folder());
	assert_non_null(to = fopen(journal.path, "we"));
	assert_int_equal(pthread_create(&thread, NULL, take_journal, to), 0);
	pthread_detach(thread);
}

/* A file whole, its NULs as line ends: static. */
static const char *
text_of(const char *path)
{
	static char text[1 << 20];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;
	size_t at = 0;

	while (fd >= 0 && at < sizeof(text) - 1 &&
	       (n = read(fd, text + at, sizeof(text) - 1 - at)) > 0)
		at += (size_t)n;
	if (fd >= 0)
		close(fd);
	for (size_t i = 0; i < at; i++)
		if (text[i] == '\0')
			text[i] = '\n';
	text[at] = '\0';
	return text;
}

/* Every process of the server as it stands now. */
static int
processes_silent(void)
{
	static struct process all[256];
	size_t n = process_tree(server_pid(), all, nitems(all));
	static const char *const files[] = { "cmdline", "environ", "comm" };
	char path[64];

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < nitems(files); j++) {
			snprintf(path, sizeof(path), "/proc/%d/%s",
			    (int)all[i].pid, files[j]);
			silent(path, text_of(path));
		}
	return (int)n;
}

/* --- the day ------------------------------------------------------------- */

static int64_t child, ticket, warning, talk;

/* A command whose fields are made as printf() does; what it says when it
 * fails is silent too.  Static. */
static const char *told(int status, const char *login, const char *command,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
static const char *
told(int status, const char *login, const char *command, const char *fmt, ...)
{
	static char out[1 << 18];
	char in[2048];
	struct cli c = { .login = login, .command = command, .input = in };
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(in, sizeof(in), fmt, ap);
	va_end(ap);
	cli_run(&c);
	silent(command, c.err);
	if ((c.status == 0) != (status == 0))
		fail_msg("%s: %d: %s%s", command, c.status, c.out, c.err);
	mem_copy_text(out, sizeof(out), c.out);
	cli_free(&c);
	return out;
}

static const char *
on(const char *command, int64_t id)
{
	static char line[128];

	snprintf(line, sizeof(line), "%s %lld", command, (long long)id);
	return line;
}

/* One row that is taken, one that is refused, one twice. */
static void
import(void)
{
	char path[300], command[700];
	FILE *f;

	snprintf(path, sizeof(path), "%s/roster.csv", test_folder());
	assert_non_null(f = fopen(path, "w"));
	fputs("姓名,性别,出生日期,学籍号,学号,学校,年级,班级,就读方式,宿舍,"
	      "现住址,监护人姓名,监护人关系,监护人电话\n" CHILD
	      ",女,2014-07-24," PUPIL ",20260101,第001实验学校,八年级,3班,"
	      "住校,6栋209,雀巷九号," GUARDIAN ",母亲," PHONE "\n"
	      "雀不行,女,2014-02-31,Gcanary-refused,20260102,雀名学校,"
	      "八年级,3班,走读,,雀巷九号," GUARDIAN ",母亲," PHONE "\n",
	    f);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, 0644), 0);
	snprintf(command, sizeof(command),
	    "import roster %s --refused %s/refused.csv", path, test_folder());
	told(0, "dist1", command, "%s", "");
	child = cli_number(told(0, "psy1", "student find -", CHILD), "id");
	assert_true(child > 0);
}

/* A call in danger, known by name: commands that knock are run, and fail. */
static void
call(void)
{
	int64_t until = clock_ticks_ms() + 2 * PATIENCE_MS;
	const char *a;

	told(0, "op1", "ticket ring", "{\"number\":\"" CALLER "\"}");
	ticket = cli_number(told(0, "op1", "ticket new", "{}"), "id");
	told(0, "op1", on("ticket entry", ticket), "{\"text\":\"雀话一\"}");
	a = told(0, "op1", on("ticket answer", ticket),
	    "{\"thoughts\":\"yes\",\"strength\":60,\"hopeless\":\"not_asked\","
	    "\"danger\":\"unsure\"}");
	told(0, "op1", on("ticket check", ticket),
	    "{\"step\":6,\"outcome\":\"not_guardian\",\"words\":\"雀话二\"}");
	told(0, "op1", "student find --exact",
	    "{\"school\":\"第001实验学校\",\"name\":\"" CHILD
	    "\",\"ground\":\"safety\"}");
	a = told(0, "op1", on("ticket link", ticket),
	    "{\"student\":%lld,\"ground\":\"safety\",\"why\":\"雀话三\"}",
	    (long long)child);
	warning = cli_number(a, "warning");
	assert_true(warning > 0);
	while (strstr(told(0, "lead1", "knock list", "%s", ""),
		   "\"result\":\"failed\"") == NULL)
		assert_true(clock_ticks_ms() < until);
}

static void
school(void)
{
	const char *a;

	told(0, "psy1", on("warning ack", warning), "{}");
	told(0, "class1", on("warning ack", warning), "{\"text\":\"雀话五\"}");
	told(0, "class1", "observation report",
	    "{\"student\":%lld,\"seen\":\"雀话四\"}", (long long)child);
	a = told(0, "psy1", "consultation book",
	    "{\"warning\":%lld,\"event\":\"invite\"}", (long long)warning);
	talk = cli_number(a, "id");
	a = told(0, "psy1", on("consultation step", talk),
	    "{\"event\":\"offer\",\"version\":%lld,"
	    "\"starts_at\":\"2099-01-01T02:00:00Z\",\"form\":\"face\"}",
	    (long long)cli_number(a, "version"));
	a = told(0, "psy1", on("consultation step", talk),
	    "{\"event\":\"accept\",\"version\":%lld}",
	    (long long)cli_number(a, "version"));
	a = told(0, "psy1", on("consultation step", talk),
	    "{\"event\":\"hold\",\"version\":%lld}",
	    (long long)cli_number(a, "version"));
	told(0, "psy1", on("consultation note", talk),
	    "{\"version\":%lld,\"text\":\"雀话六\",\"risk\":\"none\"}",
	    (long long)cli_number(a, "version"));
}

/* What is wrong, or not theirs, is refused without being repeated. */
static void
refusals(void)
{
	static const struct {
		const char *login, *command, *in;
	} c[] = {
		{ "op1", "ticket entry 999", "{\"text\":\"雀话一\"}" },
		{ "op1", "ticket entry 1", "{\"雀话二\":\"雀话三\"}" },
		{ "op1", "ticket entry 1", "{\"text\":\"雀话四\"" },
		{ "sys1", "student find -", CHILD },
		{ "op1", "student find --exact",
		    "{\"school\":\"雀名学校\",\"name\":\"" CHILD "\"}" },
		{ "psy1", "warning step 1",
		    "{\"event\":\"雀名\",\"version\":1,\"text\":\"雀话五\"}" },
		{ "class1", "observation report",
		    "{\"student\":\"" CHILD "\",\"seen\":\"雀话六\"}" },
		{ "sys1", "account propose",
		    "{\"login\":\"雀名\",\"name\":\"雀名\",\"key\":"
		    "\"canary-key\",\"role\":\"雀名\",\"org\":1}" },
		{ "op1", "batch",
		    "{\"command\":\"ticket entry 1\",\"fields\":"
		    "{\"text\":1,\"x\":\"雀话七\"}}\n" },
	};

	for (size_t i = 0; i < nitems(c); i++)
		told(1, c[i].login, c[i].command, "%s", c[i].in);
}

static void
ended(struct client *c)
{
	int status;

	client_all(c, &status);
}

/* Passphrases, codes and words that are wrong, logins that nobody has. */
static void
strangers(void)
{
	static const char *const put[] = { "-T", "", "put canaryword", NULL };
	static const char *const exec[] = { "-T", "", "canary-command", NULL };
	struct client *c = client_open("op1", NULL, NULL);

	client_expect(c, "Passphrase: ");
	client_type(c, "canary-pass-wrong\n");
	client_expect(c, "Passphrase: ");
	processes_silent();
	client_kill(c);
	ended(client_open("canary-as-login", "stranger", NULL));
	c = client_open("join", "stranger", NULL);
	client_expect(c, "Login or work number: ");
	client_type(c, "canary-join\n");
	client_expect(c, "One-time code: ");
	client_type(c, "CANARYCODE12\n");
	client_expect(c, "do not fit");
	client_kill(c);
	ended(client_signin("psy1", put));
	ended(client_signin("psy1", exec));
	people_account("teacher1", "staff", "S001");
	mem_copy_text(
	    code, sizeof(code), people_code("sys1", "account invite teacher1"));
}

/* At a screen, where the disk is full while somebody writes. */
static void
full_disk(void)
{
	struct client *c = client_call("op1", "雀话八");
	int64_t until = clock_ticks_ms() + PATIENCE_MS;

	assert_true(processes_silent() >= 5);
	if (fault_library() != NULL) {
		fault_set("xinqing-session", FAULT_WRITE, 1, ENOSPC, true);
		client_type(c, "雀话七");
		while (fault_hits() == 0) {
			assert_true(clock_ticks_ms() < until);
			client_drain(c);
			poll(NULL, 0, 20);
		}
		fault_none();
	}
	client_kill(c);
}

static void
keeper_dies(void)
{
	pid_t keeper = server_process("xinqing-keeper", server_pid());

	assert_true(keeper > 0);
	assert_int_equal(kill(keeper, SIGKILL), 0);
	server_logs("xinqing-keeper");
	server_counts("xinqing-keeper", server_pid(), 1);
}

static int
begin(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		"--knock-sms=/bin/false", "--knock-phone=/bin/false", NULL };

	(void)state;
	test_folder();
	listen_to_system();
	server_store();
	if (fault_library() != NULL)
		server_programs(fault_programs());
	server_start(options);
	import();
	call();
	school();
	refusals();
	strangers();
	full_disk();
	keeper_dies();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

/* --- what was left of it ----------------------------------------------------
 */

static void
test_no_process_has_one_in_its_arguments_or_environment(void **state)
{
	(void)state;
	assert_true(processes_silent() >= 5);
}

static void
test_no_line_of_the_log_has_one(void **state)
{
	(void)state;
	assert_true(strlen(server_log()) > 500);
	silent("the log", server_log());
}

static void
test_no_line_of_the_systems_log_has_one(void **state)
{
	int64_t until = clock_ticks_ms() + PATIENCE_MS;

	(void)state;
	if (!journal.ours)
		test_skip("somebody else has the system's log");
	syslog(LOG_INFO, "heard"); /* what is said there comes here */
	while (strstr(text_of(journal.path), "heard") == NULL) {
		assert_true(clock_ticks_ms() < until);
		poll(NULL, 0, 20);
	}
	silent("the system's log", text_of(journal.path));
}

static void
test_doctor_metrics_and_the_audit_log_have_none(void **state)
{
	const char *a;

	(void)state;
	a = told(1, NULL, "doctor", "%s", "");
	assert_non_null(strstr(a, "custodians"));
	silent("doctor", a);
	a = told(0, NULL, "metrics", "%s", "");
	assert_non_null(strstr(a, "xinqing_knock_failures"));
	assert_null(strstr(a, "xinqing_knock_failures 0\n"));
	silent("metrics", a);
	a = told(0, "aud1", "audit list --all", "%s", "");
	assert_non_null(strstr(a, "ticket.link"));
	silent("the audit log", a);
}

static void
test_no_file_of_the_data_folder_has_one_in_plain(void **state)
{
	char line[600];

	(void)state;
	for (size_t i = 0; i < nitems(canaries); i++) {
		snprintf(line, sizeof(line), "! grep -raqF -e '%s' '%s'",
		    canaries[i], server_data());
#ifdef XINQING_STOCK_VFS
		snprintf(line, sizeof(line),
		    "! grep -raqF --exclude 'store.db*' -e '%s' '%s'",
		    canaries[i], server_data());
#endif
		test_same_int(canaries[i], system(line), 0);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_no_process_has_one_in_its_arguments_or_environment),
	cmocka_unit_test(test_no_line_of_the_log_has_one),
	cmocka_unit_test(test_no_line_of_the_systems_log_has_one),
	cmocka_unit_test(test_doctor_metrics_and_the_audit_log_have_none),
	cmocka_unit_test(test_no_file_of_the_data_folder_has_one_in_plain),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
