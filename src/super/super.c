/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "src/super/internal.h"

#define ASKED_MS 1000 /* for whoever only asks who serves */
#define ASKED_LOOK_MS 10

int
super_watch(struct super *s, struct watch *w, int fd,
    void (*ready)(struct super *s, void *arg), void *arg)
{
	struct epoll_event e = { .events = EPOLLIN, .data.ptr = w };

	*w = (struct watch){ fd, ready, arg };
	if (epoll_ctl(s->epoll, EPOLL_CTL_ADD, fd, &e) == 0)
		return 0;
	close(fd);
	w->fd = -1;
	return ERR_SYSTEM;
}

void
super_unwatch(struct super *s, struct watch *w)
{
	if (w->fd < 0)
		return;
	epoll_ctl(s->epoll, EPOLL_CTL_DEL, w->fd, NULL);
	close(w->fd);
	w->fd = -1;
}

/* From here on everything ends: the network processes see the life line hang
 * up, restore their clients' screens and go; sessions see them go. */
void
super_stop(struct super *s, int status)
{
	if (s->stop_by != 0)
		return;
	notify("STOPPING=1");
	s->status = status;
	s->stop_by = clock_ticks_ms() + STOP_MS;
	listen_close(s);
	close(s->life[1]);
	s->life[1] = -1;
	for (int k = 0; k < CHILD_KINDS; k++)
		if (s->child[k].control.fd >= 0)
			shutdown(s->child[k].control.fd, SHUT_WR);
	if (s->child[CHILD_KEEPER].pid > 0)
		kill(s->child[CHILD_KEEPER].pid, SIGTERM);
}

/* Somebody has ended: one of our own, or an orphan of a dead zygote. */
static void
reap(struct super *s)
{
	enum child_kind kind;
	struct conn *c;
	int status, k;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (k = 0; k < CHILD_KINDS; k++)
			if (s->child[k].pid == pid)
				break;
		if (k < CHILD_KINDS)
			child_ended(s, &s->child[k], status);
		else if ((c = conn_of_pid(s, pid, &kind)) != NULL)
			conn_ended(c, kind, status);
	}
}

static void
signals_ready(struct super *s, void *arg)
{
	struct signalfd_siginfo info;

	(void)arg;
	while (
	    read(s->signals.fd, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		if (info.ssi_signo == SIGCHLD)
			reap(s);
		else if (info.ssi_signo != SIGHUP)
			super_stop(s, 0);
	}
}

static void
timer_ready(struct super *s, void *arg)
{
	uint64_t n;

	(void)arg;
	if (read(s->timer.fd, &n, sizeof(n)) < 0)
		return;
}

/* Say that we serve, once both zygotes can. */
static void
announce(struct super *s)
{
	char line[64];
	int n;

	if (s->announced || s->stop_by != 0 || !s->child[CHILD_SESSION].ready ||
	    !s->child[CHILD_NETWORK].ready)
		return;
	s->announced = true;
	if (listen_start(s) != 0) {
		log_error("cannot listen: %s", strerror(errno));
		super_stop(s, EX_OSERR);
		return;
	}
	log_info("serving %s on port %d", s->c->data, s->port);
	notify("READY=1");
	if (s->how->ready_fd < 0)
		return;
	n = snprintf(line, sizeof(line), "ready port=%d\n", s->port);
	if (write(s->how->ready_fd, line, (size_t)n) < 0)
		log_warn("nobody reads --ready-fd");
	close(s->how->ready_fd);
}

/* What is due now; the timer is set for the next. */
static void
do_due(struct super *s)
{
	int64_t now = clock_ticks_ms(), next = s->stop_by;
	struct itimerspec at = { 0 };

	conn_check(s, now);
	if (s->listen_again != 0 && s->listen_again <= now)
		listen_resume(s);
	if (s->listen_again != 0 && (next == 0 || s->listen_again < next))
		next = s->listen_again;
	for (int k = 0; k < CHILD_KINDS; k++) {
		struct child *c = &s->child[k];

		if (c->again != 0 && c->again <= now && s->stop_by == 0 &&
		    child_start(s, c) != 0)
			c->again = now + 1000;
		if (c->again != 0 && (next == 0 || c->again < next))
			next = c->again;
	}
	for (struct conn *c = s->conns; c != NULL; c = c->next)
		if (c->deadline != 0 && (next == 0 || c->deadline < next))
			next = c->deadline;
	at.it_value.tv_sec = next / 1000;
	at.it_value.tv_nsec = next % 1000 * 1000000;
	timerfd_settime(s->timer.fd, TFD_TIMER_ABSTIME, &at, NULL);
}

/* All that we started has ended, or its time to do so is over. */
static bool
is_over(struct super *s)
{
	bool running = s->conns != NULL;

	if (s->stop_by == 0)
		return false;
	for (int k = 0; k < CHILD_KINDS; k++)
		running |= s->child[k].pid > 0;
	return !running || clock_ticks_ms() >= s->stop_by;
}

static void
kill_rest(struct super *s)
{
	for (int k = 0; k < CHILD_KINDS; k++)
		if (s->child[k].pid > 0)
			kill(s->child[k].pid, SIGKILL);
	for (struct conn *c = s->conns; c != NULL; c = c->next)
		for (int k = CHILD_SESSION; k <= CHILD_NETWORK; k++)
			if (!c->done[k] && c->pid[k] > 0)
				kill(c->pid[k], SIGKILL);
	while (waitpid(-1, NULL, 0) > 0)
		;
}

static void
serve(struct super *s)
{
	struct epoll_event e[32];
	struct watch *w;
	int n;

	while (!is_over(s)) {
		do_due(s);
		n = epoll_wait(s->epoll, e, nitems(e), -1);
		for (int i = 0; i < n; i++) {
			w = e[i].data.ptr;
			if (w->fd >= 0)
				w->ready(s, w->arg);
		}
		conn_sweep(s);
		announce(s);
	}
	kill_rest(s);
}

/* One that leaves takes the name away before it lets go: held without a name,
 * the file keeps nobody out. */
static bool
is_named(int fd, const char *path)
{
	struct stat held, named;

	return fstat(fd, &held) == 0 && stat(path, &named) == 0 &&
	       held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

/* Whoever asks who serves (doctor, a package's script) holds the lock for a
 * moment: that is no server. */
static int
hold(int fd)
{
	int64_t until = clock_ticks_ms() + ASKED_MS;

	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK || clock_ticks_ms() >= until)
			return ERR_EXISTS;
		poll(NULL, 0, ASKED_LOOK_MS);
	}
	return 0;
}

/* Ours from here on, or another's and left as it is. */
static int
pid_file_take(const char *path, int *out)
{
	int fd;

	for (;;) {
		fd =
		    open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
		if (fd < 0)
			return ERR_SYSTEM;
		if (hold(fd) != 0) {
			close(fd);
			return ERR_EXISTS;
		}
		if (is_named(fd, path))
			break;
		close(fd);
	}
	*out = fd;
	return 0;
}

/* One server a data folder; its process id for whoever wants to stop it. */
static int
take_folder(struct super *s)
{
	char path[1100], text[16];
	int n, r;

	snprintf(path, sizeof(path), "%s/xinqingd.pid", s->c->data);
	if ((r = pid_file_take(path, &s->pid_fd)) != 0) {
		if (r == ERR_EXISTS)
			log_error("%s is served already", s->c->data);
		else
			log_error("%s: %s", path, strerror(errno));
		return r;
	}
	/* Whatever the unit's umask: the store's account asks who serves. */
	(void)!fchmod(s->pid_fd, 0644);
	n = snprintf(text, sizeof(text), "%d\n", (int)getpid());
	if (ftruncate(s->pid_fd, 0) != 0 ||
	    write(s->pid_fd, text, (size_t)n) != n)
		return ERR_SYSTEM;
	return 0;
}

static void
leave_folder(struct super *s)
{
	char path[1100];

	if (s->pid_fd < 0)
		return;
	snprintf(path, sizeof(path), "%s/xinqingd.pid", s->c->data);
	unlink(path);
	close(s->pid_fd);
}

/* A sample's passphrases are known to all: it stays on this machine. */
static int
check_sample(const struct super *s)
{
	char path[1100], *copy, *rest, *word;
	int r = 0;

	snprintf(path, sizeof(path), "%s/sample", s->c->data);
	if (access(path, F_OK) != 0)
		return 0;
	copy = rest = mem_text(s->c->listen);
	while ((word = strsep(&rest, " \t")) != NULL)
		if (*word != '\0' && strncmp(word, "127.", 4) != 0 &&
		    strcmp(word, "::1") != 0)
			r = ERR_DENIED;
	free(copy);
	if (r != 0)
		log_error("%s is a sample, whose passphrases everybody knows: "
			  "listen on 127.0.0.1 or ::1 alone",
		    s->c->data);
	return r;
}

/* Once and loudly: what is less than it could be. */
static void
say_accounts(void)
{
	if (getuid() != 0)
		log_warn("NOT STARTED AS ROOT: all processes share one account "
			 "and none has an empty root; landlock and seccomp "
			 "still hold");
	else if (getpwnam("xinqing-net") == NULL ||
		 getpwnam("xinqing-keep") == NULL)
		log_warn(
		    "THE ACCOUNTS xinqing-net AND xinqing-keep ARE MISSING: "
		    "others stand in for them");
}

static int
open_signals(struct super *s)
{
	static const int caught[] = { SIGCHLD, SIGTERM, SIGINT, SIGHUP };
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < nitems(caught); i++)
		sigaddset(&set, caught[i]);
	signal(SIGPIPE, SIG_IGN);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return ERR_SYSTEM;
	return super_watch(s, &s->signals,
	    signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK), signals_ready,
	    NULL);
}

static int
open_all(struct super *s)
{
	struct rlimit l;
	uint64_t seed;
	int r;

	if (getrlimit(RLIMIT_NOFILE, &l) == 0) {
		l.rlim_cur = l.rlim_max; /* one or two a connection */
		setrlimit(RLIMIT_NOFILE, &l);
	}
	/* Orphans of a dead zygote become ours, so that none is left. */
	if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0 ||
	    getrandom(&seed, sizeof(seed), 0) != sizeof(seed) ||
	    pipe2(s->life, O_CLOEXEC) != 0 ||
	    socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, s->ask) !=
		0 ||
	    (s->epoll = epoll_create1(EPOLL_CLOEXEC)) < 0)
		return ERR_SYSTEM;
	s->limit = limit_new(s->c, seed);
	if ((r = open_signals(s)) != 0)
		return r;
	return super_watch(s, &s->timer,
	    timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK),
	    timer_ready, NULL);
}

static int
start_all(struct super *s)
{
	int r = 0;

	epoch_clear(s->c->data);
	for (int k = 0; k < CHILD_KINDS && r == 0; k++) {
		s->child[k].kind = (enum child_kind)k;
		r = child_start(s, &s->child[k]);
	}
	return r;
}

int
super_run(const struct conf *c, const struct super_how *how)
{
	struct super s = {
		.c = c, .how = how, .pid_fd = -1, .life = { -1, -1 }
	};

	umask(077);
	say_accounts();
	for (int k = 0; k < CHILD_KINDS; k++)
		s.child[k].control.fd = -1;
	if (take_folder(&s) != 0 || check_sample(&s) != 0)
		s.status = EX_CONFIG;
	else if (listen_open(&s) != 0)
		s.status = EX_UNAVAILABLE;
	else if (open_all(&s) != 0 || start_all(&s) != 0) {
		log_error("cannot start: %s", strerror(errno));
		s.status = EX_OSERR;
		super_stop(&s, EX_OSERR);
		kill_rest(&s);
	} else
		serve(&s);
	leave_folder(&s);
	conn_free_all(&s);
	limit_free(s.limit);
	return s.status;
}
