/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/confine.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "src/sshd/internal.h"
#include "sshd/sshd.h"

/* ssh.md 4: ssh-audit has nothing to say against these, and short lists are
 * half a second less on a 9.6k link. */
static const struct {
	enum ssh_bind_options_e option;
	const char *value;
} algorithms[] = {
	{ SSH_BIND_OPTIONS_KEY_EXCHANGE,
	    "curve25519-sha256,curve25519-sha256@libssh.org" },
	{ SSH_BIND_OPTIONS_HOSTKEY_ALGORITHMS, "ssh-ed25519" },
	{ SSH_BIND_OPTIONS_CIPHERS_C_S,
	    "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,"
	    "aes128-gcm@openssh.com,aes256-ctr,aes128-ctr" },
	{ SSH_BIND_OPTIONS_CIPHERS_S_C,
	    "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,"
	    "aes128-gcm@openssh.com,aes256-ctr,aes128-ctr" },
	{ SSH_BIND_OPTIONS_HMAC_C_S,
	    "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com" },
	{ SSH_BIND_OPTIONS_HMAC_S_C,
	    "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com" },
	{ SSH_BIND_OPTIONS_PUBKEY_ACCEPTED_KEY_TYPES,
	    "ssh-ed25519,sk-ssh-ed25519@openssh.com,ecdsa-sha2-nistp256,"
	    "sk-ecdsa-sha2-nistp256@openssh.com,rsa-sha2-512,rsa-sha2-256" },
	/* No name and no version of the library to look flaws up by. */
	{ SSH_BIND_OPTIONS_BANNER, "Xinqing" },
};

static int
set_options(struct sshd *d, ssh_key key)
{
	const bool no = false;

	/* A configuration of the machine for libssh would override ours. */
	if (ssh_bind_options_set(
		d->bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &no) != 0)
		return ERR_SYSTEM;
	for (size_t i = 0; i < nitems(algorithms); i++)
		if (ssh_bind_options_set(d->bind, algorithms[i].option,
			algorithms[i].value) != 0)
			return ERR_SYSTEM;
	return ssh_bind_options_set(
		   d->bind, SSH_BIND_OPTIONS_IMPORT_KEY, key) == 0
		   ? 0
		   : ERR_SYSTEM;
}

/* Use once what is loaded at its first use. */
static void
warm_up(void)
{
	unsigned char some[16];
	ssh_key key = NULL;

	if (ssh_get_random(some, sizeof(some), 1) == 1 &&
	    ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) == SSH_OK)
		ssh_key_free(key);
}

int
sshd_ready(const struct conf *c, struct sshd **out)
{
	struct sshd *d = mem_zero(1, sizeof(*d));
	ssh_key key = NULL;
	int r;

	d->c = c;
	if (ssh_init() != 0 || (d->bind = ssh_bind_new()) == NULL)
		r = ERR_SYSTEM;
	else if ((r = hostkey_load(c, &key)) == 0 &&
		 (r = set_options(d, key)) != 0)
		log_error("libssh: %s", ssh_get_error(d->bind));
	if (r != 0) {
		free(d);
		return r;
	}
	warm_up();
	words_load(d);
	*out = d;
	return 0;
}

int
sshd_confine(struct sshd *d)
{
	return confine_calls_network(&d->calls);
}

static int
on_wire(socket_t fd, int revents, void *arg)
{
	struct link *l = arg;

	(void)fd, (void)revents;
	l->wire_ready = true;
	return 0;
}

static int
on_life(socket_t fd, int revents, void *arg)
{
	struct link *l = arg;

	(void)fd, (void)revents;
	l->stopping = l->left = true;
	return 0;
}

static ssh_string
no_gssapi(ssh_session s, const char *user, int n, ssh_string *oids, void *arg)
{
	(void)s, (void)user, (void)n, (void)oids, (void)arg;
	return NULL;
}

static int
on_service(ssh_session s, const char *service, void *arg)
{
	(void)s, (void)arg;
	return strcmp(service, "ssh-userauth") == 0 ? 0 : -1;
}

/* What has no callback of its own. */
static int
on_message(ssh_session s, ssh_message m, void *arg)
{
	(void)s;
	return ssh_message_type(m) == SSH_REQUEST_AUTH
		   ? auth_message(arg, m)
		   : channel_message(arg, m);
}

static int
begin(struct link *l, int client)
{
	l->on_server = (struct ssh_server_callbacks_struct){
		.userdata = l,
		.auth_none_function = auth_none,
		.auth_password_function = auth_password,
		.auth_pubkey_function = auth_key,
		.service_request_function = on_service,
		.channel_open_request_session_function = channel_open,
		.gssapi_select_oid_function = no_gssapi,
	};
	ssh_callbacks_init(&l->on_server);
	if ((l->ssh = ssh_new()) == NULL ||
	    (l->event = ssh_event_new()) == NULL ||
	    ssh_bind_accept_fd(l->d->bind, l->ssh, client) != SSH_OK ||
	    confine_enter(l->d->calls) != 0)
		return ERR_SYSTEM;
	ssh_set_server_callbacks(l->ssh, &l->on_server);
	ssh_set_message_callback(l->ssh, on_message, l);
	ssh_set_blocking(l->ssh, 0);
	auth_begin(l);
	if (ask_hello(l->wire) != 0)
		return ERR_PROTOCOL;
	/* Not blocking: the exchange itself happens in the loop. */
	if (ssh_handle_key_exchange(l->ssh) == SSH_ERROR)
		return ERR_CLOSED;
	ssh_event_add_session(l->event, l->ssh);
	ssh_event_add_fd(l->event, wire_fd(l->wire), POLLIN, on_wire, l);
	ssh_event_add_fd(l->event, l->life, POLLIN, on_life, l);
	return 0;
}

/* -1 without an end. */
static int
time_left(const struct link *l)
{
	int64_t ms = l->deadline - clock_ticks_ms();

	if (l->deadline == 0)
		return -1;
	return ms > 0 ? (int)ms : 0;
}

/* The session process has spoken unasked, or gone: with a terminal its last
 * painting is still to come. */
static void
wire_over(struct link *l)
{
	l->wire_ready = false;
	ssh_event_remove_fd(l->event, wire_fd(l->wire));
	if (l->gate != GATE_NONE) {
		gate_answered(l);
		return;
	}
	if (l->master < 0)
		l->left = true;
}

static void
run(struct link *l)
{
	while (!l->left && ssh_is_connected(l->ssh) &&
	       !(ssh_get_status(l->ssh) & (SSH_CLOSED | SSH_CLOSED_ERROR))) {
		pump_plan(l);
		gate_pump(l);
		if (l->left)
			break;
		if (ssh_event_dopoll(l->event, time_left(l)) == SSH_ERROR)
			break;
		if (l->wire_ready)
			wire_over(l);
		if (!pump_run(l))
			l->left = true;
		if (time_left(l) == 0) {
			l->ending = ENDING_TOO_SLOW;
			l->refusal = WORD_TOO_SLOW;
			l->left = true;
		}
	}
}

static enum ending
ending_of(const struct link *l)
{
	if (l->stopping)
		return ENDING_STOPPED;
	if (l->gate_wrong)
		return ENDING_REFUSED;
	if (l->phase == PHASE_OPEN || l->trouble)
		return ENDING_LEFT;
	if (l->ending == ENDING_TOO_SLOW)
		return ENDING_TOO_SLOW;
	return l->tried ? ENDING_REFUSED : ENDING_NO_TRY;
}

/* Closing a socket with bytes unread would take our last words back: say that
 * we have ended, and let the client end as well. */
static void
linger(int fd)
{
	int64_t until = clock_ticks_ms() + LINGER_MS, left;
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char some[1024];

	shutdown(fd, SHUT_WR);
	while ((left = until - clock_ticks_ms()) > 0 &&
	       poll(&p, 1, (int)left) == 1)
		if (read(fd, some, sizeof(some)) <= 0)
			break;
	close(fd);
}

int
sshd_serve(struct sshd *d, int client, int wire, int life)
{
	struct link l = { .d = d, .life = life, .master = -1 };
	int r, again = fcntl(client, F_DUPFD_CLOEXEC, 0);

	l.wire = wire_new(wire, true);
	l.input = wire_fields();
	if ((r = begin(&l, client)) == 0) {
		run(&l);
		leave(&l);
	} else if (r != ERR_CLOSED)
		log_error("a connection could not begin: %s", err_name(r));
	wire_free(l.wire); /* the session need not wait for what follows */
	linger(again);
	return (int)ending_of(&l);
}
