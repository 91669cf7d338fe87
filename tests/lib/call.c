/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "act/actor.h"
#include "act/sample.h"
#include "act/key.h"
#include "act/ticket.h"
#include "base/clock.h"
#include "base/err.h"
#include "screen/ticket.h"
#include "screen/undo.h"
#include "sealed/key.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"
#include "tui/theme.h"

void
test_answer_three(struct actor *who, int64_t ticket, int thoughts, int danger)
{
	const int value[ASK_COUNT] = { thoughts, ASK_NOT_ASKED, ASK_NOT_ASKED,
		danger };
	struct act_ticket t;

	for (int q = 0; q < ASK_COUNT; q++)
		assert_int_equal(act_ticket_answer(who, ticket,
				     (enum ticket_question)q, value[q], 0, &t),
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

struct sitting {
	const char *login, *language;
	const struct screen_ops *first;
};

static const struct screen_entry entries[] = {
	{ &screen_call, screen_may_call, TUI_F(2), TUI_CTRL('N') },
	{ &screen_queue, screen_may_call, 0, 0 },
	{ &screen_watch, screen_may_call, 0, 0 },
	{ .ops = NULL },
};

/* As xinqing-session does it; the screen the test names comes first. */
static int
sit(void *arg)
{
	const struct sitting *s = arg;
	struct screen_start st = { .term = "xterm-256color",
		.first = s->first,
		.entries = entries,
		.actions = screen_undo_actions,
		.memory = sealed_memory(),
		.now = act_now,
		.lock = act_key_lock,
		.unlock = act_key_unlock,
		.language = s->language,
		.theme = getenv("XINQING_THEME") };
	struct store *store;
	char person[160], themes[512];
	int r;

	if ((r = store_open(&store, 512)) != 0 ||
	    (r = act_sample_signin(store, s->login, &st.who)) != 0)
		return 1;
	snprintf(person, sizeof(person), "%s %s", st.who->login, st.who->name);
	st.person = person;
	st.epoch = store_epoch(store);
	snprintf(themes, sizeof(themes), "%s/themes", getenv("XINQING_SRCDIR"));
	if (st.theme != NULL)
		st.themes = tui_themes_load(themes);
	r = screen_main(&st);
	act_free(st.who);
	store_close(store);
	return r == 0 ? 0 : 2;
}

struct test_term *
test_session(
    const char *login, const char *language, const struct screen_ops *first)
{
	static struct sitting s[8];
	static int n;
	struct sitting *mine = &s[n++ % 8];

	*mine = (struct sitting){ login, language, first };
	return test_term_open(24, 80, NULL, sit, mine);
}
