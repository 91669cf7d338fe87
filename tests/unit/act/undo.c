/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every deed that can be taken back, by whom and until when: it comes back as
 * it was to the last row beside it, the history keeps both, and nobody else
 * can, nor later, nor once somebody has gone on.
 */
#include "act/actor.h"
#include "act/consultation.h"
#include "act/ticket.h"
#include "act/undo.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/audit.h"
#include "store/consultation.h"
#include "store/desk.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "store/ticket.h"
#include "store/warning.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static struct actor *op1, *op2, *lead1, *class1, *grade1, *psy1, *psy2, *head1,
    *centre1;
static struct actor **const all[] = { &op1, &op2, &lead1, &class1, &grade1,
	&psy1, &psy2, &head1, &centre1 };
static const char *const logins[] = { "op1", "op2", "lead1", "class1", "grade1",
	"psy1", "psy2", "head1", "centre1" };
static struct store *st;

static int
begin(void **state)
{
	(void)state;
	lang_set("en");
	st = test_office();
	for (size_t i = 0; i < nitems(all); i++)
		*all[i] = test_signin(logins[i]);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		test_leave(*all[i]);
	test_office_close();
	return 0;
}

/* --- tickets -------------------------------------------------------------- */

static int
move(struct actor *who, int64_t id, int event)
{
	struct act_ticket_do d = ACT_TICKET_DO(event);
	struct act_ticket t;
	int r;

	d.reason = "因为这样";
	d.why_void = 0;
	d.receiver = ticket_word_of(ticket_receivers, "district");
	d.org = act_post(centre1, ROLE_COUNSELLOR)->org;
	d.ground = GROUND_CONSENT;
	d.person = op2->person;
	d.result = RESULT_SPOKE;
	if (event == TICKET_CLOSE)
		d.summary = "说完了";
	if ((r = act_ticket_get(who, id, &t)) != 0)
		return r;
	return act_ticket_step(who, id, t.row.version, &d, &t);
}

static int64_t
ringing(void)
{
	struct act_ticket_call c = { .number = "13800001111" };
	struct act_ticket t;

	assert_int_equal(act_ticket_ring(lead1, &c, &t), 0);
	return t.row.id;
}

static int64_t
calling(void)
{
	struct act_ticket t;
	int64_t id = ringing();

	assert_int_equal(act_ticket_take(op1, id, 1, &t), 0);
	test_answer_three(op1, id, THOUGHTS_NO, DANGER_NO);
	return id;
}

static int64_t
ticket_after(int64_t id, struct actor *who, int event)
{
	assert_int_equal(move(who, id, event), 0);
	return id;
}

static int64_t
following(void)
{
	return ticket_after(calling(), op1, TICKET_FOLLOW);
}

static int64_t
handed(void)
{
	return ticket_after(calling(), op1, TICKET_HAND_OVER);
}

static int64_t
received(void)
{
	return ticket_after(handed(), centre1, TICKET_RECEIPT);
}

static int64_t
in_danger(void)
{
	struct act_ticket t;
	int64_t id = calling();

	ticket_after(id, op1, TICKET_DANGER);
	ticket_after(id, lead1, TICKET_JOIN);
	for (int step = CHECK_WHERE; step < CHECK_END; step++) {
		struct act_ticket_check c = { .step = step,
			.outcome =
			    step == CHECK_DUTY ? CHECK_SPOKE : CHECK_DONE };

		assert_int_equal(act_ticket_check(op1, id, &c, &t), 0);
	}
	return id;
}

static int
tell_receiver(void *arg, const struct ticket_receiver *v)
{
	buf_add_f(arg, "receiver %d org %lld receipt %lld by %lld back %lld\n",
	    v->receiver, (long long)v->org, (long long)v->receipt_at,
	    (long long)v->receipt_by, (long long)v->feedback_at);
	return 0;
}

static int
tell_date(void *arg, const struct ticket_date *d)
{
	buf_add_f(arg, "date %lld done %lld\n", (long long)d->due_at,
	    (long long)d->done_at);
	return 0;
}

/* The row, what stands beside it, and what each person is to it. */
static void
tell_ticket(int64_t id, struct buf *b)
{
	struct ticket t;

	assert_int_equal(store_ticket_get(st, id, &t), 0);
	buf_add_f(b,
	    "%s taker %lld taken %lld ended %lld due %s %lld danger"
	    " %d %lld seen %lld asked %lld raised %d\n",
	    state_code(&ticket_machine, t.state), (long long)t.taker,
	    (long long)t.taken_at, (long long)t.ended_at, t.due_key,
	    (long long)t.due_at, t.danger, (long long)t.danger_at,
	    (long long)t.seen_at, (long long)t.asked_at, t.raised);
	store_ticket_receiver_each(st, id, tell_receiver, b);
	store_ticket_date_each(st, id, tell_date, b);
	for (size_t i = 0; i < nitems(all); i++) {
		struct act_ticket a;
		int r = act_ticket_get(*all[i], id, &a);

		buf_add_f(b, "%s %d %x %d %d\n", logins[i], r,
		    r == 0 ? a.who : 0, r == 0 && a.may_read,
		    r == 0 && a.may_write);
	}
}

/* Whatever somebody else can still do with it. */
static bool
another_moves(const struct actor *but, int64_t id)
{
	static const int events[] = { TICKET_ASSIGN, TICKET_FEEDBACK,
		TICKET_RECEIPT, TICKET_REOPEN, TICKET_TAKE, TICKET_CALM };

	struct actor *const others[] = { lead1, centre1, op1 };

	for (size_t i = 0; i < nitems(events); i++)
		for (size_t k = 0; k < nitems(others); k++)
			if (others[k] != but &&
			    move(others[k], id, events[i]) == 0)
				return true;
	return false;
}

static bool
another_writes(const struct actor *but, int64_t id)
{
	struct act_ticket_entry e = { .text = "接着了", .n = 9 };
	struct act_ticket t;
	int64_t entry;

	assert_ptr_not_equal(but, op2);
	return act_ticket_write(op2, id, &e, &entry, &t) == 0;
}

/* --- warnings --------------------------------------------------------------
 */

static int64_t
child(void)
{
	static int n;
	const struct post *p = act_post(class1, ROLE_CLASS_TEACHER);
	struct student s = { .class = p->org,
		.place = p->lft,
		.grade = { STAGE_JUNIOR, 2024 },
		.name = "曾一诺",
		.reading = "zeng yi nuo",
		.label = "3" };
	struct org school;

	assert_int_equal(store_org_above(st, p->org, ORG_SCHOOL, &school), 0);
	s.school = school.id;
	snprintf(s.identity, sizeof(s.identity), "undo:%d", ++n);
	snprintf(s.number, sizeof(s.number), "%04d", n);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	return s.id;
}

static int64_t
version_of(int64_t id)
{
	struct warning w;

	assert_int_equal(store_warning_get(st, id, &w), 0);
	return w.version;
}

static int
step(struct actor *who, int64_t id, enum warning_event e)
{
	struct act_step f = { .text = "记一笔",
		.reason = "因为这样",
		.level = -1,
		.parents = e == WARNING_PARENTS || e == WARNING_UNCONFIRM
			       ? PARENTS_TOLD
			       : PARENTS_UNKNOWN,
		.severity =
		    e == WARNING_CONFIRM ? SEVERITY_GENERAL : SEVERITY_NONE,
		.person = e == WARNING_HAND ? centre1->person : 0 };

	return act_warning_step(who, id, version_of(id), e, &f, NULL);
}

static int
report(int64_t student, int64_t *id)
{
	struct observation_told o = { .student = student,
		.seen = "上课常趴着" };
	struct act_receipt got;
	int r = act_observation_report(class1, &o, &got);

	*id = got.warning;
	return r;
}

static int64_t
reported(void)
{
	int64_t id;

	assert_int_equal(report(child(), &id), 0);
	return id;
}

static int64_t
after(int64_t id, struct actor *who, enum warning_event e)
{
	assert_int_equal(step(who, id, e), 0);
	return id;
}

static int64_t
seen_once(void)
{
	return after(reported(), grade1, WARNING_ACK);
}

static int64_t
verifying(void)
{
	return after(
	    after(seen_once(), psy1, WARNING_ACK), psy1, WARNING_VERIFY);
}

static int64_t
unconfirm_asked(void)
{
	return after(verifying(), psy1, WARNING_UNCONFIRM);
}

static int64_t
not_confirmed(void)
{
	return after(unconfirm_asked(), centre1, WARNING_UNCONFIRM);
}

static int64_t
monitor_asked(void)
{
	int64_t id = after(verifying(), psy1, WARNING_PARENTS);

	after(id, psy1, WARNING_CONFIRM);
	after(id, centre1, WARNING_CONFIRM);
	after(id, psy1, WARNING_PLACE);
	after(id, psy1, WARNING_INTERVENE);
	after(id, psy1, WARNING_REVIEW);
	after(id, psy1, WARNING_REVIEW);
	return after(id, psy1, WARNING_MONITOR);
}

static int64_t
close_asked(void)
{
	int64_t id = after(monitor_asked(), centre1, WARNING_MONITOR);

	test_clock(91 * CLOCK_DAY);
	return after(id, psy1, WARNING_CLOSE);
}

static int64_t
hand_asked(void)
{
	return after(verifying(), psy1, WARNING_HAND);
}

static int
tell_ack(void *arg, const struct warning_ack *a)
{
	/* asked by a deed that was taken back: as if never */
	if (a->open || a->acked_at != 0 || a->round == 0)
		buf_add_f(arg, "ack %lld round %d seat %d at %lld open %d\n",
		    (long long)a->person, a->round, a->seat,
		    (long long)a->acked_at, a->open);
	return 0;
}

static int
tell_approval(void *arg, const struct approval *a)
{
	if (strncmp(a->kind, "warning.", 8) == 0)
		buf_add_f(arg, "waits %s of %lld asked by %lld\n", a->kind,
		    (long long)a->object, (long long)a->asked_by);
	return 0;
}

static void
tell_warning(int64_t id, struct buf *b)
{
	struct warning w;

	assert_int_equal(store_warning_get(st, id, &w), 0);
	buf_add_f(b,
	    "%s level %d severity %d parents %d danger %d owner %lld"
	    " district %d reviews %d round %d seen %d unseen %d"
	    " since %lld until %lld\n",
	    state_code(&warning_machine, (int)w.state), w.level, w.severity,
	    w.parents, w.danger, (long long)w.owner, w.district, w.reviews,
	    w.round, w.seen_round, w.unseen, (long long)w.state_at,
	    (long long)w.observe_until);
	buf_add_f(b,
	    "clock %s %lld ack %lld parents %lld due %s %lld told"
	    " %lld\n",
	    w.clock, (long long)w.clock_at, (long long)w.ack_at,
	    (long long)w.parents_at, w.due_key, (long long)w.due_at,
	    (long long)w.fired_at);
	store_warning_ack_each(st, id, tell_ack, b);
	store_approval_each(st, APPROVAL_ASKED, 0, 1000, tell_approval, b);
}

static bool
another_steps(const struct actor *but, int64_t id)
{
	static const enum warning_event events[] = { WARNING_ACK,
		WARNING_UNCONFIRM, WARNING_HAND, WARNING_REVIEW,
		WARNING_DANGER };
	struct warning w;
	int64_t same;

	for (size_t i = 0; i < nitems(events); i++)
		if (step(head1, id, events[i]) == 0 ||
		    (but != grade1 && step(grade1, id, events[i]) == 0) ||
		    step(psy2, id, events[i]) == 0)
			return true;
	assert_int_equal(store_warning_get(st, id, &w), 0);
	return report(w.student, &same) == 0 && same == id;
}

/* --- appointments ----------------------------------------------------------
 */

static int
meet(struct actor *who, int64_t id, int event)
{
	struct act_appointment_do d = ACT_APPOINTMENT_DO(event);
	struct act_appointment a;
	int r;

	d.reason = "因为这样";
	if (event == APPOINTMENT_OFFER)
		d.starts_at = act_now(who) + CLOCK_DAY;
	if ((r = act_consultation_get(who, id, &a)) != 0)
		return r;
	return act_consultation_step(who, id, a.row.version, &d, &a);
}

static int64_t
met(int64_t id, int event)
{
	assert_int_equal(meet(psy1, id, event), 0);
	return id;
}

static int64_t
offered(void)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_REQUEST);
	struct act_appointment a;

	b.student = child();
	assert_int_equal(act_consultation_book(class1, &b, &a), 0);
	return met(a.row.id, APPOINTMENT_OFFER);
}

static int64_t
booked(void)
{
	return met(offered(), APPOINTMENT_ACCEPT);
}

static int64_t
absent(void)
{
	return met(booked(), APPOINTMENT_ABSENT);
}

static void
tell_appointment(int64_t id, struct buf *b)
{
	struct appointment a;

	assert_int_equal(store_appointment_get(st, id, &a), 0);
	buf_add_f(b,
	    "%s form %d need %d with %lld at %lld held %lld noted"
	    " %lld due %s %lld room %s\n",
	    state_code(&appointment_machine, (int)a.state), a.form, a.need,
	    (long long)a.counsellor, (long long)a.starts_at,
	    (long long)a.held_at, (long long)a.noted_at, a.due_key,
	    (long long)a.due_at, a.room);
}

static bool
another_meets(const struct actor *but, int64_t id)
{
	assert_ptr_not_equal(but, class1);
	for (int e = APPOINTMENT_OFFER; e < APPOINTMENT_TAKE_BACK; e++)
		if (meet(class1, id, e) == 0)
			return true;
	return false;
}

/* --- every one of them ------------------------------------------------------
 */

static const struct kind {
	void (*tell)(int64_t id, struct buf *b);
	int (*deed)(struct actor *who, int64_t id, int event);
	bool (*another)(const struct actor *but, int64_t id);
} kinds[UNDO_KINDS] = {
	[UNDO_TICKET] = { tell_ticket, move, another_moves },
	[UNDO_WARNING] = { tell_warning, NULL, another_steps },
	[UNDO_APPOINTMENT] = { tell_appointment, meet, another_meets },
};

static const struct deed {
	const char *why, *what;
	int64_t (*set)(void);
	struct actor **who;
	int event;
	bool last; /* nobody can go on with it */
	bool (*another)(const struct actor *but, int64_t id);
} deeds[] = {
	{ "hung up", "ticket.gone", ringing, &op1, TICKET_GONE, false, NULL },
	{ "the call is over", "ticket.end", calling, &op1, TICKET_END, false,
	    NULL },
	{ "a call closed", "ticket.close", calling, &op1, TICKET_CLOSE, false,
	    NULL },
	{ "a prank", "ticket.void", calling, &op1, TICKET_MAKE_VOID, true,
	    NULL },
	{ "follow up", "ticket.follow_up", calling, &op1, TICKET_FOLLOW, false,
	    NULL },
	{ "a follow-up closed", "ticket.close", following, &op1, TICKET_CLOSE,
	    false, NULL },
	{ "handed over", "ticket.hand_over", calling, &op1, TICKET_HAND_OVER,
	    false, NULL },
	{ "handed over in danger", "ticket.hand_over", in_danger, &lead1,
	    TICKET_HAND_OVER, false, NULL },
	{ "out of danger", "ticket.follow_up", in_danger, &op1, TICKET_FOLLOW,
	    false, NULL },
	{ "given to somebody", "ticket.assign", following, &lead1,
	    TICKET_ASSIGN, false, another_writes },
	{ "received", "ticket.receipt", handed, &centre1, TICKET_RECEIPT, false,
	    NULL },
	{ "feedback", "ticket.feedback", received, &centre1, TICKET_FEEDBACK,
	    false, NULL },

	{ "the first look", "warning.ack", reported, &psy1, WARNING_ACK, false,
	    NULL },
	{ "the last look", "warning.ack", seen_once, &psy1, WARNING_ACK, false,
	    NULL },
	{ "a second person asked", "warning.ask", verifying, &psy1,
	    WARNING_UNCONFIRM, false, NULL },
	{ "a second person asked, to hand on", "warning.ask", verifying, &psy1,
	    WARNING_HAND, false, NULL },
	{ "agreed: nothing", "warning.unconfirm", unconfirm_asked, &centre1,
	    WARNING_UNCONFIRM, false, NULL },
	{ "closed alone", "warning.close", not_confirmed, &psy1, WARNING_CLOSE,
	    false, NULL },
	{ "agreed: watching", "warning.monitor", monitor_asked, &centre1,
	    WARNING_MONITOR, false, NULL },
	{ "agreed: closed", "warning.close", close_asked, &grade1,
	    WARNING_CLOSE, false, NULL },
	{ "taken on", "warning.hand", hand_asked, &centre1, WARNING_HAND, false,
	    NULL },

	{ "accepted", "appointment.accept", offered, &psy1, APPOINTMENT_ACCEPT,
	    false, NULL },
	{ "declined", "appointment.decline", offered, &psy1,
	    APPOINTMENT_DECLINE, true, NULL },
	{ "called off", "appointment.cancel", booked, &psy1, APPOINTMENT_CANCEL,
	    true, NULL },
	{ "held", "appointment.hold", booked, &psy1, APPOINTMENT_HOLD, true,
	    NULL },
	{ "did not come", "appointment.no_show", booked, &psy1,
	    APPOINTMENT_ABSENT, true, NULL },
	{ "finished", "appointment.end", absent, &psy1, APPOINTMENT_END, true,
	    NULL },
};

static enum undo_kind
kind_of(const struct deed *d)
{
	return undo_rule_of(d->what)->kind;
}

static void
tell(const struct deed *d, int64_t id, struct buf *b)
{
	buf_clear(b);
	kinds[kind_of(d)].tell(id, b);
}

static int64_t
done(const struct deed *d)
{
	int64_t id = d->set();
	int r = kind_of(d) == UNDO_WARNING
		    ? step(*d->who, id, (enum warning_event)d->event)
		    : kinds[kind_of(d)].deed(*d->who, id, d->event);

	test_same_int(d->why, r, 0);
	return id;
}

static int
undo(struct actor *who, const struct deed *d, int64_t id)
{
	struct act_undone u;

	return act_undo(who, kind_of(d), id, &u);
}

static void
test_all_of_them_are_tried(void **state)
{
	(void)state;
	for (const struct undo_rule *r = undo_rules; r->what != NULL; r++) {
		bool tried = r->never != NULL;

		for (size_t i = 0; i < nitems(deeds); i++)
			tried |= strcmp(deeds[i].what, r->what) == 0;
		test_true(r->what, tried);
	}
}

static void
test_it_comes_back_as_it_was_and_once(void **state)
{
	struct buf *before = buf_new(), *now = buf_new();
	struct act_undone u;

	(void)state;
	for (size_t i = 0; i < nitems(deeds); i++) {
		const struct deed *d = &deeds[i];
		int64_t id = d->set();

		tell(d, id, before);
		test_clock(60);
		test_same_int(d->why,
		    kind_of(d) == UNDO_WARNING
			? step(*d->who, id, (enum warning_event)d->event)
			: kinds[kind_of(d)].deed(*d->who, id, d->event),
		    0);
		tell(d, id, now);
		test_true(d->why, strcmp(buf_text(before), buf_text(now)) != 0);
		test_clock(60);
		test_same_int(d->why, act_undo(*d->who, kind_of(d), id, &u), 0);
		assert_string_equal(u.deed.rule->what, d->what);
		assert_int_not_equal(u.audit, 0);
		tell(d, id, now);
		if (strcmp(buf_text(before), buf_text(now)) != 0)
			fail_msg("%s:\n%s---\n%s", d->why, buf_text(before),
			    buf_text(now));
		/* what was done before may be; the same is not, again */
		if (act_undo_find(*d->who, kind_of(d), id, &u) == 0)
			test_true(d->why, u.deed.version == u.version);
	}
	buf_free(before);
	buf_free(now);
}

static void
test_nobody_else_can(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(deeds); i++) {
		int64_t id = done(&deeds[i]);

		for (size_t k = 0; k < nitems(all); k++) {
			struct act_undone u;

			if (*all[k] == *deeds[i].who)
				continue;
			/* of their own, earlier on the same record, nothing */
			test_true(
			    deeds[i].why, act_undo_find(*all[k],
					      kind_of(&deeds[i]), id, &u) != 0);
		}
	}
}

static void
test_after_ten_minutes_it_stands(void **state)
{
	int64_t id[nitems(deeds)];

	(void)state;
	for (size_t i = 0; i < nitems(deeds); i++)
		id[i] = done(&deeds[i]);
	test_clock(UNDO_FOR + 1);
	for (size_t i = 0; i < nitems(deeds); i++) {
		test_same_int(deeds[i].why,
		    undo(*deeds[i].who, &deeds[i], id[i]), ERR_STATE);
		test_true(deeds[i].why,
		    strstr((*deeds[i].who)->why, "ten minutes") != NULL);
	}
}

static void
test_once_another_has_gone_on_it_stands(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(deeds); i++) {
		const struct deed *d = &deeds[i];
		int64_t id = done(d);
		bool moved = d->another != NULL
				 ? d->another(*d->who, id)
				 : kinds[kind_of(d)].another(*d->who, id);

		test_true(d->why, moved == !d->last);
		if (!moved)
			continue;
		test_same_int(d->why, undo(*d->who, d, id), ERR_STALE);
		test_true(
		    d->why, strstr((*d->who)->why, "taken back") != NULL ||
				strstr((*d->who)->why, "moved on") != NULL);
	}
}

/* --- and beside them --------------------------------------------------------
 */

static int
keep_step(void *arg, const struct ticket_step_row *s)
{
	buf_add_f(arg, "%s ", state_event_code(&ticket_machine, s->event));
	return 0;
}

static void
test_the_history_keeps_both(void **state)
{
	struct buf *b = buf_new();
	struct act_ticket_view v;
	int64_t id = calling();

	(void)state;
	assert_int_equal(move(op1, id, TICKET_CLOSE), 0);
	assert_int_equal(undo(op1, &deeds[2], id), 0);
	assert_int_equal(store_ticket_step_each(st, id, keep_step, b), 0);
	assert_string_equal(buf_text(b), "ring take close take_back ");
	/* and what was written with it */
	assert_int_equal(act_ticket_view(op1, id, &v), 0);
	assert_int_equal(v.n_said, 1);
	assert_string_equal(v.said[0].text, "说完了");
	act_ticket_view_free(&v);
	buf_free(b);
}

/* Mistakes come in twos: the one before is taken back after it. */
static void
test_two_in_a_row_are_taken_back_in_turn(void **state)
{
	struct ticket t;
	int64_t id = calling();

	(void)state;
	assert_int_equal(move(op1, id, TICKET_FOLLOW), 0);
	assert_int_equal(move(op1, id, TICKET_CLOSE), 0);
	assert_int_equal(undo(op1, &deeds[2], id), 0);
	assert_int_equal(store_ticket_get(st, id, &t), 0);
	assert_int_equal(t.state, TICKET_FOLLOW_UP);
	assert_int_equal(undo(op1, &deeds[2], id), 0);
	assert_int_equal(store_ticket_get(st, id, &t), 0);
	assert_int_equal(t.state, TICKET_ACTIVE);
	assert_int_equal(t.ended_at, 0);
	assert_int_equal(undo(op1, &deeds[2], id), ERR_NOT_FOUND);
}

static void
test_what_the_school_was_told_stays_told(void **state)
{
	struct act_ticket t;
	int64_t id = calling(), warning;

	(void)state;
	assert_int_equal(act_ticket_link(op1, id, test_student(),
			     GROUND_CONSENT, NULL, &warning, &t),
	    0);
	assert_int_equal(move(op1, id, TICKET_SCHOOL), 0);
	assert_int_equal(undo(op1, &deeds[2], id), ERR_STATE);
	assert_non_null(strstr(op1->why, "has been told"));
}

/* Without a record the newest of all, and never another person's. */
static void
test_without_a_record_it_is_the_newest_of_ones_own(void **state)
{
	struct act_undone u;
	int64_t first = calling(), second = calling();

	(void)state;
	assert_int_equal(move(op1, first, TICKET_CLOSE), 0);
	assert_int_equal(move(op1, second, TICKET_CLOSE), 0);
	assert_int_equal(act_undo_find(op1, UNDO_TICKET, 0, &u), 0);
	assert_int_equal(u.deed.object, second);
	assert_int_equal(act_undo(op1, UNDO_TICKET, 0, &u), 0);
	assert_int_equal(u.deed.object, second);
	assert_int_equal(act_undo(op1, UNDO_TICKET, 0, &u), 0);
	assert_int_equal(u.deed.object, first);
	assert_int_not_equal(act_undo(head1, UNDO_TICKET, first, &u), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_all_of_them_are_tried),
	cmocka_unit_test(test_it_comes_back_as_it_was_and_once),
	cmocka_unit_test(test_nobody_else_can),
	cmocka_unit_test(test_after_ten_minutes_it_stands),
	cmocka_unit_test(test_once_another_has_gone_on_it_stands),
	cmocka_unit_test(test_the_history_keeps_both),
	cmocka_unit_test(test_two_in_a_row_are_taken_back_in_turn),
	cmocka_unit_test(test_what_the_school_was_told_stays_told),
	cmocka_unit_test(test_without_a_record_it_is_the_newest_of_ones_own),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
