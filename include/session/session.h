/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include <stdbool.h>

/*
 * The side of a connection that has the store.  Locked, it answers whether a
 * key is known and whether a passphrase opens; open, it owns one terminal and
 * shows one person the screens.  It stands in the data folder, and opens the
 * store at the first question about a key.
 */
struct actor;
struct conf;
struct confine_calls;
struct store;

/* The terminal of a person who has signed in. */
struct session_terminal {
	int fd;		  /* read and written; controls the process */
	const char *term; /* one that terminfo knows */
	struct actor *who;
	struct store *store;
};

struct session_how {
	const struct conf *c;
	const struct confine_calls *calls; /* entered at once */
	const char *peer; /* address of the client, for the log */
	bool loopback;	  /* the client is on this machine */
	int wire;	  /* taken over */
	int news;	  /* taken over: 'v' comes without a known key, 'k'
			   * key known or code right, 'o' signed in */
	/* Everything from the first screen to the last.  0 when the person
	 * left, ERR_STOPPED when nobody was there for too long, ERR_MOVED when
	 * they went on in another session. */
	int (*screen)(void *arg, const struct session_terminal *t);
	void *arg;
};

/* Serve one connection to its end.  Returns an exit status. */
int session_run(const struct session_how *how);

/*
 * The name of a terminal that terminfo knows for what the client calls its
 * own, or NULL for one that cannot place its cursor.  Anything unknown is an
 * xterm, as all clients of today are.
 */
const char *session_term(const char *asked);

#endif
