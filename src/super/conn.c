/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/ending.h"
#include "base/log.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "src/super/internal.h"

#define REFUSED_TOLD_MS 10000 /* one line in so many for a flood */

static void
refuse(struct super *s, const char *peer, const char *why)
{
	int64_t now = clock_ticks_ms();

	s->refused++;
	if (s->refused_told != 0 && now - s->refused_told < REFUSED_TOLD_MS)
		return;
	log_warn("%lld refused, the last from %s: %s", (long long)s->refused,
	    peer, why);
	s->refused = 0;
	s->refused_told = now;
}

static void
peer_text(const struct sockaddr *a, char to[INET6_ADDRSTRLEN])
{
	const void *at =
	    &((const struct sockaddr_in6 *)(const void *)a)->sin6_addr;

	if (a->sa_family == AF_INET)
		at = &((const struct sockaddr_in *)(const void *)a)->sin_addr;
	if (inet_ntop(a->sa_family, at, to, INET6_ADDRSTRLEN) == NULL)
		strcpy(to, "?");
}

/* Where the client came to: what it can come to again. */
static void
local_text(int client, struct zygote_order *o)
{
	struct sockaddr_storage at;
	struct sockaddr *a = (struct sockaddr *)(void *)&at;
	socklen_t n = sizeof(at);

	if (getsockname(client, a, &n) != 0)
		return;
	peer_text(a, o->local);
	o->port = ntohs(a->sa_family == AF_INET
			    ? ((struct sockaddr_in *)(void *)&at)->sin_port
			    : ((struct sockaddr_in6 *)(void *)&at)->sin6_port);
}

static bool
is_loopback(const struct sockaddr *a)
{
	const struct in6_addr *v6 =
	    &((const struct sockaddr_in6 *)(const void *)a)->sin6_addr;

	if (a->sa_family == AF_INET)
		return ntohl(((const struct sockaddr_in *)(const void *)a)
				 ->sin_addr.s_addr) >>
			   24 ==
		       127;
	return IN6_IS_ADDR_LOOPBACK(v6) ||
	       (IN6_IS_ADDR_V4MAPPED(v6) && v6->s6_addr[12] == 127);
}

static void
conn_free(struct conn *c)
{
	super_unwatch(c->super, &c->news);
	*c->back = c->next;
	if (c->next != NULL)
		c->next->back = c->back;
	c->next = c->super->gone;
	c->super->gone = c;
}

void
conn_sweep(struct super *s)
{
	struct conn *c;

	while ((c = s->gone) != NULL) {
		s->gone = c->next;
		free(c);
	}
}

/* The session process is believed: it has tried the key and passphrase. */
static void
news_ready(struct super *s, void *arg)
{
	struct conn *c = arg;
	int64_t now = clock_ticks_ms();
	char what;
	ssize_t n = read(c->news.fd, &what, 1);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		super_unwatch(s, &c->news);
		return;
	}
	if (what == 'k' && !c->keyed) {
		c->keyed = true;
		limit_keyed(s->limit, c->source, now / 1000);
		c->deadline =
		    now + s->c->grace_passphrase * 1000 + GRACE_SPARE_MS;
	}
	if (what == 'v' && !c->keyed) /* types a code: still a stranger */
		c->deadline =
		    now + s->c->grace_passphrase * 1000 + GRACE_SPARE_MS;
	if (what == 'o' && c->keyed) {
		c->open = true;
		c->deadline = 0;
	}
}

/* Both ends of the wire and the news pipe go to the two zygotes. */
static bool
start_both(struct super *s, struct conn *c, int client, bool loopback)
{
	struct zygote_order o = {
		.verb = ZYGOTE_START, .id = c->id, .loopback = loopback
	};
	int wire[2], news[2];
	bool good;

	memcpy(o.peer, c->peer, sizeof(o.peer));
	local_text(client, &o);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, wire) != 0)
		return false;
	if (pipe2(news, O_CLOEXEC | O_NONBLOCK) != 0) {
		close(wire[0]);
		close(wire[1]);
		return false;
	}
	good = super_watch(s, &c->news, news[0], news_ready, c) == 0;
	c->done[CHILD_SESSION] = !good || !child_tell(&s->child[CHILD_SESSION],
					      &o, news[1], wire[1]);
	c->done[CHILD_NETWORK] =
	    c->done[CHILD_SESSION] ||
	    !child_tell(&s->child[CHILD_NETWORK], &o, client, wire[0]);
	close(wire[0]);
	close(wire[1]);
	close(news[1]);
	return !c->done[CHILD_SESSION];
}

static struct conn *
conn_new(struct super *s, struct limit_source source, const char *peer)
{
	struct conn *c = mem_zero(1, sizeof(*c));

	c->super = s;
	c->id = ++s->last_id;
	c->source = source;
	c->news.fd = -1;
	memcpy(c->peer, peer, sizeof(c->peer));
	c->deadline =
	    clock_ticks_ms() + s->c->grace_key * 1000 + GRACE_SPARE_MS;
	c->next = s->conns;
	c->back = &s->conns;
	if (c->next != NULL)
		c->next->back = &c->next;
	s->conns = c;
	return c;
}

void
conn_accept(struct super *s, int fd, const struct sockaddr *from)
{
	struct limit_source source = limit_source_of(from);
	char peer[INET6_ADDRSTRLEN];
	enum limit_answer a;
	unsigned chance = 0;
	struct conn *c;

	peer_text(from, peer);
	if (getrandom(&chance, sizeof(chance), GRND_NONBLOCK) < 0)
		chance = 0;
	a = limit_ask(s->limit, source, clock_ticks_ms() / 1000, chance % 100);
	if (a == LIMIT_COME_IN) {
		c = conn_new(s, source, peer);
		if (!start_both(s, c, fd, is_loopback(from))) {
			refuse(s, peer, "the processes could not be started");
			limit_left(s->limit, source, false, LIMIT_NONE, 0);
			conn_free(c);
		}
	} else
		refuse(s, peer, limit_word(a));
	close(fd);
}

struct conn *
conn_find(struct super *s, uint64_t id)
{
	struct conn *c = s->conns;

	while (c != NULL && c->id != id)
		c = c->next;
	return c;
}

struct conn *
conn_of_pid(struct super *s, pid_t pid, enum child_kind *kind)
{
	struct conn *c;

	for (c = s->conns; c != NULL; c = c->next)
		for (int k = CHILD_SESSION; k <= CHILD_NETWORK; k++)
			if (c->pid[k] == pid && !c->done[k]) {
				*kind = (enum child_kind)k;
				return c;
			}
	return NULL;
}

/* What its network process's end counts as. */
static enum limit_failure
failure_of(const struct conn *c)
{
	static const enum limit_failure by_status[] = {
		[ENDING_LEFT] = LIMIT_NONE,
		[ENDING_NO_TRY] = LIMIT_NOAUTH,
		[ENDING_REFUSED] = LIMIT_AUTH,
		[ENDING_TOO_SLOW] = LIMIT_GRACE,
		[ENDING_STOPPED] = LIMIT_NONE,
	};

	if (c->super->stop_by != 0 || c->pid[CHILD_NETWORK] == 0)
		return LIMIT_NONE;
	if (c->too_slow ||
	    (WIFSIGNALED(c->status) && WTERMSIG(c->status) == SIGALRM))
		return LIMIT_GRACE;
	if (!WIFEXITED(c->status) || WEXITSTATUS(c->status) > ENDING_STOPPED ||
	    (WEXITSTATUS(c->status) > 0 &&
		WEXITSTATUS(c->status) < ENDING_NO_TRY))
		return LIMIT_CRASH;
	return by_status[WEXITSTATUS(c->status)];
}

static const char *
failure_word(const struct conn *c, enum limit_failure f)
{
	static const char *const words[LIMIT_FAILURES] = {
		[LIMIT_NONE] = "over",
		[LIMIT_CRASH] = "crashed",
		[LIMIT_AUTH] = "did not sign in",
		[LIMIT_GRACE] = "was too slow to sign in",
		[LIMIT_NOAUTH] = "left without a try",
	};

	return f == LIMIT_NONE && c->open ? "signed in, and left" : words[f];
}

void
conn_ended(struct conn *c, enum child_kind kind, int status)
{
	struct super *s = c->super;
	enum limit_failure f;

	c->done[kind] = true;
	if (kind == CHILD_NETWORK)
		c->status = status;
	else if (WIFSIGNALED(status))
		log_error("session of connection %llu: signal %d",
		    (unsigned long long)c->id, WTERMSIG(status));
	c->deadline = clock_ticks_ms() + LEAVE_MS;
	if (!c->done[CHILD_SESSION] || !c->done[CHILD_NETWORK])
		return;
	f = failure_of(c);
	if (f == LIMIT_CRASH)
		log_error("network process of connection %llu: %s %d",
		    (unsigned long long)c->id,
		    WIFSIGNALED(c->status) ? "signal" : "status",
		    WIFSIGNALED(c->status) ? WTERMSIG(c->status)
					   : WEXITSTATUS(c->status));
	log_info("connection %llu from %s %s", (unsigned long long)c->id,
	    c->peer, failure_word(c, f));
	limit_left(s->limit, c->source, c->keyed, f, clock_ticks_ms() / 1000);
	conn_free(c);
}

void
conn_free_all(struct super *s)
{
	while (s->conns != NULL)
		conn_free(s->conns);
	conn_sweep(s);
}

/* A zygote has died with orders it never carried out. */
void
conn_lost(struct super *s, enum child_kind kind)
{
	struct conn *c, *next;

	for (c = s->conns; c != NULL; c = next) {
		next = c->next;
		if (c->pid[kind] == 0 && !c->done[kind])
			conn_ended(c, kind, 0);
	}
}

/* Kill what is left of c: true if one half turns out to be gone, its end
 * untold because its zygote died in between. */
static bool
end_rest(struct conn *c, enum child_kind *lost)
{
	bool any = false;

	for (int k = CHILD_SESSION; k <= CHILD_NETWORK; k++) {
		if (c->done[k] || c->pid[k] == 0)
			continue;
		child_kill(c->super, (enum child_kind)k, c->pid[k]);
		if (kill(c->pid[k], 0) != 0 && errno == ESRCH) {
			*lost = (enum child_kind)k;
			any = true;
		}
	}
	return any;
}

/* End what has not ended by itself in its time. */
void
conn_check(struct super *s, int64_t now)
{
	struct conn *c, *next;
	enum child_kind lost;

	for (c = s->conns; c != NULL; c = next) {
		next = c->next;
		if (c->deadline == 0 || c->deadline > now)
			continue;
		c->deadline = now + LEAVE_MS;
		if (!c->done[CHILD_NETWORK] && !c->done[CHILD_SESSION])
			c->too_slow = !c->open;
		if (end_rest(c, &lost))
			conn_ended(c, lost, 0);
	}
}
