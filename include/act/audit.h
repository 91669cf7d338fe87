/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_AUDIT_H
#define ACT_AUDIT_H

#include <stdint.h>

#include "store/audit.h"

struct actor;
struct buf;

/* The audit log for those who read it: the audit administrator. */
int act_audit_each(struct actor *who, int64_t after, int limit,
    int (*fn)(void *, const struct audit_event *), void *arg);

/* Verify the whole chain against the keeper's key and, if there is one, a
 * head exported earlier (64 hex digits after its id: "1234 ab12..."). */
int act_audit_verify(
    struct actor *who, const struct audit_head *head, struct audit_report *out);
const char *act_audit_fault_name(enum audit_fault f); /* "whole", static */

/* Go on with a store from which lost rows of the log are missing: the audit
 * administrator with the system administrator, a row of each. */
int
act_audit_accept_loss(struct actor *who, struct actor *second, int64_t lost);

/* The last row: what a signature is over. */
int act_audit_head(struct actor *who, struct audit_head *h);
/* The head as the keeper exports it, one line "ID HEX", appended to out; and
 * back: ERR_INPUT for anything else. */
void act_audit_head_line(const struct audit_head *h, struct buf *out);
int act_audit_head_read(const char *line, struct audit_head *out);
/* When it was written; 0 in an empty log. */
int act_audit_last_at(struct actor *who, int64_t *at);
/* The keeper: sign the head if it has moved since the last signature. */
struct sign_key;
int act_audit_sign(
    struct actor *keeper, const struct sign_key *k, int64_t *signed_id);

#endif
