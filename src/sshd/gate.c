/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The file gate: "put WORD" and "get WORD" are the two commands there are.
 * Nothing of the file stays in this process: what comes in is handed on before
 * more is read from the client, what goes out is asked for when the client has
 * room for it.  The session process decides about word and size.
 */
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "src/sshd/internal.h"

#define MOVE_MS (INT64_C(3700) * 1000) /* a word's own hour, and some */

/* --- the request -----------------------------------------------------------
 */

static bool
is_word(const char *s)
{
	size_t n =
	    strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");

	return n > 0 && n <= WIRE_WORD_MAX && s[n] == '\0';
}

/* No quoting, no blank but one, no third word. */
bool
gate_reads(const char *command, uint8_t *way, const char **word)
{
	if (strlen(command) > GATE_REQUEST_MAX)
		return false;
	if (strncmp(command, "put ", 4) == 0)
		*way = WIRE_WAY_PUT;
	else if (strncmp(command, "get ", 4) == 0)
		*way = WIRE_WAY_GET;
	else
		return false;
	*word = command + 4;
	return is_word(*word);
}

static void
finish(struct link *l, bool good)
{
	l->gate = GATE_OVER;
	l->gate_good = good;
	l->left = true;
}

static void
failed(struct link *l)
{
	mem_copy_text(
	    l->gate_said, sizeof(l->gate_said), l->d->words[WORD_FAILED]);
	finish(l, false);
}

void
gate_begin(struct link *l, uint8_t way, const char *word)
{
	uint8_t state;

	if (ask_gate(l->wire, way, word, &state, l->gate_said) != 0)
		failed(l);
	else if (state != WIRE_GATE_GO) {
		/* As a wrong passphrase: its source has to wait. */
		l->gate_wrong = state == WIRE_GATE_WRONG;
		finish(l, false);
	} else {
		l->gate = way == WIRE_WAY_PUT ? GATE_PUT : GATE_GET;
		l->deadline = clock_ticks_ms() + MOVE_MS;
	}
}

/* --- in --------------------------------------------------------------------
 */

void
gate_take(struct link *l, const uint8_t *p, uint32_t len)
{
	uint8_t state;

	while (l->gate == GATE_PUT && len > 0) {
		uint32_t n = len < WIRE_PART_MAX ? len : WIRE_PART_MAX;

		if (ask_put(l->wire, p, n, &state, l->gate_said) != 0)
			failed(l);
		else if (state != WIRE_GATE_GO)
			finish(l, false);
		p += n;
		len -= n;
	}
}

/* The client has said that this was all; a line that breaks says nothing.
 * Reading it may take a while: the answer comes by the event loop. */
void
gate_eof(struct link *l)
{
	if (l->gate != GATE_PUT)
		return;
	if (wire_send(l->wire, WIRE_GATE_END, NULL, -1) != 0)
		failed(l);
	else
		l->gate = GATE_WAIT;
}

/* The session process has spoken, or gone. */
void
gate_answered(struct link *l)
{
	uint8_t state;

	if (l->gate != GATE_WAIT ||
	    ask_gate_done(l->wire, &state, l->gate_said) != 0)
		failed(l);
	else
		finish(l, state == WIRE_GATE_GO);
}

/* --- out -------------------------------------------------------------------
 */

static uint32_t
room(struct link *l)
{
	uint32_t n = ssh_channel_window_size(l->channel);

	if (ssh_get_poll_flags(l->ssh) & SSH_WRITE_PENDING)
		return 0;
	return n < WIRE_PART_MAX ? n : WIRE_PART_MAX;
}

/* As much as there is room for; all has gone when nothing comes.  Whether it
 * arrived is known when the client closes. */
void
gate_pump(struct link *l)
{
	struct buf *part;
	uint8_t state;
	uint32_t most;

	while (l->gate == GATE_GET && (most = room(l)) > 0) {
		if (ask_get(l->wire, most, &state, &part, l->gate_said) != 0) {
			failed(l);
			return;
		}
		if (state != WIRE_GATE_GO)
			finish(l, false);
		else if (buf_len(part) == 0) {
			l->gate_all = true;
			finish(l, true);
		} else
			ssh_channel_write(l->channel, buf_data(part),
			    (uint32_t)buf_len(part));
		buf_free(part);
	}
}

/* The client closed its side behind the last byte: it has all of it. */
void
gate_arrived(struct link *l)
{
	char said[WIRE_SAID_MAX + 1];
	uint8_t state;

	if (l->gate_all && l->closed &&
	    wire_send(l->wire, WIRE_GATE_END, NULL, -1) == 0)
		(void)ask_gate_done(l->wire, &state, said);
}
