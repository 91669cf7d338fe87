/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "super/asked.h"
#include "super/zygote.h"

#define FDS 3
#define FDS_ROOM 16 /* more than we take come in, to be closed */
#define HIGH 64

struct asked {
	asked_child *child;
	void *arg;
	int socket, signals;
	pid_t *born; /* that run */
	unsigned running, most;
};

/* In the child: the three in their places, above whatever they were, and
 * nothing else. */
static void
place(const int fd[FDS])
{
	int high[FDS];

	for (int i = 0; i < FDS; i++)
		high[i] = fcntl(fd[i], F_DUPFD, HIGH);
	for (int i = 0; i < FDS; i++)
		if (high[i] < 0 || dup2(high[i], i) < 0)
			_exit(EX_OSERR);
	if (close_range(FDS, ~0u, 0) != 0)
		_exit(EX_OSERR);
}

static void
be_child(const struct asked *a, const int fd[FDS], pid_t zygote)
{
	sigset_t none;

	place(fd);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != zygote)
		_exit(EX_OSERR);
	_exit(a->child(a->arg));
}

static void
start(struct asked *a, const int fd[FDS])
{
	pid_t zygote = getpid(), pid = fork();

	if (pid == 0)
		be_child(a, fd, zygote);
	if (pid < 0)
		log_error("no process for a request: %s", strerror(errno));
	else
		a->born[a->running++] = pid;
}

/* The descriptors that came with m, closed but for the first three. */
static int
take_fds(struct msghdr *m, int fd[FDS])
{
	int all[FDS_ROOM], n = 0;

	for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c != NULL;
	     c = CMSG_NXTHDR(m, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		n = (int)((c->cmsg_len - CMSG_LEN(0)) / sizeof(int));
		memcpy(all, CMSG_DATA(c), (size_t)n * sizeof(int));
		for (int i = 0; i < n; i++)
			if (i < FDS)
				fd[i] = all[i];
			else
				close(all[i]);
	}
	return n;
}

/* One request; what is none is passed over, since all sessions speak here.
 * False if nothing was in it. */
static bool
take_one(struct asked *a)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(FDS_ROOM * sizeof(int))];
	} control;
	char byte;
	struct iovec part = { &byte, 1 };
	struct msghdr m = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof(control.bytes) };
	int fd[FDS] = { -1, -1, -1 }, n;

	if (recvmsg(a->socket, &m, MSG_CMSG_CLOEXEC | MSG_DONTWAIT) <= 0)
		return false;
	n = take_fds(&m, fd);
	if (n == FDS)
		start(a, fd);
	for (int i = 0; i < FDS; i++)
		if (fd[i] >= 0)
			close(fd[i]);
	return true;
}

static void
reap(struct asked *a)
{
	struct signalfd_siginfo info;
	int status;
	pid_t pid;

	if (read(a->signals, &info, sizeof(info)) < 0 && errno != EAGAIN)
		return;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (unsigned i = 0; i < a->running; i++)
			if (a->born[i] == pid) {
				a->born[i] = a->born[--a->running];
				break;
			}
		if (WIFSIGNALED(status))
			log_warn(
			    "a reader ended by signal %d", WTERMSIG(status));
	}
}

static bool
supervisor_is_gone(const struct pollfd *p)
{
	struct zygote_order o;

	if (p->revents == 0)
		return false;
	return recv(ZYGOTE_FD, &o, sizeof(o), MSG_DONTWAIT) == 0;
}

static void
serve(struct asked *a)
{
	struct pollfd p[3] = { { .fd = ZYGOTE_FD, .events = POLLIN },
		{ .fd = a->signals, .events = POLLIN }, { .events = POLLIN } };

	do {
		p[2].fd = a->running < a->most ? a->socket : -1;
		if (poll(p, nitems(p), -1) < 0)
			continue;
		if (p[1].revents != 0)
			reap(a);
		if (p[2].fd < 0 || p[2].revents == 0)
			continue;
		if (!take_one(a) && (p[2].revents & (POLLHUP | POLLERR)) != 0)
			a->socket = -1; /* nobody is left who could ask */
	} while (!supervisor_is_gone(&p[0]));
}

static void
end_all(const struct asked *a)
{
	for (unsigned i = 0; i < a->running; i++)
		kill(a->born[i], SIGKILL);
	while (waitpid(-1, NULL, 0) > 0)
		;
}

int
asked_serve(int socket, unsigned most, asked_child *child, void *arg)
{
	const struct zygote_report ready = { .news = ZYGOTE_READY,
		.pid = getpid() };
	struct asked a = {
		.child = child, .arg = arg, .socket = socket, .most = most
	};
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	a.signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (a.signals < 0 ||
	    send(ZYGOTE_FD, &ready, sizeof(ready), MSG_NOSIGNAL) < 0)
		return EX_OSERR;
	a.born = mem_zero(most, sizeof(*a.born));
	serve(&a);
	end_all(&a);
	close(a.signals);
	free(a.born);
	return 0;
}
