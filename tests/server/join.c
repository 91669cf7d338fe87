/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The first login of an ordinary person, through the real server: an
 * invitation, the user join with ssh and with plink, a key of their own or
 * none; what a stranger can find out by trying.
 */
#include "base/clock.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/people.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

static const char pass[] = "一片晴朗的天空下";

static int
start(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };

	(void)state;
	server_start(options);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

static void
type_two(struct client *c, const char *login, const char *code)
{
	client_expect(c, "Login or work number: ");
	client_type(c, login);
	client_type(c, "\n");
	client_expect(c, "One-time code: ");
	client_type(c, code);
	client_type(c, "\n");
}

static void
choose(struct client *c, const char *p)
{
	for (int i = 0; i < 2; i++) {
		client_expect(
		    c, i == 0 ? "New passphrase: " : "The same once more: ");
		client_type(c, p);
		client_type(c, "\n");
	}
}

/* --- with a key ------------------------------------------------------------
 */

static void
join_and_come_back(const char *login)
{
	char command[64], connect[64];
	const char *code;
	struct client *c;

	people_account(login, "class_teacher", "class");
	snprintf(command, sizeof(command), "account invite %s", login);
	snprintf(connect, sizeof(connect), "From now on connect as: %s", login);
	code = people_code("sys1", command);
	c = client_open("join", login, NULL);
	client_expect(c, "Welcome to Xinqing.");
	type_two(c, login, code);
	client_expect(c, "Please choose a passphrase");
	client_expect(c, connect);
	choose(c, pass);
	client_expect(c, login);
	client_leave(c);
	c = client_open(login, NULL, NULL);
	client_expect(c, "Passphrase: ");
	client_type(c, pass);
	client_type(c, "\n");
	client_expect(c, login);
	client_leave(c);
	/* the code was for once */
	c = client_open("join", login, NULL);
	type_two(c, login, code);
	client_expect(c, "Login and code do not fit");
	client_kill(c);
}

static void
test_who_is_invited_joins_and_then_signs_in_with_the_same_key(void **state)
{
	(void)state;
	people_key("teacher1");
	join_and_come_back("teacher1");
}

/* From a slow line: its client asks for no key first, it signs. */
static void
test_a_client_that_signs_at_once_joins_as_well(void **state)
{
	(void)state;
	people_key_bare("village1");
	join_and_come_back("village1");
}

static void
test_the_code_may_be_typed_as_people_type(void **state)
{
	char code[64], odd[64] = "";
	struct client *c;

	(void)state;
	people_account("teacher2", "staff", "S001");
	people_key("teacher2");
	mem_copy_text(
	    code, sizeof(code), people_code("sec1", "account invite teacher2"));
	for (char *s = code; *s != '\0'; s++)
		if (*s != '-')
			snprintf(odd + strlen(odd), sizeof(odd) - strlen(odd),
			    "%c%s", *s >= 'A' ? *s + 32 : *s,
			    s == code + 5 ? "　 " : "");
	c = client_open("加入", "teacher2", NULL);
	type_two(c, "teacher2", odd);
	choose(c, pass);
	client_expect(c, "teacher2 ");
	client_leave(c);
}

/* A work number stands for the login, in capitals or not: for joining, and as
 * the name ssh connects with. */
static void
test_a_work_number_does_in_place_of_the_login(void **state)
{
	struct client *c;

	(void)state;
	people_account("number6", "class_teacher", "class");
	people_key("number6");
	desk_did(
	    "sys1", "account number number6", "{\"number\": \"QS-2024-006\"}");
	c = client_open("join", "number6", NULL);
	type_two(c, "qs-2024-006",
	    people_code("sys1", "account invite QS-2024-006"));
	choose(c, pass);
	client_expect(c, "number6 ");
	client_leave(c);
	c = client_open("QS-2024-006", "number6", NULL);
	client_expect(c, "Passphrase: ");
	client_type(c, pass);
	client_type(c, "\n");
	client_expect(c, "number6 ");
	client_leave(c);
}

static void
test_after_five_wrong_tries_the_code_is_void(void **state)
{
	static const char *const patient[] = { "-o",
		"NumberOfPasswordPrompts=9", NULL };
	char code[64];
	struct client *c;

	(void)state;
	people_account("teacher3", "staff", "S001");
	people_key("teacher3");
	mem_copy_text(
	    code, sizeof(code), people_code("sys1", "account invite teacher3"));
	c = client_open("join", "teacher3", patient);
	for (int i = 0; i < 5; i++) {
		type_two(c, "teacher3", "2222-2222-2222");
		client_expect(c, "Login and code do not fit");
	}
	type_two(c, "teacher3", code);
	client_expect(c, "Too many tries.");
	client_kill(c);
	c = client_open("join", "teacher3", NULL);
	type_two(c, "teacher3", code);
	client_expect(c, "Login and code do not fit");
	client_kill(c);
	/* a new one is good, and the old one is not */
	mem_copy_text(
	    code, sizeof(code), people_code("sys1", "account invite teacher3"));
	c = client_open("join", "teacher3", NULL);
	type_two(c, "teacher3", code);
	choose(c, pass);
	client_expect(c, "teacher3 ");
	client_leave(c);
}

static void
test_after_seven_days_the_code_is_over(void **state)
{
	struct client *c;
	char code[64];

	(void)state;
	people_account("teacher4", "staff", "S001");
	people_key("teacher4");
	mem_copy_text(
	    code, sizeof(code), people_code("sys1", "account invite teacher4"));
	desk_did("sys1", "sample clock +169h", NULL);
	c = client_open("join", "teacher4", NULL);
	type_two(c, "teacher4", code);
	client_expect(c, "Login and code do not fit");
	client_kill(c);
}

/* --- what a stranger can find out ------------------------------------------
 */

/* What is said to a try, and how long it takes. */
static void
tried(const char *login, const char *code, char *text, size_t size, int64_t *ms)
{
	struct client *c = client_open("join", "stranger", NULL);
	const char *at;

	type_two(c, login, code);
	*ms = clock_ticks_ms();
	client_expect(c, "Login or work number: ");
	*ms = clock_ticks_ms() - *ms;
	at = strstr(client_text(c), "Login and code");
	test_true(login, at != NULL);
	snprintf(text, size, "%.*s", (int)strcspn(at, "\r\n"), at);
	client_kill(c);
}

static void
test_a_wrong_login_and_a_wrong_code_read_the_same(void **state)
{
	static const struct {
		const char *why, *login, *code;
	} tries[] = {
		{ "an account with a code", "teacher5", "2222-2222-2222" },
		{ "by the number", "QS-2024-005", "2222-2222-2222" },
		{ "nobody", "nobody", "2222-2222-2222" },
		{ "nobody's number", "QS-2024-999", "2222-2222-2222" },
		{ "an account in use", "op1", "2222-2222-2222" },
		{ "a locked one", "op2", "2222-2222-2222" },
		{ "no code at all", "teacher5", "hello" },
		{ "nothing", "", "" },
	};
	char first[512], text[512];
	int64_t ms;

	(void)state;
	people_account("teacher5", "staff", "S001");
	desk_did(
	    "sys1", "account number teacher5", "{\"number\": \"QS-2024-005\"}");
	people_code("sys1", "account invite teacher5");
	for (size_t i = 0; i < nitems(tries); i++) {
		tried(tries[i].login, tries[i].code, i == 0 ? first : text,
		    sizeof(text), &ms);
		printf("# %s: %lld ms\n", tries[i].why, (long long)ms);
		if (i > 0)
			test_same_text(tries[i].why, text, first);
		/* the next whole second, and what this machine takes */
		test_true(tries[i].why, ms >= 900);
	}
}

/* Neither name is anybody's account, and other names are offered no more. */
static void
test_only_join_and_report_are_asked_without_a_known_key(void **state)
{
	static const char *const kbd[] = { "-o",
		"PreferredAuthentications=keyboard-interactive,password",
		NULL };
	struct client *c;
	int status;

	(void)state;
	c = client_open("joiner", "stranger", kbd);
	assert_non_null(strstr(client_all(c, &status),
	    "127.0.0.1: Permission denied (publickey)."));
	c = client_open("report", "stranger", NULL);
	client_expect(c, "to report a worry");
	client_kill(c);
}

/* --- without a key ---------------------------------------------------------
 */

static void
report_as(struct client *c, const char *login, const char *p)
{
	client_expect(c, "Login or work number: ");
	client_type(c, login);
	client_type(c, "\n");
	client_expect(c, "Passphrase: ");
	client_type(c, p);
	client_type(c, "\n");
}

static void
test_a_post_that_only_reports_needs_no_key(void **state)
{
	struct client *c;

	(void)state;
	people_account("porter1", "staff", "S001");
	c = client_open("join", "", NULL);
	type_two(c, "porter1", people_code("head1", "account invite porter1"));
	client_expect(c, "connect as: report. Your login there: porter1");
	choose(c, pass);
	client_expect(c, "porter1 ");
	client_leave(c);
	desk_did("sys1", "account number porter1", "{\"number\": \"P-1\"}");
	c = client_open("report", "", NULL);
	report_as(c, "P-1", pass);
	client_expect(c, "porter1 ");
	client_leave(c);
	c = client_open("report", "", NULL);
	report_as(c, "porter1", "not this one");
	client_expect(c, "That did not open it.");
	report_as(c, "porter1", pass);
	client_expect(c, "porter1 ");
	client_type(c, "\x0e"); /* Ctrl-N: F2 */
	client_expect(c, "哪位学生");
	client_type(c, "\007"); /* back to Today */
	client_expect(c, "今天");
	client_leave(c);
	/* others cannot come in by that door, and no key opens porter1's */
	c = client_open("report", "", NULL);
	report_as(c, "op1", "sample-op1-passphrase");
	client_expect(c, "That did not open it.");
	client_kill(c);
}

/* A code in place of the passphrase, as with a key. */
static void
test_a_forgotten_passphrase_is_set_anew_without_a_key(void **state)
{
	static const char again[] = "山那边的一条小路";
	struct client *c = client_open("report", "", NULL);

	(void)state;
	report_as(
	    c, "porter1", people_code("head1", "account regrant porter1"));
	client_expect(c, "The code is right.");
	choose(c, again);
	client_expect(c, "porter1 ");
	client_leave(c);
	c = client_open("report", "", NULL);
	report_as(c, "porter1", pass);
	client_expect(c, "That did not open it.");
	report_as(c, "porter1", again);
	client_expect(c, "porter1 ");
	client_leave(c);
}

static void
test_another_post_is_told_that_it_needs_a_key(void **state)
{
	struct client *c;
	char code[64];

	(void)state;
	people_account("teacher6", "psychology", "S001");
	people_key("teacher6");
	mem_copy_text(code, sizeof(code),
	    people_code("head1", "account invite teacher6"));
	c = client_open("join", "", NULL);
	type_two(c, "teacher6", code);
	client_expect(c, "your post needs a key of your own");
	client_kill(c);
	c = client_open("join", "teacher6", NULL);
	type_two(c, "teacher6", code);
	choose(c, pass);
	client_expect(c, "teacher6 ");
	client_leave(c);
}

/* Once they have another post their passphrase alone opens no more. */
static void
test_without_a_key_another_post_gives_nothing(void **state)
{
	struct client *c;
	char in[200];

	(void)state;
	snprintf(in, sizeof(in),
	    "{\"person\": %lld, \"role\": \"psychology\", \"org\": %lld}",
	    (long long)people_id("porter1"), (long long)people_org("S001"));
	desk_did("sys1", "post set", in);
	people_approve("post");
	c = client_open("report", "", NULL);
	report_as(c, "porter1", pass);
	client_expect(c, "That did not open it.");
	client_kill(c);
}

/* From however many addresses: the fourth try at one account waits. */
static void
test_guessing_at_one_account_gets_slower_for_all(void **state)
{
	struct client *c;
	int64_t ms[2];

	(void)state;
	people_account("porter2", "staff", "S001");
	c = client_open("join", "", NULL);
	type_two(c, "porter2", people_code("sys1", "account invite porter2"));
	choose(c, pass);
	client_expect(c, "porter2 ");
	client_leave(c);
	for (int who = 0; who < 2; who++) {
		const char *login = who == 0 ? "porter2" : "nobody2";

		ms[who] = clock_ticks_ms();
		for (int i = 0; i < 6; i++) {
			c = client_open("report", "", NULL);
			report_as(c, login, "wrong");
			client_expect(c, "That did not open it.");
			client_kill(c);
		}
		ms[who] = clock_ticks_ms() - ms[who];
	}
	printf("# six wrong: %lld ms, of nobody: %lld ms\n", (long long)ms[0],
	    (long long)ms[1]);
	/* 1 s at least each, and 0 + 0 + 0 + 1 + 2 between them */
	test_true("it waits", ms[0] >= 8000 && ms[1] >= 8000);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_who_is_invited_joins_and_then_signs_in_with_the_same_key),
	cmocka_unit_test(test_a_client_that_signs_at_once_joins_as_well),
	cmocka_unit_test(test_the_code_may_be_typed_as_people_type),
	cmocka_unit_test(test_a_work_number_does_in_place_of_the_login),
	cmocka_unit_test(test_after_five_wrong_tries_the_code_is_void),
	cmocka_unit_test(test_a_wrong_login_and_a_wrong_code_read_the_same),
	cmocka_unit_test(
	    test_only_join_and_report_are_asked_without_a_known_key),
	cmocka_unit_test(test_a_post_that_only_reports_needs_no_key),
	cmocka_unit_test(test_a_forgotten_passphrase_is_set_anew_without_a_key),
	cmocka_unit_test(test_another_post_is_told_that_it_needs_a_key),
	cmocka_unit_test(test_without_a_key_another_post_gives_nothing),
	cmocka_unit_test(test_guessing_at_one_account_gets_slower_for_all),
	cmocka_unit_test(test_after_seven_days_the_code_is_over),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, start, stop);
}
