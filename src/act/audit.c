/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/audit.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "sealed/sign.h"
#include "store/store.h"

int
act_audit_each(struct actor *who, int64_t after, int limit,
    int (*fn)(void *, const struct audit_event *), void *arg)
{
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if (!act_is(who, ROLE_AUDIT_ADMIN))
		return ERR_DENIED;
	return store_audit_each(who->store, after, limit, fn, arg);
}

int
act_audit_verify(struct actor *who, const struct audit_head *head,
    struct audit_report *out)
{
	uint8_t by[32];
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if (!act_is(who, ROLE_AUDIT_ADMIN) && !act_is(who, ROLE_SECURITY_ADMIN))
		return ERR_DENIED;
	if ((r = sign_public_read("keeper.pub", by)) != 0)
		return r;
	return store_audit_verify(who->store, head, by, out);
}

const char *
act_audit_fault_name(enum audit_fault f)
{
	static const char *const names[] = {
		[AUDIT_WHOLE] = "whole",
		[AUDIT_MISSING] = "missing",
		[AUDIT_CHANGED] = "changed",
		[AUDIT_TRUNCATED] = "truncated",
		[AUDIT_FORGED] = "forged",
		[AUDIT_BACKWARDS] = "backwards",
	};

	return (size_t)f < nitems(names) ? names[f] : "unknown";
}

int
act_audit_head(struct actor *who, struct audit_head *h)
{
	return store_audit_head(who->store, h);
}

int
act_audit_sign(struct actor *keeper, const struct sign_key *k,
    int64_t *signed_id)
{
	struct audit_signature s = { .id = 0 };
	struct audit_head head;
	uint8_t bytes[48];
	int r;

	if ((r = act_begin(keeper)) != 0)
		return r;
	if ((r = store_audit_head(keeper->store, &head)) == 0 &&
	    head.id > *signed_id) {
		s.id = head.id;
		s.at = act_now(keeper);
		memcpy(s.hash, head.hash, sizeof(s.hash));
		sign_key_public(k, s.by);
		store_audit_signed_bytes(&s, bytes);
		sign_make(k, bytes, sizeof(bytes), s.signature);
		r = store_audit_sign(keeper->store, &s);
		if (r == ERR_EXISTS)
			r = 0;	/* a keeper before this one did */
	}
	if ((r = act_end(keeper, r)) == 0 && s.id != 0)
		*signed_id = s.id;
	return r;
}
