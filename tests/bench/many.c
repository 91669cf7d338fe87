/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <string.h>
#include <sys/resource.h>

#include <libssh/libssh.h>

#include "act/sample.h"
#include "tests/bench/bench.h"
#include "tests/bench/foreign.h"
#include "tests/bench/many.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define MOST 1100
#define A_SCREEN 600 /* bytes that must have come: more than questions are */

struct one {
	ssh_session ssh;
	ssh_channel channel;
	int asked; /* "where is the cursor", so often */
	size_t taken;
};

struct many {
	struct one one[MOST];
	struct pollfd p[MOST];
	int n;
};

struct many *
many_new(void)
{
	struct rlimit files;

	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	return mem_zero(1, sizeof(struct many));
}

static void
connect_one(struct one *o, const char *user, int port)
{
	const bool no = false;

	o->ssh = ssh_new();
	ssh_options_set(o->ssh, SSH_OPTIONS_PROCESS_CONFIG, &no);
	ssh_options_set(o->ssh, SSH_OPTIONS_HOST, "127.0.0.1");
	ssh_options_set(o->ssh, SSH_OPTIONS_PORT, &port);
	ssh_options_set(o->ssh, SSH_OPTIONS_USER, user);
	ssh_options_set(
	    o->ssh, SSH_OPTIONS_CIPHERS_C_S, "chacha20-poly1305@openssh.com");
	ssh_options_set(
	    o->ssh, SSH_OPTIONS_CIPHERS_S_C, "chacha20-poly1305@openssh.com");
	if (ssh_connect(o->ssh) != SSH_OK)
		fail_msg("%s", ssh_get_error(o->ssh));
}

static void
sign(struct one *o, const char *name, bool foreign)
{
	char path[400], pass[64];
	ssh_key key;
	int r;

	snprintf(path, sizeof(path), "%s/keys/%s", test_folder(), name);
	assert_int_equal(
	    ssh_pki_import_privkey_file(path, NULL, NULL, NULL, &key), SSH_OK);
	r = ssh_userauth_publickey(o->ssh, NULL, key);
	ssh_key_free(key);
	if (foreign) {
		assert_int_equal(r, SSH_AUTH_SUCCESS);
		return;
	}
	assert_int_equal(r, SSH_AUTH_PARTIAL);
	assert_int_equal(
	    ssh_userauth_kbdint(o->ssh, NULL, NULL), SSH_AUTH_INFO);
	act_sample_pass(name, pass, sizeof(pass));
	assert_int_equal(
	    ssh_userauth_kbdint_setanswer(o->ssh, 0, pass), SSH_OK);
	assert_int_equal(
	    ssh_userauth_kbdint(o->ssh, NULL, NULL), SSH_AUTH_SUCCESS);
}

static void
open_terminal(struct one *o)
{
	o->channel = ssh_channel_new(o->ssh);
	assert_int_equal(ssh_channel_open_session(o->channel), SSH_OK);
	assert_int_equal(
	    ssh_channel_request_pty_size(o->channel, "xterm-256color", 80, 24),
	    SSH_OK);
	assert_int_equal(ssh_channel_request_shell(o->channel), SSH_OK);
	ssh_set_blocking(o->ssh, 0);
}

/* As a terminal in UTF-8 with narrow quotation marks would. */
static void
answer(struct one *o, const char *shown)
{
	static const char *const where[] = { "\033[1;5R", "\033[1;2R" };

	for (; (shown = strstr(shown, "\033[6n")) != NULL; shown++)
		if (o->asked < 2) {
			ssh_channel_write(o->channel, where[o->asked],
			    (uint32_t)strlen(where[o->asked]));
			o->asked++;
		}
}

static bool
take_in(struct one *o)
{
	char some[8192];
	bool any = false;
	int n;

	while ((n = ssh_channel_read_nonblocking(
		    o->channel, some, sizeof(some) - 1, 0)) > 0) {
		some[n] = '\0';
		answer(o, some);
		o->taken += (size_t)n;
		any = true;
	}
	if (n == SSH_ERROR || ssh_channel_is_eof(o->channel))
		fail_msg("a client lost its line: %s", ssh_get_error(o->ssh));
	return any;
}

void
many_look(struct many *m, int ms, void (*fn)(void *arg, int i), void *arg)
{
	if (poll(m->p, (nfds_t)m->n, ms) <= 0)
		return;
	for (int i = 0; i < m->n; i++)
		if (m->p[i].revents != 0 && take_in(&m->one[i]) && fn != NULL)
			fn(arg, i);
}

void
many_open(struct many *m, int n, const char *login, bool foreign)
{
	double until = bench_now() + 20;
	int port = foreign ? foreign_port() : server_port(), first = m->n;

	if (first + n > MOST)
		fail_msg("too many clients");
	for (; n > 0; n--) {
		struct one *o = &m->one[m->n];

		connect_one(o, foreign ? foreign_user() : login, port);
		sign(o, login, foreign);
		open_terminal(o);
		m->p[m->n++] = (struct pollfd){ ssh_get_fd(o->ssh), POLLIN, 0 };
		many_look(m, 0, NULL, NULL);
		until = bench_now() + 20;
	}
	for (int i = first; i < m->n; i++)
		while (m->one[i].taken < A_SCREEN) {
			many_look(m, 20, NULL, NULL);
			if (bench_now() > until)
				fail_msg("client %d has no screen: %zu bytes",
				    i, m->one[i].taken);
		}
}

int
many_count(const struct many *m)
{
	return m->n;
}

void
many_type(struct many *m, int i, const char *keys)
{
	ssh_channel_write(m->one[i].channel, keys, (uint32_t)strlen(keys));
}

void
many_close(struct many *m)
{
	for (int i = 0; i < m->n; i++) {
		ssh_disconnect(m->one[i].ssh);
		ssh_free(m->one[i].ssh);
	}
	free(m);
}
