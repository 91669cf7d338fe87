/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/key.h"
#include "base/confine.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/presence.h"
#include "conf/conf.h"
#include "screen/admin.h"
#include "screen/consultation.h"
#include "screen/custody.h"
#include "screen/knock.h"
#include "screen/office.h"
#include "screen/file.h"
#include "screen/gate.h"
#include "screen/group.h"
#include "screen/oncall.h"
#include "screen/practice.h"
#include "screen/paper.h"
#include "screen/roster.h"
#include "screen/screen.h"
#include "screen/setting.h"
#include "screen/student.h"
#include "screen/ticket.h"
#include "screen/today.h"
#include "screen/undo.h"
#include "screen/warning.h"
#include "screen/year.h"
#include "sealed/key.h"
#include "session/session.h"
#include "store/store.h"
#include "super/zygote.h"
#include "tui/theme.h"
#include "tui/tui.h"

/*
 * xinqing-session: the zygote of the session processes.  It holds no key and
 * has no store open; what it forks opens the store at the first question.
 */

#define HEAP ((size_t)512 << 20) /* of one process */
#define FILES 64

/* For the terminal to say how wide it draws: what is near answers before the
 * first picture, and a slow line does not wait a round trip for it. */
#define PROBE_MS 40

struct zygote {
	struct conf *c;
	struct tui_themes *themes;
	struct confine_calls *calls;
	const struct zygote_order *order; /* of this session's own process */
	struct epoch *page; /* to clear the seats of the dead; or NULL */
};

/* What a person can open from anywhere: a line a screen. */
static const struct screen_entry entries[] = {
	{ &screen_today, NULL, 0, 0 },
	{ &screen_day, screen_day_may, 0, 0 },
	{ &screen_week, screen_day_may, 0, 0 },
	{ &screen_approvals, screen_approvals_may, 0, 0 },
	{ &screen_accounts, screen_accounts_may, 0, 0 },
	{ &screen_propose, screen_propose_may, 0, 0 },
	{ &screen_people, screen_people_may, 0, 0 },
	{ &screen_find, screen_find_may, TUI_F(3), TUI_CTRL('F') },
	{ &screen_lookup, screen_lookup_may, TUI_F(3), TUI_CTRL('F') },
	{ &screen_warnings, screen_warnings_may, 0, 0 },
	{ &screen_unplanned, screen_unplanned_may, 0, 0 },
	{ &screen_care, screen_care_may, 0, 0 },
	{ &screen_refused, screen_refused_may, 0, 0 },
	{ &screen_knock, screen_knock_may, 0, 0 },
	{ &screen_oncall, screen_oncall_may, 0, 0 },
	{ &screen_rota, screen_rota_may, 0, 0 },
	{ &screen_orgs, screen_office_may, 0, 0 },
	{ &screen_gaps, screen_office_may, 0, 0 },
	{ &screen_member, screen_member_may, 0, 0 },
	{ &screen_ledger, screen_ledger_may, 0, 0 },
	{ &screen_mentored, screen_mentored_may, 0, 0 },
	{ &screen_group_ledger, screen_group_ledger_may, 0, 0 },
	{ &screen_health, screen_health_may, 0, 0 },
	{ &screen_rollover, screen_rollover_may, 0, 0 },
	{ &screen_rollover_turn, screen_rollover_may, 0, 0 },
	{ &screen_call, screen_may_call, TUI_F(2), TUI_CTRL('N') },
	{ &screen_call_later, screen_may_call, 0, 0 },
	{ &screen_queue, screen_may_call, 0, 0 },
	{ &screen_watch, screen_may_call, 0, 0 },
	{ &screen_report, screen_report_may, 0, 0 },
	{ &screen_glass, screen_glass_may, 0, 0 },
	{ &screen_circle, screen_circle_may, 0, 0 },
	{ &screen_gate, screen_gate_may, 0, 0 },
	{ &screen_packages, screen_packages_may, 0, 0 },
	{ &screen_papers, screen_papers_may, 0, 0 },
	{ &screen_setting, NULL, 0, 0 },
	{ &screen_practice, screen_practice_may, 0, 0 },
	{ .ops = NULL },
};

static int
screens(void *arg, const struct session_terminal *t)
{
	const struct zygote *z = arg;
	struct screen_start st = {
		.fd = t->fd,
		.term = t->term,
		.zone = z->c->zone,
		.who = t->who,
		.first = &screen_today,
		.begin = screen_call_back,
		.entries = entries,
		.actions = screen_undo_actions,
		.epoch = store_epoch(t->store),
		.themes = z->themes,
		.memory = sealed_memory(),
		.now = act_now,
		.lock = act_key_lock,
		.unlock = act_key_unlock,
		.lock_s = (int)z->c->lock,
		.end_s = (int)z->c->end,
		.probe_ms = PROBE_MS,
		.address = z->order->local,
		.port = (int)z->order->port,
	};

	return screen_main(&st);
}

static int
serve(void *arg, const struct zygote_order *o, int news, int wire)
{
	const struct confine_bounds b = { FILES, HEAP, 0, 1 };
	struct zygote *z = arg;
	struct session_how how = { .c = z->c,
		.calls = z->calls,
		.peer = o->peer,
		.loopback = o->loopback == 1,
		.wire = wire,
		.news = news,
		.screen = screens,
		.arg = z };

	z->order = o;
	close(ZYGOTE_LIFE_FD); /* a session ends when its client's end does */
	if (confine_bounds(&b) != 0)
		log_fatal("bounds: %s", strerror(errno));
	return session_run(&how);
}

/* Killed or gone: those who have the same things open hear of it at once. */
static void
ended(void *arg, pid_t pid)
{
	struct zygote *z = arg;

	if (z->page != NULL)
		presence_died(z->page, pid);
}

/* As root: the owner of the data folder. */
static int
give_up_account(const struct conf *c)
{
	struct stat st;

	if (chdir(c->data) != 0 || stat(".", &st) != 0)
		return ERR_SYSTEM;
	if (getuid() != 0)
		return 0;
	if (st.st_uid == 0)
		log_warn("THE DATA FOLDER BELONGS TO ROOT: sessions run as "
			 "root; give it to an account of its own");
	return confine_account(st.st_uid, st.st_gid);
}

static int
give_up_files(void)
{
	const char *words = getenv("XINQING_LOCALEDIR");
	const char *forms = getenv("XINQING_FORMDIR");
	const struct confine_path may[] = {
		{ ".", CONFINE_KEEP },
		{ "/dev/shm", CONFINE_KEEP },
		{ "/dev/ptmx", CONFINE_DEVICE },
		{ "/dev/pts", CONFINE_DEVICE },
		{ "/dev/tty", CONFINE_DEVICE },
		{ "/dev/null", CONFINE_DEVICE },
		{ "/dev/urandom", CONFINE_READ },
		{ "/etc/terminfo", CONFINE_READ },
		{ "/lib/terminfo", CONFINE_READ },
		{ "/usr/share/terminfo", CONFINE_READ },
		{ "/usr/share/zoneinfo", CONFINE_READ },
		{ "/usr/lib/locale", CONFINE_READ },
		{ PKGDATADIR, CONFINE_READ },
		{ words != NULL ? words : LOCALEDIR, CONFINE_READ },
		{ forms != NULL ? forms : PKGDATADIR, CONFINE_READ },
	};
	int r = confine_files(may, nitems(may));

	if (r != ERR_UNKNOWN)
		return r;
	log_warn("THIS KERNEL HAS NO LANDLOCK: a session process may see every "
		 "file that its account may see");
	return 0;
}

int
main(void)
{
	const char *themes = getenv("XINQING_THEMEDIR");
	struct zygote z = { .c = conf_new() };

	umask(077);
	signal(SIGINT, SIG_IGN); /* the wire says when to stop */
	signal(SIGTERM, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (conf_read(z.c, stdin, "options", NULL, NULL) != 0)
		return EX_CONFIG;
	tzset();
	lang_set(z.c->language);
	z.themes =
	    tui_themes_load(themes != NULL ? themes : PKGDATADIR "/themes");
	if (!tui_load_gb18030())
		log_warn("no GB18030 here: clients set to it are sent away");
	if (sealed_init() != 0 || confine_calls_session(&z.calls) != 0 ||
	    confine_self() != 0 || give_up_account(z.c) != 0 ||
	    give_up_files() != 0) {
		log_error("rights could not be given up: %s", strerror(errno));
		return EX_OSERR;
	}
	umask(007); /* the page in memory is the group's */
	if (epoch_open(&z.page) != 0)
		log_warn("who is in is seen at the next look only");
	return zygote_serve(serve, ended, &z);
}
