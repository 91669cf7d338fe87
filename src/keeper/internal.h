/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KEEPER_INTERNAL_H
#define KEEPER_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "keeper/keeper.h"

struct actor;
struct sign_key;
struct store;

#define KEEPER_RINGS 512 /* as many as the knocker takes */

struct keeper {
	struct store *store;
	struct actor *who; /* act_keeper(): opens nothing */
	struct sign_key *key;
	int64_t signed_id;   /* the last audit row signed, */
	int64_t exported_id; /* and the last that audit.head holds */
	int64_t signed_ms;   /* when, by the monotonic clock */
	int64_t wall, ticks; /* of the last look at the clock: watch.c */
	int64_t jump;	     /* seen, and not yet in the store */
	int fd;
	int64_t next_ms[16]; /* of each job of the table */
	struct {
		int64_t since_ms;
		int times;
	} failing[16]; /* how long each has, and nothing else */
	struct keeper_knocker knocker;
	struct {
		int64_t knock, since_ms;
	} rings[KEEPER_RINGS]; /* whose command runs */
	int n_rings;
	bool full; /* the knocker took no more in this turn */
};

/* The jobs: 0, or an error that is logged. */
int keeper_sign(struct keeper *k);	     /* sign.c */
int keeper_watch_clock(struct keeper *k);    /* watch.c */
int keeper_raise_warnings(struct keeper *k); /* deadline.c */
int keeper_raise_tickets(struct keeper *k);
int keeper_end_custody(struct keeper *k);
int keeper_knock(struct keeper *k); /* knock.c */
int keeper_sweep_ladders(struct keeper *k);
int keeper_sweep_office(struct keeper *k);

#endif
