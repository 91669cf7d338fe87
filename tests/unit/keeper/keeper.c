/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "act/actor.h"
#include "act/audit.h"
#include "act/sample.h"
#include "act/watching.h"
#include "base/err.h"
#include "keeper/keeper.h"
#include "sealed/sign.h"
#include "store/store.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static int
begin(void **state)
{
	uint8_t pub[32];

	(void)state;
	test_office();
	assert_int_equal(sign_key_create("keeper.key", pub), 0);
	assert_int_equal(sign_public_write("keeper.pub", pub), 0);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

static void
test_the_head_is_signed_and_exported(void **state)
{
	struct actor *aud = test_signin("aud1");
	struct audit_report report;
	struct audit_head head;
	struct keeper *k;
	int wait;

	(void)state;
	assert_int_equal(keeper_open(&k), 0);
	keeper_turn(k, &wait);
	assert_true(wait > 0 && wait <= 1000);
	assert_int_equal(act_audit_verify(aud, NULL, &report), 0);
	assert_int_equal(report.fault, AUDIT_WHOLE);
	assert_int_equal(report.signatures, 1);
	assert_int_equal(access("audit.head", R_OK), 0);
	assert_int_equal(act_audit_head(aud, &head), 0);
	assert_int_equal(head.id, report.rows);

	/* A head from elsewhere shows a log cut short. */
	head.id++;
	assert_int_equal(act_audit_verify(aud, &head, &report), 0);
	assert_int_equal(report.fault, AUDIT_TRUNCATED);
	keeper_close(k);
	test_leave(aud);
}

static void
test_closing_signs_what_is_new(void **state)
{
	struct actor *aud = test_signin("aud1"), *sys = test_signin("sys1");
	struct audit_report report;
	struct keeper *k;
	int64_t now;
	int wait;

	(void)state;
	assert_int_equal(keeper_open(&k), 0);
	keeper_turn(k, &wait);
	assert_int_equal(act_sample_clock(sys, 3600, &now), 0);
	keeper_turn(k, &wait);
	keeper_close(k);
	assert_int_equal(act_audit_verify(aud, NULL, &report), 0);
	assert_int_equal(report.fault, AUDIT_WHOLE);
	assert_true(report.signatures >= 2);
	test_leave(sys);
	test_leave(aud);
}

static void
test_an_alarm_waits_for_the_system_administrator(void **state)
{
	struct actor *sys = test_signin("sys1"), *op = test_signin("op1");
	struct actor *keeper;
	int64_t at;

	(void)state;
	assert_int_equal(act_keeper(sys->store, &keeper), 0);
	assert_int_equal(act_clock_alarm(keeper, -3600), 0);
	assert_int_equal(act_clock_alarm_get(sys, &at), 0);
	assert_true(at > 0);
	assert_int_equal(act_clock_alarm_clear(op), ERR_DENIED);
	assert_int_equal(act_clock_alarm_clear(sys), 0);
	assert_int_equal(act_clock_alarm_get(sys, &at), 0);
	assert_true(at == 0);
	act_free(keeper);
	test_leave(op);
	test_leave(sys);
}

static void
test_without_its_key_it_does_not_start(void **state)
{
	struct keeper *k;

	(void)state;
	assert_int_equal(rename("keeper.key", "elsewhere.key"), 0);
	assert_int_equal(keeper_open(&k), ERR_NOT_FOUND);
	assert_int_equal(rename("elsewhere.key", "keeper.key"), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_head_is_signed_and_exported),
	cmocka_unit_test(test_closing_signs_what_is_new),
	cmocka_unit_test(test_an_alarm_waits_for_the_system_administrator),
	cmocka_unit_test(test_without_its_key_it_does_not_start),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
