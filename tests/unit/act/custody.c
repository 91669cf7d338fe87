/* SPDX-License-Identifier: Apache-2.0 */
/* Custody at work: two agree, one after the other, and only then something
 * opens, to one who is neither of them. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/circle.h"
#include "act/consultation.h"
#include "act/custody.h"
#include "act/draft.h"
#include "act/key.h"
#include "act/sample.h"
#include "act/signin.h"
#include "act/student.h"
#include "act/ticket.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/audit.h"
#include "store/keys.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "store/warning.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define CANARY "canary7731canary"
#define WHY "她一个人在家，圈里没有人接电话"

static int64_t student, warning, school_circle;
static struct actor *centre, *head, *psy, *cust1, *cust2;

/* --- what there is to open
 * ----------------------------------------------------- */

/* A child of class1's class. */
static void
child(void)
{
	struct actor *who = test_signin("class1");
	struct student s = {
		.version = 1, .grade = { STAGE_JUNIOR, 2024 }, .label = "3"
	};
	struct org class, school;

	assert_int_equal(store_org_get(who->store,
			     act_post(who, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(
	    store_org_above(who->store, class.id, ORG_SCHOOL, &school), 0);
	s.school = school.id;
	s.class = class.id;
	s.place = class.lft;
	snprintf(s.identity, sizeof(s.identity), "custody:1");
	snprintf(s.name, sizeof(s.name), "石蕾");
	snprintf(s.number, sizeof(s.number), "20260001");
	assert_int_equal(store_begin(who->store), 0);
	assert_int_equal(store_end(who->store, store_student_add(who->store, &s,
						   store_now(who->store), 1)),
	    0);
	student = s.id;
	test_leave(who);
}

static void
report(void)
{
	struct observation_told o = { .student = student, .seen = CANARY };
	struct act_receipt got;
	struct actor *who;

	who = test_signin("class1");
	assert_int_equal(act_observation_report(who, &o, &got), 0);
	test_leave(who);
	warning = got.warning;
}

static int
begin(void **state)
{
	struct org school;

	(void)state;
	lang_set("en");
	test_office();
	child();
	centre = test_signin("centre1");
	head = test_signin("head1");
	psy = test_signin("psy1");
	cust1 = test_signin("cust1");
	cust2 = test_signin("cust2");
	assert_int_equal(
	    store_org_by_code(psy->store, ORG_SCHOOL, "S001", &school), 0);
	assert_int_equal(act_circle_of(psy, school.id, &school_circle), 0);
	report();
	return 0;
}

/* A child of nobody's worry, in the same school. */
static int64_t
quiet_child(void)
{
	struct student s;

	assert_int_equal(store_student_get(psy->store, student, &s), 0);
	s.id = 0;
	snprintf(s.identity, sizeof(s.identity), "custody:2");
	snprintf(s.name, sizeof(s.name), "骆安");
	snprintf(s.number, sizeof(s.number), "20260002");
	assert_int_equal(store_begin(psy->store), 0);
	assert_int_equal(store_end(psy->store, store_student_add(psy->store, &s,
						   store_now(psy->store), 1)),
	    0);
	return s.id;
}

/* Every pair there is: what one session can open, but its own. */
static int
opens(struct actor *who, enum key_kind kind, int64_t owner)
{
	const struct sealed_key *k;
	int64_t pair;

	assert_int_equal(act_key_of(who, kind, owner, &pair, NULL), 0);
	return act_key_open(who, pair, &k);
}

/* Neither custodian's session reaches the circle, the warning, the file. */
static void
custody_holds_nothing(void)
{
	struct actor *both[] = { cust1, cust2 };

	for (int i = 0; i < 2; i++) {
		assert_int_equal(
		    opens(both[i], KEY_CIRCLE, school_circle), ERR_KEY);
		assert_int_equal(opens(both[i], KEY_WARNING, warning), ERR_KEY);
	}
}

static enum custody_state
state_of(int64_t id)
{
	struct custody_request r;

	assert_int_equal(store_custody_get(psy->store, id, &r), 0);
	return r.state;
}

struct audits {
	const char *what;
	int64_t object;
	int n;
};

static int
audit_count(void *arg, const struct audit_event *e)
{
	struct audits *a = arg;

	a->n += e->object == a->object && strcmp(e->what, a->what) == 0;
	return 0;
}

static int
audited(const char *what, int64_t object)
{
	struct audits a = { what, object, 0 };

	assert_int_equal(
	    store_audit_each(psy->store, 0, 1000000, audit_count, &a), 0);
	return a.n;
}

/* --- break-glass
 * ---------------------------------------------------------------- */

static bool
reads_warning(struct actor *who)
{
	struct act_warning *v;
	bool found = false;
	int r = act_warning_show(who, warning, &v);

	if (r != 0) {
		assert_int_equal(r, ERR_DENIED);
		return false;
	}
	for (int i = 0; i < v->n_reports; i++)
		found |= v->reports[i].told.seen != NULL &&
			 strcmp(v->reports[i].told.seen, CANARY) == 0;
	act_warning_free(v);
	return found;
}

static void
test_two_agree_and_the_one_who_asked_reads(void **state)
{
	int64_t id, again, audit;

	(void)state;
	assert_false(reads_warning(head));
	assert_int_equal(
	    act_custody_ask(head, CUSTODY_WARNING, warning, 0, "", &id, &audit),
	    ERR_INPUT);
	assert_int_equal(act_custody_ask(head, CUSTODY_WARNING, warning, 0, WHY,
			     &id, &audit),
	    0);
	assert_true(audit > 0);
	assert_int_equal(act_custody_ask(head, CUSTODY_WARNING, warning, 0,
			     "once more", &again, &audit),
	    0);
	assert_true(again == id && audit == 0);
	assert_false(reads_warning(head));
	custody_holds_nothing();

	/* the inner layer cannot be first */
	assert_int_equal(act_custody_agree(cust2, id, &audit), ERR_SECOND);
	assert_int_equal(act_custody_agree(head, id, &audit), ERR_SECOND);
	assert_int_equal(act_custody_agree(psy, id, &audit), ERR_DENIED);
	assert_int_equal(act_custody_agree(cust1, id, &audit), 0);
	assert_int_equal(state_of(id), CUSTODY_HALF);
	assert_false(reads_warning(head));
	custody_holds_nothing();
	/* nor is one of them both */
	assert_int_equal(act_custody_agree(cust1, id, &audit), ERR_SECOND);
	assert_false(reads_warning(head));

	assert_int_equal(act_custody_agree(cust2, id, &audit), 0);
	assert_int_equal(state_of(id), CUSTODY_OPEN);
	assert_true(reads_warning(head));
	custody_holds_nothing();
	assert_false(reads_warning(cust1));
	assert_false(reads_warning(cust2));

	/* reading is all: nothing can be done with it */
	test_same_int("audited: asked", audited("custody.ask", id), 1);
	test_same_int("audited: agreed", audited("custody.agree", id), 2);
	test_same_int("audited: opened", audited("custody.open", id), 1);

	/* the circle looks at it afterwards; it ends with that */
	assert_int_equal(
	    act_custody_review(head, id, NULL, &audit), ERR_DENIED);
	assert_int_equal(
	    act_custody_review(cust1, id, NULL, &audit), ERR_DENIED);
	assert_int_equal(
	    act_custody_review(psy, id, "I rang her mother.", &audit), 0);
	assert_int_equal(state_of(id), CUSTODY_REVIEWED);
	assert_false(reads_warning(head));
	test_same_int("audited: looked at", audited("custody.review", id), 1);
}

static int64_t
asked(struct actor *who, enum custody_kind kind, int64_t object)
{
	int64_t id, audit;
	int r = act_custody_ask(who, kind, object, 0, WHY, &id, &audit);

	if (r != 0)
		fail_msg("%s: %s", err_name(r), who->why);
	return id;
}

static void
both_agree(int64_t id)
{
	assert_int_equal(act_custody_agree(cust1, id, NULL), 0);
	custody_holds_nothing();
	assert_int_equal(act_custody_agree(cust2, id, NULL), 0);
	custody_holds_nothing();
}

static void
test_one_refuses_with_a_reason_and_nothing_opens(void **state)
{
	struct buf *reason = act_secret(), *answer = act_secret();
	int64_t id = asked(head, CUSTODY_WARNING, warning);
	struct act_custody c;
	struct approval a;

	(void)state;
	assert_int_equal(act_custody_agree(cust1, id, NULL), 0);
	assert_int_equal(act_custody_refuse(cust2, id, "", NULL), ERR_INPUT);
	assert_int_equal(act_custody_refuse(psy, id, "no", NULL), ERR_DENIED);
	assert_int_equal(
	    act_custody_refuse(cust2, id, "何静接电话了", NULL), 0);
	assert_int_equal(state_of(id), CUSTODY_REFUSED);
	assert_int_equal(act_custody_agree(cust2, id, NULL), ERR_STATE);
	assert_int_equal(act_custody_agree(cust1, id, NULL), ERR_STATE);
	assert_false(reads_warning(head));
	assert_int_equal(act_custody_get(head, id, &c, reason, answer), 0);
	assert_string_equal(buf_text(reason), WHY);
	assert_string_equal(buf_text(answer), "何静接电话了");
	assert_string_equal(c.decided, "沈诺");
	test_same_int("audited", audited("custody.refuse", id), 1);
	/* the same by the number of what is asked, as the command does */
	id = asked(head, CUSTODY_WARNING, warning);
	assert_int_equal(
	    store_approval_open(cust1->store, "custody.first", id, &a), 0);
	assert_int_equal(act_approval_refuse(cust1, a.id, "", NULL), ERR_INPUT);
	assert_int_equal(
	    act_approval_refuse(cust2, a.id, "no", NULL), ERR_SECOND);
	assert_int_equal(
	    act_approval_refuse(cust1, a.id, "先给妈妈打电话", NULL), 0);
	assert_int_equal(state_of(id), CUSTODY_REFUSED);
	buf_clear(answer);
	assert_int_equal(act_custody_get(head, id, &c, NULL, answer), 0);
	assert_string_equal(buf_text(answer), "先给妈妈打电话");
	buf_free(reason);
	buf_free(answer);
}

static void
test_who_may_not_ask(void **state)
{
	static const char *const logins[] = { "op1", "class1", "psy2", "dist1",
		"sys1", "sec1", "aud1", "cust1" };
	int64_t id;

	(void)state;
	for (size_t i = 0; i < nitems(logins); i++) {
		struct actor *who = test_signin(logins[i]);

		test_same_int(logins[i],
		    act_custody_ask(
			who, CUSTODY_WARNING, warning, 0, WHY, &id, NULL),
		    ERR_DENIED);
		test_leave(who);
	}
	/* nor for somebody else, nor what is open already */
	assert_int_equal(act_custody_ask(head, CUSTODY_WARNING, warning,
			     psy->person, WHY, &id, NULL),
	    ERR_DENIED);
	assert_int_equal(
	    act_custody_ask(head, CUSTODY_WARNING, 4711, 0, WHY, &id, NULL),
	    ERR_DENIED);
	assert_int_equal(act_custody_ask(psy, CUSTODY_CIRCLE, school_circle, 0,
			     WHY, &id, NULL),
	    ERR_STATE);
}

/* A custodian who comes to head a crisis group is still no asker. */
static void
test_a_custodian_is_never_the_one_it_opens_to(void **state)
{
	struct post p = { .role = ROLE_CRISIS_HEAD };
	int64_t id;

	(void)state;
	p.person = cust1->person;
	p.org = act_post(head, ROLE_CRISIS_HEAD)->org;
	assert_int_equal(store_begin(psy->store), 0);
	assert_int_equal(
	    store_post_add(psy->store, &p, true, store_now(psy->store)), 0);
	store_touch(psy->store, STORE_TOPIC(TOPIC_ALL, 0));
	assert_int_equal(store_end(psy->store, 0), 0);
	assert_int_equal(
	    act_custody_ask(cust1, CUSTODY_WARNING, warning, 0, WHY, &id, NULL),
	    ERR_SECOND);
	assert_int_equal(store_begin(psy->store), 0);
	assert_int_equal(
	    store_post_end(psy->store, p.id, store_now(psy->store)), 0);
	store_touch(psy->store, STORE_TOPIC(TOPIC_ALL, 0));
	assert_int_equal(store_end(psy->store, 0), 0);
}

static void
test_break_glass_ends_by_itself_and_is_signed_afterwards(void **state)
{
	int64_t id = asked(head, CUSTODY_WARNING, warning);
	struct actor *keeper;
	int n;

	(void)state;
	both_agree(id);
	assert_true(reads_warning(head));
	assert_int_equal(act_keeper(psy->store, &keeper), 0);
	assert_int_equal(act_custody_overdue(keeper, 100, &n), 0);
	assert_int_equal(n, 0);
	test_clock(24 * CLOCK_HOUR);
	/* without the keeper nothing is open after its time */
	assert_false(reads_warning(head));
	assert_int_equal(act_custody_overdue(keeper, 100, &n), 0);
	assert_int_equal(n, 1);
	act_free(keeper);
	assert_int_equal(state_of(id), CUSTODY_ENDED);
	assert_false(reads_warning(head));
	test_same_int("audited", audited("custody.end", id), 1);
	assert_int_equal(act_custody_review(centre, id, NULL, NULL), 0);
	assert_int_equal(state_of(id), CUSTODY_REVIEWED);
}

static void
test_nobody_answers_and_the_request_lapses(void **state)
{
	int64_t id = asked(head, CUSTODY_WARNING, warning);
	struct actor *keeper;
	int n;

	(void)state;
	assert_int_equal(act_custody_agree(cust1, id, NULL), 0);
	test_clock(7 * CLOCK_DAY);
	assert_int_equal(act_keeper(psy->store, &keeper), 0);
	assert_int_equal(act_custody_overdue(keeper, 100, &n), 0);
	act_free(keeper);
	assert_int_equal(n, 1);
	assert_int_equal(state_of(id), CUSTODY_LAPSED);
	assert_int_equal(act_custody_agree(cust2, id, NULL), ERR_STATE);
	assert_false(reads_warning(head));
}

/* --- a ticket
 * --------------------------------------------------------------------- */

static bool
reads_ticket(struct actor *who, int64_t ticket)
{
	struct act_ticket_view v;
	bool found = false;
	int r = act_ticket_view(who, ticket, &v);

	if (r != 0)
		return false;
	for (size_t i = 0; i < v.n_said; i++)
		found |= strcmp(v.said[i].text, CANARY) == 0;
	act_ticket_view_free(&v);
	return found;
}

static void
test_a_ticket_opens_to_the_centre_and_stays_the_lines(void **state)
{
	struct act_ticket_entry e = { .text = CANARY, .n = strlen(CANARY) };
	struct act_ticket_call in = { 0 };
	struct actor *op = test_signin("op1"), *lead = test_signin("lead1");
	struct act_ticket t;
	int64_t entry, id;

	(void)state;
	assert_int_equal(act_ticket_new(op, &in, &t), 0);
	test_answer_three(op, t.row.id, THOUGHTS_NO, DANGER_NO);
	assert_int_equal(act_ticket_write(op, t.row.id, &e, &entry, &t), 0);
	assert_false(reads_ticket(centre, t.row.id));
	id = asked(centre, CUSTODY_TICKET, t.row.id);
	both_agree(id);
	assert_true(reads_ticket(centre, t.row.id));
	assert_true(reads_ticket(op, t.row.id));
	assert_false(reads_ticket(head, t.row.id));
	/* this one alone, not the line */
	assert_int_equal(
	    act_ticket_write(centre, t.row.id, &e, &entry, &t), ERR_DENIED);
	/* the lead is told, and signs */
	assert_int_equal(act_custody_review(lead, id, NULL, NULL), 0);
	assert_false(reads_ticket(centre, t.row.id));
	assert_int_equal(opens(centre, KEY_TICKET, t.row.id), ERR_KEY);
	assert_true(reads_ticket(op, t.row.id));
	test_leave(lead);
	test_leave(op);
}

/* --- the notes of a student
 * ---------------------------------------------------------- */

static bool
reads_note(struct actor *who, int64_t talk)
{
	struct act_consultation v;
	bool found = false;

	if (act_consultation_show(who, talk, GROUND_NONE, &v) != 0)
		return false;
	for (size_t i = 0; i < v.n_note; i++)
		found |= strcmp(v.note[i].text, CANARY) == 0;
	act_consultation_free(&v);
	return found;
}

static void
test_notes_open_to_the_head_of_the_crisis_group_for_a_day(void **state)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	struct act_note_text text = {
		.text = CANARY, .n = strlen(CANARY), .risk = RISK_NONE
	};
	struct act_appointment talk;
	int64_t id;

	(void)state;
	assert_int_equal(
	    act_custody_ask(head, CUSTODY_FILE, student, 0, WHY, &id, NULL),
	    ERR_STATE); /* nothing is written yet */
	b.student = student;
	assert_int_equal(act_consultation_book(psy, &b, &talk), 0);
	assert_int_equal(act_consultation_note(
			     psy, talk.row.id, talk.row.version, &text, &talk),
	    0);
	assert_false(reads_note(head, talk.row.id));
	assert_int_equal(opens(head, KEY_FILE, student), ERR_KEY);
	id = asked(head, CUSTODY_FILE, student);
	assert_int_equal(act_custody_agree(cust1, id, NULL), 0);
	assert_int_equal(opens(head, KEY_FILE, student), ERR_KEY);
	assert_int_equal(act_custody_agree(cust2, id, NULL), 0);
	assert_int_equal(opens(cust1, KEY_FILE, student), ERR_KEY);
	assert_int_equal(opens(cust2, KEY_FILE, student), ERR_KEY);
	assert_true(reads_note(head, talk.row.id));
	test_clock(24 * CLOCK_HOUR + 1);
	assert_false(reads_note(head, talk.row.id));
	assert_int_equal(act_custody_review(psy, id, NULL, NULL), 0);
	assert_int_equal(act_look(head), 0);
	assert_int_equal(opens(head, KEY_FILE, student), ERR_KEY);
	assert_true(reads_note(psy, talk.row.id));
}

/* --- after a lost passphrase
 * -------------------------------------------------------- */

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
	assert_int_equal(now, SIGNIN_FIRST);
	assert_int_equal(act_signin_first(s, pass, strlen(pass), &who), 0);
	act_signin_end(s);
	return who;
}

static void
test_a_sole_member_gets_the_circle_back(void **state)
{
	struct actor *psy2 = test_signin("psy2"), *sys = test_signin("sys1"),
		     *sec = test_signin("sec1");
	int64_t person = psy2->person, circle, approval, id;
	struct org school;

	(void)state;
	assert_int_equal(
	    store_org_by_code(psy2->store, ORG_SCHOOL, "S002", &school), 0);
	assert_int_equal(act_circle_of(psy2, school.id, &circle), 0);
	test_leave(psy2);
	/* no colleague shares the circle: two administrators, no key */
	assert_int_equal(
	    act_account_reset(sec, person, &approval, NULL), ERR_DENIED);
	assert_int_equal(act_account_reset(sys, person, &approval, NULL), 0);
	assert_int_equal(act_approval_give(sys, approval, NULL), ERR_SECOND);
	assert_int_equal(act_approval_give(sec, approval, NULL), 0);
	psy2 = again("psy2", "another passphrase");
	assert_int_equal(opens(psy2, KEY_CIRCLE, circle), ERR_KEY);

	id = asked(psy2, CUSTODY_CIRCLE, circle);
	assert_int_equal(act_custody_agree(cust1, id, NULL), 0);
	assert_int_equal(opens(psy2, KEY_CIRCLE, circle), ERR_KEY);
	assert_int_equal(act_custody_agree(cust2, id, NULL), 0);
	assert_int_equal(state_of(id), CUSTODY_GIVEN);
	assert_int_equal(opens(psy2, KEY_CIRCLE, circle), 0);
	assert_int_equal(opens(psy2, KEY_LOOKUP, circle), 0);
	assert_int_equal(opens(cust2, KEY_CIRCLE, circle), ERR_KEY);
	assert_int_equal(opens(sys, KEY_CIRCLE, circle), ERR_KEY);
	assert_int_equal(opens(sec, KEY_CIRCLE, circle), ERR_KEY);
	test_leave(sec);
	test_leave(sys);
	test_leave(psy2);
}

static int
lost_count(void *arg, const struct act_draft *d)
{
	*(int *)arg += d->lost;
	return 0;
}

static int
lost_drafts(struct actor *who)
{
	int n = 0;

	assert_int_equal(act_draft_each(who, lost_count, &n), 0);
	return n;
}

static void
test_a_lost_draft_comes_back_to_its_author(void **state)
{
	struct actor *op = test_signin("op2"), *lead = test_signin("lead1");
	struct buf *out = act_secret();
	int64_t id;
	struct act_custody request;
	struct act_draft d;

	(void)state;
	assert_int_equal(
	    act_custody_ask(op, CUSTODY_DRAFT, 0, 0, WHY, &id, NULL),
	    ERR_CUSTODY);
	assert_int_equal(
	    act_draft_save(op, "ticket.entry", 9, CANARY, strlen(CANARY), 3),
	    0);
	assert_int_equal(
	    act_draft_save(op, "ticket.entry", 8, "eight", 5, 3), 0);
	test_leave(op);
	op = test_begin_again(lead, "op2", "another passphrase");
	assert_int_equal(
	    act_draft_open(op, "ticket.entry", 9, &d, out), ERR_NOT_FOUND);
	test_same_int("lost", lost_drafts(op), 2);
	/* the first words typed in the same place write over nothing */
	assert_int_equal(
	    act_draft_save(op, "ticket.entry", 9, "anew", 4, 4), 0);
	test_same_int("lost still", lost_drafts(op), 2);
	id = asked(op, CUSTODY_DRAFT, 0);
	/* nobody is told of one's own drafts, not even the centre */
	assert_int_equal(
	    act_custody_get(centre, id, &request, NULL, NULL), ERR_DENIED);
	assert_int_equal(act_custody_agree(cust1, id, NULL), 0);
	assert_int_equal(
	    act_draft_open(op, "ticket.entry", 8, &d, out), ERR_NOT_FOUND);
	assert_int_equal(act_custody_agree(cust2, id, NULL), 0);
	test_same_int("none is lost", lost_drafts(op), 0);
	assert_int_equal(act_draft_open(op, "ticket.entry", 8, &d, out), 0);
	assert_string_equal(buf_text(out), "eight");
	/* what was typed since stands first; when it is done with, the other */
	buf_clear(out);
	assert_int_equal(act_draft_open(op, "ticket.entry", 9, &d, out), 0);
	assert_string_equal(buf_text(out), "anew");
	assert_int_equal(act_draft_drop(op, "ticket.entry", 9), 0);
	buf_clear(out);
	assert_int_equal(act_draft_open(op, "ticket.entry", 9, &d, out), 0);
	assert_string_equal(buf_text(out), CANARY);
	assert_int_equal(d.caret, 3);
	assert_int_equal(act_draft_drop(op, "ticket.entry", 9), 0);
	assert_int_equal(
	    act_draft_open(op, "ticket.entry", 9, &d, out), ERR_NOT_FOUND);
	buf_clear(out);
	assert_int_equal(
	    act_draft_open(cust2, "ticket.entry", 8, &d, out), ERR_NOT_FOUND);
	buf_free(out);
	test_leave(lead);
	test_leave(op);
}

/* --- a process dies between the two
 * ---------------------------------------------------- */

static void
sessions(bool open)
{
	static const char *const logins[] = { "centre1", "head1", "psy1",
		"cust1", "cust2" };
	struct actor **to[] = { &centre, &head, &psy, &cust1, &cust2 };

	for (size_t i = 0; i < nitems(to); i++) {
		if (!open)
			test_leave(*to[i]);
		else
			*to[i] = test_signin(logins[i]);
	}
}

static void
test_killed_between_the_two_it_goes_on_where_it_was(void **state)
{
	int64_t id = asked(head, CUSTODY_WARNING, warning);
	int status;
	pid_t pid;

	(void)state;
	sessions(false);
	test_office_close(); /* no fork with an open connection */
	pid = fork();
	if (pid == 0) {
		cust1 = test_signin("cust1");
		if (act_custody_agree(cust1, id, NULL) == 0)
			raise(SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	sessions(true);
	assert_int_equal(state_of(id), CUSTODY_HALF);
	assert_false(reads_warning(head));
	assert_int_equal(act_custody_agree(cust2, id, NULL), 0);
	assert_true(reads_warning(head));
	assert_int_equal(act_custody_close(head, id, NULL), 0);
	assert_int_equal(state_of(id), CUSTODY_ENDED);
	assert_false(reads_warning(head));
}

/* Who asked is no judge of it, whatever else they are. */
static void
test_who_asked_does_not_sign_for_it(void **state)
{
	int64_t id = asked(centre, CUSTODY_WARNING, warning);
	struct actor *op = test_signin("op1");
	struct act_custody c;

	(void)state;
	both_agree(id);
	assert_int_equal(
	    act_custody_review(centre, id, "自己看过", NULL), ERR_DENIED);
	assert_int_equal(act_custody_get(centre, id, &c, NULL, NULL), 0);
	assert_int_equal(c.who, CUSTODY_ASKER);
	assert_int_equal(act_custody_get(psy, id, &c, NULL, NULL), 0);
	assert_int_equal(c.who, CUSTODY_REVIEWER);
	assert_int_equal(act_custody_get(op, id, &c, NULL, NULL), ERR_DENIED);
	assert_int_equal(act_custody_review(psy, id, "看过", NULL), 0);
	test_leave(op);
}

/* --- guessing ------------------------------------------------------------ */

static void
test_who_guesses_at_children_leaves_a_row_for_each(void **state)
{
	struct act_exact nobody = { .number = "20269999" },
			 quiet = { .number = "20260002" },
			 known = { .number = "20260001" };
	int64_t id = quiet_child(), found = 0;

	(void)state;
	assert_int_equal(
	    act_custody_find(head, CUSTODY_WARNING, &nobody, &found),
	    ERR_NOT_FOUND);
	assert_true(head->why[0] != '\0');
	test_same_int("nobody", audited("custody.find", 0), 1);
	assert_int_equal(
	    act_custody_find(head, CUSTODY_WARNING, &quiet, &found), ERR_STATE);
	assert_true(head->why[0] != '\0' && found == 0);
	test_same_int("no worry", audited("custody.find", id), 1);
	assert_int_equal(
	    act_custody_find(head, CUSTODY_WARNING, &known, &found), 0);
	assert_true(found == warning);
	test_same_int("found", audited("custody.find", student), 1);
	/* no counsellor, no head: not even a guess */
	assert_int_equal(
	    act_custody_find(psy, CUSTODY_WARNING, &nobody, &found),
	    ERR_DENIED);
}

/* --- grants that are not its own to take -------------------------------- */

static int
opens_file(struct actor *who)
{
	assert_int_equal(act_look(who), 0);
	return opens(who, KEY_FILE, student);
}

static void
test_an_earlier_one_signed_late_takes_nothing_from_the_open_one(void **state)
{
	int64_t one = asked(head, CUSTODY_FILE, student), two;

	(void)state;
	both_agree(one);
	assert_int_equal(act_custody_close(head, one, NULL), 0);
	assert_int_equal(opens_file(head), ERR_KEY);
	two = asked(head, CUSTODY_FILE, student);
	assert_true(two != one);
	both_agree(two);
	assert_int_equal(opens_file(head), 0);
	assert_int_equal(act_custody_review(psy, one, NULL, NULL), 0);
	assert_int_equal(opens_file(head), 0);
	assert_int_equal(act_custody_close(head, two, NULL), 0);
	assert_int_equal(opens_file(head), ERR_KEY);
}

static void
test_who_is_let_in_meanwhile_reads_on_afterwards(void **state)
{
	int64_t id = asked(head, CUSTODY_FILE, student), key;

	(void)state;
	both_agree(id);
	assert_int_equal(act_key_of(psy, KEY_FILE, student, &key, NULL), 0);
	assert_int_equal(act_begin(psy), 0);
	assert_int_equal(
	    act_end(psy, act_key_share(psy, key, head->person)), 0);
	assert_int_equal(act_custody_close(head, id, NULL), 0);
	assert_int_equal(opens_file(head), 0);
}

/* --- other custodians ------------------------------------------------------
 */

struct layers {
	int n, former;
	int64_t was; /* a pair that must be in none */
};

static int
count_layer(void *arg, const struct key_grant *g)
{
	struct layers *l = arg;

	l->n++;
	l->former += g->to_key == l->was || g->second_key == l->was;
	return 0;
}

static int
count_layers(void *arg, const struct keypair *pair)
{
	return store_grant_nested_each(psy->store, pair->id, count_layer, arg);
}

/* Last: custody is no longer the two of before. */
static void
test_who_was_a_custodian_holds_no_layer_any_more(void **state)
{
	struct actor *next = test_signin("class1");
	struct post p = { .person = next->person, .role = ROLE_CUSTODIAN };
	const struct post *was = act_post(cust1, ROLE_CUSTODIAN);
	struct layers l = { 0 };
	struct act_custody c;
	int64_t id = asked(head, CUSTODY_WARNING, warning);
	bool more = true;

	(void)state;
	p.org = was->org;
	assert_int_equal(act_custody_get(cust1, id, &c, NULL, NULL), 0);
	assert_int_equal(c.who, CUSTODY_FIRST);
	assert_int_equal(
	    act_key_of(psy, KEY_PERSON, cust1->person, &l.was, NULL), 0);
	assert_false(act_circle_renews(psy, school_circle));
	assert_int_equal(store_begin(psy->store), 0);
	assert_int_equal(
	    store_post_end(psy->store, was->id, store_now(psy->store)), 0);
	assert_int_equal(
	    store_post_add(psy->store, &p, true, store_now(psy->store)), 0);
	store_touch(psy->store, STORE_TOPIC(TOPIC_ALL, 0));
	assert_int_equal(store_end(psy->store, 0), 0);
	/* nor agrees to anything */
	assert_int_equal(
	    act_custody_get(cust1, id, &c, NULL, NULL), ERR_DENIED);
	assert_int_equal(act_custody_agree(cust1, id, NULL), ERR_DENIED);
	assert_int_equal(
	    act_custody_refuse(cust1, id, "不行", NULL), ERR_DENIED);
	assert_true(act_circle_renews(psy, school_circle));
	while (more)
		assert_int_equal(act_circle_work(psy, school_circle, &more), 0);
	assert_false(act_circle_renews(psy, school_circle));
	assert_int_equal(store_keypair_each(psy->store, KEY_CIRCLE,
			     school_circle, count_layers, &l),
	    0);
	test_same_int("one layer of two", l.n, 1);
	test_same_int("none of who was", l.former, 0);
	test_leave(next);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_two_agree_and_the_one_who_asked_reads),
	cmocka_unit_test(test_one_refuses_with_a_reason_and_nothing_opens),
	cmocka_unit_test(test_who_may_not_ask),
	cmocka_unit_test(test_a_custodian_is_never_the_one_it_opens_to),
	cmocka_unit_test(
	    test_break_glass_ends_by_itself_and_is_signed_afterwards),
	cmocka_unit_test(test_nobody_answers_and_the_request_lapses),
	cmocka_unit_test(test_a_ticket_opens_to_the_centre_and_stays_the_lines),
	cmocka_unit_test(
	    test_notes_open_to_the_head_of_the_crisis_group_for_a_day),
	cmocka_unit_test(test_a_sole_member_gets_the_circle_back),
	cmocka_unit_test(test_a_lost_draft_comes_back_to_its_author),
	cmocka_unit_test(test_killed_between_the_two_it_goes_on_where_it_was),
	cmocka_unit_test(test_who_asked_does_not_sign_for_it),
	cmocka_unit_test(test_who_guesses_at_children_leaves_a_row_for_each),
	cmocka_unit_test(
	    test_an_earlier_one_signed_late_takes_nothing_from_the_open_one),
	cmocka_unit_test(test_who_is_let_in_meanwhile_reads_on_afterwards),
	cmocka_unit_test(test_who_was_a_custodian_holds_no_layer_any_more),
};

static int
end(void **state)
{
	(void)state;
	sessions(false);
	test_office_close();
	return 0;
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
