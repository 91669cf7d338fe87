/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "act/actor.h"
#include "act/audit.h"
#include "act/sample.h"
#include "base/buf.h"
#include "base/err.h"
#include "sealed/sign.h"
#include "store/store.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static const char *const logins[] = { "op1", "psy1", "dist1", "cust1", "sys1",
	"sec1", "aud1" };
static struct sign_key *key;

static int
begin(void **state)
{
	uint8_t public_half[32];

	(void)state;
	test_office();
	assert_int_equal(sign_key_create("keeper.key", public_half), 0);
	return sign_key_read("keeper.key", &key);
}

static int
end(void **state)
{
	(void)state;
	sign_key_free(key);
	test_office_close();
	return 0;
}

static int
count(void *arg, const struct audit_event *e)
{
	(void)e;
	++*(int *)arg;
	return 0;
}

static void
test_the_log_is_read_by_its_administrator_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(logins); i++) {
		struct actor *who = test_signin(logins[i]);
		bool is = strcmp(logins[i], "aud1") == 0;
		int n = 0;

		test_same_int(logins[i], act_audit_each(who, 0, 3, count, &n),
		    is ? 0 : ERR_DENIED);
		test_same_int(logins[i], n, is ? 3 : 0);
		test_leave(who);
	}
}

/* Before the keeper has a key on this machine nothing can be verified. */
static void
test_two_administrators_verify_it_against_the_keepers_key(void **state)
{
	struct audit_report report = { .rows = -1 };
	uint8_t public_half[32];

	(void)state;
	for (int there = 0; there < 2; there++) {
		if (there) {
			sign_key_public(key, public_half);
			assert_int_equal(
			    sign_public_write("keeper.pub", public_half), 0);
		}
		for (size_t i = 0; i < nitems(logins); i++) {
			struct actor *who = test_signin(logins[i]);
			bool may = strcmp(logins[i], "aud1") == 0 ||
				   strcmp(logins[i], "sec1") == 0;

			test_same_int(logins[i],
			    act_audit_verify(who, NULL, &report),
			    !may    ? ERR_DENIED
			    : there ? 0
				    : ERR_NOT_FOUND);
			test_leave(who);
		}
	}
	assert_int_equal(report.fault, AUDIT_WHOLE);
	assert_true(report.rows > 0);
}

static void
test_the_head_is_signed_once(void **state)
{
	struct actor *keeper, *aud = test_signin("aud1");
	struct audit_report report;
	struct audit_head head;
	int64_t signed_id = 0, again = 0, at = 0;

	(void)state;
	assert_int_equal(act_keeper(test_office(), &keeper), 0);
	assert_int_equal(act_audit_head(keeper, &head), 0);
	assert_int_equal(act_audit_sign(keeper, key, &signed_id), 0);
	assert_int_equal(signed_id, head.id);
	assert_int_equal(act_audit_verify(aud, NULL, &report), 0);
	assert_int_equal(report.fault, AUDIT_WHOLE);
	assert_int_equal(report.signatures, 1);
	/* nothing new: none; another keeper's turn: none, and no error */
	assert_int_equal(act_audit_sign(keeper, key, &signed_id), 0);
	assert_int_equal(act_audit_sign(keeper, key, &again), 0);
	assert_int_equal(again, head.id);
	assert_int_equal(act_audit_verify(aud, NULL, &report), 0);
	assert_int_equal(report.signatures, 1);
	assert_int_equal(act_audit_last_at(aud, &at), 0);
	assert_in_range(act_now(aud) - at, 0, 600);
	/* a row more, a signature more */
	assert_int_equal(act_begin(aud), 0);
	assert_int_equal(
	    act_end(aud, act_note(aud, "test.row", 7, NULL, NULL, 0, NULL)), 0);
	assert_int_equal(act_audit_sign(keeper, key, &signed_id), 0);
	assert_int_equal(signed_id, head.id + 1);
	assert_int_equal(act_audit_verify(aud, NULL, &report), 0);
	assert_int_equal(report.fault, AUDIT_WHOLE);
	assert_int_equal(report.signatures, 2);
	act_free(keeper);
	test_leave(aud);
}

static void
test_a_head_is_exported_as_a_line_and_read_again(void **state)
{
#define HEX "00112233445566778899aabbccddeeff"
	static const struct {
		const char *line;
		int64_t id; /* 0: refused */
	} c[] = {
		{ "1234 " HEX HEX "\n", 1234 },
		{ "1 " HEX HEX "\n", 1 },
		{ "999999999999999999 " HEX HEX "\n", 999999999999999999 },
		{ "9999999999999999999 " HEX HEX "\n", 0 },
		{ " " HEX HEX "\n", 0 },
		{ HEX HEX "\n", 0 },
		{ "12" HEX HEX "\n", 0 },
		{ "x1 " HEX HEX "\n", 0 },
		{ "1  " HEX HEX "\n", 0 },
		{ "1 " HEX HEX, 0 },
		{ "1 " HEX HEX "\n\n", 0 },
		{ "1 " HEX HEX "0\n", 0 },
		{ "1 " HEX "\n", 0 },
		{ "1 " HEX "0011223344556677889\n", 0 },
		{ "1 " HEX "00112233445566778899AABBCCDDEEFF\n", 0 },
		{ "", 0 },
	};
	static const uint8_t bytes[16] = { 0, 0x11, 0x22, 0x33, 0x44, 0x55,
		0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff };
	struct buf *b = buf_new();

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct audit_head h = { .id = -7 };
		int r = act_audit_head_read(c[i].line, &h);

		test_same_int(c[i].line, r, c[i].id != 0 ? 0 : ERR_INPUT);
		test_same_int(c[i].line, h.id, c[i].id != 0 ? c[i].id : -7);
		if (r != 0)
			continue;
		assert_memory_equal(h.hash, bytes, 16);
		assert_memory_equal(h.hash + 16, bytes, 16);
		buf_clear(b);
		act_audit_head_line(&h, b);
		test_same_text(c[i].line, buf_text(b), c[i].line);
	}
	buf_free(b);
}

static void
test_each_fault_has_a_name(void **state)
{
	static const char *const names[] = { "whole", "missing", "changed",
		"truncated", "forged", "backwards" };

	(void)state;
	for (int i = 0; i <= AUDIT_BACKWARDS; i++)
		assert_string_equal(
		    act_audit_fault_name((enum audit_fault)i), names[i]);
	assert_string_equal(
	    act_audit_fault_name((enum audit_fault)(AUDIT_BACKWARDS + 1)),
	    "unknown");
}

struct last {
	int64_t person[2], object[2];
	int n;
};

static int
keep_losses(void *arg, const struct audit_event *e)
{
	struct last *l = arg;

	if (strcmp(e->what, "audit.accept_loss") != 0)
		return 0;
	assert_true(l->n < 2);
	l->person[l->n] = e->person;
	l->object[l->n++] = e->object;
	return 0;
}

/* The two who must be there, and a row of each. */
static void
test_a_loss_is_accepted_by_two(void **state)
{
	struct actor *aud = test_signin("aud1"), *sec = test_signin("sec1"),
		     *sys;
	struct last l = { .n = 0 };

	(void)state;
	/* at one place, on one connection */
	assert_int_equal(act_sample_signin(aud->store, "sys1", &sys), 0);
	assert_int_equal(act_audit_accept_loss(sys, aud, 5), ERR_DENIED);
	assert_int_equal(act_audit_accept_loss(aud, sec, 5), ERR_DENIED);
	assert_int_equal(act_audit_accept_loss(aud, aud, 5), ERR_DENIED);
	assert_int_equal(act_audit_accept_loss(sec, sys, 5), ERR_DENIED);
	assert_int_equal(act_audit_each(aud, 0, 100000, keep_losses, &l), 0);
	assert_int_equal(l.n, 0);
	assert_int_equal(act_audit_accept_loss(aud, sys, 5), 0);
	assert_int_equal(act_audit_each(aud, 0, 100000, keep_losses, &l), 0);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.person[0], aud->person);
	assert_int_equal(l.person[1], sys->person);
	assert_int_equal(l.object[0], 5);
	assert_int_equal(l.object[1], 5);
	act_free(sys);
	test_leave(aud);
	test_leave(sec);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_log_is_read_by_its_administrator_alone),
	cmocka_unit_test(
	    test_two_administrators_verify_it_against_the_keepers_key),
	cmocka_unit_test(test_the_head_is_signed_once),
	cmocka_unit_test(test_a_head_is_exported_as_a_line_and_read_again),
	cmocka_unit_test(test_each_fault_has_a_name),
	cmocka_unit_test(test_a_loss_is_accepted_by_two),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
