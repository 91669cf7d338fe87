/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/audit.h"
#include "act/sample.h"
#include "act/watching.h"
#include "base/clock.h"
#include "base/epoch.h"
#include "base/err.h"
#include "keeper/keeper.h"
#include "model/topic.h"
#include "sealed/sign.h"
#include "src/keeper/internal.h"
#include "src/store/internal.h"
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

/* A link stands for what it may not open: root may open the rest. */
static void
test_a_head_left_half_written_is_in_nobodys_way(void **state)
{
	struct keeper *k;
	int wait;

	(void)state;
	assert_int_equal(unlink("audit.head"), 0);
	assert_int_equal(symlink("elsewhere", "audit.head.new"), 0);
	assert_int_equal(keeper_open(&k), 0);
	keeper_turn(k, &wait);
	keeper_close(k);
	assert_int_equal(access("audit.head", R_OK), 0);
	assert_int_equal(access("elsewhere", F_OK), -1);
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

/* One that got its files at a bad moment: it can read, and write nothing. */
static void
test_one_that_fails_for_a_minute_is_ill_and_another_is_well(void **state)
{
	struct actor *sys = test_signin("sys1");
	struct keeper *k;
	int64_t now;
	int wait;

	(void)state;
	assert_int_equal(keeper_open(&k), 0);
	keeper_turn(k, &wait);
	assert_int_equal(store_exec(k->store, "PRAGMA query_only = ON"), 0);
	for (int i = 0; i < 3; i++) {
		assert_false(keeper_is_ill(k));
		assert_int_equal(act_sample_clock(sys, 3600, &now), 0);
		for (size_t job = 0; job < nitems(k->next_ms); job++) {
			k->next_ms[job] = 0; /* a minute goes by */
			k->failing[job].since_ms -= 60000;
		}
		k->signed_ms = 0;
		keeper_turn(k, &wait);
	}
	assert_true(keeper_is_ill(k));
	k->n_rings = 1; /* not while a command runs */
	assert_false(keeper_is_ill(k));
	k->n_rings = 0;
	keeper_close(k);

	assert_int_equal(keeper_open(&k), 0);
	for (int i = 0; i < 4; i++)
		keeper_turn(k, &wait);
	assert_false(keeper_is_ill(k));
	keeper_close(k);
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

/* --- a writer that dies ----------------------------------------------------
 */

static bool dies; /* at the next sync: what it saved stands in the log */

int
fdatasync(int fd)
{
	if (dies)
		raise(SIGKILL);
	return (int)syscall(SYS_fdatasync, fd);
}

static void
save_and_die(void)
{
	struct actor *sys = test_signin("sys1");
	int64_t now;

	dies = true;
	act_sample_clock(sys, 60, &now);
	_exit(0); /* it told */
}

static void
test_what_was_saved_by_one_who_died_before_telling_is_told(void **state)
{
	struct epoch *e = store_epoch(test_office());
	uint32_t was, topic = STORE_TOPIC(TOPIC_TICKET, 4711);
	int64_t until = clock_ticks_ms() + 20000;
	int status, wait;
	struct keeper *k;
	pid_t pid;

	(void)state;
	assert_int_equal(keeper_open(&k), 0);
	keeper_turn(k, &wait);
	if ((pid = test_fork()) == 0)
		save_and_die();
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	was = epoch_read(e, topic); /* it is any topic's concern */
	while (epoch_read(e, topic) == was) {
		if (clock_ticks_ms() > until)
			fail_msg("nobody was told");
		keeper_turn(k, &wait);
		poll(NULL, 0, wait);
	}
	/* and once is enough */
	was = epoch_read(e, topic);
	for (until = clock_ticks_ms() + 3000; clock_ticks_ms() < until;) {
		keeper_turn(k, &wait);
		poll(NULL, 0, wait);
	}
	assert_int_equal(epoch_read(e, topic), was);
	keeper_close(k);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_head_is_signed_and_exported),
	cmocka_unit_test(test_a_head_left_half_written_is_in_nobodys_way),
	cmocka_unit_test(test_closing_signs_what_is_new),
	cmocka_unit_test(test_an_alarm_waits_for_the_system_administrator),
	cmocka_unit_test(
	    test_one_that_fails_for_a_minute_is_ill_and_another_is_well),
	cmocka_unit_test(test_without_its_key_it_does_not_start),
	cmocka_unit_test(
	    test_what_was_saved_by_one_who_died_before_telling_is_told),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
