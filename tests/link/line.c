/* SPDX-License-Identifier: Apache-2.0 */
/* The line of a link: reads, waits, writes. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "tests/link/link.h"

#define CONNECTIONS 64
#define PIECES 256 /* segments on the line, each way */

/* A segment on its way; an empty one is an end. */
struct piece {
	int64_t due;
	int n;
};

enum { UP, DOWN };

/* One way of a connection. */
struct way {
	int from, to;  /* -1: not read from any more; not there yet */
	int64_t opens; /* not read from before */
	char bytes[LINK_QUEUE];
	size_t begin, held;
	struct piece piece[PIECES];
	int first, n;
	int at; /* of the first piece, written already */
};

struct connection {
	int client, server; /* -1: not there */
	int64_t dials;	    /* when the far side hears of it; 0: it has */
	struct way way[2];
};

struct line {
	struct link_how how;
	struct link_count count;
	int64_t now, free[2]; /* when the line has room again, each way */
	int last;	      /* which way was spoken */
	bool cut;
	struct connection *all[CONNECTIONS];
	int n;
};

static int64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int64_t
half_trip(const struct line *l)
{
	return (int64_t)l->how.rtt_ms * 500;
}

/* --- connections -----------------------------------------------------------
 */

static void
accept_one(struct line *l, int listening)
{
	int fd = accept4(listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	struct connection *c;
	int yes = 1;

	if (fd < 0)
		return;
	if (l->n == CONNECTIONS) {
		close(fd);
		return;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
	c = mem_zero(1, sizeof(*c));
	c->client = fd;
	c->server = -1;
	c->dials = l->now + half_trip(l);
	c->way[UP].from = c->way[DOWN].to = fd;
	c->way[UP].to = c->way[DOWN].from = -1;
	c->way[UP].opens = c->dials + half_trip(l);
	l->all[l->n++] = c;
}

static bool
dial(const struct line *l, struct connection *c)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)l->how.to),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;

	c->dials = 0;
	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof(a)) != 0) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	fcntl(fd, F_SETFL, O_NONBLOCK);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
	c->server = c->way[UP].to = c->way[DOWN].from = fd;
	return true;
}

static void
drop(struct line *l, int i)
{
	struct connection *c = l->all[i];

	close(c->client);
	if (c->server >= 0)
		close(c->server);
	free(c);
	l->all[i] = l->all[--l->n];
}

/* --- one way ----------------------------------------------------------------
 */

static bool
has_room(const struct way *w)
{
	return w->held + LINK_SEGMENT <= LINK_QUEUE && w->n < PIECES;
}

/* Put a segment on the line: it leaves when those before have, and arrives
 * half a round trip later. */
static void
put_on_line(struct line *l, struct way *w, int way, int n)
{
	int64_t from = l->free[way] > l->now ? l->free[way] : l->now;

	if (l->how.rate > 0)
		from += ((int64_t)n + l->how.header) * 8000000 / l->how.rate;
	l->free[way] = from;
	w->piece[(w->first + w->n++) % PIECES] =
	    (struct piece){ from + half_trip(l), n };
}

static void
tally(struct line *l, int way, int n)
{
	if (way == UP) {
		l->count.up += (uint64_t)n;
		l->count.segments_up++;
		l->count.turns += l->last == DOWN;
	} else {
		l->count.down += (uint64_t)n;
		l->count.segments_down++;
	}
	l->last = way;
}

static void
read_way(struct line *l, struct way *w, int way)
{
	char part[LINK_SEGMENT];
	ssize_t n = read(w->from, part, sizeof(part));

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		w->from = -1;
		put_on_line(l, w, way, 0);
		return;
	}
	for (ssize_t i = 0; i < n; i++)
		w->bytes[(w->begin + w->held++) % LINK_QUEUE] = part[i];
	put_on_line(l, w, way, (int)n);
	tally(l, way, (int)n);
}

/* false when the far side has gone. */
static bool
write_some(struct way *w, size_t left)
{
	size_t most = LINK_QUEUE - w->begin;
	ssize_t n = send(w->to, w->bytes + w->begin, left < most ? left : most,
	    MSG_NOSIGNAL);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	w->begin = (w->begin + (size_t)n) % LINK_QUEUE;
	w->held -= (size_t)n;
	w->at += (int)n;
	return true;
}

/* Everything that has arrived. */
static bool
write_way(struct line *l, struct way *w)
{
	struct piece *p;
	int was;

	while (w->n > 0 && (p = &w->piece[w->first])->due <= l->now) {
		was = w->at;
		if (p->n == 0)
			shutdown(w->to, SHUT_WR);
		else if (!write_some(w, (size_t)(p->n - w->at)))
			return false;
		if (w->at < p->n) {
			if (w->at == was)
				return true; /* it takes no more for now */
			continue;
		}
		w->at = 0;
		w->first = (w->first + 1) % PIECES;
		w->n--;
	}
	return true;
}

/* --- the loop ----------------------------------------------------------------
 */

static void
sooner(int64_t *next, int64_t at)
{
	if (*next < 0 || at < *next)
		*next = at;
}

/* What to wait for: sockets into p, the next time into *next. */
static int
plan(struct line *l, struct pollfd *p, int64_t *next)
{
	int n = 0;

	*next = -1;
	for (int i = 0; i < l->n && !l->cut; i++) {
		struct connection *c = l->all[i];

		if (c->dials != 0)
			sooner(next, c->dials);
		for (int k = UP; k <= DOWN; k++) {
			struct way *w = &c->way[k];
			bool reads = w->from >= 0 && has_room(w);

			if (reads && w->opens > l->now)
				sooner(next, w->opens);
			else if (reads)
				p[n++] = (struct pollfd){ w->from, POLLIN, 0 };
			if (w->n > 0 && w->piece[w->first].due > l->now)
				sooner(next, w->piece[w->first].due);
			else if (w->n > 0 && w->to >= 0)
				p[n++] = (struct pollfd){ w->to, POLLOUT, 0 };
		}
	}
	return n;
}

static bool
is_ready(const struct pollfd *p, int n, int fd)
{
	for (int i = 0; i < n; i++)
		if (p[i].fd == fd && (p[i].events & POLLIN) && p[i].revents)
			return true;
	return false;
}

/* false: the connection is over. */
static bool
step(struct line *l, struct connection *c, const struct pollfd *p, int n)
{
	if (c->dials != 0 && c->dials <= l->now && !dial(l, c))
		return false;
	for (int k = UP; k <= DOWN; k++) {
		struct way *w = &c->way[k];

		if (w->from >= 0 && is_ready(p, n, w->from))
			read_way(l, w, k);
		if (w->to >= 0 && !write_way(l, w))
			return false;
	}
	return c->way[UP].from >= 0 || c->way[DOWN].from >= 0 ||
	       c->way[UP].n + c->way[DOWN].n > 0;
}

static void
obey(struct line *l, const char *said, int control)
{
	char answer[128];

	if (strncmp(said, "count", 5) == 0) {
		int n = snprintf(answer, sizeof(answer),
		    "%llu %llu %llu %llu %llu\n",
		    (unsigned long long)l->count.up,
		    (unsigned long long)l->count.down,
		    (unsigned long long)l->count.segments_up,
		    (unsigned long long)l->count.segments_down,
		    (unsigned long long)l->count.turns);
		if (write(control, answer, (size_t)n) < 0)
			return; /* its end is seen at the next read */
	} else if (strncmp(said, "cut", 3) == 0)
		l->cut = true;
	else if (strncmp(said, "half", 4) == 0) {
		/* read to its end first, and that comes now */
		for (int i = 0; i < l->n; i++)
			shutdown(l->all[i]->client, SHUT_RD);
	} else
		sscanf(said, "pace %ld %d", &l->how.rate, &l->how.rtt_ms);
}

/* false at the end of the link. */
static bool
read_control(struct line *l, int control)
{
	char said[128];
	ssize_t n = read(control, said, sizeof(said) - 1);

	if (n <= 0)
		return n < 0 && errno == EINTR;
	said[n] = '\0';
	for (char *line = strtok(said, "\n"); line != NULL;
	     line = strtok(NULL, "\n"))
		obey(l, line, control);
	return true;
}

int
link_serve(const struct link_how *how, int listening, int control)
{
	static struct pollfd p[4 * CONNECTIONS + 2];
	struct line l = { .how = *how, .last = DOWN };
	struct timespec t;
	int64_t next;
	int n;

	for (;;) {
		l.now = now_us();
		n = plan(&l, p, &next);
		p[n] = (struct pollfd){ listening, POLLIN, 0 };
		p[n + 1] = (struct pollfd){ control, POLLIN, 0 };
		next = next > l.now ? next - l.now : next < 0 ? -1 : 0;
		t.tv_sec = next / 1000000;
		t.tv_nsec = next % 1000000 * 1000;
		if (ppoll(p, (nfds_t)n + 2, next < 0 ? NULL : &t, NULL) < 0)
			continue;
		l.now = now_us();
		if (p[n + 1].revents != 0 && !read_control(&l, control))
			break;
		if (p[n].revents != 0)
			accept_one(&l, listening);
		for (int i = l.n - 1; i >= 0 && !l.cut; i--)
			if (!step(&l, l.all[i], p, n))
				drop(&l, i);
	}
	while (l.n > 0)
		drop(&l, 0);
	return 0;
}
