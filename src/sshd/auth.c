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
 * is asked for: for the same user name, since its answers carry none.  A client
 * on a slow line may send it as "password" instead, unasked, which is a round
 * trip less; whoever lets us ask is not offered that any more, for it would ask
 * again in words of its own.
 */

void
auth_begin(struct link *l)
{
	l->phase = PHASE_KEY;
	l->deadline = clock_ticks_ms() + l->d->c->grace_key * 1000;
	alarm((unsigned)l->d->c->grace_key + 2); /* should we hang */
	ssh_set_auth_methods(l->ssh, SSH_AUTH_METHOD_PUBLICKEY);
}

/* note: said with the first prompt; WORD_NONE: nothing. */
void
auth_ask(struct link *l, enum phase phase, const char *user, enum word note)
{
	l->phase = phase;
	if (user != l->user)
		strcpy(l->user, user);
	l->noted = note != WORD_NONE;
	l->note = note;
	l->deadline = clock_ticks_ms() + l->d->c->grace_passphrase * 1000;
	alarm((unsigned)l->d->c->grace_passphrase + 2);
	ssh_set_auth_methods(
	    l->ssh, phase == PHASE_SECRET
			? SSH_AUTH_METHOD_INTERACTIVE | SSH_AUTH_METHOD_PASSWORD
			: SSH_AUTH_METHOD_INTERACTIVE);
}

static void
now_open(struct link *l)
{
	l->phase = PHASE_OPEN;
	l->deadline = 0;
	alarm(0);
}

void
auth_failed(struct link *l)
{
	l->tried = true;
	if (++l->tries < l->d->c->tries)
		return;
	l->refusal = WORD_TRIES;
	l->left = true;
}

/* The session process has gone or broke the rules: so do we.  That lets the
 * client off only if it has not failed before: what it did may be the cause. */
int
auth_lost(struct link *l)
{
	l->refusal = WORD_FAILED;
	l->left = true;
	l->trouble = l->tries == 0;
	return SSH_AUTH_DENIED;
}

int
auth_none(ssh_session s, const char *user, void *arg)
{
	struct link *l = arg;
	enum phase visit = visit_phase(user);

	(void)s;
	if (l->phase == PHASE_KEY && visit != PHASE_KEY)
		return visit_begin(l, visit, user);
	return SSH_AUTH_DENIED;
}

/* "ssh-ed25519 AAAA...", as accounts keep it. */
char *
auth_key_text(ssh_key key)
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
	if (visit_phase(user) == PHASE_JOIN)
		return visit_key(l, user, key, signed_it);
	if (l->phase != PHASE_KEY || l->left ||
	    (state != SSH_PUBLICKEY_STATE_NONE && !signed_it) ||
	    strlen(user) > WIRE_LOGIN_MAX ||
	    (text = auth_key_text(key)) == NULL) {
		auth_failed(l);
		return SSH_AUTH_DENIED;
	}
	r = ask_key(
	    l->wire, signed_it ? WIRE_SIGNED : WIRE_KEY, user, text, &answer);
	free(text);
	if (r != 0)
		return auth_lost(l);
	if (answer == WIRE_KEY_UNKNOWN) {
		auth_failed(l);
		return SSH_AUTH_DENIED;
	}
	if (!signed_it) {
		if (l->known) /* asked before, and never signed */
			auth_failed(l);
		l->known = true;
		return SSH_AUTH_SUCCESS;
	}
	if (answer == WIRE_KEY_FIRST)
		auth_ask(l, PHASE_FIRST, user, WORD_NEW);
	else
		auth_ask(l, PHASE_SECRET, user, WORD_NONE);
	return SSH_AUTH_PARTIAL;
}

/* What each phase asks for; a login and a code are seen as they are typed. */
static const struct {
	enum word ask[2];
	char echo[2];
	unsigned n;
} prompts[] = {
	[PHASE_JOIN] = { { WORD_PROMPT_LOGIN, WORD_PROMPT_CODE }, { 1, 1 }, 2 },
	[PHASE_REPORT] = { { WORD_PROMPT_LOGIN, WORD_PROMPT }, { 1, 0 }, 2 },
	[PHASE_SECRET] = { { WORD_PROMPT }, { 0 }, 1 },
	[PHASE_FIRST] = { { WORD_PROMPT_NEW, WORD_PROMPT_AGAIN }, { 0 }, 2 },
};

/* What is to be said stands in the first prompt: OpenSSH's client writes the
 * instruction as it does its log, every Chinese byte as \346. */
static int
prompt(struct link *l, ssh_message m)
{
	const char *const *w = l->d->words;
	unsigned n = prompts[l->phase].n;
	struct buf *first = buf_new();
	const char *ask[2];
	char echo[2];
	int r;

	for (unsigned i = 0; i < n; i++) {
		ask[i] = w[prompts[l->phase].ask[i]];
		echo[i] = prompts[l->phase].echo[i];
	}
	if (l->noted) {
		buf_add_f(first, "%s\n", w[l->note]);
		if (l->phase == PHASE_FIRST)
			visit_next(l, first);
		buf_add_text(first, ask[0]);
		ask[0] = buf_text(first);
	}
	l->asked = true;
	ssh_set_auth_methods(l->ssh, SSH_AUTH_METHOD_INTERACTIVE);
	r = ssh_message_auth_interactive_request(m, "", "", n, ask, echo);
	buf_free(first);
	return r == SSH_OK ? 0 : 1;
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

	if (l->phase == PHASE_JOIN || l->phase == PHASE_REPORT)
		return visit_answers(l, n, verdict);
	*verdict = WIRE_REFUSED;
	if (l->phase == PHASE_SECRET && n == 1 && one != NULL &&
	    strlen(one) <= WIRE_SECRET_MAX)
		return ask_secret(l->wire, one, verdict);
	if (l->phase == PHASE_FIRST && n == 2 && one != NULL && two != NULL &&
	    strlen(one) <= WIRE_SECRET_MAX && strlen(two) <= WIRE_SECRET_MAX)
		return ask_first(l->wire, one, two, verdict);
	return 0;
}

/* What is said with the next prompt. */
static enum word
note_of(const struct link *l, uint8_t verdict)
{
	static const enum word notes[] = { [WIRE_REFUSED] = WORD_WRONG,
		[WIRE_DIFFER] = WORD_DIFFER,
		[WIRE_SHORT] = WORD_SHORT,
		[WIRE_TROUBLE] = WORD_TROUBLE,
		[WIRE_KEYLESS] = WORD_NEEDS_KEY };

	if (verdict == WIRE_REFUSED && l->phase == PHASE_JOIN)
		return WORD_WRONG_CODE;
	if (verdict == WIRE_REFUSED && l->phase == PHASE_REPORT)
		return WORD_WRONG_REPORT;
	return notes[verdict];
}

/* The one-time code was right: the next question, in the same breath. */
static int
now_new(struct link *l, ssh_message m, enum word note)
{
	if (l->phase == PHASE_FIRST) {
		auth_lost(l);
		return 0;
	}
	auth_ask(l, PHASE_FIRST, l->user, note);
	return prompt(l, m);
}

/* It opened nothing: what is said with the next prompt. */
static void
refused(struct link *l, uint8_t verdict)
{
	l->note = note_of(l, verdict);
	l->noted = true;
	l->trouble = verdict == WIRE_TROUBLE;
	auth_failed(l);
}

int
auth_password(ssh_session s, const char *user, const char *pass, void *arg)
{
	struct link *l = arg;
	uint8_t verdict = WIRE_REFUSED;

	(void)s;
	if (l->left || l->phase != PHASE_SECRET || l->asked ||
	    strcmp(user, l->user) != 0 || strlen(pass) > WIRE_SECRET_MAX) {
		auth_failed(l);
		return SSH_AUTH_DENIED;
	}
	if (ask_secret(l->wire, pass, &verdict) != 0 || verdict > WIRE_KEYLESS)
		return auth_lost(l);
	if (verdict == WIRE_OPEN) {
		now_open(l);
		return SSH_AUTH_SUCCESS;
	}
	if (verdict == WIRE_NEW || verdict == WIRE_AGAIN) {
		auth_ask(l, PHASE_FIRST, user,
		    verdict == WIRE_NEW ? WORD_NEW : WORD_AGAIN);
		return SSH_AUTH_PARTIAL;
	}
	refused(l, verdict);
	return SSH_AUTH_DENIED;
}

static int
answer(struct link *l, ssh_message m)
{
	int n = ssh_userauth_kbdint_getnanswers(l->ssh);
	uint8_t verdict;
	int r = try_answers(l, n, &verdict);

	wipe_answers(l->ssh, n);
	l->asked = false;
	if (r != 0 || verdict > WIRE_KEYLESS) {
		auth_lost(l);
		return 0;
	}
	if (verdict == WIRE_OPEN) {
		now_open(l);
		ssh_message_auth_reply_success(m, 0);
		return 0;
	}
	if (verdict == WIRE_NEW || verdict == WIRE_AGAIN)
		return now_new(
		    l, m, verdict == WIRE_NEW ? WORD_NEW : WORD_AGAIN);
	refused(l, verdict);
	return l->left ? 0 : 1; /* the disconnect is the answer */
}

/* Keyboard-interactive, or what we do not offer: 0 when answered, 1 when
 * libssh is to say no. */
int
auth_message(struct link *l, ssh_message m)
{
	const char *user = ssh_message_auth_user(m);

	if (l->left)
		return 0;
	if (l->phase == PHASE_KEY && user != NULL &&
	    visit_phase(user) != PHASE_KEY)
		visit_begin(l, visit_phase(user), user);
	if (ssh_message_subtype(m) != SSH_AUTH_METHOD_INTERACTIVE) {
		auth_failed(l);
		return 1;
	}
	if (l->phase == PHASE_KEY || l->phase == PHASE_OPEN)
		return 1;
	if (ssh_message_auth_kbdint_is_response(m))
		return l->asked ? answer(l, m) : 1;
	if (user == NULL || strcmp(user, l->user) != 0) {
		auth_failed(l);
		return 1;
	}
	return prompt(l, m);
}
