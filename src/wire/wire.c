/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "wire/wire.h"

struct wire {
	int fd;
	int came; /* a descriptor not yet taken, or -1 */
	bool takes_fd;
	struct buf *in;
};

/* Passphrases pass through here: what is freed is wiped. */
static void *
wiped_take(size_t n)
{
	return malloc(n);
}

static void
wiped_give(void *p, size_t n)
{
	explicit_bzero(p, n);
	free(p);
}

static const struct buf_memory wiped = { wiped_take, wiped_give };

struct buf *
wire_fields(void)
{
	return buf_new_in(&wiped);
}

struct wire *
wire_new(int fd, bool takes_fd)
{
	struct wire *w = mem_zero(1, sizeof(*w));

	w->fd = fd;
	w->came = -1;
	w->takes_fd = takes_fd;
	w->in = wire_fields();
	return w;
}

void
wire_free(struct wire *w)
{
	if (w == NULL)
		return;
	if (w->came >= 0)
		close(w->came);
	close(w->fd);
	buf_free(w->in);
	free(w);
}

int
wire_fd(const struct wire *w)
{
	return w->fd;
}

int
wire_take_fd(struct wire *w)
{
	int fd = w->came;

	w->came = -1;
	return fd;
}

/* Send p whole; the descriptor goes with its first byte. */
static int
send_all(struct wire *w, const uint8_t *p, size_t n, int fd)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(sizeof(int))];
	} control = { 0 };
	struct iovec part;
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1 };
	struct cmsghdr *c;
	ssize_t sent;

	if (fd >= 0) {
		m.msg_control = control.bytes;
		m.msg_controllen = sizeof(control.bytes);
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(c), &fd, sizeof(int));
	}
	while (n > 0) {
		part = (struct iovec){ (void *)(uintptr_t)p, n };
		sent = sendmsg(w->fd, &m, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return errno == EPIPE ? ERR_CLOSED : ERR_IO;
		p += sent;
		n -= (size_t)sent;
		m.msg_control = NULL;
		m.msg_controllen = 0;
	}
	return 0;
}

int
wire_send(struct wire *w, uint8_t type, struct buf *fields, int fd)
{
	struct buf *b = wire_fields();
	size_t n = fields == NULL ? 0 : buf_len(fields);
	int r = ERR_LIMIT;

	if (n < WIRE_MAX) {
		buf_put_u32(b, (uint32_t)n + 1);
		buf_put_u8(b, type);
		if (fields != NULL)
			buf_add(b, buf_data(fields), n);
		r = send_all(w, buf_data(b), buf_len(b), fd);
	}
	buf_free(b);
	buf_free(fields);
	return r;
}

int
wire_take(struct buf *in, uint8_t *type, struct buf **fields)
{
	const uint8_t *p = buf_data(in);
	uint32_t n;

	if (buf_len(in) < 4)
		return ERR_BUSY;
	n = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
	    p[3];
	if (n < 1 || n > WIRE_MAX)
		return ERR_PROTOCOL;
	if (buf_len(in) < 4 + (size_t)n)
		return ERR_BUSY;
	*type = p[4];
	*fields = wire_fields();
	buf_add(*fields, p + 5, n - 1);
	buf_drop(in, 4 + (size_t)n);
	return 0;
}

/* A second descriptor before the first was taken is one nobody sent for. */
static void
keep_fd(struct wire *w, struct msghdr *m)
{
	struct cmsghdr *c;

	for (c = CMSG_FIRSTHDR(m); c != NULL; c = CMSG_NXTHDR(m, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		if (w->came >= 0)
			close(w->came);
		memcpy(&w->came, CMSG_DATA(c), sizeof(int));
	}
}

/* Read what is there, at least one byte. */
static int
receive_some(struct wire *w)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(sizeof(int))];
	} control;
	struct iovec part = { buf_room(w->in, 4096), 4096 };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1 };
	ssize_t n;

	if (w->takes_fd) {
		m.msg_control = control.bytes;
		m.msg_controllen = sizeof(control.bytes);
	}
	do
		n = recvmsg(w->fd, &m, MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		return n < 0 && errno != ECONNRESET ? ERR_IO : ERR_CLOSED;
	buf_wrote(w->in, (size_t)n);
	if (w->takes_fd)
		keep_fd(w, &m);
	return 0;
}

int
wire_receive(struct wire *w, uint8_t *type, struct buf **fields)
{
	int r;

	while ((r = wire_take(w->in, type, fields)) == ERR_BUSY)
		if ((r = receive_some(w)) != 0)
			return r;
	if (buf_len(w->in) == 0)
		buf_clear(w->in); /* wipes what has been taken */
	return r;
}

int
wire_call(struct wire *w, uint8_t type, struct buf *fields, uint8_t answer,
    struct buf **out)
{
	uint8_t got;
	int r;

	if ((r = wire_send(w, type, fields, -1)) != 0 ||
	    (r = wire_receive(w, &got, out)) != 0)
		return r;
	if (got == answer)
		return 0;
	buf_free(*out);
	return ERR_PROTOCOL;
}

int
wire_obey(const struct wire_rule *rules, uint32_t *used, uint8_t type,
    struct buf *fields, void *arg)
{
	int r;

	for (int i = 0; rules[i].fn != NULL; i++) {
		if (rules[i].type != type)
			continue;
		if ((rules[i].flags & WIRE_ONCE) && (*used & 1u << i))
			return ERR_PROTOCOL;
		*used |= 1u << i;
		if ((r = rules[i].fn(arg, fields)) != 0)
			return r;
		return buf_at_end(fields);
	}
	return ERR_PROTOCOL;
}
