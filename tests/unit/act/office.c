/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <unistd.h>

#include "act/account.h"
#include "act/actor.h"
#include "act/gap.h"
#include "act/import.h"
#include "act/office.h"
#include "act/register.h"
#include "act/student.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "act/today.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/org.h"
#include "store/person.h"
#include "store/store.h"
#include "store/student.h"
#include "store/ticket.h"
#include "store/warning.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/* The office of the sample district: what is missing in it, and whose the
 * work is when somebody is not there any more. */
static struct store *st;
static struct org class, school, district;
static int64_t class_teacher, psychology;

static int64_t
post_of(const char *login, enum role role)
{
	struct post posts[ACT_POSTS_MAX];
	struct person p;
	int n;

	assert_int_equal(store_person_by_login(st, login, &p), 0);
	assert_int_equal(store_post_of_person(
			     st, p.id, store_now(st), posts, ACT_POSTS_MAX, &n),
	    0);
	for (int i = 0; i < n; i++)
		if (posts[i].role == role)
			return posts[i].id;
	fail_msg("%s has no such post", login);
	return 0;
}

static int
begin(void **state)
{
	struct post p;

	(void)state;
	lang_set("en");
	st = test_office();
	class_teacher = post_of("class1", ROLE_CLASS_TEACHER);
	psychology = post_of("psy1", ROLE_PSYCHOLOGY);
	assert_int_equal(store_post_get(st, class_teacher, &p), 0);
	assert_int_equal(store_org_get(st, p.org, &class), 0);
	assert_int_equal(store_org_above(st, p.org, ORG_SCHOOL, &school), 0);
	return store_org_above(st, p.org, ORG_DISTRICT, &district);
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

/* --- gaps -------------------------------------------------------------------
 */

static int64_t
gaps_of(const char *login, enum store_gap g)
{
	struct actor *who = test_signin(login);
	int64_t n = -1;

	assert_int_equal(act_gap_count(who, g, &n), 0);
	test_leave(who);
	return n;
}

static int64_t
add_org(int64_t parent, const char *type, int64_t number, const char *name)
{
	struct actor *who = test_signin("dist1");
	int64_t id, audit;

	assert_int_equal(
	    act_org_put(who, 0, parent, type, number, "", name, &id, &audit),
	    0);
	test_leave(who);
	return id;
}

static void
note(int64_t org, const char *name, const char *value)
{
	struct actor *who = test_signin("dist1");

	test_same_int(name,
	    act_office_note(who, DETAIL_OF_ORG, org, name, value, NULL), 0);
	test_leave(who);
}

static void
test_TJ_91_a_class_without_a_class_teacher_is_a_gap(void **state)
{
	int64_t before = gaps_of("dist1", GAP_CLASS_TEACHER);

	(void)state;
	assert_int_equal(before, 0);
	add_org(class.parent, "class", 9, "九班");
	assert_int_equal(gaps_of("dist1", GAP_CLASS_TEACHER), 1);
	assert_int_equal(gaps_of("head1", GAP_CLASS_TEACHER), 1);
	/* psy2 is of another school */
	assert_int_equal(gaps_of("psy2", GAP_CLASS_TEACHER), 0);
}

static void
test_QD_61_a_school_without_a_psychology_teacher_is_a_gap(void **state)
{
	(void)state;
	/* three schools, two of them with one */
	assert_int_equal(gaps_of("dist1", GAP_PSYCHOLOGY), 1);
	assert_int_equal(gaps_of("head1", GAP_PSYCHOLOGY), 0);
}

static void
test_SJS_03_a_campus_without_a_psychology_teacher_is_a_gap(void **state)
{
	int64_t campus = add_org(school.id, "campus", 0, "东校区");
	struct post p;

	(void)state;
	assert_int_equal(gaps_of("dist1", GAP_CAMPUS), 1);
	assert_int_equal(store_post_get(st, psychology, &p), 0);
	p.campus = campus;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_post_add(st, &p, true, store_now(st))), 0);
	assert_int_equal(gaps_of("dist1", GAP_CAMPUS), 0);
}

static void
test_QP_59_and_QD_62_a_part_time_teacher_is_no_full_time_one(void **state)
{
	struct actor *who = test_signin("dist1");
	struct person p;
	int64_t before = gaps_of("dist1", GAP_FULL_TIME);

	(void)state;
	assert_int_equal(before, 3);
	assert_int_equal(store_person_by_login(st, "psy1", &p), 0);
	assert_int_equal(
	    act_office_note(who, DETAIL_OF_PERSON, p.id, "time", "兼职", NULL),
	    0); /* QP-103 */
	assert_int_equal(gaps_of("dist1", GAP_FULL_TIME), 3);
	assert_int_equal(
	    act_office_note(who, DETAIL_OF_PERSON, p.id, "time", "专职", NULL),
	    0);
	assert_int_equal(gaps_of("dist1", GAP_FULL_TIME), 2);
	test_leave(who);
	/* QD-62: a small school needs none of its own */
	struct org other;
	assert_int_equal(store_org_by_code(st, ORG_SCHOOL, "S003", &other), 0);
	note(other.id, "small", "是");
	assert_int_equal(gaps_of("dist1", GAP_FULL_TIME), 1);
}

static const struct {
	const char *why;
	enum store_gap gap;
	const char *name, *value; /* of school 3 */
	int64_t before, after;
} by_register[] = {
	{ "QP-60, SJS-02: 500 students and no second teacher", GAP_TWO_TEACHERS,
	    "enrolment", "500", 0, 1 },
	{ "QD-63: eleven classes and none", GAP_PER_TEN_CLASSES, "classes",
	    "11", 0, 0 }, /* it is a small school */
	{ "QD-63: not small any more", GAP_PER_TEN_CLASSES, "small", "否", 0,
	    1 },
	{ "GZ-34, TJ-71: a university with fewer than two", GAP_UNIVERSITY,
	    "kind", "高校", 0, 1 },
	{ "TJ-101: the first responsible person is noted",
	    GAP_FIRST_RESPONSIBLE, "first_responsible", "莫校长", 4, 3 },
	{ "SJS-30, GZ-36: a counselling room is noted", GAP_ROOM, "room_built",
	    "有", 3, 2 },
};

static void
test_gaps_follow_the_registers(void **state)
{
	struct org other;

	(void)state;
	assert_int_equal(store_org_by_code(st, ORG_SCHOOL, "S003", &other), 0);
	for (size_t i = 0; i < nitems(by_register); i++) {
		test_same_int(by_register[i].why,
		    gaps_of("dist1", by_register[i].gap),
		    by_register[i].before);
		note(other.id, by_register[i].name, by_register[i].value);
		test_same_int(by_register[i].why,
		    gaps_of("dist1", by_register[i].gap), by_register[i].after);
	}
}

static void
test_GZ_70_a_vendor_is_a_gap_until_bound_to_secrecy(void **state)
{
	int64_t vendor = add_org(district.id, "vendor", 0, "某平台公司");

	(void)state;
	assert_int_equal(gaps_of("dist1", GAP_VENDOR), 1);
	note(vendor, "secrecy_until", "2001-01-01");
	assert_int_equal(gaps_of("dist1", GAP_VENDOR), 1);
	note(vendor, "secrecy_until", "2199-01-01");
	assert_int_equal(gaps_of("dist1", GAP_VENDOR), 0);
}

static void
test_TJ_73_and_QD_36_a_noted_qualification_closes_the_gap(void **state)
{
	struct actor *who = test_signin("dist1");
	int64_t before = gaps_of("dist1", GAP_QUALIFIED);
	struct person p;

	(void)state;
	assert_true(before >= 2);
	assert_int_equal(store_person_by_login(st, "psy2", &p), 0);
	assert_int_equal(act_office_note(who, DETAIL_OF_PERSON, p.id, "licence",
			     "心理治疗师", NULL),
	    0);
	assert_int_equal(gaps_of("dist1", GAP_QUALIFIED), before - 1);
	test_leave(who);
}

static void
test_numbers_on_call_are_gaps_when_missing_or_old(void **state)
{
	struct actor *dist = test_signin("dist1"), *sys = test_signin("sys1");
	int64_t now;

	(void)state;
	assert_int_equal(gaps_of("dist1", GAP_ONCALL), 1); /* the third */
	assert_int_equal(gaps_of("dist1", GAP_CONFIRMED), 0);
	assert_int_equal(
	    act_sample_clock(sys, 31 * (int64_t)CLOCK_DAY, &now), 0);
	assert_int_equal(gaps_of("dist1", GAP_CONFIRMED), 5);
	assert_int_equal(gaps_of("head1", GAP_CONFIRMED), 2);
	test_leave(dist);
	test_leave(sys);
}

/* Which clauses a list of gaps answers. */
static const struct {
	const char *clause;
	enum store_gap gap;
} asked_for[] = {
	{ "TJ-91", GAP_CLASS_TEACHER },
	{ "QD-61", GAP_PSYCHOLOGY },
	{ "QP-103", GAP_PSYCHOLOGY },
	{ "TJ-72", GAP_PSYCHOLOGY },
	{ "GZ-32", GAP_PSYCHOLOGY },
	{ "SJS-03", GAP_CAMPUS },
	{ "QP-03", GAP_FULL_TIME },
	{ "QP-59", GAP_FULL_TIME },
	{ "SJS-01", GAP_FULL_TIME },
	{ "TJ-01", GAP_FULL_TIME },
	{ "QD-62", GAP_FULL_TIME },
	{ "QP-60", GAP_TWO_TEACHERS },
	{ "SJS-02", GAP_TWO_TEACHERS },
	{ "QD-63", GAP_PER_TEN_CLASSES },
	{ "TJ-71", GAP_UNIVERSITY },
	{ "GZ-33", GAP_UNIVERSITY },
	{ "GZ-34", GAP_UNIVERSITY },
	{ "TJ-73", GAP_QUALIFIED },
	{ "QD-36", GAP_QUALIFIED },
	{ "TJ-54", GAP_CONFIRMED },
	{ "TJ-101", GAP_FIRST_RESPONSIBLE },
	{ "QD-68", GAP_FIRST_RESPONSIBLE },
	{ "TJ-106", GAP_LIAISON },
	{ "QP-62", GAP_RESEARCHERS },
	{ "TJ-75", GAP_RESEARCHERS },
	{ "SJS-30", GAP_ROOM },
	{ "GZ-36", GAP_ROOM },
	{ "GZ-70", GAP_VENDOR },
};

static void
test_each_clause_about_staffing_has_its_list(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(asked_for); i++)
		test_true(asked_for[i].clause,
		    strstr(act_gap_clauses(asked_for[i].gap),
			asked_for[i].clause) != NULL);
}

static int
count_row(void *arg, const struct gap_row *g)
{
	(void)g;
	++*(int *)arg;
	return 0;
}

static void
test_gaps_are_read_a_page_at_a_time_and_by_nobody_else(void **state)
{
	static const char *const others[] = { "class1", "op1", "aud1",
		"cust1" };
	struct actor *who = test_signin("dist1");
	int n = 0;

	(void)state;
	assert_int_equal(act_gap_each(who, GAP_DEPUTY, 0, 2, count_row, &n), 0);
	assert_int_equal(n, 2);
	test_leave(who);
	for (size_t i = 0; i < nitems(others); i++) {
		who = test_signin(others[i]);
		test_same_int(others[i],
		    act_gap_each(who, GAP_DEPUTY, 0, 2, count_row, &n),
		    ERR_DENIED);
		test_leave(who);
	}
	for (int g = 0; g < GAP_COUNT; g++) {
		assert_int_equal(
		    act_gap_of(act_gap_name((enum store_gap)g)), g);
		assert_true(act_gap_words((enum store_gap)g)[0] != '\0');
		assert_true(act_gap_clauses((enum store_gap)g)[0] != '\0');
	}
	assert_int_equal(act_gap_of("star"), -1);
}

/* --- whose the work is
 * --------------------------------------------------------
 */

static int64_t
child(void)
{
	static int n;
	struct student s = { .school = school.id,
		.class = class.id,
		.place = class.lft,
		.grade = { STAGE_JUNIOR, 2024 },
		.name = "曾一诺",
		.reading = "zeng yi nuo",
		.label = "3" };

	snprintf(s.identity, sizeof(s.identity), "office:%d", ++n);
	snprintf(s.number, sizeof(s.number), "%04d", n);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	return s.id;
}

static int64_t
reported_by(const char *login)
{
	struct actor *who = test_signin(login);
	struct observation_told o = { .student = child(),
		.seen = "上课常趴着，昨天说没意思" };
	struct act_receipt got;

	assert_int_equal(act_observation_report(who, &o, &got), 0);
	test_leave(who);
	return got.warning;
}

/* Does the warning wait on this person's Today? */
static bool
waits_for(const char *login, int64_t warning)
{
	struct actor *who = test_signin(login);
	struct act_today t;
	bool found = false;

	assert_int_equal(act_today(who, &t), 0);
	for (size_t i = 0; i < t.n; i++)
		found |= t.row[i].id == warning &&
			 strcmp(t.row[i].kind->open, "warning") == 0;
	act_today_free(&t);
	test_leave(who);
	return found;
}

static int64_t
person_of(const char *login)
{
	struct person p;

	assert_int_equal(store_person_by_login(st, login, &p), 0);
	return p.id;
}

static void
lock(const char *login, bool locked)
{
	struct actor *sec = test_signin("sec1");

	assert_int_equal(
	    act_account_lock(sec, person_of(login), locked, NULL), 0);
	test_leave(sec);
}

static void
test_a_locked_class_teachers_look_is_the_districts_that_minute(void **state)
{
	int64_t w = reported_by("grade1");

	(void)state;
	assert_true(waits_for("class1", w));
	assert_false(waits_for("centre1", w));
	lock("class1", true);
	assert_true(waits_for("centre1", w));
	assert_true(waits_for("psy1", w));
	lock("class1", false);
}

static void
test_an_absent_psychology_teachers_look_is_the_districts(void **state)
{
	struct actor *head = test_signin("head1"), *psy;
	int64_t w = reported_by("class1"), now = store_now(st);
	struct act_staff m;

	(void)state;
	assert_true(waits_for("psy1", w));
	assert_int_equal(
	    act_office_away(head, person_of("psy1"), 0, now + CLOCK_DAY, NULL),
	    0);
	assert_true(waits_for("centre1", w));
	assert_int_equal(act_office_member(head, person_of("psy1"), &m), 0);
	assert_true(m.is_away);
	assert_int_equal(act_office_away(head, person_of("psy1"), 0,
			     now + 2 * CLOCK_DAY, NULL),
	    ERR_EXISTS);
	psy = test_signin("psy1"); /* by oneself */
	assert_int_equal(act_office_back(psy, psy->person, NULL), 0);
	assert_int_equal(act_office_member(head, person_of("psy1"), &m), 0);
	assert_false(m.is_away);
	test_leave(psy);
	test_leave(head);
}

static void
test_a_deputy_has_it_before_the_district(void **state)
{
	struct actor *head = test_signin("head1");
	struct post p;
	int64_t w;

	(void)state;
	assert_int_equal(store_post_get(st, psychology, &p), 0);
	p.deputy_of = p.id;
	p.person = person_of("psy2");
	p.campus = 0;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_post_add(st, &p, true, store_now(st))), 0);
	w = reported_by("class1");
	assert_false(waits_for("psy2", w));
	assert_int_equal(act_office_away(head, person_of("psy1"), 0,
			     store_now(st) + CLOCK_DAY, NULL),
	    0);
	assert_true(waits_for("psy2", w));
	assert_false(waits_for("centre1", w));
	assert_int_equal(act_office_back(head, person_of("psy1"), NULL), 0);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_post_end(st, p.id, store_now(st))), 0);
	test_leave(head);
}

static void
test_who_runs_a_warning_and_leaves_gives_it_on(void **state)
{
	struct actor *sys = test_signin("sys1"), *psy = test_signin("psy1");
	int64_t w = reported_by("class1");
	struct post copy, p;
	struct warning now;
	int64_t extra = 0;

	(void)state;
	assert_int_equal(store_warning_get(st, w, &now), 0);
	assert_int_equal(act_warning_step(psy, w, now.version, WARNING_ACK,
			     &(struct act_step){ .level = -1 }, NULL),
	    0);
	assert_int_equal(store_warning_get(st, w, &now), 0);
	assert_int_equal(now.owner, psy->person);
	assert_int_equal(store_post_get(st, psychology, &copy), 0);
	/* both of the posts as psychology teacher end */
	assert_int_equal(act_post_end(sys, psychology, NULL), 0);
	extra = post_of("psy1", ROLE_PSYCHOLOGY);
	assert_int_equal(act_post_end(sys, extra, NULL), 0);
	assert_int_equal(store_warning_get(st, w, &now), 0);
	assert_true(now.owner != psy->person);
	assert_true(now.owner == person_of("head1") ||
		    now.owner == person_of("centre1"));
	p = copy;
	p.ends = 0;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_post_add(st, &p, true, store_now(st))), 0);
	psychology = p.id;
	test_leave(sys);
	test_leave(psy);
}

/* The line: what an operator leaves behind is the lead's, and past an empty
 * lead's chair the district's. */
static int64_t
ticket_of(const char *login, int64_t line)
{
	struct ticket t = { .line = line,
		.state = TICKET_FOLLOW_UP,
		.channel = CHANNEL_PHONE,
		.taker = person_of(login),
		.entered_by = person_of(login),
		.rang_at = store_now(st),
		.entered_at = store_now(st),
		.due_at = store_now(st) + CLOCK_DAY,
		.due_key = "ticket.callback" };

	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_end(st, store_ticket_add(st, &t)), 0);
	return t.id;
}

static int
raised(int64_t ticket)
{
	struct ticket t;

	assert_int_equal(store_ticket_get(st, ticket, &t), 0);
	return t.raised;
}

static bool
ticket_waits_for(const char *login, int64_t ticket)
{
	struct actor *who = test_signin(login);
	struct act_today t;
	bool found = false;

	assert_int_equal(act_today(who, &t), 0);
	for (size_t i = 0; i < t.n; i++)
		found |= t.row[i].id == ticket &&
			 strcmp(t.row[i].kind->open, "ticket") == 0;
	act_today_free(&t);
	test_leave(who);
	return found;
}

static void
test_what_an_operator_leaves_is_the_leads_or_the_districts(void **state)
{
	struct actor *dist = test_signin("dist1"), *lead;
	struct post p;
	int64_t first, second;

	(void)state;
	assert_int_equal(
	    store_post_get(st, post_of("op2", ROLE_OPERATOR), &p), 0);
	first = ticket_of("op2", p.org);
	assert_false(ticket_waits_for("lead1", first));
	lock("op2", true);
	assert_int_equal(raised(first), 1);
	assert_true(ticket_waits_for("lead1", first));
	lock("op2", false);
	second = ticket_of("op2", p.org);
	assert_int_equal(raised(second), 0);
	lead = test_signin("lead1");
	assert_int_equal(act_office_away(lead, lead->person, 0,
			     store_now(st) + CLOCK_DAY, NULL),
	    0);
	lock("op2", true);
	assert_int_equal(raised(second), 2);
	assert_true(ticket_waits_for("centre1", second));
	assert_int_equal(act_office_back(lead, lead->person, NULL), 0);
	lock("op2", false);
	test_leave(lead);
	test_leave(dist);
}

/* By the clock alone: nobody presses a key when a post ends. */
static void
test_the_keeper_gives_on_what_ended_by_itself(void **state)
{
	struct actor *keeper, *sys = test_signin("sys1");
	int64_t w = reported_by("grade1"), now;
	int n;

	(void)state;
	assert_int_equal(act_keeper(st, &keeper), 0);
	assert_int_equal(act_office_sweep(keeper, &n), 0);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_end(st, store_post_end(st, class_teacher,
					   store_now(st) + 3600)),
	    0);
	assert_int_equal(act_office_sweep(keeper, &n), 0);
	assert_int_equal(n, 0);
	assert_false(waits_for("centre1", w));
	assert_int_equal(act_sample_clock(sys, 3601, &now), 0);
	assert_int_equal(act_office_sweep(keeper, &n), 0);
	assert_int_equal(n, 1);
	assert_true(waits_for("centre1", w));
	assert_int_equal(act_office_sweep(keeper, &n), 0);
	assert_int_equal(n, 0); /* once */
	act_free(keeper);
	test_leave(sys);
}

/* --- who looks after whom
 * -------------------------------------------------------
 */

static int
count_tie(void *arg, const struct act_tie *t)
{
	*(int *)arg += t->whom[0] != '\0';
	return 0;
}

static void
test_QP_04_and_TJ_06_mentors_and_linked_teachers_are_dated(void **state)
{
	struct actor *head = test_signin("head1"), *psy2;
	int64_t person = person_of("class1"), student = child(), id, other;
	struct act_student seen;
	struct actor *psy1 = test_signin("psy1");
	int n = 0;

	(void)state;
	assert_int_equal(
	    act_office_tie(head, TIE_MENTOR, person, student, 0, &id, NULL), 0);
	assert_int_equal(
	    act_office_tie(head, TIE_LINKED, person, 0, class.id, &other, NULL),
	    0);
	assert_int_equal(
	    act_office_tie(head, TIE_LINKED, person, 0, 0, &other, NULL),
	    ERR_INPUT);
	assert_int_equal(
	    act_office_ties(head, person, 0, 10, count_tie, &n), 0);
	assert_int_equal(n, 2);
	/* once, though mentor and linked teacher are the same here */
	assert_int_equal(act_student_show(psy1, student, &seen), 0);
	assert_string_equal(seen.mentors, "许文");
	test_leave(psy1);
	assert_int_equal(act_office_untie(head, id, NULL), 0);
	n = 0;
	assert_int_equal(
	    act_office_ties(head, person, 0, 10, count_tie, &n), 0);
	assert_int_equal(n, 1);
	psy2 = test_signin("psy2"); /* another school's */
	assert_int_equal(
	    act_office_ties(psy2, person, 0, 10, count_tie, &n), ERR_DENIED);
	assert_int_equal(
	    act_office_tie(psy2, TIE_MENTOR, person, student, 0, &id, NULL),
	    ERR_DENIED);
	test_leave(psy2);
	test_leave(head);
}

static void
test_a_principal_keeps_the_own_school_and_no_other(void **state)
{
	struct actor *head = test_signin("head1");
	struct org other, o;
	int64_t top = 0;

	(void)state;
	assert_int_equal(store_org_by_code(st, ORG_SCHOOL, "S002", &other), 0);
	assert_int_equal(act_office_top(head, &top), 0);
	assert_int_equal(top, school.id);
	assert_int_equal(act_office_org(head, other.id, &o), ERR_DENIED);
	assert_int_equal(act_office_note(head, DETAIL_OF_ORG, other.id,
			     "enrolment", "1", NULL),
	    ERR_DENIED);
	assert_int_equal(act_office_note(head, DETAIL_OF_ORG, school.id,
			     "enrolment", "640", NULL),
	    0);
	assert_int_equal(act_office_note(head, DETAIL_OF_ORG, school.id,
			     "sand_tray", "有", NULL),
	    ERR_INPUT); /* SJS-31: of a room alone */
	assert_int_equal(act_office_member(
			     head, person_of("psy2"), &(struct act_staff){ 0 }),
	    ERR_DENIED);
	test_leave(head);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_TJ_91_a_class_without_a_class_teacher_is_a_gap),
	cmocka_unit_test(
	    test_QD_61_a_school_without_a_psychology_teacher_is_a_gap),
	cmocka_unit_test(
	    test_SJS_03_a_campus_without_a_psychology_teacher_is_a_gap),
	cmocka_unit_test(
	    test_QP_59_and_QD_62_a_part_time_teacher_is_no_full_time_one),
	cmocka_unit_test(test_gaps_follow_the_registers),
	cmocka_unit_test(test_each_clause_about_staffing_has_its_list),
	cmocka_unit_test(test_GZ_70_a_vendor_is_a_gap_until_bound_to_secrecy),
	cmocka_unit_test(
	    test_TJ_73_and_QD_36_a_noted_qualification_closes_the_gap),
	cmocka_unit_test(
	    test_gaps_are_read_a_page_at_a_time_and_by_nobody_else),
	cmocka_unit_test(
	    test_a_locked_class_teachers_look_is_the_districts_that_minute),
	cmocka_unit_test(
	    test_an_absent_psychology_teachers_look_is_the_districts),
	cmocka_unit_test(test_a_deputy_has_it_before_the_district),
	cmocka_unit_test(test_who_runs_a_warning_and_leaves_gives_it_on),
	cmocka_unit_test(
	    test_what_an_operator_leaves_is_the_leads_or_the_districts),
	cmocka_unit_test(test_the_keeper_gives_on_what_ended_by_itself),
	cmocka_unit_test(
	    test_QP_04_and_TJ_06_mentors_and_linked_teachers_are_dated),
	cmocka_unit_test(test_a_principal_keeps_the_own_school_and_no_other),
	cmocka_unit_test(test_numbers_on_call_are_gaps_when_missing_or_old),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
