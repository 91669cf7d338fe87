/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "conf/conf.h"
#include "src/sshd/internal.h"

/*
 * First the public key, alone.  Once it has signed, the methods become
 * keyboard-interactive, the answer is "partial success", and the passphrase
 * is asked for: for the same user name, since its answers carry none.
 */

void
auth_begin(struct link *l)
{
	l->phase = PHASE_KEY;
	l->deadline = clock_ticks_ms() + l->d->c->grace_key * 1000;
	alarm((unsigned)l->d->c->grace_key + 2); /* should we hang */
	ssh_set_auth_methods(l->ssh, SSH_AUTH_METHOD_PUBLICKEY);
}

static void
now_ask(struct link *l, enum phase phase, const char *user)
{
	l->phase = phase;
	strcpy(l->user, user);
	l->noted = phase == PHASE_FIRST;
	l->note = WORD_NEW;
	l->deadline = clock_ticks_ms() + l->d->c->grace_passphrase * 1000;
	alarm((unsigned)l->d->c->grace_passphrase + 2);
	ssh_set_auth_methods(l->ssh, SSH_AUTH_METHOD_INTERACTIVE);
}

static void
now_open(struct link *l)
{
	l->phase = PHASE_OPEN;
	l->deadline = 0;
	alarm(0);
}

static void
failed(struct link *l)
{
	l->tried = true;
	if (++l->tries < l->d->c->tries)
		return;
	l->refusal = WORD_TRIES;
	l->left = true;
}

/* The session process has gone or broke the rules: so do we.  That lets the
 * client off only if it has not failed before: what it did may be the cause. */
static int
lost(struct link *l)
{
	l->refusal = WORD_FAILED;
	l->left = true;
	l->trouble = l->tries == 0;
	return SSH_AUTH_DENIED;
}

int
auth_none(ssh_session s, const char *user, void *arg)
{
	(void)s, (void)user, (void)arg;
	return SSH_AUTH_DENIED;
}

/* "ssh-ed25519 AAAA...", as accounts keep it. */
static char *
key_text(ssh_key key)
{
	const char *type = ssh_key_type_to_char(ssh_key_type(key));
	struct buf *b;
	char *base64, *text;

	if (type == NULL || ssh_pki_export_pubkey_base64(key, &base64) != 0)
		return NULL;
	b = buf_new();
	buf_add_f(b, "%s %s", type, base64);
	ssh_string_free_char(base64);
	text = buf_len(b) <= WIRE_KEY_MAX ? strdup(buf_text(b)) : NULL;
	buf_free(b);
	return text;
}

int
auth_key(ssh_session s, const char *user, struct ssh_key_struct *key,
    char state, void *arg)
{
	struct link *l = arg;
	bool signed_it = state == SSH_PUBLICKEY_STATE_VALID;
	uint8_t answer = WIRE_KEY_UNKNOWN;
	char *text;
	int r = 0;

	(void)s;
	l->tried = true;
	if (l->phase != PHASE_KEY || l->left ||
	    (state != SSH_PUBLICKEY_STATE_NONE && !signed_it) ||
	    strlen(user) > WIRE_LOGIN_MAX || (text = key_text(key)) == NULL) {
		failed(l);
		return SSH_AUTH_DENIED;
	}
	r = ask_key(
	    l->wire, signed_it ? WIRE_SIGNED : WIRE_KEY, user, text, &answer);
	free(text);
	if (r != 0)
		return lost(l);
	if (answer == WIRE_KEY_UNKNOWN) {
		failed(l);
		return SSH_AUTH_DENIED;
	}
	if (!signed_it) {
		if (l->known) /* asked before, and never signed */
			failed(l);
		l->known = true;
		return SSH_AUTH_SUCCESS;
	}
	now_ask(l, answer == WIRE_KEY_FIRST ? PHASE_FIRST : PHASE_SECRET, user);
	return SSH_AUTH_PARTIAL;
}

static int
prompt(struct link *l, ssh_message m)
{
	const char *const *w = l->d->words;
	const char *ask[2] = { w[WORD_PROMPT], NULL };
	char echo[2] = { 0, 0 };

	if (l->phase == PHASE_FIRST) {
		ask[0] = w[WORD_PROMPT_NEW];
		ask[1] = w[WORD_PROMPT_AGAIN];
	}
	l->asked = true;
	return ssh_message_auth_interactive_request(m, "",
		   l->noted ? w[l->note] : "", l->phase == PHASE_FIRST ? 2 : 1,
		   ask, echo) == SSH_OK
		   ? 0
		   : 1;
}

/* libssh keeps the answers until the next prompt: wipe its copy. */
static void
wipe_answers(ssh_session s, int n)
{
	for (int i = 0; i < n; i++) {
		const char *a = ssh_userauth_kbdint_getanswer(s, (unsigned)i);

		if (a != NULL)
			explicit_bzero((char *)(uintptr_t)a, strlen(a));
	}
}

/* What the session process says to what was typed. */
static int
try_answers(struct link *l, int n, uint8_t *verdict)
{
	const char *one = ssh_userauth_kbdint_getanswer(l->ssh, 0);
	const char *two = ssh_userauth_kbdint_getanswer(l->ssh, 1);

	*verdict = WIRE_REFUSED;
	if (l->phase == PHASE_SECRET && n == 1 && one != NULL &&
	    strlen(one) <= WIRE_SECRET_MAX)
		return ask_secret(l->wire, one, verdict);
	if (l->phase == PHASE_FIRST && n == 2 && one != NULL && two != NULL &&
	    strlen(one) <= WIRE_SECRET_MAX && strlen(two) <= WIRE_SECRET_MAX)
		return ask_first(l->wire, one, two, verdict);
	return 0;
}

static int
answer(struct link *l, ssh_message m)
{
	static const enum word notes[] = { [WIRE_REFUSED] = WORD_WRONG,
		[WIRE_DIFFER] = WORD_DIFFER,
		[WIRE_SHORT] = WORD_SHORT,
		[WIRE_TROUBLE] = WORD_TROUBLE };
	int n = ssh_userauth_kbdint_getnanswers(l->ssh);
	uint8_t verdict;
	int r = try_answers(l, n, &verdict);

	wipe_answers(l->ssh, n);
	l->asked = false;
	if (r != 0 || verdict > WIRE_TROUBLE) {
		lost(l);
		return 0;
	}
	if (verdict == WIRE_OPEN) {
		now_open(l);
		ssh_message_auth_reply_success(m, 0);
		return 0;
	}
	l->note = notes[verdict];
	l->noted = true;
	l->trouble = verdict == WIRE_TROUBLE;
	failed(l);
	return l->left ? 0 : 1; /* the disconnect is the answer */
}

/* Keyboard-interactive, or what we do not offer: 0 when answered, 1 when
 * libssh is to say no. */
int
auth_message(struct link *l, ssh_message m)
{
	const char *user;

	if (l->left)
		return 0;
	if (ssh_message_subtype(m) != SSH_AUTH_METHOD_INTERACTIVE) {
		failed(l);
		return 1;
	}
	if (l->phase != PHASE_SECRET && l->phase != PHASE_FIRST)
		return 1;
	if (ssh_message_auth_kbdint_is_response(m))
		return l->asked ? answer(l, m) : 1;
	user = ssh_message_auth_user(m);
	if (user == NULL || strcmp(user, l->user) != 0) {
		failed(l);
		return 1;
	}
	return prompt(l, m);
}
