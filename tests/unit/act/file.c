/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/care.h"
#include "act/circle.h"
#include "act/consultation.h"
#include "act/custody.h"
#include "act/draft.h"
#include "act/file.h"
#include "act/gate.h"
#include "act/health.h"
#include "act/key.h"
#include "act/plan.h"
#include "act/sample.h"
#include "act/student.h"
#include "act/today.h"
#include "act/transfer.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/audit.h"
#include "store/care.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/*
 * One person, one file (QP-02, QP-38, QP-49, SJS-42, SJS-43, TJ-26, GZ-17):
 * what happened in one order and who sees of it what, the plan with its
 * measures, and the way to the next school.
 */
static struct actor *psy1, *psy2, *class1, *head1, *centre1, *op1, *dist1,
    *sys1;
static struct store *st;
static struct org class, school, school2;

static int
begin(void **state)
{
	(void)state;
	lang_set("en");
	st = test_office();
	psy1 = test_signin("psy1");
	psy2 = test_signin("psy2");
	class1 = test_signin("class1");
	head1 = test_signin("head1");
	centre1 = test_signin("centre1");
	op1 = test_signin("op1");
	dist1 = test_signin("dist1");
	sys1 = test_signin("sys1");
	assert_int_equal(store_org_get(st,
			     act_post(class1, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(store_org_above(st, class.id, ORG_SCHOOL, &school), 0);
	return store_org_above(
	    st, act_post(psy2, ROLE_PSYCHOLOGY)->org, ORG_SCHOOL, &school2);
}

static int
end(void **state)
{
	struct actor *all[] = { psy1, psy2, class1, head1, centre1, op1, dist1,
		sys1 };

	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		test_leave(all[i]);
	test_office_close();
	return 0;
}

static int64_t
child(void)
{
	static int n;
	struct student s = { .school = school.id,
		.class = class.id,
		.place = class.lft,
		.grade = { STAGE_JUNIOR, 2024 },
		.name = "韦青",
		.reading = "wei qing",
		.label = "3" };

	snprintf(s.identity, sizeof(s.identity), "file:%d", ++n);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	return s.id;
}

static void
roster_moves(int64_t student, const struct org *to)
{
	struct student s;

	assert_int_equal(store_student_get(st, student, &s), 0);
	s.school = to->id;
	s.class = to->id == school.id ? class.id : to->id;
	s.place = to->id == school.id ? class.lft : to->lft;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_put(st, &s, store_now(st), 1)), 0);
}

static int64_t
worry_of(struct actor *who, int64_t student, int64_t event_at)
{
	struct observation_told o = { .student = student,
		.seen = "午饭没吃，说没意思",
		.event_at = event_at };
	struct act_receipt r;

	test_same_int("report", act_observation_report(who, &o, &r), 0);
	return r.warning;
}

static int64_t
worry(struct actor *who, int64_t student)
{
	return worry_of(who, student, 0);
}

/* A talk with a note, by this counsellor. */
static int64_t
talk(struct actor *who, int64_t student, const char *text)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	struct act_note_text t = {
		.text = text, .n = strlen(text), .risk = RISK_NONE
	};
	struct act_appointment a;

	b.student = student;
	test_same_int("book", act_consultation_book(who, &b, &a), 0);
	test_same_int("note",
	    act_consultation_note(who, a.row.id, a.row.version, &t, &a), 0);
	return a.row.id;
}

/* --- the file --------------------------------------------------------------
 */

struct seen {
	int n, of[FILE_KINDS], opens;
	int64_t last_at;
	bool ordered, named;
	struct file_place last;
};

static int
see(void *arg, const struct act_file_row *row)
{
	struct seen *s = arg;

	s->ordered &= s->n == 0 || row->place.at <= s->last_at;
	s->last_at = row->place.at;
	s->last = row->place;
	s->of[row->place.kind]++;
	s->opens += row->opens;
	s->named |= row->who[0] != '\0';
	s->n++;
	return 0;
}

static int
look(struct actor *who, int64_t student, int limit, struct seen *s)
{
	bool more = true;
	int r = 0;

	*s = (struct seen){ .ordered = true };
	while (r == 0 && more)
		r = act_file_each(who, student, &s->last, limit, see, s, &more);
	return r;
}

/* SJS-42, SJS-43: from the first finding on, in one order; each sees what is
 * theirs of it. */
static void
test_a_file_tells_what_happened_to_whom_it_concerns(void **state)
{
	static const struct {
		const char *why;
		struct actor **who;
		int r, report, step, talk, plan;
	} c[] = {
		{ "the psychology teacher sees all", &psy1, 0, 1, 1, 1, 1 },
		{ "the class teacher: their report, how far it is", &class1, 0,
		    1, 1, 0, 0 },
		{ "another school's sees nothing", &psy2, ERR_NOT_FOUND, 0, 0,
		    0, 0 },
		{ "the hotline neither", &op1, ERR_NOT_FOUND, 0, 0, 0, 0 },
		{ "nor an administrator", &sys1, ERR_NOT_FOUND, 0, 0, 0, 0 },
		{ "the district's desk: only that there is a child", &dist1, 0,
		    0, 0, 0, 0 },
	};
	int64_t student = child(), warning;
	struct act_stepped stepped;
	struct act_plan_done d;
	struct seen s;

	(void)state;
	warning = worry(class1, student);
	assert_int_equal(act_warning_step(psy1, warning, 1, WARNING_ACK,
			     &(struct act_step){ .level = -1 }, &stepped),
	    0);
	talk(psy1, student, "聊了睡眠");
	assert_int_equal(
	    act_plan_begin(psy1, student, "睡得好，又来吃午饭", &d), 0);
	for (size_t i = 0; i < nitems(c); i++) {
		test_same_int(
		    c[i].why, look(*c[i].who, student, 0, &s), c[i].r);
		test_same_int(c[i].why, s.of[FILE_REPORT], c[i].report);
		test_same_int(c[i].why, s.of[FILE_WARNING] > 0, c[i].step);
		test_same_int(c[i].why, s.of[FILE_TALK], c[i].talk);
		test_same_int(c[i].why, s.of[FILE_PLAN], c[i].plan);
		test_true(c[i].why, s.ordered);
	}
}

static void
test_pages_of_a_file_follow_each_other_without_a_gap(void **state)
{
	int64_t student = child();
	struct seen whole, paged;

	(void)state;
	worry(class1, student);
	for (int i = 0; i < 9; i++)
		talk(psy1, student, "又谈了一次");
	assert_int_equal(look(psy1, student, 0, &whole), 0);
	assert_int_equal(look(psy1, student, 3, &paged), 0);
	assert_int_equal(whole.of[FILE_TALK], 9);
	assert_int_equal(whole.n, paged.n);
	assert_true(paged.ordered);
}

static int64_t
audit_rows(void)
{
	struct audit_head h;

	assert_int_equal(store_audit_head(st, &h), 0);
	return h.id;
}

static void
test_looking_into_a_file_is_one_row_of_the_audit(void **state)
{
	int64_t student = child(), before;
	struct seen s;

	(void)state;
	worry(class1, student);
	before = audit_rows();
	assert_int_equal(look(psy1, student, 0, &s), 0);
	assert_int_equal(audit_rows(), before + 1);
	assert_int_equal(look(psy1, student, 0, &s), 0);
	assert_int_equal(audit_rows(), before + 1);
}

/* --- the plan --------------------------------------------------------------
 */

static int64_t
planned(int64_t student, struct act_plan_done *d)
{
	test_same_int(
	    "begin", act_plan_begin(psy1, student, "睡得好，又来吃午饭", d), 0);
	return d->plan;
}

static int
measure(
    struct actor *who, struct act_plan_done *d, int64_t owner, const char *text)
{
	struct act_measure_told m = { .owner = owner,
		.due_at = act_now(who) + 7 * CLOCK_DAY,
		.text = text };

	return act_plan_measure(who, d->plan, d->version, &m, d);
}

/* QP-38, TJ-26: goals, measures with owner and day, a review, an end; then
 * another round. */
static void
test_a_plan_goes_from_goals_to_its_end_and_a_new_round(void **state)
{
	int64_t student = child(), id;
	struct act_plan_done d, next;
	struct act_planned now;
	struct act_plan *v;

	(void)state;
	id = planned(student, &d);
	assert_int_equal(
	    act_plan_begin(psy1, student, "第二份", &next), ERR_EXISTS);
	assert_int_equal(act_plan_step(psy1, id, d.version, PLAN_START, NULL,
			     act_now(psy1) + CLOCK_DAY, &d),
	    ERR_INPUT); /* nothing is done yet */
	assert_int_equal(measure(psy1, &d, class1->person, "午休陪他坐坐"), 0);
	assert_int_equal(
	    act_plan_step(psy1, id, d.version, PLAN_START, NULL, 0, &d),
	    ERR_INPUT); /* no day to look again */
	assert_int_equal(act_plan_step(psy1, id, d.version, PLAN_START, NULL,
			     act_now(psy1) - 1, &d),
	    ERR_INPUT);
	assert_int_equal(act_plan_step(psy1, id, d.version, PLAN_START, NULL,
			     act_now(psy1) + 28 * CLOCK_DAY, &d),
	    0);
	assert_int_equal(
	    act_plan_step(psy1, id, d.version, PLAN_END, "好了", 0, &d),
	    ERR_STATE); /* first it is looked at */
	assert_int_equal(
	    act_plan_step(psy1, id, d.version, PLAN_REVIEW, "", 0, &d),
	    ERR_INPUT);
	assert_int_equal(act_plan_step(psy1, id, d.version, PLAN_REVIEW,
			     "午饭来吃了", 0, &d),
	    0);
	assert_int_equal(
	    act_plan_step(psy1, id, d.version - 1, PLAN_END, "好了", 0, &next),
	    ERR_STALE);
	assert_int_equal(
	    act_plan_step(psy1, id, d.version, PLAN_END, "好了", 0, &d), 0);
	assert_int_equal(act_plan_show(psy1, id, &v), 0);
	assert_string_equal(v->goals, "睡得好，又来吃午饭");
	assert_int_equal(v->p.state, PLAN_ENDED);
	assert_string_equal(v->step[v->n_step - 1].text, "好了");
	act_plan_free(v);
	assert_int_equal(act_plan_begin(psy1, student, "开学再看", &next), 0);
	assert_int_equal(act_plan_of(psy1, student, &now), 0);
	assert_int_equal(now.plan, next.plan);
	assert_int_equal(act_plan_show(psy1, next.plan, &v), 0);
	assert_int_equal(v->p.round, 2);
	act_plan_free(v);
}

/* Who reads it, who writes it, and who sees one measure of it. */
static void
test_a_plan_is_open_to_whom_it_concerns_alone(void **state)
{
	static const struct {
		const char *why;
		struct actor **who;
		int show, write;
		int measures;
		bool goals;
	} c[] = {
		{ "who cares reads and writes", &psy1, 0, 0, 2, true },
		{ "who owns a measure sees that one", &class1, 0, ERR_DENIED, 1,
		    false },
		{ "another school", &psy2, ERR_DENIED, ERR_DENIED, 0, false },
		{ "the hotline", &op1, ERR_DENIED, ERR_DENIED, 0, false },
		{ "the head, it has not come to", &head1, ERR_DENIED,
		    ERR_DENIED, 0, false },
		{ "the district's desk", &dist1, ERR_DENIED, ERR_DENIED, 0,
		    false },
		{ "an administrator", &sys1, ERR_DENIED, ERR_DENIED, 0, false },
	};
	int64_t student = child(), id;
	struct act_plan_done d, no;
	struct act_plan *v;
	int r;

	(void)state;
	id = planned(student, &d);
	assert_int_equal(measure(psy1, &d, class1->person, "午休陪他坐坐"), 0);
	assert_int_equal(measure(psy1, &d, psy1->person, "每周谈一次"), 0);
	assert_int_equal(
	    act_plan_show(class1, id, &v), ERR_DENIED); /* a draft still */
	assert_int_equal(
	    measure(psy1, &d, psy2->person, "别校的人"), ERR_INPUT);
	assert_int_equal(act_plan_step(psy1, id, d.version, PLAN_START, NULL,
			     act_now(psy1) + CLOCK_DAY, &d),
	    0);
	for (size_t i = 0; i < nitems(c); i++) {
		r = act_plan_step(*c[i].who, id, d.version, PLAN_WRITE,
		    "睡得好，又来吃午饭", 0, &no);
		test_same_int(c[i].why, r, c[i].write);
		if (r == 0)
			d = no;
		r = act_plan_show(*c[i].who, id, &v);
		test_same_int(c[i].why, r, c[i].show);
		if (r != 0)
			continue;
		test_same_int(c[i].why, v->n_measure, c[i].measures);
		test_same_int(c[i].why, v->goals[0] != '\0', c[i].goals);
		test_true(c[i].why, v->measure[0].text[0] != '\0');
		act_plan_free(v);
	}
}

static bool
stands_on_today(struct actor *who, const char *code, int64_t id)
{
	struct act_today t;
	bool is = false;

	assert_int_equal(act_today(who, &t), 0);
	for (size_t i = 0; i < t.n; i++)
		is |=
		    strcmp(t.row[i].kind->code, code) == 0 && t.row[i].id == id;
	act_today_free(&t);
	return is;
}

static void
test_a_measure_is_on_its_owners_today_until_it_is_done(void **state)
{
	int64_t student = child(), id;
	struct act_plan_done d;
	struct act_plan *v;

	(void)state;
	id = planned(student, &d);
	assert_true(stands_on_today(psy1, "plan.draft", id));
	assert_int_equal(measure(psy1, &d, class1->person, "午休陪他坐坐"), 0);
	assert_false(stands_on_today(class1, "measure", id));
	assert_int_equal(act_plan_step(psy1, id, d.version, PLAN_START, NULL,
			     act_now(psy1) + CLOCK_DAY, &d),
	    0);
	assert_true(stands_on_today(psy1, "plan.review", id));
	assert_true(stands_on_today(class1, "measure", id));
	assert_int_equal(act_plan_show(class1, id, &v), 0);
	assert_string_equal(v->measure[0].text, "午休陪他坐坐");
	id = v->measure[0].id;
	act_plan_free(v);
	assert_int_equal(act_plan_measure_done(psy2, id, &d), ERR_DENIED);
	assert_int_equal(act_plan_measure_done(class1, id, &d), 0);
	assert_int_equal(act_plan_measure_done(class1, id, &d), ERR_STALE);
	assert_false(stands_on_today(class1, "measure", d.plan));
}

static void
test_what_is_written_of_a_plan_is_a_draft_until_it_is_saved(void **state)
{
	int64_t student = child();
	struct buf *b = act_secret();
	struct act_plan_done d;
	struct act_draft draft;

	(void)state;
	assert_int_equal(
	    act_draft_save(psy1, ACT_PLAN_BEGIN_DRAFT, student, "睡得", 6, 6),
	    0);
	planned(student, &d);
	assert_int_equal(
	    act_draft_open(psy1, ACT_PLAN_BEGIN_DRAFT, student, &draft, b),
	    ERR_NOT_FOUND);
	buf_free(b);
}

/* --- found, and without a plan ---------------------------------------------
 */

struct listing {
	int64_t student;
	int found, n;
	int64_t count;
	bool named;
	int64_t warning[64];
	struct act_unplanned_after last;
};

static int
list_one(void *arg, const struct act_unplanned *u)
{
	struct listing *l = arg;

	l->found += u->student == l->student;
	l->named |= u->student != 0;
	l->warning[l->n] = u->warning;
	l->last = (struct act_unplanned_after){ u->since, u->warning };
	l->count = u->student == 0 ? u->n : l->count;
	l->n++;
	return 0;
}

/* GZ-17: for every student found a file, a plan, prompt action. */
static void
test_who_was_found_and_has_no_plan_is_listed(void **state)
{
	int64_t student = child();
	struct listing l = { .student = student };
	struct act_plan_done d;

	(void)state;
	worry(class1, student);
	assert_int_equal(act_unplanned_each(psy1, NULL, 0, list_one, &l), 0);
	assert_int_equal(l.found, 1);
	l = (struct listing){ .student = student };
	assert_int_equal(act_unplanned_each(dist1, NULL, 0, list_one, &l), 0);
	assert_false(l.named); /* the district has counts */
	assert_true(l.n > 0);
	l = (struct listing){ .student = student };
	assert_int_equal(act_unplanned_each(psy2, NULL, 0, list_one, &l), 0);
	assert_int_equal(l.n, 0);
	assert_int_equal(
	    act_unplanned_each(class1, NULL, 0, list_one, &l), ERR_DENIED);
	assert_int_equal(
	    act_unplanned_each(op1, NULL, 0, list_one, &l), ERR_DENIED);
	planned(student, &d);
	l = (struct listing){ .student = student };
	assert_int_equal(act_unplanned_each(psy1, NULL, 0, list_one, &l), 0);
	assert_int_equal(l.found, 0);
}

/* One child a page: each of them once, in the order of the whole list. */
static void
test_who_has_no_plan_is_found_on_some_page_and_once(void **state)
{
	struct listing all = { .n = 0 }, one = { .n = 0 };
	int n = 0;

	(void)state;
	for (int i = 0; i < 3; i++)
		worry(class1, child());
	assert_int_equal(act_unplanned_each(psy1, NULL, 0, list_one, &all), 0);
	assert_true(all.n >= 3);
	do {
		one.n = 0;
		assert_int_equal(
		    act_unplanned_each(psy1, &one.last, 1, list_one, &one), 0);
		assert_true(one.n <= 1);
		if (one.n == 1)
			assert_true(one.last.warning == all.warning[n++]);
	} while (one.n == 1);
	assert_int_equal(n, all.n);
}

/* Small schools share a teacher. */
static void
test_who_has_no_plan_is_listed_of_every_school_of_ones_own(void **state)
{
	struct post at = { .role = ROLE_PSYCHOLOGY, .person = psy1->person };
	struct observation_told o = { .seen = "午饭没吃" };
	int64_t student = child();
	struct listing l = { .student = student };
	struct org third;

	(void)state;
	assert_int_equal(store_org_by_code(st, ORG_SCHOOL, "S003", &third), 0);
	roster_moves(student, &third);
	at.org = third.id;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_post_add(st, &at, true, store_now(st)), 0);
	store_touch(st, STORE_TOPIC(TOPIC_ALL, 0));
	assert_int_equal(store_end(st, 0), 0);
	o.student = student;
	assert_int_equal(act_warning_raise(psy1, &o, NULL), 0);
	assert_int_equal(act_unplanned_each(psy1, NULL, 0, list_one, &l), 0);
	assert_int_equal(l.found, 1);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_post_end(st, at.id, store_now(st)), 0);
	store_touch(st, STORE_TOPIC(TOPIC_ALL, 0));
	assert_int_equal(store_end(st, 0), 0);
}

/* --- for the district's care system ----------------------------------------
 */

/* All that comes out for the word, appended. */
static int
fetched(struct actor *who, int64_t approval, struct buf *to)
{
	const struct act_gate_ask ask = {
		.purpose = GATE_CARE, .object = approval, .copies = 1
	};
	struct buf *said = buf_new();
	struct act_gate_move *m;
	char word[GATE_WORD_MAX];
	const uint8_t *p;
	struct gate g;
	size_t n = 1;
	int r;

	if ((r = act_gate_make(who, &ask, &g, word)) == 0 &&
	    (r = act_gate_begin(who, GATE_GET, word, &m)) == 0) {
		while (r == 0 && n > 0)
			if ((r = act_gate_give(m, 512, &p, &n)) == 0)
				buf_add(to, p, n);
		if (r == 0)
			r = act_gate_end(m, said);
		act_gate_drop(m);
	}
	buf_free(said);
	return r;
}

/* What the district's care system calls a child. */
static void
numbered(int64_t student, const char *number)
{
	struct care_number n = { .student = student,
		.entered_by = psy1->person,
		.entered_at = act_now(psy1) };
	int r;

	mem_copy_text(n.number, sizeof(n.number), number);
	assert_int_equal(store_begin(st), 0);
	r = store_care_number_add(st, &n, 1);
	assert_int_equal(store_end(st, r), 0);
}

/* "2030-11-25": as the file has it. */
static const char *
day_text(int64_t at)
{
	static char text[16];
	struct clock_parts p;

	clock_parts_of(at, &p);
	snprintf(text, sizeof(text), "%04d-%02d-%02d", p.year, p.month, p.day);
	return text;
}

/* QP-40: agreed to by a second person; rows and days, never a word of what
 * was said. */
static void
test_the_care_ledger_leaves_by_two_people_and_tells_no_story(void **state)
{
	int64_t student = child(), approval, before;
	struct buf *out = act_secret();
	struct act_plan_done d;
	struct act_care v;
	char later[40];

	(void)state;
	worry(class1, student);
	numbered(student, "QP-1001");
	student = child();
	worry_of(class1, student, act_now(psy1) - 3 * CLOCK_DAY);
	numbered(student, "QP-1002");
	talk(psy1, student, "聊了睡眠");
	planned(student, &d);
	assert_int_equal(act_care_ask(class1, &approval), ERR_DENIED);
	assert_int_equal(act_care_ask(op1, &approval), ERR_DENIED);
	assert_int_equal(act_care_ask(psy1, &approval), 0);
	assert_int_equal(act_care_ask(psy1, &approval), ERR_EXISTS);
	assert_int_equal(fetched(psy1, approval, out), ERR_SECOND);
	assert_int_equal(act_approval_give(psy1, approval, NULL), ERR_SECOND);
	assert_int_equal(act_approval_give(psy2, approval, NULL), ERR_DENIED);
	assert_true(stands_on_today(head1, "care.agree", approval));
	assert_int_equal(act_care_show(head1, &v), 0);
	assert_true(v.may_agree);
	assert_int_equal(act_approval_give(head1, approval, NULL), 0);
	assert_int_equal(fetched(psy2, approval, out), ERR_NOT_FOUND);
	before = audit_rows();
	assert_int_equal(fetched(psy1, approval, out), 0);
	assert_true(audit_rows() > before);
	assert_non_null(strstr(buf_text(out), "韦青"));
	assert_non_null(strstr(buf_text(out), ",,QP-1001\r\n"));
	snprintf(later, sizeof(later), "%s,QP-1002\r\n",
	    day_text(act_now(psy1) - 3 * CLOCK_DAY));
	assert_non_null(strstr(buf_text(out), later)); /* entered later */
	assert_null(strstr(buf_text(out), "睡"));
	assert_null(strstr(buf_text(out), "午饭"));
	assert_int_equal(act_care_show(psy1, &v), 0);
	assert_int_equal(v.state, CARE_AGREED);
	assert_true(v.n > 0);
	buf_free(out);
}

/* --- to the next school ----------------------------------------------------
 */

static struct act_transfer_ask
asking(int64_t student, bool notes)
{
	return (struct act_transfer_ask){ .student = student,
		.to_school = school2.id,
		.ground = TRANSFER_CONSENT,
		.given_by = GIVEN_BY_BOTH,
		.given_how = GIVEN_PAPER,
		.given_at = act_now(psy1) - CLOCK_DAY,
		.notes = notes,
		.reason = "要接着谈",
		.text = "午休有人陪就好" };
}

static void
test_a_file_is_sent_only_with_consent_and_words(void **state)
{
	static const struct {
		const char *why;
		int r;
		bool no_day, no_text, later, own_school, notes_unsaid, danger;
	} c[] = {
		{ .why = "no day of the consent",
		    .r = ERR_INPUT,
		    .no_day = true },
		{ .why = "a day to come", .r = ERR_INPUT, .later = true },
		{ .why = "nothing said", .r = ERR_INPUT, .no_text = true },
		{ .why = "to the same school",
		    .r = ERR_INPUT,
		    .own_school = true },
		{ .why = "notes, and not why",
		    .r = ERR_INPUT,
		    .notes_unsaid = true },
		{ .why = "in danger no consent is asked",
		    .r = 0,
		    .no_day = true,
		    .danger = true },
	};
	int64_t student = child(), id;
	struct act_transfer_ask ask;

	(void)state;
	ask = asking(student, false);
	assert_int_equal(
	    act_transfer_send(class1, &ask, &id, NULL), ERR_DENIED);
	assert_int_equal(act_transfer_send(psy2, &ask, &id, NULL), ERR_DENIED);
	assert_int_equal(act_transfer_send(op1, &ask, &id, NULL), ERR_DENIED);
	for (size_t i = 0; i < nitems(c); i++) {
		ask = asking(student, c[i].notes_unsaid);
		ask.given_at = c[i].no_day  ? 0
			       : c[i].later ? act_now(psy1) + CLOCK_DAY
					    : ask.given_at;
		ask.text = c[i].no_text ? " " : ask.text;
		ask.to_school = c[i].own_school ? school.id : ask.to_school;
		ask.reason = c[i].notes_unsaid ? "" : ask.reason;
		ask.ground = c[i].danger ? TRANSFER_SAFETY : TRANSFER_CONSENT;
		test_same_int(
		    c[i].why, act_transfer_send(psy1, &ask, &id, NULL), c[i].r);
	}
	/* one at a time */
	assert_int_equal(act_transfer_send(psy1, &ask, &id, NULL), ERR_EXISTS);
}

static int64_t
version_of(struct actor *who, int64_t id)
{
	struct act_transfer v;
	int64_t version;

	assert_int_equal(act_transfer_show(who, id, &v), 0);
	version = v.t.version;
	act_transfer_free(&v);
	return version;
}

static int
answer(struct actor *who, int64_t id, enum transfer_event on, const char *why)
{
	return act_transfer_step(who, id, version_of(psy1, id), on, why, NULL);
}

static enum transfer_state
state_of(int64_t id)
{
	struct act_transfer v;
	enum transfer_state s;

	assert_int_equal(act_transfer_show(psy1, id, &v), 0);
	s = v.t.state;
	act_transfer_free(&v);
	return s;
}

/* The words that went with it, "" while they are closed to this person. */
static bool
reads_words(struct actor *who, int64_t id)
{
	struct act_transfer v;
	bool reads;

	assert_int_equal(act_transfer_show(who, id, &v), 0);
	reads = strstr(v.step[0].text, "午休有人陪就好") != NULL;
	act_transfer_free(&v);
	return reads;
}

static int
reads_note(struct actor *who, int64_t talk_id, const char *text)
{
	struct act_consultation v;
	int r = act_consultation_show(who, talk_id, GROUND_CONSENT, &v);

	if (r != 0)
		return r;
	r = v.n_note > 0 && strcmp(v.note[0].text, text) == 0 ? 0 : ERR_KEY;
	act_consultation_free(&v);
	return r;
}

static void
today(struct actor *who)
{
	struct act_today t;

	assert_int_equal(act_today(who, &t), 0);
	act_today_free(&t);
}

/* QP-02, QP-49: the file goes with the child, its keys only when it was
 * accepted; what stood there stays. */
static void
test_a_file_opens_to_the_next_school_once_it_has_accepted(void **state)
{
	int64_t student = child(), warning = worry(class1, student), id, note;
	struct act_transfer_ask ask = asking(student, true);
	struct act_warning *w;
	struct act_plan_done d;
	struct act_plan *v;
	struct seen s;

	(void)state;
	note = talk(psy1, student, "聊了睡眠");
	planned(student, &d);
	assert_int_equal(act_transfer_send(psy1, &ask, &id, NULL), 0);
	assert_true(stands_on_today(psy2, "transfer.accept", id));
	assert_true(stands_on_today(psy1, "transfer.wait", id));
	/* nothing is open before */
	assert_false(reads_words(psy2, id));
	assert_int_equal(look(psy2, student, 0, &s), ERR_NOT_FOUND);
	assert_int_equal(act_plan_show(psy2, d.plan, &v), ERR_DENIED);
	assert_int_equal(reads_note(psy2, note, "聊了睡眠"), ERR_DENIED);
	assert_int_equal(answer(psy1, id, TRANSFER_ACCEPT, NULL), ERR_DENIED);
	assert_int_equal(
	    act_transfer_step(class1, id, 1, TRANSFER_ACCEPT, NULL, NULL),
	    ERR_DENIED);
	assert_int_equal(answer(psy2, id, TRANSFER_ACCEPT, NULL), 0);
	assert_int_equal(state_of(id), TRANSFER_ACCEPTED);
	assert_false(reads_words(psy2, id)); /* who has the keys must look */
	today(psy1);
	assert_int_equal(state_of(id), TRANSFER_ARRIVED);
	assert_true(reads_words(psy2, id));
	assert_int_equal(act_plan_show(psy2, d.plan, &v), 0);
	assert_string_equal(v->goals, "睡得好，又来吃午饭");
	act_plan_free(v);
	assert_int_equal(reads_note(psy2, note, "聊了睡眠"), 0);
	assert_int_equal(act_warning_show(psy2, warning, &w), 0);
	assert_int_equal(w->w.school, school2.id);
	assert_int_equal(w->w.owner, psy2->person);
	assert_int_equal(w->n_reports, 1);
	assert_non_null(w->reports[0].told.seen);
	act_warning_free(w);
	assert_int_equal(look(psy2, student, 0, &s), 0);
	assert_int_equal(s.of[FILE_TALK], 1);
	assert_true(s.of[FILE_TRANSFER] >= 3);
	/* on Today until they have met */
	assert_true(stands_on_today(psy2, "transfer.contact", id));
	assert_int_equal(answer(psy2, id, TRANSFER_GIVE, NULL), ERR_INPUT);
	assert_int_equal(act_transfer_step(psy1, id, version_of(psy1, id),
			     TRANSFER_CONTACT, NULL, NULL),
	    ERR_DENIED);
	assert_int_equal(answer(psy2, id, TRANSFER_CONTACT, NULL), 0);
	assert_false(stands_on_today(psy2, "transfer.contact", id));
	assert_int_equal(look(psy2, student, 0, &s), 0);
}

/* What the next school writes is theirs: the one before reads what it has,
 * and writes no more. */
static void
test_the_school_before_keeps_what_it_has_and_reads_no_more(void **state)
{
	int64_t student = child(), id, old, new, version;
	struct act_transfer_ask ask = asking(student, false);
	struct act_plan_done d, no;
	struct act_plan *v;

	(void)state;
	worry(class1, student);
	old = talk(psy1, student, "聊了睡眠");
	planned(student, &d);
	assert_int_equal(act_transfer_send(psy1, &ask, &id, NULL), 0);
	assert_int_equal(answer(psy2, id, TRANSFER_ACCEPT, NULL), 0);
	today(centre1); /* the district holds the keys as well */
	assert_int_equal(state_of(id), TRANSFER_ARRIVED);
	/* the notes were not chosen: they stay */
	assert_int_equal(reads_note(psy2, old, "聊了睡眠"), ERR_DENIED);
	assert_int_equal(reads_note(psy1, old, "聊了睡眠"), 0);
	new = talk(psy2, student, "在新学校谈的");
	assert_int_equal(reads_note(psy2, new, "在新学校谈的"), 0);
	assert_int_equal(reads_note(psy1, new, "在新学校谈的"), ERR_DENIED);
	assert_int_equal(act_plan_show(psy1, d.plan, &v), 0);
	assert_int_equal(v->who, PLAN_READS);
	act_plan_free(v);
	assert_int_equal(act_plan_step(psy1, d.plan, d.version, PLAN_WRITE,
			     "旧学校再写", 0, &no),
	    ERR_DENIED);
	assert_int_equal(act_plan_show(psy2, d.plan, &v), 0);
	version = v->p.version;
	act_plan_free(v);
	assert_int_equal(act_plan_step(psy2, d.plan, version, PLAN_WRITE,
			     "新学校接着写", 0, &no),
	    0);
	assert_int_equal(act_plan_show(psy2, d.plan, &v), 0);
	assert_string_equal(v->goals, "新学校接着写");
	act_plan_free(v);
	assert_int_equal(act_plan_show(psy1, d.plan, &v), 0);
	assert_string_equal(v->goals, "睡得好，又来吃午饭");
	act_plan_free(v);
}

/* Nobody has sent the file: what is written at the new school is for there,
 * and what was written before is not. */
static void
test_a_talk_at_a_new_school_is_sealed_to_that_school(void **state)
{
	int64_t student = child(), old, new;

	(void)state;
	old = talk(psy1, student, "在旧学校谈的");
	roster_moves(student, &school2);
	new = talk(psy2, student, "在新学校谈的");
	assert_int_equal(reads_note(psy2, new, "在新学校谈的"), 0);
	assert_int_equal(reads_note(psy1, old, "在旧学校谈的"), 0);
	assert_int_equal(reads_note(psy2, old, "在旧学校谈的"), ERR_DENIED);
	assert_int_equal(reads_note(psy1, new, "在新学校谈的"), ERR_DENIED);
}

/* The roster is faster than the office: the child is there, the file not. */
static void
test_a_file_follows_a_child_that_has_moved_already(void **state)
{
	int64_t student = child(), warning = worry(class1, student), id;
	struct act_transfer_ask ask = asking(student, false);
	struct act_warning *w;

	(void)state;
	roster_moves(student, &school2);
	assert_int_equal(act_warning_show(psy2, warning, &w), ERR_DENIED);
	assert_int_equal(act_transfer_send(psy1, &ask, &id, NULL), 0);
	assert_int_equal(answer(psy2, id, TRANSFER_ACCEPT, NULL), 0);
	today(psy1);
	assert_int_equal(act_warning_show(psy2, warning, &w), 0);
	assert_int_equal(w->w.school, school2.id);
	act_warning_free(w);
	assert_int_equal(act_transfer_send(psy1, &ask, &id, NULL), ERR_DENIED);
}

/* And somebody there was worried before the file was sent. */
static void
test_a_file_follows_a_child_whose_warning_went_before_it(void **state)
{
	struct observation_told o = { .seen = "在新学校也没吃饭" };
	int64_t student = child(), warning = worry(class1, student), id;
	struct act_transfer_ask ask = asking(student, false);
	struct act_warning *w;

	(void)state;
	roster_moves(student, &school2);
	o.student = student;
	assert_int_equal(act_warning_raise(psy2, &o, NULL), 0);
	assert_int_equal(act_transfer_send(psy2, &ask, &id, NULL), ERR_INPUT);
	assert_int_equal(act_transfer_send(psy1, &ask, &id, NULL), 0);
	assert_int_equal(answer(psy2, id, TRANSFER_ACCEPT, NULL), 0);
	today(psy1);
	assert_int_equal(act_warning_show(psy2, warning, &w), 0);
	assert_int_equal(w->n_reports, 2);
	for (int i = 0; i < w->n_reports; i++)
		assert_non_null(w->reports[i].told.seen);
	assert_int_equal(w->w.owner, psy2->person);
	act_warning_free(w);
	assert_int_equal(act_transfer_send(psy1, &ask, &id, NULL), ERR_DENIED);
}

static void
test_a_refused_file_stays_where_it_was(void **state)
{
	int64_t student = child(), id;
	struct act_transfer_ask ask = asking(student, false);
	struct act_transfer v;
	struct seen s;

	(void)state;
	assert_int_equal(act_transfer_send(psy1, &ask, &id, NULL), 0);
	assert_int_equal(answer(psy2, id, TRANSFER_REFUSE, NULL), ERR_INPUT);
	assert_int_equal(
	    answer(psy2, id, TRANSFER_REFUSE, "学生没有来报到"), 0);
	today(psy1);
	assert_int_equal(state_of(id), TRANSFER_REFUSED);
	assert_int_equal(act_transfer_show(psy1, id, &v), 0);
	assert_string_equal(v.step[1].text, "学生没有来报到");
	act_transfer_free(&v);
	assert_int_equal(look(psy2, student, 0, &s), ERR_NOT_FOUND);
	/* and can be sent anew, or taken back */
	assert_int_equal(act_transfer_send(psy1, &ask, &id, NULL), 0);
	assert_int_equal(
	    answer(psy2, id, TRANSFER_WITHDRAW, "不该我"), ERR_DENIED);
	assert_int_equal(answer(psy1, id, TRANSFER_WITHDRAW, "写错了学校"), 0);
	assert_int_equal(answer(psy2, id, TRANSFER_ACCEPT, NULL), ERR_STATE);
}

/* One measure agreed in the place of another. */
static int
again(struct act_plan_done *d)
{
	struct act_measure_told m = { .owner = psy1->person,
		.due_at = act_now(psy1) + CLOCK_DAY,
		.text = "换一项" };
	struct act_plan *v;

	assert_int_equal(act_plan_show(psy1, d->plan, &v), 0);
	m.was = v->measure[0].id;
	act_plan_free(v);
	return act_plan_measure(psy1, d->plan, d->version, &m, d);
}

/* --- the order in which things happen --------------------------------------
 */

static void
goes_to(struct actor *from, struct actor *to, int64_t student,
    const struct org *there)
{
	struct act_transfer_ask ask = asking(student, false);
	struct act_transfer v;
	int64_t id;

	ask.to_school = there->id;
	test_same_int("send", act_transfer_send(from, &ask, &id, NULL), 0);
	test_same_int("show", act_transfer_show(to, id, &v), 0);
	test_same_int("accept",
	    act_transfer_step(to, id, v.t.version, TRANSFER_ACCEPT, NULL, NULL),
	    0);
	act_transfer_free(&v);
	today(from);
	test_same_int("show", act_transfer_show(from, id, &v), 0);
	test_same_int("arrived", (int)v.t.state, TRANSFER_ARRIVED);
	act_transfer_free(&v);
}

static bool
has_hand(struct actor *who, int64_t student, int64_t person)
{
	struct act_name hand[40];
	bool has = false;
	int n = 0;

	assert_int_equal(act_plan_hands(who, student, hand, 40, &n), 0);
	for (int i = 0; i < n; i++)
		has |= hand[i].id == person;
	return has;
}

/* The roster has the child at the old school still: whose duty it was there
 * asks custody no more for what the next one writes. */
static void
test_who_had_a_child_before_breaks_no_glass_over_what_is_written_after(
    void **state)
{
	const struct act_exact ask = { .number = "77001" };
	int64_t id = child(), found;
	struct student s;

	(void)state;
	assert_int_equal(store_student_get(st, id, &s), 0);
	snprintf(s.number, sizeof(s.number), "%s", ask.number);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_put(st, &s, store_now(st), 1)), 0);
	talk(psy1, id, "聊了睡眠");
	assert_int_equal(act_custody_may_ask(head1, CUSTODY_FILE, id), 0);
	assert_int_equal(
	    act_custody_find(head1, CUSTODY_FILE, &ask, &found), 0);
	goes_to(psy1, psy2, id, &school2);
	assert_int_equal(
	    act_custody_may_ask(head1, CUSTODY_FILE, id), ERR_DENIED);
	assert_int_equal(
	    act_custody_find(head1, CUSTODY_FILE, &ask, &found), ERR_NOT_FOUND);
	assert_int_equal(act_custody_may_ask(centre1, CUSTODY_FILE, id), 0);
}

/* The roster has the child at the old school: measures are the new one's all
 * the same, and their pair with them. */
static void
test_measures_are_given_to_people_of_where_the_file_is(void **state)
{
	int64_t student = child();
	struct act_plan_done d;
	struct act_plan *v;

	(void)state;
	planned(student, &d);
	goes_to(psy1, psy2, student, &school2);
	assert_true(has_hand(psy2, student, psy2->person));
	assert_false(has_hand(psy2, student, class1->person));
	assert_int_equal(act_plan_show(psy2, d.plan, &v), 0);
	d.version = v->p.version;
	act_plan_free(v);
	assert_int_equal(
	    measure(psy2, &d, class1->person, "旧班主任"), ERR_INPUT);
	assert_int_equal(measure(psy2, &d, centre1->person, "中心来看看"), 0);
}

static void
test_every_report_of_a_child_goes_with_the_file(void **state)
{
	int64_t student = child(), warning;
	struct act_warning *w;

	(void)state;
	warning = worry(class1, student);
	worry(psy1, student); /* the same warning, sealed anew */
	goes_to(psy1, psy2, student, &school2);
	assert_int_equal(act_warning_show(psy2, warning, &w), 0);
	assert_int_equal(w->n_reports, 2);
	for (int i = 0; i < w->n_reports; i++)
		assert_non_null(w->reports[i].told.seen);
	act_warning_free(w);
}

static int
is_waiting(void *arg, const struct act_waiting *w)
{
	int64_t *warning = arg;

	if (w->warning == *warning)
		*warning = 0;
	return 0;
}

static bool
waits_for(struct actor *who, int64_t warning)
{
	assert_int_equal(
	    act_warning_waiting(who, 1000, is_waiting, &warning), 0);
	return warning == 0;
}

/* Nobody had looked yet: whoever has the child now is to. */
static void
test_what_nobody_has_seen_waits_for_the_next_school(void **state)
{
	int64_t student = child(), warning = worry(class1, student);

	(void)state;
	assert_true(waits_for(psy1, warning));
	goes_to(psy1, psy2, student, &school2);
	assert_false(waits_for(psy1, warning));
	assert_false(waits_for(class1, warning));
	assert_true(waits_for(psy2, warning));
	assert_int_equal(
	    act_warning_step(psy2, warning, 0, WARNING_ACK, NULL, NULL), 0);
}

/* They had, and their posts are of another school than the child's. */
static void
test_who_had_looked_sees_no_more_once_the_child_is_elsewhere(void **state)
{
	int64_t student = child(), warning = worry(psy1, student);
	struct act_warning *w;

	(void)state;
	assert_int_equal(
	    act_warning_step(class1, warning, 0, WARNING_ACK, NULL, NULL), 0);
	assert_int_equal(act_warning_show(class1, warning, &w), 0);
	act_warning_free(w);
	goes_to(psy1, psy2, student, &school2);
	assert_int_equal(act_warning_show(class1, warning, &w), ERR_DENIED);
}

/* Who accepted is not there any more when the keys come. */
static void
test_a_file_is_never_left_with_somebody_who_is_gone(void **state)
{
	int64_t student = child(), warning = worry(class1, student), id;
	struct act_transfer_ask ask = asking(student, false);
	struct actor *sec1 = test_signin("sec1");
	struct act_warning *w;
	struct act_plan_done d;
	struct act_plan *v;

	(void)state;
	planned(student, &d);
	assert_int_equal(act_transfer_send(psy1, &ask, &id, NULL), 0);
	assert_int_equal(answer(psy2, id, TRANSFER_ACCEPT, NULL), 0);
	assert_int_equal(act_account_lock(sec1, psy2->person, true, NULL), 0);
	today(psy1);
	assert_int_equal(state_of(id), TRANSFER_ARRIVED);
	assert_int_equal(act_warning_show(centre1, warning, &w), 0);
	assert_int_equal(w->w.owner, centre1->person);
	act_warning_free(w);
	assert_int_equal(act_plan_show(centre1, d.plan, &v), 0);
	assert_int_equal(v->p.owner, centre1->person);
	act_plan_free(v);
	assert_int_equal(act_account_lock(sec1, psy2->person, false, NULL), 0);
	test_leave(sec1);
}

static int
why(struct actor *who, int64_t id)
{
	struct buf *b = act_secret();
	int r = act_health_words(who, id, b);

	buf_free(b);
	return r;
}

/* Why a body needs care is for the team that wrote it down. */
static void
test_what_a_school_writes_of_a_body_it_can_read(void **state)
{
	int64_t student = child(), old, new;

	(void)state;
	assert_int_equal(act_health_add(psy1, student, 1u << HEED_FOOD, 0,
			     "旧校", 6, &old, NULL),
	    0);
	goes_to(psy1, psy2, student, &school2);
	assert_int_equal(act_health_add(psy2, student, 1u << HEED_FOOD, 0,
			     "新校", 6, &new, NULL),
	    0);
	assert_int_equal(why(psy2, new), 0);
	assert_int_equal(why(psy2, old), ERR_KEY);
	assert_int_equal(why(psy1, old), 0);
	assert_int_equal(why(psy1, new), ERR_KEY);
}

/* By its key as well: nothing of what is written from then on. */
static void
test_who_has_no_measure_any_more_opens_no_more_of_a_plan(void **state)
{
	struct act_measure_told strike = { .text = NULL };
	int64_t student = child();
	const struct sealed_key *k;
	struct act_plan_done d;
	struct act_plan *v;

	(void)state;
	planned(student, &d);
	assert_int_equal(measure(psy1, &d, class1->person, "午休陪他坐坐"), 0);
	assert_int_equal(act_plan_show(psy1, d.plan, &v), 0);
	assert_int_equal(act_key_open(class1, v->p.pair, &k), 0);
	strike.was = v->measure[0].id;
	act_plan_free(v);
	assert_int_equal(
	    act_plan_measure(psy1, d.plan, d.version, &strike, &d), 0);
	assert_int_equal(act_plan_step(psy1, d.plan, d.version, PLAN_WRITE,
			     "后来写的", 0, &d),
	    0);
	assert_int_equal(act_plan_show(psy1, d.plan, &v), 0);
	assert_string_equal(v->goals, "后来写的");
	assert_int_equal(act_key_open(class1, v->p.pair, &k), ERR_KEY);
	act_plan_free(v);
}

/* There and back again, the roster with them: the file comes by a sending of
 * its own, the care at once. */
static void
test_a_child_that_comes_back_is_cared_for_where_it_is(void **state)
{
	int64_t student = child(), now;

	(void)state;
	goes_to(psy1, psy2, student, &school2);
	roster_moves(student, &school2);
	assert_true(has_hand(psy2, student, psy2->person));
	assert_int_equal(act_sample_clock(dist1, CLOCK_HOUR, &now), 0);
	roster_moves(student, &school);
	assert_true(has_hand(psy1, student, class1->person));
}

/* The file was not sent: the plan is there to be written, for here. */
static void
test_a_plan_written_at_a_new_school_is_read_there(void **state)
{
	int64_t student = child();
	struct act_plan_done d, no;
	struct act_plan *v;

	(void)state;
	planned(student, &d);
	roster_moves(student, &school2);
	/* who answers for it still is not told of it in vain */
	assert_true(stands_on_today(psy1, "plan.draft", d.plan));
	assert_int_equal(act_plan_show(psy1, d.plan, &v), 0);
	act_plan_free(v);
	assert_int_equal(act_plan_show(psy2, d.plan, &v), 0);
	assert_string_equal(v->goals, ""); /* sealed to the other */
	act_plan_free(v);
	assert_int_equal(act_plan_step(psy2, d.plan, d.version, PLAN_WRITE,
			     "在新学校写的", 0, &d),
	    0);
	assert_int_equal(measure(psy2, &d, psy2->person, "每周谈一次"), 0);
	assert_int_equal(act_plan_show(psy2, d.plan, &v), 0);
	assert_string_equal(v->goals, "在新学校写的");
	assert_string_equal(v->measure[0].text, "每周谈一次");
	assert_int_equal(v->p.owner, psy2->person);
	act_plan_free(v);
	assert_int_equal(act_plan_step(psy1, d.plan, d.version, PLAN_WRITE,
			     "旧学校再写", 0, &no),
	    ERR_DENIED);
}

/* Danger heard in a talk after the file came, before the roster did. */
static void
test_danger_is_told_to_whoever_has_the_file(void **state)
{
	struct act_note_text t = {
		.text = "他说今晚就走", .n = 18, .risk = RISK_DANGER
	};
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	int64_t student = child();
	struct act_appointment a;
	struct act_warning *w;

	(void)state;
	goes_to(psy1, psy2, student, &school2);
	b.student = student;
	assert_int_equal(act_consultation_book(psy2, &b, &a), 0);
	assert_int_equal(
	    act_consultation_note(psy2, a.row.id, a.row.version, &t, &a), 0);
	assert_int_not_equal(a.warning, 0);
	assert_int_equal(act_warning_show(psy2, a.warning, &w), 0);
	assert_int_equal(w->w.school, school2.id);
	act_warning_free(w);
	/* who still has them in class may report a worry as before */
	worry(class1, student);
}

/* A third school: what was written at the first goes all the way. */
static void
test_a_plan_goes_from_school_to_school_with_all_its_words(void **state)
{
	struct post at = { .role = ROLE_PSYCHOLOGY, .person = head1->person };
	struct act_plan_done d;
	int64_t student = child(), circle;
	struct act_plan *v;
	struct org third;

	(void)state;
	assert_int_equal(store_org_by_code(st, ORG_SCHOOL, "S003", &third), 0);
	at.org = third.id;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_post_add(st, &at, true, store_now(st)), 0);
	store_touch(st, STORE_TOPIC(TOPIC_ALL, 0));
	assert_int_equal(store_end(st, 0), 0);
	assert_int_equal(act_circle_create(head1, third.id, &circle, NULL), 0);
	planned(student, &d);
	goes_to(psy1, psy2, student, &school2);
	goes_to(psy2, head1, student, &third);
	assert_int_equal(act_plan_show(head1, d.plan, &v), 0);
	assert_int_equal(v->p.school, third.id);
	assert_string_equal(v->goals, "睡得好，又来吃午饭");
	act_plan_free(v);
}

/* Each stands: the one too many is refused, not the whole plan shut. */
static void
test_a_plan_stays_readable_however_much_stands_in_it(void **state)
{
	int64_t student = child();
	struct act_plan_done d;
	struct act_plan *v;

	(void)state;
	planned(student, &d);
	for (int i = 0; i < ACT_MEASURES_MAX; i++)
		test_same_int(
		    "one more", measure(psy1, &d, psy1->person, "谈一次"), 0);
	assert_int_equal(
	    measure(psy1, &d, psy1->person, "再谈一次"), ERR_LIMIT);
	assert_int_equal(
	    act_plan_step(psy1, d.plan, d.version, PLAN_WRITE, "好好睡", 0, &d),
	    0);
	for (int i = 0; i < ACT_PLAN_STEPS_MAX; i++)
		test_same_int("struck and agreed anew", again(&d), 0);
	assert_int_equal(act_plan_show(psy1, d.plan, &v), 0);
	assert_int_equal(v->n_measure, ACT_MEASURES_MAX);
	assert_int_equal(v->n_step, ACT_PLAN_STEPS_MAX);
	assert_string_equal(v->goals, "好好睡");
	act_plan_free(v);
}

/* Somebody is reminded of the day to look again, whoever has left. */
static void
test_a_plan_whose_owner_has_left_is_the_next_ones(void **state)
{
	struct actor *sec1 = test_signin("sec1");
	int64_t student = child();
	struct act_plan_done d;
	struct act_plan *v;

	(void)state;
	worry(class1, student);
	planned(student, &d);
	assert_true(stands_on_today(psy1, "plan.draft", d.plan));
	assert_int_equal(act_account_lock(sec1, psy1->person, true, NULL), 0);
	assert_true(stands_on_today(head1, "plan.draft", d.plan));
	assert_int_equal(act_account_lock(sec1, psy1->person, false, NULL), 0);
	assert_false(stands_on_today(psy1, "plan.draft", d.plan));
	assert_int_equal(act_plan_show(psy1, d.plan, &v), 0);
	assert_int_equal(v->p.owner, head1->person);
	act_plan_free(v);
	test_leave(sec1);
}

/* What a class teacher was to do does not run late with nobody to do it. */
static void
test_a_measure_whose_owner_has_left_is_asked_of_who_answers_for_the_plan(
    void **state)
{
	struct actor *sec1 = test_signin("sec1");
	int64_t student = child(), id;
	struct act_plan_done d;
	struct act_plan *v;

	(void)state;
	worry(class1, student);
	planned(student, &d);
	assert_int_equal(measure(psy1, &d, class1->person, "午休陪他坐坐"), 0);
	assert_int_equal(act_plan_step(psy1, d.plan, d.version, PLAN_START,
			     NULL, act_now(psy1) + CLOCK_DAY, &d),
	    0);
	assert_true(stands_on_today(class1, "measure", d.plan));
	assert_int_equal(act_account_lock(sec1, class1->person, true, NULL), 0);
	assert_true(stands_on_today(psy1, "measure", d.plan));
	assert_int_equal(
	    act_account_lock(sec1, class1->person, false, NULL), 0);
	assert_false(stands_on_today(class1, "measure", d.plan));
	assert_int_equal(act_plan_show(class1, d.plan, &v), ERR_DENIED);

	/* the one who answers has left too: both are the next one's */
	assert_int_equal(act_account_lock(sec1, psy1->person, true, NULL), 0);
	assert_true(stands_on_today(head1, "measure", d.plan));
	assert_int_equal(act_account_lock(sec1, psy1->person, false, NULL), 0);
	assert_int_equal(act_plan_show(head1, d.plan, &v), 0);
	assert_int_equal(v->n_measure, 1);
	assert_int_equal(v->measure[0].owner.id, head1->person);
	id = v->measure[0].id;
	act_plan_free(v);
	assert_int_equal(act_plan_measure_done(head1, id, &d), 0);
	test_leave(sec1);
}

/* A summer in which a whole year moves on: what waits for others is not in the
 * way of what has been accepted. */
static void
test_keys_are_given_however_many_files_are_on_their_way(void **state)
{
	struct act_transfer_ask ask;
	struct act_transfer v;
	int64_t id = 0;

	(void)state;
	for (int i = 0; i < AUDIT_SUBJECTS_MAX + 2; i++) {
		ask = asking(child(), false);
		test_same_int(
		    "send", act_transfer_send(psy1, &ask, &id, NULL), 0);
	}
	assert_int_equal(act_transfer_show(psy2, id, &v), 0);
	assert_int_equal(act_transfer_step(psy2, id, v.t.version,
			     TRANSFER_ACCEPT, NULL, NULL),
	    0);
	act_transfer_free(&v);
	today(psy1);
	assert_int_equal(state_of(id), TRANSFER_ARRIVED);
}

/* Agreed to for one school; who asked works at another by now. */
static void
test_the_care_ledger_of_one_school_is_not_fetched_at_another(void **state)
{
	int64_t was = act_post(psy1, ROLE_PSYCHOLOGY)->id, approval;
	struct post at = *act_post(psy1, ROLE_PSYCHOLOGY);
	struct buf *out = act_secret();
	struct org third;

	(void)state;
	assert_int_equal(store_org_by_code(st, ORG_SCHOOL, "S003", &third), 0);
	assert_int_equal(act_care_ask(psy1, &approval), 0);
	assert_int_equal(act_approval_give(head1, approval, NULL), 0);
	at.org = third.id;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_post_end(st, was, store_now(st)), 0);
	assert_int_equal(store_post_add(st, &at, true, store_now(st)), 0);
	store_touch(st, STORE_TOPIC(TOPIC_ALL, 0));
	assert_int_equal(store_end(st, 0), 0);
	assert_int_equal(fetched(psy1, approval, out), ERR_DENIED);
	assert_null(strstr(buf_text(out), "韦青"));
	buf_free(out);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_file_tells_what_happened_to_whom_it_concerns),
	cmocka_unit_test(test_pages_of_a_file_follow_each_other_without_a_gap),
	cmocka_unit_test(test_looking_into_a_file_is_one_row_of_the_audit),
	cmocka_unit_test(
	    test_a_plan_goes_from_goals_to_its_end_and_a_new_round),
	cmocka_unit_test(test_a_plan_is_open_to_whom_it_concerns_alone),
	cmocka_unit_test(
	    test_a_measure_is_on_its_owners_today_until_it_is_done),
	cmocka_unit_test(
	    test_what_is_written_of_a_plan_is_a_draft_until_it_is_saved),
	cmocka_unit_test(test_who_was_found_and_has_no_plan_is_listed),
	cmocka_unit_test(test_who_has_no_plan_is_found_on_some_page_and_once),
	cmocka_unit_test(
	    test_who_has_no_plan_is_listed_of_every_school_of_ones_own),
	cmocka_unit_test(
	    test_the_care_ledger_leaves_by_two_people_and_tells_no_story),
	cmocka_unit_test(test_a_file_is_sent_only_with_consent_and_words),
	cmocka_unit_test(
	    test_a_file_opens_to_the_next_school_once_it_has_accepted),
	cmocka_unit_test(
	    test_the_school_before_keeps_what_it_has_and_reads_no_more),
	cmocka_unit_test(test_a_talk_at_a_new_school_is_sealed_to_that_school),
	cmocka_unit_test(test_a_file_follows_a_child_that_has_moved_already),
	cmocka_unit_test(
	    test_a_file_follows_a_child_whose_warning_went_before_it),
	cmocka_unit_test(test_a_refused_file_stays_where_it_was),
	cmocka_unit_test(
	    test_who_had_a_child_before_breaks_no_glass_over_what_is_written_after),
	cmocka_unit_test(
	    test_measures_are_given_to_people_of_where_the_file_is),
	cmocka_unit_test(test_every_report_of_a_child_goes_with_the_file),
	cmocka_unit_test(test_what_nobody_has_seen_waits_for_the_next_school),
	cmocka_unit_test(
	    test_who_had_looked_sees_no_more_once_the_child_is_elsewhere),
	cmocka_unit_test(test_a_file_is_never_left_with_somebody_who_is_gone),
	cmocka_unit_test(test_what_a_school_writes_of_a_body_it_can_read),
	cmocka_unit_test(
	    test_who_has_no_measure_any_more_opens_no_more_of_a_plan),
	cmocka_unit_test(test_a_child_that_comes_back_is_cared_for_where_it_is),
	cmocka_unit_test(test_a_plan_written_at_a_new_school_is_read_there),
	cmocka_unit_test(test_danger_is_told_to_whoever_has_the_file),
	cmocka_unit_test(
	    test_a_plan_goes_from_school_to_school_with_all_its_words),
	cmocka_unit_test(test_a_plan_stays_readable_however_much_stands_in_it),
	cmocka_unit_test(test_a_plan_whose_owner_has_left_is_the_next_ones),
	cmocka_unit_test(
	    test_a_measure_whose_owner_has_left_is_asked_of_who_answers_for_the_plan),
	cmocka_unit_test(
	    test_keys_are_given_however_many_files_are_on_their_way),
	cmocka_unit_test(
	    test_the_care_ledger_of_one_school_is_not_fetched_at_another),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
