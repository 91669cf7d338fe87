/* SPDX-License-Identifier: Apache-2.0 */
/* One-time codes on screen: whom one looks after, an invitation, a code for a
 * forgotten passphrase; each shown once. */
#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "base/err.h"
#include "base/lang.h"
#include "screen/admin.h"
#include "store/store.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define F2 "\033OQ"
#define F6 "\033[17~"
#define F8 "\033[19~"
#define ESC "\033"

static int
last_of(void *arg, const struct approval *a)
{
	*(int64_t *)arg = a->id;
	return 0;
}

static int
begin(void **state)
{
	struct act_account a = {
		.login = "bai", .name = "白露", .role = ROLE_OPERATOR
	};
	struct actor *sys, *sec, *lead;
	int64_t person, approval = 0;

	(void)state;
	lang_set("zh_CN");
	test_office();
	test_office_close();
	sys = test_signin("sys1");
	sec = test_signin("sec1");
	lead = test_signin("lead1");
	a.org = lead->posts[0].org;
	assert_int_equal(act_account_propose(sys, &a, &person, NULL), 0);
	assert_int_equal(act_approval_each(sec, 0, 9, last_of, &approval), 0);
	assert_int_equal(act_approval_give(sec, approval, NULL), 0);
	test_leave(sys);
	test_leave(sec);
	test_leave(lead);
	return 0;
}

/* The code that stands there: three groups of four. */
static void
code_on(struct test_term *t, char to[16])
{
	const char *s;

	test_term_has(t, "输错五次就作废"); /* it stands below the code */
	s = test_term_picture(t);
	for (; *s != '\0'; s++)
		if (s[0] == ' ' && s[5] == '-' && s[10] == '-' &&
		    strspn(s + 1, "23456789ABCDEFGHJKMNPQRSTVWXYZ-") == 14) {
			snprintf(to, 16, "%.14s", s + 1);
			return;
		}
	fail_msg("no code in\n%s", test_term_picture(t));
}

static void
test_a_lead_sees_their_own_people_and_invites_one(void **state)
{
	struct test_term *t = test_session("lead1", "zh_CN", &screen_people);
	char one[16], two[16];

	(void)state;
	test_term_has(t, "bai            白露             等第一次登录");
	test_term_has(t, "op1            林晓             在用");
	test_term_lacks(t, "psy1"); /* of a school */
	test_term_lacks(t, "sys1");
	test_term_keep(t, "people");
	test_term_go_to(t, "bai");
	test_term_has(t, "F2 邀请");
	test_term_keys(t, F2);
	test_term_has(t, "做一张邀请吗");
	test_term_keys(t, ESC);
	test_term_lacks(t, "做一张邀请吗");
	test_term_has(t, "等第一次登录"); /* a "no" makes none */
	test_term_keys(t, F2 "1");
	test_term_has(t, "邀请，只显示这一次");
	test_term_has(t, "白露  bai  心晴一线");
	test_term_has(t, "连接时用户名写：join");
	test_term_keep(t, "invitation");
	code_on(t, one);
	test_term_keys(t, ESC);
	test_term_has(t, "号码已给");
	test_term_lacks(t, one);
	/* another one, in its place */
	test_term_keys(t, F2 "1");
	test_term_has(t, "邀请，只显示这一次");
	code_on(t, two);
	assert_string_not_equal(one, two);
	test_term_keys(t, ESC);
	assert_int_equal(test_term_close(t), 0);
}

static void
test_who_forgot_the_passphrase_gets_a_code_told_by_phone(void **state)
{
	struct test_term *t = test_session("lead1", "zh_CN", &screen_people);
	char code[16];

	(void)state;
	test_term_go_to(t, "op1");
	test_term_lacks(t, "F2 邀请");
	test_term_keys(t, F6);
	test_term_has(t, "先听声音，确定是本人");
	test_term_keys(t, "1");
	test_term_has(t, "一次性号码，只显示这一次");
	test_term_has(t, "林晓  op1");
	test_term_has(t, "问口令的时候输这个号码");
	test_term_has(t, "换了电脑、换了钥匙：连接时用户名写 join");
	test_term_keep(t, "code");
	code_on(t, code);
	/* digits alone: letters sound alike */
	assert_int_equal(strspn(code, "23456789-"), 14);
	test_term_keys(t, ESC);
	test_term_has(t, ">op1            林晓             号码已给");
	/* not for oneself */
	test_term_go_to(t, "lead1  ");
	test_term_keys(t, F6 "1");
	test_term_has(t, "这件事要第二个人同意");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_one_of_many_is_found_by_login_or_name(void **state)
{
	struct test_term *t = test_session("dist1", "zh_CN", &screen_people);

	(void)state;
	test_term_has(t, "psy1");
	test_term_keys(t, "/何");
	test_term_has(t, "知道几个字就写几个字");
	test_term_keys(t, "\r");
	test_term_has(t, "centre1        何明");
	test_term_has(t, "psy1           何静");
	test_term_lacks(t, "op1");
	test_term_keys(t, "/op\r");
	test_term_has(t, "op1            林晓");
	test_term_lacks(t, "何静");
	test_term_keys(t, "/zz\r");
	test_term_has(t, "没有登录名或姓名这样开头的");
	test_term_keys(t, ESC);
	test_term_has(t, "psy1");
	/* custodians and administrators are nobody's alone */
	test_term_go_to(t, "cust1");
	test_term_keys(t, F6 "1");
	test_term_has(t, "要本组负责人、校长、区里");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_an_administrator_invites_from_the_accounts(void **state)
{
	struct test_term *t = test_session("sys1", "zh_CN", &screen_accounts);
	char code[16];

	(void)state;
	test_term_go_to(t, "op1");
	test_term_lacks(t, "F8 邀请");
	test_term_go_to(t, "bai");
	test_term_has(t, "F8 邀请");
	test_term_keys(t, F8 "1");
	test_term_has(t, "邀请，只显示这一次");
	code_on(t, code);
	test_term_keys(t, ESC);
	test_term_has(t, "最近登录");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_it_is_complete_in_english(void **state)
{
	struct test_term *t = test_session("lead1", "en", &screen_people);

	(void)state;
	test_term_has(t, "My people");
	test_term_go_to(t, "op1");
	test_term_keys(t, F6 "1");
	test_term_has(t, "A one-time code, shown this once");
	test_term_has(t, "five wrong tries and it is void");
	test_term_keep(t, "code-en");
	assert_int_equal(test_term_close(t), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_lead_sees_their_own_people_and_invites_one),
	cmocka_unit_test(
	    test_who_forgot_the_passphrase_gets_a_code_told_by_phone),
	cmocka_unit_test(test_one_of_many_is_found_by_login_or_name),
	cmocka_unit_test(test_an_administrator_invites_from_the_accounts),
	cmocka_unit_test(test_it_is_complete_in_english),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
