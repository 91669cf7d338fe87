/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buf.h"
#include "src/sshd/internal.h"

/*
 * Between the channel and the terminal.  Nothing is read of the terminal
 * while the client has not taken what was sent before: on a slow link the
 * screen then paints its newest state, not all that lay in between.
 */

static int
on_master(socket_t fd, int revents, void *arg)
{
	struct link *l = arg;

	(void)fd;
	l->master_ready = (short)revents;
	return 0;
}

static uint32_t
room(struct link *l)
{
	uint32_t n = ssh_channel_window_size(l->channel);

	if (ssh_get_poll_flags(l->ssh) & SSH_WRITE_PENDING)
		return 0;
	return n < OUTPUT_PART ? n : OUTPUT_PART;
}

void
pump_plan(struct link *l)
{
	short events = 0;

	if (l->master >= 0) {
		if (room(l) > 0)
			events |= POLLIN;
		if (buf_len(l->input) > 0)
			events |= POLLOUT;
	}
	if (events == l->master_events)
		return;
	if (l->master_events != 0)
		ssh_event_remove_fd(l->event, l->master);
	if (events != 0)
		ssh_event_add_fd(l->event, l->master, events, on_master, l);
	l->master_events = events;
}

static void
write_input(struct link *l)
{
	ssize_t n;

	while (buf_len(l->input) > 0) {
		n = write(l->master, buf_data(l->input), buf_len(l->input));
		if (n <= 0)
			return;
		buf_drop(l->input, (size_t)n);
	}
}

#define SMALL 512 /* bytes that a terminal hands out whole */

/* The kernel hands out a large painting in pieces; a millisecond's patience
 * puts them in one packet. */
static ssize_t
read_painting(struct link *l, uint8_t *to, size_t most)
{
	struct pollfd p = { .fd = l->master, .events = POLLIN };
	size_t got = 0;
	ssize_t n;

	do {
		n = read(l->master, to + got, most - got);
		if (n > 0)
			got += (size_t)n;
	} while (n > 0 && got < most && got > SMALL && poll(&p, 1, 1) == 1 &&
		 (p.revents & POLLIN));
	return got > 0 ? (ssize_t)got : n;
}

bool
pump_run(struct link *l)
{
	uint8_t part[OUTPUT_PART];
	short ready = l->master_ready;
	uint32_t most;
	ssize_t n;

	l->master_ready = 0;
	if (l->master < 0)
		return true;
	if (ready & POLLOUT || buf_len(l->input) > 0)
		write_input(l);
	if ((ready & (POLLIN | POLLHUP | POLLERR)) == 0 ||
	    (most = room(l)) == 0)
		return true;
	n = read_painting(l, part, most);
	if (n > 0) {
		l->drawn = true;
		ssh_channel_write(l->channel, part, (uint32_t)n);
		return true;
	}
	return n < 0 && (errno == EAGAIN || errno == EINTR);
}

void
pump_size(struct link *l)
{
	struct winsize w = { .ws_row = (unsigned short)l->rows,
		.ws_col = (unsigned short)l->cols };

	if (l->master >= 0)
		ioctl(l->master, TIOCSWINSZ, &w);
}
