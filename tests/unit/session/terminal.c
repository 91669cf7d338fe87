/* SPDX-License-Identifier: Apache-2.0 */
#include "session/session.h"
#include "tests/lib/test.h"

static void
test_a_terminal_is_one_that_terminfo_knows(void **state)
{
	static const struct {
		const char *asked, *is;
	} c[] = {
		{ "xterm", "xterm" },
		{ "xterm-256color", "xterm-256color" },
		{ "linux", "linux" },
		{ "vt100", "vt100" },
		{ "xterm-ghostty", "xterm" },
		{ "no-256color", "xterm-256color" },
		{ "", "xterm" },
		{ "../x/xterm", "xterm" },
		{ ".", "xterm" },
		{ "xterm\n", "xterm" },
		{ "x\xc3\xa9", "xterm" },
		{ "a-name-of-more-than-thirty-two-bytes", "xterm" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_text(c[i].asked, session_term(c[i].asked), c[i].is);
	assert_null(session_term("dumb"));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_terminal_is_one_that_terminfo_knows),
};

TEST_MAIN(tests)
