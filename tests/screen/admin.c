/* SPDX-License-Identifier: Apache-2.0 */
/* What administrators do: accounts proposed, agreed to, stopped and begun
 * again, and a list of many pages. */
#include "act/account.h"
#include "act/actor.h"
#include "base/lang.h"
#include "screen/admin.h"
#include "screen/today.h"
#include "sealed/sign.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define F2 "\033OQ"
#define F4 "\033OS"
#define F6 "\033[17~"
#define F7 "\033[18~"
#define F8 "\033[19~"
#define DOWN "\033[B"
#define UP "\033[A"
#define PGDN "\033[6~"
#define F12 "\033[24~"
#define PGUP "\033[5~"
#define HOME "\033[H"
#define END "\033[F"
#define ESC "\033"
#define CLEAR "\025" /* Ctrl-U: the field is empty */

#define MANY 140 /* accounts: three pages of 64 with those of the sample */

static int
begin(void **state)
{
	uint8_t half[32];

	(void)state;
	lang_set("zh_CN");
	test_office();
	test_office_close();
	/* what signs the audit log, as the beginning of a store makes it */
	assert_int_equal(sign_key_create("keeper.key", half), 0);
	assert_int_equal(sign_public_write("keeper.pub", half), 0);
	return 0;
}

static struct test_term *
sit(const char *login, const struct screen_ops *first)
{
	return test_session(login, "zh_CN", first);
}

static void
propose(struct actor *sys, const char *login)
{
	struct act_account a = { .login = login,
		.name = "新来",
		.key_text = "ssh-ed25519 AAAA",
		.role = ROLE_OPERATOR,
		.org = sys->posts[0].org };
	int64_t person, audit;

	assert_int_equal(act_account_propose(sys, &a, &person, &audit), 0);
}

/* --- proposing -------------------------------------------------------------
 */

/* What is wrong in the form, said so that it can be put right. */
static const struct {
	const char *keys; /* into the form as it stands */
	const char *says;
} wrong[] = {
	{ "\t\t\t\t", "没有这样的岗位" },
	{ "一线", "没有这样的岗位" },
	{ CLEAR "operator\t", "没有找到这个机构" },
	{ "火星一线", "没有找到这个机构" },
	{ CLEAR "L1", "登录名：只能用小写字母" },
	{ "\tOp9", "登录名：只能用小写字母" },
	{ CLEAR "op9", "姓名：没有填" },
	{ "\t白露\t13800000000\tssh-dss AAAA", "公钥：要 OpenSSH 格式" },
	{ CLEAR "ssh-ed25519 AAAA bai@home", "公钥：要 OpenSSH 格式" },
};

static void
test_an_account_is_proposed_once_all_of_it_is_right(void **state)
{
	struct test_term *t = sit("sys1", &screen_accounts);

	(void)state;
	test_term_has(t, "op1            林晓");
	test_term_has(t, "在用");
	test_term_keep(t, "accounts");
	test_term_keys(t, F2);
	test_term_has(t, "空着：用邀请");
	test_term_has(t, "第一次登录时设口令");
	for (size_t i = 0; i < nitems(wrong); i++) {
		test_term_keys(t, wrong[i].keys);
		test_term_keys(t, F8);
		test_term_has(t, wrong[i].says);
		if (i == 1)
			test_term_keep(t, "propose-wrong");
	}
	test_term_keys(t, CLEAR "ssh-ed25519 AAAA" F8);
	test_term_has(t, "提出了，已经请安全管理员看");
	test_term_has(t, "等人点头");
	test_term_has(t, " op9            白露                   等人点头");
	/* its login is taken now */
	test_term_keys(t, F2 "op9\t白露\t\tssh-ed25519 AAAA\toperator\tL1" F8);
	test_term_has(t, "这个登录名已经有人用了");
	test_term_keys(t, ESC);
	test_term_has(t, "最近登录");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_the_second_person_agrees_or_not(void **state)
{
	struct test_term *t = sit("sec1", &screen_approvals);
	struct actor *sys = test_signin("sys1");

	(void)state;
	test_term_has(t, "白露  op9");
	test_term_has(t, "邓理提出");
	test_term_keep(t, "approvals");
	propose(sys, "op8");
	test_leave(sys);
	test_term_has(t, "新来  op8");
	/* no, and then really */
	test_term_keys(t, DOWN F7);
	test_term_has(t, "不同意吗");
	test_term_keys(t, "2");
	test_term_lacks(t, "不同意吗");
	test_term_has(t, "新来  op8");
	test_term_keys(t, F7 "1");
	test_term_has(t, "已存。");
	test_term_lacks(t, "op8");
	test_term_keys(t, F4);
	test_term_has(t, "作为第二个人，同意吗");
	test_term_keys(t, "1");
	test_term_has(t, "现在没有等您的事");
	/* without a row nothing can be agreed to */
	test_term_keys(t, F4);
	test_term_has(t, "现在没有等您的事");
	test_term_lacks(t, "作为第二个人");
	assert_int_equal(test_term_close(t), 0);
	t = sit("sec1", &screen_accounts);
	test_term_has(t, " op9            白露                   等第一次登录");
	test_term_has(t, "没有同意");
	assert_int_equal(test_term_close(t), 0);
}

/* --- stopping, and a new start ---------------------------------------------
 */

static void
test_an_account_is_stopped_and_opened_again(void **state)
{
	struct test_term *t = sit("sec1", &screen_accounts);

	(void)state;
	test_term_go_to(t, "op2");
	test_term_keys(t, F7);
	test_term_has(t, "停用这个账号？它开着的会话马上结束");
	test_term_keys(t, ESC);
	test_term_lacks(t, "停用这个账号");
	test_term_lacks(t, "已停用");
	test_term_keys(t, F7 "1");
	test_term_has(t, "已存。");
	test_term_has(t, ">op2            高远                   已停用");
	test_term_keys(t, F7);
	test_term_has(t, "重新启用这个账号");
	test_term_keys(t, "1");
	test_term_lacks(t, "已停用");
	/* one that waits for its first sign-in does so again afterwards */
	test_term_go_to(t, "op9");
	test_term_keys(t, F7 "1");
	test_term_has(t, ">op9            白露                   已停用");
	test_term_keep(t, "account-stopped");
	test_term_keys(t, F7 "1");
	test_term_has(t, ">op9            白露                   等第一次登录");
	/* where there is nothing to stop it is not offered */
	test_term_go_to(t, "没有同意");
	test_term_lacks(t, "F7");
	assert_int_equal(test_term_close(t), 0);
}

/* Whatever stands on their screen, and behind the passphrase. */
static void
test_who_is_stopped_is_out_at_once(void **state)
{
	static const char *const before[] = { "", F12 };

	(void)state;
	for (size_t i = 0; i < nitems(before); i++) {
		struct test_term *op = sit("op2", &screen_today);
		struct actor *sec = test_signin("sec1");
		struct person p;

		test_term_has(op, "高远");
		test_term_keys(op, before[i]);
		test_term_has(op, before[i][0] != '\0' ? "口令" : "F10");
		assert_int_equal(
		    store_person_by_login(sec->store, "op2", &p), 0);
		assert_int_equal(act_account_lock(sec, p.id, true, NULL), 0);
		test_term_end(op, 15000);
		assert_int_equal(act_account_lock(sec, p.id, false, NULL), 0);
		test_leave(sec);
		test_term_close(op);
	}
}

/* Whoever is asked about, not whoever stands in their row by then. */
static void
test_a_new_start_is_for_the_person_the_question_was_about(void **state)
{
	struct test_term *t = sit("sys1", &screen_accounts), *sec;
	struct actor *sys = test_signin("sys1");

	(void)state;
	test_term_go_to(t, "op2");
	test_term_keys(t, F6);
	test_term_has(t, "是忘了口令");
	propose(sys, "aaa1"); /* before all: each row goes down by one */
	test_leave(sys);
	test_term_has(t, "aaa1");
	test_term_keys(t, "1");
	test_term_has(t, "已提出，等安全管理员同意");
	test_term_has(t, ">op2"); /* and so does the cursor */
	/* asked twice, or for oneself */
	test_term_keys(t, F6 "1");
	test_term_has(t, "已经有了");
	test_term_go_to(t, "sys1  ");
	test_term_keys(t, F6 "1");
	test_term_has(t, "这件事要第二个人同意");
	test_term_keys(t, F6 "2");
	test_term_lacks(t, "这件事要第二个人同意");
	assert_int_equal(test_term_close(t), 0);

	sec = sit("sec1", &screen_approvals);
	test_term_has(sec, "重设口令");
	test_term_has(sec, "高远  op2");
	test_term_go_to(sec, "op2");
	test_term_keys(sec, F7 "1");
	test_term_lacks(sec, "重设口令");
	assert_int_equal(test_term_close(sec), 0);
}

/* --- many ------------------------------------------------------------------
 */

static void
add_many(struct store *st)
{
	struct person p = { .state = ACCOUNT_PROPOSED, .name = "新来" };

	assert_int_equal(store_begin(st), 0);
	for (int i = 0; i < MANY; i++) {
		p.id = 0;
		snprintf(p.login, sizeof(p.login), "m%03d", i);
		assert_int_equal(store_person_add(st, &p), 0);
	}
	assert_int_equal(store_end(st, 0), 0);
}

static void
test_many_accounts_are_read_by_the_page(void **state)
{
	struct actor *sys = test_signin("sys1");
	struct test_term *t;

	(void)state;
	add_many(sys->store);
	t = sit("sys1", &screen_accounts);
	test_term_has(t, ">aaa1");
	/* above the first there is nothing to go to */
	test_term_keys(t, UP);
	test_term_quiet(t, 50);
	test_term_has(t, ">aaa1");
	test_term_keys(t, END);
	test_term_has(t, ">sys1");
	test_term_keys(t, DOWN PGDN);
	test_term_quiet(t, 50);
	test_term_has(t, ">sys1");
	/* 10 before the m's: the pages end at m053 and m117 */
	test_term_keys(t, PGUP PGUP);
	test_term_has(t, ">m118");
	test_term_keys(t, UP);
	test_term_has(t, ">m117");
	test_term_lacks(t, "m118");
	/* what others do meanwhile leaves the page and the cursor alone */
	propose(sys, "aaa2");
	test_leave(sys);
	test_term_quiet(t, 100);
	test_term_has(t, ">m117");
	for (int i = 0; i < 5; i++)
		test_term_keys(t, PGUP);
	test_term_has(t, ">m052"); /* one more stands before it now */
	test_term_keys(t, DOWN);
	test_term_has(t, ">m053");
	test_term_keys(t, HOME);
	test_term_has(t, ">aaa1");
	test_term_has(t, "aaa2");
	assert_int_equal(test_term_close(t), 0);
}

/* --- Today -----------------------------------------------------------------
 */

static void
test_the_audit_administrator_checks_the_log_from_today(void **state)
{
	struct test_term *t = sit("aud1", &screen_today);

	(void)state;
	test_term_has(t, "F8 核对");
	test_term_keys(t, UP DOWN PGDN PGUP END HOME "\r");
	test_term_keys(t, F8);
	test_term_has(t, "审计日志完整：");
	test_term_keep(t, "audit-whole");
	assert_int_equal(test_term_close(t), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_an_account_is_proposed_once_all_of_it_is_right),
	cmocka_unit_test(test_the_second_person_agrees_or_not),
	cmocka_unit_test(test_an_account_is_stopped_and_opened_again),
	cmocka_unit_test(test_who_is_stopped_is_out_at_once),
	cmocka_unit_test(
	    test_a_new_start_is_for_the_person_the_question_was_about),
	cmocka_unit_test(test_many_accounts_are_read_by_the_page),
	cmocka_unit_test(
	    test_the_audit_administrator_checks_the_log_from_today),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
