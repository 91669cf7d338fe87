/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_SIGNIN_INTERNAL_H
#define ACT_SIGNIN_INTERNAL_H

#include "act/signin.h"
#include "internal.h"
#include "store/invite.h"

/* What signing in shares: signin.c, signin_code.c. */
struct act_signin {
	struct store *st;
	struct person p; /* id 0: nobody */
	enum signin_state state;
	/* A code that was right: what signin_first() does with it. */
	struct invite code; /* id 0: none */
	bool brings_key;    /* key_text is bound, or none from now on */
	char key_text[SSH_KEY_MAX];
	size_t n_was; /* of the wrapped half, before signin_first() */
};

void signin_forget(struct act_signin *s);

/* One of the few places at which Argon2id runs; close it when done. */
int signin_slot(int *fd);

/* Is the code still good?  Used now, inside the transaction that begins the
 * account (again). */
int signin_code_use(struct act_signin *s, struct actor *who);

#endif
