/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Five days of everybody's work, told to the last field: who sees what of a
 * call, a warning, a talk and a request, what waits for whom, and what the log
 * says of it (tests/lib/tell.h).  Other tests ask one thing each; this one
 * sees whatever changes.
 */
#include "act/actor.h"
#include "act/approval.h"
#include "act/consultation.h"
#include "act/custody.h"
#include "act/draft.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "act/unmask.h"
#include "act/warning.h"
#include "act/watch.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "act/student.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "store/warning.h"
#include "tests/lib/office.h"
#include "tests/lib/tell.h"
#include "tests/lib/test.h"

static struct actor *op1, *op2, *lead1, *psy1, *class1, *grade1, *head1,
    *centre1, *dist1, *cust1, *cust2, *sys1, *keeper;
static struct actor *const *const all[] = { &op1, &op2, &lead1, &psy1, &class1,
	&grade1, &head1, &centre1, &dist1, &cust1, &cust2, &sys1 };
static int64_t child, line;
static struct org school;

static void
everybody(void (*does)(struct actor *))
{
	for (size_t i = 0; i < nitems(all); i++)
		does(*all[i]);
}

/* A child of class1's class, the story's own. */
static void
begin_day(int day, int minute, const char *name)
{
	struct student s = {
		.version = 1, .grade = { STAGE_JUNIOR, 2053 }, .label = "3"
	};
	struct guardian g = {
		.name = "曾先生", .relation = "父亲", .phone = "13800136021"
	};
	struct store *st = test_office();
	struct org class;

	assert_int_equal(store_org_get(st,
			     act_post(class1, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(store_org_above(st, class.id, ORG_SCHOOL, &school), 0);
	s.school = school.id;
	s.class = class.id;
	s.place = class.lft;
	snprintf(s.identity, sizeof(s.identity), "told:%d", day);
	snprintf(s.name, sizeof(s.name), "%s", name);
	snprintf(s.reading, sizeof(s.reading), "yi nuo");
	snprintf(s.number, sizeof(s.number), "202600%02d", day);
	snprintf(s.address, sizeof(s.address), "花园路 1 号");
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_student_add(st, &s, store_now(st), 1), 0);
	assert_int_equal(
	    store_end(st, store_guardian_put(st, s.id, &g, 1, 1)), 0);
	child = s.id;
	tell_begin(day, minute);
	tell_name(child, "child");
	tell_name(line, "line");
}

static int
begin(void **state)
{
	static const char *const logins[] = { "op1", "op2", "lead1", "psy1",
		"class1", "grade1", "head1", "centre1", "dist1", "cust1",
		"cust2", "sys1" };

	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		*(struct actor **)(uintptr_t)all[i] = test_signin(logins[i]);
	assert_int_equal(act_keeper(test_office(), &keeper), 0);
	assert_int_equal(act_ticket_line(op1, &line), 0);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		test_leave(*all[i]);
	act_free(keeper);
	test_office_close();
	return 0;
}

/* --- calls ---------------------------------------------------------------- */

static void
step(struct actor *who, int64_t id, struct act_ticket_do d)
{
	struct act_ticket t;
	int r = act_ticket_get(who, id, &t);

	if (r == 0)
		r = act_ticket_step(who, id, t.row.version, &d, &t);
	tell_done(who, state_event_code(&ticket_machine, d.event), r);
}

#define STEP(...)                                \
	((struct act_ticket_do){ .why_void = -1, \
	    .receiver = -1,                      \
	    .result = -1,                        \
	    .ground = GROUND_NONE,               \
	    .event = __VA_ARGS__ })

static void
check(struct actor *who, int64_t id, int which, int outcome, const char *words)
{
	struct act_ticket_check c = {
		.step = which, .outcome = outcome, .words = words
	};
	struct act_ticket t;

	tell_done(who, ticket_checks[which - 1].code,
	    act_ticket_check(who, id, &c, &t));
}

static int64_t
call(struct actor *who, struct act_ticket_call c, const char *name)
{
	struct act_ticket t = { .row = { .id = 0 } };

	tell_done(who, "takes a call", act_ticket_new(who, &c, &t));
	tell_name(t.row.id, name);
	return t.row.id;
}

static void
write(struct actor *who, int64_t id, const char *kind, const char *text)
{
	struct act_ticket_entry e = {
		.kind = kind, .text = text, .n = strlen(text)
	};
	struct act_ticket t;
	int64_t entry;

	tell_done(who, "writes", act_ticket_write(who, id, &e, &entry, &t));
}

static void
answer_three(struct actor *who, int64_t id, int thoughts, int danger)
{
	const int value[ASK_COUNT] = { thoughts, ASK_NOT_ASKED, 60, danger };
	struct act_ticket t;

	for (int q = 0; q < ASK_COUNT; q++)
		tell_done(who, ticket_questions[q].code,
		    act_ticket_answer(
			who, id, (enum ticket_question)q, value[q], 0, 0, &t));
}

static void
later(int64_t seconds)
{
	int64_t now;

	assert_int_equal(act_sample_clock(sys1, seconds, &now), 0);
	tell_quiet();
	tell("\n... %lld minutes later\n", (long long)(seconds / CLOCK_MINUTE));
}

static void
overdue(void)
{
	int n = 0;

	tell_done(keeper, "raises", act_ticket_overdue(keeper, 10, &n));
	tell("  %d\n", n);
}

/* A caller who rang before is in danger; her school gets to know. */
static int64_t
danger_call(void)
{
	int64_t first, id, warning = 0;
	struct act_ticket t;
	struct ticket_sheet sheet = { .caller = 0,
		.about = 0,
		.topics = 1u << 10,
		.alias = "晚风",
		.number = "13800004407",
		.place = "家里",
		.with = "妈妈",
		.school = "一中" };

	first = call(op2, (struct act_ticket_call){ .number = "138 0000 4407" },
	    "ticket1");
	write(op2, first, NULL, "和爸爸吵架后睡不着");
	answer_three(op2, first, THOUGHTS_YES, DANGER_NO);
	step(op2, first, STEP(TICKET_FOLLOW));
	id = call(op1,
	    (struct act_ticket_call){
		.number = "+86 13800004407", .alias = "晚风" },
	    "ticket2");
	tell_ticket(op1, id);
	tell_done(op1, "looks back", act_ticket_look_back(op1, id, first));
	tell_ticket(op1, first);
	tell_done(op1, "fills in", act_ticket_sheet(op1, id, &sheet, &t));
	tell_done(
	    op1, "is typing", act_ticket_autosave(op1, id, "门反锁了", 12, 12));
	step(op1, id, STEP(TICKET_ASK, .person = lead1->person));
	step(op1, id, STEP(TICKET_ASK, .person = op1->person));
	step(lead1, id, STEP(TICKET_JOIN));
	tell_done(op1, "links",
	    act_ticket_link(
		op1, id, child, GROUND_SAFETY, "说到药", &warning, &t));
	tell_done(op1, "hears of danger",
	    act_ticket_answer(op1, id, ASK_DANGER, DANGER_UNSURE,
		HARM_SELF | HARM_FROM_OTHERS, 0, &t));
	return id;
}

static void
test_a_call_in_danger(void **state)
{
	struct buf *reason = act_secret();
	int64_t id, watch = 0;
	struct act_unmask u;
	struct warning w;
	struct act_unmask_home home;

	(void)state;
	begin_day(5, 0, "曾一诺");
	id = danger_call();
	assert_int_equal(store_warning_of(test_office(), child, &w), 0);
	tell_name(w.id, "warning0");
	everybody(tell_today);
	tell_ticket(op1, id);
	tell_ticket(op2, id);
	tell_ticket(lead1, id);
	tell_done(
	    op1, "asks for the home", act_unmask_ask(op1, id, "找不到人"));
	tell_done(op1, "opens it", act_unmask_open(op1, id));
	tell_done(lead1, "opens it", act_unmask_open(lead1, id));
	assert_int_equal(act_unmask_of(op1, id, &u, reason), 0);
	tell("  reason %s\n", buf_text(reason));
	buf_free(reason);
	tell_name(u.u.id, "unmask1");
	tell_done(op1, "reads it", act_unmask_home(op1, id, &home));
	tell("  %s %d %s %s %s %s boarding %d %s\n", home.student, home.n,
	    home.guardians[0].name, home.guardians[0].relation,
	    home.guardians[0].phone, home.address, home.boarding, home.dorm);
	act_unmask_home_wipe(&home);
	later(11 * CLOCK_MINUTE);
	overdue();
	later(61 * CLOCK_MINUTE);
	overdue();
	check(lead1, id, CHECK_LEAD, CHECK_DONE, NULL);
	check(op1, id, CHECK_WHERE, CHECK_DONE, "花园路");
	check(lead1, id, CHECK_WHO, CHECK_NOT_DONE, NULL);
	check(lead1, id, CHECK_WHO, CHECK_NOT_DONE, "没有人");
	check(op1, id, CHECK_MEANS, CHECK_DONE, NULL);
	check(op1, id, CHECK_CALL, CHECK_DONE, "120");
	check(op1, id, CHECK_GUARDIAN, CHECK_NOT_GUARDIAN, "可能是爸爸");
	check(lead1, id, CHECK_DUTY, CHECK_NO_ANSWER, NULL);
	check(lead1, id, CHECK_DUTY, CHECK_SPOKE, "何明");
	check(op1, id, CHECK_WATCH, CHECK_DONE, "夜班");
	answer_three(op1, id, THOUGHTS_PLAN, DANGER_YES);
	write(lead1, id, "message", "120 在路上");
	tell_ticket(op1, id);
	step(op1, id, STEP(TICKET_CALM, .reason = "没事了"));
	step(op1, id,
	    (struct act_ticket_do){ .event = TICKET_HAND_OVER,
		.why_void = -1,
		.receiver = 2,
		.result = -1,
		.summary = "120 接走" });
	tell_ticket(lead1, id);
	tell_done(op1, "asks to watch",
	    act_watch_add(op1, id, "夜里可能再打来", 0, &watch, NULL));
	tell_done(lead1, "watches", act_watch_accept(lead1, watch, NULL));
	tell_unmask(centre1, u.u.id);
	tell_unmask(lead1, u.u.id);
	tell_done(lead1, "looks at it",
	    act_unmask_review(lead1, u.u.id, "看过", NULL));
	tell_done(centre1, "looks at it",
	    act_unmask_review(centre1, u.u.id, "看过", NULL));
	tell_unmask(centre1, u.u.id);
	step(op1, id, STEP(TICKET_RECEIPT));
	step(op1, id, STEP(TICKET_FEEDBACK, .reason = "在医院"));
	step(lead1, id, STEP(TICKET_QUALITY, .score = 6));
	step(lead1, id, STEP(TICKET_QUALITY, .score = 5));
	tell_ticket(op1, id);
	everybody(tell_today);
	everybody(tell_lists);
	tell_audit();
	tell_same("danger");
}

/* The ordinary ends of a call, and those that do not work. */
static void
test_calls_that_end(void **state)
{
	int64_t id[6], warning = 0;
	struct act_ticket t;
	struct act_ticket_call mail = { .channel = CHANNEL_MAIL };

	(void)state;
	begin_day(6, 2, "石蕾");
	tell_done(op1, "notes a letter", act_ticket_ring(op1, &mail, &t));
	id[0] = t.row.id;
	tell_name(id[0], "ticket3");
	tell_ticket(op1, id[0]);
	tell_ticket(lead1, id[0]);
	tell_done(
	    op2, "takes it", act_ticket_take(op2, id[0], t.row.version, &t));
	tell_done(op1, "takes it too",
	    act_ticket_take(op1, id[0], t.row.version, &t));
	step(op2, id[0], STEP(TICKET_WAIT));
	step(op2, id[0], STEP(TICKET_WAIT, .summary = "已回信"));
	step(op2, id[0], STEP(TICKET_REPLY));
	answer_three(op2, id[0], THOUGHTS_NO, DANGER_NO);
	step(lead1, id[0], STEP(TICKET_ASSIGN, .person = op1->person));
	step(lead1, id[0], STEP(TICKET_ASSIGN, .person = psy1->person));
	step(op1, id[0], STEP(TICKET_CLOSE));
	step(op1, id[0], STEP(TICKET_CLOSE, .summary = "聊完了"));
	tell_ticket(op1, id[0]);
	tell_ticket(op2, id[0]);

	id[1] = call(op1, (struct act_ticket_call){ .number = "0851 88136021" },
	    "ticket4");
	answer_three(op1, id[1], THOUGHTS_YES, DANGER_NO);
	step(op1, id[1],
	    STEP(TICKET_FOLLOW, .n_dates = 2,
		.date = {
		    act_now(op1) + CLOCK_DAY, act_now(op1) + 3 * CLOCK_DAY }));
	step(op1, id[1], STEP(TICKET_CALLED));
	step(op1, id[1],
	    (struct act_ticket_do){ .event = TICKET_CALLED,
		.why_void = -1,
		.receiver = -1,
		.result = RESULT_NO_ANSWER });
	step(op1, id[1], STEP(TICKET_CLOSE));
	step(op1, id[1], STEP(TICKET_CLOSE, .reason = "转到学校"));
	step(op2, id[1], STEP(TICKET_REOPEN, .reason = "又打来了"));
	tell_ticket(op1, id[1]);

	id[2] =
	    call(op1, (struct act_ticket_call){ .alias = "小雨" }, "ticket5");
	answer_three(op1, id[2], THOUGHTS_NO, DANGER_NO);
	tell_done(op1, "links",
	    act_ticket_link(
		op1, id[2], child, GROUND_CONSENT, NULL, &warning, &t));
	step(op1, id[2], STEP(TICKET_SCHOOL, .summary = "想和老师谈"));
	tell_today(psy1);
	tell_today(op1);
	step(psy1, id[2], STEP(TICKET_RECEIPT));
	tell_ticket(psy1, id[2]);
	tell_ticket(op1, id[2]);
	step(psy1, id[2], STEP(TICKET_FEEDBACK, .reason = "谈过了"));

	id[3] = call(op1, (struct act_ticket_call){ .event_at = 0 }, "ticket6");
	step(op1, id[3],
	    (struct act_ticket_do){ .event = TICKET_MAKE_VOID,
		.why_void = VOID_PRANK,
		.receiver = -1,
		.result = -1 });
	id[4] =
	    call(op1, (struct act_ticket_call){ .alias = "阿明" }, "ticket7");
	answer_three(op1, id[4], THOUGHTS_NOT_REACHED, DANGER_NO);
	tell_done(op1, "links",
	    act_ticket_link(
		op1, id[4], child, GROUND_CONSENT, NULL, &warning, &t));
	step(op1, id[4], STEP(TICKET_APPOINT));
	id[5] =
	    call(op2, (struct act_ticket_call){ .alias = "阿明" }, "ticket8");
	tell_done(
	    op2, "it is the same", act_ticket_same(op2, id[5], id[4], &t));
	tell_ticket(op2, id[5]);
	tell_done(
	    op2, "it is another", act_ticket_differ(op2, id[5], id[4], &t));
	tell_ticket(op2, id[5]);
	tell_done(op2, "who knows", act_ticket_undo(op2, id[5], id[4], &t));
	tell_ticket(op2, id[5]);
	everybody(tell_today);
	everybody(tell_lists);
	tell_audit();
	tell_same("calls");
}

/* --- warnings ------------------------------------------------------------- */

static void
move(struct actor *who, int64_t id, enum warning_event e, struct act_step f)
{
	struct act_stepped s = { .approval = 0 };
	struct warning w;
	char what[64];
	int r;

	assert_int_equal(store_warning_get(test_office(), id, &w), 0);
	r = act_warning_step(who, id, w.version, e, &f, &s);
	snprintf(what, sizeof(what), "%s%s",
	    state_event_code(&warning_machine, (int)e),
	    r == 0 && s.approval != 0 ? " (asks)" : "");
	tell_done(who, what, r);
}

#define MOVE(...) ((struct act_step){ .level = -1, __VA_ARGS__ })

static void
last_approval_refused(struct actor *who, int64_t id)
{
	struct act_warning *v;

	assert_int_equal(act_warning_show(who, id, &v), 0);
	assert_int_equal(v->n_pending, 1);
	tell_done(who, "does not agree",
	    act_approval_refuse(who, v->pending[0].approval, "还太早", NULL));
	act_warning_free(v);
}

static void
everybody_sees_the_warning(int64_t id)
{
	for (size_t i = 0; i < nitems(all); i++)
		tell_warning(*all[i], id);
}

static void
test_a_warning_on_its_way(void **state)
{
	struct observation_told o = { .seen = "上课常趴着",
		.when = "这周",
		.where = "教室",
		.done = "聊过",
		.triggers = 1u << TRIGGER_MOOD,
		.safe = SAFE_UNSURE,
		.first = FIRST_SELF,
		.parents = KNOW_NOT_YET };
	struct act_receipt got = { .n = 0 };
	int n = 0;

	(void)state;
	begin_day(12, 4, "李雷");
	o.student = child;
	tell_done(class1, "reports", act_observation_report(class1, &o, &got));
	tell_name(got.warning, "warning1");
	tell("  %d: %s %d, %s %d danger %d\n", got.n, got.looking[0].who.login,
	    (int)got.looking[0].post, got.looking[1].who.login,
	    (int)got.looking[1].post, got.danger);
	everybody_sees_the_warning(got.warning);
	everybody(tell_today);
	move(grade1, got.warning, WARNING_ACK, MOVE(.text = NULL));
	tell_warning(psy1, got.warning);
	tell_today(class1);
	move(psy1, got.warning, WARNING_ACK, MOVE(.text = NULL));
	move(psy1, got.warning, WARNING_VERIFY, MOVE(.text = NULL));
	move(psy1, got.warning, WARNING_CONFIRM,
	    MOVE(.severity = SEVERITY_GENERAL));
	move(psy1, got.warning, WARNING_PARENTS, MOVE(.text = NULL));
	move(psy1, got.warning, WARNING_PARENTS,
	    MOVE(.parents = PARENTS_TOLD, .text = "妈妈知道了"));
	move(psy1, got.warning, WARNING_CONFIRM,
	    MOVE(.severity = SEVERITY_SERIOUS, .reason = "两周没睡好"));
	tell_warning(psy1, got.warning);
	tell_warning(centre1, got.warning);
	last_approval_refused(centre1, got.warning);
	tell_lists(psy1);
	tell_today(psy1);
	tell_warning(psy1, got.warning);
	tell_lists(psy1);
	move(psy1, got.warning, WARNING_CONFIRM,
	    MOVE(.severity = SEVERITY_SERIOUS, .reason = "三周没睡好"));
	move(centre1, got.warning, WARNING_CONFIRM,
	    MOVE(.severity = SEVERITY_SERIOUS, .reason = "同意"));
	tell_warning(centre1, got.warning);
	move(psy1, got.warning, WARNING_PLACE, MOVE(.text = NULL));
	move(head1, got.warning, WARNING_PLACE, MOVE(.text = NULL));
	move(psy1, got.warning, WARNING_MEASURE, MOVE(.text = "每周谈一次"));
	move(class1, got.warning, WARNING_NOTE, MOVE(.text = "今天好一些"));
	move(psy1, got.warning, WARNING_INTERVENE, MOVE(.text = "开始"));
	move(psy1, got.warning, WARNING_REVIEW, MOVE(.text = "看一次"));
	move(psy1, got.warning, WARNING_HAND, MOVE(.person = head1->person));
	move(head1, got.warning, WARNING_HAND, MOVE(.person = head1->person));
	move(psy1, got.warning, WARNING_LOWER,
	    MOVE(.severity = SEVERITY_GENERAL, .reason = "好多了"));
	move(psy1, got.warning, WARNING_RAISE,
	    (struct act_step){ .level = LEVEL_DISTRICT, .reason = "要区里" });
	move(psy1, got.warning, WARNING_DANGER, MOVE(.text = NULL));
	tell_warning(grade1, got.warning);
	later(30 * CLOCK_MINUTE);
	tell_done(keeper, "escalates", act_warning_escalate(keeper, 10, &n));
	tell("  %d\n", n);
	move(psy1, got.warning, WARNING_CALM, MOVE(.reason = "在家，安全"));
	move(centre1, got.warning, WARNING_CALM, MOVE(.reason = "同意"));
	everybody_sees_the_warning(got.warning);
	tell_history(centre1, got.warning);
	everybody(tell_today);
	everybody(tell_lists);
	tell_audit();
	tell_same("warning");
}

/* --- talks, and what only two can open ------------------------------------ */

static int64_t
book(struct actor *who, struct act_book b, const char *name)
{
	struct act_appointment a = { .audit = 0 };

	tell_done(who, "books", act_consultation_book(who, &b, &a));
	tell_name(a.row.id, name);
	return a.row.id;
}

static void
talk(struct actor *who, int64_t id, struct act_appointment_do d)
{
	struct act_appointment a;
	int r = act_consultation_get(who, id, &a);

	if (r == 0)
		r = act_consultation_step(who, id, a.row.version, &d, &a);
	tell_done(who, state_event_code(&appointment_machine, d.event), r);
}

#define TALK(...) \
	((struct act_appointment_do){ .form = -1, .event = __VA_ARGS__ })

static void
note(struct actor *who, int64_t id, struct act_note_text n)
{
	struct act_appointment a;
	int r = act_consultation_get(who, id, &a);

	n.n = strlen(n.text);
	if (r == 0)
		r = act_consultation_note(who, id, a.row.version, &n, &a);
	tell_done(who, "writes a note", r);
}

static void
test_talks(void **state)
{
	int64_t id[3], at;

	(void)state;
	begin_day(14, 6, "韩梅");
	at = act_now(psy1) + CLOCK_DAY;
	id[0] = book(class1,
	    (struct act_book){ .event = APPOINTMENT_REQUEST,
		.student = child,
		.form = -1,
		.need = -1 },
	    "talk1");
	tell_talk(class1, id[0]);
	tell_talk(psy1, id[0]);
	talk(psy1, id[0], TALK(APPOINTMENT_OFFER));
	talk(psy1, id[0],
	    TALK(APPOINTMENT_OFFER, .starts_at = at, .room = "心理室"));
	talk(class1, id[0], TALK(APPOINTMENT_ACCEPT));
	everybody(tell_today);
	later(CLOCK_DAY / 2);
	later(CLOCK_DAY / 2 + CLOCK_HOUR);
	talk(psy1, id[0], TALK(APPOINTMENT_HOLD));
	note(psy1, id[0], (struct act_note_text){ .text = "睡不好" });
	note(psy1, id[0],
	    (struct act_note_text){ .text = "睡不好", .risk = RISK_SOME });
	later(CLOCK_MINUTE);
	note(psy1, id[0],
	    (struct act_note_text){
		.text = "睡不好，吃不下", .risk = RISK_SOME });
	talk(psy1, id[0], TALK(APPOINTMENT_NEXT));
	talk(
	    psy1, id[0], TALK(APPOINTMENT_NEXT, .next_at = at + 3 * CLOCK_DAY));
	for (size_t i = 0; i < nitems(all); i++)
		tell_talk(*all[i], id[0]);

	id[1] = book(psy1,
	    (struct act_book){ .event = APPOINTMENT_INVITE,
		.student = child,
		.form = FORM_PHONE,
		.need = NEED_ORDINARY },
	    "talk2");
	talk(psy1, id[1], TALK(APPOINTMENT_DECLINE));
	talk(psy1, id[1], TALK(APPOINTMENT_CANCEL));
	tell_talk(psy1, id[1]);
	id[2] = book(psy1,
	    (struct act_book){ .event = APPOINTMENT_WALK_IN,
		.student = child,
		.form = FORM_FACE,
		.need = NEED_NOW },
	    "talk3");
	later(CLOCK_MINUTE);
	note(psy1, id[2],
	    (struct act_note_text){
		.text = "说到药", .risk = RISK_DANGER, .next_at = at });
	note(psy1, id[2],
	    (struct act_note_text){ .text = "说到药",
		.risk = RISK_DANGER,
		.next_at = at + 2 * CLOCK_DAY });
	tell_talk(psy1, id[2]);
	everybody(tell_today);
	everybody(tell_lists);
	tell_audit();
	tell_same("talks");
}

static void
test_what_two_open(void **state)
{
	struct act_receipt got = { .n = 0 };
	struct observation_told o = { .seen = "又趴着" };
	int64_t id[3] = { 0 };
	int n = 0;

	(void)state;
	begin_day(20, 7, "王明");
	o.student = child;
	note(psy1,
	    book(psy1,
		(struct act_book){ .event = APPOINTMENT_WALK_IN,
		    .student = child,
		    .form = FORM_FACE,
		    .need = -1 },
		"talk1"),
	    (struct act_note_text){
		.text = "说了家里的事", .risk = RISK_NONE });
	tell_done(class1, "reports", act_observation_report(class1, &o, &got));
	tell_done(head1, "asks",
	    act_custody_ask(
		head1, CUSTODY_WARNING, got.warning, 0, "", &id[0], NULL));
	tell_done(head1, "asks",
	    act_custody_ask(head1, CUSTODY_WARNING, got.warning, 0,
		"没有人接电话", &id[0], NULL));
	tell_name(id[0], "request1");
	for (size_t i = 0; i < nitems(all); i++)
		tell_custody(*all[i], id[0]);
	everybody(tell_today);
	tell_done(cust2, "agrees", act_custody_agree(cust2, id[0], NULL));
	tell_done(cust1, "agrees", act_custody_agree(cust1, id[0], NULL));
	tell_custody(cust1, id[0]);
	tell_custody(cust2, id[0]);
	everybody(tell_today);
	tell_done(cust2, "agrees", act_custody_agree(cust2, id[0], NULL));
	tell_custody(head1, id[0]);
	tell_name(got.warning, "warning1");
	tell_warning(head1, got.warning);
	tell_done(head1, "closes", act_custody_close(head1, id[0], NULL));
	everybody(tell_today);
	tell_done(psy1, "looks at it",
	    act_custody_review(psy1, id[0], "打过电话", NULL));
	for (size_t i = 0; i < nitems(all); i++)
		tell_custody(*all[i], id[0]);
	tell_done(head1, "asks",
	    act_custody_ask(
		head1, CUSTODY_FILE, child, 0, "要看笔记", &id[1], NULL));
	tell_name(id[1], "request2");
	tell_done(cust1, "does not agree",
	    act_custody_refuse(cust1, id[1], "", NULL));
	tell_done(cust1, "does not agree",
	    act_custody_refuse(cust1, id[1], "先找心理老师", NULL));
	tell_custody(head1, id[1]);
	tell_done(head1, "asks again",
	    act_custody_ask(
		head1, CUSTODY_FILE, child, 0, "还是要看", &id[2], NULL));
	tell_name(id[2], "request3");
	for (size_t i = 0; i < nitems(all); i++) {
		struct act_exact ask = { .school = "S001",
			.name = "王明",
			.ground = GROUND_SAFETY };
		int64_t found = 0;

		tell_done(*all[i], "finds the warning",
		    act_custody_find(*all[i], CUSTODY_WARNING, &ask, &found));
		tell("  %d\n", found == got.warning);
		tell_done(*all[i], "finds the file",
		    act_custody_find(*all[i], CUSTODY_FILE, &ask, &found));
		tell("  %d\n", found == child);
		ask.name = "没有人";
		tell_done(*all[i], "finds nobody",
		    act_custody_find(*all[i], CUSTODY_FILE, &ask, &found));
		for (int k = 0; k < CUSTODY_KINDS; k++)
			tell_done(*all[i],
			    custody_kind_name((enum custody_kind)k),
			    act_custody_may_ask(*all[i], (enum custody_kind)k,
				k == CUSTODY_WARNING ? got.warning : child));
	}
	later(8 * CLOCK_DAY);
	tell_done(keeper, "lets go", act_custody_overdue(keeper, 10, &n));
	tell("  %d\n", n);
	tell_custody(head1, id[2]);
	everybody(tell_lists);
	tell_audit();
	tell_same("custody");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_call_in_danger),
	cmocka_unit_test(test_calls_that_end),
	cmocka_unit_test(test_a_warning_on_its_way),
	cmocka_unit_test(test_talks),
	cmocka_unit_test(test_what_two_open),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
