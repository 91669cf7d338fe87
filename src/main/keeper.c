/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdint.h>
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
#include "keeper/keeper.h"
#include "super/zygote.h"

/*
 * xinqing-keeper: one process for what is due by the clock.  It opens no
 * sealed text.
 */

#define ACCOUNT "xinqing-keep"

/* The signing key is the keeper's alone: made by whoever began the store, it
 * changes hands at the first start. */
static int
own_key(uid_t uid, gid_t gid)
{
	return lchown("keeper.key", uid, gid) == 0 || errno == ENOENT
		   ? 0
		   : ERR_SYSTEM;
}

/* As root: the account for this, with the store's group; else the owner of
 * the data folder, as sessions are. */
static int
give_up_account(const struct conf *c)
{
	const struct passwd *p = getpwnam(ACCOUNT);
	struct stat st;
	uid_t uid;

	if (chdir(c->data) != 0 || stat(".", &st) != 0)
		return ERR_SYSTEM;
	if (getuid() != 0)
		return 0;
	uid = p != NULL ? p->pw_uid : st.st_uid;
	if (own_key(uid, st.st_gid) != 0)
		return ERR_SYSTEM;
	return confine_account(uid, st.st_gid);
}

static void
read_empty(int fd)
{
	uint64_t n;

	while (read(fd, &n, sizeof(n)) > 0)
		;
}

/* Until SIGTERM, or until the supervisor has gone. */
static int
serve(struct keeper *k, int signals)
{
	struct pollfd p[3] = { { .fd = signals, .events = POLLIN },
		{ .fd = ZYGOTE_LIFE_FD, .events = POLLIN },
		{ .fd = keeper_descriptor(k), .events = POLLIN } };
	int wait, n;

	do {
		keeper_turn(k, &wait);
		n = poll(p, 3, wait);
		if (p[2].revents != 0)
			read_empty(p[2].fd);
	} while (n == 0 || (n < 0 && errno == EINTR) ||
		 (p[0].revents == 0 && p[1].revents == 0));
	keeper_close(k);
	return 0;
}

int
main(void)
{
	struct conf *c = conf_new();
	struct keeper *k;
	sigset_t set;
	int signals, r;

	signal(SIGINT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signals = signalfd(-1, &set, SFD_CLOEXEC);
	if (conf_read(c, stdin, "options", NULL, NULL) != 0)
		return EX_CONFIG;
	if (signals < 0 || confine_self() != 0 || give_up_account(c) != 0 ||
	    keeper_confine() != 0) {
		log_error("rights could not be given up: %s", strerror(errno));
		return EX_OSERR;
	}
	umask(007); /* what it makes, the store's group may use */
	if ((r = keeper_open(&k)) != 0) {
		log_error("the keeper cannot start: %s", err_name(r));
		return err_exit(r);
	}
	return serve(k, signals);
}
