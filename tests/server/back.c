/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A call is never locked out: 300 ms there and back, the real server and the
 * real ssh client, and the line lost in three ways.  Whoever comes back types
 * the passphrase and stands on the same character, with what was typed still
 * to be undone; and the call's clock has gone on.
 */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "act/sample.h"
#include "base/clock.h"
#include "tests/lib/cli.h"
#include "tests/lib/serve.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"
#include "tests/link/link.h"

#define RTT_MS 300
#define BACK_MS 5000
#define PATIENCE_MS 20000
#define F2 "\x0e" /* by the second ways */
#define F9 "\x18"
#define F5 "\x10"
#define UNDO "\x1a"
#define REDO "\x19"
#define LEFT "\033[D"
#define RIGHT "\033[C"
#define DOWN "\033[B"
#define BACKTAB "\033[Z"

struct seat {
	struct test_term *term;
	struct link *link;
};

static struct seat op;

static void
dial(struct seat *s, const char *login)
{
	struct link_how how = { .to = server_port(), .rtt_ms = RTT_MS };
	struct client_words w;

	s->link = link_open(&how);
	assert_non_null(s->link);
	client_through(link_port(s->link));
	client_words(&w, login, NULL, NULL);
	client_through(0);
	s->term = test_term_run(24, 80, NULL, (char *const *)(uintptr_t)w.argv);
	test_term_patience(s->term, PATIENCE_MS);
}

/* The hand is quick: what is measured is the program. */
static void
sign_in(struct seat *s, const char *login)
{
	char pass[64];

	act_sample_pass(login, pass, sizeof(pass) - 1);
	strcat(pass, "\r");
	test_term_has(s->term, "Passphrase:");
	test_term_keys(s->term, pass);
}

static void
leave(struct seat *s)
{
	test_term_close(s->term);
	link_close(s->link);
	*s = (struct seat){ NULL, NULL };
}

/* --- the line is lost --------------------------------------------------------
 */

static void
lose_the_client(struct seat *s)
{
	assert_int_equal(kill(test_term_pid(s->term), SIGKILL), 0);
}

/* Nobody is told: the server believes that they are still there. */
static void
lose_the_link(struct seat *s)
{
	link_cut(s->link);
}

static void
lose_the_network(struct seat *s)
{
	pid_t zygote = server_process("xinqing-net", server_pid());

	(void)s;
	assert_int_equal(
	    kill(server_process("xinqing-net", zygote), SIGKILL), 0);
}

static const struct loss {
	const char *why;
	void (*lose)(struct seat *);
} losses[] = {
	{ "the client was killed", lose_the_client },
	{ "the link was cut, silently", lose_the_link },
	{ "the network process was killed", lose_the_network },
};

/* Lost and back: the new session stands, the old one is gone. */
static void
lost_and_back(const struct loss *how, const char *shown)
{
	struct seat was = op;
	int64_t ms;

	how->lose(&op);
	ms = clock_ticks_ms();
	dial(&op, "op1");
	sign_in(&op, "op1");
	test_term_has(op.term, shown);
	ms = clock_ticks_ms() - ms;
	printf("# %s: back after %lld ms\n", how->why, (long long)ms);
	test_within(how->why, ms, BACK_MS);
	server_counts("xinqing-session",
	    server_process("xinqing-session", server_pid()), 1);
	leave(&was);
}

/* --- tests ------------------------------------------------------------------
 */

static int
begin(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };

	(void)state;
	server_start(options);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	if (op.term != NULL)
		leave(&op);
	server_stop();
	return 0;
}

static void
stands_at(int col)
{
	test_term_cursor(op.term, test_term_find(op.term, "抽屉里"), col);
}

static void
test_in_the_notes_the_caret_stands_in_its_word(void **state)
{
	(void)state;
	dial(&op, "op1");
	sign_in(&op, "op1");
	test_term_has(op.term, "今天");
	test_term_keys(op.term, F2);
	test_term_has(op.term, "通话 0");
	test_term_keys(op.term, "抽屉里有药");
	test_term_has(op.term, "抽屉里有药");
	for (size_t i = 0; i < nitems(losses); i++) {
		test_term_keys(op.term, LEFT LEFT);
		stands_at(7);
		lost_and_back(&losses[i], "字都在");
		test_term_has(op.term, "通话 0");
		stands_at(7);
		test_term_keys(op.term, "还");
		test_term_has(op.term, "抽屉里还有药");
		test_term_keys(op.term, UNDO);
		test_term_has(op.term, "抽屉里有药");
		test_term_keys(op.term, RIGHT RIGHT);
		stands_at(11);
	}
	/* what was typed before the first loss as well */
	test_term_keys(op.term, UNDO);
	test_term_lacks(op.term, "抽屉");
	test_term_keys(op.term, REDO);
	test_term_has(op.term, "抽屉里有药");
}

static void
is_saved(const char *text)
{
	int64_t until = clock_ticks_ms() + PATIENCE_MS;

	while (strstr(cli_must("op1", "ticket show 1", NULL), text) == NULL)
		assert_true(clock_ticks_ms() < until);
}

/* Half a word in a field, then the checklist: both are where they were. */
static void
test_in_a_field_and_in_the_checklist_too(void **state)
{
	int row;

	(void)state;
	test_term_keys(op.term, BACKTAB BACKTAB BACKTAB BACKTAB BACKTAB);
	test_term_keys(op.term, "妈妈在楼下" LEFT LEFT);
	row = test_term_find(op.term, "身边有谁");
	test_term_has(op.term, "妈妈在楼下");
	is_saved("妈妈在楼下"); /* and the caret has not moved by it */
	test_term_cursor(op.term, row, 57);
	lost_and_back(&losses[1], "妈妈在楼下");
	test_term_cursor(op.term, row, 57);
	test_term_keys(op.term, F9);
	test_term_has(op.term, "> 1 [");
	test_term_keys(op.term, DOWN DOWN DOWN);
	test_term_has(op.term, "> 4 [");
	for (size_t i = 0; i < nitems(losses); i++) {
		lost_and_back(&losses[i], "> 4 [");
		test_term_has(op.term, "紧急");
	}
}

/* Two sessions of one person: the call is where they signed in last, and the
 * other one is told so. */
static void
test_a_call_is_where_its_operator_signed_in_last(void **state)
{
	struct seat was = op;

	(void)state;
	dial(&op, "op1");
	sign_in(&op, "op1");
	test_term_has(op.term, "> 4 [");
	test_term_has(op.term, "通话在这里接着");
	test_term_end(was.term, PATIENCE_MS);
	test_term_has(was.term, "the call goes on there");
	leave(&was);
}

static void
test_who_comes_back_to_a_call_taken_over_is_told(void **state)
{
	struct seat lead;

	(void)state;
	dial(&lead, "lead1");
	sign_in(&lead, "lead1");
	test_term_has(lead.term, "今天");
	lose_the_client(&op);
	test_term_has(lead.term, "接线员断线");
	test_term_keys(lead.term, "\r");
	test_term_has(lead.term, "F5 接过来");
	test_term_keys(lead.term, F5);
	test_term_has(lead.term, "由您接着吗");
	test_term_keys(lead.term, "1");
	test_term_has(lead.term, "现在由您接着");
	leave(&op);
	dial(&op, "op1");
	sign_in(&op, "op1");
	test_term_has(op.term, "接过了您的通话（工单 1）");
	test_term_has(op.term, "今天");
	/* once */
	leave(&op);
	dial(&op, "op1");
	sign_in(&op, "op1");
	test_term_has(op.term, "今天");
	test_term_lacks(op.term, "接过了您的通话");
	leave(&lead);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_in_the_notes_the_caret_stands_in_its_word),
	cmocka_unit_test(test_in_a_field_and_in_the_checklist_too),
	cmocka_unit_test(test_a_call_is_where_its_operator_signed_in_last),
	cmocka_unit_test(test_who_comes_back_to_a_call_taken_over_is_told),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
