/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "terminal.h"

#define ESC_MS 25 /* a lone Esc is one when nothing follows in this */

void
tui_write(struct tui *t, const char *s, size_t n)
{
	ssize_t w;

	while (n > 0 && !t->gone) {
		w = write(t->fd, s, n);
		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return; /* the next read tells that it has gone */
		s += w;
		n -= (size_t)w;
	}
}

static bool
can(const struct tui *t, short what, int ms)
{
	struct pollfd p = { .fd = t->fd, .events = what };

	return poll(&p, 1, ms) > 0 && (p.revents & (what | POLLHUP)) != 0;
}

bool
tui_has_room(struct tui *t)
{
	return can(t, POLLOUT, 0);
}

/* One chunk of bytes; false at the end of the line. */
static bool
read_chunk(struct tui *t)
{
	char chunk[4096];
	ssize_t n;

	do {
		n = read(t->fd, chunk, sizeof(chunk));
	} while (n < 0 && errno == EINTR);
	if (n < 0 && errno == EAGAIN)
		return true;
	if (n <= 0) {
		t->gone = true;
		return false;
	}
	if (t->recode != NULL) {
		struct buf *typed = buf_new_in(t->memory);

		tui_recode_in(t->recode, chunk, (size_t)n, typed);
		tui_decoder_feed(t->decoder, buf_data(typed), buf_len(typed));
		buf_free(typed);
	} else
		tui_decoder_feed(t->decoder, chunk, (size_t)n);
	explicit_bzero(chunk, (size_t)n); /* may be a passphrase */
	return true;
}

bool
tui_read(struct tui *t, int ms)
{
	if (can(t, POLLIN, ms))
		return read_chunk(t);
	return !t->gone;
}

bool
tui_has_input(struct tui *t)
{
	return tui_decoder_waits(t->decoder) || can(t, POLLIN, 0);
}

void
tui_watch(struct tui *t, int fd)
{
	t->watched = fd;
}

/* One thing out of the bytes read; false if they hold none. */
static bool
take(struct tui *t, bool over, struct tui_event *ev, enum tui_event_kind *k)
{
	uint32_t key;

	for (;;)
		switch (tui_decoder_take(t->decoder, over, &key)) {
		case DECODED_KEY:
			ev->key = key;
			*k = TUI_KEY;
			return true;
		case DECODED_PASTE:
			ev->text = (const char *)buf_data(
			    tui_decoder_paste(t->decoder));
			ev->len = buf_len(tui_decoder_paste(t->decoder));
			*k = TUI_PASTED;
			return true;
		case DECODED_REPORT:
			if (!tui_probe_answer(t, (int)key))
				break;
			*k = TUI_TOLD;
			return true;
		case DECODED_MOUSE:
			ev->mouse = *tui_decoder_mouse(t->decoder);
			*k = TUI_MOUSE;
			return true;
		case DECODED_NONE:
			return false;
		}
}

static void
read_signals(struct tui *t)
{
	struct signalfd_siginfo si;

	while (read(t->signals, &si, sizeof(si)) > 0)
		if (si.ssi_signo == SIGTERM)
			t->gone = true; /* drafts are saved, then it ends */
}

/* Until one of the descriptors speaks; -1: the time is over.  While half a
 * key is there nothing but the rest of it counts: however often others change
 * something, Esc is Esc in the end. */
static int
wait_any(struct tui *t, bool half, int ms)
{
	struct pollfd p[] = { { .fd = t->fd, .events = POLLIN },
		{ .fd = t->signals, .events = POLLIN },
		{ .fd = t->watched, .events = POLLIN } };
	int n = poll(p, half ? 2 : 3, ms);

	if (n <= 0)
		return n < 0 ? 1 : -1; /* EINTR: look at the size */
	for (int i = 0; i < 3; i++)
		if (p[i].revents != 0)
			return i;
	return -1;
}

static int
time_left(int64_t end)
{
	int64_t left = end - clock_ticks_ms();

	return left > 0 ? (int)left : 0;
}

enum tui_event_kind
tui_wait(struct tui *t, struct tui_event *ev, int ms)
{
	int64_t end = clock_ticks_ms() + ms;
	enum tui_event_kind k;
	bool half;
	int who, left;

	for (;;) {
		if (t->gone)
			return TUI_GONE;
		if (take(t, false, ev, &k))
			return k;
		half = tui_decoder_waits(t->decoder);
		left = ms < 0 ? -1 : time_left(end);
		who = wait_any(t, half, half ? ESC_MS : left);
		if (who == 0)
			read_chunk(t);
		else if (who == 1) {
			read_signals(t);
			if (tui_take_size(t))
				return TUI_RESIZE;
		} else if (who == 2)
			return TUI_READY;
		else if (half && take(t, true, ev, &k))
			return k;
		else if (!half && ms >= 0 && time_left(end) == 0)
			return TUI_IDLE;
	}
}
