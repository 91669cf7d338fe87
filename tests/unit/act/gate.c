/* SPDX-License-Identifier: Apache-2.0 */
/* Words, packages and copies, as act/ decides about them. */
#include <unistd.h>

#include "act/actor.h"
#include "act/approval.h"
#include "act/form.h"
#include "act/gate.h"
#include "act/package.h"
#include "act/today.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/gate.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static int64_t student;

static int
begin(void **state)
{
	(void)state;
	lang_set("zh_CN");
	student = test_student();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

/* --- words -----------------------------------------------------------------
 */

static const struct {
	const char *login;
	const char *may; /* a letter a purpose, "-": not this one */
} who_may[] = {
	/* Roster, Staff, Orgs, tIes, Training, Groups, Numbers, Form, Package,
	 * tHeme, Care: accounts are the system administrator's, registers the
	 * district's as well, a principal keeps the own school
	 * (requirements.md 5.2) */
	{ "dist1", "R-OITGNF-H-" },
	{ "psy1", "-----GNFPHC" },
	{ "centre1", "-------FPH-" },
	{ "head1", "---IT--FPH-" },
	{ "class1", "-----G-F-H-" },
	{ "op1", "-------F-H-" },
	{ "sys1", "-SOIT----H-" },
	{ "sec1", "---------H-" },
	{ "aud1", "---------H-" },
	{ "cust1", "---------H-" },
};

static void
test_each_role_has_its_own_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(who_may); i++) {
		struct actor *who = test_signin(who_may[i].login);

		for (int p = 0; p < GATE_PURPOSES; p++) {
			const struct act_gate_ask ask = {
				.purpose = (enum gate_purpose)p,
				.detail = "call",
				.copies = 1
			};
			char word[GATE_WORD_MAX];
			struct gate g;
			int r = act_gate_make(who, &ask, &g, word);

			bool may = who_may[i].may[p] != '-';

			test_same_int(who_may[i].login,
			    act_gate_may(who, (enum gate_purpose)p), may);
			if (!may)
				test_same_int(who_may[i].login, r, ERR_DENIED);
		}
		test_leave(who);
	}
}

static const struct {
	const char *why, *form;
	int copies, r;
} asks[] = {
	{ "no form", NULL, 1, ERR_NOT_FOUND },
	{ "another form", "../../etc/passwd", 1, ERR_NOT_FOUND },
	{ "no sheet", "call", 0, ERR_INPUT },
	{ "too many", "call", ACT_FORM_COPIES + 1, ERR_INPUT },
	{ "as many as there may be", "call", ACT_FORM_COPIES, 0 },
};

static void
test_a_word_says_what_it_is_for(void **state)
{
	struct actor *who = test_signin("psy1");

	(void)state;
	for (size_t i = 0; i < nitems(asks); i++) {
		const struct act_gate_ask ask = { .purpose = GATE_FORM,
			.detail = asks[i].form,
			.copies = asks[i].copies };
		char word[GATE_WORD_MAX];
		struct gate g;

		test_same_int(
		    asks[i].why, act_gate_make(who, &ask, &g, word), asks[i].r);
	}
	test_leave(who);
}

/* --- packages --------------------------------------------------------------
 */

static int
make(struct actor *who, enum package_medium medium, unsigned items,
    struct package *p, char pass[PACKAGE_PASS_MAX])
{
	const struct act_package_ask ask = { .student = student,
		.medium = medium,
		.receiver = PACKAGE_HOSPITAL,
		.name = "市第三医院",
		.purpose = PACKAGE_TREAT,
		.ground = PACKAGE_CONSENT,
		.items = items };

	return act_package_make(who, &ask, p, pass);
}

static void
agree(const char *login, int64_t id)
{
	struct actor *who = test_signin(login);
	struct act_package v;

	assert_int_equal(act_package_show(who, id, &v), 0);
	assert_int_not_equal(v.approval, 0);
	assert_int_equal(act_approval_give(who, v.approval, NULL), 0);
	test_leave(who);
}

static int
fetch(struct actor *who, int64_t id)
{
	const struct act_gate_ask ask = {
		.purpose = GATE_PACKAGE, .object = id, .copies = 1
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
			r = act_gate_give(m, 512, &p, &n);
		if (r == 0)
			r = act_gate_end(m, said);
		act_gate_drop(m);
	}
	buf_free(said);
	return r;
}

static void
test_who_cannot_read_it_cannot_give_it(void **state)
{
	static const struct {
		const char *login;
		unsigned items;
		int r;
	} rows[] = {
		{ "psy1", PACKAGE_DIRECTORY, 0 },
		{ "psy1", PACKAGE_WARNING, ERR_INPUT },	     /* there is none */
		{ "psy1", PACKAGE_CONSULTATION, ERR_INPUT }, /* nor a note */
		{ "psy1", PACKAGE_PHONE, ERR_INPUT },	     /* nor a number */
		{ "psy2", PACKAGE_DIRECTORY, ERR_NOT_FOUND }, /* other school */
		{ "class1", PACKAGE_DIRECTORY, ERR_DENIED },
		{ "dist1", PACKAGE_DIRECTORY, ERR_DENIED },
		{ "sys1", PACKAGE_DIRECTORY, ERR_DENIED },
	};

	(void)state;
	for (size_t i = 0; i < nitems(rows); i++) {
		struct actor *who = test_signin(rows[i].login);
		char pass[PACKAGE_PASS_MAX];
		struct package p;

		test_same_int(rows[i].login,
		    make(who, PACKAGE_ZIP, rows[i].items, &p, pass), rows[i].r);
		test_same_int(rows[i].login, pass[0] != '\0', rows[i].r == 0);
		test_leave(who);
	}
}

static int
has_secret(void *arg, const struct package_row *row)
{
	*(bool *)arg = row->pair != 0;
	return 0;
}

static bool
keeps_pass(struct actor *who, int64_t id)
{
	bool has = false;

	assert_int_equal(
	    store_package_read(who->store, id, has_secret, &has), 0);
	return has;
}

static void
test_a_package_is_fetched_five_times_and_its_passphrase_goes(void **state)
{
	struct actor *who = test_signin("psy1");
	char pass[PACKAGE_PASS_MAX], again[PACKAGE_PASS_MAX];
	struct package p;

	(void)state;
	assert_int_equal(
	    make(who, PACKAGE_ZIP, PACKAGE_DIRECTORY, &p, pass), 0);
	assert_int_equal(fetch(who, p.id), ERR_SECOND);
	assert_int_equal(act_package_pass(who, p.id, again), 0);
	assert_string_not_equal(pass, again);
	agree("head1", p.id);
	for (int i = 0; i < PACKAGE_FETCHES; i++) {
		assert_true(keeps_pass(who, p.id));
		assert_int_equal(fetch(who, p.id), 0);
	}
	assert_false(keeps_pass(who, p.id));
	assert_int_equal(fetch(who, p.id), ERR_STATE);
	test_leave(who);
}

static void
test_what_was_not_agreed_to_is_never_fetched(void **state)
{
	struct actor *who = test_signin("psy1");
	struct actor *head = test_signin("head1");
	char pass[PACKAGE_PASS_MAX];
	struct act_package v;
	struct package p;

	(void)state;
	assert_int_equal(
	    make(who, PACKAGE_ZIP, PACKAGE_DIRECTORY, &p, pass), 0);
	assert_int_equal(act_package_show(head, p.id, &v), 0);
	assert_int_equal(act_approval_give(who, v.approval, NULL), ERR_SECOND);
	assert_int_equal(act_approval_refuse(head, v.approval, NULL, NULL), 0);
	assert_int_equal(fetch(who, p.id), ERR_STATE);
	assert_false(keeps_pass(who, p.id));
	test_leave(head);
	test_leave(who);
}

static void
test_nobody_else_fetches_renews_or_closes_it(void **state)
{
	static const char *const others[] = { "head1", "centre1", "psy2" };
	struct actor *who = test_signin("psy1");
	char pass[PACKAGE_PASS_MAX];
	struct package p;

	(void)state;
	assert_int_equal(
	    make(who, PACKAGE_PAPER, PACKAGE_DIRECTORY, &p, pass), 0);
	agree("head1", p.id);
	assert_int_equal(fetch(who, p.id), 0);
	for (size_t i = 0; i < nitems(others); i++) {
		struct actor *other = test_signin(others[i]);

		test_same_int(others[i], fetch(other, p.id), ERR_NOT_FOUND);
		test_same_int(others[i], act_package_pass(other, p.id, pass),
		    ERR_NOT_FOUND);
		test_same_int(others[i],
		    act_package_note(other, p.id, PACKAGE_LOST, NULL),
		    ERR_NOT_FOUND);
		test_leave(other);
	}
	assert_int_equal(
	    act_package_note(who, p.id, PACKAGE_DESTROYED, NULL), 0);
	assert_int_equal(
	    act_package_note(who, p.id, PACKAGE_RETURNED, NULL), ERR_STATE);
	test_leave(who);
}

/* A row of Today with that number. */
static bool
stands_on_today(struct actor *who, const char *number, bool *overdue)
{
	struct act_today t;
	bool found = false;

	assert_int_equal(act_today(who, &t), 0);
	for (size_t i = 0; i < t.n; i++)
		if (strstr(t.row[i].about, number) != NULL) {
			found = true;
			*overdue = t.row[i].overdue;
		}
	act_today_free(&t);
	return found;
}

static void
test_a_copy_that_is_late_stands_first_on_today(void **state)
{
	struct actor *who = test_signin("psy1");
	char pass[PACKAGE_PASS_MAX];
	struct act_package v;
	struct package p;
	bool overdue;

	(void)state;
	assert_int_equal(
	    make(who, PACKAGE_PAPER, PACKAGE_DIRECTORY, &p, pass), 0);
	assert_int_equal(pass[0], '\0');
	agree("centre1", p.id);
	assert_true(stands_on_today(who, p.number, &overdue)); /* to fetch */
	assert_int_equal(fetch(who, p.id), 0);
	assert_true(stands_on_today(who, p.number, &overdue));
	assert_false(overdue);
	test_clock(32 * CLOCK_DAY);
	assert_true(stands_on_today(who, p.number, &overdue));
	assert_true(overdue);
	assert_int_equal(act_package_show(who, p.id, &v), 0);
	assert_true(v.late);
	assert_int_equal(
	    act_package_note(who, p.id, PACKAGE_RETURNED, NULL), 0);
	assert_false(stands_on_today(who, p.number, &overdue));
	test_leave(who);
}

struct walk {
	struct act_package_after last;
	int n, all, waiting;
};

static int
walk_on(void *arg, const struct act_package *v)
{
	struct walk *w = arg;

	if (v->past != w->last.past || w->last.id == 0)
		assert_true(v->past || w->last.id == 0);
	else
		assert_true(
		    v->past ? v->p.id < w->last.id : v->p.id > w->last.id);
	assert_int_equal(v->past, v->p.state != PACKAGE_ASKED &&
				      !package_is_out(&v->p) &&
				      !(v->may_fetch && v->p.fetches == 0));
	w->last = (struct act_package_after){ v->past, v->p.id };
	w->n++;
	w->all++;
	w->waiting += !v->past;
	return 0;
}

/* Of the head the whole school's and, of one who made them, one's own: each
 * package once, what waits before what is past. */
static struct walk
walk(struct actor *who)
{
	struct walk w = { .n = 0 };

	do {
		w.n = 0;
		assert_int_equal(
		    act_package_each(who, &w.last, walk_on, &w), 0);
		assert_in_range(w.n, 0, ACT_PACKAGE_PAGE);
	} while (w.n > 0);
	return w;
}

static void
test_what_waits_stands_first_however_many_packages_came_after_it(void **state)
{
	struct actor *who = test_signin("psy1"), *head;
	char pass[PACKAGE_PASS_MAX];
	struct package old, copy, p;
	struct act_package v;
	struct walk before = walk(who), after;
	bool overdue;

	(void)state;
	assert_int_equal(
	    make(who, PACKAGE_ZIP, PACKAGE_DIRECTORY, &old, pass), 0);
	assert_int_equal(
	    make(who, PACKAGE_PAPER, PACKAGE_DIRECTORY, &copy, pass), 0);
	agree("centre1", copy.id);
	assert_int_equal(fetch(who, copy.id), 0);
	head = test_signin("head1");
	for (int i = 0; i < ACT_PACKAGE_PAGE + 6; i++) {
		assert_int_equal(
		    make(who, PACKAGE_PAPER, PACKAGE_DIRECTORY, &p, pass), 0);
		assert_int_equal(act_package_show(head, p.id, &v), 0);
		assert_int_equal(
		    act_approval_refuse(head, v.approval, "写清楚", NULL), 0);
	}
	assert_true(stands_on_today(head, old.number, &overdue));
	assert_true(stands_on_today(who, copy.number, &overdue));
	after = walk(who);
	assert_int_equal(after.all - before.all, ACT_PACKAGE_PAGE + 8);
	assert_int_equal(after.waiting - before.waiting, 2);
	assert_int_equal(walk(head).all, after.all);
	test_leave(head);
	test_leave(who);
}

static void
test_more_than_a_page_that_wait_are_all_on_today(void **state)
{
	struct actor *who = test_signin("psy1"), *head;
	char pass[PACKAGE_PASS_MAX];
	struct package first, p;
	bool overdue;

	(void)state;
	assert_int_equal(
	    make(who, PACKAGE_ZIP, PACKAGE_DIRECTORY, &first, pass), 0);
	for (int i = 0; i < ACT_PACKAGE_PAGE; i++)
		assert_int_equal(
		    make(who, PACKAGE_ZIP, PACKAGE_DIRECTORY, &p, pass), 0);
	head = test_signin("head1");
	assert_true(stands_on_today(head, first.number, &overdue));
	assert_true(stands_on_today(head, p.number, &overdue));
	test_leave(head);
	test_leave(who);
}

static void
test_after_seven_days_it_is_asked_for_anew(void **state)
{
	struct actor *who = test_signin("psy1"), *keeper;
	char pass[PACKAGE_PASS_MAX];
	struct package p;

	(void)state;
	assert_int_equal(
	    make(who, PACKAGE_ZIP, PACKAGE_DIRECTORY, &p, pass), 0);
	agree("head1", p.id);
	test_clock(7 * CLOCK_DAY + 1);
	assert_int_equal(fetch(who, p.id), ERR_STATE);
	assert_true(keeps_pass(who, p.id));
	assert_int_equal(act_keeper(who->store, &keeper), 0);
	assert_int_equal(act_gate_forget(keeper), 0);
	act_free(keeper);
	assert_false(keeps_pass(who, p.id));
	test_leave(who);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_each_role_has_its_own_files),
	cmocka_unit_test(test_a_word_says_what_it_is_for),
	cmocka_unit_test(test_who_cannot_read_it_cannot_give_it),
	cmocka_unit_test(
	    test_a_package_is_fetched_five_times_and_its_passphrase_goes),
	cmocka_unit_test(test_what_was_not_agreed_to_is_never_fetched),
	cmocka_unit_test(test_nobody_else_fetches_renews_or_closes_it),
	cmocka_unit_test(test_a_copy_that_is_late_stands_first_on_today),
	cmocka_unit_test(
	    test_what_waits_stands_first_however_many_packages_came_after_it),
	cmocka_unit_test(test_more_than_a_page_that_wait_are_all_on_today),
	cmocka_unit_test(test_after_seven_days_it_is_asked_for_anew),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
