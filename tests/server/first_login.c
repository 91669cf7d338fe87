/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doc/first-login.zh.md, followed to the letter: the commands are read out of
 * it, and what it says is asked is asked, with OpenSSH's client and with
 * PuTTY's.  Only where the keys lie is the test's own.
 */
#include <ctype.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "tests/lib/people.h"
#include "tests/lib/serve.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define THREE_MINUTES 180000

static const char pass[] = "一片晴朗的天空下";
static char guide[1 << 15];

static int
begin(void **state)
{
	/* as the guide quotes it */
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		"--language=zh_CN", NULL };
	char path[400];
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/doc/first-login.zh.md",
	    getenv("XINQING_SRCDIR"));
	f = fopen(path, "r");
	assert_non_null(f);
	guide[fread(guide, 1, sizeof(guide) - 1, f)] = '\0';
	fclose(f);
	server_start(options);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

/* --- reading the guide -----------------------------------------------------
 */

static void
replace(char *line, size_t size, const char *what, const char *with)
{
	char rest[1000], *at;

	while ((at = strstr(line, what)) != NULL) {
		snprintf(rest, sizeof(rest), "%s", at + strlen(what));
		snprintf(at, size - (size_t)(at - line), "%s%s", with, rest);
	}
}

/* The nth command of the section whose heading begins so, its blanks filled
 * in: a line that is indented like code. */
static void
command(const char *section, int nth, const char *login, char *to, size_t size)
{
	const char *s = strstr(guide, section), *end;
	char port[16];

	if (s == NULL)
		fail_msg("no section %s", section);
	end = strstr(s + 3, "\n## ");
	while ((s = strchr(s, '\n')) != NULL && (end == NULL || s < end)) {
		size_t blanks = strspn(++s, " ");

		if (blanks < 4 || !islower((unsigned char)s[blanks]) ||
		    nth-- > 1)
			continue;
		snprintf(to, size, "%.*s", (int)strcspn(s + blanks, "\n"),
		    s + blanks);
		snprintf(port, sizeof(port), "%d", server_port());
		replace(to, size, "端口", port);
		replace(to, size, "地址", "127.0.0.1");
		replace(to, size, "登录名", login);
		printf("# %s\n", to);
		return;
	}
	fail_msg("%s has no such command", section);
}

/* --- following it ----------------------------------------------------------
 */

/* A shell at the test's own home, where PuTTY keeps what it knows. */
static struct test_term *
at_the_prompt(const char *line)
{
	char words[1200];
	char *argv[] = { "sh", "-c", words, NULL };
	struct test_term *t;

	snprintf(words, sizeof(words),
	    "cd '%s' && HOME=$PWD && export HOME && "
	    "exec %s",
	    test_folder(), line);
	t = test_term_run(24, 80, NULL, argv);
	test_term_patience(t, 20000);
	return t;
}

static void
say(struct test_term *t, const char *asked, const char *answer)
{
	test_term_has(t, asked);
	test_term_keys(t, answer);
	test_term_keys(t, "\r");
}

/* Step 3 of every client. */
static void
join(struct test_term *t, const char *login, const char *code, bool plink)
{
	/* to be read as it is meant: neither client writes it as \346 */
	test_term_has(t, "欢迎来到心晴。");
	say(t, "登录名或工号：", login);
	say(t, "一次性号码：", code);
	test_term_has(t, "欢迎。请给自己定一个口令");
	say(t, "新口令：", pass);
	say(t, "再输一遍：", pass);
	if (plink)
		say(t, "Press Return to begin session", "");
	test_term_has(t, "心晴  今天");
	test_term_has(t, login);
}

static void
leave(struct test_term *t)
{
	int status;

	test_term_keys(t, "\007");
	test_term_has(t, "要退出吗");
	test_term_keys(t, "1");
	if ((status = test_term_end(t, 20000)) != 0)
		fail_msg("%d: %s", status, test_term_picture(t));
	test_term_close(t);
}

static void
invited(const char *login, const char *role, char code[16])
{
	char line[64];

	people_account(login, role, "S001");
	snprintf(line, sizeof(line), "account invite %s", login);
	mem_copy_text(code, 16, people_code("head1", line));
}

/* OpenSSH takes the home of the account, whatever HOME says: where its files
 * lie has to be told. */
static void
with_files(char *line, size_t size, const char *key)
{
	char with[300];

	snprintf(with, sizeof(with),
	    "ssh\t-F none -o UserKnownHostsFile=known -o IdentityAgent=none "
	    "-o IdentitiesOnly=yes -i %s ",
	    key);
	replace(line, size, "ssh ", with);
}

static void
test_openssh_as_the_guide_says(void **state)
{
	int64_t ms = clock_ticks_ms();
	struct test_term *t;
	char code[16], line[600];

	(void)state;
	invited("wen1", "psychology", code);
	command("## 一、", 1, "wen1", line, sizeof(line));
	t = at_the_prompt(line);
	say(t, "Enter file in which to save the key", "id_ed25519");
	say(t, "Enter passphrase", "");
	say(t, "Enter same passphrase again", "");
	assert_int_equal(test_term_end(t, 20000), 0);
	test_term_close(t);
	command("## 一、", 2, "wen1", line, sizeof(line));
	with_files(line, sizeof(line), "id_ed25519");
	t = at_the_prompt(line);
	say(t, "Are you sure you want to continue connecting", "yes");
	join(t, "wen1", code, false);
	ms = clock_ticks_ms() - ms;
	printf("# OpenSSH: %lld ms\n", (long long)ms);
	test_within("a first login", ms, THREE_MINUTES);
	leave(t);
	command("## 一、", 3, "wen1", line, sizeof(line));
	with_files(line, sizeof(line), "id_ed25519");
	t = at_the_prompt(line);
	say(t, "口令：", pass);
	test_term_has(t, "心晴  今天");
	leave(t);
}

static void
test_putty_as_the_guide_says(void **state)
{
	int64_t ms = clock_ticks_ms();
	struct test_term *t;
	char code[16], line[600];

	(void)state;
	if (system("command -v plink puttygen >/dev/null") != 0)
		test_skip("no putty-tools");
	invited("wen2", "psychology", code);
	command("## 二、", 1, "wen2", line, sizeof(line));
	t = at_the_prompt(line);
	say(t, "Enter passphrase to save key", "");
	say(t, "Re-enter passphrase to verify", "");
	assert_int_equal(test_term_end(t, 20000), 0);
	test_term_close(t);
	command("## 二、", 2, "wen2", line, sizeof(line));
	t = at_the_prompt(line);
	say(t, "Store key in cache?", "y");
	join(t, "wen2", code, true);
	ms = clock_ticks_ms() - ms;
	printf("# PuTTY: %lld ms\n", (long long)ms);
	test_within("a first login", ms, THREE_MINUTES);
	leave(t);
	command("## 二、", 3, "wen2", line, sizeof(line));
	t = at_the_prompt(line);
	say(t, "口令：", pass);
	say(t, "Press Return to begin session", "");
	test_term_has(t, "心晴  今天");
	leave(t);
}

static void
test_who_only_reports_as_the_guide_says(void **state)
{
	struct test_term *t;
	char code[16], line[600];

	(void)state;
	invited("men1", "staff", code);
	command("## 一、", 2, "men1", line, sizeof(line));
	with_files(line, sizeof(line), "none");
	t = at_the_prompt(line);
	join(t, "men1", code, false);
	leave(t);
	command("## 四、", 1, "men1", line, sizeof(line));
	with_files(line, sizeof(line), "none");
	t = at_the_prompt(line);
	say(t, "登录名或工号：", "men1");
	say(t, "口令：", pass);
	test_term_has(t, "心晴  今天");
	leave(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_openssh_as_the_guide_says),
	cmocka_unit_test(test_putty_as_the_guide_says),
	cmocka_unit_test(test_who_only_reports_as_the_guide_says),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
