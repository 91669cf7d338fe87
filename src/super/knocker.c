/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/confine.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "super/knocker.h"

#define AT_ONCE 16
#define ORDER_MS 1000 /* for the keeper to wait, at most */
#define LEAVE_MS 3000 /* for those that run, once the keeper has gone */
#define SOCKET_FD 3
#define MEMORY ((size_t)1 << 30) /* of a command: a script and a client */
#define FILES 64

struct order {
	int64_t id, person;
	int32_t channel, pad;
};

struct run {
	pid_t pid; /* 0: free; its group has the same number */
	int64_t id, until;
	bool hung;
};

struct knocker {
	const struct knocker_how *how;
	struct order queue[KNOCKER_QUEUE];
	size_t first, n;
	struct run run[AT_ONCE];
	int signals, null;
	pid_t self;
	int64_t leave_by; /* 0: the keeper is there */
};

/* --- the command ------------------------------------------------------------
 */

/* In the child, which is the command from here on. */
static void
be_command(const struct knocker *k, const struct order *o)
{
	const struct confine_bounds b = { FILES, MEMORY, 0, 1 };
	char person[24], path[] = "PATH=/usr/bin:/bin", lang[] = "LANG=C.UTF-8";
	char *environment[] = { path, lang, NULL };
	char *argv[] = { (char *)(uintptr_t)k->how->command[o->channel], person,
		(char *)(uintptr_t)k->how->sentence, NULL };
	sigset_t none;

	snprintf(person, sizeof(person), "%lld", (long long)o->person);
	sigemptyset(&none);
	/* Nobody sees to it once the knocker is killed. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != k->self ||
	    setpgid(0, 0) != 0 || confine_bounds(&b) != 0 ||
	    dup2(k->null, 0) < 0 || dup2(k->null, 1) < 0 ||
	    dup2(k->null, 2) < 0 || close_range(SOCKET_FD, ~0u, 0) != 0 ||
	    signal(SIGPIPE, SIG_DFL) == SIG_ERR ||
	    signal(SIGINT, SIG_DFL) == SIG_ERR ||
	    signal(SIGTERM, SIG_DFL) == SIG_ERR ||
	    sigprocmask(SIG_SETMASK, &none, NULL) != 0)
		_exit(EX_OSERR);
	execve(argv[0], argv, environment);
	_exit(EX_UNAVAILABLE);
}

static void
report(int64_t id, enum knocker_end end)
{
	struct knocker_report r = { id, end };

	/* A keeper that has gone is noticed when reading. */
	if (send(SOCKET_FD, &r, sizeof(r), MSG_NOSIGNAL) < 0)
		return;
}

static struct run *
run_of(struct knocker *k, pid_t pid)
{
	for (size_t i = 0; i < nitems(k->run); i++)
		if (k->run[i].pid == pid)
			return &k->run[i];
	return NULL;
}

static void
start(struct knocker *k, struct run *run, const struct order *o)
{
	pid_t pid = -1;

	if (o->channel >= 0 && o->channel < KNOCKER_CHANNELS &&
	    k->how->command[o->channel][0] != '\0')
		pid = fork();
	if (pid == 0)
		be_command(k, o);
	if (pid < 0) {
		report(o->id, KNOCKER_FAILED);
		return;
	}
	setpgid(pid, pid); /* whoever of the two is first */
	*run = (struct run){ .pid = pid,
		.id = o->id,
		.until = clock_ticks_ms() + k->how->limit_ms };
}

static void
start_next(struct knocker *k)
{
	struct run *run;

	while (k->n > 0 && (run = run_of(k, 0)) != NULL) {
		start(k, run, &k->queue[k->first]);
		k->first = (k->first + 1) % KNOCKER_QUEUE;
		k->n--;
	}
}

/* What it left behind in its group goes with it: while it is not reaped, the
 * number is its own. */
static void
reap(struct knocker *k)
{
	struct signalfd_siginfo read_off;
	siginfo_t info = { 0 };
	struct run *run;
	int status;

	if (read(k->signals, &read_off, sizeof(read_off)) < 0 &&
	    errno != EAGAIN)
		return;
	while (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       info.si_pid > 0) {
		run = run_of(k, info.si_pid);
		if (run != NULL)
			kill(-info.si_pid, SIGKILL);
		waitpid(info.si_pid, &status, 0);
		if (run != NULL) {
			report(run->id,
			    run->hung ? KNOCKER_HUNG
			    : WIFEXITED(status) && WEXITSTATUS(status) == 0
				? KNOCKER_WELL
				: KNOCKER_FAILED);
			run->pid = 0;
		}
		info.si_pid = 0;
	}
}

static void
kill_late(struct knocker *k, int64_t now)
{
	for (size_t i = 0; i < nitems(k->run); i++) {
		struct run *run = &k->run[i];

		if (run->pid == 0 || run->hung || run->until > now)
			continue;
		run->hung = true;
		kill(-run->pid, SIGKILL);
		kill(run->pid, SIGKILL); /* not yet in its group */
	}
}

/* --- the process ------------------------------------------------------------
 */

/* Each order that has come; false once the keeper has gone. */
static bool
take_orders(struct knocker *k)
{
	struct order o;
	ssize_t n;

	while ((n = recv(SOCKET_FD, &o, sizeof(o), MSG_DONTWAIT)) ==
	       (ssize_t)sizeof(o)) {
		if (k->n == KNOCKER_QUEUE) { /* the keeper counts: never */
			report(o.id, KNOCKER_FAILED);
			continue;
		}
		k->queue[(k->first + k->n++) % KNOCKER_QUEUE] = o;
	}
	return n < 0 && (errno == EAGAIN || errno == EINTR);
}

/* What waits is nobody's any more; what runs may end well. */
static void
begin_to_leave(struct knocker *k)
{
	k->n = 0;
	k->leave_by = clock_ticks_ms() + LEAVE_MS;
	for (size_t i = 0; i < nitems(k->run); i++)
		if (k->run[i].until > k->leave_by)
			k->run[i].until = k->leave_by;
}

static bool
is_idle(const struct knocker *k)
{
	for (size_t i = 0; i < nitems(k->run); i++)
		if (k->run[i].pid != 0)
			return false;
	return true;
}

static int
next_ms(const struct knocker *k, int64_t now)
{
	int64_t next = -1, left;

	for (size_t i = 0; i < nitems(k->run); i++) {
		if (k->run[i].pid == 0 || k->run[i].hung)
			continue;
		left = k->run[i].until > now ? k->run[i].until - now : 0;
		next = next < 0 || left < next ? left : next;
	}
	return (int)next;
}

static void
serve(struct knocker *k)
{
	struct pollfd p[2] = { { .fd = k->signals, .events = POLLIN },
		{ .fd = SOCKET_FD, .events = POLLIN } };

	while (k->leave_by == 0 || !is_idle(k)) {
		if (poll(p, 2, next_ms(k, clock_ticks_ms())) < 0 &&
		    errno != EINTR)
			return;
		kill_late(k, clock_ticks_ms());
		reap(k);
		if (k->leave_by == 0 && !take_orders(k)) {
			begin_to_leave(k);
			p[1].fd = -1;
		}
		start_next(k);
	}
}

/* Nothing of the keeper's stays open but the pair; the log is stderr. */
static int
close_all(struct knocker *k, int fd)
{
	sigset_t set;

	if (dup2(fd, SOCKET_FD) < 0 ||
	    close_range(SOCKET_FD + 1, ~0u, 0) != 0 ||
	    fcntl(SOCKET_FD, F_SETFD, FD_CLOEXEC) != 0 || chdir("/") != 0 ||
	    (k->null = open("/dev/null", O_RDWR | O_CLOEXEC)) < 0 ||
	    dup2(k->null, STDIN_FILENO) < 0)
		return ERR_SYSTEM;
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	signal(SIGTERM, SIG_IGN); /* the pair says when to go */
	if (sigprocmask(SIG_SETMASK, &set, NULL) != 0)
		return ERR_SYSTEM;
	k->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return k->signals >= 0 ? 0 : ERR_SYSTEM;
}

static void
be_knocker(const struct knocker_how *how, int fd)
{
	struct knocker *k = mem_zero(1, sizeof(*k));

	k->how = how;
	k->self = getpid();
	prctl(PR_SET_NAME, "xinqing-knocker");
	if (close_all(k, fd) != 0 || confine_self() != 0 || how->account() != 0)
		log_fatal("the knocker cannot start: %s", strerror(errno));
	serve(k);
	_exit(0);
}

/* --- the keeper's side ------------------------------------------------------
 */

int
knocker_start(const struct knocker_how *how, int *fd, int32_t *pid)
{
	int pair[2];
	pid_t born;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return ERR_SYSTEM;
	if ((born = fork()) == 0)
		be_knocker(how, pair[1]);
	close(pair[1]);
	if (born < 0) {
		close(pair[0]);
		return ERR_SYSTEM;
	}
	*fd = pair[0];
	if (pid != NULL)
		*pid = born;
	return 0;
}

int
knocker_order(int fd, int64_t id, int64_t person, int channel)
{
	struct order o = { .id = id, .person = person, .channel = channel };
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	/* It reads at once, into a queue; a burst may be faster. */
	if (poll(&p, 1, ORDER_MS) != 1)
		return ERR_BUSY;
	if (send(fd, &o, sizeof(o), MSG_NOSIGNAL | MSG_DONTWAIT) ==
	    (ssize_t)sizeof(o))
		return 0;
	return errno == EAGAIN || errno == ENOBUFS ? ERR_BUSY : ERR_SYSTEM;
}

int
knocker_report(int fd, struct knocker_report *r)
{
	ssize_t n = recv(fd, r, sizeof(*r), MSG_DONTWAIT);

	if (n == (ssize_t)sizeof(*r))
		return 0;
	return n < 0 && (errno == EAGAIN || errno == EINTR) ? ERR_NOT_FOUND
							    : ERR_SYSTEM;
}
