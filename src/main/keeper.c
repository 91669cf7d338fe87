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
#include "model/knock.h"
#include "super/knocker.h"
#include "super/zygote.h"

/*
 * xinqing-keeper: one process for what is due by the clock.  It opens no
 * sealed text.
 */

#define ACCOUNT "xinqing-keep"
#define KNOCKER "xinqing-knock"

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

/* --- knocking: a process of its own runs the commands ----------------------
 */

/* As root: an account that may open nothing of the store.  Commands are
 * strangers; the gateway's own list is what this account may read. */
static int
knocker_account(void)
{
	const struct passwd *p;

	if (getuid() != 0)
		return 0;
	if ((p = getpwnam(KNOCKER)) == NULL) {
		log_warn("THE ACCOUNT " KNOCKER " IS MISSING: nobody stands "
			 "in for it");
		p = getpwnam("nobody");
	}
	return p != NULL ? confine_account(p->pw_uid, p->pw_gid) : ERR_SYSTEM;
}

struct knocking {
	struct knocker_how how;
	struct keeper_knocker knocker; /* as the keeper sees it */
	int fd;			       /* -1: no channel has a command */
};

static int
ring(void *arg, int64_t knock, int64_t person, int channel)
{
	return knocker_order(
	    ((struct knocking *)arg)->fd, knock, person, channel);
}

/* Before the keeper has a key or gives up the right to start a process. */
static int
start_knocker(const struct conf *c, struct knocking *n)
{
	_Static_assert(
	    KNOCKER_CHANNELS == KNOCK_CHANNELS, "a command for each channel");
	*n = (struct knocking){ .fd = -1 };
	n->how.command[KNOCK_SMS] = c->knock_sms;
	n->how.command[KNOCK_PHONE] = c->knock_phone;
	n->how.command[KNOCK_MAIL] = c->knock_mail;
	n->how.sentence = c->knock_sentence;
	n->how.limit_ms = c->knock_limit * 1000;
	n->how.account = knocker_account;
	n->knocker.ring = ring;
	n->knocker.arg = n;
	for (int i = 0; i < KNOCK_CHANNELS; i++)
		if (n->how.command[i][0] != '\0')
			n->knocker.channels |= 1u << i;
	if (n->knocker.channels == 0)
		return 0;
	return knocker_start(&n->how, &n->fd, NULL);
}

/* False when it has gone: then the keeper goes too, and both are started
 * anew; what ran is unknown. */
static bool
take_reports(struct keeper *k, struct knocking *n)
{
	static const enum knock_result of[] = {
		[KNOCKER_WELL] = KNOCK_RANG,
		[KNOCKER_FAILED] = KNOCK_FAILED,
		[KNOCKER_HUNG] = KNOCK_HUNG,
	};
	struct knocker_report report;
	int r;

	while ((r = knocker_report(n->fd, &report)) == 0)
		keeper_knocked(k, report.id, of[report.end]);
	return r == ERR_NOT_FOUND;
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
serve(struct keeper *k, struct knocking *knocking, int signals)
{
	struct pollfd p[4] = { { .fd = signals, .events = POLLIN },
		{ .fd = ZYGOTE_LIFE_FD, .events = POLLIN },
		{ .fd = keeper_descriptor(k), .events = POLLIN },
		{ .fd = knocking->fd, .events = POLLIN } };
	int wait, n;

	keeper_knocks(k, &knocking->knocker);
	do {
		keeper_turn(k, &wait);
		if (keeper_is_ill(k)) {
			log_error("the keeper cannot do its work: it begins "
				  "anew");
			keeper_close(k);
			return EX_UNAVAILABLE;
		}
		n = poll(p, 4, wait);
		if (p[2].revents != 0)
			read_empty(p[2].fd);
		if (p[3].revents != 0 && !take_reports(k, knocking)) {
			log_error("the knocker has gone");
			keeper_close(k);
			return EX_UNAVAILABLE;
		}
	} while (n == 0 || (n < 0 && errno == EINTR) ||
		 (p[0].revents == 0 && p[1].revents == 0));
	keeper_close(k);
	return 0;
}

int
main(void)
{
	struct conf *c = conf_new();
	struct knocking knocking;
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
	if (start_knocker(c, &knocking) != 0) {
		log_error("the knocker cannot start: %s", strerror(errno));
		return EX_OSERR;
	}
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
	return serve(k, &knocking, signals);
}
