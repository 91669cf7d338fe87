/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BENCH_DESK_H
#define BENCH_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "tests/lib/term.h"
#include "tests/link/link.h"

/*
 * Somebody at a terminal, the real ssh client in it, a link between that and
 * the server: each step's bytes, and when its picture stood there.
 */
struct actor;

struct desk_how {
	const char *login; /* a sample's */
	bool foreign;	   /* at OpenSSH's sshd, which asks nothing */
	bool slow;	   /* with doc/ssh_config.slow */
	bool straight;	   /* without a link: nothing is counted */
	int rows;	   /* of the terminal; 0: 24 */
	long rate;	   /* of the link */
	int rtt_ms;
};

struct desk {
	struct test_term *term;
	struct link *link;
	struct desk_how how;
	struct link_count count; /* at the beginning of this step */
	double began;
	char *was; /* the picture then */
};

struct desk_cost {
	double up, down; /* payload */
	double seconds;	 /* from the first key to the picture */
	double turns;
};

void desk_open(struct desk *d, const struct desk_how *how);
/* The passphrase at its prompt, of a server that asks for one. */
void desk_pass(struct desk *d);
/* Begin a step and type; NULL: nothing. */
void desk_type(struct desk *d, const char *keys);
/* Wait for a picture that has text (NULL: for one that is not that of
 * desk_type()); then until nothing more comes for quiet ms and say what the
 * step has cost. */
void desk_until(
    struct desk *d, const char *text, int quiet_ms, struct desk_cost *cost);
/* Rows of the picture that are not as they were at desk_type(). */
int desk_changed(struct desk *d);
/* Sign out by the keys for it, from the first screen. */
void desk_leave(struct desk *d);
/* Without asking; the client's processes are gone afterwards. */
void desk_close(struct desk *d);

/* Do something in the server's store as a sample login, in a process of its
 * own that has given up root. */
void desk_inside(
    const char *login, int (*fn)(struct actor *who, void *arg), void *arg);
/* Invented students, spread over the schools: act_sample_schools() of them,
 * or three. */
void desk_roster(int64_t students);
/* The head of grade1 reports a worry about n of its children: the psychology
 * teacher psy1 has them on Today and in the ledger. */
#define DESK_WORRIES_MAX 160
void desk_worries(int n);

#endif
