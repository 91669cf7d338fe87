/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/reader.h"
#include "conf/conf.h"
#include "src/super/internal.h"

#define AGAIN_MOST_MS 30000 /* between two starts of what keeps dying */
#define AGAIN_GOOD_MS 60000 /* alive so long, it starts anew at once */

static const char *const programs[CHILD_KINDS] = {
	[CHILD_SESSION] = "xinqing-session",
	[CHILD_NETWORK] = "xinqing-net",
	[CHILD_KEEPER] = "xinqing-keeper",
	[CHILD_READER] = "xinqing-reader",
};

bool
child_serves(enum child_kind k)
{
	return k == CHILD_SESSION || k == CHILD_NETWORK;
}

/* Which end of the socket between sessions and the reader's zygote is the
 * program's, as READER_FD: without it -1.  We keep both, so that a request
 * made while the zygote is started anew is heard. */
static int
asking_end(const struct super *s, enum child_kind k)
{
	return k == CHILD_SESSION  ? s->ask[0]
	       : k == CHILD_READER ? s->ask[1]
				   : -1;
}

/* What we understood of the options, for the program's stdin. */
static int
options_file(const struct conf *c)
{
	int fd = memfd_create("options", MFD_CLOEXEC);
	FILE *f = fd < 0 ? NULL : fdopen(dup(fd), "w");

	if (f != NULL) {
		conf_write(c, f);
		if (fclose(f) == 0 && lseek(fd, 0, SEEK_SET) == 0)
			return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Only what is known to be harmless, and what tests and sanitizers read. */
static void
clean_environment(const struct super *s)
{
	static const char *const keep[] = { "XINQING_", "ASAN_", "UBSAN_" };
	extern char **environ;
	char **old = environ;

	clearenv();
	for (; old != NULL && *old != NULL; old++)
		for (size_t i = 0; i < nitems(keep); i++)
			if (strncmp(*old, keep[i], strlen(keep[i])) == 0)
				putenv(*old);
	setenv("PATH", "/usr/bin:/bin", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", s->c->zone, 1);
}

/* Put the descriptors in their places, above whatever they were; ask may be
 * -1. */
static void
place(int options, int control, int life, int ask)
{
	int high[3] = { fcntl(options, F_DUPFD, 64),
		fcntl(control, F_DUPFD, 64), fcntl(life, F_DUPFD, 64) };
	int last = ask < 0 ? ZYGOTE_LIFE_FD : READER_FD;

	if (ask >= 0)
		ask = fcntl(ask, F_DUPFD, 64);
	if (dup2(high[0], STDIN_FILENO) < 0 || dup2(high[1], ZYGOTE_FD) < 0 ||
	    dup2(high[2], ZYGOTE_LIFE_FD) < 0 ||
	    (ask >= 0 && dup2(ask, READER_FD) < 0) ||
	    close_range((unsigned)last + 1, ~0u, 0) != 0)
		log_fatal("descriptors: %s", strerror(errno));
}

static void
be_program(struct super *s, const struct child *c, int options, int control)
{
	char path[4096];
	char serve[] = "--serve"; /* the reader reads stdin else */
	char *argv[3] = { (char *)(uintptr_t)programs[c->kind],
		c->kind == CHILD_READER ? serve : NULL, NULL };
	sigset_t none;

	snprintf(
	    path, sizeof(path), "%s/%s", s->how->programs, programs[c->kind]);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	clean_environment(s);
	place(options, control, s->life[0], asking_end(s, c->kind));
	execv(path, argv);
	log_fatal("%s: %s", path, strerror(errno));
}

static void
take_report(struct super *s, struct child *c, const struct zygote_report *r)
{
	struct conn *n;

	if (r->news == ZYGOTE_READY) {
		c->ready = c->served = true;
		return;
	}
	if ((n = conn_find(s, r->id)) == NULL || !child_serves(c->kind))
		return;
	if (r->news == ZYGOTE_STARTED)
		n->pid[c->kind] = r->pid;
	else if (r->news == ZYGOTE_ENDED)
		conn_ended(n, c->kind, r->status);
}

static void
control_ready(struct super *s, void *arg)
{
	struct child *c = arg;
	struct zygote_report r;
	ssize_t n;

	while ((n = recv(c->control.fd, &r, sizeof(r), MSG_DONTWAIT)) ==
	       (ssize_t)sizeof(r))
		take_report(s, c, &r);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	super_unwatch(s, &c->control); /* it has gone: SIGCHLD says how */
	c->ready = false;
}

int
child_start(struct super *s, struct child *c)
{
	int pair[2], options = options_file(s->c);

	c->again = 0;
	if (options < 0)
		return ERR_SYSTEM;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
		close(options);
		return ERR_SYSTEM;
	}
	c->born = clock_ticks_ms();
	if ((c->pid = fork()) == 0)
		be_program(s, c, options, pair[1]);
	close(options);
	close(pair[1]);
	if (c->pid < 0) {
		c->pid = 0;
		close(pair[0]);
		return ERR_SYSTEM;
	}
	if (super_watch(s, &c->control, pair[0], control_ready, c) == 0)
		return 0;
	/* Unheard, it would go on beside the next one. */
	kill(c->pid, SIGKILL);
	waitpid(c->pid, NULL, 0);
	c->pid = 0;
	return ERR_SYSTEM;
}

/* Start it again, later each time it dies soon. */
void
child_ended(struct super *s, struct child *c, int status)
{
	int64_t now = clock_ticks_ms(), wait = 0;

	if (c->control.fd >= 0)
		control_ready(s, c); /* its last reports */
	super_unwatch(s, &c->control);
	c->pid = 0;
	c->ready = false;
	if (child_serves(c->kind))
		conn_lost(s, c->kind);
	if (s->stop_by != 0)
		return;
	if (!c->served && child_serves(c->kind)) {
		log_error("%s could not start", programs[c->kind]);
		super_stop(
		    s, WIFEXITED(status) ? WEXITSTATUS(status) : EX_SOFTWARE);
		return;
	}
	if (child_serves(c->kind) && s->announced)
		listen_hold(s); /* nobody is turned away for want of it */
	if (now - c->born > AGAIN_GOOD_MS)
		c->failures = 0;
	if (c->failures > 0)
		wait = c->failures < 6 ? 500 << c->failures : AGAIN_MOST_MS;
	c->failures++;
	c->again = now + wait;
	log_error("%s ended (%s %d); starting it again in %lld s",
	    programs[c->kind], WIFSIGNALED(status) ? "signal" : "status",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
	    (long long)wait / 1000);
}

bool
child_tell(struct child *c, const struct zygote_order *o, int fd, int wire)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(2 * sizeof(int))];
	} control = { 0 };
	const int fds[2] = { fd, wire };
	struct iovec part = { (void *)(uintptr_t)o, sizeof(*o) };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1 };
	struct cmsghdr *h;

	if (c->control.fd < 0)
		return false;
	if (fd >= 0) {
		m.msg_control = control.bytes;
		m.msg_controllen = sizeof(control.bytes);
		h = CMSG_FIRSTHDR(&m);
		h->cmsg_level = SOL_SOCKET;
		h->cmsg_type = SCM_RIGHTS;
		h->cmsg_len = CMSG_LEN(sizeof(fds));
		memcpy(CMSG_DATA(h), fds, sizeof(fds));
	}
	return sendmsg(c->control.fd, &m, MSG_NOSIGNAL | MSG_DONTWAIT) ==
	       (ssize_t)sizeof(*o);
}

/* A process that its zygote started is the zygote's to kill; once that has
 * died, it is ours. */
void
child_kill(struct super *s, enum child_kind kind, pid_t pid)
{
	const struct zygote_order o = { .verb = ZYGOTE_KILL, .pid = pid };
	siginfo_t info;

	if (pid <= 0)
		return;
	child_tell(&s->child[kind], &o, -1, -1);
	if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0)
		kill(pid, SIGKILL); /* our own child by now */
}
