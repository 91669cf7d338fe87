/* SPDX-License-Identifier: Apache-2.0 */
/* TJ-83: who answers a hotline is trained for it.  By the profile they are
 * reminded; a line may keep them off duty, but never leaves a call to nobody
 * for it. */
#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/import.h"
#include "act/office.h"
#include "act/presence.h"
#include "act/register.h"
#include "act/ticket.h"
#include "act/today.h"
#include "act/training.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/take.h"
#include "tests/lib/test.h"

static struct actor *op1, *op2, *lead, *dist, *sys, *sec;
static int64_t line;

static int
begin(void **state)
{
	(void)state;
	lang_set("en");
	test_office();
	op1 = test_signin("op1");
	op2 = test_signin("op2");
	lead = test_signin("lead1");
	dist = test_signin("dist1");
	sys = test_signin("sys1");
	sec = test_signin("sec1");
	return act_ticket_line(op1, &line);
}

static int
end(void **state)
{
	(void)state;
	test_leave(op1);
	test_leave(op2);
	test_leave(lead);
	test_leave(dist);
	test_leave(sys);
	test_leave(sec);
	test_office_close();
	return 0;
}

/* --- records ----------------------------------------------------------------
 */

static int
take_back(void *arg, const struct training *t)
{
	(void)arg;
	return act_training_end(dist, t->id, NULL);
}

/* ends NULL: none at all. */
static void
trained(struct actor *who, const char *ends)
{
	int64_t id;

	assert_int_equal(
	    act_training_each(dist, who->person, take_back, NULL), 0);
	if (ends != NULL)
		assert_int_equal(act_training_add(dist, who->person, "接听",
				     "2020-9-1", ends, 8, &id),
		    0);
}

static const struct {
	const char *why, *ends;
	bool lacks;
	const char *ended;
} lasts[] = {
	{ "never trained", NULL, true, "" },
	{ "a record that is over", "2021-8-31", true, "2021-08-31" },
	{ "one that is good", "2199-8-31", false, "2199-08-31" },
	{ "one for good", "", false, "9999-12-31" },
};

static void
test_a_record_counts_to_its_last_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(lasts); i++) {
		struct act_training_is is;

		trained(op1, lasts[i].ends);
		assert_int_equal(act_training_own(op1, &is), 0);
		test_same_int(lasts[i].why, is.lacks, lasts[i].lacks);
		test_same_text(lasts[i].why, is.ended, lasts[i].ended);
		test_same_int(lasts[i].why, (int)is.rule, TRAINING_SOFT);
	}
}

static int
rows(struct actor *who, const char *kind)
{
	struct act_today t;
	int n = 0;

	assert_int_equal(act_today(who, &t), 0);
	for (size_t i = 0; i < t.n; i++)
		n += strcmp(t.row[i].kind->code, kind) == 0;
	act_today_free(&t);
	return n;
}

static void
test_today_tells_themselves_and_their_lead(void **state)
{
	(void)state;
	trained(op1, "");
	assert_int_equal(rows(op1, "training"), 0);
	assert_int_equal(rows(lead, "training.staff"), 0);
	trained(op1, "2021-8-31");
	assert_int_equal(rows(op1, "training"), 1);
	assert_int_equal(rows(op2, "training"), 0);
	assert_int_equal(rows(lead, "training.staff"), 1);
	assert_int_equal(rows(op2, "training.staff"), 0);
}

/* --- calls ------------------------------------------------------------------
 */

static void
rule(const char *typed)
{
	assert_int_equal(act_office_note(dist, DETAIL_OF_ORG, line,
			     "training_rule", typed, NULL),
	    0);
}

static void
settle(struct actor *who, const struct act_ticket *of)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_MAKE_VOID);
	struct act_ticket t;

	d.why_void = 0;
	assert_int_equal(
	    act_ticket_step(who, of->row.id, of->row.version, &d, &t), 0);
}

static const struct {
	const char *why, *rule, *op1, *op2;
	bool is_in, presses, in_call;
	int rings; /* s; 0: nothing waits */
	int r;
} calls[] = {
	{ "reminded, they take it", "提醒", NULL, "", true, true, false, 0, 0 },
	{ "no rule noted: the profile's", "", NULL, "", true, true, false, 0,
	    0 },
	{ "kept off duty, a colleague is free", "不得上岗", NULL, "", true,
	    true, false, 0, ERR_DENIED },
	{ "over is as none", "不得上岗", "2021-8-31", "", true, true, false, 0,
	    ERR_DENIED },
	{ "trained, they take it", "不得上岗", "2199-8-31", "", true, true,
	    false, 0, 0 },
	{ "nobody else is in", "不得上岗", NULL, "", false, false, false, 0,
	    0 },
	{ "the other one has left the desk", "不得上岗", NULL, "", true, false,
	    false, 0, 0 },
	{ "the other one is in a call", "不得上岗", NULL, "", true, true, true,
	    0, 0 },
	{ "the other one is not trained either", "不得上岗", NULL, NULL, true,
	    true, false, 0, 0 },
	{ "it rings, and the other one is free", "不得上岗", NULL, "", true,
	    true, false, 1, ERR_DENIED },
	{ "it rings on: whoever is there", "不得上岗", NULL, "", true, true,
	    false, 25, 0 },
};

static void
play(size_t i)
{
	struct act_ticket_call c = { .channel = CHANNEL_PHONE };
	struct act_ticket mine, theirs = { 0 }, waits = { 0 };
	int r;

	rule(calls[i].rule);
	trained(op1, calls[i].op1);
	trained(op2, calls[i].op2);
	if (calls[i].is_in)
		act_presence_come(op2);
	if (calls[i].presses)
		act_presence_press(op2);
	if (calls[i].in_call)
		assert_int_equal(act_ticket_new(op2, &c, &theirs), 0);
	if (calls[i].rings > 0) {
		assert_int_equal(act_ticket_ring(op2, &c, &waits), 0);
		test_clock(calls[i].rings);
	}
	r = act_ticket_new(op1, &c, &mine);
	test_same_int(calls[i].why, r, calls[i].r);
	if (r == ERR_DENIED)
		test_true(calls[i].why, strstr(op1->why, "高远") != NULL);
	if (calls[i].in_call)
		settle(op2, &theirs);
	if (r == 0)
		settle(op1, &mine);
	else if (calls[i].rings > 0) {
		assert_int_equal(act_ticket_take(op2, waits.row.id,
				     waits.row.version, &theirs),
		    0);
		settle(op2, &theirs);
	}
	act_presence_leave(op2);
}

static void
test_a_call_is_left_to_who_is_trained_and_never_to_nobody(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(calls); i++)
		play(i);
	rule("");
}

/* --- posts ------------------------------------------------------------------
 */

struct found {
	const char *kind;
	int64_t object, id;
};

static int
find(void *arg, const struct approval *a)
{
	struct found *f = arg;

	if (strcmp(a->kind, f->kind) == 0 && a->object == f->object)
		f->id = a->id;
	return 0;
}

static int
agree(const char *kind, int64_t object)
{
	struct found f = { kind, object, 0 };
	int64_t audit;

	assert_int_equal(act_approval_each(sec, 0, 1000, find, &f), 0);
	assert_int_not_equal(f.id, 0);
	return act_approval_give(sec, f.id, &audit);
}

static void
test_a_post_waits_for_the_record_where_the_line_says_so(void **state)
{
	struct act_account a = { .login = "new1",
		.name = "莫新",
		.role = ROLE_OPERATOR,
		.org = line };
	struct act_training_is is;
	int64_t person, post, audit, id;

	(void)state;
	assert_int_equal(act_account_propose(sys, &a, &person, &audit), 0);
	rule("不得上岗");
	assert_int_equal(
	    act_training_for(sys, person, ROLE_OPERATOR, line, &is), 0);
	assert_true(is.lacks && is.rule == TRAINING_HARD);
	assert_int_equal(agree("account", person), ERR_STATE);
	assert_non_null(strstr(sec->why, "training record"));
	assert_int_equal(
	    act_training_add(sys, person, "接听", "2020-9-1", NULL, 8, &id), 0);
	assert_int_equal(agree("account", person), 0);

	/* a further post of somebody known; another place asks nothing */
	assert_int_equal(act_post_propose(sys, dist->person, ROLE_LEAD, line, 0,
			     &post, &audit),
	    0);
	assert_int_equal(agree("post", post), ERR_STATE);
	rule("提醒");
	assert_int_equal(agree("post", post), 0);
	assert_int_equal(act_post_end(sys, post, &audit), 0);
	rule("");
}

static void
test_a_duty_by_phone_is_given_as_a_post_is(void **state)
{
	struct oncall o = { .org = line,
		.person = dist->person,
		.duty = "lead",
		.name = "罗青",
		.phone = "010-0000-6023" };

	(void)state;
	rule("不得上岗");
	assert_int_equal(act_oncall_put(sys, &o, false, NULL), ERR_STATE);
	rule("");
	assert_int_equal(act_oncall_put(sys, &o, false, NULL), 0);
}

/* --- tables -----------------------------------------------------------------
 */

static struct act_imported
take(struct actor *who, const char *kind, const char *text)
{
	struct act_imported out;

	assert_int_equal(test_take(who, kind, text, NULL, &out), 0);
	return out;
}

static const struct {
	const char *why, *rule, *rows;
	int accepted, changed, unchanged, refused, untrained;
} staffs[] = {
	{ "who is trained, and who is not, told", "",
	    "罗一,H001,心晴一线,接线员,热线接听,2025-9-1,2199-8-31,24\n"
	    "罗二,H002,心晴一线,接线员,,,,\n"
	    "罗三,H003,第001实验学校,教师,,,,\n",
	    3, 0, 0, 0, 1 },
	{ "the same again", "",
	    "罗一,H001,心晴一线,接线员,热线接听,2025-9-1,2199-8-31,24\n", 0, 0,
	    1, 0, 0 },
	{ "one more training in a row more", "",
	    "罗一,H001,心晴一线,接线员,危机干预,2026-1-5,,8\n", 0, 1, 0, 0, 0 },
	{ "one that was written wrongly", "",
	    "罗一,H001,心晴一线,接线员,热线接听,2025-9-1,2198-8-31,24\n", 0, 1,
	    0, 0, 0 },
	{ "a line that asks for it takes none without", "不得上岗",
	    "罗四,H004,心晴一线,接线员,,,,\n"
	    "罗五,H005,心晴一线,接线员,热线接听,2020-9-1,2021-8-31,24\n"
	    "罗六,H006,心晴一线,接线员,热线接听,2025-9-1,,24\n",
	    1, 0, 0, 2, 0 },
	{ "half a training", "",
	    "罗七,H007,第001实验学校,教师,,2025-9-1,,\n"
	    "罗七,H007,第001实验学校,教师,热线接听,,,\n"
	    "罗七,H007,第001实验学校,教师,热线接听,2198-1-1,,\n"
	    "罗七,H007,第001实验学校,教师,热线接听,2025-9-1,2025-8-1,\n"
	    "罗七,H007,第001实验学校,教师,热线接听,2025-9-1,,many\n",
	    0, 0, 0, 5, 0 },
};

static void
test_a_table_of_staff_holds_a_training_a_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(staffs); i++) {
		char text[2000];
		struct act_imported out;

		rule(staffs[i].rule);
		snprintf(text, sizeof(text),
		    "姓名,工号,机构,岗位,培训内容,培训日期,培训有效期至,"
		    "学时\n%s",
		    staffs[i].rows);
		out = take(sys, "staff", text);
		test_same_int(
		    staffs[i].why, (int)out.accepted, staffs[i].accepted);
		test_same_int(
		    staffs[i].why, (int)out.changed, staffs[i].changed);
		test_same_int(
		    staffs[i].why, (int)out.unchanged, staffs[i].unchanged);
		test_same_int(
		    staffs[i].why, (int)out.refused, staffs[i].refused);
		test_same_int(
		    staffs[i].why, (int)out.untrained, staffs[i].untrained);
	}
	rule("");
}

/* A number in the file is a second name of the account. */
static void
test_numbers_of_the_staff_file_are_names_too(void **state)
{
	static const char head[] = "姓名,登录名,工号,机构,岗位\n";
	static const struct {
		const char *why, *row;
		int accepted, changed, unchanged, refused;
	} rows[] = {
		{ "beside a login", "莫一,moyi,N001,第001实验学校,教师\n", 1, 0,
		    0, 0 },
		{ "known by the number alone",
		    "莫一,,N001,第001实验学校,教师\n", 0, 0, 1, 0 },
		{ "another number", "莫一,moyi,N002,第001实验学校,教师\n", 0, 1,
		    0, 0 },
		{ "somebody else's number",
		    "莫二,moer,N002,第001实验学校,教师\n", 0, 0, 0, 1 },
		{ "somebody else's login",
		    "莫三,mosan,moyi,第001实验学校,教师\n", 0, 0, 0, 1 },
		{ "somebody of another name by it",
		    "莫四,,N002,第001实验学校,教师\n", 0, 0, 0, 1 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(rows); i++) {
		struct act_imported out;
		char text[400];

		snprintf(text, sizeof(text), "%s%s", head, rows[i].row);
		out = take(sys, "staff", text);
		test_same_int(rows[i].why, (int)out.accepted, rows[i].accepted);
		test_same_int(rows[i].why, (int)out.changed, rows[i].changed);
		test_same_int(
		    rows[i].why, (int)out.unchanged, rows[i].unchanged);
		test_same_int(rows[i].why, (int)out.refused, rows[i].refused);
	}
}

static const struct {
	const char *why, *login, *rows;
	int accepted, unchanged, refused;
} lists[] = {
	{ "by login or by number", "dist1",
	    "op1,林晓,接听复训,2026-3-1,2199-3-1,8\n"
	    "H002,罗二,接听复训,2026-3-1,2199-3-1,8\n",
	    2, 0, 0 },
	{ "the same again", "dist1", "OP1,,接听复训,2026-3-1,2199-3-1,8\n", 0,
	    1, 0 },
	{ "another name, nobody, no training", "dist1",
	    "op1,高远,接听复训,2026-3-1,,8\nx9,,接听复训,2026-3-1,,8\n"
	    "op1,,,,,\n,,接听复训,2026-3-1,,\n",
	    0, 0, 4 },
	{ "a principal's own staff, nobody else's", "head1",
	    "psy1,何静,接听复训,2026-3-1,,8\nop1,,接听,2026-3-1,,8\n", 1, 0,
	    1 },
};

static void
test_a_list_of_attendance_goes_in(void **state)
{
	struct actor *head = test_signin("head1");

	(void)state;
	for (size_t i = 0; i < nitems(lists); i++) {
		bool own = strcmp(lists[i].login, "head1") == 0;
		struct act_imported out;
		char text[2000];

		snprintf(text, sizeof(text),
		    "工号,姓名,培训内容,培训日期,有效期至,学时\n%s",
		    lists[i].rows);
		out = take(own ? head : dist, "training", text);
		test_same_int(
		    lists[i].why, (int)out.accepted, lists[i].accepted);
		test_same_int(
		    lists[i].why, (int)out.unchanged, lists[i].unchanged);
		test_same_int(lists[i].why, (int)out.refused, lists[i].refused);
	}
	test_leave(head);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_record_counts_to_its_last_day),
	cmocka_unit_test(test_today_tells_themselves_and_their_lead),
	cmocka_unit_test(
	    test_a_call_is_left_to_who_is_trained_and_never_to_nobody),
	cmocka_unit_test(
	    test_a_post_waits_for_the_record_where_the_line_says_so),
	cmocka_unit_test(test_a_duty_by_phone_is_given_as_a_post_is),
	cmocka_unit_test(test_a_table_of_staff_holds_a_training_a_row),
	cmocka_unit_test(test_numbers_of_the_staff_file_are_names_too),
	cmocka_unit_test(test_a_list_of_attendance_goes_in),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
