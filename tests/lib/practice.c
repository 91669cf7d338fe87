/* SPDX-License-Identifier: Apache-2.0 */
#include "screen/admin.h"
#include "screen/gate.h"
#include "screen/office.h"
#include "screen/practice.h"
#include "screen/setting.h"
#include "screen/ticket.h"
#include "screen/today.h"
#include "screen/warning.h"
#include "tests/lib/office.h"
#include "tests/lib/practice.h"
#include "tests/lib/seat.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

static const struct screen_entry entries[] = {
	{ &screen_today, NULL, 0, 0 },
	{ &screen_approvals, screen_approvals_may, 0, 0 },
	{ &screen_accounts, screen_accounts_may, 0, 0 },
	{ &screen_propose, screen_propose_may, 0, 0 },
	{ &screen_warnings, screen_warnings_may, 0, 0 },
	{ &screen_gaps, screen_office_may, 0, 0 },
	{ &screen_call, screen_may_call, TUI_F(2), TUI_CTRL('N') },
	{ &screen_queue, screen_may_call, 0, 0 },
	{ &screen_watch, screen_may_call, 0, 0 },
	{ &screen_report, screen_report_may, 0, 0 },
	{ &screen_gate, screen_gate_may, 0, 0 },
	{ &screen_setting, NULL, 0, 0 },
	{ &screen_practice, screen_practice_may, 0, 0 },
	{ .ops = NULL },
};

struct test_term *
practice_sit(const char *login, const char *language, bool first)
{
	return seat_take(&(struct seat){ login, language, &screen_today,
	    entries, first ? SEAT_NEW : SEAT_PLAIN });
}

/* From the first screen into a practice, by the palette. */
struct test_term *
practice_begin(const char *login, const char *language)
{
	struct test_term *t = practice_sit(login, language, false);

	test_term_has(t, login);
	test_term_keys(t, ":lianxi\r");
	test_term_has(t, "[ ] 1");
	test_term_keys(t, "\r");
	test_term_has(t, "Ctrl-Q");
	test_term_has(
	    t, strcmp(language, "en") == 0 ? "PRACTICE" : "练习 心晴");
	return t;
}
