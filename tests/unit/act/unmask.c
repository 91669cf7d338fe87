/* SPDX-License-Identifier: Apache-2.0 */
/* The home of a child in an emergency, and calls whose operator is lost. */
#include "act/actor.h"
#include "act/key.h"
#include "act/presence.h"
#include "act/ticket.h"
#include "act/today.h"
#include "act/unmask.h"
#include "base/buf.h"
#include "base/err.h"
#include "store/audit.h"
#include "store/stmt.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static struct actor *op1, *op2, *lead, *centre;
static int64_t student;

/* A mother, a telephone, a bed in a dormitory. */
static void
give_home(void)
{
	struct store *st = test_office();
	const struct guardian g = {
		.name = "曾兰", .relation = "妈妈", .phone = "13800004407"
	};
	struct student s;
	int r;

	student = test_student();
	assert_int_equal(store_student_get(st, student, &s), 0);
	snprintf(s.address, sizeof(s.address), "云岭街道 3 栋 502");
	snprintf(s.dorm, sizeof(s.dorm), "2 栋 305");
	s.boarding = true;
	assert_int_equal(store_begin(st), 0);
	if ((r = store_student_put(st, &s, store_now(st), 1)) == 0)
		r = store_guardian_put(st, student, &g, 1, 1);
	assert_int_equal(store_end(st, r), 0);
}

static int
everybody_comes(void **state)
{
	(void)state;
	op1 = test_signin("op1");
	op2 = test_signin("op2");
	lead = test_signin("lead1");
	centre = test_signin("centre1");
	give_home();
	return 0;
}

static int
everybody_leaves(void **state)
{
	(void)state;
	test_leave(op1);
	test_leave(op2);
	test_leave(lead);
	test_leave(centre);
	test_office_close();
	return 0;
}

/* A call of op1's with the student linked; in danger. */
static int64_t
emergency(void)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_DANGER);
	struct act_ticket_call c = { 0 };
	struct act_ticket t;
	int64_t warning;

	assert_int_equal(act_ticket_new(op1, &c, &t), 0);
	assert_int_equal(
	    act_ticket_step(op1, t.row.id, t.row.version, &d, &t), 0);
	assert_int_equal(act_ticket_link(op1, t.row.id, student, GROUND_SAFETY,
			     "说到药", &warning, &t),
	    0);
	return t.row.id;
}

static int
step(struct actor *who, int64_t id, int event, const char *reason)
{
	struct act_ticket_do d = ACT_TICKET_DO(event);
	struct act_ticket t;

	d.reason = reason;
	assert_int_equal(act_ticket_get(who, id, &t), 0);
	return act_ticket_step(who, id, t.row.version, &d, &t);
}

static const struct act_today_row *
row_of(const struct act_today *t, const char *kind)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->row[i].kind->code, kind) == 0)
			return &t->row[i];
	return NULL;
}

/* The id of the first row of a kind on somebody's Today; 0 without. */
static int64_t
on_today(struct actor *who, const char *kind)
{
	const struct act_today_row *row;
	struct act_today t;
	int64_t id;

	assert_int_equal(act_today(who, &t), 0);
	row = row_of(&t, kind);
	id = row != NULL ? row->id : 0;
	act_today_free(&t);
	return id;
}

struct counting {
	const char *what;
	int64_t object;
	int n, subjects;
};

static int
count_audit(void *arg, const struct audit_event *row)
{
	struct counting *c = arg;

	if (strcmp(row->what, c->what) == 0 && row->object == c->object) {
		c->n++;
		c->subjects += row->n_subjects;
	}
	return 0;
}

/* One row of the audit, with the child as its subject. */
static void
audited(const char *what, int64_t object)
{
	struct counting c = { .what = what, .object = object };

	assert_int_equal(
	    store_audit_each(test_office(), 0, 1000000, count_audit, &c), 0);
	test_same_int(what, c.n, 1);
	test_same_int(what, c.subjects, 1);
}

static void
test_the_lead_agrees_and_another_signs_afterwards(void **state)
{
	struct act_unmask_home h;
	struct act_unmask u;
	struct buf *found, *b = act_secret();
	int64_t id = emergency(), review, audit;

	(void)state;
	assert_int_equal(act_unmask_ask(op1, id, ""), ERR_INPUT);
	assert_int_equal(act_unmask_ask(op1, id, "叫不应了"), 0);
	assert_int_equal(act_unmask_ask(op1, id, "再问"), ERR_EXISTS);
	/* nothing is open, to nobody */
	assert_int_equal(act_unmask_home(op1, id, &h), ERR_DENIED);
	assert_int_equal(act_unmask_home(lead, id, &h), ERR_DENIED);
	/* it stands first on the lead's Today, and not on who asked's */
	assert_int_equal(on_today(lead, "unmask"), id);
	assert_int_equal(on_today(op1, "unmask"), 0);
	assert_int_equal(act_unmask_of(lead, id, &u, b), 0);
	assert_true(u.may_open);
	assert_string_equal(buf_text(b), "叫不应了");
	assert_int_equal(act_unmask_open(op1, id), ERR_SECOND);
	assert_int_equal(act_unmask_open(lead, id), 0);
	assert_int_equal(act_unmask_home(op1, id, &h), 0);
	assert_string_equal(h.guardians[0].phone, "13800004407");
	assert_string_equal(h.guardians[0].name, "曾兰");
	assert_string_equal(h.address, "云岭街道 3 栋 502");
	assert_string_equal(h.dorm, "2 栋 305");
	/* an operator who is not in it sees nothing */
	assert_int_equal(act_unmask_home(op2, id, &h), ERR_DENIED);
	/* the review waits for neither of the two, but for the centre */
	assert_int_equal(on_today(lead, "unmask_review"), 0);
	review = on_today(centre, "unmask_review");
	assert_true(review != 0);
	assert_int_equal(
	    act_unmask_review(lead, review, "看过", &audit), ERR_SECOND);
	assert_int_equal(
	    act_unmask_review(op2, review, "看过", &audit), ERR_DENIED);
	assert_int_equal(
	    act_unmask_review(centre, review, "", &audit), ERR_INPUT);
	buf_clear(b);
	assert_int_equal(act_unmask_get(centre, review, &u, b), 0);
	assert_string_equal(buf_text(b), "叫不应了");
	assert_int_equal(
	    act_unmask_review(centre, review, "该看，够了", &audit), 0);
	assert_int_equal(on_today(centre, "unmask_review"), 0);
	assert_int_equal(
	    act_unmask_review(centre, review, "再看", &audit), ERR_STALE);
	audited("unmask.ask", id);
	audited("unmask.agree", id);
	audited("unmask.view", id);
	audited("unmask.review", review);
	/* and it is gone when the emergency is over */
	assert_int_equal(step(lead, id, TICKET_CALM, "妈妈在身边"), 0);
	assert_int_equal(act_unmask_home(op1, id, &h), ERR_DENIED);
	assert_int_equal(act_unmask_of(op1, id, &u, b), ERR_NOT_FOUND);
	/* what the review found is for those of the ticket, whoever it was */
	found = act_secret();
	buf_clear(b);
	assert_int_equal(act_unmask_after(op1, id, &u, b, found), 0);
	assert_string_equal(buf_text(b), "叫不应了");
	assert_string_equal(buf_text(found), "该看，够了");
	assert_string_equal(u.reviewer, "何明");
	audited("unmask.found", review);
	buf_clear(found);
	assert_int_equal(act_unmask_after(op2, id, &u, b, found), ERR_DENIED);
	assert_int_equal(buf_len(found), 0);
	buf_free(found);
	/* also when danger comes again: then it is asked for again */
	assert_int_equal(step(op1, id, TICKET_DANGER, NULL), 0);
	assert_int_equal(act_unmask_home(op1, id, &h), ERR_DENIED);
	buf_free(b);
}

static void
test_alone_at_night_a_minute_without_an_answer_is_enough(void **state)
{
	struct act_unmask_home h;
	int64_t id = emergency(), review, audit;

	(void)state;
	assert_int_equal(act_unmask_ask(op1, id, "电话里没声音了"), 0);
	assert_int_equal(act_unmask_open(op1, id), ERR_SECOND);
	test_clock(UNMASK_ALONE_S + 1);
	assert_int_equal(act_unmask_open(op1, id), 0);
	assert_int_equal(act_unmask_home(op1, id, &h), 0);
	assert_int_equal(h.n, 1);
	audited("unmask.alone", id);
	/* opened at once: a review, for the lead this time */
	review = on_today(lead, "unmask_review");
	assert_true(review != 0);
	assert_int_equal(
	    act_unmask_review(op1, review, "我自己", &audit), ERR_DENIED);
	assert_int_equal(act_unmask_review(lead, review, "该看", &audit), 0);
}

static void
test_it_is_asked_for_in_an_emergency_with_a_student_only(void **state)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_DANGER);
	struct act_ticket_call c = { 0 };
	struct act_ticket t;
	int64_t id;

	(void)state;
	assert_int_equal(act_ticket_new(op1, &c, &t), 0);
	assert_int_equal(act_unmask_ask(op1, t.row.id, "为什么"), ERR_STATE);
	assert_int_equal(
	    act_ticket_step(op1, t.row.id, t.row.version, &d, &t), 0);
	assert_int_equal(act_unmask_ask(op1, t.row.id, "为什么"), ERR_INPUT);
	/* asked for and never seen: nothing to review */
	id = emergency();
	assert_int_equal(act_unmask_ask(op1, id, "门反锁了"), 0);
	assert_int_equal(step(lead, id, TICKET_CALM, "门开了"), 0);
	assert_int_equal(act_unmask_open(lead, id), ERR_STATE);
	assert_int_equal(on_today(lead, "unmask"), 0);
	assert_int_equal(on_today(centre, "unmask_review"), 0);
}

static void
test_a_line_that_is_lost_is_seen_and_the_call_taken_over(void **state)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_TAKE_OVER);
	struct act_ticket_call c = { 0 };
	struct act_ticket t, seen;
	int64_t id;

	(void)state;
	act_presence_come(op1);
	assert_int_equal(act_ticket_new(op1, &c, &t), 0);
	id = t.row.id;
	assert_int_equal(act_ticket_get(lead, id, &seen), 0);
	assert_false(seen.lost);
	assert_int_equal(act_ticket_step(op2, id, t.row.version, &d, &t),
	    ERR_STATE); /* somebody sits at it */
	act_presence_leave(op1);
	assert_int_equal(act_ticket_get(lead, id, &seen), 0);
	assert_true(seen.lost && seen.lost_s >= 0 && seen.lost_s < 60);
	assert_int_equal(on_today(lead, "line_lost"), id);
	assert_int_equal(on_today(op2, "line_lost"), id);
	/* to themselves nothing is lost, and back again to nobody */
	assert_int_equal(act_ticket_get(op1, id, &seen), 0);
	assert_false(seen.lost);
	act_presence_come(op1);
	assert_int_equal(on_today(lead, "line_lost"), 0);
	act_presence_leave(op1);
	/* another operator goes on; the first may still write theirs down */
	act_presence_come(op2);
	assert_int_equal(act_ticket_get(op2, id, &t), 0);
	assert_false(t.may_read);
	assert_int_equal(act_ticket_step(op2, id, t.row.version, &d, &t), 0);
	assert_true(t.row.taker == op2->person && t.may_write);
	assert_int_equal(act_ticket_get(op1, id, &t), 0);
	assert_true(t.may_write);
	assert_int_equal(on_today(lead, "line_lost"), 0);
	act_presence_leave(op2);
}

/* At the command line, or as the 1025th: nobody knows whether they are in. */
static void
test_an_operator_without_a_seat_is_not_taken_for_lost(void **state)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_TAKE_OVER);
	struct act_ticket_call c = { 0 };
	struct act_ticket t, seen;

	(void)state;
	assert_int_equal(act_ticket_new(op2, &c, &t), 0);
	assert_int_equal(act_ticket_get(lead, t.row.id, &seen), 0);
	assert_false(seen.lost);
	assert_int_equal(
	    act_ticket_step(op1, t.row.id, t.row.version, &d, &t), ERR_STATE);
}

static void
test_in_danger_the_lead_changes_places_with_the_operator(void **state)
{
	int64_t id = emergency();
	struct act_ticket t;

	(void)state;
	act_presence_come(op1);
	assert_int_equal(step(lead, id, TICKET_TAKE_OVER, NULL), 0);
	assert_int_equal(act_ticket_get(lead, id, &t), 0);
	assert_int_equal(t.row.state, TICKET_EMERGENCY);
	assert_true(t.row.taker == lead->person);
	/* the one who took it is still in, and no second person of it */
	assert_int_equal(act_ticket_get(op1, id, &t), 0);
	assert_true(t.may_write);
	assert_int_equal(step(op1, id, TICKET_CALM, "没事"), ERR_SECOND);
	act_presence_leave(op1);
}

static void
test_who_has_it_open_too(void **state)
{
	char first[LOGIN_MAX];

	(void)state;
	act_presence_come(op1);
	act_presence_come(lead);
	act_presence_come(op2);
	act_presence_open(op1, TOPIC_TICKET, 1);
	assert_int_equal(act_presence_others(lead, TOPIC_TICKET, 1, first), 1);
	assert_string_equal(first, "op1");
	act_presence_open(op2, TOPIC_TICKET, 1);
	assert_int_equal(act_presence_others(lead, TOPIC_TICKET, 1, first), 2);
	assert_int_equal(act_presence_others(op1, TOPIC_TICKET, 1, first), 1);
	assert_string_equal(first, "op2");
	act_presence_close(op2, TOPIC_TICKET, 1);
	assert_int_equal(act_presence_others(op1, TOPIC_TICKET, 1, first), 0);
	assert_string_equal(first, "");
	assert_int_equal(act_presence_others(lead, TOPIC_WARNING, 1, first), 0);
	act_presence_close(op1, TOPIC_TICKET, 1);
	assert_int_equal(act_presence_others(lead, TOPIC_TICKET, 1, first), 0);
	act_presence_leave(op1);
	act_presence_leave(lead);
	act_presence_leave(op2);
}

/* Another child, with an address of their own. */
static int64_t
somebody_else(void)
{
	struct store *st = test_office();
	struct student s;
	int r;

	assert_int_equal(store_student_get(st, student, &s), 0);
	s.id = 0;
	s.version = 1;
	snprintf(s.identity, sizeof(s.identity), "S1:20260218");
	snprintf(s.number, sizeof(s.number), "20260218");
	snprintf(s.name, sizeof(s.name), "罗小满");
	snprintf(s.address, sizeof(s.address), "河沿街 9 号");
	assert_int_equal(store_begin(st), 0);
	r = store_student_add(st, &s, store_now(st), 1);
	assert_int_equal(store_end(st, r), 0);
	return s.id;
}

static int
link_to(int64_t id, int64_t child)
{
	struct act_ticket t;
	int64_t warning;

	return act_ticket_link(
	    op1, id, child, GROUND_SAFETY, "是另一个孩子", &warning, &t);
}

static void
test_after_a_wrong_link_the_right_childs_home_is_asked_for_anew(void **state)
{
	int64_t id = emergency(), other = somebody_else();
	struct act_unmask_home h;
	struct act_ticket t;

	(void)state;
	/* asked for, and the wrong child seen before anybody agreed */
	assert_int_equal(act_unmask_ask(op1, id, "叫不应了"), 0);
	assert_int_equal(link_to(id, other), 0);
	assert_int_equal(act_unmask_open(lead, id), ERR_STATE);
	assert_int_equal(on_today(lead, "unmask"), 0);
	assert_int_equal(act_unmask_ask(op1, id, "叫不应了"), 0);
	assert_int_equal(act_unmask_open(lead, id), 0);
	assert_int_equal(act_unmask_home(op1, id, &h), 0);
	assert_string_equal(h.address, "河沿街 9 号");
	/* the same child linked again closes nothing */
	assert_int_equal(link_to(id, other), 0);
	assert_int_equal(act_unmask_home(op1, id, &h), 0);
	/* after it was opened: what was seen is still reviewed */
	assert_int_equal(act_ticket_unlink(op1, id, &t), 0);
	assert_int_equal(act_unmask_home(op1, id, &h), ERR_DENIED);
	assert_int_equal(link_to(id, student), 0);
	assert_int_equal(act_unmask_home(op1, id, &h), ERR_DENIED);
	assert_true(on_today(centre, "unmask_review") != 0);
	assert_int_equal(act_unmask_ask(op1, id, "是曾一诺"), 0);
	assert_int_equal(act_unmask_open(lead, id), 0);
	assert_int_equal(act_unmask_home(op1, id, &h), 0);
	assert_string_equal(h.address, "云岭街道 3 栋 502");
}

static const struct sql sql_spoil = { "test_spoil",
	"UPDATE unmask SET stage = 'NONSENSE' WHERE ticket = :ticket",
	SQL_SCANS };

static void
test_a_stage_nobody_knows_is_corrupt_not_a_state(void **state)
{
	struct store *st = test_office();
	int64_t id = emergency();
	struct stmt *q;

	(void)state;
	assert_int_equal(act_unmask_ask(op1, id, "叫不应了"), 0);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(stmt_open(st, &q, &sql_spoil), 0);
	stmt_i64(q, ":ticket", id);
	assert_int_equal(store_end(st, stmt_run(q)), 0);
	assert_int_equal(act_unmask_open(lead, id), ERR_CORRUPT);
}

static const struct CMUnitTest tests[] = {
	/* first: nobody has had a seat yet */
	cmocka_unit_test(test_an_operator_without_a_seat_is_not_taken_for_lost),
	cmocka_unit_test(
	    test_a_line_that_is_lost_is_seen_and_the_call_taken_over),
	cmocka_unit_test(test_the_lead_agrees_and_another_signs_afterwards),
	cmocka_unit_test(
	    test_alone_at_night_a_minute_without_an_answer_is_enough),
	cmocka_unit_test(
	    test_it_is_asked_for_in_an_emergency_with_a_student_only),
	cmocka_unit_test(
	    test_in_danger_the_lead_changes_places_with_the_operator),
	cmocka_unit_test(
	    test_after_a_wrong_link_the_right_childs_home_is_asked_for_anew),
	cmocka_unit_test(test_who_has_it_open_too),
	cmocka_unit_test(test_a_stage_nobody_knows_is_corrupt_not_a_state),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, everybody_comes, everybody_leaves);
}
