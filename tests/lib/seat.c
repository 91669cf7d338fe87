/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "act/actor.h"
#include "act/key.h"
#include "base/mem.h"
#include "screen/screen.h"
#include "screen/ticket.h"
#include "screen/undo.h"
#include "sealed/key.h"
#include "store/store.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"
#include "tui/theme.h"

#define PATIENCE_MS 15000

static const struct screen_entry of_the_line[] = {
	{ &screen_call, screen_may_call, TUI_F(2), TUI_CTRL('N') },
	{ &screen_queue, screen_may_call, 0, 0 },
	{ &screen_watch, screen_may_call, 0, 0 },
	{ .ops = NULL },
};

/* As src/main/session.c does it. */
static int
sit(void *arg)
{
	const struct seat *s = arg;
	struct actor *who = test_signin(s->login);
	struct screen_start st = { .fd = 0,
		.term = getenv("TERM"),
		.who = who,
		.first = s->first,
		.begin = s->how == SEAT_BACK ? screen_call_back : NULL,
		.entries = s->entries != NULL ? s->entries : of_the_line,
		.actions = screen_undo_actions,
		.epoch = store_epoch(who->store),
		.memory = sealed_memory(),
		.now = act_now,
		.lock = act_key_lock,
		.unlock = act_key_unlock,
		.language = s->language,
		.theme = getenv("XINQING_THEME"),
		.address = "::ffff:10.8.0.5",
		.port = 2222 };
	char themes[512];
	int r;

	if (s->how == SEAT_NEW)
		who->signed_in_before = 0;
	snprintf(themes, sizeof(themes), "%s/themes", getenv("XINQING_SRCDIR"));
	st.themes = tui_themes_load(themes);
	r = screen_main(&st);
	tui_themes_free(st.themes);
	test_leave(who);
	return r == 0 ? 0 : 2;
}

struct test_term *
seat_take(const struct seat *s)
{
	struct seat mine = *s; /* the child is a copy of all this */
	struct test_term *t = test_term_open(24, 80, NULL, sit, &mine);

	test_term_patience(t, PATIENCE_MS);
	return t;
}

/* A turn to write is waited for five seconds. */
void
seat_busy(struct test_term *t, const char *question, const char *words)
{
	struct actor *other = test_signin("sys1");

	test_term_has(t, words);
	assert_int_equal(store_begin(other->store), 0);
	test_term_patience(t, PATIENCE_MS);
	test_term_keys(t, "\r");
	test_term_line(t, 23, "正忙着，请过一会儿再试。");
	assert_int_equal(store_end(other->store, 0), 0);
	test_leave(other);
	test_term_has(t, question);
	test_term_has(t, words);
}

void
seat_go(struct test_term *t, const char *name)
{
	test_term_has(t, "F1");
	test_term_keys(t, ":");
	test_term_has(t, "Esc");
	test_term_keys(t, name);
	test_term_keys(t, "\r");
}
