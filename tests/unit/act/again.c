/* SPDX-License-Identifier: Apache-2.0 */
/* Invitations and lost passphrases: who may give a code, when it is good, and
 * that no note is lost by beginning again. */
#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/circle.h"
#include "act/consultation.h"
#include "act/invite.h"
#include "act/key.h"
#include "act/signin.h"
#include "act/today.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/keys.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define CANARY "canary7731canary"
#define KEY_ONE "ssh-ed25519 AAAAone"
#define KEY_TWO "ssh-ed25519 AAAAtwo"
#define PASS "一片晴朗的天空下"

static struct actor *sys, *sec, *psy, *head, *lead, *dist;
static int64_t school, class_org, line, circle, student;

static void
child(void)
{
	struct actor *who = test_signin("class1");
	struct student s = {
		.version = 1, .grade = { STAGE_JUNIOR, 2024 }, .label = "3"
	};
	struct org class;

	class_org = act_post(who, ROLE_CLASS_TEACHER)->org;
	assert_int_equal(store_org_get(who->store, class_org, &class), 0);
	s.school = school;
	s.class = class.id;
	s.place = class.lft;
	snprintf(s.identity, sizeof(s.identity), "again:1");
	snprintf(s.name, sizeof(s.name), "石蕾");
	snprintf(s.number, sizeof(s.number), "20260001");
	assert_int_equal(store_begin(who->store), 0);
	assert_int_equal(store_end(who->store, store_student_add(who->store, &s,
						   store_now(who->store), 1)),
	    0);
	student = s.id;
	test_leave(who);
}

static int
begin(void **state)
{
	struct org o;

	(void)state;
	sys = test_signin("sys1");
	sec = test_signin("sec1");
	psy = test_signin("psy1");
	head = test_signin("head1");
	lead = test_signin("lead1");
	dist = test_signin("dist1");
	assert_int_equal(
	    store_org_by_code(sys->store, ORG_SCHOOL, "S001", &o), 0);
	school = o.id;
	assert_int_equal(store_org_by_code(sys->store, ORG_LINE, "L1", &o), 0);
	line = o.id;
	assert_int_equal(act_circle_of(psy, school, &circle), 0);
	child();
	return 0;
}

static int
last_of(void *arg, const struct approval *a)
{
	*(int64_t *)arg = a->id;
	return 0;
}

/* Agreed to, without a key. */
static int64_t
account(const char *login, enum role role, int64_t org)
{
	struct act_account a = {
		.login = login, .name = "白露", .role = role, .org = org
	};
	int64_t person = 0, approval = 0;

	test_same_int(login, act_account_propose(sys, &a, &person, NULL), 0);
	test_same_int(
	    login, act_approval_each(sec, 0, 100, last_of, &approval), 0);
	test_same_int(login, act_approval_give(sec, approval, NULL), 0);
	return person;
}

static int
join(const char *login, const char *code, const char *key, const char *pass,
    struct actor **who)
{
	enum signin_state state;
	struct act_signin *s;
	struct store *st;
	int r;

	assert_int_equal(store_open(&st, 512), 0);
	assert_int_equal(act_signin_begin(st, &s), 0);
	r = act_signin_join(s, login, code, strlen(code), key, &state);
	if (r == 0)
		r = act_signin_first(s, pass, strlen(pass), who);
	act_signin_end(s);
	if (r != 0)
		store_close(st);
	return r;
}

static enum signin_state
key_says(const char *login, const char *key)
{
	enum signin_state now;
	struct act_signin *s;

	assert_int_equal(act_signin_begin(sys->store, &s), 0);
	assert_int_equal(act_signin_key(s, login, key, &now), 0);
	act_signin_end(s);
	return now;
}

static struct actor *
joined(const char *login, enum role role, int64_t org)
{
	int64_t person = account(login, role, org);
	struct act_code code;
	struct actor *who;

	test_same_int(login, act_invite(sys, person, &code, NULL), 0);
	test_same_int(login, join(login, code.words, KEY_ONE, PASS, &who), 0);
	return who;
}

/* --- who may ---------------------------------------------------------------
 */

static void
test_they_invite_whose_people_they_are_and_administrators(void **state)
{
	int64_t teacher = account("inv1", ROLE_CLASS_TEACHER, class_org),
		operator= account("inv2", ROLE_OPERATOR, line);
	struct actor *class = test_signin("class1"), *aud = test_signin("aud1");
	const struct {
		const char *why;
		struct actor *who;
		int64_t person;
		int r;
	} c[] = { { "the principal", head, teacher, 0 },
		{ "the district", dist, teacher, 0 },
		{ "the system administrator", sys, teacher, 0 },
		{ "the security administrator", sec, teacher, 0 },
		{ "the audit administrator", aud, teacher, ERR_DENIED },
		{ "a colleague", class, teacher, ERR_DENIED },
		{ "a psychology teacher", psy, teacher, ERR_DENIED },
		{ "the lead of a line, a teacher", lead, teacher, ERR_DENIED },
		{ "the lead, an operator", lead, operator, 0 },
		    {
			"the principal, an operator",
			head,
			operator,
			ERR_DENIED },
			{ "oneself", sys, sys->person, ERR_SECOND },
			{ "who is in use", sys, psy->person, ERR_STATE },
			{ "nobody", sys, 999999, ERR_NOT_FOUND },
		};
	struct act_code code;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		test_same_int(c[i].why,
		    act_invite(c[i].who, c[i].person, &code, NULL), c[i].r);
		test_same_int(c[i].why, code.words[0] != '\0', c[i].r == 0);
	}
	test_leave(class);
	test_leave(aud);
}

static void
test_a_code_for_a_lost_passphrase_comes_from_near(void **state)
{
	struct actor *op2 = test_signin("op2"), *cust = test_signin("cust1"),
		     *centre = test_signin("centre1"),
		     *class = test_signin("class1");
	const struct {
		const char *why;
		struct actor *who;
		int64_t person;
		int r;
	} c[] = {
		{ "the lead, an operator", lead, op2->person, 0 },
		{ "a colleague of the circle", op2, lead->person, 0 },
		{ "the principal, a class teacher", head, class->person, 0 },
		{ "the principal, a psychology teacher", head, psy->person, 0 },
		{ "the district, a principal", dist, head->person, 0 },
		{ "the district, the centre", dist, centre->person, 0 },
		{ "the district, a custodian", dist, cust->person, ERR_DENIED },
		{ "the district, an administrator", dist, sys->person,
		    ERR_DENIED },
		{ "an administrator", sys, op2->person, ERR_DENIED },
		{ "the principal, an operator", head, op2->person, ERR_DENIED },
		{ "a class teacher, the principal", class, head->person,
		    ERR_DENIED },
		{ "oneself", lead, lead->person, ERR_SECOND },
	};
	struct act_code code;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].why,
		    act_account_regrant(c[i].who, c[i].person, &code, NULL),
		    c[i].r);
	test_leave(op2);
	test_leave(cust);
	test_leave(centre);
	test_leave(class);
}

/* Who works elsewhere as well is not one lead's to begin again. */
static void
test_a_second_post_elsewhere_takes_more_than_one_lead(void **state)
{
	struct actor *who = joined("two1", ROLE_OPERATOR, line);
	struct act_code code;
	int64_t post, approval = 0;

	(void)state;
	assert_int_equal(
	    act_account_regrant(lead, who->person, &code, NULL), 0);
	assert_int_equal(act_post_propose(sys, who->person, ROLE_STAFF, school,
			     0, &post, NULL),
	    0);
	assert_int_equal(act_approval_each(sec, 0, 100, last_of, &approval), 0);
	assert_int_equal(act_approval_give(sec, approval, NULL), 0);
	assert_int_equal(
	    act_account_regrant(lead, who->person, &code, NULL), ERR_DENIED);
	assert_int_equal(
	    act_account_regrant(head, who->person, &code, NULL), ERR_DENIED);
	assert_int_equal(
	    act_account_regrant(dist, who->person, &code, NULL), 0);
	test_leave(who);
}

/* --- when a code is good ---------------------------------------------------
 */

static void
test_a_code_is_for_one_person_once_and_for_seven_days(void **state)
{
	int64_t one = account("good1", ROLE_STAFF, school);
	struct act_code first, second, other;
	struct actor *who;

	(void)state;
	account("good2", ROLE_STAFF, school);
	assert_int_equal(act_invite(sys, one, &first, NULL), 0);
	assert_int_equal(act_invite(head, one, &second, NULL), 0);
	/* another's; replaced; too short a passphrase leaves it good */
	assert_int_equal(
	    join("good2", second.words, KEY_ONE, PASS, &who), ERR_PASSPHRASE);
	assert_int_equal(
	    join("good1", first.words, KEY_ONE, PASS, &who), ERR_PASSPHRASE);
	assert_int_equal(
	    join("good1", second.words, KEY_ONE, "short", &who), ERR_INPUT);
	assert_int_equal(
	    join("good1", second.words, "ssh-dss AAAA", PASS, &who), ERR_KEY);
	assert_int_equal(
	    join("good1", second.words, "ssh-rsa AAAAshort", PASS, &who),
	    ERR_KEY);
	assert_int_equal(join("good1", second.words, KEY_ONE, PASS, &who), 0);
	assert_string_equal(who->login, "good1");
	test_leave(who);
	assert_int_equal(
	    join("good1", second.words, KEY_TWO, PASS, &who), ERR_PASSPHRASE);
	assert_int_equal(key_says("good1", KEY_ONE), SIGNIN_KNOWN);
	assert_int_equal(key_says("good1", KEY_TWO), SIGNIN_UNKNOWN);
	/* for the passphrase: ten minutes */
	assert_int_equal(act_account_regrant(head, one, &other, NULL), 0);
	assert_int_equal(other.until - act_now(head), 600);
}

static void
test_five_wrong_tries_void_it(void **state)
{
	int64_t one = account("void1", ROLE_STAFF, school);
	struct act_code code;
	struct actor *who;

	(void)state;
	assert_int_equal(act_invite(sys, one, &code, NULL), 0);
	for (int i = 0; i < INVITE_TRIES - 1; i++)
		assert_int_equal(
		    join("void1", "2222-2222-2222", KEY_ONE, PASS, &who),
		    ERR_PASSPHRASE);
	/* four leave it good: another person's tries count for nothing */
	assert_int_equal(join("good2", "2222-2222-2222", KEY_ONE, PASS, &who),
	    ERR_PASSPHRASE);
	assert_int_equal(
	    join("void1", "not a code", KEY_ONE, PASS, &who), ERR_PASSPHRASE);
	assert_int_equal(
	    join("void1", code.words, KEY_ONE, PASS, &who), ERR_PASSPHRASE);
	assert_int_equal(act_invite(sys, one, &code, NULL), 0);
	assert_int_equal(join("void1", code.words, KEY_ONE, PASS, &who), 0);
	test_leave(who);
}

struct slips {
	int n;
	struct act_code last;
};

static int
keep(void *arg, const struct act_code *c)
{
	struct slips *s = arg;

	s->n++;
	s->last = *c;
	return 0;
}

static int
stop(void *arg, const struct act_code *c)
{
	(void)c;
	return ++*(int *)arg == 3 ? ERR_FULL : 0;
}

static void
test_everybody_of_a_school_is_invited_at_once(void **state)
{
	struct slips all = { 0 }, rest = { 0 }, none = { 0 };
	struct actor *who;
	int64_t ms;
	int n = 0;

	(void)state;
	for (int i = 0; i < 70; i++) {
		char login[16];

		snprintf(login, sizeof(login), "bulk%02d", i);
		account(login, ROLE_STAFF, school);
	}
	/* what could not be written down counts for nobody of that batch */
	assert_int_equal(act_invite_all(head, false, stop, &n), ERR_FULL);
	ms = clock_ticks_ms();
	assert_int_equal(act_invite_all(head, false, keep, &all), 0);
	ms = clock_ticks_ms() - ms;
	printf("# %d invitations in %lld ms\n", all.n, (long long)ms);
	assert_true(all.n >= 70);
	assert_string_equal(all.last.org, "第001实验学校");
	assert_int_equal(act_invite_all(head, false, keep, &none), 0);
	assert_int_equal(none.n, 0);
	assert_int_equal(act_invite_all(head, true, keep, &rest), 0);
	assert_true(rest.n >= all.n);
	assert_int_equal(
	    join(all.last.login, all.last.words, KEY_ONE, PASS, &who),
	    ERR_PASSPHRASE);
	assert_int_equal(
	    join(rest.last.login, rest.last.words, KEY_ONE, PASS, &who), 0);
	test_leave(who);
	assert_int_equal(act_invite_all(psy, false, keep, &none), ERR_DENIED);
}

/* --- no note lost ----------------------------------------------------------
 */

static bool
reads_note(struct actor *who, int64_t talk)
{
	struct act_consultation v;
	bool reads;

	if (act_consultation_show(who, talk, GROUND_NONE, &v) != 0)
		return false;
	reads = v.n_note > 0 && strcmp(v.note[0].text, CANARY) == 0;
	act_consultation_free(&v);
	return reads;
}

static int64_t
note_of(struct actor *who)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	struct act_note_text text = {
		.text = CANARY, .n = strlen(CANARY), .risk = RISK_NONE
	};
	struct act_appointment talk;

	b.student = student;
	assert_int_equal(act_consultation_book(who, &b, &talk), 0);
	assert_int_equal(act_consultation_note(
			     who, talk.row.id, talk.row.version, &text, &talk),
	    0);
	return talk.row.id;
}

static void
look_at_today(struct actor *who)
{
	struct act_today t;

	assert_int_equal(act_today(who, &t), 0);
	act_today_free(&t);
}

static int
count_task(void *arg, const struct circle_task *t)
{
	(void)t;
	++*(int *)arg;
	return 0;
}

static int
tasks(void)
{
	int n = 0;

	assert_int_equal(act_circle_pending(psy, circle, count_task, &n), 0);
	return n;
}

static void
test_a_colleague_s_code_and_their_next_look_bring_every_note_back(void **state)
{
	struct actor *who = joined("psy8", ROLE_PSYCHOLOGY, school), *old;
	int64_t person = who->person, talk;

	(void)state;
	assert_int_equal(act_circle_add(psy, circle, person, NULL), 0);
	talk = note_of(who);
	assert_true(reads_note(who, talk));
	old = who;
	who = test_begin_again(psy, "psy8", "another passphrase");
	assert_false(reads_note(who, talk));
	/* a session from before is over */
	assert_int_equal(act_look(old), ERR_DENIED);
	test_leave(old);
	assert_int_equal(tasks(), 1);
	look_at_today(psy);
	assert_int_equal(tasks(), 0);
	assert_true(reads_note(who, talk));
	test_leave(who);
}

/* Who has no key of the circle cannot come by one with a code: somebody of it
 * looks first. */
static void
test_the_principal_s_code_waits_for_a_colleague(void **state)
{
	struct actor *who = joined("psy7", ROLE_PSYCHOLOGY, school);
	int64_t person = who->person, talk;

	(void)state;
	assert_int_equal(act_circle_add(psy, circle, person, NULL), 0);
	talk = note_of(who);
	test_leave(who);
	who = test_begin_again(head, "psy7", "another passphrase");
	look_at_today(psy);
	assert_false(reads_note(who, talk));
	assert_int_equal(tasks(), 1);
	assert_int_equal(act_circle_add(psy, circle, person, NULL), 0);
	assert_true(reads_note(who, talk));
	assert_int_equal(tasks(), 0);
	test_leave(who);
}

/* A class teacher is in no circle: what was sealed to them alone comes back
 * from those who can open it. */
static void
test_what_was_sealed_to_one_person_comes_back_from_the_school(void **state)
{
	struct observation_told o = { .student = student, .seen = CANARY };
	struct actor *class = test_signin("class1");
	const struct sealed_key *k;
	struct act_receipt got;
	int64_t key;

	(void)state;
	assert_int_equal(act_observation_report(class, &o, &got), 0);
	assert_int_equal(
	    act_key_of(class, KEY_WARNING, got.warning, &key, NULL), 0);
	assert_int_equal(act_key_open(class, key, &k), 0);
	test_leave(class);
	class = test_begin_again(head, "class1", "another passphrase");
	assert_int_equal(act_key_open(class, key, &k), ERR_KEY);
	look_at_today(psy);
	assert_int_equal(act_key_open(class, key, &k), 0);
	test_leave(class);
}

/* A new computer, and the passphrase is not forgotten. */
static void
test_with_the_passphrase_of_before_only_the_key_changes(void **state)
{
	struct actor *who = joined("psy6", ROLE_PSYCHOLOGY, school);
	int64_t person = who->person, talk, pair, now;
	struct act_code code;

	(void)state;
	assert_int_equal(act_circle_add(psy, circle, person, NULL), 0);
	talk = note_of(who);
	assert_int_equal(act_key_of(who, KEY_PERSON, person, &pair, NULL), 0);
	test_leave(who);
	assert_int_equal(act_account_regrant(head, person, &code, NULL), 0);
	assert_int_equal(join("psy6", code.words, KEY_TWO, PASS, &who), 0);
	assert_int_equal(act_key_of(who, KEY_PERSON, person, &now, NULL), 0);
	assert_int_equal(now, pair);
	assert_true(reads_note(who, talk));
	assert_int_equal(key_says("psy6", KEY_ONE), SIGNIN_UNKNOWN);
	assert_int_equal(key_says("psy6", KEY_TWO), SIGNIN_KNOWN);
	test_leave(who);
}

/* Or each operator could be the lead. */
static void
test_a_colleague_s_code_brings_no_other_key(void **state)
{
	struct actor *who = joined("two2", ROLE_OPERATOR, line), *got;
	struct act_code code;
	int64_t circle_of_line;

	(void)state;
	assert_int_equal(act_circle_of(lead, line, &circle_of_line), 0);
	assert_int_equal(
	    act_circle_add(lead, circle_of_line, who->person, NULL), 0);
	assert_int_equal(
	    act_account_regrant(who, lead->person, &code, NULL), 0);
	assert_false(code.binds);
	assert_int_equal(
	    join("lead1", code.words, KEY_TWO, PASS, &got), ERR_PASSPHRASE);
	assert_int_equal(
	    act_account_regrant(lead, who->person, &code, NULL), 0);
	assert_true(code.binds);
	test_leave(who);
}

static void
test_until_the_code_is_used_nothing_changes(void **state)
{
	struct actor *who = joined("psy5", ROLE_PSYCHOLOGY, school);
	enum signin_state now;
	struct act_signin *s;
	struct act_code code;
	struct actor *again;

	(void)state;
	assert_int_equal(
	    act_account_regrant(head, who->person, &code, NULL), 0);
	assert_int_equal(act_look(who), 0);
	assert_int_equal(act_signin_begin(who->store, &s), 0);
	assert_int_equal(act_signin_login(s, "psy5", &now), 0);
	assert_int_equal(now, SIGNIN_KNOWN);
	assert_int_equal(
	    act_signin_secret(s, PASS, strlen(PASS), "cli", &again), 0);
	act_free(again);
	/* an invitation's shape at the passphrase opens nothing */
	assert_int_equal(
	    act_signin_code(s, "ABCD-EFGH-JKMN", 14), ERR_PASSPHRASE);
	act_signin_end(s);
	test_leave(who);
}

static int
end(void **state)
{
	struct actor *const all[] = { sys, sec, psy, head, lead, dist };

	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		test_leave(all[i]);
	test_office_close();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_they_invite_whose_people_they_are_and_administrators),
	cmocka_unit_test(test_a_code_for_a_lost_passphrase_comes_from_near),
	cmocka_unit_test(test_a_second_post_elsewhere_takes_more_than_one_lead),
	cmocka_unit_test(test_a_code_is_for_one_person_once_and_for_seven_days),
	cmocka_unit_test(test_five_wrong_tries_void_it),
	cmocka_unit_test(test_everybody_of_a_school_is_invited_at_once),
	cmocka_unit_test(
	    test_a_colleague_s_code_and_their_next_look_bring_every_note_back),
	cmocka_unit_test(test_the_principal_s_code_waits_for_a_colleague),
	cmocka_unit_test(
	    test_what_was_sealed_to_one_person_comes_back_from_the_school),
	cmocka_unit_test(
	    test_with_the_passphrase_of_before_only_the_key_changes),
	cmocka_unit_test(test_a_colleague_s_code_brings_no_other_key),
	cmocka_unit_test(test_until_the_code_is_used_nothing_changes),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
