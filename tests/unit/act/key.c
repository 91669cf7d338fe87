/* SPDX-License-Identifier: Apache-2.0 */
#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/circle.h"
#include "act/draft.h"
#include "act/key.h"
#include "act/sample.h"
#include "act/signin.h"
#include "base/buf.h"
#include "base/err.h"
#include "store/audit.h"
#include "store/keys.h"
#include "store/org.h"
#include "store/store.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static const struct sealed_place place = { "consultation.note", 1 };
static int64_t file, circle;
static struct buf *sealed;

static int
begin(void **state)
{
	struct actor *who;
	struct org school;

	(void)state;
	sealed = buf_new();
	who = test_signin("psy1");
	assert_int_equal(
	    store_org_by_code(who->store, ORG_SCHOOL, "S001", &school), 0);
	assert_int_equal(act_circle_of(who, school.id, &circle), 0);
	assert_int_equal(act_begin(who), 0);
	assert_int_equal(
	    act_end(who, act_file_key(who, 77, school.id, &file)), 0);
	assert_int_equal(act_seal(who, file, place, "note", 4, sealed), 0);
	test_leave(who);
	return 0;
}

static int
tries(const char *login)
{
	struct actor *who = test_signin(login);
	struct buf *out = sealed_buf();
	int r =
	    act_open(who, file, place, buf_data(sealed), buf_len(sealed), out);

	if (r == 0)
		assert_string_equal(buf_text(out), "note");
	buf_free(out);
	test_leave(who);
	return r;
}

static void
test_a_file_opens_to_the_circles_in_charge_only(void **state)
{
	static const struct {
		const char *login;
		int r;
	} c[] = { { "psy1", 0 }, { "centre1", 0 }, { "psy2", ERR_KEY },
		{ "op1", ERR_KEY }, { "class1", ERR_KEY }, { "head1", ERR_KEY },
		{ "dist1", ERR_KEY }, { "cust1", ERR_KEY },
		{ "cust2", ERR_KEY }, { "sys1", ERR_KEY }, { "sec1", ERR_KEY },
		{ "aud1", ERR_KEY } };

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].login, tries(c[i].login), c[i].r);
}

static void
test_a_school_without_a_circle_is_read_by_the_district(void **state)
{
	struct actor *who = test_signin("class1"), *centre;
	struct buf *in = buf_new(), *out = sealed_buf();
	struct org school;
	int64_t key;

	(void)state;
	assert_int_equal(
	    store_org_by_code(who->store, ORG_SCHOOL, "S003", &school), 0);
	assert_int_equal(act_begin(who), 0);
	assert_int_equal(
	    act_end(who, act_file_key(who, 99, school.id, &key)), 0);
	assert_int_equal(act_seal(who, key, place, "x", 1, in), 0);
	centre = test_signin("centre1");
	assert_int_equal(
	    act_open(centre, key, place, buf_data(in), buf_len(in), out), 0);
	/* Who wrote it cannot read it back: the class teacher is no member. */
	assert_int_equal(
	    act_open(who, key, place, buf_data(in), buf_len(in), out), ERR_KEY);
	buf_free(in);
	buf_free(out);
	test_leave(centre);
	test_leave(who);
}

static void
test_locking_forgets_and_the_passphrase_brings_back(void **state)
{
	struct actor *who = test_signin("psy1");
	struct buf *out = sealed_buf();
	char pass[64];

	(void)state;
	act_key_lock(who);
	assert_true(act_key_locked(who));
	assert_int_equal(
	    act_open(who, file, place, buf_data(sealed), buf_len(sealed), out),
	    ERR_KEY);
	assert_int_equal(act_draft_save(who, "note", 1, "half", 4, 2), 0);
	assert_int_equal(
	    act_key_unlock(who, "not it, not it", 14), ERR_PASSPHRASE);
	act_sample_pass("psy1", pass, sizeof(pass));
	assert_int_equal(act_key_unlock(who, pass, strlen(pass)), 0);
	assert_int_equal(
	    act_open(who, file, place, buf_data(sealed), buf_len(sealed), out),
	    0);
	buf_free(out);
	test_leave(who);
}

static void
test_a_draft_is_its_authors_alone(void **state)
{
	struct actor *who = test_signin("op1"), *other = test_signin("lead1");
	struct buf *out = sealed_buf();
	struct act_draft d;

	(void)state;
	assert_int_equal(
	    act_draft_save(who, "ticket.entry", 5, "今晚", 6, 3), 0);
	assert_int_equal(
	    act_draft_save(who, "ticket.entry", 5, "今晚吵", 9, 9), 0);
	assert_int_equal(act_draft_open(who, "ticket.entry", 5, &d, out), 0);
	assert_string_equal(buf_text(out), "今晚吵");
	assert_int_equal(d.caret, 9);
	assert_int_equal(
	    act_draft_open(other, "ticket.entry", 5, &d, out), ERR_NOT_FOUND);
	assert_int_equal(act_draft_open_id(other, d.id, &d, out), ERR_DENIED);
	assert_int_equal(act_draft_drop(who, "ticket.entry", 5), 0);
	assert_int_equal(
	    act_draft_open(who, "ticket.entry", 5, &d, out), ERR_NOT_FOUND);
	buf_free(out);
	test_leave(other);
	test_leave(who);
}

static int
last_approval(void *arg, const struct approval *a)
{
	*(int64_t *)arg = a->id;
	return 0;
}

/* A second psychology teacher of school 001 comes, as an account must. */
static struct actor *
newcomer(const char *login, const char *pass)
{
	struct actor *sys = test_signin("sys1"), *sec = test_signin("sec1");
	struct act_account a = { .login = login,
		.name = "新来",
		.key_text = "ssh-ed25519 AAAA",
		.role = ROLE_PSYCHOLOGY };
	struct actor *who;
	struct act_signin *s;
	enum signin_state now;
	struct org school;
	struct store *st;
	int64_t id, approval = 0;

	assert_int_equal(
	    store_org_by_code(sys->store, ORG_SCHOOL, "S001", &school), 0);
	a.org = school.id;
	assert_int_equal(act_account_propose(sec, &a, &id, NULL), ERR_DENIED);
	assert_int_equal(act_account_propose(sys, &a, &id, NULL), 0);
	assert_int_equal(
	    act_approval_each(sys, 0, 100, last_approval, &approval), 0);
	assert_int_equal(approval, 0);
	assert_int_equal(
	    act_approval_each(sec, 0, 100, last_approval, &approval), 0);
	assert_int_equal(store_open(&st, 512), 0);
	assert_int_equal(act_signin_begin(st, &s), 0);
	assert_int_equal(act_signin_key(s, login, a.key_text, &now), 0);
	assert_int_equal(now, SIGNIN_UNKNOWN);
	assert_int_equal(act_approval_give(sys, approval, NULL), ERR_SECOND);
	assert_int_equal(act_approval_give(sec, approval, NULL), 0);
	assert_int_equal(act_approval_give(sec, approval, NULL), ERR_STALE);
	assert_int_equal(act_signin_key(s, login, "ssh-ed25519 BBBB", &now), 0);
	assert_int_equal(now, SIGNIN_UNKNOWN);
	assert_int_equal(act_signin_key(s, login, a.key_text, &now), 0);
	assert_int_equal(now, SIGNIN_FIRST);
	assert_int_equal(act_signin_first(s, pass, strlen(pass), &who), 0);
	act_signin_end(s);
	test_leave(sec);
	test_leave(sys);
	return who;
}

static int
file_opens(struct actor *who)
{
	struct buf *out = sealed_buf();
	int r =
	    act_open(who, file, place, buf_data(sealed), buf_len(sealed), out);

	buf_free(out);
	return r;
}

static struct actor *
again(const char *login, const char *pass)
{
	enum signin_state now;
	struct act_signin *s;
	struct actor *who = NULL;
	struct store *st;

	assert_int_equal(store_open(&st, 512), 0);
	assert_int_equal(act_signin_begin(st, &s), 0);
	assert_int_equal(act_signin_login(s, login, &now), 0);
	assert_int_equal(
	    act_signin_secret(s, pass, strlen(pass), "cli", &who), 0);
	act_signin_end(s);
	return who;
}

static void
test_a_member_comes_loses_the_passphrase_and_leaves(void **state)
{
	struct actor *psy = test_signin("psy1"), *who;
	int64_t person;
	bool left;

	(void)state;
	who = newcomer("psy9", "first passphrase");
	person = who->person;
	assert_int_equal(file_opens(who), ERR_KEY);
	assert_int_equal(act_circle_add(who, circle, person, NULL), ERR_DENIED);
	assert_int_equal(act_circle_add(psy, circle, person, NULL), 0);
	assert_int_equal(file_opens(who), 0);
	test_leave(who);

	who = test_begin_again(psy, "psy9", "second passphrase");
	assert_int_equal(file_opens(who), ERR_KEY);
	assert_int_equal(act_circle_add(psy, circle, person, NULL), 0);
	assert_int_equal(file_opens(who), 0);
	test_leave(who);

	assert_int_equal(
	    act_circle_leave(psy, circle, psy->person, NULL), ERR_SECOND);
	assert_int_equal(act_circle_leave(psy, circle, person, NULL), 0);
	do {
		assert_int_equal(act_circle_work(psy, circle, &left), 0);
	} while (left);
	who = again("psy9", "second passphrase");
	assert_int_equal(file_opens(who), ERR_KEY);
	assert_int_equal(act_circle_work(who, circle, &left), ERR_DENIED);
	test_leave(who);
	assert_int_equal(tries("psy1"), 0);
	assert_int_equal(tries("centre1"), 0);
	test_leave(psy);
}

static void
test_a_locked_account_is_refused_as_a_wrong_passphrase(void **state)
{
	struct actor *sec = test_signin("sec1"), *op = test_signin("op2");
	enum signin_state now;
	struct act_signin *s;
	struct actor *who;
	char pass[64];

	(void)state;
	assert_int_equal(
	    act_account_lock(op, op->person, true, NULL), ERR_DENIED);
	assert_int_equal(act_account_lock(sec, op->person, true, NULL), 0);
	assert_int_equal(act_look(op), ERR_DENIED); /* at once */
	act_sample_pass("op2", pass, sizeof(pass));
	assert_int_equal(act_signin_begin(sec->store, &s), 0);
	assert_int_equal(act_signin_login(s, "op2", &now), 0);
	assert_int_equal(now, SIGNIN_KNOWN);
	assert_int_equal(act_signin_secret(s, pass, strlen(pass), "cli", &who),
	    ERR_PASSPHRASE);
	act_signin_end(s);
	assert_int_equal(act_account_lock(sec, op->person, false, NULL), 0);
	assert_int_equal(act_look(op), 0);
	test_leave(op);
	test_leave(sec);
}

static int
refusals_count(void *arg, const struct audit_event *e)
{
	*(int *)arg += strcmp(e->what, "signin.refused.ssh") == 0;
	return 0;
}

static int
refusals(void)
{
	int n = 0;

	assert_int_equal(
	    store_audit_each(test_office(), 0, 1000000, refusals_count, &n), 0);
	return n;
}

/* Who knocks at an account leaves a row; who knocks at nobody's leaves none,
 * and hears the same. */
static void
test_a_wrong_passphrase_is_a_row_of_the_account(void **state)
{
	static const struct {
		const char *login;
		int rows;
	} c[] = { { "op1", 1 }, { "nobody", 0 }, { "OP1", 1 } };
	int before = refusals();

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		enum signin_state now;
		struct act_signin *s;
		struct actor *who = NULL;

		assert_int_equal(act_signin_begin(test_office(), &s), 0);
		assert_int_equal(act_signin_login(s, c[i].login, &now), 0);
		test_same_int(c[i].login,
		    act_signin_secret(s, "no such words", 13, "ssh", &who),
		    ERR_PASSPHRASE);
		assert_null(who);
		act_signin_end(s);
		test_same_int(c[i].login, refusals() - before, c[i].rows);
		before = refusals();
	}
}

static int
end(void **state)
{
	(void)state;
	buf_free(sealed);
	test_office_close();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_file_opens_to_the_circles_in_charge_only),
	cmocka_unit_test(
	    test_a_school_without_a_circle_is_read_by_the_district),
	cmocka_unit_test(test_locking_forgets_and_the_passphrase_brings_back),
	cmocka_unit_test(test_a_draft_is_its_authors_alone),
	cmocka_unit_test(test_a_member_comes_loses_the_passphrase_and_leaves),
	cmocka_unit_test(
	    test_a_locked_account_is_refused_as_a_wrong_passphrase),
	cmocka_unit_test(test_a_wrong_passphrase_is_a_row_of_the_account),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
