/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two user names are nobody's account.  As "join" somebody comes with a
 * one-time code, and with a key to be bound, or none; as "report" with a login
 * and a passphrase, without any key.  Nothing is asked of the session process
 * before the code or passphrase has been typed, and who has an account cannot
 * be told from who has none.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "src/sshd/internal.h"

static const struct {
	const char *user;
	enum phase phase;
} visitors[] = {
	{ "join", PHASE_JOIN },
	{ "加入", PHASE_JOIN },
	{ "\xbc\xd3\xc8\xeb", PHASE_JOIN }, /* the same from a GBK client */
	{ "report", PHASE_REPORT },
	{ "报告", PHASE_REPORT },
	{ "\xb1\xa8\xb8\xe6", PHASE_REPORT },
};

enum phase
visit_phase(const char *user)
{
	for (size_t i = 0; i < nitems(visitors); i++)
		if (strcmp(visitors[i].user, user) == 0)
			return visitors[i].phase;
	return PHASE_KEY;
}

/* The first time such a name comes: more time, and what may be offered. */
int
visit_begin(struct link *l, enum phase phase, const char *user)
{
	if (ask_visit(l->wire) != 0)
		return auth_lost(l);
	auth_ask(l, phase, user, phase == PHASE_JOIN ? WORD_JOIN : WORD_REPORT);
	if (phase == PHASE_JOIN)
		ssh_set_auth_methods(l->ssh,
		    SSH_AUTH_METHOD_PUBLICKEY | SSH_AUTH_METHOD_INTERACTIVE);
	return SSH_AUTH_DENIED;
}

/* Any key will do that signs; the first is taken. */
int
visit_key(struct link *l, const char *user, ssh_key key, bool signed_it)
{
	char *text;

	if (l->phase == PHASE_KEY)
		visit_begin(l, PHASE_JOIN, user);
	if (l->left || l->phase != PHASE_JOIN || strcmp(l->user, user) != 0 ||
	    l->offered != NULL)
		return SSH_AUTH_DENIED;
	if ((text = auth_key_text(key)) == NULL)
		return SSH_AUTH_DENIED;
	if (!signed_it) {
		free(text);
		return SSH_AUTH_SUCCESS;
	}
	l->offered = text;
	ssh_set_auth_methods(l->ssh, SSH_AUTH_METHOD_INTERACTIVE);
	return SSH_AUTH_PARTIAL;
}

/* A login and what belongs to it. */
int
visit_answers(struct link *l, int n, uint8_t *verdict)
{
	const char *login = ssh_userauth_kbdint_getanswer(l->ssh, 0);
	const char *secret = ssh_userauth_kbdint_getanswer(l->ssh, 1);

	*verdict = WIRE_REFUSED;
	if (n != 2 || login == NULL || secret == NULL ||
	    strlen(login) > WIRE_LOGIN_MAX || strlen(secret) > WIRE_SECRET_MAX)
		return 0;
	mem_copy_text(l->joins, sizeof(l->joins), login);
	if (l->phase == PHASE_REPORT)
		return ask_report(l->wire, login, secret, verdict);
	return ask_join(l->wire, login, secret,
	    l->offered != NULL ? l->offered : "", verdict);
}

/* What the passphrase that is chosen now will be asked for with. */
void
visit_next(struct link *l, struct buf *to)
{
	enum word w = l->offered != NULL ? WORD_NEXT_KEY : WORD_NEXT_REPORT;

	if (l->joins[0] != '\0')
		buf_add_f(to, "%s%s\n", l->d->words[w], l->joins);
}
