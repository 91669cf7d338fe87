/* SPDX-License-Identifier: Apache-2.0 */
/* What is entered later than it happened: which clock counts from where, who
 * is told, and which sheet it stood on. */
#include <stdio.h>

#include "act/actor.h"
#include "act/consultation.h"
#include "act/form.h"
#include "act/ticket.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "model/profile.h"
#include "model/when.h"
#include "store/knock.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "store/warning.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static struct store *st;
static struct actor *op1, *op2, *lead, *psy1, *class1, *grade1;

static int
everybody_comes(void **state)
{
	(void)state;
	st = test_office();
	op1 = test_signin("op1");
	op2 = test_signin("op2");
	lead = test_signin("lead1");
	psy1 = test_signin("psy1");
	class1 = test_signin("class1");
	grade1 = test_signin("grade1");
	return 0;
}

static int
everybody_leaves(void **state)
{
	struct actor *all[] = { op1, op2, lead, psy1, class1, grade1 };

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		test_leave(all[i]);
	test_office_close();
	return 0;
}

/* Another child of class1's class each time. */
static int64_t
child(void)
{
	static int n;
	struct student s = { .grade = { STAGE_JUNIOR, 2024 },
		.reading = "zeng yi nuo",
		.label = "3" };
	struct org class, school;

	snprintf(s.identity, sizeof(s.identity), "later:%d", ++n);
	snprintf(s.name, sizeof(s.name), "曾一诺%d", n);
	snprintf(s.number, sizeof(s.number), "2026%04d", n);
	assert_int_equal(store_org_get(st,
			     act_post(class1, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(store_org_above(st, class.id, ORG_SCHOOL, &school), 0);
	s.school = school.id;
	s.class = class.id;
	s.place = class.lft;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	return s.id;
}

/* --- the sheets ------------------------------------------------------------
 */

struct found {
	char number[PAPER_NUMBER_MAX];
	int n;
};

static int
newest(void *arg, const struct act_paper *v)
{
	struct found *f = arg;

	memcpy(f->number, v->p.number, sizeof(f->number));
	f->n++;
	return 0;
}

static struct found
out_for(struct actor *who)
{
	struct found f = { .n = 0 };

	assert_int_equal(act_form_each(who, 0, 0, newest, &f), 0);
	return f;
}

/* One sheet more, printed by who: its number. */
static void
printed(struct actor *who, const char *code, char number[PAPER_NUMBER_MAX])
{
	struct buf *b = buf_new();
	struct found f;

	assert_int_equal(act_form_print(who, code, 1, false, b), 0);
	f = out_for(who);
	assert_non_null(strstr(buf_text(b), f.number));
	memcpy(number, f.number, PAPER_NUMBER_MAX);
	buf_free(b);
}

struct page {
	int64_t last;
	int n, all;
};

static int
turn_on(void *arg, const struct act_paper *v)
{
	struct page *p = arg;

	assert_true(v->p.id > p->last);
	p->last = v->p.id;
	p->n++;
	p->all++;
	return 0;
}

/* One's own and those of the line are read apart, and overlap. */
static void
test_sheets_page_by_page_are_each_of_them_once_and_in_their_order(void **state)
{
	char number[PAPER_NUMBER_MAX];
	struct page p = { .last = 0 };

	(void)state;
	for (int i = 0; i < 5; i++)
		printed(i % 2 == 0 ? op1 : op2, "call", number);
	do {
		p.n = 0;
		assert_int_equal(act_form_each(op2, p.last, 2, turn_on, &p), 0);
		assert_in_range(p.n, 0, 2);
	} while (p.n > 0);
	assert_in_range(p.all, 5, ACT_FORM_PAGE - 1);
	assert_int_equal(p.all, out_for(op2).n);
}

static void
test_a_printed_sheet_is_out_where_it_was_printed_until_it_is_accounted_for(
    void **state)
{
	char number[PAPER_NUMBER_MAX];
	struct act_paper v;
	int before = out_for(op2).n, elsewhere = out_for(psy1).n;

	(void)state;
	printed(op1, "call", number);
	assert_int_equal(out_for(op2).n, before + 1);
	assert_int_equal(out_for(psy1).n, elsewhere);
	assert_int_equal(act_form_look(op2, paper_tail(number), &v), 0);
	assert_string_equal(v.p.number, number);
	assert_int_equal(v.p.state, PAPER_OUT);
	assert_string_equal(v.words, "call form");
	assert_int_equal(
	    act_form_note(psy1, number, PAPER_LOST, NULL), ERR_NOT_FOUND);
	assert_int_equal(
	    act_form_note(op2, number, PAPER_ENTERED, NULL), ERR_INPUT);
	assert_int_equal(act_form_note(op2, number, PAPER_DESTROYED, NULL), 0);
	assert_int_equal(out_for(op1).n, before);
	assert_int_equal(act_form_note(op1, number, PAPER_OUT, NULL), 0);
	assert_int_equal(out_for(op1).n, before + 1);
	assert_int_equal(act_form_note(op1, number, PAPER_RETURNED, NULL), 0);
	assert_int_equal(act_form_look(op1, number, &v), 0);
	assert_int_equal(v.p.state, PAPER_RETURNED);
	assert_true(v.p.done_by == op1->person);
	assert_int_equal(act_form_look(op1, "nothing-9", &v), ERR_NOT_FOUND);
	assert_int_equal(act_form_look(op1, "张三", &v), ERR_INPUT);
}

/* --- a call ----------------------------------------------------------------
 */

static struct act_ticket_later
call_of(int64_t ago, int minutes, int danger)
{
	struct act_ticket_later l = { .call = { .event_at =
						    act_now(op1) - ago },
		.text = "睡不好，和妈妈吵架；说好明天再打来",
		.answers = { .given = { [ASK_DANGER] = true },
		    .value = { [ASK_DANGER] = danger } } };

	l.ended_at = l.call.event_at + minutes * CLOCK_MINUTE;
	l.n = strlen(l.text);
	return l;
}

static void
test_a_call_from_paper_is_whole_and_over(void **state)
{
	struct act_ticket_later l = call_of(3 * CLOCK_HOUR, 25, DANGER_NO);
	char number[PAPER_NUMBER_MAX];
	struct act_ticket_view v;
	struct act_paper sheet;
	struct act_ticket t;

	(void)state;
	printed(op1, "call", number);
	l.call.paper = paper_tail(number);
	l.call.alias = "小月";
	assert_int_equal(act_ticket_later(op1, &l, &t), 0);
	assert_int_equal(t.row.state, TICKET_ACTIVE);
	assert_false(ticket_is_call(&t.row));
	assert_true(t.row.rang_at == l.call.event_at);
	assert_true(t.row.taken_at == l.call.event_at);
	assert_true(t.row.ended_at == l.ended_at);
	assert_true(t.row.entered_at >= l.call.event_at + 3 * CLOCK_HOUR);
	assert_string_equal(t.row.due_key, "ticket.summary");
	assert_true(t.row.due_at == profile_due(profile_default(),
					"ticket.summary", l.ended_at));

	assert_int_equal(act_ticket_view(op1, t.row.id, &v), 0);
	assert_string_equal(v.paper, number);
	assert_string_equal(v.sheet.alias, "小月");
	assert_int_equal(v.n_said, 1);
	assert_string_equal(v.said[0].text, l.text);
	assert_true(v.said[0].event_at == l.call.event_at);
	assert_true(v.said[0].entered_at == t.row.entered_at);
	assert_int_equal(v.answers.value[ASK_THOUGHTS], THOUGHTS_NOT_REACHED);
	assert_int_equal(v.answers.value[ASK_STRENGTH], ASK_NOT_ASKED);
	assert_true(v.enterer[0] != '\0');
	act_ticket_view_free(&v);

	assert_int_equal(act_form_look(op2, number, &sheet), 0);
	assert_int_equal(sheet.p.state, PAPER_ENTERED);
	assert_int_equal(sheet.p.subject, PAPER_OF_TICKET);
	assert_true(sheet.p.object == t.row.id);
	assert_true(sheet.p.event_at == l.call.event_at);
}

static void
test_the_same_sheet_is_not_entered_twice(void **state)
{
	struct act_ticket_later l = call_of(CLOCK_HOUR, 5, DANGER_NO);
	char number[PAPER_NUMBER_MAX];
	struct act_ticket t, again;

	(void)state;
	printed(op1, "call", number);
	l.call.paper = number;
	assert_int_equal(act_ticket_later(op1, &l, &t), 0);
	assert_int_equal(act_ticket_later(op2, &l, &again), ERR_EXISTS);
	assert_non_null(strstr(op2->why, number));
	assert_int_equal(
	    act_form_note(op1, number, PAPER_LOST, NULL), ERR_STATE);
	/* a sheet of somebody else's printer is taken as it is, once */
	l.call.paper = "old-2026-7";
	assert_int_equal(act_ticket_later(op1, &l, &t), 0);
	assert_int_equal(act_ticket_later(op2, &l, &again), ERR_EXISTS);
}

static void
test_what_is_wrong_with_a_call_from_paper_is_said(void **state)
{
	static const struct {
		const char *why;
		int64_t ago;
		int minutes, danger;
		const char *text, *paper;
		int r;
	} c[] = {
		{ "to come", -3600, 1, DANGER_NO, "x", NULL, ERR_INPUT },
		{ "ended to come", 600, 30, DANGER_NO, "x", NULL, ERR_INPUT },
		{ "ended before", 600, -1, DANGER_NO, "x", NULL, ERR_INPUT },
		{ "too old", 32 * CLOCK_DAY, 1, DANGER_NO, "x", NULL,
		    ERR_INPUT },
		{ "no words", 600, 1, DANGER_NO, " ", NULL, ERR_INPUT },
		{ "danger left out", 600, 1, 0, "x", NULL, ERR_INPUT },
		{ "no answer", 600, 1, 9, "x", NULL, ERR_INPUT },
		{ "no number", 600, 1, DANGER_NO, "x", "张三", ERR_INPUT },
		{ "fine", 600, 1, DANGER_NO, "x", NULL, 0 },
		{ "of no length", 600, 0, DANGER_NO, "x", NULL, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		struct act_ticket_later l =
		    call_of(c[i].ago, c[i].minutes, c[i].danger);
		struct act_ticket t;

		l.text = c[i].text;
		l.n = strlen(l.text);
		l.call.paper = c[i].paper;
		l.answers.given[ASK_DANGER] = c[i].danger != 0;
		test_same_int(c[i].why, act_ticket_later(op1, &l, &t), c[i].r);
		if (c[i].r == 0)
			test_same_int(c[i].why, t.row.ended_at, l.ended_at);
	}
	{
		struct act_ticket_later l = call_of(600, 1, DANGER_NO);
		struct act_ticket t;

		l.taker = psy1->person;
		assert_int_equal(act_ticket_later(op1, &l, &t), ERR_INPUT);
		l.taker = 0;
		assert_int_equal(act_ticket_later(psy1, &l, &t), ERR_DENIED);
	}
}

static void
test_who_took_it_and_who_enters_it_both_have_it(void **state)
{
	struct act_ticket_later l = call_of(2 * CLOCK_HOUR, 10, DANGER_NO);
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_CLOSE);
	struct act_ticket_view v;
	struct act_ticket t;

	(void)state;
	l.taker = op2->person;
	assert_int_equal(act_ticket_later(op1, &l, &t), 0);
	assert_true(t.row.taker == op2->person);
	assert_true(t.row.entered_by == op1->person);
	assert_int_equal(act_ticket_view(op2, t.row.id, &v), 0);
	assert_string_equal(v.said[0].text, l.text);
	act_ticket_view_free(&v);
	assert_int_equal(
	    act_ticket_step(op1, t.row.id, t.row.version, &d, &t), 0);
	assert_int_equal(t.row.state, TICKET_CLOSED);
}

/* --- danger ----------------------------------------------------------------
 */

struct knocked {
	struct ladder l;
	int n;
};

static int
a_ladder(void *arg, const struct ladder *l)
{
	struct knocked *k = arg;

	k->l = *l;
	k->n++;
	return 0;
}

/* Five hours ago; yet the ladder begins at its foot, and nobody's ten minutes
 * were over before they could know. */
static void
test_danger_of_hours_ago_knocks_now_and_warns_at_once(void **state)
{
	struct act_ticket_later l = call_of(5 * CLOCK_HOUR, 20, DANGER_UNSURE);
	struct knocked k = { .n = 0 };
	int64_t student = child(), warning, now = act_now(op1);
	struct act_ticket t;
	struct warning w;

	(void)state;
	l.answers.harm = HARM_SELF;
	assert_int_equal(act_ticket_later(op1, &l, &t), 0);
	assert_int_equal(t.row.state, TICKET_EMERGENCY);
	assert_true(t.row.danger && t.row.danger_at >= now);
	assert_string_equal(t.row.due_key, "ticket.callout");
	assert_true(t.row.due_at >= now + 10 * CLOCK_MINUTE);
	assert_int_equal(
	    store_ladder_of(st, KNOCK_OF_TICKET, t.row.id, a_ladder, &k), 0);
	assert_int_equal(k.n, 1);
	assert_int_equal(k.l.kind, KNOCK_DANGER);
	assert_int_equal(k.l.rung, 0);
	assert_true(k.l.open && k.l.at >= now && k.l.due_at >= now);

	assert_int_equal(act_ticket_link(op1, t.row.id, student, GROUND_SAFETY,
			     "说了要做傻事", &warning, &t),
	    0);
	assert_true(warning > 0);
	assert_int_equal(store_warning_get(st, warning, &w), 0);
	assert_true(w.danger && w.event_at == l.call.event_at);
	assert_true(when_is_later(w.event_at, w.entered_at));
	assert_string_equal(w.due_key, "warning.ack_danger");
	assert_true(w.due_at >= now + 10 * CLOCK_MINUTE);
	assert_int_equal(w.level, LEVEL_CLASS); /* nobody was passed over */
}

/* Twenty minutes into a call nothing is entered later than it was said. */
static void
test_danger_in_a_long_call_is_not_a_later_entry(void **state)
{
	struct act_ticket_call c = { .event_at = 0 };
	int64_t student = child(), warning;
	struct act_ticket t;
	struct warning w;

	(void)state;
	assert_int_equal(act_ticket_new(op2, &c, &t), 0);
	test_clock(20 * CLOCK_MINUTE);
	assert_int_equal(act_ticket_answer(op2, t.row.id, ASK_DANGER,
			     DANGER_YES, HARM_SELF, 0, &t),
	    0);
	assert_int_equal(act_ticket_link(op2, t.row.id, student, GROUND_SAFETY,
			     "说到药", &warning, &t),
	    0);
	assert_int_equal(store_warning_get(st, warning, &w), 0);
	assert_false(when_is_later(w.event_at, w.entered_at));
}

/* --- a worry, a talk, a step -----------------------------------------------
 */

static int64_t
worry(struct actor *who, int64_t student, int64_t ago, const char *paper)
{
	struct observation_told o = { .student = student,
		.seen = "两天没怎么吃饭",
		.event_at = ago != 0 ? act_now(who) - ago : 0,
		.paper = paper };
	struct act_receipt got;

	assert_int_equal(act_observation_report(who, &o, &got), 0);
	return got.warning;
}

static void
test_a_worry_from_paper_names_its_sheet_and_is_looked_at_from_now_on(
    void **state)
{
	char number[PAPER_NUMBER_MAX];
	struct act_warning *v;
	int64_t id;

	(void)state;
	printed(class1, "concern", number);
	id = worry(class1, child(), 26 * CLOCK_HOUR, number);
	assert_int_equal(act_warning_show(psy1, id, &v), 0);
	assert_int_equal(v->n_reports, 1);
	assert_string_equal(v->reports[0].paper, number);
	assert_true(v->reports[0].entered_at - v->reports[0].event_at >=
		    26 * CLOCK_HOUR);
	assert_true(v->w.due_at == profile_due(profile_default(), "warning.ack",
				       v->w.entered_at));
	act_warning_free(v);
}

/* A number mistyped, or made up, does not use up what lies in another drawer:
 * it is as if it had never been printed. */
static void
test_a_sheet_is_its_printers_and_of_the_people_where_it_was_printed(
    void **state)
{
	char line[PAPER_NUMBER_MAX], school[PAPER_NUMBER_MAX];
	const char *typed[2];
	struct act_ticket_later l = call_of(CLOCK_HOUR, 5, DANGER_NO);
	struct act_warning *w;
	struct act_paper v;
	struct act_ticket t;

	(void)state;
	printed(op1, "call", line);
	typed[0] = paper_tail(line);
	typed[1] = line;
	for (size_t i = 0; i < nitems(typed); i++) {
		assert_int_equal(
		    act_form_look(psy1, typed[i], &v), ERR_NOT_FOUND);
		assert_int_equal(act_warning_show(psy1,
				     worry(class1, child(), 0, typed[i]), &w),
		    0);
		assert_string_equal(w->reports[0].paper, typed[i]);
		act_warning_free(w);
		/* the school's own from now on, and of a sheet not printed */
		assert_int_equal(act_form_look(psy1, typed[i], &v), 0);
		assert_true(v.p.printed_at == 0);
		assert_int_equal(act_form_look(op2, typed[i], &v), 0);
		assert_int_equal(v.p.state, PAPER_OUT);
		assert_string_equal(v.p.number, line);
	}
	l.call.paper = paper_tail(line);
	assert_int_equal(act_ticket_later(op2, &l, &t), 0);
	assert_int_equal(act_form_look(op1, line, &v), 0);
	assert_int_equal(v.p.state, PAPER_ENTERED);
	assert_true(v.p.object == t.row.id);

	/* a class is a place in its school */
	printed(psy1, "concern", school);
	assert_int_equal(act_form_look(op1, school, &v), ERR_NOT_FOUND);
	worry(class1, child(), 0, paper_tail(school));
	assert_int_equal(act_form_look(grade1, school, &v), 0);
	assert_int_equal(v.p.state, PAPER_ENTERED);
}

static int
step(struct actor *who, int64_t id, enum warning_event e, struct act_step f)
{
	struct warning w;

	f.level = -1;
	assert_int_equal(store_warning_get(st, id, &w), 0);
	return act_warning_step(who, id, w.version, e, &f, NULL);
}

static void
test_a_step_noted_later_keeps_both_times_and_its_clock_counts_from_the_first(
    void **state)
{
	int64_t id = worry(class1, child(), 0, NULL), was;
	struct act_warning *v;
	struct act_step none = { 0 };

	(void)state;
	assert_int_equal(step(grade1, id, WARNING_ACK, none), 0);
	assert_int_equal(step(psy1, id, WARNING_ACK, none), 0);
	was = act_now(psy1) - 4 * CLOCK_HOUR;
	assert_int_equal(step(psy1, id, WARNING_PARENTS,
			     (struct act_step){ .parents = PARENTS_LATER,
				 .reason = "打过电话，没人接",
				 .event_at = was,
				 .paper = "home-2026-3" }),
	    0);
	assert_int_equal(act_warning_show(psy1, id, &v), 0);
	assert_true(v->w.parents_at == was);
	assert_int_equal(v->pasts[0].event, WARNING_PARENTS);
	assert_true(v->pasts[0].event_at == was);
	assert_true(v->pasts[0].at >= was + 4 * CLOCK_HOUR);
	assert_string_equal(v->pasts[0].paper, "home-2026-3");
	act_warning_free(v);
	assert_int_equal(step(psy1, id, WARNING_NOTE,
			     (struct act_step){ .text = "x",
				 .event_at = act_now(psy1) + 3600 }),
	    ERR_INPUT);
	assert_int_equal(step(psy1, id, WARNING_NOTE,
			     (struct act_step){ .text = "x",
				 .event_at = act_now(psy1) - 40 * CLOCK_DAY }),
	    ERR_INPUT);
}

static void
test_a_look_and_an_agreement_are_of_now(void **state)
{
	int64_t id = worry(class1, child(), 0, NULL);
	struct act_step earlier = { .event_at = act_now(psy1) - CLOCK_HOUR },
			none = { 0 };

	(void)state;
	assert_int_equal(step(psy1, id, WARNING_ACK, earlier), ERR_INPUT);
	assert_int_equal(step(grade1, id, WARNING_ACK, none), 0);
	assert_int_equal(step(psy1, id, WARNING_ACK, none), 0);
	assert_int_equal(step(psy1, id, WARNING_VERIFY, none), 0);
	earlier.severity = SEVERITY_GENERAL;
	earlier.parents = PARENTS_TOLD;
	earlier.reason = "谈过了";
	assert_int_equal(step(psy1, id, WARNING_CONFIRM, earlier), ERR_INPUT);
	earlier.event_at = 0;
	assert_int_equal(step(psy1, id, WARNING_CONFIRM, earlier), 0);
}

static void
test_a_talk_from_paper_names_its_sheet_and_its_note_is_due_since_then(
    void **state)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	char number[PAPER_NUMBER_MAX];
	struct act_appointment a;
	struct act_consultation v;

	(void)state;
	printed(psy1, "talk", number);
	b.student = child();
	b.event_at = act_now(psy1) - 30 * CLOCK_HOUR;
	b.paper = number;
	assert_int_equal(act_consultation_book(psy1, &b, &a), 0);
	assert_true(a.row.held_at == b.event_at);
	assert_true(a.row.due_at == profile_due(profile_default(),
					"consultation.note", b.event_at));
	assert_true(a.row.due_at < act_now(psy1)); /* it is late, and says so */
	assert_int_equal(
	    act_consultation_show(psy1, a.row.id, GROUND_NONE, &v), 0);
	assert_string_equal(v.paper, number);
	act_consultation_free(&v);
	b.event_at = act_now(psy1) - 200 * CLOCK_DAY;
	b.paper = NULL;
	assert_int_equal(act_consultation_book(psy1, &b, &a), ERR_INPUT);
}

/* --- figures ---------------------------------------------------------------
 */

struct figures {
	int64_t open, overdue, later, later_overdue;
};

static int
sum(void *arg, const struct warning_figure *f)
{
	struct figures *s = arg;

	s->open += f->open;
	s->overdue += f->overdue;
	s->later += f->later;
	s->later_overdue += f->later_overdue;
	return 0;
}

static struct figures
figures_at(int64_t now)
{
	struct figures s = { 0 };

	assert_int_equal(
	    store_warning_figures(st, 0, INT64_MAX, now, sum, &s), 0);
	return s;
}

/* Somebody let a warning wait; or paper lay in a drawer: two figures. */
static void
test_what_was_entered_later_is_counted_apart_from_what_is_late(void **state)
{
	int64_t far = act_now(psy1) + 30 * CLOCK_DAY;
	struct figures was = figures_at(far), is;

	(void)state;
	worry(class1, child(), 0, NULL);
	is = figures_at(far);
	assert_int_equal(is.open, was.open + 1);
	assert_int_equal(is.overdue, was.overdue + 1);
	assert_int_equal(is.later, was.later);
	was = is;
	worry(class1, child(), 26 * CLOCK_HOUR, NULL);
	is = figures_at(far);
	assert_int_equal(is.open, was.open + 1);
	assert_int_equal(is.overdue, was.overdue);
	assert_int_equal(is.later, was.later + 1);
	assert_int_equal(is.later_overdue, was.later_overdue + 1);
	assert_int_equal(figures_at(act_now(psy1)).later, is.later);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_sheets_page_by_page_are_each_of_them_once_and_in_their_order),
	cmocka_unit_test(
	    test_a_printed_sheet_is_out_where_it_was_printed_until_it_is_accounted_for),
	cmocka_unit_test(test_a_call_from_paper_is_whole_and_over),
	cmocka_unit_test(test_the_same_sheet_is_not_entered_twice),
	cmocka_unit_test(test_what_is_wrong_with_a_call_from_paper_is_said),
	cmocka_unit_test(test_who_took_it_and_who_enters_it_both_have_it),
	cmocka_unit_test(test_danger_of_hours_ago_knocks_now_and_warns_at_once),
	cmocka_unit_test(test_danger_in_a_long_call_is_not_a_later_entry),
	cmocka_unit_test(
	    test_a_sheet_is_its_printers_and_of_the_people_where_it_was_printed),
	cmocka_unit_test(
	    test_a_worry_from_paper_names_its_sheet_and_is_looked_at_from_now_on),
	cmocka_unit_test(
	    test_a_step_noted_later_keeps_both_times_and_its_clock_counts_from_the_first),
	cmocka_unit_test(test_a_look_and_an_agreement_are_of_now),
	cmocka_unit_test(
	    test_a_talk_from_paper_names_its_sheet_and_its_note_is_due_since_then),
	cmocka_unit_test(
	    test_what_was_entered_later_is_counted_apart_from_what_is_late),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, everybody_comes, everybody_leaves);
}
