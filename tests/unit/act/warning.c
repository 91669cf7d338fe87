/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/approval.h"
#include "act/draft.h"
#include "act/key.h"
#include "act/sample.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/audit.h"
#include "store/org.h"
#include "store/person.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/* The people of the sample school 001, signed in once. */
static struct actor *class1, *grade1, *psy1, *psy2, *head1, *centre1, *op1,
    *dist1, *sys1, *keeper;
static struct store *st;
static struct org class, grade, school, district;

static int
begin(void **state)
{
	const struct post *p;

	(void)state;
	lang_set("en");
	st = test_office();
	class1 = test_signin("class1");
	grade1 = test_signin("grade1");
	psy1 = test_signin("psy1");
	psy2 = test_signin("psy2");
	head1 = test_signin("head1");
	centre1 = test_signin("centre1");
	op1 = test_signin("op1");
	dist1 = test_signin("dist1");
	sys1 = test_signin("sys1");
	assert_int_equal(act_keeper(st, &keeper), 0);
	p = act_post(class1, ROLE_CLASS_TEACHER);
	assert_int_equal(store_org_get(st, p->org, &class), 0);
	assert_int_equal(store_org_above(st, p->org, ORG_GRADE, &grade), 0);
	assert_int_equal(store_org_above(st, p->org, ORG_SCHOOL, &school), 0);
	return store_org_above(st, p->org, ORG_DISTRICT, &district);
}

static int
end(void **state)
{
	struct actor *all[] = { class1, grade1, psy1, psy2, head1, centre1, op1,
		dist1, sys1 };

	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		test_leave(all[i]);
	act_free(keeper);
	test_office_close();
	return 0;
}

static int64_t
child_in(const struct org *of_school, const struct org *of_class)
{
	static int n;
	struct student s = { .school = of_school->id,
		.class = of_class->id,
		.place = of_class->lft,
		.grade = { STAGE_JUNIOR, 2024 },
		.name = "曾一诺",
		.reading = "zeng yi nuo",
		.label = "3" };

	snprintf(s.identity, sizeof(s.identity), "test:%d", ++n);
	snprintf(s.number, sizeof(s.number), "%04d", n);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	return s.id;
}

static int64_t
child(void)
{
	return child_in(&school, &class);
}

static struct observation_told
worry(int64_t student)
{
	return (struct observation_told){ .student = student,
		.seen = "上课常趴着，昨天说没意思" };
}

/* Reported by who; returns the warning. */
static int64_t
reported(struct actor *who, int64_t student, bool danger)
{
	struct observation_told o = worry(student);
	struct act_receipt got;

	o.danger = danger;
	assert_int_equal(act_observation_report(who, &o, &got), 0);
	return got.warning;
}

static struct warning
now_of(int64_t id)
{
	struct warning w;

	assert_int_equal(store_warning_get(st, id, &w), 0);
	return w;
}

/* A step on the newest version. */
static int
go(struct actor *who, int64_t id, enum warning_event e,
    const struct act_step *f)
{
	return act_warning_step(who, id, now_of(id).version, e, f, NULL);
}

static int
step(struct actor *who, int64_t id, enum warning_event e)
{
	struct act_step f = { .text = "记一笔",
		.reason = "因为这样",
		.level = -1,
		.parents =
		    e == WARNING_PARENTS ? PARENTS_TOLD : PARENTS_UNKNOWN };

	return go(who, id, e, &f);
}

static int
judge(struct actor *who, int64_t id, enum warning_event e,
    enum warning_severity s)
{
	struct act_step f = {
		.reason = "因为这样", .severity = s, .level = -1
	};

	return go(who, id, e, &f);
}

static void
looked_at(int64_t id)
{
	assert_int_equal(
	    act_warning_step(grade1, id, 0, WARNING_ACK, NULL, NULL), 0);
	assert_int_equal(
	    act_warning_step(psy1, id, 0, WARNING_ACK, NULL, NULL), 0);
}

static void
test_state(int64_t id, enum warning_state s)
{
	assert_string_equal(state_code(&warning_machine, (int)now_of(id).state),
	    state_code(&warning_machine, (int)s));
}

/* --- reporting and looking ------------------------------------------------ */

static void
test_two_others_look_at_a_report(void **state)
{
	struct observation_told o = worry(child());
	struct act_receipt got;
	int64_t now = store_now(st);
	struct warning w;

	(void)state;
	o.event_at = now - 9 * CLOCK_HOUR;
	assert_int_equal(act_observation_report(class1, &o, &got), 0);
	assert_int_equal(got.n, 2);
	assert_string_equal(got.looking[0].who.login, "grade1");
	assert_string_equal(got.looking[1].who.login, "psy1");
	w = now_of(got.warning);
	assert_int_equal(w.state, WARNING_REPORTED);
	assert_int_equal(w.event_at, o.event_at);
	assert_true(w.entered_at >= now);
	assert_string_equal(w.due_key, "warning.ack");
	assert_int_equal(w.due_at,
	    profile_due(profile_default(), "warning.ack", w.entered_at));

	assert_int_equal(step(class1, w.id, WARNING_ACK), ERR_DENIED);
	assert_int_equal(step(head1, w.id, WARNING_ACK), ERR_DENIED);
	assert_int_equal(step(grade1, w.id, WARNING_ACK), 0);
	test_state(w.id, WARNING_REPORTED);
	assert_int_equal(step(grade1, w.id, WARNING_ACK), ERR_EXISTS);
	assert_int_equal(step(psy1, w.id, WARNING_ACK), 0);
	test_state(w.id, WARNING_ACKNOWLEDGED);
	assert_int_equal(now_of(w.id).owner, psy1->person);
}

static void
test_a_report_says_what_is_missing(void **state)
{
	struct observation_told o = { .student = 0, .seen = "x" };
	char *much = malloc(ACT_TEXT_MAX + 2);

	(void)state;
	assert_int_equal(act_observation_report(class1, &o, NULL), ERR_INPUT);
	assert_string_equal(class1->why, "Missing: which student.");
	o = (struct observation_told){ .student = child() };
	assert_int_equal(act_observation_report(class1, &o, NULL), ERR_INPUT);
	assert_string_equal(class1->why, "Missing: what was seen or agreed.");
	o.seen = "x";
	o.parents = KNOW_BETTER_NOT;
	assert_int_equal(act_observation_report(class1, &o, NULL), ERR_INPUT);
	o.parents = KNOW_YES;
	memset(much, 'x', ACT_TEXT_MAX + 1);
	much[ACT_TEXT_MAX + 1] = '\0';
	o.seen = much;
	assert_int_equal(act_observation_report(class1, &o, NULL), ERR_INPUT);
	o.seen = "x";
	o.event_at = store_now(st) + 3600;
	assert_int_equal(act_observation_report(class1, &o, NULL), ERR_INPUT);
	free(much);
}

static void
test_only_staff_of_the_school_report(void **state)
{
	struct observation_told o = worry(child());

	(void)state;
	assert_int_equal(act_observation_report(psy2, &o, NULL), ERR_DENIED);
	assert_int_equal(act_observation_report(op1, &o, NULL), ERR_DENIED);
	assert_int_equal(act_observation_report(sys1, &o, NULL), ERR_DENIED);
	assert_int_equal(act_warning_raise(class1, &o, NULL), ERR_DENIED);
	/* One answer for a child that is not there. */
	o.student = 1 << 30;
	assert_int_equal(act_observation_report(psy2, &o, NULL), ERR_DENIED);
}

static void
test_a_report_joins_or_reopens(void **state)
{
	int64_t student = child(), id = reported(class1, student, false);

	(void)state;
	assert_int_equal(step(grade1, id, WARNING_ACK), 0);
	/* A second report, by who was asked: two others than both. */
	assert_int_equal(reported(psy1, student, false), id);
	assert_int_equal(now_of(id).round, 2);
	assert_int_equal(step(psy1, id, WARNING_ACK), ERR_DENIED);
	assert_int_equal(step(class1, id, WARNING_ACK), ERR_DENIED);
	assert_int_equal(step(grade1, id, WARNING_ACK), 0);
	test_state(id, WARNING_REPORTED);
	assert_int_equal(step(centre1, id, WARNING_ACK), 0);
	test_state(id, WARNING_ACKNOWLEDGED);
}

/* --- the way -------------------------------------------------------------- */

static int64_t
verifying(void)
{
	int64_t id = reported(class1, child(), false);

	looked_at(id);
	assert_int_equal(step(psy1, id, WARNING_VERIFY), 0);
	return id;
}

static int64_t
confirmed(enum warning_severity s)
{
	int64_t id = verifying();

	assert_int_equal(step(psy1, id, WARNING_PARENTS), 0);
	assert_int_equal(judge(psy1, id, WARNING_CONFIRM, s), 0);
	if (s < SEVERITY_CRISIS)
		assert_int_equal(judge(centre1, id, WARNING_CONFIRM, s), 0);
	test_state(id, WARNING_CONFIRMED);
	assert_int_equal(now_of(id).severity, s);
	return id;
}

static void
test_the_whole_way_of_a_general_one(void **state)
{
	int64_t id = confirmed(SEVERITY_GENERAL), now;

	(void)state;
	assert_int_equal(step(psy1, id, WARNING_PLACE), 0);
	test_state(id, WARNING_AT_LEVEL);
	assert_int_equal(now_of(id).level, LEVEL_CLASS);
	assert_int_equal(step(psy1, id, WARNING_INTERVENE), 0);
	assert_int_equal(step(psy1, id, WARNING_MONITOR), ERR_INPUT);
	assert_string_equal(psy1->why, "Missing: two reviews.");
	assert_int_equal(step(psy1, id, WARNING_REVIEW), 0);
	assert_int_equal(step(psy1, id, WARNING_REVIEW), 0);
	assert_int_equal(step(psy1, id, WARNING_MONITOR), 0);
	test_state(id, WARNING_INTERVENING); /* asked, not agreed */
	assert_int_equal(step(psy1, id, WARNING_MONITOR), ERR_EXISTS);
	assert_int_equal(step(centre1, id, WARNING_MONITOR), 0);
	test_state(id, WARNING_MONITORING);
	assert_int_equal(step(psy1, id, WARNING_CLOSE), ERR_INPUT);
	assert_int_equal(act_sample_clock(psy1, 91 * CLOCK_DAY, &now), 0);
	assert_int_equal(step(psy1, id, WARNING_CLOSE), 0);
	assert_int_equal(step(head1, id, WARNING_CLOSE), ERR_DENIED);
	assert_int_equal(step(grade1, id, WARNING_CLOSE), 0);
	test_state(id, WARNING_CLOSED);
	assert_int_equal(now_of(id).due_at, 0);

	assert_int_equal(reported(class1, now_of(id).student, false), id);
	test_state(id, WARNING_REOPENED);
	assert_int_equal(now_of(id).severity, SEVERITY_NONE);
	looked_at(id);
	test_state(id, WARNING_ACKNOWLEDGED);
}

static void
test_the_way_of_a_crisis(void **state)
{
	int64_t id = confirmed(SEVERITY_CRISIS), now;

	(void)state;
	assert_int_equal(step(psy1, id, WARNING_PLACE), ERR_DENIED);
	assert_int_equal(step(head1, id, WARNING_PLACE), 0);
	assert_int_equal(now_of(id).level, LEVEL_DISTRICT);
	assert_int_equal(step(centre1, id, WARNING_INTERVENE), 0);
	assert_int_equal(step(psy1, id, WARNING_REVIEW), 0);
	assert_int_equal(step(head1, id, WARNING_REVIEW), 0);
	assert_int_equal(step(psy1, id, WARNING_MONITOR), 0);
	assert_int_equal(step(centre1, id, WARNING_MONITOR), 0);
	assert_int_equal(act_sample_clock(psy1, 91 * CLOCK_DAY, &now), 0);
	assert_int_equal(step(psy1, id, WARNING_CLOSE), 0);
	/* A crisis is closed with the district's agreement. */
	assert_int_equal(step(grade1, id, WARNING_CLOSE), ERR_DENIED);
	assert_int_equal(step(centre1, id, WARNING_CLOSE), 0);
	test_state(id, WARNING_CLOSED);
}

static void
test_nothing_found_closes_without_a_mark(void **state)
{
	int64_t id = verifying();

	(void)state;
	assert_int_equal(step(psy1, id, WARNING_UNCONFIRM), ERR_INPUT);
	assert_int_equal(step(psy1, id, WARNING_PARENTS), 0);
	assert_int_equal(step(psy1, id, WARNING_UNCONFIRM), 0);
	test_state(id, WARNING_VERIFYING);
	assert_int_equal(step(centre1, id, WARNING_UNCONFIRM), 0);
	test_state(id, WARNING_NOT_CONFIRMED);
	assert_int_equal(step(psy1, id, WARNING_CLOSE), 0);
	test_state(id, WARNING_CLOSED);
	assert_int_equal(now_of(id).severity, SEVERITY_NONE);
}

static void
test_lowering_takes_two(void **state)
{
	int64_t id = confirmed(SEVERITY_SERIOUS);
	struct act_warning *v;

	(void)state;
	assert_int_equal(
	    judge(psy1, id, WARNING_LOWER, SEVERITY_CRISIS), ERR_INPUT);
	assert_int_equal(judge(psy1, id, WARNING_LOWER, SEVERITY_GENERAL), 0);
	assert_int_equal(now_of(id).severity, SEVERITY_SERIOUS);
	assert_int_equal(act_warning_show(centre1, id, &v), 0);
	assert_int_equal(v->n_pending, 1);
	assert_true(v->pending[0].mine);
	assert_string_equal(v->waiting[0].login, "centre1");
	act_warning_free(v);
	/* Agreeing to something else is not agreeing. */
	assert_int_equal(
	    judge(centre1, id, WARNING_LOWER, SEVERITY_ATTENTION), ERR_STALE);
	assert_int_equal(
	    judge(centre1, id, WARNING_LOWER, SEVERITY_GENERAL), 0);
	assert_int_equal(now_of(id).severity, SEVERITY_GENERAL);
	/* Raising it again takes one. */
	assert_int_equal(judge(psy1, id, WARNING_WORSEN, SEVERITY_CRISIS), 0);
	assert_int_equal(now_of(id).severity, SEVERITY_CRISIS);
}

static int
first_approval(void *arg, const struct approval *a)
{
	struct approval *to = arg;

	if (a->object == to->object)
		*to = *a;
	return 0;
}

struct told {
	int64_t warning;
	int n;
	char reason[64], by[65];
};

static int
count_told(void *arg, const struct act_refused *f)
{
	struct told *t = arg;

	if (f->warning != t->warning)
		return 0;
	t->n++;
	mem_copy_text(t->reason, sizeof(t->reason), f->reason);
	mem_copy_text(t->by, sizeof(t->by), f->by.login);
	return 0;
}

static struct told
told(struct actor *who, int64_t id)
{
	struct told t = { .warning = id };

	assert_int_equal(act_warning_refused_each(who, count_told, &t), 0);
	return t;
}

struct seen_row {
	int64_t person, student;
	int n;
};

static int
count_seen(void *arg, const struct audit_event *e)
{
	struct seen_row *s = arg;

	for (int i = 0; i < e->n_subjects; i++)
		s->n += e->person == s->person &&
			strcmp(e->what, "warning.refused") == 0 &&
			e->subjects[i] == s->student;
	return 0;
}

static int
seen_refused(struct actor *who, int64_t student)
{
	struct seen_row s = { who->person, student, 0 };

	assert_int_equal(store_audit_each(st, 0, 1000000, count_seen, &s), 0);
	return s.n;
}

/* Asked by one to whom the warning is not open any more. */
static void
refused_to(struct actor *who, int64_t id)
{
	struct approval a = { .kind = "warning.close",
		.object = id,
		.asked_by = who->person,
		.asked_at = store_now(st),
		.state = APPROVAL_ASKED };
	int r;

	assert_int_equal(store_begin(st), 0);
	r = store_approval_add(st, &a);
	a.state = APPROVAL_REFUSED;
	a.decided_by = centre1->person;
	a.decided_at = a.asked_at;
	if (r == 0 && (r = store_approval_put(st, &a)) == 0)
		r = store_approval_refused(st, a.id, 1);
	assert_int_equal(store_end(st, r), 0);
}

/* Until the warning has been opened, by the asker and nobody else; in the
 * story it stays. */
static void
test_the_asker_is_told(int64_t id)
{
	struct act_warning *v;
	struct told t;

	assert_int_equal(act_warning_show(centre1, id, &v), 0);
	act_warning_free(v);
	assert_int_equal(told(centre1, id).n, 0);
	/* nor by the file of the child, which looks whether there is one */
	assert_int_equal(act_warning_of(psy1, now_of(id).student, &v), 0);
	act_warning_free(v);
	t = told(psy1, id);
	assert_int_equal(t.n, 1);
	assert_int_equal(seen_refused(psy1, now_of(id).student), 1);
	assert_string_equal(t.reason, "先再看一周");
	assert_string_equal(t.by, "centre1");
	for (int i = 0; i < 2; i++) {
		assert_int_equal(act_warning_show(psy1, id, &v), 0);
		assert_int_equal(v->n_refusals, 1);
		assert_string_equal(v->refusals[0].by.login, "centre1");
		assert_int_equal(v->refusals[0].event, WARNING_CONFIRM);
		act_warning_free(v);
		assert_int_equal(told(psy1, id).n, 0);
	}
	/* whoever is at the post no more is told nothing of the child */
	refused_to(op1, id);
	assert_int_equal(told(op1, id).n, 0);
}

static void
test_an_approval_can_be_given_or_refused_by_its_number(void **state)
{
	int64_t id = verifying();
	struct approval a = { .object = id };

	(void)state;
	assert_int_equal(step(psy1, id, WARNING_PARENTS), 0);
	assert_int_equal(judge(psy1, id, WARNING_CONFIRM, SEVERITY_GENERAL), 0);
	assert_int_equal(
	    act_approval_each(centre1, 0, 50, first_approval, &a), 0);
	assert_string_equal(a.kind, "warning.confirm");
	assert_int_equal(act_approval_give(psy1, a.id, NULL), ERR_SECOND);
	assert_int_equal(act_approval_give(grade1, a.id, NULL), ERR_DENIED);
	assert_int_equal(act_approval_give(op1, a.id, NULL), ERR_DENIED);
	assert_int_equal(
	    act_approval_refuse(centre1, a.id, NULL, NULL), ERR_INPUT);
	assert_int_equal(
	    act_approval_refuse(centre1, a.id, "先再看一周", NULL), 0);
	test_the_asker_is_told(id);
	test_state(id, WARNING_VERIFYING);
	assert_int_equal(judge(psy1, id, WARNING_CONFIRM, SEVERITY_SERIOUS), 0);
	a.id = 0;
	assert_int_equal(
	    act_approval_each(centre1, 0, 50, first_approval, &a), 0);
	assert_int_equal(act_approval_give(centre1, a.id, NULL), 0);
	test_state(id, WARNING_CONFIRMED);
	assert_int_equal(now_of(id).severity, SEVERITY_SERIOUS);
}

static void
test_who_saves_second_keeps_the_text(void **state)
{
	int64_t id = verifying(), seen = now_of(id).version;
	struct act_step first = { .text = "先存的", .level = -1 };
	struct act_step late = { .text = "后存的", .level = -1 };
	struct buf *out = sealed_buf();
	struct act_draft d;

	(void)state;
	assert_int_equal(
	    act_warning_step(psy1, id, seen, WARNING_NOTE, &first, NULL), 0);
	assert_int_equal(
	    act_warning_step(class1, id, seen, WARNING_NOTE, &late, NULL),
	    ERR_STALE);
	assert_non_null(strstr(class1->why, "何静"));
	assert_int_equal(
	    act_draft_open(class1, "warning.note", id, &d, out), 0);
	assert_string_equal(buf_text(out), "后存的");
	buf_free(out);
}

static void
test_of_two_kept_texts_the_newest_is_offered(void **state)
{
	int64_t id = verifying(), now;
	enum warning_event on;

	(void)state;
	assert_int_equal(
	    act_draft_save(psy1, "warning.close", id, "早", 3, 0), 0);
	assert_int_equal(act_sample_clock(psy1, 2, &now), 0);
	assert_int_equal(
	    act_draft_save(psy1, "warning.note", id, "晚", 3, 0), 0);
	assert_int_equal(act_warning_kept(psy1, id, &on), 0);
	assert_int_equal(on, WARNING_NOTE);
	assert_int_equal(act_warning_kept_drop(psy1, id, on), 0);
	assert_int_equal(act_warning_kept(psy1, id, &on), 0);
	assert_int_equal(on, WARNING_CLOSE);
	assert_int_equal(act_warning_kept_drop(psy1, id, on), 0);
}

static void
test_a_case_is_handed_on_when_the_other_nods(void **state)
{
	int64_t id = verifying();
	struct act_step f = { .level = -1, .person = centre1->person };

	(void)state;
	assert_int_equal(go(psy1, id, WARNING_HAND, &f), 0);
	assert_int_equal(now_of(id).owner, psy1->person);
	assert_int_equal(go(head1, id, WARNING_HAND, &f), ERR_DENIED);
	assert_int_equal(go(centre1, id, WARNING_HAND, &f), 0);
	assert_int_equal(now_of(id).owner, centre1->person);
}

static void
test_danger_takes_one_key_and_two_to_end(void **state)
{
	int64_t id = verifying();

	(void)state;
	assert_int_equal(go(class1, id, WARNING_DANGER, NULL), 0);
	assert_true(now_of(id).danger);
	assert_string_equal(now_of(id).due_key, "warning.ack_danger");
	looked_at(id);
	assert_int_equal(step(psy1, id, WARNING_CALM), 0);
	assert_true(now_of(id).danger);
	assert_int_equal(step(centre1, id, WARNING_CALM), 0);
	assert_false(now_of(id).danger);
}

/* --- who sees what -------------------------------------------------------- */

static bool
sees(struct actor *who, int64_t id)
{
	struct act_warning *v;
	int r = act_warning_show(who, id, &v);

	if (r == 0)
		act_warning_free(v);
	else
		assert_int_equal(r, ERR_DENIED);
	return r == 0;
}

static void
test_a_warning_is_shown_where_it_is(void **state)
{
	int64_t id = reported(class1, child(), false);
	struct act_step up = { .reason = "要人", .level = -1 };

	(void)state;
	assert_true(sees(psy1, id));
	assert_true(sees(grade1, id)); /* asked to look */
	assert_true(sees(class1, id)); /* reported it */
	assert_false(sees(psy2, id));
	assert_false(sees(op1, id));
	assert_false(sees(dist1, id));
	assert_false(sees(sys1, id));
	assert_false(sees(centre1, id));
	assert_int_equal(go(psy1, id, WARNING_RAISE, &up), 0);
	assert_int_equal(go(psy1, id, WARNING_RAISE, &up), 0);
	assert_int_equal(now_of(id).level, LEVEL_SCHOOL);
	assert_true(sees(head1, id));
	assert_false(sees(centre1, id));
	assert_int_equal(go(head1, id, WARNING_RAISE, &up), 0);
	assert_true(sees(centre1, id));
	assert_int_equal(go(centre1, id, WARNING_RAISE, &up), ERR_STATE);
}

static void
test_the_class_teacher_sees_the_way_and_no_more(void **state)
{
	int64_t id = confirmed(SEVERITY_SERIOUS);
	struct act_step m = { .text = "课间有人陪", .level = -1 };
	struct act_step note = { .text = "不给别人看", .level = -1 };
	struct act_warning *v;
	bool measure = false;

	(void)state;
	assert_int_equal(go(psy1, id, WARNING_MEASURE, &m), 0);
	assert_int_equal(go(psy1, id, WARNING_NOTE, &note), 0);
	assert_int_equal(act_warning_show(class1, id, &v), 0);
	assert_int_equal(v->w.severity, SEVERITY_NONE);
	assert_int_equal(v->n_pasts, 0);
	for (int i = 0; i < v->n_entries; i++) {
		assert_string_not_equal(v->entries[i].text, "不给别人看");
		measure |= strcmp(v->entries[i].text, "课间有人陪") == 0;
	}
	assert_true(measure);
	act_warning_free(v);

	assert_int_equal(act_warning_show(psy1, id, &v), 0);
	assert_int_equal(v->w.severity, SEVERITY_SERIOUS);
	assert_true(v->n_pasts > 4);
	assert_string_equal(
	    v->reports[0].told.seen, "上课常趴着，昨天说没意思");
	act_warning_free(v);
}

static int
raw_report(void *arg, const struct observation *o)
{
	struct buf *out = sealed_buf();
	struct actor *who = arg;
	int r = act_open(who, o->pair,
	    (struct sealed_place){ "observation.told", o->id }, o->told, o->n,
	    out);

	buf_free(out);
	return r;
}

/* Past act/, with the bytes in hand: the seal itself refuses. */
static void
test_the_story_opens_to_those_asked_alone(void **state)
{
	int64_t id = reported(class1, child(), false);
	struct {
		struct actor *who;
		int r;
	} c[] = {
		{ psy1, 0 },
		{ grade1, 0 },
		{ centre1, 0 }, /* by the district's circle */
		{ head1, 0 },	/* may come to be asked */
		{ psy2, ERR_KEY },
		{ op1, ERR_KEY },
		{ dist1, ERR_KEY },
		{ sys1, ERR_KEY },
		{ keeper, ERR_KEY },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].who->login,
		    store_observation_each(st, id, raw_report, c[i].who),
		    c[i].r);
}

static int
row_plain(void *arg, const struct act_warning_row *row)
{
	int *n = arg;

	assert_int_equal(row->w.severity, SEVERITY_NONE);
	assert_string_equal(row->student, "曾一诺");
	(*n)++;
	return 0;
}

static void
test_no_list_shows_a_severity(void **state)
{
	struct act_ledger l;
	int n = 0;

	(void)state;
	confirmed(SEVERITY_CRISIS);
	assert_int_equal(act_warning_ledger(psy1, &l), 0);
	assert_int_equal(
	    act_warning_each(psy1, &l, NULL, 64, row_plain, &n), 0);
	assert_true(n > 0);
	assert_int_equal(act_warning_ledger(dist1, &l), 0);
	assert_true(l.figures);
	assert_int_equal(
	    act_warning_each(dist1, &l, NULL, 64, row_plain, &n), ERR_DENIED);
	/* Nor by asking for somebody else's. */
	assert_int_equal(act_warning_ledger(psy1, &l), 0);
	assert_int_equal(
	    act_warning_each(psy2, &l, NULL, 64, row_plain, &n), ERR_DENIED);
	assert_int_equal(act_warning_ledger(op1, &l), ERR_DENIED);
	assert_int_equal(act_warning_ledger(sys1, &l), ERR_DENIED);
}

static int
figures_small(void *arg, const struct act_figure *f)
{
	(*(int *)arg)++;
	assert_true(f->n.open == -1 || f->n.open == 0 || f->n.open >= 5);
	assert_true(
	    f->n.overdue == -1 || f->n.overdue == 0 || f->n.overdue >= 5);
	return 0;
}

static int
row_named(void *arg, const struct act_warning_row *row)
{
	(*(int *)arg)++;
	assert_true(row->student[0] != '\0');
	assert_int_equal(row->w.severity, SEVERITY_NONE);
	assert_false(row->w.danger);
	return 0;
}

static int64_t
audit_end(void)
{
	struct audit_head h;

	assert_int_equal(store_audit_head(st, &h), 0);
	return h.id;
}

static void
test_the_district_sees_names_on_a_ground_for_ten_minutes(void **state)
{
	struct act_ledger l, wider;
	int64_t rows, at;
	int n = 0;

	(void)state;
	reported(class1, child(), true);
	assert_int_equal(
	    act_warning_names(dist1, school.id, GROUND_NONE, &l), ERR_INPUT);
	assert_int_equal(
	    act_warning_names(dist1, grade.id, GROUND_SAFETY, &l), ERR_DENIED);
	assert_int_equal(
	    act_warning_names(class1, school.id, GROUND_SAFETY, &l),
	    ERR_DENIED);
	assert_int_equal(
	    act_warning_names(op1, school.id, GROUND_SAFETY, &l), ERR_DENIED);
	rows = audit_end();
	assert_int_equal(
	    act_warning_names(dist1, school.id, GROUND_SAFETY, &l), 0);
	assert_int_equal(audit_end(), rows + 1);
	assert_int_equal(
	    act_warning_each(dist1, &l, NULL, 64, row_named, &n), 0);
	assert_true(n > 0);
	assert_int_equal(audit_end(), rows + 2); /* the page, before it comes */
	wider = l;
	wider.filter.scope = WARNINGS_OF_DISTRICT;
	wider.filter.of = district.id;
	assert_int_equal(
	    act_warning_each(dist1, &wider, NULL, 64, row_named, &n),
	    ERR_DENIED);
	/* what stands inside stays closed */
	assert_false(sees(dist1, reported(class1, child(), true)));
	assert_int_equal(act_sample_clock(sys1, ACT_NAMES_FOR, &at), 0);
	assert_int_equal(
	    act_warning_each(dist1, &l, NULL, 64, row_named, &n), ERR_DENIED);
}

static void
test_figures_hide_small_cells(void **state)
{
	int n = 0;

	(void)state;
	reported(class1, child(), false);
	assert_int_equal(act_warning_figures(dist1, figures_small, &n), 0);
	assert_true(n > 0);
	assert_int_equal(
	    act_warning_figures(class1, figures_small, &n), ERR_DENIED);
}

static void
test_a_view_is_noted_once_in_ten_minutes(void **state)
{
	int64_t id = reported(class1, child(), false), before, now;

	(void)state;
	before = audit_end();
	assert_true(sees(psy1, id));
	assert_int_equal(audit_end(), before + 1);
	assert_true(sees(psy1, id));
	assert_int_equal(audit_end(), before + 1);
	assert_int_equal(act_sample_clock(psy1, 601, &now), 0);
	before = audit_end();
	assert_true(sees(psy1, id));
	assert_int_equal(audit_end(), before + 1);
}

static int
count_waiting(void *arg, const struct act_waiting *w)
{
	int64_t *id = arg;

	if (w->warning == *id)
		*id = -(int64_t)w->event - 1000;
	return 0;
}

static void
test_what_waits_is_on_the_desk(void **state)
{
	int64_t id = verifying(), found = id;

	(void)state;
	assert_int_equal(step(psy1, id, WARNING_PARENTS), 0);
	assert_int_equal(judge(psy1, id, WARNING_CONFIRM, SEVERITY_GENERAL), 0);
	assert_int_equal(
	    act_warning_waiting(centre1, 60, count_waiting, &found), 0);
	assert_int_equal(found, -(int64_t)WARNING_CONFIRM - 1000);
	found = id = reported(class1, child(), false);
	assert_int_equal(
	    act_warning_waiting(psy1, 60, count_waiting, &found), 0);
	assert_int_equal(found, -(int64_t)WARNING_ACK - 1000);
	found = id;
	assert_int_equal(
	    act_warning_waiting(class1, 60, count_waiting, &found), 0);
	assert_int_equal(found, id);
}

/* --- other beginnings ----------------------------------------------------- */

static void
test_danger_in_a_call_makes_a_warning_at_once(void **state)
{
	int64_t student = child(), id, audit, again;
	struct act_warning *v;
	struct warning w;

	(void)state;
	assert_int_equal(act_begin(op1), 0);
	assert_int_equal(act_end(op1, act_warning_from_ticket(op1, student, 7,
					  store_now(st), true, &id, &audit)),
	    0);
	w = now_of(id);
	assert_true(w.danger);
	assert_int_equal(w.severity, SEVERITY_NONE);
	assert_int_equal(w.source, SOURCE_TICKET);
	assert_string_equal(w.due_key, "warning.ack_danger");
	/* The operator has the receipt, and nothing of the case. */
	assert_int_equal(act_warning_show(op1, id, &v), 0);
	assert_int_equal(v->items, 1u << ITEM_HINT | 1u << ITEM_RECEIPT);
	assert_int_equal(v->n_actions + v->n_pasts + v->n_entries, 0);
	assert_false(v->w.danger);
	act_warning_free(v);
	assert_int_equal(step(class1, id, WARNING_ACK), 0);
	assert_int_equal(act_begin(op1), 0);
	assert_int_equal(act_end(op1, act_warning_from_ticket(op1, student, 8,
					  store_now(st), true, &again, NULL)),
	    0);
	assert_int_equal(again, id);
	assert_int_equal(now_of(id).round, 2);
}

static void
test_with_no_circle_intake_is_refused(void **state)
{
	struct org d = { .type = ORG_DISTRICT, .code = "X", .name = "空区" };
	struct org s = { .type = ORG_SCHOOL, .code = "X1", .name = "空校" };
	struct org c = { .type = ORG_GRADE, .number = 1, .name = "一年级" };
	struct post p = { .person = class1->person, .role = ROLE_STAFF };
	struct observation_told o;
	struct warning w;
	int64_t now;

	(void)state;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_org_add(st, &d), 0);
	s.parent = d.id;
	assert_int_equal(store_org_add(st, &s), 0);
	c.parent = s.id;
	assert_int_equal(store_org_add(st, &c), 0);
	p.org = s.id;
	assert_int_equal(store_post_add(st, &p, true, 1), 0);
	store_touch(st, STORE_TOPIC(TOPIC_PERSON, class1->person));
	assert_int_equal(store_end(st, 0), 0);
	o = worry(child_in(&s, &c));
	assert_int_equal(act_sample_clock(psy1, 3601, &now), 0);
	assert_int_equal(act_observation_report(class1, &o, NULL), ERR_CIRCLE);
	assert_non_null(strstr(class1->why, "Please phone"));
	assert_int_equal(store_warning_of(st, o.student, &w), ERR_NOT_FOUND);
}

/* School 003 has no psychology teacher: the district centre at once. */
static void
test_a_school_without_a_psychology_teacher(void **state)
{
	struct org s, g = { .type = ORG_GRADE, .number = 999, .name = "年级" };
	struct post staff = { .person = class1->person, .role = ROLE_STAFF };
	struct post gh = { .person = grade1->person, .role = ROLE_GRADE_HEAD };
	struct observation_told o;
	struct act_receipt got;
	int64_t now;

	(void)state;
	assert_int_equal(store_org_by_code(st, ORG_SCHOOL, "S003", &s), 0);
	g.parent = s.id;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_org_add(st, &g), 0);
	staff.org = s.id;
	gh.org = g.id;
	assert_int_equal(store_post_add(st, &staff, true, 1), 0);
	assert_int_equal(store_post_add(st, &gh, true, 1), 0);
	assert_int_equal(store_end(st, 0), 0);
	assert_int_equal(act_sample_clock(psy1, 3601, &now), 0);
	o = worry(child_in(&s, &g));
	assert_int_equal(act_observation_report(class1, &o, &got), 0);
	assert_int_equal(got.n, 2);
	assert_string_equal(got.looking[0].who.login, "grade1");
	assert_string_equal(got.looking[1].who.login, "centre1");
	assert_true(sees(centre1, got.warning));
	assert_false(sees(psy1, got.warning));
}

/* --- the keeper ----------------------------------------------------------- */

static int
count_overdue(void *arg, const struct warning_past *p)
{
	*(int *)arg += p->event == WARNING_OVERDUE;
	return 0;
}

static int
overdues(int64_t id)
{
	int n = 0;

	assert_int_equal(
	    store_warning_past_each(st, id, 0, 100, count_overdue, &n), 0);
	return n;
}

static void
keep(void)
{
	int n;

	do
		assert_int_equal(act_warning_escalate(keeper, 64, &n), 0);
	while (n > 0);
}

static void
test_nobody_looks_and_it_goes_up(void **state)
{
	int64_t id, now, due;

	(void)state;
	keep();
	id = reported(class1, child(), true);
	keep();
	assert_int_equal(now_of(id).level, LEVEL_CLASS);
	assert_int_equal(act_warning_next_due(keeper, &due), 0);
	assert_true(due != 0 && due <= now_of(id).due_at);
	assert_int_equal(act_sample_clock(psy1, 601, &now), 0);
	keep();
	assert_int_equal(now_of(id).level, LEVEL_GRADE);
	assert_int_equal(overdues(id), 1);
	keep();
	assert_int_equal(overdues(id), 1);
	assert_true(sees(psy1, id)); /* both levels see */
	assert_true(sees(grade1, id));
	assert_false(sees(centre1, id));
	/* The keeper was down for a day. */
	assert_int_equal(act_sample_clock(psy1, CLOCK_DAY, &now), 0);
	keep();
	assert_int_equal(now_of(id).level, LEVEL_DISTRICT);
	assert_int_equal(overdues(id), 4);
	assert_true(sees(centre1, id));
	assert_int_equal(step(centre1, id, WARNING_ACK), 0);
	assert_int_equal(step(psy1, id, WARNING_ACK), ERR_DENIED);
	assert_int_equal(step(head1, id, WARNING_ACK), ERR_DENIED);
	assert_int_equal(step(grade1, id, WARNING_ACK), 0);
	test_state(id, WARNING_ACKNOWLEDGED);
}

struct asks {
	int64_t person;
	int open, all;
};

static int
count_ask(void *arg, const struct warning_ack *a)
{
	struct asks *n = arg;

	n->open += a->person == n->person && a->open;
	n->all += a->person == n->person;
	return 0;
}

/* How often somebody is asked for it now, and ever was. */
static struct asks
asked(const struct actor *who, int64_t id)
{
	struct asks n = { .person = who->person };

	assert_int_equal(store_warning_ack_each(st, id, count_ask, &n), 0);
	return n;
}

static void
climbs_to(int64_t id, enum profile_level level)
{
	int64_t now;

	for (int i = 0; i < 4 && now_of(id).level < level; i++) {
		assert_int_equal(act_sample_clock(psy1, 601, &now), 0);
		keep();
	}
	assert_int_equal(now_of(id).level, level);
}

static void
test_nobody_is_asked_twice_for_the_same_thing(void **state)
{
	int64_t id = reported(psy1, child(), true);

	(void)state;
	/* The grade head sits in for who reported already. */
	assert_int_equal(asked(grade1, id).open, 1);
	climbs_to(id, LEVEL_GRADE);
	assert_int_equal(asked(grade1, id).open, 1);
	assert_int_equal(step(grade1, id, WARNING_ACK), 0);
	assert_int_equal(asked(grade1, id).open, 0);
	climbs_to(id, LEVEL_DISTRICT);
	assert_int_equal(asked(grade1, id).all, 1);
	assert_int_equal(asked(head1, id).open, 1);
	assert_int_equal(asked(centre1, id).open, 1);
	assert_int_equal(step(centre1, id, WARNING_ACK), 0);
	test_state(id, WARNING_ACKNOWLEDGED);
}

/* While who they stand in for is there, a deputy is not asked. */
static void
test_a_deputy_is_asked_for_an_empty_post_alone(void **state)
{
	const struct post *of = act_post(psy1, ROLE_PSYCHOLOGY);
	struct post deputy = { .person = head1->person,
		.role = ROLE_PSYCHOLOGY,
		.org = of->org,
		.deputy_of = of->id };
	struct observation_told o = worry(child());
	struct act_receipt got;
	int64_t now;

	(void)state;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_post_add(st, &deputy, true, 1), 0);
	assert_int_equal(store_end(st, 0), 0);
	assert_int_equal(act_sample_clock(psy1, 3601, &now), 0);
	assert_int_equal(act_observation_report(class1, &o, &got), 0);
	assert_int_equal(got.n, 2);
	assert_string_equal(got.looking[0].who.login, "grade1");
	assert_string_equal(got.looking[1].who.login, "psy1");
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_post_end(st, deputy.id, store_now(st)), 0);
	assert_int_equal(store_end(st, 0), 0);
}

/* Two hold the post of the level: the second takes the other seat. */
static void
test_who_need_not_look_for_one_seat_may_for_the_other(void **state)
{
	struct post deputy = { .person = head1->person,
		.org = grade.id,
		.role = ROLE_GRADE_HEAD };
	int64_t id;

	(void)state;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_post_add(st, &deputy, true, 1)), 0);
	id = reported(psy1, child(), true);
	climbs_to(id, LEVEL_GRADE);
	assert_int_equal(asked(head1, id).open, 1);
	assert_int_equal(step(grade1, id, WARNING_ACK), 0);
	assert_int_equal(asked(head1, id).open, 1);
	assert_int_equal(asked(class1, id).open, 1);
	assert_int_equal(step(head1, id, WARNING_ACK), 0);
	test_state(id, WARNING_ACKNOWLEDGED);
	assert_int_equal(asked(class1, id).open, 0);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_post_end(st, deputy.id, store_now(st))), 0);
}

/* Killed at work, however often: no level lost, none told twice. */
static void
test_a_killed_keeper_loses_nothing(void **state)
{
	enum { MANY = 24 };
	int64_t id[MANY], now, due;
	struct actor *mine;
	struct store *own;
	pid_t pid;
	int n, status, begun = 0;

	(void)state;
	keep();
	for (int i = 0; i < MANY; i++)
		id[i] = reported(class1, child(), true);
	assert_int_equal(act_sample_clock(psy1, 601, &now), 0);
	for (int round = 0; round < 4; round++) {
		int64_t before = audit_end();

		assert_int_equal(act_warning_next_due(keeper, &due), 0);
		if (due == 0 || due > act_now(keeper))
			break; /* nothing is left to do */
		pid = fork();
		if (pid == 0) {
			/* Exec-less: the child opens a connection anew. */
			if (store_open(&own, 512) != 0 ||
			    act_keeper(own, &mine) != 0)
				_exit(1);
			act_warning_escalate(mine, 5 + round, &n);
			for (;;)
				act_warning_escalate(mine, 1, &n);
		}
		/* Until it has begun, at most 10 s. */
		for (int i = 0; i < 10000 && audit_end() == before; i++)
			usleep(1000);
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
		assert_true(WIFSIGNALED(status));
		begun += audit_end() != before;
	}
	test_true("killed at work", begun > 0);
	keep();
	for (int i = 0; i < MANY; i++) {
		assert_int_equal(now_of(id[i]).level, LEVEL_GRADE);
		assert_int_equal(overdues(id[i]), 1);
	}
}

/* --- long lists ----------------------------------------------------------- */

struct paging {
	struct warning_place last;
	int n;
	int64_t order;
};

static int
page_row(void *arg, const struct warning *w, struct warning_place p)
{
	struct paging *g = arg;

	(void)w;
	assert_true(p.order > g->last.order ||
		    (p.order == g->last.order && p.id > g->last.id));
	g->last = p;
	g->n++;
	return 0;
}

static void
test_a_long_ledger_is_read_by_the_page(void **state)
{
	struct org far = { .type = ORG_SCHOOL, .code = "F", .name = "远校" };
	struct warning_filter f = {
		.scope = WARNINGS_OF_SCHOOL, .state = -1, .level = -1
	};
	struct paging g = { .n = 0 };
	int64_t student[600], n;
	int pages = 0;

	(void)state;
	far.parent = district.id;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_org_add(st, &far), 0);
	assert_int_equal(store_end(st, 0), 0);
	for (int i = 0; i < 600; i++)
		student[i] = child_in(&far, &far);
	assert_int_equal(store_begin(st), 0);
	for (int i = 0; i < 600; i++) {
		struct warning w = { .student = student[i],
			.school = far.id,
			.reporter = class1->person,
			.state =
			    i % 3 == 0 ? WARNING_CLOSED : WARNING_VERIFYING,
			.state_at = 1000 + i,
			.due_at = i % 3 == 0 ? 0 : 5000 + i % 7 };

		assert_int_equal(store_warning_add(st, &w), 0);
	}
	assert_int_equal(store_end(st, 0), 0);
	f.of = far.id;
	for (int before = -1; before != g.n; pages++) {
		before = g.n;
		assert_int_equal(
		    store_warning_page(st, &f, &g.last, 50, page_row, &g), 0);
	}
	assert_int_equal(g.n, 400);
	assert_int_equal(pages, 9);
	assert_int_equal(store_warning_count(st, &f, 1000, &n), 0);
	assert_int_equal(n, 400);
	assert_int_equal(store_warning_count(st, &f, 100, &n), 0);
	assert_int_equal(n, 100);
	f.overdue_at = 5003;
	assert_int_equal(store_warning_count(st, &f, 1000, &n), 0);
	assert_true(n > 100 && n < 250);
	f.overdue_at = 0;
	f.open = WARNINGS_CLOSED;
	assert_int_equal(store_warning_count(st, &f, 1000, &n), 0);
	assert_int_equal(n, 200);
	f.open = WARNINGS_ALL;
	f.state = WARNING_CLOSED;
	assert_int_equal(store_warning_count(st, &f, 1000, &n), 0);
	assert_int_equal(n, 200);
	f.state = WARNING_MONITORING;
	assert_int_equal(store_warning_count(st, &f, 1000, &n), 0);
	assert_int_equal(n, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_two_others_look_at_a_report),
	cmocka_unit_test(test_a_report_says_what_is_missing),
	cmocka_unit_test(test_only_staff_of_the_school_report),
	cmocka_unit_test(test_a_report_joins_or_reopens),
	cmocka_unit_test(test_the_whole_way_of_a_general_one),
	cmocka_unit_test(test_the_way_of_a_crisis),
	cmocka_unit_test(test_nothing_found_closes_without_a_mark),
	cmocka_unit_test(test_lowering_takes_two),
	cmocka_unit_test(
	    test_an_approval_can_be_given_or_refused_by_its_number),
	cmocka_unit_test(test_who_saves_second_keeps_the_text),
	cmocka_unit_test(test_of_two_kept_texts_the_newest_is_offered),
	cmocka_unit_test(test_a_case_is_handed_on_when_the_other_nods),
	cmocka_unit_test(test_danger_takes_one_key_and_two_to_end),
	cmocka_unit_test(test_a_warning_is_shown_where_it_is),
	cmocka_unit_test(test_the_class_teacher_sees_the_way_and_no_more),
	cmocka_unit_test(test_the_story_opens_to_those_asked_alone),
	cmocka_unit_test(test_no_list_shows_a_severity),
	cmocka_unit_test(
	    test_the_district_sees_names_on_a_ground_for_ten_minutes),
	cmocka_unit_test(test_figures_hide_small_cells),
	cmocka_unit_test(test_a_view_is_noted_once_in_ten_minutes),
	cmocka_unit_test(test_what_waits_is_on_the_desk),
	cmocka_unit_test(test_danger_in_a_call_makes_a_warning_at_once),
	cmocka_unit_test(test_with_no_circle_intake_is_refused),
	cmocka_unit_test(test_a_school_without_a_psychology_teacher),
	cmocka_unit_test(test_nobody_looks_and_it_goes_up),
	cmocka_unit_test(test_nobody_is_asked_twice_for_the_same_thing),
	cmocka_unit_test(test_who_need_not_look_for_one_seat_may_for_the_other),
	cmocka_unit_test(test_a_deputy_is_asked_for_an_empty_post_alone),
	cmocka_unit_test(test_a_killed_keeper_loses_nothing),
	cmocka_unit_test(test_a_long_ledger_is_read_by_the_page),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
