/* SPDX-License-Identifier: Apache-2.0 */
/*
 * As much as is allowed is allowed, and not a byte more: one table of every
 * text that somebody may write, one of every list that is asked for a page.
 */
#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/audit.h"
#include "act/consultation.h"
#include "act/custody.h"
#include "act/draft.h"
#include "act/register.h"
#include "act/student.h"
#include "act/ticket.h"
#include "act/unmask.h"
#include "act/warning.h"
#include "act/watch.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "store/warning.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static struct actor *op1, *lead1, *psy1, *class1, *head1, *centre1, *dist1,
    *sys1, *aud1, *cust1;
static int64_t child, request, in_peace, in_danger, warning, talk, unmask;

static struct act_ticket
call(void)
{
	struct act_ticket_call c = { 0 };
	struct act_ticket t;

	assert_int_equal(act_ticket_new(op1, &c, &t), 0);
	return t;
}

/* --- texts: each writes s and says what was answered -----------------------
 */

static int
entry(const char *s)
{
	struct act_ticket_entry e = { .text = s, .n = strlen(s) };
	struct act_ticket t;
	int64_t id;

	return act_ticket_write(op1, in_peace, &e, &id, &t);
}

static int
typing(const char *s)
{
	return act_ticket_autosave(op1, in_peace, s, strlen(s), 0);
}

static int
link_why(const char *s)
{
	struct act_ticket t;
	int64_t w;

	return act_ticket_link(op1, in_danger, child, GROUND_SAFETY, s, &w, &t);
}

static int
check_words(const char *s)
{
	struct act_ticket_check c = {
		.step = CHECK_WHERE, .outcome = CHECK_DONE, .words = s
	};
	struct act_ticket t;

	return act_ticket_check(op1, in_danger, &c, &t);
}

static int
step_reason(const char *s)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_ASK);
	struct act_ticket t = call();

	d.reason = s;
	return act_ticket_step(op1, t.row.id, t.row.version, &d, &t);
}

static int
number(const char *s)
{
	struct act_ticket_call c = { .number = s };
	struct act_ticket t;

	return act_ticket_new(op1, &c, &t);
}

static int
alias(const char *s)
{
	struct act_ticket_call c = { .alias = s };
	struct act_ticket t;

	return act_ticket_new(op1, &c, &t);
}

static int
home_reason(const char *s)
{
	struct act_ticket t;
	int64_t w;
	int r;

	/* a new call each time: a home is asked for once */
	t = call();
	if ((r = act_ticket_answer(
		 op1, t.row.id, ASK_DANGER, DANGER_YES, 0, 0, &t)) != 0 ||
	    (r = act_ticket_link(
		 op1, t.row.id, child, GROUND_SAFETY, "说到药", &w, &t)) != 0)
		return r;
	return act_unmask_ask(op1, t.row.id, s);
}

static int
home_review(const char *s)
{
	return act_unmask_review(centre1, unmask, s, NULL);
}

static int
watch(const char *s)
{
	int64_t id;

	return act_watch_add(op1, 0, s, 0, &id, NULL);
}

static int
custody_reason(const char *s)
{
	int r = act_custody_ask(
	    head1, CUSTODY_WARNING, warning, 0, s, &request, NULL);

	return r != 0 ? r : act_custody_withdraw(head1, request, NULL);
}

static int
custody_refusal(const char *s)
{
	assert_int_equal(act_custody_ask(head1, CUSTODY_WARNING, warning, 0,
			     "没有人接电话", &request, NULL),
	    0);
	return act_custody_refuse(cust1, request, s, NULL);
}

static int
note(const char *s)
{
	struct act_note_text n = {
		.text = s, .n = strlen(s), .risk = RISK_NONE
	};
	struct act_appointment a;

	assert_int_equal(act_consultation_get(psy1, talk, &a), 0);
	return act_consultation_note(psy1, talk, a.row.version, &n, &a);
}

static int
booked_room(const char *s)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_INVITE);
	struct act_appointment a;

	b.student = child;
	b.starts_at = act_now(psy1) + CLOCK_DAY;
	b.room = s;
	return act_consultation_book(psy1, &b, &a);
}

static int
offered(struct act_appointment_do d)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_INVITE);
	struct act_appointment a;

	b.student = child;
	assert_int_equal(act_consultation_book(psy1, &b, &a), 0);
	return act_consultation_step(psy1, a.row.id, a.row.version, &d, &a);
}

static int
offered_room(const char *s)
{
	struct act_appointment_do d = ACT_APPOINTMENT_DO(APPOINTMENT_OFFER);

	d.starts_at = act_now(psy1) + CLOCK_DAY;
	d.room = s;
	return offered(d);
}

static int
cancel_reason(const char *s)
{
	struct act_appointment_do d = ACT_APPOINTMENT_DO(APPOINTMENT_CANCEL);

	d.reason = s;
	return offered(d);
}

static int
draft(const char *s)
{
	return act_draft_save(op1, "note", 1, s, strlen(s), 0);
}

static int
step_of_warning(enum warning_event on, struct act_step f)
{
	struct act_stepped out;
	struct warning w;

	assert_int_equal(store_warning_get(psy1->store, warning, &w), 0);
	return act_warning_step(psy1, warning, w.version, on, &f, &out);
}

static int
warning_text(const char *s)
{
	return step_of_warning(
	    WARNING_NOTE, (struct act_step){ .level = -1, .text = s });
}

static int
warning_reason(const char *s)
{
	return step_of_warning(WARNING_NOTE,
	    (struct act_step){ .level = -1, .reason = s, .text = "x" });
}

static int
report(struct observation_told o)
{
	struct act_receipt got;

	o.student = child;
	return act_observation_report(class1, &o, &got);
}

static int
seen(const char *s)
{
	return report((struct observation_told){ .seen = s });
}

static int
seen_when(const char *s)
{
	return report((struct observation_told){ .seen = "x", .when = s });
}

static int
seen_where(const char *s)
{
	return report((struct observation_told){ .seen = "x", .where = s });
}

static int
seen_done(const char *s)
{
	return report((struct observation_told){ .seen = "x", .done = s });
}

static int
org_name(const char *s)
{
	static char code[8];
	static int n;
	int64_t id;

	snprintf(code, sizeof(code), "N%d", n++);
	return act_org_put(dist1, 0, act_post(dist1, ROLE_DISTRICT_STAFF)->org,
	    "school", n + 10, code, s, &id, NULL);
}

static int
org_code(const char *s)
{
	static int n;
	int64_t id;

	n++;
	return act_org_put(dist1, 0, act_post(dist1, ROLE_DISTRICT_STAFF)->org,
	    "school", n + 20, s, "一所学校", &id, NULL);
}

static const struct {
	const char *name;
	int (*write)(const char *s);
	size_t most;
	int more; /* what is answered to one byte more */
} texts[] = {
	{ "an entry", entry, ACT_TICKET_TEXT_MAX, ERR_LIMIT },
	{ "what is being typed", typing, ACT_TICKET_TEXT_MAX, ERR_LIMIT },
	{ "why a child is linked", link_why, 400, ERR_INPUT },
	{ "words of a step of the checklist", check_words, 1000, ERR_INPUT },
	{ "the reason of a step", step_reason, 2000, ERR_LIMIT },
	{ "a caller's number", number, SHEET_NUMBER_MAX - 1, ERR_INPUT },
	{ "a caller's name", alias, SHEET_ALIAS_MAX - 1, ERR_INPUT },
	{ "why the home is needed", home_reason, 400, ERR_INPUT },
	{ "what a reviewer says", home_review, 400, ERR_INPUT },
	{ "a caller to watch", watch, WATCH_SENTENCE_MAX, ERR_INPUT },
	{ "why custody is asked", custody_reason, ACT_CUSTODY_REASON_MAX,
	    ERR_LIMIT },
	{ "why custody refuses", custody_refusal, ACT_CUSTODY_REASON_MAX,
	    ERR_LIMIT },
	{ "a note", note, ACT_NOTE_MAX, ERR_LIMIT },
	{ "a room", booked_room, APPOINTMENT_ROOM_MAX - 1, ERR_INPUT },
	{ "a room offered", offered_room, APPOINTMENT_ROOM_MAX - 1, ERR_INPUT },
	{ "why a talk is off", cancel_reason, ACT_REASON_MAX, ERR_LIMIT },
	{ "a draft", draft, 256 * 1024, ERR_LIMIT },
	{ "a word on a warning", warning_text, ACT_TEXT_MAX, ERR_INPUT },
	{ "a reason on a warning", warning_reason, ACT_TEXT_MAX, ERR_INPUT },
	{ "what was seen", seen, ACT_TEXT_MAX, ERR_INPUT },
	{ "when it was seen", seen_when, ACT_TEXT_MAX, ERR_INPUT },
	{ "where it was seen", seen_where, ACT_TEXT_MAX, ERR_INPUT },
	{ "what was done", seen_done, ACT_TEXT_MAX, ERR_INPUT },
	{ "the name of a school", org_name, ORG_NAME_MAX - 1, ERR_INPUT },
	{ "the code of a school", org_code, ORG_CODE_MAX - 1, ERR_INPUT },
};

static void
test_as_much_as_is_allowed_and_not_a_byte_more(void **state)
{
	char *s = malloc(300 * 1024);

	(void)state;
	for (size_t i = 0; i < nitems(texts); i++) {
		memset(s, 'a', texts[i].most + 1);
		s[texts[i].most + 1] = '\0';
		test_same_int(texts[i].name, texts[i].write(s), texts[i].more);
		s[texts[i].most] = '\0';
		test_same_int(texts[i].name, texts[i].write(s), 0);
		s[1] = '\0';
		test_same_int(texts[i].name,
		    texts[i].write == home_review ? 0 : texts[i].write(s), 0);
	}
	free(s);
}

/* --- lists: one is asked for, one comes -------------------------------------
 */

/* Rows of lists: any of them will do. */
#define ONE(name, ...)                          \
	static int name(void *arg, __VA_ARGS__) \
	{                                       \
		(void)row;                      \
		++*(int *)arg;                  \
		return 0;                       \
	}
ONE(a_person, const struct person *row)
ONE(an_approval, const struct approval *row)
ONE(an_event, const struct audit_event *row)
ONE(a_ticket, const struct act_ticket *row)
ONE(a_talk, const struct act_appointment *row)
ONE(a_receipt, const struct act_receipt *row)
ONE(a_waiting, const struct act_waiting *row)
ONE(a_warning, const struct act_warning_row *row)
ONE(a_student, const struct act_student_row *row)

static int
accounts(int limit, int *n)
{
	return act_account_each(sys1, "", limit, a_person, n);
}

static int
approvals(int limit, int *n)
{
	struct actor *sec1 = test_signin("sec1");
	int r = act_approval_each(sec1, 0, limit, an_approval, n);

	test_leave(sec1);
	return r;
}

static int
events(int limit, int *n)
{
	return act_audit_each(aud1, 0, limit, an_event, n);
}

static int
own_tickets(int limit, int *n)
{
	return act_ticket_each(op1, TICKETS_MINE, 0, 0, limit, a_ticket, n);
}

static int
line_tickets(int limit, int *n)
{
	return act_ticket_each(lead1, TICKETS_LINE, 0, 0, limit, a_ticket, n);
}

static int
todo(int limit, int *n)
{
	return act_ticket_todo(op1, limit, a_ticket, n);
}

static int
talks(int limit, int *n)
{
	return act_consultation_each(
	    psy1, CONSULTATIONS_MINE, 0, 0, limit, a_talk, n);
}

static int
own_reports(int limit, int *n)
{
	return act_observation_each(class1, 0, limit, a_receipt, n);
}

static int
waiting(int limit, int *n)
{
	return act_warning_waiting(psy1, limit, a_waiting, n);
}

static int
warnings(int limit, int *n)
{
	struct act_ledger l;
	int r = act_warning_ledger(psy1, &l);

	return r != 0 ? r
		      : act_warning_each(psy1, &l, NULL, limit, a_warning, n);
}

static int
found(int limit, int *n)
{
	struct act_lookup *l;
	bool more;
	int r = act_lookup_open(psy1, &l);

	if (r != 0)
		return r;
	r = act_lookup_find(l, "zeng", limit, a_student, n, &more);
	act_lookup_close(l);
	assert_true(more == (limit < 2));
	return r;
}

static const struct {
	const char *name;
	int (*list)(int limit, int *n);
} lists[] = { { "accounts", accounts }, { "approvals", approvals },
	{ "events", events }, { "own tickets", own_tickets },
	{ "tickets of a line", line_tickets }, { "tickets to do", todo },
	{ "talks", talks }, { "own reports", own_reports },
	{ "warnings that wait", waiting }, { "warnings", warnings },
	{ "children", found } };

static void
test_a_page_is_as_long_as_was_asked(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(lists); i++)
		for (int limit = 1; limit <= 2; limit++) {
			int n = 0;

			test_same_int(
			    lists[i].name, lists[i].list(limit, &n), 0);
			test_same_int(lists[i].name, n, limit);
		}
}

/* --- what there is -------------------------------------------------------- */

/* A child of class1's class. */
static int64_t
add_child(const char *number)
{
	struct store *st = class1->store;
	struct student s = { .grade = { STAGE_JUNIOR, 2024 },
		.name = "曾一诺",
		.reading = "zeng yi nuo",
		.label = "3" };
	struct org class, school;

	assert_int_equal(store_org_get(st,
			     act_post(class1, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(store_org_above(st, class.id, ORG_SCHOOL, &school), 0);
	s.school = school.id;
	s.class = class.id;
	s.place = class.lft;
	snprintf(s.identity, sizeof(s.identity), "limit:%s", number);
	snprintf(s.number, sizeof(s.number), "%s", number);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	return s.id;
}

/* A second child of the same name and school; both are worried about. */
static void
begin_lists(void)
{
	static const struct act_account a[] = {
		{ .login = "new1",
		    .name = "新来",
		    .key_text = "ssh-rsa AAAA",
		    .role = ROLE_STAFF,
		    .org = 1 },
		{ .login = "new2",
		    .name = "又来",
		    .key_text = "ssh-rsa AAAA",
		    .role = ROLE_STAFF,
		    .org = 1 },
	};
	int64_t id, second = add_child("0002");
	struct act_receipt got;
	struct observation_told o = { .student = second, .seen = "又趴着" };

	assert_int_equal(act_observation_report(class1, &o, &got), 0);
	for (size_t i = 0; i < nitems(a); i++)
		assert_int_equal(
		    act_account_propose(sys1, &a[i], &id, NULL), 0);
}

static void
begin_danger(void)
{
	struct act_ticket t = call();
	struct act_unmask u;
	struct buf *reason = act_secret();
	int64_t w;

	in_danger = t.row.id;
	assert_int_equal(
	    act_ticket_answer(op1, t.row.id, ASK_DANGER, DANGER_YES, 0, 0, &t),
	    0);
	assert_int_equal(act_ticket_link(op1, t.row.id, child, GROUND_SAFETY,
			     "说到药", &w, &t),
	    0);
	assert_int_equal(act_unmask_ask(op1, t.row.id, "找不到人"), 0);
	assert_int_equal(act_unmask_open(lead1, t.row.id), 0);
	assert_int_equal(act_unmask_of(lead1, t.row.id, &u, reason), 0);
	unmask = u.u.id;
	buf_free(reason);
	t = call();
	assert_int_equal(
	    act_ticket_answer(op1, t.row.id, ASK_DANGER, DANGER_YES, 0, 0, &t),
	    0);
}

static int
begin(void **state)
{
	static const struct {
		struct actor **who;
		const char *login;
	} in[] = { { &op1, "op1" }, { &lead1, "lead1" }, { &psy1, "psy1" },
		{ &class1, "class1" }, { &head1, "head1" },
		{ &centre1, "centre1" }, { &dist1, "dist1" }, { &sys1, "sys1" },
		{ &aud1, "aud1" }, { &cust1, "cust1" } };
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	struct observation_told o = { .seen = "上课常趴着" };
	struct act_receipt got;
	struct act_appointment a;

	(void)state;
	for (size_t i = 0; i < nitems(in); i++)
		*in[i].who = test_signin(in[i].login);
	child = o.student = b.student = add_child("0001");
	in_peace = call().row.id;
	assert_int_equal(act_observation_report(class1, &o, &got), 0);
	warning = got.warning;
	assert_int_equal(act_consultation_book(psy1, &b, &a), 0);
	talk = a.row.id;
	assert_int_equal(act_consultation_book(psy1, &b, &a), 0);
	begin_danger();
	begin_lists();
	return 0;
}

static int
end(void **state)
{
	struct actor *in[] = { op1, lead1, psy1, class1, head1, centre1, dist1,
		sys1, aud1, cust1 };

	(void)state;
	for (size_t i = 0; i < nitems(in); i++)
		test_leave(in[i]);
	test_office_close();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_page_is_as_long_as_was_asked),
	cmocka_unit_test(test_as_much_as_is_allowed_and_not_a_byte_more),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
