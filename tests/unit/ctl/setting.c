/* SPDX-License-Identifier: Apache-2.0 */
/* Settings without a screen: the real program, a process a command. */
#include <jansson.h>

#include "act/actor.h"
#include "act/audit.h"
#include "act/setting.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static const char *text; /* what it said last */

static void
run(const char *login, const char *command)
{
	text = cli_said(".", login, command, NULL, NULL);
}

static void
says(const char *login, const char *command, const char *answer)
{
	run(login, command);
	if (strstr(text, answer) == NULL)
		fail_msg("%s: %s, not %s", command, text, answer);
}

static const struct {
	const char *login, *command, *answer;
} steps[] = {
	{ "psy1", "setting list",
	    "{\"name\":\"language\",\"value\":\"zh_CN\","
	    "\"default\":\"zh_CN\",\"kind\":\"choice\","
	    "\"values\":[\"zh_CN\",\"en\"],\"help\":\"" },
	{ "psy1", "setting list", "{\"name\":\"slow\",\"value\":\"auto\"" },
	{ "psy1", "setting set slow on",
	    "{\"name\":\"slow\",\"value\":\"on\",\"audit_id\":" },
	{ "psy1", "setting list", "{\"name\":\"slow\",\"value\":\"on\"" },
	/* again, over what was set */
	{ "psy1", "setting set slow off", "\"value\":\"off\"" },
	{ "psy1", "setting list", "{\"name\":\"slow\",\"value\":\"off\"" },
	{ "psy1", "setting set ledger 'closed level=grade'",
	    "\"value\":\"closed level=grade\"" },
	{ "psy1", "setting list",
	    "{\"name\":\"ledger\",\"value\":\"closed level=grade\"" },
	{ "psy1", "setting set theme high-contrast", "\"audit_id\":" },
	/* nobody else's */
	{ "class1", "setting list", "{\"name\":\"slow\",\"value\":\"auto\"" },
	{ "class1", "setting list",
	    "{\"name\":\"theme\",\"value\":\"default\"" },
	/* for every role, also who sees no case */
	{ "cust1", "setting set bell off", "\"audit_id\":" },
	{ "sys1", "setting set bell off", "\"audit_id\":" },
	/* what may stand there is said, what was typed is not */
	{ "psy1", "setting set slow sometimes",
	    "ERR_INPUT: slow：auto, on, off。" },
	{ "psy1", "setting set theme nothing",
	    "theme：这里没有叫这个名字的主题" },
	{ "psy1", "setting set theme ../../etc/passwd", "ERR_INPUT: theme：" },
	{ "psy1", "setting set ledger severity=3", "ERR_INPUT: ledger：" },
	{ "psy1", "setting set colour red", "ERR_UNKNOWN: 没有这一项设置" },
	{ "psy1", "setting set slow", "ERR_USAGE" },
	{ "psy1", "setting list", "{\"name\":\"slow\",\"value\":\"off\"" },
	/* the language is the one of the next command */
	{ "psy1", "setting set language en", "\"value\":\"en\"" },
	{ "psy1", "setting set slow x", "ERR_INPUT: slow: auto, on, off." },
	{ "psy1", "rules settings", "| bell | on, off | on |" },
};

static void
test_each_step_says_what_it_did(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		says(steps[i].login, steps[i].command, steps[i].answer);
}

static void
test_a_change_is_a_row_of_the_audit(void **state)
{
	char want[64];
	const char *id;

	(void)state;
	run("psy1", "setting set bell off");
	assert_non_null(id = strstr(text, "\"audit_id\":"));
	snprintf(want, sizeof(want), "\"id\":%lld,", atoll(id + 11));
	run("aud1", "audit list --all");
	assert_non_null(id = strstr(text, want));
	assert_non_null(strstr(id, "\"setting.put\""));
	assert_non_null(strstr(id, "\"bell\""));
}

/* Kept by a program that knew other words. */
static void
test_a_value_that_means_nothing_here_is_the_default(void **state)
{
	struct actor *who = test_signin("op1");

	(void)state;
	assert_int_equal(store_begin(who->store), 0);
	assert_int_equal(
	    store_end(who->store, store_person_setting_put(who->store,
				      who->person, "slow", "perhaps")),
	    0);
	assert_int_equal(act_setting_read(who), 0);
	assert_string_equal(act_setting(who, SETTING_SLOW), "auto");
	assert_int_equal(act_setting_put(who, "slow", "on", NULL), 0);
	assert_string_equal(act_setting(who, SETTING_SLOW), "on");
	test_leave(who);
}

static int
begin(void **state)
{
	(void)state;
	test_office();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_each_step_says_what_it_did),
	cmocka_unit_test(test_a_change_is_a_row_of_the_audit),
	cmocka_unit_test(test_a_value_that_means_nothing_here_is_the_default),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
