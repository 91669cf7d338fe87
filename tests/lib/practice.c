/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "act/actor.h"
#include "act/key.h"
#include "screen/admin.h"
#include "screen/gate.h"
#include "screen/office.h"
#include "screen/practice.h"
#include "screen/setting.h"
#include "screen/ticket.h"
#include "screen/today.h"
#include "screen/undo.h"
#include "screen/warning.h"
#include "sealed/key.h"
#include "store/store.h"
#include "tests/lib/office.h"
#include "tests/lib/practice.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"
#include "tui/theme.h"

struct begin {
	const char *login, *language;
	bool first;
};

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
	{ NULL, NULL, 0, 0 },
};

/* As xinqing-session does it. */
static int
child(void *arg)
{
	const struct begin *b = arg;
	struct actor *who = test_signin(b->login);
	char themes[512];
	struct screen_start st = { .fd = 0,
		.term = getenv("TERM"),
		.language = b->language,
		.who = who,
		.first = &screen_today,
		.entries = entries,
		.actions = screen_undo_actions,
		.epoch = store_epoch(who->store),
		.now = act_now,
		.lock = act_key_lock,
		.unlock = act_key_unlock,
		.memory = sealed_memory() };

	if (b->first)
		who->signed_in_before = 0;
	snprintf(themes, sizeof(themes), "%s/themes", getenv("XINQING_SRCDIR"));
	st.themes = tui_themes_load(themes);
	return screen_main(&st);
}

struct test_term *
practice_sit(const char *login, const char *language, bool first)
{
	static struct begin kept[64];
	static int n;
	struct begin *b = &kept[n++ % 64];

	*b = (struct begin){ login, language, first };
	return test_term_open(24, 80, NULL, child, b);
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
