/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The screens of a session under somebody else's sshd: what its ForceCommand
 * runs as a yardstick for ours.
 *
 *	tests/bench/seat DATA LOGIN
 *
 * It signs a sample login in with the passphrase all samples have (the same
 * Argon2 as over our own wire) and calls screen_main() as xinqing-session
 * does.  Nothing of ours confines it and nobody asked for a passphrase: in a
 * sample's bench alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/account.h"
#include "act/actor.h"
#include "act/key.h"
#include "act/sample.h"
#include "act/store.h"
#include "base/err.h"
#include "base/lang.h"
#include "screen/admin.h"
#include "screen/consultation.h"
#include "screen/oncall.h"
#include "screen/student.h"
#include "screen/ticket.h"
#include "screen/today.h"
#include "screen/warning.h"
#include "sealed/key.h"
#include "store/store.h"

/* As in src/main/session.c: the key line and the palette read them. */
static const struct screen_entry entries[] = {
	{ &screen_today, NULL, 0, 0 },
	{ &screen_day, screen_day_may, 0, 0 },
	{ &screen_find, screen_find_may, TUI_F(3), TUI_CTRL('F') },
	{ &screen_lookup, screen_lookup_may, TUI_F(3), TUI_CTRL('F') },
	{ &screen_warnings, screen_warnings_may, 0, 0 },
	{ &screen_oncall, screen_oncall_may, 0, 0 },
	{ &screen_call, screen_may_call, TUI_F(2), TUI_CTRL('N') },
	{ &screen_queue, screen_may_call, 0, 0 },
	{ &screen_watch, screen_may_call, 0, 0 },
	{ &screen_report, screen_report_may, 0, 0 },
	{ .ops = NULL },
};

static int
show(struct store *st, struct actor *who)
{
	struct screen_start s = {
		.fd = STDIN_FILENO,
		.term = getenv("TERM"),
		.who = who,
		.first = &screen_today,
		.entries = entries,
		.epoch = store_epoch(st),
		.themes = tui_themes_load(getenv("XINQING_THEMEDIR")),
		.memory = sealed_memory(),
		.now = act_now,
		.lock = act_key_lock,
		.unlock = act_key_unlock,
		.lock_s = 86400,
		.end_s = 86400,
		.probe_ms = 40,
	};

	return screen_main(&s);
}

static int
give_up_account(const char *data)
{
	struct stat st;

	if (chdir(data) != 0 || stat(".", &st) != 0)
		return ERR_SYSTEM;
	if (getuid() == 0 && (setgid(st.st_gid) != 0 || setuid(st.st_uid) != 0))
		return ERR_SYSTEM;
	return 0;
}

int
main(int argc, char **argv)
{
	struct actor *who = NULL;
	struct store *st = NULL;
	int r;

	if (argc != 3)
		return 2;
	if ((r = give_up_account(argv[1])) != 0 || (r = sealed_init()) != 0 ||
	    (r = act_store_open_small(&st)) != 0 ||
	    (r = act_sample_signin(st, argv[2], &who)) != 0) {
		fprintf(stderr, "seat: %s\n", err_name(r));
		return 1;
	}
	r = show(st, who);
	act_free(who);
	act_store_close(st);
	return r == 0 ? 0 : 1;
}
