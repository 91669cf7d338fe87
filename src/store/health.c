/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/presence.h"
#include "base/queue.h"
#include "internal.h"
#include "model/role.h"
#include "store/audit.h"
#include "store/health.h"
#include "store/person.h"
#include "store/stmt.h"
#include "store/store.h"

#define STALE_S (30 * (int64_t)CLOCK_DAY) /* as the list of gaps has it */

static const struct sql sql_holders = { "health_holders",
	"SELECT COUNT(DISTINCT p.person) FROM post p"
	" JOIN person w ON w.id = p.person WHERE p.role = :role"
	" AND w.state = :active AND p.since IS NOT NULL AND p.since <= :now"
	" AND (p.until IS NULL OR p.until > :now)",
	0 };
static const struct sql sql_oncalls = { "health_oncalls",
	"SELECT COUNT(*), COUNT(CASE WHEN c.confirmed_at IS NULL"
	" OR c.confirmed_at < :stale THEN 1 END) FROM oncall c",
	SQL_SCANS };

/* The last thousand: nobody is helped by more. */
static const struct sql sql_failures = { "health_failures",
	"SELECT COUNT(*) FROM (SELECT started_at, result FROM knock"
	" ORDER BY id DESC LIMIT 1000) k WHERE k.started_at > :since"
	" AND k.result IN ('failed', 'hung')",
	SQL_SCANS };

const struct sql *const store_health_sql[] = { &sql_holders, &sql_oncalls,
	&sql_failures, NULL };

static int
holders(struct store *st, enum role role, int64_t now, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_holders)) != 0)
		return r;
	stmt_text(q, ":role", role_name(role));
	stmt_i64(q, ":now", now);
	stmt_i64(q, ":active", ACCOUNT_ACTIVE);
	if ((r = stmt_one(q)) == 0)
		*n = stmt_get_i64(q, 0);
	return stmt_close(q, r);
}

static int
oncalls(struct store *st, int64_t now, struct store_health *h)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_oncalls)) != 0)
		return r;
	stmt_i64(q, ":stale", now - STALE_S);
	if ((r = stmt_one(q)) == 0) {
		h->oncalls = stmt_get_i64(q, 0);
		h->unconfirmed = stmt_get_i64(q, 1);
	}
	return stmt_close(q, r);
}

int
store_health(struct store *st, struct store_health *h)
{
	int64_t now = clock_now();
	const struct {
		enum role role;
		int64_t *n;
	} roles[] = {
		{ ROLE_SYSTEM_ADMIN, &h->systems },
		{ ROLE_SECURITY_ADMIN, &h->securities },
		{ ROLE_AUDIT_ADMIN, &h->auditors },
		{ ROLE_CUSTODIAN, &h->custodians },
	};
	int r = 0;

	*h = (struct store_health){ 0 };
	for (size_t i = 0; i < nitems(roles) && r == 0; i++)
		r = holders(st, roles[i].role, now, roles[i].n);
	if (r == 0)
		r = oncalls(st, now, h);
	if (r == 0)
		r = store_audit_last_at(st, &h->last_at);
	if (r == 0 && (r = store_setting_get(st, "backup_at", &h->backup_at)) ==
			  ERR_NOT_FOUND)
		r = 0;
	return r;
}

static int
failures(struct store *st, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_failures)) != 0)
		return r;
	stmt_i64(q, ":since", store_now(st) - CLOCK_DAY);
	if ((r = stmt_one(q)) == 0)
		*n = stmt_get_i64(q, 0);
	return stmt_close(q, r);
}

int
store_pulse(struct store *st, const uint8_t by[32], struct store_pulse *p)
{
	struct durable *d = epoch_durable(st->epoch);
	int r;

	*p = (struct store_pulse){ .sessions = presence_count(st->epoch),
		.writers = queue_length(epoch_queue(st->epoch)),
		.lost = durable_is_lost(d) };
	durable_times(d, &p->saves);
	if ((r = failures(st, &p->failures)) == 0)
		r = store_audit_signed(st, by, &p->signed_well, &p->unsigned_s);
	return r;
}
