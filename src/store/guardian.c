/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "internal.h"
#include "store/stmt.h"
#include "store/student.h"

/* Nobody's row is overwritten: the old ones end, new ones begin. */
static const struct sql sql_all = { "guardian_all",
	"SELECT id, name, relation, phone FROM guardian"
	" WHERE student = :student AND until IS NULL ORDER BY id LIMIT :max",
	0 };
static const struct sql sql_add = { "guardian_add",
	"INSERT INTO guardian (student, name, relation, phone, tail, since)"
	" VALUES (:student, :name, :relation, :phone, :tail, :audit)",
	0 };
static const struct sql sql_end = { "guardian_end",
	"UPDATE guardian SET until = :audit"
	" WHERE student = :student AND until IS NULL",
	0 };

const struct sql *const store_guardian_sql[] = { &sql_all, &sql_add, &sql_end,
	NULL };

int
store_guardian_all(
    struct store *st, int64_t student, struct guardian *to, int max, int *n)
{
	struct stmt *q;
	int count = 0, r;

	if ((r = stmt_open(st, &q, &sql_all)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":max", max);
	for (; (r = stmt_next(q)) == STORE_ROW; count++) {
		struct guardian *g = &to[count];

		g->id = stmt_get_i64(q, 0);
		stmt_copy_text(q, 1, g->name, sizeof(g->name));
		stmt_copy_text(q, 2, g->relation, sizeof(g->relation));
		stmt_copy_text(q, 3, g->phone, sizeof(g->phone));
	}
	if (r == 0)
		*n = count;
	return stmt_close(q, r);
}

static int
add(struct store *st, int64_t student, const struct guardian *g, int64_t audit)
{
	char tail[5];
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	phone_tail(g->phone, tail);
	stmt_i64(q, ":student", student);
	stmt_text(q, ":name", g->name);
	stmt_text(q, ":relation", g->relation);
	stmt_text(q, ":phone", g->phone);
	stmt_text(q, ":tail", tail);
	stmt_i64(q, ":audit", audit);
	return stmt_run(q);
}

int
store_guardian_put(struct store *st, int64_t student, const struct guardian *g,
    int n, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_end)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":audit", audit);
	r = stmt_run(q);
	for (int i = 0; i < n && r == 0; i++)
		r = add(st, student, &g[i], audit);
	return r;
}
