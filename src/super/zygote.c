/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "super/zygote.h"

#define END_MS 10000 /* for the children, once the supervisor has gone */
#define FDS 2

struct zygote {
	zygote_child *child;
	zygote_ended *ended;
	void *arg;
	int signals; /* signalfd of SIGCHLD */
	struct born {
		pid_t pid;
		uint64_t id;
	} * born; /* our children */
	size_t n, size;
};

static void
report(uint32_t news, pid_t pid, uint64_t id, int status)
{
	struct zygote_report r = {
		.news = news, .pid = pid, .id = id, .status = status
	};

	/* A supervisor that has gone is noticed when reading. */
	if (send(ZYGOTE_FD, &r, sizeof(r), MSG_NOSIGNAL) < 0)
		return;
}

/* In the child: nothing of the zygote's is left open. */
static void
be_child(struct zygote *z, const struct zygote_order *o, const int fd[FDS])
{
	sigset_t none;

	close(ZYGOTE_FD);
	close(z->signals);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	_exit(z->child(z->arg, o, fd[0], fd[1]));
}

/* The supervisor counts the connection until it is told. */
static void
not_started(const struct zygote_order *o, const char *why)
{
	log_error("no process for connection %llu: %s",
	    (unsigned long long)o->id, why);
	report(ZYGOTE_ENDED, 0, o->id, 0);
}

static void
start(struct zygote *z, const struct zygote_order *o, const int fd[FDS])
{
	pid_t pid = fork();

	if (pid == 0)
		be_child(z, o, fd);
	if (pid < 0) {
		not_started(o, strerror(errno));
		return;
	}
	if (z->n == z->size) {
		z->size = z->size * 2 + 16;
		z->born = mem_grow(z->born, z->size, sizeof(*z->born));
	}
	z->born[z->n++] = (struct born){ pid, o->id };
	report(ZYGOTE_STARTED, pid, o->id, 0);
}

static void
end_one(struct zygote *z, pid_t pid)
{
	for (size_t i = 0; i < z->n; i++)
		if (z->born[i].pid == pid) /* not reaped, so still it */
			kill(pid, SIGKILL);
}

static void
reap(struct zygote *z)
{
	struct signalfd_siginfo info;
	int status;
	pid_t pid;

	if (read(z->signals, &info, sizeof(info)) < 0 && errno != EAGAIN)
		return;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (z->ended != NULL)
			z->ended(z->arg, pid);
		for (size_t i = 0; i < z->n; i++)
			if (z->born[i].pid == pid) {
				report(
				    ZYGOTE_ENDED, pid, z->born[i].id, status);
				z->born[i] = z->born[--z->n];
				break;
			}
	}
}

/* The descriptors that came with m; -1 where there is none. */
static void
take_fds(struct msghdr *m, int fd[FDS])
{
	struct cmsghdr *c;
	size_t n;

	for (size_t i = 0; i < FDS; i++)
		fd[i] = -1;
	for (c = CMSG_FIRSTHDR(m); c != NULL; c = CMSG_NXTHDR(m, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		memcpy(fd, CMSG_DATA(c), (n < FDS ? n : FDS) * sizeof(int));
	}
}

/* One order: false when the supervisor has gone. */
static bool
obey(struct zygote *z)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(FDS * sizeof(int))];
	} control;
	struct zygote_order o;
	struct iovec part = { &o, sizeof(o) };
	struct msghdr m = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof(control.bytes) };
	ssize_t n = recvmsg(ZYGOTE_FD, &m, MSG_CMSG_CLOEXEC);
	int fd[FDS];

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return true;
	if (n != (ssize_t)sizeof(o))
		return false;
	take_fds(&m, fd);
	if (o.verb == ZYGOTE_START && fd[0] >= 0 && fd[1] >= 0)
		start(z, &o, fd);
	else if (o.verb == ZYGOTE_START)
		not_started(&o, "its descriptors did not come");
	else if (o.verb == ZYGOTE_KILL)
		end_one(z, o.pid);
	for (size_t i = 0; i < FDS; i++)
		if (fd[i] >= 0)
			close(fd[i]);
	return true;
}

/* The supervisor has gone: the children know as well, and get their time. */
static void
wait_for_children(struct zygote *z)
{
	struct pollfd p = { .fd = z->signals, .events = POLLIN };
	int64_t until = clock_ticks_ms() + END_MS, left;

	reap(z);
	while (z->n > 0 && (left = until - clock_ticks_ms()) > 0) {
		poll(&p, 1, (int)left);
		reap(z);
	}
	for (size_t i = 0; i < z->n; i++)
		kill(z->born[i].pid, SIGKILL);
	while (waitpid(-1, NULL, 0) > 0)
		;
}

int
zygote_serve(zygote_child *child, zygote_ended *ended, void *arg)
{
	struct zygote z = { .child = child, .ended = ended, .arg = arg };
	struct pollfd p[2];
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	z.signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (z.signals < 0)
		return EX_OSERR;
	p[0] = (struct pollfd){ .fd = ZYGOTE_FD, .events = POLLIN };
	p[1] = (struct pollfd){ .fd = z.signals, .events = POLLIN };
	report(ZYGOTE_READY, getpid(), 0, 0);
	for (;;) {
		if (poll(p, 2, -1) < 0)
			continue;
		if (p[1].revents != 0)
			reap(&z);
		if (p[0].revents != 0 && !obey(&z))
			break;
	}
	wait_for_children(&z);
	close(z.signals);
	free(z.born);
	return 0;
}
