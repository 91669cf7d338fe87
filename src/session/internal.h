/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SESSION_INTERNAL_H
#define SESSION_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "act/gate.h"
#include "act/signin.h"
#include "session/session.h"
#include "wire/wire.h"

struct session {
	const struct session_how *how;
	struct wire *wire;
	struct store *store;
	struct act_signin *signin;
	enum signin_state state; /* of the key that has signed */
	int asked;		 /* keys and passphrases so far */
	bool visits;		 /* comes without a key that is known */
	struct actor *who;	 /* open: signed in */
	char term[WIRE_TERM_MAX + 1];
	int master, slave;	    /* -1: none */
	bool shell;		    /* draw */
	struct act_gate_move *move; /* a file on its way: no screen */
	bool over;		    /* it has arrived */
};

struct buf;

/* What may be asked, and when: the first while nobody has signed in. */
extern const struct wire_rule session_locked[];
extern const struct wire_rule session_open[];
extern const struct wire_rule session_gate[]; /* a file moves: gate.c */
int session_on_gate(void *arg, struct buf *f);

/* terminal.c */
int terminal_make(struct session *s, uint32_t cols, uint32_t rows);
int terminal_take(struct session *s); /* be the one it controls */

#endif
