/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/err.h"
#include "model/state.h"
#include "tests/lib/test.h"

/* A door: opened by its keeper; when it is heavy a second one must help, and
 * breaking it takes a reason. */
enum { SHUT, OPEN };
enum { PUSH, SMASH, LOCK };
enum { HEAVY = 1 };
enum { KEEPER = 1, GUEST = 2 };
enum { REASON = 1, TOOL = 2 };

static const struct state_move moves[] = {
	{ STATE_NONE, LOCK, SHUT, 0, KEEPER, 0, 0, NULL, "default" },
	{ SHUT, PUSH, OPEN, HEAVY, KEEPER, KEEPER | GUEST, 0, "door.air",
	    "SJS-14" },
	{ SHUT, PUSH, OPEN, 0, KEEPER | GUEST, 0, 0, NULL, "default" },
	{ SHUT, SMASH, OPEN, 0, GUEST, 0, REASON | TOOL, NULL, "default" },
	{ OPEN, LOCK, SHUT, 0, KEEPER, 0, 0, NULL, "default" },
};

static const struct state_machine door = {
	.name = "door",
	.moves = moves,
	.n_moves = nitems(moves),
	.states = (const char *const[]){ "SHUT", "OPEN", NULL },
	.events = (const char *const[]){ "push", "smash", "lock", NULL },
	.when = (const char *const[]){ "heavy", NULL },
	.who = (const char *const[]){ "keeper", "guest", NULL },
	.needs = (const char *const[]){ "reason", "tool", NULL },
};

static void
test_the_first_row_whose_facts_hold_applies(void **state)
{
	(void)state;
	assert_ptr_equal(state_find(&door, SHUT, PUSH, HEAVY), &moves[1]);
	assert_ptr_equal(state_find(&door, SHUT, PUSH, 0), &moves[2]);
	assert_null(state_find(&door, OPEN, PUSH, HEAVY));
	assert_ptr_equal(state_find(&door, STATE_NONE, LOCK, 0), &moves[0]);
}

static void
test_each_refusal_has_its_own_error(void **state)
{
	static const struct {
		const char *why;
		int from, on;
		unsigned facts, who, have, second;
		int r;
	} c[] = {
		{ "not from here", OPEN, PUSH, 0, KEEPER, 0, 0, ERR_STATE },
		{ "not by this one", SHUT, PUSH, HEAVY, GUEST, 0, KEEPER,
		    ERR_DENIED },
		{ "half of the fields", SHUT, SMASH, 0, GUEST, TOOL, 0,
		    ERR_INPUT },
		{ "alone", SHUT, PUSH, HEAVY, KEEPER, 0, 0, ERR_SECOND },
		{ "with a second", SHUT, PUSH, HEAVY, KEEPER, 0, GUEST, 0 },
		{ "all fields", SHUT, SMASH, 0, GUEST, TOOL | REASON, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].why,
		    state_check(&door, c[i].from, c[i].on, c[i].facts, c[i].who,
			c[i].have, c[i].second, NULL),
		    c[i].r);
}

static void
test_actions_are_those_of_the_person(void **state)
{
	const struct state_move *to[4];

	(void)state;
	assert_int_equal(state_actions(&door, SHUT, HEAVY, GUEST, to, 4), 1);
	assert_ptr_equal(to[0], &moves[3]);
	assert_int_equal(state_actions(&door, SHUT, 0, GUEST, to, 4), 2);
	assert_int_equal(state_actions(&door, SHUT, 0, GUEST, to, 1), 1);
	assert_int_equal(state_actions(&door, OPEN, 0, GUEST, to, 4), 0);
	assert_int_equal(state_actions(&door, SHUT, 0, GUEST, to, 0), 0);
	assert_int_equal(state_actions(&door, STATE_NONE, 0, KEEPER, to, 4), 1);
	assert_ptr_equal(to[0], &moves[0]);
	assert_int_equal(state_actions(&door, OPEN, 0, KEEPER, to, 4), 1);
	assert_ptr_equal(to[0], &moves[4]);
}

static void
test_names_and_numbers_answer_each_other(void **state)
{
	(void)state;
	assert_int_equal(state_by_code(&door, "OPEN"), OPEN);
	assert_int_equal(state_by_code(&door, "open"), -1);
	assert_int_equal(state_event_by_code(&door, "smash"), SMASH);
	assert_string_equal(state_code(&door, SHUT), "SHUT");
	assert_string_equal(state_code(&door, 7), "");
	assert_string_equal(state_event_code(&door, -1), "");
	assert_string_equal(state_bit(door.needs, REASON | TOOL, 1), "tool");
	assert_string_equal(state_bit(door.needs, TOOL, 0), "tool");
	assert_null(state_bit(door.needs, TOOL, 1));
}

static void
test_the_manual_shows_every_row(void **state)
{
	struct buf *b = buf_new();
	const char *s;
	int lines = 0;

	(void)state;
	state_print(&door, b);
	s = buf_text(b);
	assert_non_null(
	    strstr(s, "| SHUT | push | OPEN | heavy | keeper |"
		      " keeper, guest | - | door.air | SJS-14 |\n"));
	assert_non_null(strstr(s, "| - | lock | SHUT | - | keeper |"));
	for (; (s = strchr(s, '\n')) != NULL; s++)
		lines++;
	assert_int_equal(lines, nitems(moves) + 2);
	buf_free(b);
}

/* A table ends where it says, whatever stands behind it. */
static void
test_a_table_has_an_end(void **state)
{
	const struct state_move *to[4];
	struct state_machine shorter = door;

	(void)state;
	shorter.n_moves = nitems(moves) - 1;
	assert_int_equal(state_actions(&door, OPEN, 0, KEEPER, to, 4), 1);
	assert_int_equal(state_actions(&shorter, OPEN, 0, KEEPER, to, 4), 0);
	assert_null(state_find(&shorter, OPEN, LOCK, 0));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_first_row_whose_facts_hold_applies),
	cmocka_unit_test(test_each_refusal_has_its_own_error),
	cmocka_unit_test(test_actions_are_those_of_the_person),
	cmocka_unit_test(test_names_and_numbers_answer_each_other),
	cmocka_unit_test(test_the_manual_shows_every_row),
	cmocka_unit_test(test_a_table_has_an_end),
};

TEST_MAIN(tests)
