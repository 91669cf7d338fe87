/* SPDX-License-Identifier: Apache-2.0 */
/* What the store itself says: does it open, and has it who it needs. */
#include <stdbool.h>

#include "act/store.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "doctor.h"

#define AHEAD_S 60			      /* clocks are corrected by less */
#define UNSIGNED_S 300			      /* the keeper signs each minute */
#define COPY_OLD_S (36 * (int64_t)CLOCK_HOUR) /* a night was left out */

enum doctor_state
doctor_schema(struct doctor *d)
{
	int r;

	d->served = doctor_server(d) != 0;
	r = act_store_open(d->data, &d->store);

	if (r != 0) {
		d->store = NULL;
		return doctor_found(
		    d, DOCTOR_ILL, _("it does not open: %s"), err_name(r));
	}
	return doctor_found(d, DOCTOR_WELL, _("the newest"));
}

/* False, with words, where there is no store to ask. */
static bool
ask(struct doctor *d, struct store_health *h)
{
	if (d->store != NULL && act_store_health(d->store, h) == 0)
		return true;
	doctor_found(d, DOCTOR_UNSEEN, _("the store is not open"));
	return false;
}

enum doctor_state
doctor_ahead(struct doctor *d)
{
	struct store_health h;

	if (!ask(d, &h))
		return DOCTOR_UNSEEN;
	if (h.last_at > clock_now() + AHEAD_S)
		return doctor_found(d, DOCTOR_ILL,
		    _("the last audit row is %lld s ahead of the clock"),
		    (long long)(h.last_at - clock_now()));
	return doctor_found(
	    d, DOCTOR_WELL, _("no audit row is ahead of the clock"));
}

enum doctor_state
doctor_signed(struct doctor *d)
{
	struct store_pulse p;

	if (d->store == NULL || act_store_pulse(d->store, &p) != 0)
		return doctor_found(
		    d, DOCTOR_UNSEEN, _("the store is not open"));
	if (p.signed_well < 0)
		return doctor_found(d, DOCTOR_ILL,
		    _("the last signature of the audit log does not hold: "
		      "xinqing audit verify says where"));
	if (!d->served)
		return doctor_found(d, DOCTOR_UNSEEN, _("nobody serves it"));
	if (p.unsigned_s > UNSIGNED_S)
		return doctor_found(d, DOCTOR_ILL,
		    _("the audit log was not signed for %lld s"),
		    (long long)p.unsigned_s);
	return doctor_found(d, DOCTOR_WELL, _("the audit log is signed"));
}

enum doctor_state
doctor_backup(struct doctor *d)
{
	struct store_health h;
	int64_t age;

	if (!ask(d, &h))
		return DOCTOR_UNSEEN;
	if (h.backup_at == 0)
		return doctor_found(
		    d, DOCTOR_ILL, _("the store was never copied"));
	age = clock_now() - h.backup_at;
	return doctor_found(d, age > COPY_OLD_S ? DOCTOR_ILL : DOCTOR_WELL,
	    _("the last copy is %lld h old"), (long long)(age / CLOCK_HOUR));
}

enum doctor_state
doctor_admins(struct doctor *d)
{
	struct store_health h;

	if (!ask(d, &h))
		return DOCTOR_UNSEEN;
	return doctor_found(d,
	    h.systems == 0 || h.securities == 0 || h.auditors == 0
		? DOCTOR_ILL
		: DOCTOR_WELL,
	    _("system %lld, security %lld, audit %lld"), (long long)h.systems,
	    (long long)h.securities, (long long)h.auditors);
}

enum doctor_state
doctor_custodians(struct doctor *d)
{
	struct store_health h;

	if (!ask(d, &h))
		return DOCTOR_UNSEEN;
	return doctor_found(d, h.custodians < 2 ? DOCTOR_ILL : DOCTOR_WELL,
	    _("%lld of 2"), (long long)h.custodians);
}

enum doctor_state
doctor_oncall(struct doctor *d)
{
	struct store_health h;

	if (!ask(d, &h))
		return DOCTOR_UNSEEN;
	return doctor_found(d,
	    h.oncalls == 0 || h.unconfirmed > 0 ? DOCTOR_ILL : DOCTOR_WELL,
	    _("%lld numbers, %lld not tried for 30 days"), (long long)h.oncalls,
	    (long long)h.unconfirmed);
}
