/* SPDX-License-Identifier: Apache-2.0 */
/* Something is asked of custody. */
#include <string.h>

#include "act/approval.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "custody_internal.h"
#include "model/profile.h"
#include "store/org.h"
#include "store/store.h"

/* --- asking ------------------------------------------------------------------
 */

/* The one there is already, however far. */
static int
request_find(struct actor *who, struct custody_request *r)
{
	static const enum custody_state open[] = { CUSTODY_ASKED, CUSTODY_HALF,
		CUSTODY_OPEN };
	int e = ERR_NOT_FOUND;

	for (size_t i = 0; i < nitems(open) && e == ERR_NOT_FOUND; i++)
		e = store_custody_find(
		    who->store, r->kind, r->object, open[i], r->beneficiary, r);
	return e;
}

/* Whose layer is the outer one is as it was sealed, the same for all. */
static int
layers_of(struct actor *who, struct custody_request *r,
    const struct custody_sources *s)
{
	struct keypair first, second;
	int e;

	if (s->n == 0)
		return act_fail(
		    who, ERR_CUSTODY, _("Custody holds nothing for this."));
	if ((e = store_keypair_get(who->store, s->row[0].first_key, &first)) !=
		0 ||
	    (e = store_keypair_get(
		 who->store, s->row[0].second_key, &second)) != 0)
		return e;
	r->first = first.owner;
	r->second = second.owner;
	return 0;
}

static int
reader_add(struct actor *who, int64_t key, const struct sealed_key *k,
    enum key_kind kind, int64_t owner)
{
	int64_t to;
	int e = act_key_of(who, kind, owner, &to, NULL);

	if (e == ERR_NOT_FOUND)
		return 0;
	return e != 0 ? e : act_key_grant(who, key, k, to);
}

/* Who may read why: who asks, both custodians, and the circles told. */
static int
request_pair(struct actor *who, struct custody_request *r)
{
	const int64_t people[] = { r->asked_by, r->beneficiary, r->first,
		r->second };
	int64_t circle[CUSTODY_TOLD_MAX];
	struct sealed_key *k;
	int n = 0, e;

	if ((e = act_key_make(who, KEY_REQUEST, r->id, false, &r->pair, &k)) !=
	    0)
		return e;
	for (size_t i = 0; i < nitems(people) && e == 0; i++)
		e = reader_add(who, r->pair, k, KEY_PERSON, people[i]);
	if (e == 0)
		e = custody_ops(r->kind)->told(
		    who, r, circle, CUSTODY_TOLD_MAX, &n);
	for (int i = 0; i < n && e == 0; i++)
		e = reader_add(who, r->pair, k, KEY_CIRCLE, circle[i]);
	sealed_key_free(k);
	return e;
}

static int
request_add(struct actor *who, struct custody_request *r, const char *reason,
    int64_t *audit)
{
	const struct state_move *m =
	    state_find(&custody_machine, STATE_NONE, CUSTODY_ASK, 0);
	struct custody_sources *s;
	int e;

	if ((e = custody_layers(who, r, &s)) == 0)
		e = layers_of(who, r, s);
	custody_layers_free(s);
	r->asked_at = act_now(who);
	r->due_at = profile_due(profile_default(), m->deadline, r->asked_at);
	if (e != 0 || (e = store_custody_add(who->store, r)) != 0 ||
	    (e = request_pair(who, r)) != 0 ||
	    (e = store_custody_put(who->store, r)) != 0 ||
	    (e = custody_text_put(who, r, false, reason)) != 0 ||
	    (e = act_approval_ask(who, CUSTODY_ASKS_FIRST, r->id, 0,
		 custody_kind_name(r->kind), NULL)) != 0)
		return e;
	return custody_note(who, r, "custody.ask", audit);
}

static int
request_check(struct actor *who, struct custody_request *r)
{
	int e;

	if ((e = custody_ops(r->kind)->may(who, r)) != 0)
		return e;
	return custody_apart(who, r);
}

static void
request_begin(struct actor *who, struct custody_request *r,
    enum custody_kind kind, int64_t object, int64_t beneficiary)
{
	*r = (struct custody_request){ .kind = kind,
		.object = object,
		.asked_by = who->person,
		.beneficiary = beneficiary != 0 ? beneficiary : who->person };
	if (kind == CUSTODY_DRAFT && object == 0)
		r->object = who->person;
}

int
act_custody_ask(struct actor *who, enum custody_kind kind, int64_t object,
    int64_t beneficiary, const char *reason, int64_t *id, int64_t *audit)
{
	struct custody_request r;
	int64_t row = 0;
	int e;

	if ((e = act_begin(who)) != 0)
		return e;
	request_begin(who, &r, kind, object, beneficiary);
	if ((e = custody_text_check(who, reason)) == 0 &&
	    (e = request_find(who, &r)) == ERR_NOT_FOUND &&
	    (e = request_check(who, &r)) == 0)
		e = request_add(who, &r, reason, &row);
	else if (e == 0 && r.asked_by != who->person &&
		 r.beneficiary != who->person)
		e = ERR_DENIED;
	if ((e = act_end(who, e)) == 0) {
		*id = r.id;
		if (audit != NULL)
			*audit = row;
	}
	return e;
}

int
act_custody_may_ask(struct actor *who, enum custody_kind kind, int64_t object)
{
	struct custody_request r;
	int e;

	if ((e = act_look(who)) != 0)
		return e;
	request_begin(who, &r, kind, object, 0);
	e = request_check(who, &r);
	who->why[0] = '\0';
	return e;
}
