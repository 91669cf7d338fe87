/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/err.h"
#include "base/log.h"
#include "conf/conf.h"
#include "super/zygote.h"

/*
 * xinqing-keeper: one process for what is due by the clock.  It opens no
 * sealed text.
 */

#define ACCOUNT "xinqing-keep"

/* As root: the account for this, with the store's group; else the owner of
 * the data folder, as sessions are. */
static int
give_up_account(const struct conf *c)
{
	const struct passwd *p = getpwnam(ACCOUNT);
	struct stat st;

	if (chdir(c->data) != 0 || stat(".", &st) != 0)
		return ERR_SYSTEM;
	if (getuid() != 0)
		return 0;
	return confine_account(p != NULL ? p->pw_uid : st.st_uid, st.st_gid);
}

/* Until SIGTERM, or until the supervisor has gone. */
static int
serve(int signals)
{
	struct pollfd p[2] = { { .fd = signals, .events = POLLIN },
		{ .fd = ZYGOTE_LIFE_FD, .events = POLLIN } };

	while (poll(p, 2, -1) < 0 && errno == EINTR)
		;
	return 0;
}

int
main(void)
{
	struct conf *c = conf_new();
	sigset_t set;
	int signals;

	signal(SIGINT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signals = signalfd(-1, &set, SFD_CLOEXEC);
	if (conf_read(c, stdin, "options", NULL, NULL) != 0)
		return EX_CONFIG;
	if (signals < 0 || confine_self() != 0 || give_up_account(c) != 0) {
		log_error("rights could not be given up: %s", strerror(errno));
		return EX_OSERR;
	}
	umask(027); /* what it makes, the store's group may read */
	return serve(signals);
}
