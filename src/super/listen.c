/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "src/super/internal.h"

#define PAUSE_MS 250 /* until what is missing may be there again */
#define PAUSE_TOLD_MS 10000

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	struct sockaddr_storage room;
};

static socklen_t
address_read(const char *text, int port, union address *a)
{
	memset(a, 0, sizeof(*a));
	if (inet_pton(AF_INET, text, &a->v4.sin_addr) == 1) {
		a->v4.sin_family = AF_INET;
		a->v4.sin_port = htons((uint16_t)port);
		return sizeof(a->v4);
	}
	if (inet_pton(AF_INET6, text, &a->v6.sin6_addr) == 1)
		a->v6.sin6_family = AF_INET6;
	a->v6.sin6_port = htons((uint16_t)port);
	return sizeof(a->v6);
}

static int
bind_one(const union address *a, socklen_t len)
{
	const int yes = 1;
	int fd = socket(
	    a->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) != 0 ||
	    (a->any.sa_family == AF_INET6 &&
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof(yes)) !=
		    0) ||
	    bind(fd, &a->any, len) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static int
port_of(int fd)
{
	union address a;
	socklen_t len = sizeof(a);

	if (getsockname(fd, &a.any, &len) != 0)
		return 0;
	return ntohs(
	    a.any.sa_family == AF_INET ? a.v4.sin_port : a.v6.sin6_port);
}

/* The kernel asks after keepalive seconds of silence, thrice; what we have
 * sent is waited for as long.  No byte of SSH is spent on it. */
static void
tune(struct super *s, int fd)
{
	const int yes = 1, idle = (int)s->c->keepalive, tries = 2;
	const int unsent = 8192;
	const unsigned wait = (unsigned)s->c->keepalive * 3000;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof(yes));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof(idle));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &idle, sizeof(idle));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &tries, sizeof(tries));
	setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &wait, sizeof(wait));
	/* On a slow link a screen waits with us, where a newer one can take
	 * its place, rather than in the kernel. */
	setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof(unsent));
}

/* What comes meanwhile waits with the kernel. */
void
listen_hold(struct super *s)
{
	for (int i = 0; i < s->n_listeners; i++)
		epoll_ctl(s->epoll, EPOLL_CTL_DEL, s->listener[i].fd, NULL);
	s->listen_again = clock_ticks_ms() + PAUSE_MS;
}

/* Without a descriptor left, asking again at once would only keep the
 * processor busy. */
static void
listen_pause(struct super *s)
{
	int64_t now = clock_ticks_ms();

	if (s->paused_told == 0 || now - s->paused_told > PAUSE_TOLD_MS) {
		log_error("no new connection for now: %s", strerror(errno));
		s->paused_told = now;
	}
	listen_hold(s);
}

static bool
both_serve(const struct super *s)
{
	return s->child[CHILD_SESSION].ready && s->child[CHILD_NETWORK].ready;
}

void
listen_resume(struct super *s)
{
	struct epoll_event e = { .events = EPOLLIN };

	if (!both_serve(s)) {
		s->listen_again = clock_ticks_ms() + PAUSE_MS;
		return;
	}
	s->listen_again = 0;
	for (int i = 0; i < s->n_listeners; i++) {
		e.data.ptr = &s->listener[i];
		if (epoll_ctl(s->epoll, EPOLL_CTL_ADD, s->listener[i].fd, &e) !=
			0 &&
		    errno != EEXIST)
			s->listen_again = clock_ticks_ms() + PAUSE_MS;
	}
}

static void
listen_ready(struct super *s, void *arg)
{
	struct watch *w = arg;
	union address from;
	socklen_t len = sizeof(from);
	int fd;

	/* One has died in the same breath: whoever comes waits for the next. */
	if (!both_serve(s)) {
		listen_hold(s);
		return;
	}
	while ((fd = accept4(w->fd, &from.any, &len,
		    SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0) {
		tune(s, fd);
		conn_accept(s, fd, &from.any);
		len = sizeof(from);
	}
	if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS ||
	    errno == ENOMEM)
		listen_pause(s);
}

static int
open_one(struct super *s, const char *text)
{
	union address a;
	socklen_t len = address_read(text, s->port, &a);
	int fd = bind_one(&a, len);

	if (fd < 0 && (errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL) &&
	    strcmp(text, "::") == 0)
		return 0; /* a machine without IPv6 */
	if (fd < 0) {
		log_error("cannot listen on %s port %d: %s", text, s->port,
		    strerror(errno));
		return ERR_SYSTEM;
	}
	if (s->port == 0)
		s->port = port_of(fd);
	s->listener[s->n_listeners++].fd = fd;
	return 0;
}

int
listen_open(struct super *s)
{
	char *copy, *rest, *word;
	int r = 0;

	s->port = (int)s->c->port;
	copy = rest = mem_text(s->c->listen);
	while (r == 0 && (word = strsep(&rest, " \t")) != NULL)
		if (*word != '\0' && s->n_listeners < LISTENERS_MAX)
			r = open_one(s, word);
	free(copy);
	return r != 0 || s->n_listeners > 0 ? r : ERR_SYSTEM;
}

int
listen_start(struct super *s)
{
	int r = 0;

	for (int i = 0; i < s->n_listeners && r == 0; i++) {
		struct watch *w = &s->listener[i];

		r = listen(w->fd, 1024) == 0
			? super_watch(s, w, w->fd, listen_ready, w)
			: ERR_SYSTEM;
	}
	return r;
}

void
listen_close(struct super *s)
{
	for (int i = 0; i < s->n_listeners; i++)
		super_unwatch(s, &s->listener[i]);
	s->n_listeners = 0;
}
