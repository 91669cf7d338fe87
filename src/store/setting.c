/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/epoch.h"
#include "base/err.h"
#include "internal.h"
#include "store/stmt.h"

static const struct sql sql_setting_get = { "setting_get",
	"SELECT value FROM setting WHERE name = :name", 0 };
static const struct sql sql_setting_put = { "setting_put",
	"INSERT INTO setting (name, value) VALUES (:name, :value)"
	" ON CONFLICT (name) DO UPDATE SET value = excluded.value",
	0 };

const struct sql *const store_setting_sql[] = { &sql_setting_get,
	&sql_setting_put, NULL };

int
store_setting_get(struct store *st, const char *name, int64_t *value)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_setting_get)) != 0)
		return r;
	stmt_text(q, ":name", name);
	if ((r = stmt_one(q)) == 0)
		*value = stmt_get_i64(q, 0);
	return stmt_close(q, r);
}

int
store_setting_put(struct store *st, const char *name, int64_t value)
{
	struct stmt *q;
	int r;

	st->offset_known = false;
	if ((r = stmt_open(st, &q, &sql_setting_put)) != 0)
		return r;
	stmt_text(q, ":name", name);
	stmt_i64(q, ":value", value);
	return stmt_run(q);
}

bool
store_is_sample(const struct store *st)
{
	return st->sample;
}

/* Only a sample store has one (sample clock +DURATION); who moves it touches
 * the topic of all. */
static int64_t
clock_offset(struct store *st)
{
	uint32_t now = epoch_read(st->epoch, STORE_TOPIC(TOPIC_ALL, 0));

	if (st->offset_known && st->offset_at == now)
		return st->offset;
	if (store_setting_get(st, "clock_offset", &st->offset) != 0)
		st->offset = 0;
	st->offset_at = now;
	st->offset_known = true;
	return st->offset;
}

int64_t
store_now(struct store *st)
{
	return clock_now() + (st->sample ? clock_offset(st) : 0);
}
