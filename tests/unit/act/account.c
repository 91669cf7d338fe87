/* SPDX-License-Identifier: Apache-2.0 */
#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/care.h"
#include "act/invite.h"
#include "act/register.h"
#include "act/signin.h"
#include "base/err.h"
#include "store/audit.h"
#include "store/desk.h"
#include "store/org.h"
#include "store/store.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define TEN "abcdefghij"

static struct actor *sys, *sec, *psy, *op;
static int64_t school;

static int
begin(void **state)
{
	struct org o;

	(void)state;
	sys = test_signin("sys1");
	sec = test_signin("sec1");
	psy = test_signin("psy1");
	op = test_signin("op1");
	assert_int_equal(
	    store_org_by_code(sys->store, ORG_SCHOOL, "S001", &o), 0);
	school = o.id;
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_leave(op);
	test_leave(psy);
	test_leave(sec);
	test_leave(sys);
	test_office_close();
	return 0;
}

static struct act_account
account_called(const char *login)
{
	return (struct act_account){ .login = login,
		.name = "新来",
		.phone = "13800000000",
		.key_text = "ssh-ed25519 AAAA",
		.role = ROLE_STAFF,
		.org = school };
}

static int64_t
proposed(const char *login)
{
	struct act_account a = account_called(login);
	int64_t person = 0;

	test_same_int(login, act_account_propose(sys, &a, &person, NULL), 0);
	return person;
}

static int
last_of(void *arg, const struct approval *a)
{
	*(struct approval *)arg = *a;
	return 0;
}

/* The newest thing asked that who may decide; id 0 without one. */
static struct approval
asked_of(struct actor *who)
{
	struct approval a = { .id = 0 };

	assert_int_equal(act_approval_each(who, 0, 100, last_of, &a), 0);
	return a;
}

static struct person
person_of(int64_t id)
{
	struct person p;

	assert_int_equal(store_person_get(sys->store, id, &p), 0);
	return p;
}

struct noted {
	const char *what;
	int64_t person;
	bool same;
};

static int
compare_note(void *arg, const struct audit_event *e)
{
	struct noted *n = arg;

	n->same = strcmp(e->what, n->what) == 0 && e->person == n->person;
	return 0;
}

/* The audit row that came back says who did what. */
static void
assert_noted(const char *what, int64_t audit, struct actor *who)
{
	struct noted n = { what, who->person, false };

	assert_int_equal(
	    store_audit_each(sys->store, audit - 1, 1, compare_note, &n), 0);
	test_true(what, n.same);
}

/* --- what an account must be ------------------------------------------------
 */

static void
test_a_login_is_small_letters_digits_and_three_signs(void **state)
{
	static const struct {
		const char *login;
		int r;
	} c[] = { { "", ERR_INPUT }, { "-a", ERR_INPUT }, { ".a", ERR_INPUT },
		{ "a b", ERR_INPUT }, { "Ab", ERR_INPUT }, { "李", ERR_INPUT },
		{ "_", 0 }, { "0", 0 }, { "z9-_.", 0 }, { TEN TEN TEN "ab", 0 },
		{ TEN TEN TEN "abc", ERR_INPUT }, { "op1", ERR_EXISTS } };

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct act_account a = account_called(c[i].login);
		int64_t id = -7;

		test_same_int(c[i].login,
		    act_account_propose(sys, &a, &id, NULL), c[i].r);
		test_same_int(c[i].login, strncmp(sys->why, "login: ", 7) == 0,
		    c[i].r == ERR_INPUT);
		test_same_int(c[i].login, id > 0, c[i].r == 0);
		if (c[i].r == 0)
			assert_string_equal(person_of(id).login, c[i].login);
		else
			test_same_int(c[i].login, id, -7);
	}
}

static void
test_a_name_has_one_to_sixty_four_bytes(void **state)
{
	static const struct {
		const char *login, *name;
		int r;
	} c[] = { { "name0", "", ERR_INPUT }, { "name1", "李", 0 },
		{ "name64", TEN TEN TEN TEN TEN TEN "abcd", 0 },
		{ "name65", TEN TEN TEN TEN TEN TEN "abcde", ERR_INPUT } };

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct act_account a = account_called(c[i].login);
		int64_t id;

		a.name = c[i].name;
		test_same_int(c[i].login,
		    act_account_propose(sys, &a, &id, NULL), c[i].r);
		if (c[i].r == 0)
			assert_string_equal(person_of(id).name, c[i].name);
		else
			assert_memory_equal(sys->why, "name: ", 6);
	}
}

static void
test_a_key_is_its_type_and_its_text(void **state)
{
	static char longest[SSH_KEY_MAX], too_long[SSH_KEY_MAX + 1];
	const struct {
		const char *login, *key;
		int r;
	} c[] = { { "key1", "ssh-ed25519 AAAA", 0 },
		{ "key2", "sk-ssh-ed25519@openssh.com AA+/0z==", 0 },
		{ "key3", "ecdsa-sha2-nistp256 AAAA", 0 },
		{ "key4", "sk-ecdsa-sha2-nistp256@openssh.com AAAA", 0 },
		{ "key5", "ssh-rsa AAAA", 0 }, { "key6", longest, 0 },
		{ "key7", "", 0 }, /* invited: brings one */
		{ "no1", too_long, ERR_INPUT },
		{ "no3", "ssh-ed25519", ERR_INPUT },
		{ "no4", "ssh-ed25519 ", ERR_INPUT },
		{ "no5", "ssh-ed25519  AAAA", ERR_INPUT },
		{ "no6", "ssh-ed25519 AAAA me@home", ERR_INPUT },
		{ "no7", "ssh-dss AAAA", ERR_INPUT },
		{ "no8", "ssh-ed25519 AAAA\nssh-rsa AAAA", ERR_INPUT } };

	(void)state;
	memset(longest, 'A', sizeof(longest) - 1);
	memset(too_long, 'A', sizeof(too_long) - 1);
	memcpy(longest, "ssh-ed25519 ", 12);
	memcpy(too_long, "ssh-ed25519 ", 12);
	for (size_t i = 0; i < nitems(c); i++) {
		struct act_account a = account_called(c[i].login);
		int64_t id;

		a.key_text = c[i].key;
		test_same_int(c[i].login,
		    act_account_propose(sys, &a, &id, NULL), c[i].r);
		if (c[i].r == 0)
			assert_string_equal(person_of(id).key_text, c[i].key);
		else
			assert_memory_equal(sys->why, "key: ", 5);
	}
}

static void
test_an_account_without_a_role_or_an_org_is_refused(void **state)
{
	struct act_account a = account_called("nobody");
	struct person p;
	int64_t id;

	(void)state;
	a.role = ROLE_NONE;
	assert_int_equal(act_account_propose(sys, &a, &id, NULL), ERR_INPUT);
	assert_memory_equal(sys->why, "role: ", 6);
	a = account_called("nobody");
	a.org = 987654321;
	assert_int_equal(act_account_propose(sys, &a, &id, NULL), ERR_INPUT);
	/* all of it or nothing */
	assert_int_equal(
	    store_person_by_login(sys->store, "nobody", &p), ERR_NOT_FOUND);
	assert_int_equal(act_account_propose(op, &a, &id, NULL), ERR_DENIED);
}

/* --- the second person ------------------------------------------------------
 */

static int
count_posts(void *arg, const struct post *p, bool held)
{
	int *n = arg;

	n[0] += held;
	n[1] += held && p->role == ROLE_STAFF;
	return 0;
}

static int
posts_of(int64_t person)
{
	struct post to[8];
	int n;

	assert_int_equal(
	    store_post_of_person(sys->store, person, act_now(sys), to, 8, &n),
	    0);
	return n;
}

static void
test_an_account_is_proposed_by_one_and_approved_by_another(void **state)
{
	struct act_account a = account_called("two.people");
	int64_t person, audit = 0, given = 0;
	struct approval asked;
	int n[2] = { 0, 0 }, after[2] = { 0, 0 };

	(void)state;
	assert_int_equal(act_account_propose(sys, &a, &person, &audit), 0);
	assert_noted("account.propose", audit, sys);
	assert_int_equal(person_of(person).state, ACCOUNT_PROPOSED);
	assert_int_equal(person_of(person).proposed_by, sys->person);
	assert_string_equal(person_of(person).phone, "13800000000");
	assert_int_equal(posts_of(person), 0);

	asked = asked_of(sec);
	assert_string_equal(asked.kind, "account");
	assert_int_equal(asked.object, person);
	assert_string_equal(asked.code, "staff");
	assert_int_equal(asked.asked_by, sys->person);
	assert_int_equal(asked.version, 0);
	assert_int_equal(asked_of(sys).id, 0);
	assert_int_equal(asked_of(op).id, 0);
	assert_string_equal(op->why, ""); /* a list has nothing to say */
	assert_int_equal(act_approval_give(op, asked.id, NULL), ERR_DENIED);
	assert_int_equal(act_approval_give(sys, asked.id, NULL), ERR_SECOND);
	assert_string_equal(sys->why, "Who asked cannot agree as well.");
	assert_int_equal(
	    act_approval_refuse(sys, asked.id, NULL, NULL), ERR_SECOND);

	assert_int_equal(act_post_each(sec, count_posts, n), 0);
	assert_int_equal(act_approval_give(sec, asked.id, &given), 0);
	assert_noted("approval.give", given, sec);
	assert_int_equal(person_of(person).state, ACCOUNT_APPROVED);
	assert_int_equal(person_of(person).approved_by, sec->person);
	assert_int_equal(posts_of(person), 1);
	assert_int_equal(act_post_each(sec, count_posts, after), 0);
	assert_int_equal(after[0], n[0] + 1);
	assert_int_equal(after[1], n[1] + 1);
	assert_int_equal(act_approval_give(sec, asked.id, NULL), ERR_STALE);
	assert_int_equal(
	    act_approval_refuse(sec, asked.id, NULL, NULL), ERR_STALE);
	assert_int_equal(store_approval_get(sys->store, asked.id, &asked), 0);
	assert_int_equal(asked.state, APPROVAL_GIVEN);
	assert_int_equal(asked.decided_by, sec->person);
	assert_true(asked.decided_at >= asked.asked_at && asked.asked_at > 0);
}

static void
test_an_account_refused_is_none(void **state)
{
	int64_t person = proposed("refused"), audit = 0;
	struct approval asked = asked_of(sec);

	(void)state;
	assert_int_equal(asked.object, person);
	assert_int_equal(act_approval_refuse(sec, asked.id, NULL, &audit), 0);
	assert_noted("approval.refuse", audit, sec);
	assert_int_equal(person_of(person).state, ACCOUNT_REFUSED);
	assert_int_equal(posts_of(person), 0);
	assert_int_equal(act_approval_give(sec, asked.id, NULL), ERR_STALE);
	assert_true(asked_of(sec).id != asked.id);
}

static void
test_each_account_is_approved_with_its_own_posts_alone(void **state)
{
	int64_t first = proposed("first"), second = proposed("second");
	struct approval asked = asked_of(sec);

	(void)state;
	assert_int_equal(asked.object, second);
	assert_int_equal(act_approval_give(sec, asked.id, NULL), 0);
	assert_int_equal(posts_of(second), 1);
	assert_int_equal(posts_of(first), 0);
	assert_int_equal(act_approval_give(sec, asked_of(sec).id, NULL), 0);
}

static void
test_a_further_post_begins_when_agreed_and_ends_at_once(void **state)
{
	int64_t post = -7, audit = 0;

	(void)state;
	assert_int_equal(act_post_propose(sec, op->person, ROLE_STAFF, school,
			     0, &post, NULL),
	    ERR_DENIED);
	assert_int_equal(act_post_propose(sys, op->person, ROLE_NONE, school, 0,
			     &post, NULL),
	    ERR_INPUT);
	assert_memory_equal(sys->why, "role: ", 6);
	assert_int_equal(act_post_propose(sys, op->person, ROLE_STAFF,
			     987654321, 0, &post, NULL),
	    ERR_INPUT);
	assert_int_equal(post, -7);
	assert_int_equal(act_post_propose(sys, op->person, ROLE_STAFF, school,
			     0, &post, &audit),
	    0);
	assert_noted("post.propose", audit, sys);
	assert_int_equal(act_look(op), 0);
	assert_false(act_is(op, ROLE_STAFF));
	assert_string_equal(asked_of(sec).kind, "post");
	assert_int_equal(asked_of(sec).object, post);
	assert_string_equal(asked_of(sec).code, "staff");
	assert_int_equal(act_approval_give(sec, asked_of(sec).id, NULL), 0);
	assert_int_equal(act_look(op), 0); /* without signing in again */
	assert_true(act_is(op, ROLE_STAFF));

	assert_int_equal(act_post_end(sec, post, NULL), ERR_DENIED);
	assert_int_equal(act_post_end(sys, post, &audit), 0);
	assert_noted("post.end", audit, sys);
	assert_int_equal(act_look(op), 0);
	assert_false(act_is(op, ROLE_STAFF));
	assert_true(act_is(op, ROLE_OPERATOR));
}

static void
test_a_post_refused_never_begins(void **state)
{
	int64_t post;

	(void)state;
	assert_int_equal(act_post_propose(sys, op->person, ROLE_STAFF, school,
			     0, &post, NULL),
	    0);
	assert_int_equal(
	    act_approval_refuse(sec, asked_of(sec).id, NULL, NULL), 0);
	assert_int_equal(act_look(op), 0);
	assert_false(act_is(op, ROLE_STAFF));
	assert_true(asked_of(sec).object != post);
}

/* --- locking, and beginning again -------------------------------------------
 */

static void
test_an_account_is_locked_and_opened_once(void **state)
{
	static const struct {
		const char *why;
		bool lock;
		int r;
		enum account_state then;
	} c[] = { { "open one that is open", false, ERR_STATE, ACCOUNT_ACTIVE },
		{ "lock it", true, 0, ACCOUNT_LOCKED },
		{ "lock it again", true, ERR_STATE, ACCOUNT_LOCKED },
		{ "open it", false, 0, ACCOUNT_ACTIVE } };

	(void)state;
	assert_int_equal(
	    act_account_lock(sys, op->person, true, NULL), ERR_DENIED);
	for (size_t i = 0; i < nitems(c); i++) {
		int64_t audit = 0;

		test_same_int(c[i].why,
		    act_account_lock(sec, op->person, c[i].lock, &audit),
		    c[i].r);
		if (c[i].r == 0)
			assert_noted(
			    c[i].lock ? "account.lock" : "account.unlock",
			    audit, sec);
		test_same_int(c[i].why, person_of(op->person).state, c[i].then);
	}
}

/* Nobody signs in to it meanwhile, and afterwards it waits as before. */
static void
test_an_account_that_waits_for_its_first_sign_in_is_locked_and_waits_again(
    void **state)
{
	int64_t person = proposed("waits");
	static const char pass[] = "yi ju zhen de hen chang de hua";
	enum signin_state now;
	struct act_signin *s;
	struct actor *who;

	(void)state;
	assert_int_equal(act_account_lock(sec, person, true, NULL), ERR_STATE);
	assert_int_equal(act_approval_give(sec, asked_of(sec).id, NULL), 0);
	assert_int_equal(person_of(person).state, ACCOUNT_APPROVED);
	assert_int_equal(act_account_lock(sec, person, true, NULL), 0);
	assert_int_equal(person_of(person).state, ACCOUNT_LOCKED);
	assert_int_equal(act_signin_begin(sec->store, &s), 0);
	assert_int_equal(
	    act_signin_key(s, "waits", "ssh-ed25519 AAAA", &now), 0);
	assert_int_equal(now, SIGNIN_KNOWN); /* as of any other */
	assert_int_equal(act_signin_secret(s, pass, strlen(pass), "ssh", &who),
	    ERR_PASSPHRASE);
	assert_int_not_equal(act_signin_first(s, pass, strlen(pass), &who), 0);
	act_signin_end(s);
	assert_int_equal(act_account_lock(sec, person, false, NULL), 0);
	assert_int_equal(person_of(person).state, ACCOUNT_APPROVED);
	assert_int_equal(act_signin_begin(sec->store, &s), 0);
	assert_int_equal(
	    act_signin_key(s, "waits", "ssh-ed25519 AAAA", &now), 0);
	assert_int_equal(now, SIGNIN_FIRST);
	assert_int_equal(act_signin_first(s, pass, strlen(pass), &who), 0);
	act_free(who);
	act_signin_end(s);
	assert_int_equal(person_of(person).state, ACCOUNT_ACTIVE);
}

static void
test_a_colleague_of_the_circle_lets_an_account_begin_again(void **state)
{
	int64_t stranger = proposed("begins");
	struct act_code code;

	(void)state;
	assert_int_equal(
	    act_account_regrant(psy, psy->person, &code, NULL), ERR_SECOND);
	assert_int_equal(
	    act_account_regrant(psy, stranger, &code, NULL), ERR_STATE);
	assert_int_equal(
	    act_account_regrant(psy, op->person, &code, NULL), ERR_DENIED);
	assert_string_equal(psy->why,
	    "Their group's lead, their principal, the district or a "
	    "colleague of their circle can do this.");
	/* in a circle, but not in this one; and the other way round */
	assert_int_equal(
	    act_account_regrant(op, psy->person, &code, NULL), ERR_DENIED);
	assert_int_equal(
	    act_account_regrant(sys, op->person, &code, NULL), ERR_DENIED);
	assert_int_equal(
	    act_account_regrant(op, sys->person, &code, NULL), ERR_DENIED);
}

static void
test_two_administrators_let_an_account_begin_again(void **state)
{
	struct actor *staff = test_signin("class1");
	int64_t id = 0, audit = 0, stranger = proposed("begins2");

	(void)state;
	assert_int_equal(
	    act_account_reset(sys, sys->person, &id, NULL), ERR_SECOND);
	assert_int_equal(
	    act_account_reset(sys, stranger, &id, NULL), ERR_STATE);
	assert_int_equal(act_account_reset(sys, staff->person, &id, &audit), 0);
	assert_noted("account.reset", audit, sys);
	assert_int_equal(
	    act_account_reset(sys, staff->person, &id, NULL), ERR_EXISTS);
	/* locked since: what was asked does not fit any more */
	assert_int_equal(act_account_lock(sec, staff->person, true, NULL), 0);
	assert_int_equal(act_approval_give(sec, id, NULL), ERR_STATE);
	assert_int_equal(act_account_lock(sec, staff->person, false, NULL), 0);
	/* for oneself somebody else has to agree */
	assert_int_equal(act_approval_refuse(sec, id, NULL, NULL), 0);
	assert_int_equal(person_of(staff->person).state, ACCOUNT_ACTIVE);
	assert_int_equal(act_account_reset(sys, sec->person, &id, NULL), 0);
	assert_int_equal(act_approval_give(sec, id, NULL), ERR_SECOND);
	assert_int_equal(person_of(sec->person).state, ACCOUNT_ACTIVE);
	assert_int_equal(act_approval_refuse(sec, id, NULL, NULL), 0);

	assert_int_equal(act_account_reset(sys, staff->person, &id, NULL), 0);
	assert_int_equal(act_approval_give(sec, id, NULL), 0);
	assert_int_equal(person_of(staff->person).state, ACCOUNT_APPROVED);
	assert_int_equal(person_of(staff->person).n_wrapped, 0);
	assert_int_equal(act_look(staff), ERR_DENIED);
	test_leave(staff);
}

/* --- seeing them, and one's own ---------------------------------------------
 */

static int
count_people(void *arg, const struct person *p)
{
	struct person *last = arg;

	assert_true(strcmp(p->login, last->login) > 0);
	last->id++;
	mem_copy_text(last->login, sizeof(last->login), p->login);
	return 0;
}

static void
test_administrators_alone_see_accounts(void **state)
{
	static const struct {
		const char *login;
		int r;
	} c[] = { { "sys1", 0 }, { "sec1", 0 }, { "aud1", 0 },
		{ "op1", ERR_DENIED }, { "centre1", ERR_DENIED },
		{ "cust1", ERR_DENIED }, { "head1", ERR_DENIED },
		{ "dist1", ERR_DENIED } };
	struct person last = { .id = 0 };

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct actor *who = test_signin(c[i].login);

		last = (struct person){ .id = 0 };
		test_same_int(c[i].login,
		    act_account_each(who, "", 3, count_people, &last), c[i].r);
		test_same_int(c[i].login, last.id, c[i].r == 0 ? 3 : 0);
		test_leave(who);
	}
	assert_int_equal(
	    act_account_each(sys, "sys0", 1, count_people, &last), 0);
	assert_string_equal(last.login, "sys1");
}

static void
test_registers_are_shown_to_who_keeps_them(void **state)
{
	static const struct {
		const char *login;
		int r;
	} c[] = { { "sys1", 0 }, { "sec1", 0 }, { "dist1", 0 },
		{ "op1", ERR_DENIED }, { "aud1", ERR_DENIED },
		{ "psy1", ERR_DENIED } };

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct actor *who = test_signin(c[i].login);
		int n[2] = { 0, 0 };

		test_same_int(
		    c[i].login, act_post_each(who, count_posts, n), c[i].r);
		test_same_int(c[i].login, n[0] > 0, c[i].r == 0);
		test_leave(who);
	}
}

/* --- organisations and the on-call directory --------------------------------
 */

static void
test_organisations_are_kept_by_the_district_and_the_system(void **state)
{
	static const char long_name[] =
	    TEN TEN TEN TEN TEN TEN TEN TEN TEN "1234567";
	const struct {
		const char *why, *login, *type, *code, *name;
		int r;
	} c[] = { { "a school", "dist1", "school", "S900", "九百校", 0 },
		{ "the system may", "sys1", "school", "S901", "九百一校", 0 },
		{ "an operator may not", "op1", "school", "S902", "校",
		    ERR_DENIED },
		{ "a principal may not", "head1", "school", "S902", "校",
		    ERR_DENIED },
		{ "a code taken", "dist1", "school", "S900", "校", ERR_EXISTS },
		{ "no such type", "dist1", "academy", "S902", "校", ERR_INPUT },
		{ "no name", "dist1", "school", "S902", "", ERR_INPUT },
		{ "a long name", "dist1", "school", "S902", long_name,
		    ERR_INPUT },
		{ "a long code", "dist1", "school", long_name, "校",
		    ERR_INPUT },
		{ "where it does not fit", "dist1", "class", "K1", "班",
		    ERR_INPUT } };
	struct org district, made;

	(void)state;
	assert_int_equal(
	    store_org_above(sys->store, school, ORG_DISTRICT, &district), 0);
	for (size_t i = 0; i < nitems(c); i++) {
		struct actor *who = test_signin(c[i].login);
		int64_t id = -7, audit = 0;

		test_same_int(c[i].why,
		    act_org_put(who, 0, district.id, c[i].type,
			900 + (int64_t)i, c[i].code, c[i].name, &id, &audit),
		    c[i].r);
		test_same_int(c[i].why, audit > 0, c[i].r == 0);
		test_leave(who);
		if (c[i].r != 0) {
			test_same_int(c[i].why, id, -7);
			continue;
		}
		assert_int_equal(store_org_get(sys->store, id, &made), 0);
		assert_string_equal(made.name, c[i].name);
		assert_string_equal(made.code, c[i].code);
		assert_int_equal(made.parent, district.id);
		assert_int_equal(made.number, 900 + (int64_t)i);
	}
	assert_int_equal(
	    act_org_put(sys, made.id, 0, "", 0, "", "新名", &made.id, NULL), 0);
	assert_int_equal(store_org_get(sys->store, made.id, &made), 0);
	assert_string_equal(made.name, "新名");
	assert_string_equal(made.code, "S901");
}

static int
take_oncall(void *arg, const struct oncall *o)
{
	char *to = arg;

	strcat(strcat(to, o->name), ";");
	return 0;
}

static void
test_a_school_keeps_its_own_on_call_list(void **state)
{
	static const struct {
		const char *why, *login, *duty, *name, *phone;
		bool other, confirmed;
		int r;
	} c[] = { { "its psychologist", "psy1", "night", "甲", "1", false, true,
		      0 },
		{ "its principal", "head1", "night", "乙", "1", false, false,
		    0 },
		{ "another principal's", "head1", "night", "壬", "1", true,
		    false, ERR_DENIED },
		{ "another school's", "psy1", "night", "丙", "1", true, false,
		    ERR_DENIED },
		{ "the district", "dist1", "night", "丁", "1", true, false, 0 },
		{ "a shift lead", "lead1", "night", "戊", "1", true, false,
		    ERR_DENIED },
		{ "the centre", "centre1", "night", "己", "1", false, false,
		    0 },
		{ "an operator", "op1", "night", "庚", "1", false, false,
		    ERR_DENIED },
		{ "without a name", "psy1", "night", "", "1", false, false,
		    ERR_INPUT },
		{ "without a phone", "psy1", "night", "辛", "", false, false,
		    ERR_INPUT },
		{ "without a duty", "psy1", "", "辛", "1", false, false,
		    ERR_INPUT } };
	struct org two;

	(void)state;
	assert_int_equal(
	    store_org_by_code(sys->store, ORG_SCHOOL, "S002", &two), 0);
	for (size_t i = 0; i < nitems(c); i++) {
		struct actor *who = test_signin(c[i].login);
		struct oncall o = { .org = c[i].other ? two.id : school };
		char seen[4096] = "";
		int64_t audit = 0;

		mem_copy_text(o.duty, sizeof(o.duty), c[i].duty);
		mem_copy_text(o.name, sizeof(o.name), c[i].name);
		mem_copy_text(o.phone, sizeof(o.phone), c[i].phone);
		test_same_int(c[i].why,
		    act_oncall_put(who, &o, c[i].confirmed, &audit), c[i].r);
		test_same_int(c[i].why, audit > 0, c[i].r == 0);
		test_same_int(c[i].why,
		    o.confirmed_at > 0 && o.confirmed_by == who->person,
		    c[i].confirmed);
		assert_int_equal(
		    act_oncall_each(who, o.org, take_oncall, seen), 0);
		if (c[i].name[0] != '\0')
			test_same_int(c[i].why, strstr(seen, c[i].name) != NULL,
			    c[i].r == 0);
		test_leave(who);
	}
}

/* A line's is its leads', a district's its centre's. */
static void
test_a_line_and_a_district_keep_their_own_on_call_lists(void **state)
{
	static const struct {
		const char *why, *login;
		enum org_type of;
		bool next; /* the district next door */
		int r;
	} c[] = { { "a lead, their line's", "lead1", ORG_LINE, false, 0 },
		{ "a lead, another line's", "lead1", ORG_LINE, true,
		    ERR_DENIED },
		{ "a lead, the district's", "lead1", ORG_DISTRICT, false,
		    ERR_DENIED },
		{ "the centre, its line's", "centre1", ORG_LINE, false, 0 },
		{ "the centre, its district's", "centre1", ORG_DISTRICT, false,
		    0 },
		{ "the centre, another district's", "centre1", ORG_DISTRICT,
		    true, ERR_DENIED },
		{ "the centre, another district's line", "centre1", ORG_LINE,
		    true, ERR_DENIED },
		{ "beside the schools, its district's", "op2", ORG_DISTRICT,
		    false, 0 },
		{ "beside the schools, another's", "op2", ORG_DISTRICT, true,
		    ERR_DENIED } };
	struct actor *lead = test_signin("lead1"), *who;
	struct org district, line, next, other, centre;
	struct post beside = { .role = ROLE_COUNSELLOR };
	int64_t audit;

	(void)state;
	line.id = act_post(lead, ROLE_LEAD)->org;
	assert_int_equal(
	    store_org_above(sys->store, school, ORG_DISTRICT, &district), 0);
	assert_int_equal(act_org_put(sys, 0, district.parent, "district", 0,
			     "D77", "邻区", &next.id, &audit),
	    0);
	assert_int_equal(act_org_put(sys, 0, next.id, "line", 0, "L77",
			     "邻区热线", &other.id, &audit),
	    0);
	assert_int_equal(act_org_put(sys, 0, district.id, "centre", 0, "C77",
			     "中心", &centre.id, &audit),
	    0);
	beside.org = centre.id;
	who = test_signin("op2");
	beside.person = who->person;
	test_leave(who);
	assert_int_equal(store_begin(sys->store), 0);
	assert_int_equal(
	    store_end(sys->store, store_post_add(sys->store, &beside, true,
				      store_now(sys->store))),
	    0);
	for (size_t i = 0; i < nitems(c); i++) {
		struct oncall o = { .duty = "lead", .phone = "1" };

		who = test_signin(c[i].login);
		snprintf(o.name, sizeof(o.name), "值班");
		if (c[i].of == ORG_LINE)
			o.org = c[i].next ? other.id : line.id;
		else
			o.org = c[i].next ? next.id : district.id;
		test_same_int(
		    c[i].why, act_oncall_put(who, &o, false, NULL), c[i].r);
		test_leave(who);
	}
	assert_int_equal(store_begin(sys->store), 0);
	assert_int_equal(
	    store_end(sys->store,
		store_post_end(sys->store, beside.id, store_now(sys->store))),
	    0);
	test_leave(lead);
}

static void
test_the_on_call_list_goes_from_the_school_up(void **state)
{
	struct org district;
	struct oncall o = { .duty = "night", .name = "区里", .phone = "1" };
	char seen[4096] = "", all[4096] = "", *at;

	(void)state;
	assert_int_equal(
	    store_org_above(sys->store, school, ORG_DISTRICT, &district), 0);
	o.org = district.id;
	assert_int_equal(act_oncall_put(sys, &o, false, NULL), 0);
	assert_int_equal(act_oncall_each(op, school, take_oncall, seen), 0);
	assert_non_null(at = strstr(seen, "甲"));
	assert_non_null(strstr(at, "区里"));
	assert_null(strstr(seen, "丁")); /* of another school */
	assert_int_equal(act_oncall_each(op, 0, take_oncall, all), 0);
	assert_non_null(strstr(all, "甲"));
	assert_non_null(strstr(all, "丁"));
	assert_non_null(strstr(all, "区里"));
}

static int
count_orgs(void *arg, const struct org *o)
{
	assert_int_equal(o->type, ORG_SCHOOL);
	++*(int *)arg;
	return 0;
}

static void
test_anybody_sees_the_schools(void **state)
{
	int n = 0;

	(void)state;
	assert_int_equal(act_org_each(op, ORG_SCHOOL, count_orgs, &n), 0);
	assert_int_equal(n, 3 + 2); /* two were made above */
}

/* --- work numbers -----------------------------------------------------------
 */

static const struct {
	const char *why, *who, *of, *number;
	int r;
} numbers[] = {
	{ "one of their own", "sys1", "op1", "RX-2024-001", 0 },
	{ "the same again", "sys1", "op1", "rx-2024-001", 0 },
	{ "somebody else's number", "sys1", "op2", "Rx-2024-001", ERR_EXISTS },
	{ "somebody else's login", "sys1", "op2", "op1", ERR_EXISTS },
	{ "their own login", "sys1", "op2", "op2", 0 },
	{ "none any more", "sys1", "op2", "", 0 },
	{ "a sign that is none", "sys1", "op2", "青0001", ERR_INPUT },
	{ "too long", "sys1", "op2", TEN TEN TEN "abc", ERR_INPUT },
	{ "as long as may be", "sys1", "op2", "n-" TEN TEN TEN, 0 },
	{ "not by the other administrator", "sec1", "op2", "x1", ERR_DENIED },
	{ "not by oneself", "op1", "op1", "x1", ERR_DENIED },
};

static void
test_a_number_is_one_persons_and_nobodys_login(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(numbers); i++) {
		struct actor *who = strcmp(numbers[i].who, "sys1") == 0	  ? sys
				    : strcmp(numbers[i].who, "sec1") == 0 ? sec
									  : op;
		int64_t person, audit;

		assert_int_equal(
		    act_people_find(who, numbers[i].of, &person), 0);
		test_same_int(numbers[i].why,
		    act_account_number(who, person, numbers[i].number, &audit),
		    numbers[i].r);
	}
}

static const struct {
	const char *why, *typed;
	enum signin_state state;
} typed[] = {
	{ "the login", "op1", SIGNIN_KNOWN },
	{ "in capitals", "OP1", SIGNIN_KNOWN },
	{ "the number", "rx-2024-001", SIGNIN_KNOWN },
	{ "as it is printed", "RX-2024-001", SIGNIN_KNOWN },
	{ "another number", "rx-2024-002", SIGNIN_UNKNOWN },
	{ "a beginning of it", "rx-2024-00", SIGNIN_UNKNOWN },
	{ "nothing", "", SIGNIN_UNKNOWN },
	{ "longer than any", TEN TEN TEN TEN TEN, SIGNIN_UNKNOWN },
};

static void
test_one_signs_in_by_login_or_number(void **state)
{
	enum signin_state got;
	struct act_signin *s;

	(void)state;
	assert_int_equal(act_signin_begin(sys->store, &s), 0);
	for (size_t i = 0; i < nitems(typed); i++) {
		assert_int_equal(act_signin_login(s, typed[i].typed, &got), 0);
		test_same_int(typed[i].why, (int)got, (int)typed[i].state);
	}
	act_signin_end(s);
}

static void
test_a_new_account_takes_no_others_name(void **state)
{
	struct act_account a = account_called("rx-2024-001");
	int64_t person, audit;

	(void)state;
	assert_int_equal(
	    act_account_propose(sys, &a, &person, &audit), ERR_EXISTS);
	a = account_called("number1");
	a.number = "OP1";
	assert_int_equal(
	    act_account_propose(sys, &a, &person, &audit), ERR_EXISTS);
	a.number = "RX-2024-003";
	assert_int_equal(act_account_propose(sys, &a, &person, &audit), 0);
}

/* The number that is dialled in an emergency: who keeps one list cannot take
 * an entry of another's over, nor one that is not there. */
static void
test_an_entry_on_call_is_changed_by_who_keeps_its_list(void **state)
{
	struct oncall theirs = { .duty = "district", .phone = "010-1" };
	struct oncall o, now;
	struct org district;

	(void)state;
	assert_int_equal(
	    store_org_above(sys->store, school, ORG_DISTRICT, &district), 0);
	theirs.org = district.id;
	snprintf(theirs.name, sizeof(theirs.name), "区里值班");
	assert_int_equal(act_oncall_put(sys, &theirs, true, NULL), 0);
	o = theirs;
	o.org = school;
	snprintf(o.phone, sizeof(o.phone), "010-2");
	assert_int_equal(act_oncall_put(psy, &o, true, NULL), ERR_DENIED);
	o.id = 999999;
	assert_int_equal(act_oncall_put(psy, &o, true, NULL), ERR_DENIED);
	o.id = 0;
	assert_int_equal(act_oncall_put(psy, &o, true, NULL), 0);
	snprintf(o.phone, sizeof(o.phone), "010-3");
	assert_int_equal(act_oncall_put(psy, &o, true, NULL), 0);
	assert_int_equal(store_oncall_get(sys->store, theirs.id, &now), 0);
	assert_string_equal(now.phone, "010-1");
	assert_int_equal(now.org, district.id);
}

static void
test_a_long_sentence_ends_with_a_whole_character(void **state)
{
	char name[300] = "";
	size_t n;

	(void)state;
	for (int i = 0; i < 99; i++)
		strcat(name, "好");
	for (int lead = 0; lead < 3; lead++) {
		act_fail(psy, ERR_INPUT, "%.*s%s", lead, "ab", name);
		n = strlen(psy->why);
		test_true("of three bytes", (n - (size_t)lead) % 3 == 0);
		test_true("nearly all of it", n > ACT_WHY_MAX - 4);
	}
}

/* A hundred others wait before it. */
static void
test_what_one_may_decide_is_found_behind_what_others_may(void **state)
{
	struct actor *head = test_signin("head1");
	struct approval a = { .id = 0 };
	char login[16];
	int64_t id;

	(void)state;
	for (int i = 0; i < 105; i++) {
		snprintf(login, sizeof(login), "many%d", i);
		proposed(login);
	}
	assert_int_equal(act_care_ask(psy, &id), 0);
	assert_int_equal(act_approval_each(head, 0, 10, last_of, &a), 0);
	assert_int_equal(a.id, id);
	test_leave(head);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_login_is_small_letters_digits_and_three_signs),
	cmocka_unit_test(test_a_name_has_one_to_sixty_four_bytes),
	cmocka_unit_test(test_a_key_is_its_type_and_its_text),
	cmocka_unit_test(test_an_account_without_a_role_or_an_org_is_refused),
	cmocka_unit_test(
	    test_an_account_is_proposed_by_one_and_approved_by_another),
	cmocka_unit_test(test_an_account_refused_is_none),
	cmocka_unit_test(
	    test_each_account_is_approved_with_its_own_posts_alone),
	cmocka_unit_test(
	    test_a_further_post_begins_when_agreed_and_ends_at_once),
	cmocka_unit_test(test_a_post_refused_never_begins),
	cmocka_unit_test(test_an_account_is_locked_and_opened_once),
	cmocka_unit_test(
	    test_an_account_that_waits_for_its_first_sign_in_is_locked_and_waits_again),
	cmocka_unit_test(
	    test_a_colleague_of_the_circle_lets_an_account_begin_again),
	cmocka_unit_test(test_two_administrators_let_an_account_begin_again),
	cmocka_unit_test(test_administrators_alone_see_accounts),
	cmocka_unit_test(test_registers_are_shown_to_who_keeps_them),
	cmocka_unit_test(
	    test_organisations_are_kept_by_the_district_and_the_system),
	cmocka_unit_test(test_a_school_keeps_its_own_on_call_list),
	cmocka_unit_test(
	    test_a_line_and_a_district_keep_their_own_on_call_lists),
	cmocka_unit_test(test_the_on_call_list_goes_from_the_school_up),
	cmocka_unit_test(test_anybody_sees_the_schools),
	cmocka_unit_test(test_a_number_is_one_persons_and_nobodys_login),
	cmocka_unit_test(test_one_signs_in_by_login_or_number),
	cmocka_unit_test(test_a_new_account_takes_no_others_name),
	cmocka_unit_test(
	    test_what_one_may_decide_is_found_behind_what_others_may),
	cmocka_unit_test(
	    test_an_entry_on_call_is_changed_by_who_keeps_its_list),
	cmocka_unit_test(test_a_long_sentence_ends_with_a_whole_character),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
