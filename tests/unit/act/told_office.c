/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Days of an office, told to the last field as in told.c: accounts and posts,
 * registers, looking for children, circles.  Everything is tried by everybody,
 * so that the text is a table of who may do what, whom it wakes and what the
 * log says of it.
 */
#include "act/invite.h"
#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/audit.h"
#include "act/circle.h"
#include "act/draft.h"
#include "act/key.h"
#include "act/register.h"
#include "act/sample.h"
#include "act/schooling.h"
#include "act/setting.h"
#include "act/signin.h"
#include "act/student.h"
#include "act/today.h"
#include "act/watch.h"
#include "act/watching.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/keys.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/tell.h"
#include "tests/lib/test.h"
#include "tests/lib/woken.h"

/* Who decides comes after those who may not. */
static const char *const logins[] = { "aud1", "cust1", "lead1", "op1", "psy1",
	"psy2", "class1", "grade1", "head1", "centre1", "dist1", "sys1",
	"sec1" };
static struct actor *all[nitems(logins)];

#define EVERYBODY(what, call)                                 \
	do {                                                  \
		tell_together();                              \
		for (size_t i_ = 0; i_ < nitems(all); i_++) { \
			struct actor *w = all[i_];            \
			tell_one(w, (call));                  \
		}                                             \
		tell_groups(what);                            \
	} while (0)

static struct actor *
who_is(const char *login)
{
	for (size_t i = 0; i < nitems(logins); i++)
		if (strcmp(logins[i], login) == 0)
			return all[i];
	fail_msg("nobody is %s", login);
	return NULL;
}

static int
begin(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		all[i] = test_signin(logins[i]);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		test_leave(all[i]);
	test_office_close();
	return 0;
}

/* --- accounts and posts --------------------------------------------------- */

static int
list_person(void *arg, const struct person *p)
{
	(void)arg;
	tell("  %s %s phone %s %s key %s by %s agreed %s passphrase %d"
	     " signed in %s\n",
	    p->login, p->name, p->phone, account_state_name(p->state),
	    p->key_text, tell_who(p->proposed_by), tell_who(p->approved_by),
	    p->n_wrapped > 0, tell_when(p->signed_in_at));
	return 0;
}

static int
list_approval(void *arg, const struct approval *a)
{
	*(int64_t *)arg = a->id;
	tell("  %s of %s code %s by %s at %s\n", a->kind,
	    tell_called(a->object, a->kind), a->code, tell_who(a->asked_by),
	    tell_when(a->asked_at));
	return 0;
}

static int64_t
waiting(void)
{
	int64_t id = 0;

	EVERYBODY("is asked", act_approval_each(w, 0, 10, list_approval, &id));
	return id;
}

static int
list_post(void *arg, const struct post *p, bool held)
{
	if (p->person == *(int64_t *)arg)
		tell("  %s %s of %s deputy of %s held %d\n",
		    tell_who(p->person), role_name(p->role),
		    tell_called(p->org, "org"),
		    tell_called(p->deputy_of, "post"), held);
	return 0;
}

static struct act_code given; /* the code, last */

/* Who may not wipes what they were handed. */
static int
regrant(struct actor *who, int64_t person)
{
	struct act_code code;
	int r = act_account_regrant(who, person, &code, NULL);

	if (r == 0)
		given = code;
	return r;
}

/* With the code, for who forgot; NULL: a new account, which has a key. */
static struct actor *
first_signin(const char *login, const struct act_code *c)
{
	static const char pass[] = "a passphrase of one's own";
	enum signin_state now;
	struct act_signin *s;
	struct actor *who = NULL;
	struct store *st;

	assert_int_equal(store_open(&st, 512), 0);
	assert_int_equal(act_signin_begin(st, &s), 0);
	assert_int_equal(act_signin_login(s, login, &now), 0);
	assert_int_equal(now, c != NULL ? SIGNIN_KNOWN : SIGNIN_FIRST);
	if (c != NULL)
		assert_int_equal(
		    act_signin_code(s, c->words, strlen(c->words)), 0);
	assert_int_equal(act_signin_first(s, pass, strlen(pass), &who), 0);
	act_signin_end(s);
	tell_done(who, "signs in for the first time", 0);
	for (int i = 0; i < who->n_posts; i++)
		list_post(&who->person, &who->posts[i], true);
	return who;
}

static int64_t
district_of(struct actor *who)
{
	return act_post(who, who->posts[0].role)->org;
}

static int64_t
proposed(void)
{
	static const char long_login[] = "a23456789012345678901234567890123";
	static char long_name[66];
	const struct act_account good = { .login = "new1",
		.name = "新来",
		.phone = "13800000001",
		.key_text = "ssh-ed25519 AAAA",
		.role = ROLE_OPERATOR,
		.org = act_post(who_is("op1"), ROLE_OPERATOR)->org };
	struct act_account bad[] = { good, good, good, good, good, good, good,
		good };
	struct actor *sys = who_is("sys1");
	int64_t id = 0, none = 0;

	memset(long_name, 'x', sizeof(long_name) - 1);
	bad[0].login = long_login;
	bad[1].login = "New1";
	bad[2].login = "-new1";
	bad[3].name = "";
	bad[4].name = long_name;
	bad[5].key_text = "ssh-ed25519 AAAA me@home";
	bad[6].role = ROLE_NONE;
	bad[7].org = 987654321;
	for (size_t i = 0; i < nitems(bad); i++)
		tell_done(sys, "proposes",
		    act_account_propose(sys, &bad[i], &none, NULL));
	EVERYBODY("proposes", act_account_propose(w, &good, &id, NULL));
	assert_int_equal(none, 0);
	tell_name(id, "account1");
	tell_done(sys, "proposes it again",
	    act_account_propose(sys, &good, &none, NULL));
	return id;
}

static void
test_accounts(void **state)
{
	struct actor *sys = who_is("sys1"), *sec = who_is("sec1"), *new1;
	int64_t person, post = 0, approval;

	(void)state;
	tell_begin(3, 1);
	tell_name(act_post(who_is("op1"), ROLE_OPERATOR)->org, "org-line");
	tell_name(district_of(sys), "org-district");
	person = proposed();
	approval = waiting();
	tell_name(approval, "approval1");
	EVERYBODY("lists accounts",
	    act_account_each(w, "lead1", 2, list_person, NULL));
	EVERYBODY("lists posts", act_post_each(w, list_post, &person));
	EVERYBODY("agrees", act_approval_give(w, approval, NULL));
	tell_done(sec, "agrees again", act_approval_give(sec, approval, NULL));
	tell_done(sec, "does not agree any more",
	    act_approval_refuse(sec, approval, NULL, NULL));
	tell_done(sec, "lists accounts",
	    act_account_each(sec, "lead1", 1, list_person, NULL));
	new1 = first_signin("new1", NULL);
	tell_done(sec, "lists accounts",
	    act_account_each(sec, "lead1", 1, list_person, NULL));

	EVERYBODY(
	    "proposes a post", act_post_propose(w, person, ROLE_COUNSELLOR,
				   district_of(sys), 0, &post, NULL));
	tell_name(post, "post1");
	tell_done(sys, "lists posts", act_post_each(sys, list_post, &person));
	approval = waiting();
	tell_name(approval, "approval2");
	EVERYBODY(
	    "does not agree", act_approval_refuse(w, approval, NULL, NULL));
	tell_done(sys, "lists posts", act_post_each(sys, list_post, &person));
	tell_done(sys, "proposes a deputy",
	    act_post_propose(sys, person, ROLE_LEAD,
		act_post(who_is("lead1"), ROLE_LEAD)->org,
		act_post(who_is("lead1"), ROLE_LEAD)->id, &post, NULL));
	tell_name(act_post(who_is("lead1"), ROLE_LEAD)->id, "post-of-lead1");
	tell_name(post, "post2");
	assert_int_equal(act_look(new1), 0);
	tell_done(new1, "is no lead yet",
	    act_post(new1, ROLE_LEAD) == NULL ? 0 : ERR_STATE);
	approval = waiting();
	tell_done(sec, "agrees", act_approval_give(sec, approval, NULL));
	assert_int_equal(act_look(new1), 0);
	tell_done(new1, "is a lead",
	    act_post(new1, ROLE_LEAD) != NULL ? 0 : ERR_STATE);
	tell_done(sys, "lists posts", act_post_each(sys, list_post, &person));
	EVERYBODY("ends a post", act_post_end(w, post, NULL));
	assert_int_equal(act_look(new1), 0);
	tell_done(new1, "is a lead no more",
	    act_post(new1, ROLE_LEAD) == NULL ? 0 : ERR_STATE);

	EVERYBODY("locks", act_account_lock(w, person, true, NULL));
	tell_done(
	    sec, "locks again", act_account_lock(sec, person, true, NULL));
	tell_done(new1, "looks", act_look(new1));
	tell_done(new1, "begins", act_begin(new1));
	EVERYBODY("opens again", act_account_lock(w, person, false, NULL));
	tell_done(
	    sec, "opens again", act_account_lock(sec, person, false, NULL));
	tell_done(new1, "looks", act_look(new1));
	EVERYBODY("asks for a new beginning",
	    act_account_reset(w, person, &approval, NULL));
	tell_done(sys, "asks for their own",
	    act_account_reset(sys, sys->person, &approval, NULL));
	approval = waiting();
	tell_done(new1, "agrees", act_approval_give(new1, approval, NULL));
	tell_done(sec, "agrees", act_approval_give(sec, approval, NULL));
	tell_done(
	    sys, "asks again", act_account_reset(sys, person, &approval, NULL));
	tell_done(sec, "locks", act_account_lock(sec, person, true, NULL));
	tell_done(sec, "opens", act_account_lock(sec, person, false, NULL));
	tell_done(sec, "lists accounts",
	    act_account_each(sec, "lead1", 1, list_person, NULL));
	test_leave(new1);
	tell_audit();
	tell_same("accounts");
}

static void
test_an_account_that_is_refused(void **state)
{
	const struct act_account account = { .login = "new2",
		.name = "不来",
		.key_text = "ssh-rsa AAAA",
		.role = ROLE_STAFF,
		.org = act_post(who_is("psy1"), ROLE_STAFF)->org };
	struct actor *sys = who_is("sys1"), *sec = who_is("sec1");
	enum signin_state now;
	struct act_signin *s;
	int64_t person = 0, approval;

	(void)state;
	tell_begin(4, 2);
	tell_done(
	    sys, "proposes", act_account_propose(sys, &account, &person, NULL));
	tell_name(person, "account2");
	approval = waiting();
	tell_name(approval, "approval1");
	EVERYBODY(
	    "does not agree", act_approval_refuse(w, approval, NULL, NULL));
	tell_done(
	    sec, "agrees after all", act_approval_give(sec, approval, NULL));
	tell_done(sec, "lists accounts",
	    act_account_each(sec, "new1", 1, list_person, NULL));
	assert_int_equal(act_signin_begin(sys->store, &s), 0);
	assert_int_equal(act_signin_login(s, "new2", &now), 0);
	assert_int_equal(now, SIGNIN_UNKNOWN);
	act_signin_end(s);
	tell_audit();
	tell_same("refused");
}

/* --- circles -------------------------------------------------------------- */

static int
list_member(void *arg, const struct act_member *m)
{
	(void)arg;
	tell("  %s(%s) holds %d signs in %d\n", tell_who(m->person), m->name,
	    m->holds, m->signs_in);
	return 0;
}

static int
list_task(void *arg, const struct circle_task *t)
{
	(void)arg;
	tell("  %s to %s\n", t->kind, tell_who(t->person));
	return 0;
}

static int
list_circle(void *arg, const struct circle *c, bool member)
{
	(void)arg;
	tell("  %s member %d\n", c->name, member);
	return 0;
}

static int
work(struct actor *who, int64_t circle, bool *more)
{
	int r = act_circle_work(who, circle, more);

	if (r == 0)
		tell("  more %d\n", *more);
	return r;
}

static void
everybody_sees(int64_t circle)
{
	EVERYBODY("sees its members",
	    act_circle_members(w, circle, list_member, NULL));
	EVERYBODY("sees what is to do",
	    act_circle_pending(w, circle, list_task, NULL));
}

static void
test_circles(void **state)
{
	struct actor *op2 = test_signin("op2"), *lead = who_is("lead1"),
		     *op = who_is("op1");
	int64_t circle = 0, person = op2->person, none = 0, left = -1;
	bool more = true;

	(void)state;
	tell_begin(9, 3);
	assert_int_equal(
	    act_circle_of(op, act_post(op, ROLE_OPERATOR)->org, &circle), 0);
	tell_name(circle, "circle1");
	EVERYBODY("lists circles", act_circle_each(w, list_circle, NULL));
	EVERYBODY("makes the line's",
	    act_circle_create(
		w, act_post(op, ROLE_OPERATOR)->org, &none, NULL));
	everybody_sees(circle);
	/* op2 has forgotten the passphrase */
	tell_done(op2, "begins anew alone", regrant(op2, person));
	assert_int_equal(
	    act_draft_save(op2, "ticket.entry", 9, "半句", 6, 3), 0);
	tell_today(op2);
	test_leave(op2);
	EVERYBODY("lets op2 begin anew", regrant(w, person));
	everybody_sees(circle);
	EVERYBODY("gives the keys", act_circle_add(w, circle, person, NULL));
	op2 = first_signin("op2", &given);
	tell_today(op2);
	tell_done(op2, "holds it", act_circle_holds(op2, circle) ? 0 : ERR_KEY);
	everybody_sees(circle);
	EVERYBODY("gives the keys", act_circle_add(w, circle, person, NULL));
	tell_done(op2, "looks", act_look(op2));
	tell_done(op2, "holds it", act_circle_holds(op2, circle) ? 0 : ERR_KEY);
	everybody_sees(circle);
	/* and then leaves */
	tell_done(
	    op2, "leaves alone", act_circle_leave(op2, circle, person, NULL));
	EVERYBODY("lets op2 go", act_circle_leave(w, circle, person, NULL));
	tell_done(op2, "looks", act_look(op2));
	tell_done(op2, "holds it", act_circle_holds(op2, circle) ? 0 : ERR_KEY);
	everybody_sees(circle);
	EVERYBODY("counts what is left", act_circle_left(w, circle, &left));
	EVERYBODY("works", work(w, circle, &more));
	while (more)
		assert_int_equal(act_circle_work(lead, circle, &more), 0);
	tell_quiet();
	everybody_sees(circle);
	test_leave(op2);
	tell_audit();
	tell_same("circles");
}

/* --- registers ------------------------------------------------------------ */

static int
list_org(void *arg, const struct org *o)
{
	(void)arg;
	tell("  %s %s %s %lld\n", o->code, o->name, org_type_name(o->type),
	    (long long)o->number);
	return 0;
}

static int
list_oncall(void *arg, const struct oncall *o)
{
	(void)arg;
	tell("  %s %s %s of %s %s confirmed %s by %s\n", o->duty, o->name,
	    o->phone, tell_called(o->org, "org"), tell_who(o->person),
	    tell_when(o->confirmed_at), tell_who(o->confirmed_by));
	return 0;
}

static int
list_schooling(void *arg, const char *name, enum schooling s)
{
	(void)arg;
	tell("  %s %s\n", name, schooling_name(s));
	return 0;
}

static int
one_schooling(struct actor *who, int64_t school)
{
	enum schooling s;
	int r = act_schooling(who, school, &s);

	tell("  %s\n", schooling_name(s));
	return r;
}

static int
put_oncall(struct actor *who, int64_t org, const char *duty, const char *name,
    const char *phone)
{
	struct oncall o = { .org = org };

	snprintf(o.duty, sizeof(o.duty), "%s", duty);
	snprintf(o.name, sizeof(o.name), "%s", name);
	snprintf(o.phone, sizeof(o.phone), "%s", phone);
	return act_oncall_put(who, &o, phone[0] == '1', NULL);
}

static void
test_registers(void **state)
{
	static const struct {
		const char *type, *code, *name;
		int parent; /* 0: the district, 1: a school, 2: the top */
	} bad[] = { { "shop", "S9", "九校", 0 }, { "school", "S9", "", 0 },
		{ "school", "S001", "又一校", 0 },
		{ "district", "D9", "九区", 1 }, { "grade", "", "年级", 2 } };
	struct actor *dist = who_is("dist1"), *sys = who_is("sys1");
	struct org district, school, other;
	int64_t id = 0, put = 0;

	(void)state;
	tell_begin(6, 4);
	assert_int_equal(
	    store_org_by_code(sys->store, ORG_DISTRICT, "D", &district), 0);
	assert_int_equal(
	    store_org_by_code(sys->store, ORG_SCHOOL, "S001", &school), 0);
	assert_int_equal(
	    store_org_by_code(sys->store, ORG_SCHOOL, "S003", &other), 0);
	tell_name(district.id, "org-district");
	tell_name(school.id, "org-S001");
	tell_name(other.id, "org-S003");
	for (size_t i = 0; i < nitems(bad); i++)
		tell_done(dist, bad[i].type,
		    act_org_put(dist, 0,
			bad[i].parent == 0   ? district.id
			: bad[i].parent == 1 ? school.id
					     : 0,
			bad[i].type, 9, bad[i].code, bad[i].name, &put, NULL));
	assert_int_equal(put, 0);
	EVERYBODY("adds a school", act_org_put(w, 0, district.id, "school", 0,
				       "S009", "九校", &id, NULL));
	tell_name(id, "org-S009");
	EVERYBODY("calls it otherwise",
	    act_org_put(w, id, 0, "", 0, "", "第九学校", &id, NULL));
	EVERYBODY("lists schools", act_org_each(w, ORG_SCHOOL, list_org, NULL));

	EVERYBODY("keeps the list of S001",
	    put_oncall(w, school.id, "school", w->name, "13800000001"));
	EVERYBODY("keeps the list of S003",
	    put_oncall(w, other.id, "psychology", w->name, "0851-1"));
	tell_done(dist, "leaves out the duty",
	    put_oncall(dist, school.id, "", "x", "1"));
	tell_done(dist, "leaves out the name",
	    put_oncall(dist, school.id, "school", "", "1"));
	tell_done(dist, "leaves out the number",
	    put_oncall(dist, school.id, "school", "x", ""));
	tell_done(dist, "keeps the district's",
	    put_oncall(dist, district.id, "district", "何明", "1"));
	EVERYBODY("sees the list of S003",
	    act_oncall_each(w, other.id, list_oncall, NULL));
	tell_done(
	    sys, "sees all of it", act_oncall_each(sys, 0, list_oncall, NULL));

	EVERYBODY("sees how the district parts its years", one_schooling(w, 0));
	EVERYBODY("decides for S001",
	    act_schooling_put(w, "S001", SCHOOLING_5_4, NULL));
	EVERYBODY("decides for the district",
	    act_schooling_put(w, NULL, SCHOOLING_5_4_PREP, NULL));
	EVERYBODY("sees how S001 does", one_schooling(w, school.id));
	EVERYBODY("sees how S003 does", one_schooling(w, other.id));
	EVERYBODY("lists them", act_schooling_each(w, list_schooling, NULL));
	tell_done(dist, "decides for nobody",
	    act_schooling_put(dist, "S404", SCHOOLING_5_4, NULL));
	tell_done(dist, "goes back",
	    act_schooling_put(dist, NULL, SCHOOLING_6_3, NULL));
	tell_audit();
	tell_same("registers");
}

/* --- children ------------------------------------------------------------- */

static int64_t
add_child(
    const char *code, const char *name, const char *reading, const char *number)
{
	struct store *st = test_office();
	struct student s = { .grade = { STAGE_JUNIOR, 2053 },
		.label = "3",
		.sex = SEX_GIRL,
		.birth = 20410301,
		.boarding = true };
	struct guardian g = {
		.name = "曾先生", .relation = "父亲", .phone = "13800136021"
	};
	struct org school, class;

	assert_int_equal(store_org_by_code(st, ORG_SCHOOL, code, &school), 0);
	class = school;
	if (strcmp(code, "S001") == 0)
		assert_int_equal(
		    store_org_get(st,
			act_post(who_is("class1"), ROLE_CLASS_TEACHER)->org,
			&class),
		    0);
	s.school = school.id;
	s.class = class.id;
	s.place = class.lft;
	snprintf(s.identity, sizeof(s.identity), "G%s", number);
	snprintf(s.name, sizeof(s.name), "%s", name);
	snprintf(s.reading, sizeof(s.reading), "%s", reading);
	snprintf(s.number, sizeof(s.number), "%s", number + 10);
	snprintf(s.address, sizeof(s.address), "花园路 1 号");
	snprintf(s.dorm, sizeof(s.dorm), "2 栋 305");
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_student_add(st, &s, store_now(st), 1), 0);
	assert_int_equal(
	    store_end(st, store_guardian_put(st, s.id, &g, 1, 1)), 0);
	return s.id;
}

static int
show_child(struct actor *who, int64_t id)
{
	struct act_student v;
	int r = act_student_show(who, id, &v);

	if (r != 0)
		return r;
	tell("  %s %s %s number %s identity %s sex %d born %d age %d today %d"
	     " boards %d in %s, %s; %s, %s teacher %s family %d corrects %d"
	     " reports %d\n",
	    v.s.name, v.s.reading, v.s.label, v.s.number, v.s.identity,
	    (int)v.s.sex, v.s.birth, v.age, v.today, v.s.boarding, v.s.dorm,
	    v.s.address, v.school, v.class, v.teacher, (int)v.family,
	    v.may_correct, v.may_report);
	for (int i = 0; i < v.n_guardians; i++)
		tell("  %s %s %s %s\n", v.guardians[i].name,
		    v.guardians[i].relation, v.guardians[i].phone,
		    v.guardians[i].tail);
	return 0;
}

static int
find_exactly(struct actor *who, struct act_exact ask)
{
	struct act_found f;
	int r = act_student_exact(who, &ask, &f);

	if (r == 0)
		tell("  %s %s %s %s %s today %d\n",
		    tell_called(f.student, "child"), f.reading, f.school_name,
		    f.class_name, f.label, f.today);
	return r;
}

static int
list_child(void *arg, const struct act_student_row *row)
{
	(void)arg;
	tell("  %s %s %s %s today %d\n", row->s->name, row->school, row->class,
	    row->tail, row->today);
	return 0;
}

static int
look_up(struct actor *who, const char *typed)
{
	struct act_lookup *l;
	const char *name;
	bool more = false;
	int64_t n;
	int r = act_lookup_open(who, &l);

	if (r != 0)
		return r;
	if ((r = act_lookup_reach(l, &name, &n)) == 0)
		r = act_lookup_find(l, typed, 2, list_child, NULL, &more);
	tell("  of %s %lld more %d\n", name, (long long)n, more);
	act_lookup_close(l);
	return r;
}

static int
phone_of(struct actor *who, int64_t id, enum act_purpose p)
{
	char phone[PHONE_MAX] = "";
	struct guardian g;
	int n, r;

	assert_int_equal(store_guardian_all(test_office(), id, &g, 1, &n), 0);
	r = act_guardian_phone(who, id, g.id, p, phone);
	tell("  %s\n", phone);
	return r;
}

static void
test_children(void **state)
{
	static const char *const typed[] = { "", "zeng", "zyn", "曾", "6021",
		"0101", "G19900120120229010" };
	int64_t one, two;
	struct student s;

	(void)state;
	tell_begin(7, 5);
	one = add_child("S001", "曾一诺", "zeng yi nuo", "99001201202290101");
	(void)add_child("S001", "曾怡", "zeng yi", "99001201202290102");
	(void)add_child("S001", "曾依", "zeng yi", "99001201202290103");
	two = add_child("S002", "曾远", "zeng yuan", "99001201202290104");
	tell_name(one, "child1");
	tell_name(two, "child2");
	EVERYBODY("sees the first", show_child(w, one));
	EVERYBODY("sees the other", show_child(w, two));
	for (enum permit_ground g = GROUND_NONE; g < GROUND_COUNT; g++)
		EVERYBODY(g == GROUND_NONE ? "finds" : permit_ground_name(g),
		    find_exactly(w,
			(struct act_exact){
			    .school = "S001", .name = "曾一诺", .ground = g }));
	EVERYBODY("finds by number",
	    find_exactly(w, (struct act_exact){ .school = "S002",
				.number = "2290104",
				.ground = GROUND_SAFETY }));
	EVERYBODY("finds without a school",
	    find_exactly(w, (struct act_exact){ .number = "2290101",
				.ground = GROUND_SAFETY }));
	EVERYBODY("finds half a name",
	    find_exactly(w, (struct act_exact){ .school = "S001",
				.name = "曾一",
				.ground = GROUND_SAFETY }));
	for (size_t i = 0; i < nitems(typed); i++) {
		char what[64];

		snprintf(what, sizeof(what), "types \"%s\"", typed[i]);
		EVERYBODY(what, look_up(w, typed[i]));
	}
	for (int p = 0; p < PURPOSE_COUNT; p++)
		EVERYBODY(act_purpose_words((enum act_purpose)p),
		    phone_of(w, one, (enum act_purpose)p));
	assert_int_equal(store_student_get(test_office(), one, &s), 0);
	EVERYBODY("corrects the reading",
	    act_student_reading(w, one, s.version, "zeng yi nuo er", NULL));
	tell_done(who_is("class1"), "corrects it with a sign",
	    act_student_reading(
		who_is("class1"), one, s.version + 1, "zeng1", NULL));
	EVERYBODY("looks for the new", look_up(w, "zengyinuoer"));
	tell_audit();
	tell_same("children");
}

/* --- what each listens to ------------------------------------------------- */

static int
listen(struct actor *who)
{
	uint32_t topics[64];
	int n = act_today_topics(who, topics, nitems(topics));

	who->why[0] = '\0'; /* of what was asked before */
	for (int i = 0; i < n; i++) {
		const char *name =
		    test_topic(who->store, topics[i], tell_called);

		tell(" %s%s", i == 0 ? " " : "",
		    name == NULL		    ? "?"
		    : strcmp(name, who->login) == 0 ? "self"
						    : name);
	}
	tell("\n");
	return act_today_topics(who, topics, 1) == 1 ? 0 : ERR_LIMIT;
}

static void
the_log_in_rows(struct actor *aud)
{
	struct audit_head head;
	struct act_today t;
	char text[64];

	assert_int_equal(act_audit_head(aud, &head), 0);
	assert_int_equal(act_today(aud, &t), 0);
	snprintf(
	    text, sizeof(text), "the audit log: %lld rows", (long long)head.id);
	assert_int_equal(t.n, 1);
	assert_string_equal(t.row[0].about, text);
	act_today_free(&t);
}

static void
test_today(void **state)
{
	(void)state;
	tell_begin(8, 6);
	EVERYBODY("listens", listen(w));
	for (size_t i = 0; i < nitems(all); i++)
		if (all[i] != who_is("aud1")) /* has the length of the log */
			tell_today(all[i]);
	the_log_in_rows(who_is("aud1"));
	tell_done(who_is("sys1"), "sees no jump of the clock",
	    act_clock_alarm_clear(who_is("sys1")));
	EVERYBODY("has seen that the clock jumped", act_clock_alarm_clear(w));
	tell_audit();
	tell_same("today");
}

static void
test_settings(void **state)
{
	static const struct {
		const char *name, *value;
	} c[] = { { "language", "en" }, { "slow", "on" }, { "slow", "perhaps" },
		{ "bell", "off" }, { "colour", "red" },
		{ "ledger", "overdue level=school" } };

	(void)state;
	tell_begin(10, 7);
	for (size_t i = 0; i < nitems(c); i++)
		for (size_t k = 0; k < 2; k++) {
			enum setting_id id = setting_of(c[i].name);
			int r = act_setting_put(
			    all[k], c[i].name, c[i].value, NULL);

			tell_done(all[k], c[i].name, r);
			if (id < SETTING_COUNT)
				tell("  %s\n", act_setting(all[k], id));
		}
	tell_audit();
	tell_same("settings");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_accounts),
	cmocka_unit_test(test_an_account_that_is_refused),
	cmocka_unit_test(test_registers),
	cmocka_unit_test(test_children),
	cmocka_unit_test(test_today),
	cmocka_unit_test(test_circles),
	cmocka_unit_test(test_settings),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
