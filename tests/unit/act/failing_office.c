/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The other day of failing.c: callers told apart, what two open, members who
 * come and go, rosters that are mended, everybody's Today.
 */
#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/circle.h"
#include "act/consultation.h"
#include "act/custody.h"
#include "act/draft.h"
#include "act/import.h"
#include "act/invite.h"
#include "act/key.h"
#include "act/mend.h"
#include "act/schooling.h"
#include "act/setting.h"
#include "act/signin.h"
#include "act/student.h"
#include "act/ticket.h"
#include "act/today.h"
#include "act/unmask.h"
#include "act/warning.h"
#include "act/watching.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "model/roster.h"
#include "store/store.h"
#include "store/student.h"
#include "store/warning.h"
#include "tests/lib/any.h"
#include "tests/lib/failing.h"
#include "tests/lib/office.h"
#include "tests/lib/take.h"
#include "tests/lib/test.h"

static const char *const logins[] = { "op1", "op2", "lead1", "psy1", "psy2",
	"class1", "grade1", "head1", "centre1", "dist1", "sys1", "sec1", "aud1",
	"cust1", "cust2", "keeper", NULL };
static struct org class, school;
static int64_t child, guardian, line_circle, op2, first, second, request, talk;
static int64_t number, warning, row_to_mend;
static struct buf *out;
static struct act_ticket ticket;
static struct act_receipt receipt;
static struct observation_told told = { .seen = "上课常趴着" };
static struct act_mend_row mending;
static char phone[PHONE_MAX], teacher[97];
static bool left;
static struct act_found found;

/* --- what is given back at once, and what goes on from the newest version ---
 */

static int
see_today(struct actor *who)
{
	struct act_today t;
	int r = act_today(who, &t);

	if (r == 0)
		act_today_free(&t);
	return r;
}

static int
take_call(struct actor *who, int64_t *id)
{
	const struct act_ticket_call call = { .number = "13811112222",
		.alias = "小雨" };
	int r = act_ticket_new(who, &call, &ticket);

	if (r == 0)
		*id = ticket.row.id;
	return r;
}

static int
write_down(struct actor *who, int64_t id)
{
	const struct act_ticket_entry e = { .text = "她哭了", .n = 9 };
	int64_t entry;

	return act_ticket_write(who, id, &e, &entry, &ticket);
}

static int
look_back(struct actor *who)
{
	int r = act_ticket_sentence(who, first, out);

	return r == ERR_NOT_FOUND ? 0 : r;
}

static int
see_ticket(struct actor *who, int64_t id)
{
	struct act_ticket_view v;
	int r = act_ticket_view(who, id, &v);

	if (r == 0)
		act_ticket_view_free(&v);
	return r;
}

static int
talk_and_note(struct actor *who)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	const struct act_note_text n = {
		.text = "睡不好", .n = 9, .risk = RISK_NONE
	};
	struct act_appointment a;
	int r;

	b.student = child;
	if (talk == 0 && (r = act_consultation_book(who, &b, &a)) != 0)
		return r;
	talk = talk != 0 ? talk : a.row.id;
	if ((r = act_consultation_get(who, talk, &a)) != 0)
		return r;
	return act_consultation_note(who, talk, a.row.version, &n, &a);
}

static int
see_talk(struct actor *who)
{
	struct act_consultation v;
	int r = act_consultation_show(who, talk, GROUND_SAFETY, &v);

	if (r == 0)
		act_consultation_free(&v);
	return r;
}

static int
ask(struct actor *who, enum custody_kind kind, int64_t object)
{
	return act_custody_ask(
	    who, kind, object, 0, "没有人接电话", &request, NULL);
}

static int
see_request(struct actor *who)
{
	struct act_custody c;

	return act_custody_get(who, request, &c, out, NULL);
}

static struct act_code code; /* given last */

static int
forget(struct actor *who)
{
	struct act_code c;
	int r = act_account_regrant(who, op2, &c, NULL);

	if (r == 0)
		code = c;
	return r;
}

/* Nothing fails here: a first sign-in cannot be done twice.  The session of
 * before ends with it. */
static int
begin_anew(struct actor *who)
{
	static const char pass[] = "a passphrase of one's own";
	enum signin_state now;
	struct act_signin *s;
	struct store *st;

	(void)who;
	failing_from(-1);
	test_leave(*failing_seat("op2"));
	assert_int_equal(store_open(&st, 512), 0);
	assert_int_equal(act_signin_begin(st, &s), 0);
	assert_int_equal(act_signin_login(s, "op2", &now), 0);
	assert_int_equal(act_signin_code(s, code.words, strlen(code.words)), 0);
	assert_int_equal(
	    act_signin_first(s, pass, strlen(pass), failing_seat("op2")), 0);
	act_signin_end(s);
	return 0;
}

static int
a_reset(void *arg, const struct approval *a)
{
	*(int64_t *)arg = a->id;
	return 0;
}

static int
reset_given(struct actor *who)
{
	int r = act_approval_each(who, 0, 10, a_reset, &number);

	return r != 0 ? r : act_approval_give(who, number, NULL);
}

static int
work_off(struct actor *who)
{
	int r;

	do
		r = act_circle_work(who, line_circle, &left);
	while (r == 0 && left);
	return r;
}

static int
a_mend(void *arg, const struct act_mend *m)
{
	*(int64_t *)arg = m->id;
	return 0;
}

/* Cut off by a failure it goes on where it was. */
static int
take_in(struct actor *who)
{
	static const char table[] =
	    "姓名,学籍号,学号,学校,年级,班级,监护人姓名,监护人电话\r\n"
	    "韦青,L990001201202290104,2104,S001,八年级,3班,妈妈,"
	    "13800136022\r\n"
	    "单雄,L990001201202290105,2105,S002,八年级,9班,爸爸,"
	    "13800136023\r\n"
	    "骆安,L990001201202290106,2106,S404,八年级,3班,,\r\n";
	const struct act_import from = { .slice = 1 };
	struct act_imported got;
	int r;

	r = test_take(who, "roster", table, &from, &got);
	if (r == 0)
		assert_int_equal(got.accepted + got.unchanged, 2);
	return r;
}

static int
mend_open(struct actor *who)
{
	int r = act_mend_open(who, row_to_mend, &mending);

	if (r == 0)
		act_mend_free(&mending);
	return r;
}

static const char *const cells[TABLE_FIELDS_MAX] = { [ROSTER_NAME] = "覃月",
	[ROSTER_PUPIL] = "L990001201202290102",
	[ROSTER_NUMBER] = "2102",
	[ROSTER_SCHOOL] = "S001",
	[ROSTER_GRADE] = "八年级",
	[ROSTER_CLASS] = "3班",
	[ROSTER_GUARDIAN_1] = "妈妈",
	[ROSTER_PHONE_1] = "13800136021" };

static int
mend_take(struct actor *who)
{
	enum act_mended how;

	return act_mend_take(who, row_to_mend, cells, &how);
}

static int
of_the_child(struct actor *who)
{
	struct act_warning *w;
	int r = act_warning_of(who, child, &w);

	if (r == 0) {
		warning = w->w.id;
		act_warning_free(w);
	}
	return r;
}

static int
reach(struct actor *who)
{
	struct act_lookup *l;
	const char *name;
	int64_t n;
	int r = act_lookup_open(who, &l);

	if (r != 0)
		return r;
	r = act_lookup_reach(l, &name, &n);
	act_lookup_close(l);
	return r;
}

static int
look_up(struct actor *who, const char *typed)
{
	struct act_lookup *l;
	bool more;
	int r = act_lookup_open(who, &l);

	if (r != 0)
		return r;
	r = act_lookup_find(l, typed, 1, a_student, NULL, &more);
	act_lookup_close(l);
	return r;
}

static int
find_pupil(struct actor *who, struct act_found *to)
{
	const struct act_exact ask = { .number = "G990001201202290101",
		.ground = GROUND_SAFETY };

	return act_student_exact(who, &ask, to);
}

static int
schooling_of_school(struct actor *who)
{
	enum schooling s;

	return act_schooling(who, school.id, &s);
}

/* clang-format off: a line a call */
#define CALLS(X)                                                           \
	X(see_today, "op1", w)                                             \
	X(see_today, "lead1", w)                                           \
	X(see_today, "psy1", w)                                            \
	X(see_today, "class1", w)                                          \
	X(see_today, "head1", w)                                           \
	X(see_today, "centre1", w)                                         \
	X(see_today, "dist1", w)                                           \
	X(see_today, "aud1", w)                                            \
	X(see_today, "sys1", w)                                            \
	X(see_today, "sec1", w)                                            \
	X(see_today, "cust1", w)                                           \
	X(act_setting_read, "op1", w)                                      \
	X(schooling_of_school, "dist1", w)                                 \
	X(act_clock_alarm, "keeper", w, 7200)                              \
	X(act_clock_alarm_get, "sys1", w, &number)                         \
	X(see_today, "sys1", w)                                            \
	X(act_clock_alarm_clear, "sys1", w)                                \
	X(act_guardian_phone, "psy1", w, child, guardian, PURPOSE_CONTACT, \
	    phone)                                                         \
	X(act_class_teacher, "psy1", w, class.id, teacher)                 \
	X(reach, "psy1", w)                                                \
	X(find_pupil, "psy1", w, &found)                                   \
	X(look_up, "psy1", w, "2290101")                                   \
	X(look_up, "psy1", w, "6021")                                      \
	X(look_up, "psy1", w, "G990001201202290101")                       \
	/* callers */                                                      \
	X(take_call, "op2", w, &first)                                     \
	X(write_down, "op2", w, first)                                     \
	X(take_call, "op1", w, &second)                                    \
	X(write_down, "op1", w, second)                                    \
	X(see_ticket, "op1", w, second)                                    \
	X(act_ticket_look_back, "op1", w, second, first)                   \
	X(look_back, "op1", w)                                             \
	X(see_ticket, "op1", w, first)                                     \
	X(act_ticket_same, "op1", w, second, first, &ticket)               \
	X(see_ticket, "op1", w, second)                                    \
	X(act_ticket_differ, "op1", w, second, first, &ticket)             \
	X(act_ticket_undo, "op1", w, second, first, &ticket)               \
	/* what two open */                                                \
	X(ask, "centre1", w, CUSTODY_TICKET, second)                       \
	X(see_request, "centre1", w)                                       \
	X(see_today, "cust1", w)                                           \
	X(act_custody_agree, "cust1", w, request, NULL)                    \
	X(see_request, "cust2", w)                                         \
	X(act_custody_agree, "cust2", w, request, NULL)                    \
	X(see_ticket, "centre1", w, second)                                \
	X(act_custody_close, "centre1", w, request, NULL)                  \
	X(act_custody_review, "lead1", w, request, "看过", NULL)           \
	X(see_request, "lead1", w)                                         \
	X(ask, "centre1", w, CUSTODY_TICKET, second)                       \
	X(act_custody_refuse, "cust1", w, request, "先问值班长", NULL)     \
	X(ask, "centre1", w, CUSTODY_TICKET, second)                       \
	X(act_custody_withdraw, "centre1", w, request, NULL)               \
	X(talk_and_note, "psy1", w)                                        \
	X(see_talk, "psy1", w)                                             \
	X(ask, "head1", w, CUSTODY_FILE, child)                            \
	X(act_custody_agree, "cust1", w, request, NULL)                    \
	X(act_custody_agree, "cust2", w, request, NULL)                    \
	X(see_talk, "head1", w)                                            \
	X(act_custody_close, "head1", w, request, NULL)                    \
	X(act_custody_review, "psy1", w, request, NULL, NULL)              \
	/* a worry */                                                      \
	X(act_warning_raise, "psy1", w, &told, &receipt)                   \
	X(of_the_child, "psy1", w)                                         \
	X(ask, "head1", w, CUSTODY_WARNING, warning)                       \
	X(act_custody_agree, "cust1", w, request, NULL)                    \
	X(act_custody_agree, "cust2", w, request, NULL)                    \
	X(see_today, "head1", w)                                           \
	X(act_custody_review, "centre1", w, request, "看过", NULL)         \
	/* who comes and who goes */                                       \
	X(act_draft_save, "op2", w, "note", 1, "半句", 6, 3)               \
	X(forget, "lead1", w)                                              \
	X(act_circle_members, "lead1", w, line_circle, a_member, NULL)     \
	X(begin_anew, "lead1", w)                                          \
	X(act_draft_each, "op2", w, a_draft, NULL)                         \
	X(ask, "op2", w, CUSTODY_DRAFT, 0)                                 \
	X(act_custody_agree, "cust1", w, request, NULL)                    \
	X(act_custody_agree, "cust2", w, request, NULL)                    \
	X(act_circle_add, "lead1", w, line_circle, op2, NULL)              \
	X(see_ticket, "op2", w, first)                                     \
	X(act_circle_leave, "lead1", w, line_circle, op2, NULL)            \
	X(act_circle_left, "lead1", w, line_circle, &number)               \
	X(work_off, "lead1", w)                                            \
	X(see_ticket, "op1", w, second)                                    \
	X(act_account_reset, "sys1", w, failing_who("class1")->person,     \
	    &number, NULL)                                                 \
	X(reset_given, "sec1", w)                                          \
	X(take_in, "dist1", w)                                             \
	/* a roster */                                                     \
	X(act_mend_count, "dist1", w, &number)                             \
	X(act_mend_each, "dist1", w, 0, 10, a_mend, &row_to_mend)          \
	X(mend_open, "dist1", w)                                           \
	X(act_mend_keep, "dist1", w, row_to_mend, cells)                   \
	X(mend_take, "dist1", w)                                           \
	X(act_mend_each, "dist1", w, 0, 10, a_mend, &row_to_mend)          \
	X(act_mend_drop, "dist1", w, row_to_mend)                          \
	X(act_mend_forget, "keeper", w)
/* clang-format on */

FAILING_TABLE(do_row, CALLS)

static void
test_no_failure_of_the_store_is_taken_for_done(void **state)
{
	(void)state;
	failing_each(do_row, NULL);
}

/* Two rows that nobody can take in. */
static void
take_in_roster(void)
{
	static const char table[] =
	    "姓名,学籍号,学号,学校,年级,班级,监护人姓名,监护人电话\r\n"
	    "覃月,L990001201202290102,2102,S999,八年级,3班,,\r\n"
	    "罗小满,L990001201202290103,2103,S001,八年级,3班,爸爸,1380013\r\n";
	struct act_imported got;

	assert_int_equal(
	    test_take(failing_who("dist1"), "roster", table, NULL, &got), 0);
	assert_int_equal(got.waiting, 2);
}

static void
add_child(struct store *st)
{
	struct guardian g = {
		.name = "曾先生", .relation = "父亲", .phone = "13800136021"
	};
	int n;

	child =
	    failing_child("G990001201202290101", "2290101", &class, &school);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_guardian_put(st, child, &g, 1, 1)), 0);
	told.student = child;
	assert_int_equal(store_guardian_all(st, child, &g, 1, &n), 0);
	guardian = g.id;
}

static int
begin(void **state)
{
	struct actor *op;

	(void)state;
	out = failing_begin(logins);
	op = failing_who("op1");
	assert_int_equal(
	    act_circle_of(op, act_post(op, ROLE_OPERATOR)->org, &line_circle),
	    0);
	op2 = failing_who("op2")->person;
	add_child(op->store);
	take_in_roster();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_no_failure_of_the_store_is_taken_for_done),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, failing_end);
}
