/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/err.h"
#include "internal.h"
#include "store/stmt.h"

static const struct sql sql_setting_get = { "setting_get",
	"SELECT value FROM setting WHERE name = :name", 0 };
static const struct sql sql_setting_put = { "setting_put",
	"INSERT INTO setting (name, value) VALUES (:name, :value)"
	" ON CONFLICT (name) DO UPDATE SET value = excluded.value", 0 };

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

int64_t
store_now(struct store *st)
{
	int64_t offset = 0;

	/* Only a sample store has one (sample clock +DURATION). */
	if (st->sample &&
	    store_setting_get(st, "clock_offset", &offset) != 0)
		offset = 0;
	return clock_now() + offset;
}
