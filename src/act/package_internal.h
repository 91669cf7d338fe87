/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_PACKAGE_INTERNAL_H
#define ACT_PACKAGE_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "model/package.h"

struct actor;
struct buf;

#define PACKAGE_KIND "package" /* of an approval */

/* A new passphrase; and sealed to this person, in the running transaction. */
void package_fresh_pass(char to[PACKAGE_PASS_MAX]);
int package_keep_pass(struct actor *who, int64_t id, const char *pass);

struct act_package;
/* All that wait for this person: to agree to, to fetch, to bring back.  Not
 * recorded as seen: no child may be named of it. */
int package_waiting(struct actor *who,
    int (*fn)(void *, const struct act_package *), void *arg);

/* The passphrase of a package, into a guarded buffer: its maker's alone. */
int package_secret(struct actor *who, int64_t id, struct buf *out);

#endif
