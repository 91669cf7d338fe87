/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The command line as a person at a console meets it: a store begun, a sample
 * made, what is said when something is missing, a passphrase asked for at the
 * terminal, and a store that lost saved work.  The real program, by the shell.
 */
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "tests/lib/term.h"
#include "tests/lib/test.h"

static char said[1 << 18];

/* "xq" is the program; "as LOGIN" signs a sample login in on the folder s. */
static const char *const words =
    "xq() { \"$XINQING_BUILDDIR/xinqing\" \"$@\"; }\n"
    "as() { echo sample-$1-passphrase >pass; l=$1; shift;"
    " xq --data s --as $l --passphrase-fd 9 \"$@\" 9<pass; }\n"
    "three() { printf '%s\\n' \"$@\" >three; }\n"
    "people() { echo '{\"district\":\"东区\",\"system\":\"wang\","
    "\"security\":\"li\",\"audit\":\"zhao\"}'; }\n";

static int
run(const char *line)
{
	char all[4096];
	size_t n;
	FILE *f;

	snprintf(all, sizeof(all), "%sexec 2>&1 </dev/null\n%s\n", words, line);
	f = popen(all, "r");
	assert_non_null(f);
	n = fread(said, 1, sizeof(said) - 1, f);
	said[n] = '\0';
	return WEXITSTATUS(pclose(f));
}

struct line {
	const char *line;
	int status;
	const char *says;
};

static void
each(const struct line *l, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int status = run(l[i].line);

		if (strstr(said, l[i].says) == NULL)
			fail_msg("%s: \"%s\" without \"%s\"", l[i].line, said,
			    l[i].says);
		test_same_int(l[i].line, status, l[i].status);
	}
}
#define EACH(lines) each(lines, nitems(lines))

/* --- used wrongly ----------------------------------------------------------
 */

static const struct line wrong[] = {
	{ "xq", EX_USAGE, "用法：xinqing" },
	{ "xq --help", 0, "用法：xinqing" },
	{ "xq --version", 0, "xinqing " },
	{ "xq --print-man | head -1", 0, ".Dd " },
	{ "xq tickle list", EX_USAGE, "没有这个命令" },
	{ "xq --language en tickle", EX_USAGE, "There is no such command" },
	{ "xq --data", EX_USAGE, "命令不是这样用的" },
	{ "xq --passphrase-fd nine today", EX_USAGE, "命令不是这样用的" },
	{ "xq --passphrase-fd 1024 today", EX_USAGE, "命令不是这样用的" },
	{ "xq today", EX_USAGE, "请加 --data" },
	{ "xq migrate", EX_USAGE, "请加 --data" },
	{ "xq sample", EX_USAGE, "请加 --data" },
	{ "people | xq init --passphrases-fd 0", EX_USAGE, "请加 --data" },
	{ "xq --data nowhere migrate", EX_DATAERR, "ERR_NOT_FOUND" },
	{ "xq rules love", EX_USAGE, "有这些表：ticket" },
	{ "xq rules ticket --deep", EX_USAGE, "rules 没有这个选项" },
	{ "xq sample roster", EX_USAGE, "用法：xinqing sample roster N" },
	{ "xq sample roster 0", EX_USAGE, "请写学生人数" },
	{ "xq sample roster 5 --schools", EX_USAGE,
	    "--schools 后面要给一个值" },
	{ "xq sample roster 5 --schools 901", EX_USAGE, "学校最多 900 所" },
	{ "xq sample roster 3 --seed 7 | wc -l", 0, "4" },
};

static void
test_what_is_missing_is_said(void **state)
{
	(void)state;
	EACH(wrong);
}

static const struct line rules[] = {
	{ "xq rules ticket", 0, "| NEW | take | ACTIVE |" },
	{ "xq rules appointment", 0, "| - | request | REQUESTED |" },
	{ "xq rules warning", 0, "| REPORTED | ack |" },
	{ "xq rules custody", 0, "| ASKED | agree | HALF |" },
	{ "xq rules permissions", 0, "| psychology |" },
	{ "xq rules deadlines", 0, "warning.ack" },
};

static void
test_the_rules_are_printed_as_tables(void **state)
{
	(void)state;
	EACH(rules);
}

/* --- a store begins --------------------------------------------------------
 */

static const struct line beginning[] = {
	{ "echo '{\"district\":\"东区\"}' | xq --data n init", EX_DATAERR,
	    "system 没有填" },
	{ "three one two three; people |"
	  " xq --data n init --passphrases-fd 3 3<three",
	    EX_DATAERR, "要三个不同的口令" },
	{ "three long-enough long-enough three-of-them; people |"
	  " xq --data n init --passphrases-fd 3 3<three",
	    EX_DATAERR, "要三个不同的口令" },
	{ "three first-of-them second-of-them third-of-them; people |"
	  " xq --data n --json init --passphrases-fd 3 3<three",
	    0, "{\"state\":\"begun\"}" },
	{ "people | xq --data n init --passphrases-fd 3 3<three", EX_DATAERR,
	    "ERR_EXISTS" },
	{ "xq --data n migrate", 0, "" },
	{ "sed -n 3p three >one; xq --data n --as zhao --passphrase-fd 3"
	  " audit verify 3<one",
	    0, "whole" },
	/* it is no sample: nobody moves its clock */
	{ "sed -n 1p three >one; xq --data n --as wang --passphrase-fd 3"
	  " sample clock +1h 3<one",
	    EX_DATAERR, "ERR_STATE" },
};

static void
test_a_store_begins_with_three_passphrases(void **state)
{
	(void)state;
	EACH(beginning);
}

/* --- a sample, and answers for people --------------------------------------
 */

#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA"

static const struct line sample[] = {
	{ "mkdir keys; echo '" KEY "B op1@home' >keys/op1.pub;"
	  " : >keys/op2.pub; echo '" KEY "C' >keys/lead1.pub;"
	  " xq --data s sample --schools 3 --keys keys",
	    0,
	    "login: op1\nname: 林晓\nrole: operator\n"
	    "passphrase: sample-op1-passphrase\n\n" },
	{ "xq --data s sample --schools 3", EX_DATAERR, "ERR_EXISTS" },
	{ "xq --data s today", EX_USAGE, "请加 --as" },
	{ "xq --data s --as op1 today", EX_USAGE, "命令不是这样用的" },
	{ "as op1 today --loud", EX_USAGE, "today 没有这个选项" },
	{ "as nobody today", EX_NOPERM, "口令不对" },
	{ "as sys1 account list", 0, "login: op1\nname: 林晓\n" },
	/* what a person typed cannot move the terminal of another */
	{ "echo '{\"login\":\"esc1\",\"name\":\"\\u001b[2J林\\u007f\","
	  "\"key\":\"" KEY "\",\"role\":\"operator\",\"org\":1}' |"
	  " as sys1 account propose",
	    0, "state: proposed\n" },
	{ "as sys1 account list", 0, "name: \\x1B[2J林\\x7F\n" },
	{ "as sec1 account approve 99999", EX_DATAERR,
	    "没有这个编号的账号在等您同意" },
	{ "as sec1 account approve x", EX_USAGE, "第 1 个参数应该是数字" },
	{ "as sec1 account approve $(as sys1 --json account list |"
	  " sed -n 's/{\"id\":\\([0-9]*\\),\"login\":\"esc1\".*/\\1/p')",
	    0, "state: approved\n" },
	{ "echo x >pass; xq --data s --as esc1 --passphrase-fd 9 today 9<pass",
	    EX_DATAERR, "口令在第一次用 SSH 登录时设" },
	{ "as sys1 sample clock later", EX_USAGE, "要一段时间" },
	{ "as sys1 sample clock +1h", 0, "now: 20" },
	/* how the schools part their years */
	{ "as dist1 schooling set nine-three", EX_USAGE, "要写 six-three" },
	{ "as dist1 schooling set five-four --school 月球中学", EX_DATAERR,
	    "没有这所学校" },
	{ "as op1 schooling set five-four", EX_NOPERM, "ERR_DENIED" },
	{ "as dist1 schooling set five-four --school S002", 0, "audit_id: " },
	{ "as dist1 schooling list", 0,
	    "school: 第002实验学校\nschooling: five-four\n" },
	/* accounts stopped, and begun again */
	{ "as sec1 account lock 8", 0, "state: locked\n" },
	{ "as op2 today", EX_NOPERM, "口令不对" },
	{ "as sec1 account lock 8", EX_DATAERR, "ERR_STATE" },
	{ "as sec1 account lock 8 --unlock", 0, "state: active\n" },
	{ "as op1 account lock 8", EX_NOPERM, "ERR_DENIED" },
	{ "as psy2 account regrant op2", EX_NOPERM, "同一个保密圈里的人" },
	{ "as sys1 account reset 13", 0, "state: asked\n" },
	{ "as sys1 account reset 13", EX_DATAERR, "ERR_EXISTS" },
	{ "as op1 account regrant op2", 0, "code: " },
	{ "as op1 account regrant op1", EX_TEMPFAIL, "ERR_SECOND" },
	{ "as op1 account regrant nobody", EX_DATAERR, "ERR_NOT_FOUND" },
	{ "as op1 account invite op2", EX_NOPERM, "请本组负责人" },
	{ "as lead1 account invite op2", EX_DATAERR, "还没登录过的账号" },
	{ "as sys1 account invite esc1", 0, "code: " },
	{ "as sys1 account invite", EX_USAGE, "要么写一个登录名" },
	{ "as sys1 account invite --file slips", 0, "slips: 0\n" },
	{ "as sys1 account invite --file slips2 --again", 0, "slips: 1\n" },
	{ "as sys1 account invite --file slips2", EX_DATAERR, "已经有一个了" },
	{ "as op1 account invite --file slips3", EX_NOPERM, "ERR_DENIED" },
	{ "grep -c 一次性号码 slips2", 0, "1\n" },
	{ "stat -c %a slips2", 0, "600\n" },
	{ "as op1 circle pending", 0, "" },
};

static void
test_a_sample_is_made_and_answers_people(void **state)
{
	(void)state;
	EACH(sample);
}

/* --- a store that lost saved work ------------------------------------------
 */

#define ACCEPT                                              \
	"echo '{\"audit\":\"aud1\",\"system\":\"sys1\"}' |" \
	" xq --data s audit accept-loss --passphrases-fd 3 3<two"

static const struct line loss[] = {
	{ "three sample-aud1-passphrase sample-sys1-passphrase; mv three two;"
	  " " ACCEPT,
	    EX_DATAERR, "数据没有缺失" },
	/* the folder of a moment ago, with the mark of now */
	{ "cp -a s old && as dist1 schooling set six-three", 0, "audit_id: " },
	{ "cp -a s/store.mark old && mv s new && mv old s && as op1 today",
	    EX_DATAERR, "数据比已保存的少" },
	{ "printf 'wrong\\nwrong\\n' >two; " ACCEPT, EX_NOPERM, "口令不对" },
	/* both are needed, and each as who they are */
	{ "echo '{\"audit\":\"sys1\",\"system\":\"aud1\"}' >swapped;"
	  " printf 'sample-%s-passphrase\\n' sys1 aud1 >two;"
	  " xq --data s audit accept-loss --passphrases-fd 3 3<two <swapped",
	    EX_NOPERM, "ERR_DENIED" },
	{ "printf 'sample-%s-passphrase\\n' aud1 sys1 >two; " ACCEPT, 0,
	    "state: accepted\nlost: " },
	{ "as op1 today", 0, "" },
	{ "as aud1 audit list --all", 0, "audit.accept_loss" },
	{ "xq audit accept-loss --passphrases-fd 3 3<two", EX_DATAERR,
	    "audit 没有填" },
};

static void
test_two_people_go_on_with_a_store_that_lost_work(void **state)
{
	(void)state;
	EACH(loss);
}

/* --- at the terminal -------------------------------------------------------
 */

static void
test_a_passphrase_is_asked_for_without_showing_it(void **state)
{
	char program[400];
	char *argv[] = { program, "--data", "s", "--as", "psy1", "setting",
		"list", NULL };
	struct test_term *t;

	(void)state;
	snprintf(
	    program, sizeof(program), "%s/xinqing", getenv("XINQING_BUILDDIR"));
	t = test_term_run(24, 80, NULL, argv);
	test_term_has(t, "口令：");
	test_term_keys(t, "sample-psy1-passphrase\r");
	test_term_has(t, "name: ");
	test_term_lacks(t, "sample-psy1");
	assert_int_equal(test_term_end(t, 5000), 0);
	test_term_close(t);
	t = test_term_run(24, 80, NULL, argv);
	test_term_has(t, "口令：");
	test_term_keys(t, "not the one\r");
	test_term_has(t, "ERR_PASSPHRASE: 口令不对");
	assert_int_equal(test_term_end(t, 5000), EX_NOPERM);
	test_term_close(t);
}

static int
begin(void **state)
{
	(void)state;
	return chdir(test_folder());
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_is_missing_is_said),
	cmocka_unit_test(test_the_rules_are_printed_as_tables),
	cmocka_unit_test(test_a_store_begins_with_three_passphrases),
	cmocka_unit_test(test_a_sample_is_made_and_answers_people),
	cmocka_unit_test(test_two_people_go_on_with_a_store_that_lost_work),
	cmocka_unit_test(test_a_passphrase_is_asked_for_without_showing_it),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
