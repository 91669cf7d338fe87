/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/err.h"
#include "base/log.h"
#include "conf/conf.h"
#include "sshd/sshd.h"
#include "super/zygote.h"

/*
 * xinqing-net: the zygote of the network processes.  Links libssh; no store,
 * no libsodium, no screen.  Options come on stdin, as the supervisor read
 * them.
 */

#define ACCOUNT "xinqing-net"
#define HEAP (16u << 20) /* of one process */
#define SPACE (256u << 20)
#define FILES 16

static int
serve(void *arg, const struct zygote_order *o, int client, int wire)
{
	const struct confine_bounds b = { FILES, HEAP, SPACE, 0 };

	(void)o;
	if (confine_bounds(&b) != 0)
		log_fatal("bounds: %s", strerror(errno));
	return sshd_serve(arg, client, wire, ZYGOTE_LIFE_FD);
}

/* As root: the account for this, else the owner of the data, else nobody. */
static int
give_up_root(const struct conf *c)
{
	const struct passwd *p = getpwnam(ACCOUNT);
	uid_t uid = 65534;
	gid_t gid = 65534;
	struct stat st;

	if (p != NULL) {
		uid = p->pw_uid;
		gid = p->pw_gid;
	} else if (stat(c->data, &st) == 0 && st.st_uid != 0) {
		uid = st.st_uid;
		gid = st.st_gid;
	}
	return confine_root() != 0 || confine_account(uid, gid) != 0
		   ? ERR_SYSTEM
		   : 0;
}

static int
give_up_rights(const struct conf *c)
{
	int r;

	if (confine_self() != 0 || (getuid() == 0 && give_up_root(c) != 0))
		return ERR_SYSTEM;
	if ((r = confine_files(NULL, 0)) != ERR_UNKNOWN)
		return r;
	log_warn("THIS KERNEL HAS NO LANDLOCK: a network process is kept from "
		 "files by its system calls alone");
	return 0;
}

int
main(void)
{
	struct conf *c = conf_new();
	struct sshd *d;

	umask(077);
	signal(SIGINT, SIG_IGN); /* the life line says when to stop */
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (conf_read(c, stdin, "options", NULL, NULL) != 0)
		return EX_CONFIG;
	if (sshd_ready(c, &d) != 0)
		return EX_CONFIG;
	if (give_up_rights(c) != 0 || sshd_confine(d) != 0) {
		log_error("rights could not be given up: %s", strerror(errno));
		return EX_OSERR;
	}
	return zygote_serve(serve, NULL, d);
}
