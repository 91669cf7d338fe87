/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/audit.h"
#include "base/buf.h"
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
act_audit_verify(
    struct actor *who, const struct audit_head *head, struct audit_report *out)
{
	uint8_t by[32] = { 0 };
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if (!act_is(who, ROLE_AUDIT_ADMIN) && !act_is(who, ROLE_SECURITY_ADMIN))
		return ERR_DENIED;
	/* Where one practises nobody signs. */
	if ((!store_is_memory(who->store) &&
		(r = sign_public_read("keeper.pub", by)) != 0) ||
	    (r = store_audit_verify(who->store, head, by, out)) != 0)
		return r;
	who->verified = true;
	return 0;
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
act_audit_accept_loss(struct actor *who, struct actor *second, int64_t lost)
{
	static const char what[] = "audit.accept_loss";
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if (!act_is(who, ROLE_AUDIT_ADMIN) ||
	    !act_is(second, ROLE_SYSTEM_ADMIN) || who->person == second->person)
		r = ERR_DENIED;
	if (r == 0 && (r = act_note(who, what, lost, NULL, NULL, 0, NULL)) == 0)
		r = act_note(second, what, lost, NULL, NULL, 0, NULL);
	if ((r = act_end(who, r)) != 0)
		return r;
	return store_mark_reset(who->store);
}

int
act_audit_head(struct actor *who, struct audit_head *h)
{
	return store_audit_head(who->store, h);
}

void
act_audit_head_line(const struct audit_head *h, struct buf *out)
{
	buf_add_f(out, "%lld ", (long long)h->id);
	for (size_t i = 0; i < sizeof(h->hash); i++)
		buf_add_f(out, "%02x", h->hash[i]);
	buf_add_char(out, '\n');
}

static int
hex_read(const char *s, uint8_t to[32])
{
	static const char digits[] = "0123456789abcdef";

	if (strspn(s, digits) != 64)
		return ERR_INPUT;
	for (size_t i = 0; i < 64; i += 2)
		to[i / 2] = (uint8_t)((strchr(digits, s[i]) - digits) << 4 |
				      (strchr(digits, s[i + 1]) - digits));
	return 0;
}

int
act_audit_head_read(const char *line, struct audit_head *out)
{
	struct audit_head h = { .id = 0 };
	size_t n = strspn(line, "0123456789");

	/* 18 digits: below what an id can hold. */
	if (n == 0 || n > 18 || line[n] != ' ' ||
	    hex_read(line + n + 1, h.hash) != 0 ||
	    strcmp(line + n + 65, "\n") != 0)
		return ERR_INPUT;
	h.id = strtoll(line, NULL, 10);
	*out = h;
	return 0;
}

int
act_audit_last_at(struct actor *who, int64_t *at)
{
	return store_audit_last_at(who->store, at);
}

int
act_audit_sign(
    struct actor *keeper, const struct sign_key *k, int64_t *signed_id)
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
			r = 0; /* a keeper before this one did */
	}
	/* Acknowledged, so on the disk, and with it every row before: no head
	 * is exported that a loss of power could take back. */
	if ((r = act_end(keeper, r)) == 0 && s.id != 0)
		*signed_id = s.id;
	return r;
}
