/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "act/actor.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "base/clock.h"
#include "base/err.h"
#include "screen/ticket.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/test.h"

void
test_answer_three(struct actor *who, int64_t ticket, int thoughts, int danger)
{
	const int value[ASK_COUNT] = { thoughts, ASK_NOT_ASKED, ASK_NOT_ASKED,
		danger };
	struct act_ticket t;

	for (int q = 0; q < ASK_COUNT; q++)
		assert_int_equal(
		    act_ticket_answer(who, ticket, (enum ticket_question)q,
			value[q], 0, 0, &t),
		    0);
}

static int
keep_id(void *arg, const struct act_ticket *t)
{
	*(int64_t *)arg = t->row.id;
	return 0;
}

int64_t
test_newest(struct actor *who)
{
	int64_t id = 0;

	assert_int_equal(
	    act_ticket_each(who, TICKETS_MINE, 0, 0, 1, keep_id, &id), 0);
	return id;
}

void
test_clock(int64_t seconds)
{
	struct actor *sys = test_signin("sys1");
	int64_t now;

	assert_int_equal(act_sample_clock(sys, seconds, &now), 0);
	test_leave(sys);
}

void
test_clock_to(const char *when)
{
	struct actor *sys = test_signin("sys1");
	int64_t at;

	assert_int_equal(clock_read(when, &at), 0);
	test_clock(at - act_now(sys));
	test_leave(sys);
}

int64_t
test_student(void)
{
	struct store *st = test_office();
	struct student s = { .version = 1 };
	struct org school;
	int r;

	assert_int_equal(store_org_by_code(st, ORG_SCHOOL, "S001", &school), 0);
	if (store_student_by_identity(st, "S1:20260217", &s) == 0)
		return s.id;
	s.school = school.id;
	s.place = school.lft;
	snprintf(s.identity, sizeof(s.identity), "S1:20260217");
	snprintf(s.name, sizeof(s.name), "曾一诺");
	snprintf(s.number, sizeof(s.number), "20260217");
	assert_int_equal(store_begin(st), 0);
	r = store_student_add(st, &s, store_now(st), 1);
	assert_int_equal(store_end(st, r), 0);
	return s.id;
}

struct test_term *
test_session(
    const char *login, const char *language, const struct screen_ops *first)
{
	return seat_take(
	    &(struct seat){ login, language, first, NULL, SEAT_PLAIN });
}
