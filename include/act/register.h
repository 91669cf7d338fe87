/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_REGISTER_H
#define ACT_REGISTER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/org.h"
#include "model/role.h"
#include "store/desk.h"

struct actor;

/* Organisations and the on-call directory, by who keeps the registers
 * (district staff, system administrator; a school's own by its principal). */
int act_org_put(struct actor *who, int64_t id, int64_t parent, const char *type,
    int64_t number, const char *code, const char *name, int64_t *out,
    int64_t *audit);
int act_oncall_put(
    struct actor *who, struct oncall *o, bool confirmed, int64_t *audit);
/* May this person change what stands on the list of that org? */
bool act_oncall_keeps(struct actor *who, int64_t org);
/* Whom to phone for an org and above it (district duty). */
int act_oncall_each(struct actor *who, int64_t org,
    int (*fn)(void *, const struct oncall *), void *arg);

/* The tree from the top (class C0: registers), and every post: for
 * administrators and the district; ERR_DENIED for others. */
int act_org_each(struct actor *who, enum org_type t,
    int (*fn)(void *, const struct org *), void *arg);
int act_post_each(struct actor *who,
    int (*fn)(void *, const struct post *, bool held), void *arg);

/* What people call it today: "八年级3班" for the class that is named by its
 * year of entry, "初中2025级3班"; the name of every other one. */
void
act_org_words(struct actor *who, const struct org *o, char to[ORG_NAME_MAX]);

#endif
