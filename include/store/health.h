/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_HEALTH_H
#define STORE_HEALTH_H

#include <stdint.h>

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

#endif
