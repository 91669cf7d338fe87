/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_HEALTH_H
#define STORE_HEALTH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/durable.h"

struct store;

/* What somebody who sees that an installation is well may know of its store
 * without signing in: numbers, and of nobody's children. */
struct store_health {
	int64_t systems;    /* who hold the post of system administrator */
	int64_t securities; /* and of the others, in use and not locked */
	int64_t auditors;
	int64_t custodians;
	int64_t oncalls;     /* numbers to be phoned */
	int64_t unconfirmed; /* of them not tried for thirty days */
	int64_t last_at;     /* of the audit log; 0: empty */
	int64_t backup_at;   /* the last copy made of it; 0: never */
};
int store_health(struct store *st, struct store_health *h);

/* How it goes at this moment, for what watches the machine: of processes,
 * saves and ages, and no number that anything of a child goes into, for in a
 * small school a small number is about somebody. */
struct store_pulse {
	int sessions; /* people at a screen */
	int writers;  /* hold the store or wait for it */
	bool lost;    /* a sync has failed: nothing is saved any more */
	struct durable_times saves;
	int signed_well;    /* store_audit_signed() */
	int64_t unsigned_s; /* age of the first row without one; 0: none */
	int64_t failures;   /* of commands that knock, within a day */
};
/* by: the keeper's public half. */
int store_pulse(struct store *st, const uint8_t by[32], struct store_pulse *p);

#endif
