/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "src/sshd/internal.h"

static uint32_t
clamp(int v, uint32_t most, uint32_t otherwise)
{
	if (v <= 0)
		return otherwise;
	return (uint32_t)v < most ? (uint32_t)v : most;
}

static void
take_size(struct link *l, int cols, int rows)
{
	bool none = cols <= 0 || rows <= 0;

	l->cols = none ? 80 : clamp(cols, COLS_MOST, 80);
	l->rows = none ? 24 : clamp(rows, ROWS_MOST, 24);
}

static int
on_pty(ssh_session s, ssh_channel ch, const char *term, int cols, int rows,
    int px, int py, void *arg)
{
	struct link *l = arg;

	(void)s, (void)ch, (void)px, (void)py;
	if (l->has_pty)
		return SSH_ERROR;
	l->has_pty = true;
	mem_copy_text(l->term, sizeof(l->term), term);
	take_size(l, cols, rows);
	return SSH_OK;
}

static int
on_size(ssh_session s, ssh_channel ch, int cols, int rows, int px, int py,
    void *arg)
{
	struct link *l = arg;

	(void)s, (void)ch, (void)px, (void)py;
	take_size(l, cols, rows);
	pump_size(l);
	return SSH_OK;
}

/* Say no with a line of our own, once the request has been answered. */
static int
refuse(struct link *l, enum word why)
{
	if (l->started)
		return SSH_ERROR;
	l->started = l->refused = l->left = true;
	l->refusal = why;
	return SSH_OK;
}

static int
on_shell(ssh_session s, ssh_channel ch, void *arg)
{
	struct link *l = arg;
	uint8_t state;

	(void)s, (void)ch;
	if (l->started)
		return SSH_ERROR;
	if (!l->has_pty)
		return refuse(l, WORD_NO_TERMINAL);
	if (ask_pty(l->wire, l->term, l->cols, l->rows, &state, &l->master) !=
	    0)
		return refuse(l, WORD_FAILED);
	if (state != WIRE_PTY_OPEN)
		return refuse(
		    l, state == WIRE_PTY_DUMB ? WORD_DUMB : WORD_FAILED);
	if (wire_send(l->wire, WIRE_SHELL, NULL, -1) != 0)
		return refuse(l, WORD_FAILED);
	l->started = true;
	return SSH_OK;
}

static int
on_exec(ssh_session s, ssh_channel ch, const char *command, void *arg)
{
	struct link *l = arg;
	const char *word;
	uint8_t way;

	(void)s, (void)ch;
	if (l->started)
		return SSH_ERROR;
	if (!gate_reads(command, &way, &word))
		return refuse(l, WORD_EXEC);
	if (l->has_pty) /* a terminal would change the bytes */
		return refuse(l, WORD_GATE_TERMINAL);
	l->started = true;
	gate_begin(l, way, word);
	return SSH_OK;
}

static int
on_subsystem(ssh_session s, ssh_channel ch, const char *name, void *arg)
{
	(void)s, (void)ch, (void)name;
	return refuse(arg, WORD_SUBSYSTEM);
}

static void
say_line(struct link *l, enum word w)
{
	const char *s = l->d->words[w];

	if (ssh_channel_window_size(l->channel) < strlen(s) + 2)
		return;
	ssh_channel_write_stderr(l->channel, s, (uint32_t)strlen(s));
	ssh_channel_write_stderr(l->channel, "\r\n", 2);
}

/* Environment comes with every OpenSSH of Debian (LANG, LC_*): refused in
 * silence, since nothing of it is believed; the rest gets a line. */
static int
on_env(ssh_session s, ssh_channel ch, const char *name, const char *value,
    void *arg)
{
	struct link *l = arg;

	(void)s, (void)ch, (void)value;
	if (strcmp(name, "LANG") != 0 && strncmp(name, "LC_", 3) != 0 &&
	    strcmp(name, "COLORTERM") != 0 && !l->started)
		say_line(l, WORD_ENV);
	return SSH_ERROR;
}

/* Everything is taken at once, so that libssh's own buffer, which grows
 * without a bound, stays empty. */
static int
on_data(ssh_session s, ssh_channel ch, void *data, uint32_t len, int is_stderr,
    void *arg)
{
	struct link *l = arg;

	(void)s, (void)ch;
	if (l->refused || is_stderr)
		return (int)len;
	if (l->gate != GATE_NONE) {
		gate_take(l, data, len);
		return (int)len;
	}
	if (buf_len(l->input) + len > INPUT_MAX)
		l->flooded = l->left = true;
	else
		buf_add(l->input, data, len);
	return (int)len;
}

static void
on_eof(ssh_session s, ssh_channel ch, void *arg)
{
	struct link *l = arg;

	(void)s, (void)ch;
	if (l->gate == GATE_NONE)
		l->left = true;
	else
		gate_eof(l); /* of who fetches: it had nothing to send */
}

static void
on_close(ssh_session s, ssh_channel ch, void *arg)
{
	struct link *l = arg;

	(void)s, (void)ch;
	l->closed = l->left = true;
}

ssh_channel
channel_open(ssh_session s, void *arg)
{
	struct link *l = arg;

	if (l->phase != PHASE_OPEN || l->channel != NULL ||
	    (l->channel = ssh_channel_new(s)) == NULL)
		return NULL;
	l->on_channel = (struct ssh_channel_callbacks_struct){
		.userdata = l,
		.channel_data_function = on_data,
		.channel_eof_function = on_eof,
		.channel_close_function = on_close,
		.channel_pty_request_function = on_pty,
		.channel_shell_request_function = on_shell,
		.channel_pty_window_change_function = on_size,
		.channel_exec_request_function = on_exec,
		.channel_env_request_function = on_env,
		.channel_subsystem_request_function = on_subsystem,
	};
	ssh_callbacks_init(&l->on_channel);
	ssh_set_channel_callbacks(l->channel, &l->on_channel);
	return l->channel;
}

/* What has no callback is refused; a person who asked to forward something
 * gets to know. */
int
channel_message(struct link *l, ssh_message m)
{
	bool forward = ssh_message_type(m) == SSH_REQUEST_GLOBAL ||
		       (ssh_message_type(m) == SSH_REQUEST_CHANNEL &&
			   ssh_message_subtype(m) == SSH_CHANNEL_REQUEST_X11);

	if (forward && l->channel != NULL && !l->started)
		say_line(l, WORD_FORWARD);
	return 1;
}
