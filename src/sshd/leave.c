/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "conf/conf.h"
#include "src/sshd/internal.h"

/* Whatever the screen had switched on goes off, the alternate screen is left,
 * and then the wiping: "2J" pushes what stood there into the scrollback of
 * several terminals, so that "3J" must come last. */
#define RESTORE                                                        \
	"\033[?2004l\033[?1000l\033[?1002l\033[?1006l\033[0m\033[?25h" \
	"\033[?1049l\033[H\033[2J"
#define SCROLLBACK "\033[3J"

/* The session's own last word, or what its silence means. */
static int
how_it_ended(struct link *l, enum word *say, bool *said)
{
	static const enum word words[] = {
		[WIRE_BYE_IDLE] = WORD_IDLE,
		[WIRE_BYE_FAILED] = WORD_FAILED,
		[WIRE_BYE_MOVED] = WORD_MOVED,
		[WIRE_BYE_SHUT] = WORD_SHUT,
	};
	uint8_t status, why;

	*said = true;
	if (l->stopping) {
		*say = WORD_STOPPED;
		return EX_UNAVAILABLE;
	}
	if (l->refused) {
		*say = l->refusal;
		return EX_UNAVAILABLE;
	}
	if (l->gate == GATE_PUT || l->gate == GATE_WAIT ||
	    l->gate == GATE_GET) {
		*say =
		    WORD_TOO_SLOW; /* or the client has gone: nobody reads it */
		return EX_UNAVAILABLE;
	}
	if (l->flooded) {
		*say = WORD_FLOOD;
		return EX_UNAVAILABLE;
	}
	if (ask_bye(l->wire, &status, &why) != 0 || why > WIRE_BYE_SHUT) {
		*say = WORD_DIED;
		return EX_SOFTWARE;
	}
	*said = why != WIRE_BYE_LEFT;
	*say = words[why];
	return status;
}

static void
write_text(struct link *l, const char *s, bool on_stderr)
{
	uint32_t n = (uint32_t)strlen(s);

	if (ssh_channel_window_size(l->channel) < n)
		return;
	if (on_stderr)
		ssh_channel_write_stderr(l->channel, s, n);
	else
		ssh_channel_write(l->channel, s, n);
}

/* libssh writes only after poll() has said that it may, and forgets what is
 * left when it disconnects: wait until nothing is. */
static void
send_rest(struct link *l)
{
	int64_t until = clock_ticks_ms() + LEAVE_MS, left;

	while ((left = until - clock_ticks_ms()) > 0 &&
	       ssh_is_connected(l->ssh) &&
	       (ssh_get_poll_flags(l->ssh) & SSH_WRITE_PENDING))
		if (ssh_event_dopoll(l->event, (int)left) == SSH_ERROR)
			break;
}

/* What became of the file: beside it, when it is what comes out. */
static void
say_gate(struct link *l)
{
	bool out = l->gate_all || !l->gate_good;

	write_text(l, l->gate_said, out);
	write_text(l, "\r\n", out);
	ssh_channel_request_send_exit_status(
	    l->channel, l->gate_good ? EXIT_SUCCESS : EXIT_FAILURE);
}

static void
wait_until(struct link *l, int64_t ms, bool (*over)(const struct link *))
{
	int64_t until = clock_ticks_ms() + ms, left;

	while (!over(l) && !l->stopping &&
	       (left = until - clock_ticks_ms()) > 0 &&
	       ssh_is_connected(l->ssh))
		if (ssh_event_dopoll(l->event, (int)left) == SSH_ERROR)
			break;
}

static bool
is_closed(const struct link *l)
{
	return l->closed;
}

static bool
never(const struct link *l)
{
	(void)l;
	return false;
}

/* A file is there only once the client has closed behind its last byte; and
 * PuTTY's takes our end before its own for an accident. */
static void
leave_gate(struct link *l)
{
	say_gate(l);
	ssh_channel_send_eof(l->channel);
	ssh_channel_close(l->channel);
	wait_until(l, l->gate_all ? ARRIVE_MS : LEAVE_MS, is_closed);
	gate_arrived(l);
	wait_until(l, LINGER_MS, never);
}

/* Let the last bytes go, and the client end the connection: an end of ours that
 * comes with them is an error to PuTTY, which then shows none of them.  (Our
 * own closing is enough for ssh_channel_is_closed().) */
static void
flush(struct link *l)
{
	int64_t until = clock_ticks_ms() + LEAVE_MS, left;

	while ((left = until - clock_ticks_ms()) > 0 &&
	       ssh_is_connected(l->ssh) &&
	       !(ssh_get_status(l->ssh) & (SSH_CLOSED | SSH_CLOSED_ERROR)))
		if (ssh_event_dopoll(l->event, (int)left) == SSH_ERROR)
			break;
}

static void
leave_channel(struct link *l)
{
	enum word say;
	bool said;
	int status;

	if (l->gate == GATE_OVER && !l->stopping) {
		leave_gate(l);
		return;
	}
	status = how_it_ended(l, &say, &said);
	if (l->drawn) {
		write_text(l, RESTORE, false);
		if (l->d->c->wipe_scrollback)
			write_text(l, SCROLLBACK, false);
	}
	if (said) {
		write_text(l, l->d->words[say], true);
		write_text(l, "\r\n", true);
	}
	ssh_channel_request_send_exit_status(l->channel, status);
	ssh_channel_send_eof(l->channel);
	ssh_channel_close(l->channel);
	flush(l);
}

void
leave(struct link *l)
{
	if (l->master >= 0) {
		if (l->master_events != 0)
			ssh_event_remove_fd(l->event, l->master);
		l->master_events = 0;
		close(l->master); /* hangs up on the session */
		l->master = -1;
	}
	if (l->channel != NULL && ssh_is_connected(l->ssh)) {
		/* The client leaves by itself when its one channel is closed;
		 * a disconnect of ours would read as an error. */
		if (ssh_channel_is_open(l->channel))
			leave_channel(l);
		return;
	}
	if (l->stopping || l->refusal != WORD_NONE)
		ssh_session_set_disconnect_message(l->ssh,
		    l->d->words[l->stopping ? WORD_STOPPED : l->refusal]);
	send_rest(l);
	ssh_disconnect(l->ssh);
}
